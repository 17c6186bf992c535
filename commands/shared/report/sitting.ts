/**
 * Several projects in one sitting: the month's list with the state of each and how many remain, 本月无变化 of one at a tap,
 * and of all that remain after a confirmation.
 */
import { publicationOfMonth } from '../../../src/bulletins/read.ts';
import { WORDS_MAX } from '../../../src/cards/report/form.ts';
import {
  type ItemState,
  PAGE_SIZE,
  type ReportItem,
  reportListCard,
  reportPages,
} from '../../../src/cards/report/list.ts';
import {
  type StillItem,
  stillAllCard,
  stillAllDoneCard,
  stillReasonCard,
} from '../../../src/cards/report/still.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { unitsReported } from '../../../src/domain/access.ts';
import { isMonth, type Month, shiftMonth } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { monthFiling, refuseMonth, sayFiling, sayMonth } from '../../../src/domain/month.ts';
import { wasUnchanged } from '../../../src/domain/progress-unchanged.ts';
import { answerOnly, type Change, type Outcome } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import type { ReportState } from '../../../src/store/filings.ts';
import { notFound } from '../chat.ts';
import { leadByNumber } from '../find.ts';
import { earlierOwed } from './earlier.ts';
import { decideStill, doneCard, tallyAfter } from './filing.ts';
import { situationOf } from './open.ts';
import { itemsOf, type ReportTally, tallyFor } from './subject.ts';
import { unitItems } from './unit-items.ts';

/** Projects of one 全部无变化: one commit holds them all. */
const STILL_MAX = 20;
const STALE = refuse('这个按钮已经失效', { next: '请重新发送「月报」。' });

/** The month a button carries; refused when it is none that can be filed. */
export function monthOfButton(pressed: Pressed, here: KnownScene): Month | Refusal {
  const month = pressed.args['month'] ?? '';
  return isMonth(month) && refuseMonth(month, here.today) === null ? month : STALE;
}

/** @param just projects filed by the commit this card is part of */
export async function listPage(
  month: Month,
  page: number,
  here: KnownScene,
  tools: Tools,
  just: ReadonlyMap<string, ItemState> = new Map(),
): Promise<Outcome> {
  const isOwn = isOwnSitting(here);
  const [tally, earlier, publication, units] = await Promise.all([
    tallyFor(month, here, tools),
    isOwn ? earlierOwed(month, here, tools) : null,
    publicationOfMonth(tools.store, month),
    unitItems(here, tools),
  ]);
  const filing = sayFiling(
    monthFiling(here.pack, month, here.today, publication?.state === 'published'),
    here.pack,
  );
  const { owed } = tally;
  const reported = Math.min(owed, tally.reported + just.size);
  const shown = Math.min(Math.max(0, Math.trunc(page)), reportPages(owed) - 1);
  const items = await itemsOf(tally, { offset: shown * PAGE_SIZE, limit: PAGE_SIZE }, tools);
  const stated = (await withStates(items, month, tools)).map((item) => {
    const state = just.get(item.lead);
    return state === undefined ? item : { ...item, state, reported: true, mayRepeat: false };
  });
  return answerOnly({
    card: reportListCard({
      month,
      filing,
      items: stated,
      owed,
      reported,
      page: shown,
      units,
      earlier,
      mayRepeatAll: owed - reported > 1 && isOwn && stated.some((item) => item.mayRepeat),
    }),
  });
}

/** Whoever files for everybody has no list of their own to be done with at once. */
const isOwnSitting = ({ actor, roster }: KnownScene): boolean => unitsReported(actor, roster) !== null;

const stateWord = ({ checked, late, forecast, unchanged }: ReportState): ItemState =>
  checked === 'returned' ? '已退回' : late ? '迟报' : forecast ? '预报' : unchanged ? '无变化' : '已报';

async function withStates(
  items: readonly ReportItem[],
  month: Month,
  tools: Tools,
): Promise<readonly ReportItem[]> {
  const leads = items.map((item) => item.lead);
  const [states, ever] = await Promise.all([
    tools.store.reportStates(month, leads),
    tools.store.latestReports(leads),
  ]);
  return items.map((item): ReportItem => {
    const state = states.get(item.lead);
    if (state !== undefined) return { ...item, state: stateWord(state) };
    return { ...item, state: '未报', mayRepeat: ever.has(item.lead) };
  });
}

const stillItem = (lead: Lead): StillItem => ({
  lead: lead.number,
  number: currentNumber(lead),
  title: titleOf(lead),
});

/** 本月无变化 on the list: the list again with it done, or the question why. */
export async function still(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const month = monthOfButton(pressed, here);
  if (isRefusal(month)) return month;
  const lead = await leadByNumber(pressed.args['lead'], here, tools);
  if (lead === null) return notFound('这个项目');
  const situation = await situationOf(lead, month, here, tools);
  if (isRefusal(situation)) return situation;
  const { progress, filing, reportVersion } = situation;
  if (reportVersion === 0 && (filing.correction || wasUnchanged(progress, month))) {
    const card = stillReasonCard({ item: stillItem(lead), month, correction: filing.correction });
    return answerOnly({ card, fresh: true, about: lead.number });
  }
  const decision = decideStill(lead, progress, filing, null, here.pack);
  if (isRefusal(decision)) return decision;
  const page = Number(pressed.args['page'] ?? 0) || 0;
  const state: ItemState = filing.late ? '迟报' : filing.forecast ? '预报' : '无变化';
  const list = await listPage(month, page, here, tools, new Map([[lead.number, state]]));
  return {
    changes: [{ subject: 'progress', before: progress, facts: decision.facts }],
    answer: {
      ...list.answer,
      toast: { tone: 'success', text: `${currentNumber(lead)} ${sayMonth(month)}已报无变化。` },
    },
    notices: [],
  };
}

/** The reason typed into a form, without telephone numbers; too long is refused. */
function reasonTyped(pressed: Pressed): { readonly reason: string | null } | Refusal {
  const text = formText(pressed, 'reason');
  if (text !== null && text.length > WORDS_MAX) {
    return refuse(`原因有 ${text.length} 字，最多 ${WORDS_MAX} 字`, { next: '请缩短后再提交。' });
  }
  return { reason: text === null ? null : maskPhonesIn(text) };
}

/** 提交 on the question why nothing changed. */
export async function stillWhy(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const month = monthOfButton(pressed, here);
  if (isRefusal(month)) return month;
  const typed = reasonTyped(pressed);
  if (isRefusal(typed)) return typed;
  const lead = await leadByNumber(pressed.args['lead'], here, tools);
  if (lead === null) return notFound('这个项目');
  const situation = await situationOf(lead, month, here, tools);
  if (isRefusal(situation)) return situation;
  const { progress, filing, reportVersion } = situation;
  const decision = decideStill(lead, progress, filing, typed.reason, here.pack);
  if (isRefusal(decision)) return decision;
  const tally = await tallyAfter(lead, month, reportVersion > 0, here, tools);
  return {
    changes: [{ subject: 'progress', before: progress, facts: decision.facts }],
    answer: {
      card: doneCard(lead, progress, decision.facts, filing, tally, here, tools),
      toast: { tone: 'success', text: `${currentNumber(lead)} ${sayMonth(month)}已报无变化。` },
      about: lead.number,
    },
    notices: [],
  };
}

const missingItems = (tally: ReportTally, tools: Tools) =>
  itemsOf(tally, { offset: 0, limit: Math.min(STILL_MAX, tally.owed - tally.reported) }, tools);

const NOT_OWN = refuse('一次全部报无变化只用于自己单位的项目', { next: '请由各单位填报员自己报。' });

/** 其余全部无变化: what would be filed, before it is. */
export async function stillAll(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const month = monthOfButton(pressed, here);
  if (isRefusal(month)) return month;
  if (!isOwnSitting(here)) return NOT_OWN;
  const tally = await tallyFor(month, here, tools);
  const items = tally.owed === tally.reported ? [] : await missingItems(tally, tools);
  if (items.length === 0)
    return refuse(`${sayMonth(month)}应报的项目都已报齐`, { next: '发送「月报」查看。' });
  const leads = items.map((item) => item.lead);
  const [ever, before, publication] = await Promise.all([
    tools.store.latestReports(leads),
    tools.store.reportStates(shiftMonth(month, -1), leads),
    publicationOfMonth(tools.store, month),
  ]);
  const isPublished = publication?.state === 'published';
  const never = items.filter((item) => !ever.has(item.lead));
  const asked = items.filter(
    (item) => ever.has(item.lead) && (isPublished || before.get(item.lead)?.unchanged === true),
  );
  const ready = items.filter((item) => !never.includes(item) && !asked.includes(item));
  if (ready.length + asked.length === 0) {
    return refuse('这些项目此前都没有报过月报，不能报无变化', { next: '请逐个填累计数，没有发生就填 0。' });
  }
  const more = tally.owed - tally.reported - items.length;
  return answerOnly({ card: stillAllCard({ month, ready, asked, never, more }), fresh: true });
}

/** 确认无变化: what can be filed is; what cannot is said with its reason. */
export async function stillAllDo(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const month = monthOfButton(pressed, here);
  if (isRefusal(month)) return month;
  if (!isOwnSitting(here)) return NOT_OWN;
  const typed = reasonTyped(pressed);
  if (isRefusal(typed)) return typed;
  const numbers = [...new Set((pressed.args['leads'] ?? '').split(','))].slice(0, STILL_MAX);
  const changes: Change[] = [];
  const done: StillItem[] = [];
  const skipped: { readonly item: StillItem; readonly why: string }[] = [];
  for (const number of numbers) {
    const lead = await leadByNumber(number, here, tools);
    if (lead === null) continue;
    const situation = await situationOf(lead, month, here, tools);
    const decision = isRefusal(situation)
      ? situation
      : decideStill(lead, situation.progress, situation.filing, typed.reason, here.pack);
    if (isRefusal(situation) || isRefusal(decision)) {
      skipped.push({ item: stillItem(lead), why: isRefusal(decision) ? decision.because : '' });
      continue;
    }
    changes.push({ subject: 'progress', before: situation.progress, facts: decision.facts });
    done.push(stillItem(lead));
  }
  if (done.length === 0) {
    const [first] = skipped;
    return first === undefined
      ? STALE
      : refuse(`没有可以报无变化的项目：${first.item.number} ${first.why}`, {
          next: '发送「月报」逐个填报。',
        });
  }
  const tally = await tallyFor(month, here, tools);
  const progress = { owed: tally.owed, reported: Math.min(tally.owed, tally.reported + done.length) };
  return {
    changes,
    answer: {
      card: stillAllDoneCard({ month, done, skipped, progress }),
      toast: { tone: 'success', text: `已报无变化 ${done.length} 个。` },
    },
    notices: [],
  };
}
