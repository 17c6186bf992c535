/** A month's reports that wait for this person, each judged: read a bounded number at a time, the doubtful first. */
import type { FiguresItem } from '../../../src/cards/figures/item.ts';
import type { FiguresQueueView } from '../../../src/cards/figures/queue.ts';
import { ITEMS_A_PAGE, queuePages } from '../../../src/cards/figures/queue.ts';
import { printMinute } from '../../../src/cards/show.ts';
import { pageWithin } from '../../../src/cards/turns.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { mayVerify, unitsVerified } from '../../../src/domain/access.ts';
import { type Month, monthEnd, monthOf, shiftMonth } from '../../../src/domain/day.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { titleOf } from '../../../src/domain/lead/lead.ts';
import type { Amount, Currency } from '../../../src/domain/money.ts';
import { monthMeant, owingRule, projectStages } from '../../../src/domain/month.ts';
import { stageLabel } from '../../../src/domain/pack/view.ts';
import { lastBefore } from '../../../src/domain/progress.ts';
import { sayCheck, stampOf } from '../../../src/domain/progress-check/check.ts';
import { compareOdd, type Judged, judgeFigures } from '../../../src/domain/progress-check/odd.ts';
import { versionOn } from '../../../src/domain/setting/setting.ts';
import type { FiguresFilter, FiguresRow } from '../../../src/store/figures-check.ts';

/** Reports judged for one answer; of more the rest waits its turn. */
export const SCAN_MAX = 1_000;
/** Reports passed by one press: each is two statements of one commit. */
export const PASS_MAX = 200;

export interface JudgedRow {
  readonly row: FiguresRow;
  readonly judged: Judged;
}

/** The units this person verifies for, of those asked for; `null`: every one. */
export function scopeOf(unit: string | null, here: KnownScene): readonly string[] | null | Refusal {
  const { actor, roster } = here;
  if (unit === null) return unitsVerified(actor, roster);
  if (!mayVerify(actor, unit, roster)) {
    return refuse(`您不是${roster.unitName(unit)}的审核人，不能审核它的月报`, {
      next: '发送「待审 月报」查看等您审核的。',
    });
  }
  const below = roster.units.map((one) => one.id).filter((id) => roster.isWithin(id, unit));
  return [...new Set([unit, ...below])];
}

/** 全市, 大田县: what the card is headed with. */
export function scopeName(unit: string | null, here: KnownScene): string {
  const { actor, roster } = here;
  if (unit !== null) return roster.unitName(unit);
  if (unitsVerified(actor, roster) === null) return '全市';
  return roster
    .unitsOf(actor)
    .map((one) => roster.unitName(one))
    .join('、');
}

/** The month meant when none is said: the open window's; where nothing waits there, one just before or the running one. */
export async function monthWaiting(
  units: readonly string[] | null,
  here: KnownScene,
  tools: Tools,
): Promise<Month> {
  const meant = monthMeant(here.pack, here.today);
  const others = [monthOf(here.today), shiftMonth(meant, -1), shiftMonth(meant, -2)];
  for (const month of new Set([meant, ...others])) {
    const filter = { month, units, notBy: here.actor.id };
    if ((await tools.store.figuresWaitingCount(filter)) > 0) return month;
  }
  return meant;
}

/** 汇率 of a month as the city has set it: 元 for one dollar; `null` while it has not. */
export async function rateOf(month: Month, tools: Tools): Promise<number | null> {
  const rates = (await tools.store.settings(['fx'])).filter(
    ({ item, scope }) =>
      item === 'USD' && scope !== null && (month.startsWith(scope) || scope.startsWith(month)),
  );
  // The nearest in time: a month's before its year's.
  const found = rates
    .sort((a, b) => (b.scope ?? '').length - (a.scope ?? '').length)
    .map((one) => versionOn(one, monthEnd(month))?.amounts[0])
    .find((rate) => rate !== undefined);
  return found === undefined ? null : Number(found);
}

function converted(amount: Amount, to: Currency, rate: number | null): Amount | null {
  if (amount.currency === to) return amount;
  if (rate === null || rate <= 0) return null;
  if (amount.currency === 'USD' && to === 'CNY')
    return { units: Math.round(amount.units * rate), currency: to };
  if (amount.currency === 'CNY' && to === 'USD')
    return { units: Math.round(amount.units / rate), currency: to };
  return null;
}

/** @param rate of the report's month (`rateOf`); without one, what is in another currency is said not to be compared. */
export const judge = (row: FiguresRow, { pack }: KnownScene, rate: number | null): Judged =>
  judgeFigures({
    month: row.report.month,
    measures: pack.measures,
    entries: row.entries,
    total: row.total,
    convert: (amount, to) => converted(amount, to, rate),
    signedOn: row.signedOn,
    exit: row.exit === null ? null : { on: row.exit.on, label: exitLabel(row.exit.kind, pack) },
    reason: row.report.reason ?? row.report.narrative,
  });

const exitLabel = (kind: string, pack: KnownScene['pack']): string =>
  kind === 'paused' ? '暂停' : stageLabel(pack, kind);

/** At most `SCAN_MAX` of those that wait, the gravest doubts first. */
export async function judgedWaiting(
  filter: FiguresFilter,
  here: KnownScene,
  tools: Tools,
): Promise<readonly JudgedRow[]> {
  const [rows, rate] = await Promise.all([
    tools.store.figuresWaiting(filter, projectStages(here.pack), SCAN_MAX),
    rateOf(filter.month, tools),
  ]);
  const judged = rows.map((row) => ({ row, judged: judge(row, here, rate) }));
  return judged.sort((a, b) => compareOdd(a.judged.odd, b.judged.odd));
}

/** What the cards show of one report. */
export function itemOf({ row, judged }: JudgedRow, here: KnownScene): FiguresItem {
  const { pack, roster } = here;
  const { report } = row;
  const said =
    report.checkedAt == null
      ? null
      : [
          report.checked == null ? '上一版' : '',
          report.checkReason == null ? '审核通过' : `退回（${report.checkReason}）`,
          `：${roster.personName(report.checkedBy ?? '')} ${printMinute(report.checkedAt)}`,
        ].join('');
  const words = [
    { label: '进展情况', value: report.narrative },
    { label: '存在问题', value: report.problems },
    { label: '原因', value: report.reason },
  ];
  return {
    lead: row.lead,
    number: row.projectNumber ?? row.lead,
    title: titleOf(row),
    unit: roster.unitName(row.unit),
    month: report.month,
    stamp: stampOf(report),
    state: sayCheck(report),
    said,
    marks: [
      ...(report.version > 1 ? [`第${report.version}版`] : []),
      ...(report.unchanged ? ['无变化'] : []),
      ...(report.forecast ? ['预报'] : []),
      ...(report.late ? ['迟报'] : []),
    ],
    reporter: roster.personName(report.reporter),
    at: report.reportedAt,
    figures: pack.measures.flatMap((measure) => {
      const now = row.entries.find((one) => one.measure === measure.id && one.month === report.month);
      if (now === undefined) return [];
      const last = lastBefore(row, measure.id, report.month, measure.span);
      return [{ measure, units: now.units, last, increment: now.units - (last?.units ?? 0) }];
    }),
    doubts: judged.odd.map((one) => one.text),
    unjudged: judged.unjudged,
    words: words.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }])),
  };
}

export interface QueueAsked {
  readonly month: Month;
  readonly unit: string | null;
  readonly page: number;
  /** Judged by this very answer, not yet in the books: no longer waiting. */
  readonly settled?: { readonly leads: ReadonlySet<string>; readonly passed: number };
  readonly note?: FiguresQueueView['note'];
}

/** The list as it stands, or as it will once this answer is recorded. */
export async function queueView(
  { month, unit, page, settled, note = null }: QueueAsked,
  here: KnownScene,
  tools: Tools,
): Promise<FiguresQueueView | Refusal> {
  const units = scopeOf(unit, here);
  if (units !== null && 'refused' in units) return units;
  const filter: FiguresFilter = { month, units, notBy: here.actor.id };
  const [waiting, judged, counts] = await Promise.all([
    tools.store.figuresWaitingCount(filter),
    judgedWaiting(filter, here, tools),
    tools.store.unitReports({ rule: owingRule(here.pack, month), ...(units === null ? {} : { units }) }),
  ]);
  const done = settled?.leads ?? new Set<string>();
  const left = judged.filter(({ row }) => !done.has(row.lead));
  const total = waiting - (judged.length - left.length);
  const shown = pageWithin(page, queuePages(left.length));
  const sum = (pick: (one: (typeof counts)[number]) => number) =>
    counts.reduce((all, one) => all + pick(one), 0);
  return {
    month,
    scope: scopeName(unit, here),
    unit,
    total,
    judged: left.length,
    doubtful: left.filter((one) => one.judged.odd.length > 0).length,
    verified: sum((one) => one.verified) + (settled?.passed ?? 0),
    returned: sum((one) => one.returned),
    reported: sum((one) => one.reported + one.returned),
    items: left.slice(shown * ITEMS_A_PAGE, (shown + 1) * ITEMS_A_PAGE).map((one) => itemOf(one, here)),
    page: shown,
    at: here.now,
    passMax: PASS_MAX,
    note,
  };
}
