/**
 * 月报: one project's cumulative figures of one month, filed on a form in under a minute.
 *
 *     月报 [编号] [月份] ──> form ──提交──> read-only result ──下一个──> form …
 *            │ nothing named: the person's projects, 已报/未报
 *            │ several fit: which one?
 */

import { publicationOfMonth } from '../src/bulletins/read.ts';
import { PAGE_SIZE, reportChoiceCard, reportListCard, reportPages } from '../src/cards/report/list.ts';
import { forPeople, type KnownScene, type Pressed, type Result, type Tools } from '../src/command.ts';
import { isMonth, type Month, monthOf } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { currentNumber, type Lead } from '../src/domain/lead/lead.ts';
import {
  decideFiling,
  type Filing,
  monthFiling,
  monthMeant,
  monthMeantFor,
  refuseMonth,
  sayFiling,
  sayMonth,
} from '../src/domain/month.ts';
import { monthlyMeasures } from '../src/domain/pack/view.ts';
import type { Progress } from '../src/domain/progress.ts';
import { answerOnly, type Draft, type Outcome } from '../src/outcome.ts';
import { cutReportFigures } from '../src/parse/report-figures.ts';
import { readReportWords } from '../src/parse/report-words.ts';
import { notFound } from './shared/chat.ts';
import { leadByNumber } from './shared/find.ts';
import { decide, doneCard, formCard, readReport, tallyAfter } from './shared/report/filing.ts';
import { itemOf, itemsOf, refuseLead, subjectOf, tallyFor } from './shared/report/subject.ts';

/** What a report draft remembers of the moment its form was made, to notice when the form has been overtaken. */
interface Payload {
  readonly lead: string;
  readonly month: Month;
  readonly published: boolean;
  /** Version of the month's report that the form showed; 0 = none. */
  readonly reportVersion: number;
}

export const report = forPeople({
  id: 'report',
  words: ['月报'],
  summary: '填报项目月报：累计到位资金、固定资产投资、外资和进展',
  example: '月报 XM-202611-0001 10月',
  who: ['reporter', 'office'],
  inGroups: false,

  async say(text, here, tools) {
    const { rest, fields } = cutReportFigures(text, monthlyMeasures(here.pack));
    const words = readReportWords(rest, here.today);
    if (words.monthWrong !== null) return refuse(words.monthWrong);
    const asked = await subjectOf(words, here, tools);
    if (isRefusal(asked)) return asked;
    const month = asked.month ?? monthMeant(here.pack, here.today);
    const { subject } = asked;
    switch (subject.is) {
      case 'one': {
        const { lead } = subject;
        const month = asked.month ?? monthMeantFor(here.pack, lead, here.today);
        return openForm(lead, month, here, tools, fields);
      }
      case 'several': {
        const numbers = subject.leads.map((lead) => lead.number);
        const reported = await tools.store.reportedAmong(month, numbers);
        const items = subject.leads.map((lead) => itemOf(lead, reported));
        return answerOnly({ card: reportChoiceCard(month, subject.typed, items) });
      }
      case 'all':
        return listOrForm(asked.month ?? (await ownMonth(here, tools)), here, tools, fields);
    }
  },

  press: {
    async open(pressed, here, tools) {
      const lead = await leadByNumber(pressed.args['lead'], here, tools);
      if (lead === null) return notFound('这个项目');
      const month = pressed.args['month'] ?? '';
      if (!isMonth(month)) return refuse('这个按钮已经失效', { next: '请重新发送「月报」。' });
      const outcome = await openForm(lead, month, here, tools);
      if (isRefusal(outcome)) return outcome;
      return { ...outcome, answer: { ...outcome.answer, fresh: true } };
    },
    async page(pressed, here, tools) {
      const month = pressed.args['month'] ?? '';
      if (!isMonth(month)) return refuse('这个按钮已经失效', { next: '请重新发送「月报」。' });
      return listPage(month, Number(pressed.args['page'] ?? 0) || 0, here, tools);
    },
    submit: (pressed, scene, tools) =>
      withDraft(pressed, scene, tools, (draft, here) => submit(pressed, draft, here, tools)),
    cancel: (pressed, scene, tools) => withDraft(pressed, scene, tools, async (draft) => cancel(draft)),
  },
});

/** The open window's month; the running one when nobody here owed a report for that window. */
async function ownMonth(here: KnownScene, tools: Tools): Promise<Month> {
  const meant = monthMeant(here.pack, here.today);
  if ((await tallyFor(meant, here, tools)).owed > 0) return meant;
  const running = monthOf(here.today);
  if (running === meant) return meant;
  return (await tallyFor(running, here, tools)).owed > 0 ? running : meant;
}

async function listOrForm(
  month: Month,
  here: KnownScene,
  tools: Tools,
  typed: ReadonlyMap<string, string>,
): Result {
  const refusal = refuseMonth(month, here.today);
  if (refusal !== null) return refusal;
  const tally = await tallyFor(month, here, tools);
  const [only] = await itemsOf(tally, { offset: 0, limit: 1 }, tools);
  if (only === undefined) {
    return refuse(`${sayMonth(month)}没有需要您填报的项目`, {
      next: '线索签约并核实后才填月报；发送「项目」查看项目，或在月报后写编号，例如「月报 0001」。',
    });
  }
  if (tally.owed > 1) return listPage(month, 0, here, tools);
  const lead = await tools.store.lead(only.lead);
  return lead === null ? notFound('这个项目') : openForm(lead, month, here, tools, typed);
}

async function listPage(month: Month, page: number, here: KnownScene, tools: Tools): Promise<Outcome> {
  const [tally, publication] = await Promise.all([
    tallyFor(month, here, tools),
    publicationOfMonth(tools.store, month),
  ]);
  const filing = sayFiling(
    monthFiling(here.pack, month, here.today, publication?.state === 'published'),
    here.pack,
  );
  const { owed, reported } = tally;
  const shown = Math.min(Math.max(0, Math.trunc(page)), reportPages(owed) - 1);
  const items = await itemsOf(tally, { offset: shown * PAGE_SIZE, limit: PAGE_SIZE }, tools);
  return answerOnly({ card: reportListCard({ month, filing, items, owed, reported, page: shown }) });
}

interface Situation {
  readonly progress: Progress;
  readonly published: boolean;
  readonly filing: Filing;
  readonly reportVersion: number;
}

async function situationOf(lead: Lead, month: Month, here: KnownScene, tools: Tools) {
  const refusal = refuseLead(lead, here) ?? refuseMonth(month, here.today);
  if (refusal !== null) return refusal;
  const [progress, publication] = await Promise.all([
    tools.store.progress(lead.number),
    publicationOfMonth(tools.store, month),
  ]);
  const published = publication?.state === 'published';
  const standing = progress.reports.find((one) => one.month === month) ?? null;
  const filing = decideFiling(here.pack, { lead, month, today: here.today, standing, published });
  if (isRefusal(filing)) return filing;
  return { progress, published, filing, reportVersion: standing?.version ?? 0 } satisfies Situation;
}

async function openForm(
  lead: Lead,
  month: Month,
  here: KnownScene,
  tools: Tools,
  typed?: ReadonlyMap<string, string>,
): Result {
  const situation = await situationOf(lead, month, here, tools);
  if (isRefusal(situation)) return situation;
  const { published, reportVersion } = situation;
  const payload: Payload = { lead: lead.number, month, published, reportVersion };
  const draft: Draft = {
    id: tools.newId(),
    version: 1,
    owner: here.actor.id,
    kind: 'report',
    payload,
    state: 'open',
    result: null,
    createdAt: here.now,
  };
  const card = formCard(draft.id, lead, situation.progress, situation.filing, here, typed);
  return { changes: [{ subject: 'draft', draft }], answer: { card, about: lead.number }, notices: [] };
}

async function withDraft(
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
  then: (draft: Draft, here: KnownScene) => Result,
): Result {
  const draft = await tools.store.draft(pressed.args['draft'] ?? '');
  const again = { next: '请重新发送「月报」。' };
  if (draft === null || draft.kind !== 'report') return refuse('这张月报表已失效', again);
  if (draft.owner !== here.actor.id) {
    return refuse(`这张月报表是发给${here.roster.personName(draft.owner)}的`, {
      next: '请您自己发送「月报」打开一张。',
    });
  }
  if (draft.state === 'done') {
    return refuse(`这张月报表已经提交过${draft.result === null ? '' : `（${draft.result}）`}`, {
      next: '要修改请再发送「月报 编号」。',
    });
  }
  if (draft.state === 'cancelled') return refuse('这张月报表已取消', again);
  return then(draft, here);
}

async function submit(pressed: Pressed, draft: Draft, here: KnownScene, tools: Tools): Result {
  const payload = draft.payload as Payload;
  const lead = await leadByNumber(payload.lead, here, tools);
  if (lead === null) return notFound('这个项目');
  const situation = await situationOf(lead, payload.month, here, tools);
  if (isRefusal(situation)) return situation;
  const { progress, filing } = situation;
  const number = currentNumber(lead);
  const reopen = `您填的内容还在卡片上；请发送「月报 ${number} ${payload.month}」打开新表再提交。`;
  if (situation.published && !payload.published) {
    return refuse(`${sayMonth(payload.month)}战报刚刚签发，再报属于更正，将计入下一期`, { next: reopen });
  }
  if (situation.reportVersion !== payload.reportVersion) {
    const standing = progress.reports.find((one) => one.month === payload.month);
    const who = standing === undefined ? '有人' : here.roster.personName(standing.reporter);
    return refuse(`打开这张表以后，${who}改动了${number}的${sayMonth(payload.month)}月报`, { next: reopen });
  }
  const intent = readReport(pressed, lead, progress, filing, here.pack);
  if (isRefusal(intent)) return intent;
  const decision = decide(progress, intent, here.pack);
  if (isRefusal(decision)) return decision;
  const progressAfter = await tallyAfter(lead, payload.month, situation.reportVersion > 0, here, tools);
  const result = `${number} ${sayMonth(payload.month)}`;
  const done: Draft = { ...draft, version: draft.version + 1, state: 'done', result };
  return {
    changes: [
      { subject: 'progress', before: progress, facts: decision.facts },
      { subject: 'draft', draft: done },
    ],
    answer: {
      card: doneCard(lead, progress, decision.facts, filing, progressAfter, here, tools),
      toast: { tone: 'success', text: `${result}月报已提交。` },
      about: lead.number,
    },
    notices: [],
  };
}

function cancel(draft: Draft): Outcome {
  const { lead, month } = draft.payload as Payload;
  return {
    changes: [{ subject: 'draft', draft: { ...draft, version: draft.version + 1, state: 'cancelled' } }],
    answer: {
      card: {
        title: '已取消月报',
        tone: 'closed',
        body: [
          {
            el: 'text',
            text: `${lead} ${sayMonth(month)}月报没有提交。需要时再发送「月报 ${lead} ${month}」。`,
          },
        ],
      },
      toast: { tone: 'info', text: '已取消，没有保存。' },
    },
    notices: [],
  };
}
