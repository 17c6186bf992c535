// P6 measure, the monthly half (domain.md P6): cumulative entries → increments, period values, restatements.
// Leaves out counting over records (aggregate.ts) and sharing between units (attribution.ts).
//
// An entry says “cumulative to the end of month m”, for the project's life or for the calendar year (`span`).
// 1. Increment of m = cumulative(m) − cumulative(last reported month before m); a missing month is NA(no_data),
//    and the next reported one carries the flag 含2月.
// 2. Period value = cumulative at its end (carried forward) − cumulative before its start; a period in which
//    nobody reported is NA(no_data), never 0.
// 3. A restated month is a new version; the highest version known at the time counts.
import { Dec, dec, type Numberish } from '../decimal.ts';
import { type Coverage, na, num, type Value } from '../value.ts';
import { addMonths, monthOf, monthsBetween, monthsOf, type Period } from './period.ts';

/** Whether a cumulative number starts anew each January. */
export type Span = 'life' | 'year';

/** 月报数: one month's cumulative number as filed. */
export interface MonthlyEntry {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly cumulative: Numberish;
  /** Later versions of the same month win; default 1. */
  readonly version?: number;
  /** UTC ms; only for reading the past (`knownAt`). */
  readonly enteredAt?: number;
}

/** The cumulative number in force for each month, optionally as it was known at an instant. */
export function inForce(entries: readonly MonthlyEntry[], knownAt?: number): ReadonlyMap<string, Dec> {
  const best = new Map<string, MonthlyEntry>();
  for (const entry of entries) {
    if (knownAt !== undefined && (entry.enteredAt ?? 0) > knownAt) continue;
    const held = best.get(entry.month);
    if (held === undefined || (entry.version ?? 1) >= (held.version ?? 1)) best.set(entry.month, entry);
  }
  return new Map([...best].map(([month, entry]) => [month, dec(entry.cumulative)]));
}

function sortedMonths(table: ReadonlyMap<string, Dec>): string[] {
  return [...table.keys()].sort();
}

/** The last of the sorted months at or before a month, by bisection. */
function lastReported(months: readonly string[], atOrBefore: string): string | null {
  let [low, high] = [0, months.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((months[middle] ?? '') <= atOrBefore) low = middle + 1;
    else high = middle;
  }
  return months[low - 1] ?? null;
}

/** The base an increment is taken from: the last month reported before, in the same year when the span is a year. */
function baseMonth(months: readonly string[], month: string, span: Span): string | null {
  const found = lastReported(months, addMonths(month, -1));
  if (found === null) return null;
  return span === 'year' && found.slice(0, 4) !== month.slice(0, 4) ? null : found;
}

function monthWord(month: string): string {
  return `${Number(month.slice(5, 7))}月`;
}

/** `含2月`, `含2—3月`: the months an increment swallows because nobody reported them. */
function includedFlag(base: string | null, month: string, first: string): readonly string[] {
  const from = base === null ? first : addMonths(base, 1);
  const count = monthsBetween(from, month);
  if (count <= 0) return [];
  if (count === 1) return [`含${monthWord(from)}`];
  return [`含${Number(from.slice(5, 7))}—${monthWord(addMonths(month, -1))}`];
}

/** The increment of one month, from a table of cumulative numbers. */
function incrementIn(
  table: ReadonlyMap<string, Dec>,
  months: readonly string[],
  month: string,
  span: Span,
): Value {
  const here = table.get(month);
  if (here === undefined) return na('no_data');
  const base = baseMonth(months, month, span);
  const first = base === null && span === 'year' ? `${month.slice(0, 4)}-01` : month;
  const before = base === null ? new Dec(0) : (table.get(base) ?? new Dec(0));
  return num(here.minus(before), { reported: 1, expected: 1 }, includedFlag(base, month, first));
}

/** 当月数 of a month. */
export function increment(entries: readonly MonthlyEntry[], month: string, span: Span = 'life'): Value {
  const table = inForce(entries);
  return incrementIn(table, sortedMonths(table), month, span);
}

/** 当月数 of several months at once, in the order asked. */
export function increments(
  entries: readonly MonthlyEntry[],
  months: readonly string[],
  span: Span = 'life',
): Value[] {
  const table = inForce(entries);
  const sorted = sortedMonths(table);
  return months.map((month) => incrementIn(table, sorted, month, span));
}

/** The months in which something should have been reported: those of the period up to `asOn`. */
function expectedMonths(period: Period, asOn: string | undefined): string[] {
  const months = monthsOf(period);
  return asOn === undefined ? months : months.filter((month) => month <= monthOf(asOn));
}

/**
 * 期间数: what a period added. `asOn` limits both what is read and what is expected; without it the whole
 * period is expected. Coverage = months reported ÷ months expected.
 */
export function periodValue(
  entries: readonly MonthlyEntry[],
  period: Period,
  options: { readonly span?: Span; readonly asOn?: string; readonly knownAt?: number } = {},
): Value {
  const span = options.span ?? 'life';
  const table = inForce(entries, options.knownAt);
  const expected = expectedMonths(period, options.asOn);
  const reported = expected.filter((month) => table.has(month));
  const coverage: Coverage = { reported: reported.length, expected: expected.length };
  if (expected.length === 0) return na('not_yet_due', coverage);
  if (reported.length === 0) return na('no_data', coverage);
  const months = sortedMonths(table);
  let total: Dec = new Dec(0);
  for (const month of reported) {
    const part = incrementIn(table, months, month, span);
    if (part.kind === 'num') total = total.plus(part.x);
  }
  return num(total, coverage);
}

/** 累计: the number in force at the end of a month, carried forward from the last report. */
export function cumulativeAt(entries: readonly MonthlyEntry[], month: string, span: Span = 'life'): Value {
  const table = inForce(entries);
  const found = lastReported(sortedMonths(table), month);
  if (found === null || (span === 'year' && found.slice(0, 4) !== month.slice(0, 4))) return na('no_data');
  const value = table.get(found);
  if (value === undefined) return na('no_data');
  return found === month ? num(value) : num(value, { reported: 0, expected: 1 }, [`截至${monthWord(found)}`]);
}

/** A month whose increment changed. */
export interface IncrementChange {
  readonly month: string;
  readonly was: Dec | null;
  readonly now: Dec | null;
}

/**
 * What one more entry changes in the table of increments: its own month and the next reported one, at most.
 * A rollup kept by adding these differences equals the rollup made from scratch.
 */
export function incrementChanges(
  before: readonly MonthlyEntry[],
  entry: MonthlyEntry,
  span: Span = 'life',
): IncrementChange[] {
  const old = inForce(before);
  const fresh = inForce([...before, entry]);
  const [oldMonths, freshMonths] = [sortedMonths(old), sortedMonths(fresh)];
  const next = freshMonths.find((month) => month > entry.month);
  return [entry.month, ...(next === undefined ? [] : [next])].flatMap((month) => {
    const was = incrementIn(old, oldMonths, month, span);
    const now = incrementIn(fresh, freshMonths, month, span);
    const change = { month, was: was.kind === 'num' ? was.x : null, now: now.kind === 'num' ? now.x : null };
    const isSame = change.was === null ? change.now === null : change.now?.eq(change.was) === true;
    return isSame ? [] : [change];
  });
}

/** 上月调整: a month that reads differently from what a frozen bulletin printed. */
export interface Restatement {
  readonly month: string;
  readonly was: Dec;
  readonly now: Dec;
  readonly difference: Dec;
}

/** Months whose cumulative number was changed after `publishedAt`; the next bulletin prints them (2月调整 −300). */
export function restatements(entries: readonly MonthlyEntry[], publishedAt: number): Restatement[] {
  const [then, now] = [inForce(entries, publishedAt), inForce(entries)];
  return sortedMonths(then).flatMap((month) => {
    const [was, is] = [then.get(month), now.get(month)];
    if (was === undefined || is === undefined || was.eq(is)) return [];
    return [{ month, was, now: is, difference: is.minus(was) }];
  });
}

/** `2月调整 -300`. */
export function printRestatement(restatement: Restatement): string {
  const sign = restatement.difference.isPositive() ? '+' : '';
  return `${monthWord(restatement.month)}调整 ${sign}${restatement.difference.toFixed()}`;
}

/** Whether a new cumulative number falls below its base, so that a reason is required (P6; AE-X-7). */
export function needsReason(
  entries: readonly MonthlyEntry[],
  entry: MonthlyEntry,
  span: Span = 'life',
): boolean {
  const table = inForce(entries);
  const base = baseMonth(sortedMonths(table), entry.month, span);
  const before = base === null ? new Dec(0) : (table.get(base) ?? new Dec(0));
  return dec(entry.cumulative).lt(before);
}
