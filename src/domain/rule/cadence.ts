// P13 cadence (domain.md P13): which reports, bulletins and meetings are owed when, and what is late.
// Leaves out sending. A deadline day ends at its 24:00 in Asia/Shanghai; instants are compared as local texts
// `YYYY-MM-DDTHH:MM`. Nothing is owed for a period that ended before the issue date (trap 20).
import { dec } from '../decimal.ts';
import type { BulletinCadence, MeetingCadence, ReportCadence } from '../pack/work-schema.ts';
import { na, num, type Value } from '../value.ts';
import {
  addDays,
  addMonths,
  dayInMonth,
  daysBetween,
  isOwed,
  monthOf,
  type Period,
  periodsWithin,
  type Rhythm,
  windowPeriod,
} from './period.ts';

/** Something owed for a period by a day. */
export interface Obligation {
  readonly cadenceId: string;
  readonly period: Period;
  readonly openOn: string;
  readonly dueOn: string;
  /** Late until this day, missing after it. */
  readonly graceUntilOn: string;
  /** Days on which a reminder goes out, in order. */
  readonly remindOn: readonly string[];
  /** The day on which the superior is told. */
  readonly escalateOn: string;
}

interface Dated {
  readonly every: Rhythm | 'once';
  readonly dueDay?: number | undefined;
  readonly dueMonthsAfter: number;
  readonly dueOn?: string | undefined;
}

/** The due day of a period: day n of the month k months after it ends (its last day when no day is given). */
export function dueDayOf(cadence: Dated, period: Period): string {
  if (cadence.every === 'once') return cadence.dueOn ?? period.endOn;
  return dayInMonth(addMonths(monthOf(period.endOn), cadence.dueMonthsAfter), cadence.dueDay ?? 31);
}

function owedPeriods(
  every: Rhythm | 'once',
  dueOn: string | undefined,
  fromOn: string,
  toOn: string,
): Period[] {
  if (every !== 'once') return periodsWithin(every, fromOn, toOn);
  return dueOn === undefined ? [] : [windowPeriod(dueOn, dueOn)];
}

/** 应报: every report owed for the periods that touch `fromOn`…`toOn`, from the issue date on. */
export function reportsOwed(
  report: ReportCadence,
  issuedOn: string,
  fromOn: string,
  toOn: string,
): Obligation[] {
  return owedPeriods(report.every, report.dueOn, fromOn, toOn)
    .filter((period) => !report.skipBeforeIssue || isOwed(period, issuedOn))
    .map((period) => {
      const dueOn = dueDayOf(report, period);
      return {
        cadenceId: report.id,
        period,
        openOn: report.every === 'once' ? period.startOn : dayInMonth(monthOf(dueOn), report.openDay),
        dueOn,
        graceUntilOn: addDays(dueOn, report.graceDays),
        remindOn: [...report.remindDays]
          .sort((left, right) => left - right)
          .map((days) => addDays(dueOn, days)),
        escalateOn: addDays(dueOn, report.escalateDays),
      };
    });
}

/** Bulletins owed, with the day each comes out. */
export function bulletinsOwed(
  bulletin: BulletinCadence,
  issuedOn: string,
  fromOn: string,
  toOn: string,
): { readonly period: Period; readonly outOn: string }[] {
  return owedPeriods(bulletin.every, bulletin.dueOn, fromOn, toOn)
    .filter((period) => !bulletin.skipBeforeIssue || isOwed(period, issuedOn))
    .map((period) => ({ period, outOn: dueDayOf(bulletin, period) }));
}

/** How a submission stands against its obligation. */
export type SubmissionState = 'on_time' | 'late' | 'missing' | 'not_yet_due';

/**
 * 迟报: `submittedAt` is local time `2019-08-06T09:00` (or null when nothing came); `now` likewise.
 * Due 08-05 24:00, filed 08-06 09:00 → late, by 9 hours (AE-LF-18).
 */
export function submissionState(dueOn: string, submittedAt: string | null, now: string): SubmissionState {
  const deadline = `${addDays(dueOn, 1)}T00:00`;
  if (submittedAt !== null) return submittedAt <= deadline ? 'on_time' : 'late';
  return now <= deadline ? 'not_yet_due' : 'missing';
}

/** Minutes after the deadline; 0 when on time. */
export function minutesLate(dueOn: string, submittedAt: string): number {
  const start = addDays(dueOn, 1);
  const day = submittedAt.slice(0, 10);
  if (day < start) return 0;
  const [hours, minutes] = [Number(submittedAt.slice(11, 13)), Number(submittedAt.slice(14, 16))];
  return daysBetween(start, day) * 1440 + hours * 60 + minutes;
}

/** One cell of a meeting calendar: a body and a period. */
export interface MeetingCell {
  readonly body: string;
  readonly period: Period;
  readonly held: number;
  readonly met: boolean;
  /** More than the upper bound: printed 超出. */
  readonly over: boolean;
}

/**
 * 会议格: every body × every owed period; a second meeting does not repair another month (AE-SM-10, trap 13).
 * `held` lists body and day of each meeting of this kind.
 */
export function meetingCells(
  cadence: Pick<MeetingCadence, 'every' | 'min' | 'max' | 'skipBeforeIssue'>,
  bodies: readonly string[],
  held: readonly { readonly body: string; readonly on: string }[],
  issuedOn: string,
  window: { readonly fromOn: string; readonly toOn: string },
): MeetingCell[] {
  const periods = periodsWithin(cadence.every, window.fromOn, window.toOn).filter(
    (period) => !cadence.skipBeforeIssue || isOwed(period, issuedOn),
  );
  return bodies.flatMap((body) =>
    periods.map((period) => {
      const count = held.filter(
        (one) => one.body === body && one.on >= period.startOn && one.on <= period.endOn,
      ).length;
      const isOver = cadence.max !== undefined && count > cadence.max;
      return { body, period, held: count, met: count >= cadence.min, over: isOver };
    }),
  );
}

/** Cells met ÷ cells owed; no cell owed is NA(not_yet_due). */
export function cellRate(cells: readonly MeetingCell[]): Value {
  if (cells.length === 0) return na('not_yet_due');
  return num(dec(cells.filter((cell) => cell.met).length).div(cells.length));
}
