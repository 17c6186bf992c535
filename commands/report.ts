/**
 * 月报: one project's cumulative figures of one month, filed on a form in under a minute; several in one sitting; and what
 * the unit files as a whole (单位, 季报).
 *
 *     月报 [编号] [月份] ──> form ──提交 / 本月无变化──> read-only result ──下一个──> form …
 *            │ nothing named: the person's projects with their state, 本月无变化 each or all
 *            │ several fit: which one?
 *            │ 单位, 季报 …: the unit's own reports (`filing.ts`)
 */

import { CHOICE_MAX, reportChoiceCard } from '../src/cards/report/list.ts';
import { unitListCard } from '../src/cards/report/unit.ts';
import { forPeople, type KnownScene, type Pressed, type Result, type Tools } from '../src/command.ts';
import { isMonth, type Month, monthOf } from '../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../src/domain/decision.ts';
import { monthMeant, monthMeantFor, refuseMonth, sayMonth } from '../src/domain/month.ts';
import { answerOnly } from '../src/outcome.ts';
import type { ReportWords } from '../src/parse/report-words.ts';
import { notFound } from './shared/chat.ts';
import { leadByNumber } from './shared/find.ts';
import { openForm } from './shared/report/open.ts';
import { listPage, monthOfButton, still, stillAll, stillAllDo, stillWhy } from './shared/report/sitting.ts';
import { itemOf, itemsOf, subjectOf, tallyFor } from './shared/report/subject.ts';
import { cancel, reopen, submit, unchanged, withDraft } from './shared/report/submit.ts';
import {
  looseBeside,
  readTyped,
  saysOfMonth,
  sayTyped,
  type TypedMonth,
  withLooseWords,
} from './shared/report/typed.ts';
import { isAboutUnits, openUnitReport } from './shared/report/unit-form.ts';
import { unitItems } from './shared/report/unit-items.ts';

export const report = forPeople({
  id: 'report',
  words: ['月报'],
  summary: '填报项目月报：累计到位资金、固定资产投资、外资和进展；「月报 单位」填单位指标',
  example: '月报 XM-202611-0001 10月',
  who: ['reporter', 'office'],
  inGroups: false,

  async say(text, here, tools) {
    if (isAboutUnits(text, here)) return openUnitReport(text, here, tools);
    const { words, typed } = readTyped(text, here);
    if (words.monthWrong !== null) return refuse(words.monthWrong);
    if (words.second !== null) return refuseSecond(words.number ?? '', words.second);
    const named = await namedBy(words, typed, here, tools);
    if (isRefusal(named)) return named;
    const { asked, loose } = named;
    const { subject } = asked;
    switch (subject.is) {
      case 'one': {
        const { lead } = subject;
        const month = asked.month ?? monthMeantFor(here.pack, lead, here.today);
        if (typed.unchanged && !saysOfMonth(typed)) {
          return still(pressOn({ lead: lead.number, month }), here, tools);
        }
        const beside = words.number === null ? loose : looseBeside(lead, loose);
        const { fields, hints } = withLooseWords(typed, beside, here);
        return openForm(lead, month, here, tools, { typed: fields, hints });
      }
      case 'several': {
        const month = asked.month ?? monthMeant(here.pack, here.today);
        const numbers = subject.leads.map((lead) => lead.number);
        const reported = await tools.store.reportedAmong(month, numbers);
        const items = subject.leads.map((lead) => itemOf(lead, reported));
        const also = sayTyped(withLooseWords(typed, loose, here), here);
        return answerOnly({ card: reportChoiceCard(month, subject.typed, items, also) });
      }
      case 'all': {
        const month = asked.month ?? (await ownMonth(here, tools));
        if (typed.unchanged && !saysOfMonth(typed)) return stillAll(pressOn({ month }), here, tools);
        return listOrForm(month, here, tools, withLooseWords(typed, loose, here));
      }
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
      const month = monthOfButton(pressed, here);
      if (isRefusal(month)) return month;
      return listPage(month, Number(pressed.args['page'] ?? 0) || 0, here, tools);
    },
    still,
    stillWhy,
    stillAll,
    stillAllDo,
    submit: (pressed, here, tools) =>
      withDraft(pressed, here, tools, (draft) => submit(pressed, draft, here, tools)),
    unchanged: (pressed, here, tools) =>
      withDraft(pressed, here, tools, (draft) => unchanged(draft, here, tools)),
    restore: (pressed, here, tools) =>
      withDraft(pressed, here, tools, (draft) => reopen(draft, 'shown', here, tools)),
    clear: (pressed, here, tools) =>
      withDraft(pressed, here, tools, (draft) => reopen(draft, 'gone', here, tools)),
    cancel: (pressed, here, tools) => withDraft(pressed, here, tools, async (draft) => cancel(draft)),
  },
});

/** What a button of the list would carry: typed words reach the same code. */
const pressOn = (args: Readonly<Record<string, string>>): Pressed => ({ args, form: {} });

/** The open window's month; the running one when nobody here owed a report for that window. */
async function ownMonth(here: KnownScene, tools: Tools): Promise<Month> {
  const meant = monthMeant(here.pack, here.today);
  if ((await tallyFor(meant, here, tools)).owed > 0) return meant;
  const running = monthOf(here.today);
  if (running === meant) return meant;
  return (await tallyFor(running, here, tools)).owed > 0 ? running : meant;
}

/**
 * What is named, and the words that name nothing: beside figures those are what happened in the month. Words that fit no
 * project together may begin with one that does (岩城碳素 厂房封顶).
 */
async function namedBy(words: ReportWords, typed: TypedMonth, here: KnownScene, tools: Tools) {
  const asked = await subjectOf(words, here, tools);
  if (!isRefusal(asked)) return { asked, loose: words.number === null ? [] : words.rest };
  if (words.number !== null || !saysOfMonth(typed)) return asked;
  const [first, ...others] = words.rest;
  const begun = first === undefined ? asked : await subjectOf({ ...words, rest: [first] }, here, tools);
  if (!isRefusal(begun)) return { asked: begun, loose: others };
  const unnamed = await subjectOf({ ...words, rest: [] }, here, tools);
  return isRefusal(unnamed) ? unnamed : { asked: unnamed, loose: words.rest };
}

const refuseSecond = (first: string, second: string): Refusal =>
  refuse(`一条月报只填一个项目，您写了 ${first} 和 ${second}，都还没有填`, {
    next: `请分开发送，例如先发「月报 ${first} …」；项目多可以发送「月报模板」，用 Excel 一次报送。`,
  });

async function listOrForm(month: Month, here: KnownScene, tools: Tools, typed: TypedMonth): Result {
  const refusal = refuseMonth(month, here.today);
  if (refusal !== null) return refusal;
  const tally = await tallyFor(month, here, tools);
  const [only] = await itemsOf(tally, { offset: 0, limit: 1 }, tools);
  if (only === undefined) {
    const none = `${sayMonth(month)}没有需要您填报的项目`;
    // Nothing project by project; perhaps the unit owes something as a whole.
    const units = await unitItems(here, tools);
    if (units.length > 0) {
      return answerOnly({ card: unitListCard(units, `${none}；线索签约并核实后才填月报。`) });
    }
    return refuse(none, {
      next: '线索签约并核实后才填月报；发送「项目」查看项目，或在月报后写编号，例如「月报 0001」。',
    });
  }
  if (tally.owed > 1) {
    if (!saysOfMonth(typed)) return listPage(month, 0, here, tools);
    const items = await itemsOf(tally, { offset: 0, limit: CHOICE_MAX }, tools);
    return answerOnly({ card: reportChoiceCard(month, null, items, sayTyped(typed, here), tally.owed) });
  }
  const lead = await tools.store.lead(only.lead);
  if (lead === null) return notFound('这个项目');
  return openForm(lead, month, here, tools, { typed: typed.fields, hints: typed.hints });
}
