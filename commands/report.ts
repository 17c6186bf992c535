/**
 * 月报: one project's cumulative figures of one month, filed on a form in under a minute; several in one sitting; and what
 * the unit files as a whole (单位, 季报).
 *
 *     月报 [编号] [月份] ──> form ──提交 / 本月无变化──> read-only result ──下一个──> form …
 *            │ nothing named: the person's projects with their state, 本月无变化 each or all
 *            │ several fit: which one?
 *            │ 单位, 季报 …: the unit's own reports (`filing.ts`)
 */

import { reportChoiceCard } from '../src/cards/report/list.ts';
import { unitListCard } from '../src/cards/report/unit.ts';
import { forPeople, type KnownScene, type Pressed, type Result, type Tools } from '../src/command.ts';
import { isMonth, type Month, monthOf } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { monthMeant, monthMeantFor, refuseMonth, sayMonth } from '../src/domain/month.ts';
import { projectMeasures } from '../src/domain/pack/view.ts';
import { answerOnly } from '../src/outcome.ts';
import { cutReportFigures } from '../src/parse/report-figures.ts';
import { readReportWords } from '../src/parse/report-words.ts';
import { notFound } from './shared/chat.ts';
import { leadByNumber } from './shared/find.ts';
import { openForm } from './shared/report/open.ts';
import { listPage, monthOfButton, still, stillAll, stillAllDo, stillWhy } from './shared/report/sitting.ts';
import { itemOf, itemsOf, subjectOf, tallyFor } from './shared/report/subject.ts';
import { cancel, reopen, submit, unchanged, withDraft } from './shared/report/submit.ts';
import { cutUnchanged, looseBeside, sayTyped, withLooseWords } from './shared/report/typed.ts';
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
    const cut = cutReportFigures(text, projectMeasures(here.pack));
    const { rest, unchanged } = cutUnchanged(cut.rest);
    const words = readReportWords(rest, here.today);
    if (words.monthWrong !== null) return refuse(words.monthWrong);
    const named = await subjectOf(words, here, tools);
    // Words that name nothing beside figures are what happened in the month.
    const isLoose = isRefusal(named) && words.number === null && cut.fields.size > 0;
    const asked = isLoose ? await subjectOf({ ...words, rest: [] }, here, tools) : named;
    if (isRefusal(asked)) return asked;
    const fields = isLoose ? withLooseWords(cut.fields, words.rest) : cut.fields;
    const month = asked.month ?? monthMeant(here.pack, here.today);
    const { subject } = asked;
    switch (subject.is) {
      case 'one': {
        const { lead } = subject;
        const month = asked.month ?? monthMeantFor(here.pack, lead, here.today);
        if (unchanged && fields.size === 0) return still(pressOn({ lead: lead.number, month }), here, tools);
        const typed = words.number === null ? fields : withLooseWords(fields, looseBeside(lead, words.rest));
        return openForm(lead, month, here, tools, { typed });
      }
      case 'several': {
        const numbers = subject.leads.map((lead) => lead.number);
        const reported = await tools.store.reportedAmong(month, numbers);
        const items = subject.leads.map((lead) => itemOf(lead, reported));
        const beside = words.number === null ? [] : words.rest;
        const also = sayTyped(withLooseWords(fields, beside), unchanged, here);
        return answerOnly({ card: reportChoiceCard(month, subject.typed, items, also) });
      }
      case 'all': {
        const month = asked.month ?? (await ownMonth(here, tools));
        return unchanged && fields.size === 0
          ? stillAll(pressOn({ month }), here, tools)
          : listOrForm(month, here, tools, fields);
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
  if (tally.owed > 1) return listPage(month, 0, here, tools);
  const lead = await tools.store.lead(only.lead);
  return lead === null ? notFound('这个项目') : openForm(lead, month, here, tools, { typed });
}
