/** `合并 XS-a XS-b [保留 XS-a]`: by the office; shown side by side first, unless it was said which one lives on. */

import { mergeCard } from '../../../src/cards/pool/merge.ts';
import { heldCard } from '../../../src/cards/pool/pool.ts';
import { or, printDay, printInvestment, sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { decideMerge, hasProgress, type MergeSide, survivorOf } from '../../../src/domain/lead/merge.ts';
import { numberEndsIn, readNumber } from '../../../src/domain/number.ts';
import { stageLabel } from '../../../src/domain/pack/view.ts';
import { answerOnly, type Notice } from '../../../src/outcome.ts';
import { notFound } from '../chat.ts';
import { splitNumber } from '../find.ts';
import { leadChanges } from '../lead/changes.ts';
import { meantLead, sidePeople, tell } from './lead.ts';

const EXAMPLE = '线索 合并 XS-202611-0001 XS-202611-0002';
const OFFICE_ONLY = refuse('只有招商办可以合并线索', {
  next: '发现重复请告诉招商办，或发送「线索 合作 编号」。',
});

export async function sayMerge(words: string, here: KnownScene, tools: Tools): Result {
  if (!isOffice(here.actor)) return OFFICE_ONLY;
  const first = await meantLead(words, { ...here, quoted: null }, tools, EXAMPLE);
  if (isRefusal(first)) return first;
  const rest = first.rest.replace(/^(?:和|与|到|并入|、)\s*/, '');
  const second = await meantLead(rest, { ...here, quoted: null }, tools, EXAMPLE);
  if (isRefusal(second)) return second;
  const [a, b] = await Promise.all([sideOfMerge(first.lead, tools), sideOfMerge(second.lead, tools)]);
  const keep = /^保留\s*(.+)$/.exec(second.rest)?.[1];
  if (keep === undefined) return show(a, b, here);
  const kept = [a, b].filter(({ lead }) => isMeant(lead, keep));
  const [into] = kept;
  if (into === undefined || kept.length > 1)
    return refuse(`「${keep.slice(0, 30)}」不是这两条里的一条`, {
      next: `例如「${EXAMPLE} 保留 XS-202611-0001」。`,
    });
  return merge(into, into === a ? b : a, here, tools);
}

function isMeant(lead: Lead, words: string): boolean {
  const number = readNumber(splitNumber(words).number ?? words);
  if (number === null) return false;
  return [lead.number, lead.projectNumber].some((one) => one !== null && numberEndsIn(one, number));
}

export async function pressMerge(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  if (!isOffice(here.actor)) return OFFICE_ONLY;
  // The very ones: what was merged meanwhile must say so, not answer as its survivor.
  const [into, from] = await Promise.all([
    tools.store.leadItself(pressed.args['into'] ?? ''),
    tools.store.leadItself(pressed.args['from'] ?? ''),
  ]);
  if (into === null || from === null) return notFound('这条线索');
  return merge(await sideOfMerge(into, tools), await sideOfMerge(from, tools), here, tools);
}

async function sideOfMerge(lead: Lead, tools: Tools): Promise<MergeSide> {
  const progress = await tools.store.progress(lead.number);
  return { lead, hasReports: progress.reports.length > 0 };
}

function show(a: MergeSide, b: MergeSide, here: KnownScene) {
  const keeper = survivorOf(a, b);
  const other = keeper === a ? b : a;
  const decided = decideMerge(keeper, other);
  if (isRefusal(decided)) return decided;
  const keeps = [choice(keeper, other), ...(hasProgress(keeper) ? [] : [choice(other, keeper)])];
  const why = hasProgress(keeper)
    ? `只能保留 ${currentNumber(keeper.lead)}：它已有审核通过的阶段或月报。`
    : null;
  return answerOnly({ card: mergeCard({ a: column(a, here), b: column(b, here), keeps, why }) });
}

const choice = (keep: MergeSide, other: MergeSide) => ({
  lead: keep.lead.number,
  number: currentNumber(keep.lead),
  other: other.lead.number,
});

function column({ lead, hasReports }: MergeSide, { roster, pack }: KnownScene) {
  const state = lead.holding.state === 'pool' ? '公共线索池' : roster.personName(lead.holder);
  return {
    lead: lead.number,
    number: currentNumber(lead),
    facts: {
      企业名称: lead.company,
      项目名称: or(lead.project),
      投资额: printInvestment(lead.investment),
      首招单位: roster.unitName(lead.holding.promoter),
      负责人: state,
      登记日期: printDay(lead.registeredAt),
      阶段: stageLabel(pack, lead.stage),
      月报: hasReports ? '有' : '无',
    },
  };
}

async function merge(into: MergeSide, from: MergeSide, here: KnownScene, tools: Tools): Result {
  const decided = decideMerge(into, from);
  if (isRefusal(decided)) return decided;
  const disputed = await openDispute([into.lead, from.lead], tools);
  if (disputed !== null) return disputed;
  const [kept, ended] = [
    await leadChanges(into.lead, decided.into, here, tools),
    await leadChanges(from.lead, decided.from, here, tools),
  ];
  const number = currentNumber(kept.after);
  const line = `${here.actor.name} 把 ${from.lead.number}（${here.roster.unitName(from.lead.unit)}）并入 ${number}，两个编号都可以用。`;
  const people = [into.lead, from.lead].flatMap((lead) => sidePeople(lead.unit, lead.holder, here));
  const buttons = [sayButton('查看', 'leads', number)];
  const notices: readonly Notice[] = tell(people, here, {
    key: `merged:${from.lead.number}:${ended.after.version}`,
    card: heldCard('线索已合并', 'notice', { number, title: titleOf(kept.after), lines: [line] }),
    about: into.lead.number,
  });
  return {
    changes: [...kept.changes, ...ended.changes],
    answer: {
      card: heldCard('已合并', 'done', { number, title: titleOf(kept.after), lines: [line], buttons }),
      toast: { tone: 'success', text: `已并入 ${number}。` },
      about: into.lead.number,
    },
    notices,
  };
}

async function openDispute(leads: readonly Lead[], tools: Tools): Promise<Refusal | null> {
  for (const lead of leads) {
    const open = (await tools.store.disputesOf(lead.number)).some((one) => one.state === 'open');
    if (open) {
      const number = currentNumber(lead);
      return refuse(`${number} 有争议在等裁定，不能合并`, { next: `请先发送「线索 裁定 ${number}」。` });
    }
  }
  return null;
}
