/**
 * Reporting windows 报送窗口 of every cadence a pack has (domain P13): which periods are owed, when each opens, is due and
 * stops being merely late, and which units owe it. The monthly form is one of them; quarterly, half-yearly, yearly and
 * one-off reports are filed by a unit as a whole.
 *
 *     openOn ─── 按期 ─── dueOn 24:00 ─── 迟报 ─── graceUntilOn ─── 迟报, missing ───>
 *
 * Left out: reminders (`reminders.ts`) and what is filed (`filing.ts`).
 */
import { addDays, type Day, monthOf, shiftMonth } from '../day.ts';
import type { Pack } from '../pack/schema.ts';
import { monthlyReport, reportWindow, unitFits } from '../pack/view.ts';
import type { ReportCadence } from '../pack/work-schema.ts';
import type { Roster, Unit } from '../roster.ts';
import { dueDayOf } from '../rule/cadence.ts';
import { dayInMonth, isOwed, type Period, periodHolding, periodsWithin } from '../rule/period.ts';

/** A report owed for a period. */
export interface ReportPeriod {
  readonly cadence: ReportCadence;
  /** `2026-10`, `2026Q3`, `2026H1`, `2026`; `once` of a one-off report. */
  readonly key: string;
  readonly startOn: Day;
  readonly endOn: Day;
  readonly openOn: Day;
  readonly dueOn: Day;
  readonly graceUntilOn: Day;
}

/** Key of a one-off report 一次性上报. */
export const ONCE = 'once';
/** Months between a period's start and its due day at most: a year and a pack's `dueMonthsAfter`. */
const MONTHS_MAX = 26;
/** How long an unfiled report is still asked for 未报 after its due day, in days. */
export const CHASED_DAYS = 92;

/** Every report of a pack that is filed by units and not project by project, in the pack's order. */
export function unitReports(pack: Pack): readonly ReportCadence[] {
  const monthly = monthlyReport(pack);
  return pack.cadences.filter((one): one is ReportCadence => one.kind === 'report' && one !== monthly);
}

/** The unit report with this id; `null` when the pack has none. */
export const unitReport = (pack: Pack, id: string): ReportCadence | null =>
  unitReports(pack).find((one) => one.id === id) ?? null;

function windowOf(pack: Pack, cadence: ReportCadence, period: Period): ReportPeriod {
  const { startOn, endOn, key } = period;
  const own = cadence === monthlyReport(pack) ? reportWindow(pack, key) : null;
  const dueOn = own?.dueOn ?? dueDayOf(cadence, period);
  return {
    cadence,
    key,
    startOn,
    endOn,
    openOn: own?.openOn ?? dayInMonth(monthOf(dueOn), cadence.openDay),
    dueOn,
    graceUntilOn: addDays(dueOn, cadence.graceDays),
  };
}

/** A one-off report: open from the day the plan was issued. */
function onceOf(pack: Pack, cadence: ReportCadence): ReportPeriod | null {
  const { dueOn } = cadence;
  if (dueOn === undefined) return null;
  const openOn = pack.issuedOn < dueOn ? pack.issuedOn : dueOn;
  const graceUntilOn = addDays(dueOn, cadence.graceDays);
  return { cadence, key: ONCE, startOn: openOn, endOn: dueOn, openOn, dueOn, graceUntilOn };
}

/** The periods of a report whose due day lies within these days, earliest first; those before the plan are not owed. */
export function periodsDue(pack: Pack, cadence: ReportCadence, fromOn: Day, toOn: Day): ReportPeriod[] {
  const isDue = (one: ReportPeriod) => one.dueOn >= fromOn && one.dueOn <= toOn;
  if (cadence.every === 'once') {
    const once = onceOf(pack, cadence);
    return once !== null && isDue(once) ? [once] : [];
  }
  const earliest = `${shiftMonth(monthOf(fromOn), -MONTHS_MAX)}-01`;
  return periodsWithin(cadence.every, earliest, toOn)
    .filter((period) => !cadence.skipBeforeIssue || isOwed(period, pack.issuedOn))
    .map((period) => windowOf(pack, cadence, period))
    .filter(isDue);
}

/** One period of a report by its key; `null` when the key is none of this report's, or it has not begun. */
export function periodNamed(
  pack: Pack,
  cadence: ReportCadence,
  key: string,
  today: Day,
): ReportPeriod | null {
  if (cadence.every === 'once') return key === ONCE ? onceOf(pack, cadence) : null;
  const until = `${shiftMonth(monthOf(today), MONTHS_MAX)}-01`;
  const found = periodsDue(pack, cadence, '1990-01-01', until).find((one) => one.key === key);
  return found === undefined || found.startOn > today ? null : found;
}

/** The period still running on a day. */
export function runningPeriod(pack: Pack, cadence: ReportCadence, today: Day): ReportPeriod | null {
  if (cadence.every === 'once') return onceOf(pack, cadence);
  return windowOf(pack, cadence, periodHolding(cadence.every, today));
}

/** Reports asked for on a day: their window has opened, and they are not due so long ago that nobody asks any more. */
export function periodsAsked(pack: Pack, today: Day): readonly ReportPeriod[] {
  return unitReports(pack).flatMap((cadence) =>
    periodsDue(pack, cadence, addDays(today, -CHASED_DAYS), addDays(today, 400)).filter(
      (one) => one.openOn <= today,
    ),
  );
}

/** Does this unit owe it 应报: it is of the kind the plan names, and was there on the due day. */
export function owesPeriod(pack: Pack, period: ReportPeriod, unit: Unit): boolean {
  const isActive =
    (unit.activeFrom === null || unit.activeFrom <= period.dueOn) &&
    (unit.activeTo === null || unit.activeTo >= period.endOn);
  return isActive && unitFits(pack, period.cadence.from, unit);
}

/** Every unit that owes it, in the roster's order. */
export const unitsOwing = (pack: Pack, period: ReportPeriod, roster: Roster): readonly Unit[] =>
  roster.units.filter((unit) => owesPeriod(pack, period, unit));

const QUARTERS = ['一', '二', '三', '四'] as const;

/** `2026Q3` as people read it: 2026年第三季度; nothing of a one-off report. */
export function sayPeriod(key: string): string {
  const [, year = '', quarter, half, month] = /^(\d{4})(?:Q([1-4])|H([12])|-(\d{2}))?$/.exec(key) ?? [];
  if (year === '') return '';
  if (quarter !== undefined) return `${year}年第${QUARTERS[Number(quarter) - 1] ?? quarter}季度`;
  if (half !== undefined) return `${year}年${half === '1' ? '上' : '下'}半年`;
  return month === undefined ? `${year}年` : `${year}年${Number(month)}月`;
}

/** The report and its period: 季报（新签项目…） 2026年第三季度. */
export const sayReport = ({ cadence, key }: Pick<ReportPeriod, 'cadence' | 'key'>): string =>
  [cadence.label, sayPeriod(key)].filter((part) => part !== '').join(' ');
