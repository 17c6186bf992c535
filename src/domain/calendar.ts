/**
 * Chinese working days 工作日: weekends, public holidays and the make-up days of the State Council's yearly plan.
 *
 * A year whose plan is not published has no working days here: the answer is `null`, never a guess from weekends alone.
 * Whoever gets `null` counts calendar days and says so ({@link CALENDAR_DAYS_NOTE}). Only the tables of `chinese-days`
 * are used, not its functions, which answer in the machine's own time zone and for any year.
 */
import tables from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, type Day, daysBetween, weekdayOf } from './day.ts';

/** What a text says beside a day that was counted without a holiday plan. */
export const CALENDAR_DAYS_NOTE = '节假日安排未公布，按自然日计';

const HOLIDAYS: ReadonlySet<string> = new Set(Object.keys(tables.holidays));
const MAKE_UP_DAYS: ReadonlySet<string> = new Set(Object.keys(tables.workdays));
// A published plan always has a National Day; a plan that only reaches over New Year's Eve does not.
const KNOWN_YEARS: ReadonlySet<string> = new Set(
  [...HOLIDAYS].filter((day) => day.endsWith('-10-01')).map((day) => day.slice(0, 4)),
);
/** Longer walks are a mistake of the caller: two decades are all the plans there are. */
const DAYS_MAX = 10_000;

/** True when the official holiday plan of the day's year is known. */
export const workdayKnown = (day: Day): boolean => KNOWN_YEARS.has(day.slice(0, 4));

/** Whether people work that day; `null` when that year's holiday plan is not known. */
export function isWorkday(day: Day): boolean | null {
  if (!workdayKnown(day)) return null;
  if (MAKE_UP_DAYS.has(day)) return true;
  return !HOLIDAYS.has(day) && weekdayOf(day) <= 5;
}

/**
 * The working day `count` working days after the day (before it when negative). 0 is the day itself, or the next
 * working day when it is none. `null` when the way leads into a year whose plan is not known.
 */
export function addWorkdays(day: Day, count: number): Day | null {
  if (!Number.isInteger(count)) throw new RangeError(`not a number of working days: ${count}`);
  const step = count < 0 ? -1 : 1;
  let at = day;
  let left = Math.abs(count);
  for (let walked = 0; walked < DAYS_MAX; walked += 1) {
    const works = isWorkday(at);
    if (works === null) return null;
    if (left === 0 && works) return at;
    at = addDays(at, step);
    const next = isWorkday(at);
    if (next === null) return null;
    if (next && left > 0) left -= 1;
  }
  return null;
}

/**
 * Working days after `from`, up to and including `to`; negative when `to` is earlier. `null` when a year on the way
 * has no known plan.
 */
export function workdaysBetween(from: Day, to: Day): number | null {
  if (to < from) {
    const back = workdaysBetween(to, from);
    return back === null ? null : back === 0 ? 0 : -back;
  }
  if (daysBetween(from, to) > DAYS_MAX || !workdayKnown(from)) return null;
  let count = 0;
  for (let at = from; at < to; ) {
    at = addDays(at, 1);
    const works = isWorkday(at);
    if (works === null) return null;
    if (works) count += 1;
  }
  return count;
}

/** A day counted in working days, or in calendar days where the plan is unknown; `byCalendar` must then be said. */
export function dueAfterWorkdays(
  day: Day,
  count: number,
): { readonly day: Day; readonly byCalendar: boolean } {
  const found = addWorkdays(day, count);
  return found === null ? { day: addDays(day, count), byCalendar: true } : { day: found, byCalendar: false };
}
