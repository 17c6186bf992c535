// P1 period (domain.md P1): months, quarters, halves, years, windows and deadlines on `YYYY-MM-DD` strings.
// Leaves out clocks and zones: every day is a day in Asia/Shanghai, a deadline ends at its 24:00.
// An obligation whose period ends before the plan's issue date is not owed.
import { type Dec, dec } from '../decimal.ts';

/** A stretch of days, both ends included, with its key (`2021-08`, `2021Q3`, `2021H2`, `2021`, or a window). */
export interface Period {
  readonly key: string;
  readonly startOn: string;
  readonly endOn: string;
}

export type Rhythm = 'month' | 'quarter' | 'half' | 'year';

const MONTHS_IN: Readonly<Record<Rhythm, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** Whether a year has 366 days. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month, 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether a text is a real day `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The month a day is in: `2021-08`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** Months as whole numbers, so that they can be counted and packed: `2021-08` → 2021 × 12 + 7. */
export function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The month of such a number. */
export function monthText(number: number): string {
  return `${pad(Math.floor(number / 12), 4)}-${pad((number % 12) + 1)}`;
}

/** A month later or earlier: (`2021-11`, 3) → `2022-02`. */
export function addMonths(month: string, count: number): string {
  return monthText(monthNumber(month) + count);
}

/** Months from one to another: 0 when the same. */
export function monthsBetween(from: string, to: string): number {
  return monthNumber(to) - monthNumber(from);
}

/** A day of a month; past its end it is the last day. */
export function dayInMonth(month: string, day: number): string {
  const last = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
  return `${month}-${pad(Math.min(day, last))}`;
}

/** The last day of a month. */
export function endOfMonth(month: string): string {
  return dayInMonth(month, 31);
}

/** Days since 0000-03-01, by whole-number arithmetic: no Date, no zone. */
function dayNumber(day: string): number {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
}

function dayText(number: number): string {
  const era = Math.floor(number / 146097);
  const dayOfEra = number - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return `${pad(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4)}-${pad(month)}-${pad(date)}`;
}

/** A day later or earlier. */
export function addDays(day: string, count: number): string {
  return dayText(dayNumber(day) + count);
}

/** Days from one to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day in a later year; 29 February becomes 28. */
export function anniversary(day: string, years: number): string {
  const month = `${pad(Number(day.slice(0, 4)) + years, 4)}-${day.slice(5, 7)}`;
  return dayInMonth(month, Number(day.slice(8, 10)));
}

function keyOf(rhythm: Rhythm, year: number, index: number): string {
  if (rhythm === 'year') return pad(year, 4);
  if (rhythm === 'half') return `${pad(year, 4)}H${index + 1}`;
  if (rhythm === 'quarter') return `${pad(year, 4)}Q${index + 1}`;
  return `${pad(year, 4)}-${pad(index + 1)}`;
}

/** The period of a rhythm that holds a day. */
export function periodHolding(rhythm: Rhythm, day: string): Period {
  const year = Number(day.slice(0, 4));
  const length = MONTHS_IN[rhythm];
  const index = Math.floor((Number(day.slice(5, 7)) - 1) / length);
  const first = `${pad(year, 4)}-${pad(index * length + 1)}`;
  return {
    key: keyOf(rhythm, year, index),
    startOn: `${first}-01`,
    endOn: endOfMonth(addMonths(first, length - 1)),
  };
}

/** Reads a key: `2021-08`, `2021Q3`, `2021H2`, `2021`; null for anything else. */
export function periodOfKey(key: string): Period | null {
  const match = /^(\d{4})(?:-(\d{2})|Q([1-4])|H([12]))?$/.exec(key);
  if (match === null) return null;
  const [, year, month, quarter, half] = match;
  if (month !== undefined) {
    return Number(month) >= 1 && Number(month) <= 12 ? periodHolding('month', `${year}-${month}-01`) : null;
  }
  if (quarter !== undefined) return periodHolding('quarter', `${year}-${pad(Number(quarter) * 3)}-01`);
  if (half !== undefined) return periodHolding('half', `${year}-${pad(Number(half) * 6)}-01`);
  return periodHolding('year', `${year}-01-01`);
}

/** Any stretch of days: `window(2018-01-01, 2020-12-31)`. */
export function windowPeriod(startOn: string, endOn: string): Period {
  return { key: `${startOn}..${endOn}`, startOn, endOn };
}

/** The period after this one in the same rhythm. */
export function nextPeriod(rhythm: Rhythm, period: Period): Period {
  return periodHolding(rhythm, addDays(period.endOn, 1));
}

/** All periods of a rhythm that touch a stretch of days, in order. */
export function periodsWithin(rhythm: Rhythm, fromOn: string, toOn: string): Period[] {
  const periods: Period[] = [];
  for (
    let period = periodHolding(rhythm, fromOn);
    period.startOn <= toOn;
    period = nextPeriod(rhythm, period)
  ) {
    periods.push(period);
  }
  return periods;
}

/** Not owed when it ends before the issue date; in progress at the issue date is owed (domain.md P1, trap 20). */
export function isOwed(period: Period, issuedOn: string): boolean {
  return period.endOn >= issuedOn;
}

/** The months of a period, `2021-08` … */
export function monthsOf(period: Period): string[] {
  const count = monthsBetween(monthOf(period.startOn), monthOf(period.endOn)) + 1;
  return Array.from({ length: count }, (_, index) => addMonths(monthOf(period.startOn), index));
}

/** Whole months finished ÷ months in the period: LC 2018-01..2020-12 as of 2019-12-31 → 24/36. */
export function elapsed(period: Period, asOn: string): Dec {
  const months = monthsOf(period);
  const finished = months.filter((month) => endOfMonth(month) <= asOn).length;
  return dec(finished).div(months.length);
}

/** Overdue from the day after the deadline, 00:00. */
export function isOverdue(deadlineOn: string, asOn: string): boolean {
  return asOn > deadlineOn;
}
