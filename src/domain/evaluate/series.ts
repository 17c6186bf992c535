// Reading one holder's monthly cumulative numbers of one measure: totals, increments, what a period added. The numbers
// of all holders lie side by side in columns (books.ts makes them); a series is a stretch of them. The rules are those of
// rule/measure.ts. Invariant: machine numbers where they are exact, decimals where they are not, the same answer.
import { type Dec, dec } from '../decimal.ts';
import type { Span } from '../rule/measure.ts';
import { monthNumber, monthOf, monthText, type Period } from '../rule/period.ts';
import { decOfScaled, exactOr } from '../rule/scaled.ts';
import { na, num, type Value } from '../value.ts';

/** All numbers of one measure, by holder and month ascending. */
export interface Columns {
  readonly span: Span;
  /** Months as whole numbers (`monthNumber`). */
  readonly months: Int32Array;
  /** Cumulative numbers in ten-thousandths; NaN where only `wide` holds the number exactly. */
  readonly totals: Float64Array;
  readonly wide: ReadonlyMap<number, Dec>;
}

/** The stretch `from` … `to`−1 of the columns: one holder. */
export interface Series {
  readonly columns: Columns;
  readonly from: number;
  readonly to: number;
}

/** The first and last month that are read: those of a period up to the day. */
export interface MonthSpan {
  readonly begin: number;
  readonly end: number;
}

/** The months of a period that lie at or before the day. */
export function monthSpan(period: Period, asOf: string): MonthSpan {
  const end = period.endOn < asOf ? period.endOn : asOf;
  return { begin: monthNumber(monthOf(period.startOn)), end: monthNumber(monthOf(end)) };
}

const yearOf = (month: number): number => Math.floor(month / 12);
const monthAt = (columns: Columns, at: number): number => columns.months[at] ?? 0;
const scaledAt = (columns: Columns, at: number): number => columns.totals[at] ?? Number.NaN;

function exactAt(columns: Columns, at: number): Dec {
  const scaled = scaledAt(columns, at);
  return Number.isNaN(scaled) ? (columns.wide.get(at) ?? dec(0)) : decOfScaled(scaled);
}

/** Where a yearly number starts anew, there is nothing to take off. */
function hasBase(columns: Columns, from: number, at: number): boolean {
  if (at <= from) return false;
  return columns.span === 'life' || yearOf(monthAt(columns, at - 1)) === yearOf(monthAt(columns, at));
}

/** Whether a number is the last before its measure starts anew, or the last that is read. */
function isClosing(columns: Columns, at: number, last: number): boolean {
  if (at === last) return true;
  return columns.span === 'year' && yearOf(monthAt(columns, at)) !== yearOf(monthAt(columns, at + 1));
}

/** What the numbers `first` … `last` add: closing totals less the total before; NaN when machine numbers do not do. */
function scaledSum(columns: Columns, from: number, first: number, last: number): number {
  let sum = hasBase(columns, from, first) ? -scaledAt(columns, first - 1) : 0;
  if (columns.span === 'life') return exactOr(sum + scaledAt(columns, last));
  for (let at = first; at <= last; at += 1) {
    if (isClosing(columns, at, last)) sum = exactOr(sum + scaledAt(columns, at));
  }
  return sum;
}

function exactSum(columns: Columns, from: number, first: number, last: number): Dec {
  let sum = hasBase(columns, from, first) ? exactAt(columns, first - 1).negated() : dec(0);
  for (let at = first; at <= last; at += 1) {
    if (isClosing(columns, at, last)) sum = sum.plus(exactAt(columns, at));
  }
  return sum;
}

/** One reading of a period, written over by the next: a city's sum takes a million of them. */
export class Reading {
  /** In ten-thousandths; NaN: see `exact`. */
  scaled = 0;
  reported = 0;
  expected = 0;
  #columns: Columns | null = null;
  #from = 0;
  #first = 0;
  #last = 0;

  /** Reads the stretch `from` … `to`−1; false when no month of the span was reported. */
  read(columns: Columns, from: number, to: number, span: MonthSpan): boolean {
    let last = to - 1;
    while (last >= from && monthAt(columns, last) > span.end) last -= 1;
    let first = last + 1;
    while (first > from && monthAt(columns, first - 1) >= span.begin) first -= 1;
    if (first > last) return false;
    const begin = Math.max(span.begin, monthAt(columns, from));
    this.reported = last - first + 1;
    this.expected = Math.max(this.reported, span.end - begin + 1);
    this.scaled = scaledSum(columns, from, first, last);
    this.#columns = columns;
    this.#from = from;
    this.#first = first;
    this.#last = last;
    return true;
  }

  /** The amount as a decimal. */
  exact(): Dec {
    if (!Number.isNaN(this.scaled) || this.#columns === null) return decOfScaled(this.scaled);
    return exactSum(this.#columns, this.#from, this.#first, this.#last);
  }
}

/** 期间数: what the months of a period added; NA(no_data) when none was reported. */
export function valueIn(series: Series, period: Period, asOf: string): Value {
  const reading = new Reading();
  const isThere = reading.read(series.columns, series.from, series.to, monthSpan(period, asOf));
  if (!isThere) return na('no_data');
  return num(reading.exact(), { reported: reading.reported, expected: reading.expected });
}

/** The months reported, ascending. */
export function monthsIn({ columns, from, to }: Series): string[] {
  return Array.from(columns.months.subarray(from, to), monthText);
}

/** The cumulative number of the series' n-th month, from 0. */
export function totalAt({ columns, from }: Series, at: number): Dec {
  return exactAt(columns, from + at);
}

/** 累计 on a day, carried forward; null before anything was reported (in the year, for yearly numbers). */
export function totalOn({ columns, from, to }: Series, day: string): Dec | null {
  const month = monthNumber(monthOf(day));
  let at = to - 1;
  while (at >= from && monthAt(columns, at) > month) at -= 1;
  if (at < from) return null;
  if (columns.span === 'year' && yearOf(monthAt(columns, at)) !== yearOf(month)) return null;
  return exactAt(columns, at);
}

/** The increment of one reported month; `swallowed` = how many unreported months before it are in it (含2月). */
export interface MonthIncrement {
  readonly month: string;
  readonly amount: Dec;
  readonly swallowed: number;
}

/** The increments of the reported months of a period, in order. */
export function incrementsIn({ columns, from, to }: Series, period: Period, asOf: string): MonthIncrement[] {
  const { begin, end } = monthSpan(period, asOf);
  const result: MonthIncrement[] = [];
  for (let at = from; at < to; at += 1) {
    const month = monthAt(columns, at);
    if (month < begin || month > end) continue;
    const isBased = hasBase(columns, from, at);
    const first = columns.span === 'year' ? yearOf(month) * 12 : month;
    const before = isBased ? monthAt(columns, at - 1) + 1 : first;
    const total = exactAt(columns, at);
    const amount = isBased ? total.minus(exactAt(columns, at - 1)) : total;
    result.push({ month: monthText(month), amount, swallowed: month - before });
  }
  return result;
}

/** The months whose number falls below the one before, with the difference. */
export function fallsIn({ columns, from, to }: Series): { readonly month: string; readonly amount: Dec }[] {
  const result: { month: string; amount: Dec }[] = [];
  for (let at = from; at < to; at += 1) {
    // NaN is never larger or equal: what machine numbers cannot tell is told by decimals.
    if (at > from && scaledAt(columns, at) >= scaledAt(columns, at - 1)) continue;
    const isBased = hasBase(columns, from, at);
    if (!isBased && scaledAt(columns, at) >= 0) continue;
    const total = exactAt(columns, at);
    const amount = isBased ? total.minus(exactAt(columns, at - 1)) : total;
    if (amount.lt(0)) result.push({ month: monthText(monthAt(columns, at)), amount });
  }
  return result;
}
