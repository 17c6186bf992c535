/** 待审 月报 typed: the list, one report, a verdict in words, or 全部通过 asked before it is done. */

import type { Element } from '../../../src/card.ts';
import { figuresItemCard } from '../../../src/cards/figures/item.ts';
import { figuresQueueCard, figuresSection, passButtons } from '../../../src/cards/figures/queue.ts';
import { quiet } from '../../../src/cards/show.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { mayVerify, unitsVerified } from '../../../src/domain/access.ts';
import type { Month } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { monthMeant, projectStages, sayMonth } from '../../../src/domain/month.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { notFound } from '../chat.ts';
import { findByNumber } from '../find.ts';
import {
  itemOf,
  type JudgedRow,
  judge,
  judgedWaiting,
  monthWaiting,
  queueView,
  rateOf,
  scopeOf,
} from './read.ts';
import { giveVerdict } from './verdict.ts';
import { type FiguresWords, readFiguresWords } from './words.ts';

export async function sayFigures(text: string, here: KnownScene, tools: Tools): Result {
  const words = readFiguresWords(text, here);
  if (isRefusal(words)) return words;
  if (words.number !== null) return sayOne(words, words.number, here, tools);
  const units = scopeOf(words.unit, here);
  if (isRefusal(units)) return units;
  const month = words.month ?? (await monthWaiting(units, here, tools));
  const view = await queueView({ month, unit: words.unit, page: 0 }, here, tools);
  if (isRefusal(view)) return view;
  if (!words.passAll || view.total === 0) return answerOnly({ card: figuresQueueCard(view) });
  return answerOnly({
    card: {
      title: `通过${sayMonth(month)}月报？`,
      subtitle: view.scope,
      tone: 'todo',
      body: [
        quiet(`共 ${view.total} 份待审，其中 ${view.doubtful} 份有疑点。请选择：`),
        { el: 'buttons', buttons: passButtons(view) },
      ],
    },
  });
}

async function sayOne(words: FiguresWords, number: string, here: KnownScene, tools: Tools): Result {
  const found = await findByNumber(number, here, tools);
  const mine = found.filter((lead) => mayVerify(here.actor, lead.unit, here.roster));
  const [lead] = mine;
  if (lead === undefined) {
    const [other] = found;
    return other === undefined
      ? notFound(`编号「${number}」`)
      : refuse(`您不是${here.roster.unitName(other.unit)}的审核人，不能审核它的月报`);
  }
  if (mine.length > 1) {
    const numbers = mine.slice(0, 5).map(currentNumber);
    return refuse(`「${number}」有 ${mine.length} 个：${numbers.join('、')}`, { next: '请把编号写完整。' });
  }
  const row = await reportMeant(lead, words.month, here, tools);
  if (isRefusal(row)) return row;
  if (words.verdict === null) {
    const card = figuresItemCard(
      itemOf({ row, judged: judge(row, here, await rateOf(row.report.month, tools)) }, here),
      null,
    );
    return answerOnly({ card, about: lead.number });
  }
  const { month } = row.report;
  const asked = { verdict: words.verdict, reason: words.reason, seen: null, from: { is: 'item' as const } };
  return giveVerdict(lead, month, asked, here, tools);
}

/** The report of the month asked for; else of the open window, or the latest there is. */
async function reportMeant(
  lead: Lead,
  month: Month | null,
  here: KnownScene,
  tools: Tools,
): Promise<JudgedRow['row'] | Refusal> {
  const stages = projectStages(here.pack);
  const wanted = month ?? monthMeant(here.pack, here.today);
  const row = await tools.store.figuresOf(lead.number, wanted, stages);
  if (row !== null) return row;
  if (month === null) {
    const { reports } = await tools.store.progress(lead.number);
    const waiting = reports.findLast((one) => one.checked == null) ?? reports.at(-1);
    const last =
      waiting === undefined ? null : await tools.store.figuresOf(lead.number, waiting.month, stages);
    if (last !== null) return last;
  }
  return refuse(`${currentNumber(lead)} ${sayMonth(wanted)}月报还没有报送`, {
    next: '发送「未报」看谁还没有报，发送「催报」提醒。',
  });
}

/** On 待审: what waits of the figures beside the stages. */
export async function figuresWaitingSection(here: KnownScene, tools: Tools): Promise<readonly Element[]> {
  const units = unitsVerified(here.actor, here.roster);
  const month = await monthWaiting(units, here, tools);
  const filter = { month, units, notBy: here.actor.id };
  const total = await tools.store.figuresWaitingCount(filter);
  if (total === 0) return [];
  const judged = await judgedWaiting(filter, here, tools);
  const doubtful = judged.filter((one) => one.judged.odd.length > 0).length;
  return figuresSection({ month, total, judged: judged.length, doubtful });
}
