// Monthly entries of a facts file as series ready to be read many times: per measure and holder, in the measure's unit,
// as known on the day. Leaves out attribution. The arithmetic is rule/measure.ts; here it is only prepared and cached.
import { type Dec, dec } from '../decimal.ts';
import type { ProgressRow } from '../facts-file/facts.ts';
import type { Pack } from '../pack/schema.ts';
import type { Span } from '../rule/measure.ts';
import { endOfMonth, monthOf, type Period } from '../rule/period.ts';
import { convert, currencyOf, type Fx, toWan, unitWithCurrency } from '../rule/quantity.ts';
import { na, num, type Value } from '../value.ts';

/** One measure of one project or unit: months ascending, cumulative numbers in force. */
export interface Series {
  readonly months: readonly string[];
  /** Cumulative numbers as exact text: a million of them are cheap to keep, and few are ever read (`totalAt`). */
  readonly totals: readonly string[];
  readonly span: Span;
}

/** A month whose number was changed after it was first reported (2月调整 −300). */
export interface Restated {
  readonly holder: string;
  readonly measure: string;
  readonly month: string;
  readonly was: Dec;
  readonly now: Dec;
  readonly reportedAt: string;
}

/** All series, by measure, then by holder. `undated` lists rows without an exchange rate (汇率待定). */
export interface Books {
  readonly ofProject: ReadonlyMap<string, ReadonlyMap<string, Series>>;
  readonly ofUnit: ReadonlyMap<string, ReadonlyMap<string, Series>>;
  readonly restated: readonly Restated[];
  readonly withoutRate: readonly string[];
}

/** The factor between two units of money of one currency, or null. */
export function moneyFactor(from: string, to: string): Dec | null {
  const [one, other] = [toWan({ amount: '1', unit: from }), toWan({ amount: '1', unit: to })];
  if (one === null || other === null || one.currency !== other.currency) return null;
  return one.wan.div(other.wan);
}

/** An amount in the unit wanted; null without a rate. Units of other things are left as they are. */
export function inUnit(amount: string, unit: string, wanted: string, on: string, fx: Fx): Dec | null {
  const currency = currencyOf(wanted);
  if (currency === null || unit === wanted) return dec(amount);
  const wan = toWan({ amount, unit });
  const scale = toWan({ amount: '1', unit: wanted });
  if (wan === null || scale === null) return null;
  const converted = convert(wan, currency, on, fx);
  return converted === null ? null : converted.div(scale.wan);
}

/** The cumulative number at an index. */
export function totalAt(series: Series, at: number): Dec | null {
  const text = series.totals[at];
  return text === undefined ? null : dec(text);
}

interface Raw {
  readonly month: string;
  readonly total: string;
  readonly at: string;
}

function isKnown(row: ProgressRow, asOf: string): boolean {
  return (row.reportedAt === undefined || row.reportedAt.slice(0, 10) <= asOf) && row.month <= monthOf(asOf);
}

/** Measure → holder → rows as filed. */
type Building = Map<string, Map<string, Raw[]>>;

function push(building: Building, measure: string, holder: string, raw: Raw): void {
  let byHolder = building.get(measure);
  if (byHolder === undefined) {
    byHolder = new Map();
    building.set(measure, byHolder);
  }
  const held = byHolder.get(holder);
  if (held === undefined) byHolder.set(holder, [raw]);
  else held.push(raw);
}

function byMonth(left: Raw, right: Raw): number {
  if (left.month !== right.month) return left.month < right.month ? -1 : 1;
  return left.at < right.at ? -1 : left.at > right.at ? 1 : 0;
}

/** The last version of every month counts; a version that changed the number is a restatement. */
function seriesOf(rows: Raw[], span: Span, note: (was: Raw, now: Raw) => void): Series {
  rows.sort(byMonth);
  const months: string[] = [];
  const totals: string[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before?.month !== row.month) {
      months.push(row.month);
      totals.push(row.total);
      return;
    }
    totals[totals.length - 1] = row.total;
    if (rows[index + 1]?.month !== row.month && !dec(before.total).eq(row.total)) note(before, row);
  });
  return { months, totals, span };
}

function finish(
  building: Building,
  spans: ReadonlyMap<string, Span>,
  restated: Restated[],
): Map<string, Map<string, Series>> {
  const result = new Map<string, Map<string, Series>>();
  for (const [measure, byHolder] of building) {
    const span = spans.get(measure) ?? 'life';
    const series = new Map<string, Series>();
    for (const [holder, rows] of byHolder) {
      const own = seriesOf(rows, span, (was, now) => {
        const { month, at } = now;
        restated.push({ holder, measure, month, was: dec(was.total), now: dec(now.total), reportedAt: at });
      });
      series.set(holder, own);
    }
    result.set(measure, series);
  }
  return result;
}

/** The entered number in the measure's unit, as exact text; null without a rate. */
function totalText(row: ProgressRow, wanted: string, fx: Fx): string | null {
  if (row.unit === undefined || row.unit === wanted) return row.cumulative;
  const written = unitWithCurrency(row.unit, row.currency) ?? row.unit;
  if (written === wanted) return row.cumulative;
  const value = inUnit(row.cumulative, written, wanted, endOfMonth(row.month), fx);
  return value === null ? null : value.toFixed();
}

/** Reads the progress rows as known on the day. */
export function openBooks(
  pack: Pack,
  rows: readonly ProgressRow[],
  isProject: (id: string) => boolean,
  asOf: string,
  fx: Fx,
): Books {
  const units = new Map(pack.measures.map((measure) => [measure.id, measure.unit]));
  const spans = new Map(pack.measures.map((measure) => [measure.id, measure.span]));
  const [projects, subjects]: [Building, Building] = [new Map(), new Map()];
  const withoutRate = new Set<string>();
  for (const row of rows) {
    if (!isKnown(row, asOf)) continue;
    const wanted = units.get(row.measure) ?? row.unit ?? '';
    const total = totalText(row, wanted, fx);
    const holder = row.project ?? row.subject ?? 'city';
    if (total === null) {
      withoutRate.add(holder);
      continue;
    }
    const raw = { month: row.month, total, at: row.reportedAt ?? '' };
    push(row.project && isProject(row.project) ? projects : subjects, row.measure, holder, raw);
  }
  const restated: Restated[] = [];
  return {
    ofProject: finish(projects, spans, restated),
    ofUnit: finish(subjects, spans, restated),
    restated,
    withoutRate: [...withoutRate].sort(),
  };
}

/** Index of the last month at or before one; −1 when there is none. */
function lastAt(months: readonly string[], month: string): number {
  let [low, high] = [0, months.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((months[middle] ?? '') <= month) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** 累计 on a day, carried forward; null before anything was reported. */
export function totalOn(series: Series, day: string): Dec | null {
  const at = lastAt(series.months, monthOf(day));
  if (at < 0) return null;
  if (series.span === 'year' && series.months[at]?.slice(0, 4) !== day.slice(0, 4)) return null;
  return totalAt(series, at);
}

/** The increments of the reported months of a period, in order. */
export function incrementsIn(series: Series, period: Period, asOf: string): { month: string; amount: Dec }[] {
  const [first, last] = [monthOf(period.startOn), monthOf(period.endOn < asOf ? period.endOn : asOf)];
  const result: { month: string; amount: Dec }[] = [];
  for (let at = lastAt(series.months, first); at < series.months.length; at += 1) {
    const month = series.months[at];
    if (month === undefined || month < first) continue;
    if (month > last) break;
    const before = series.months[at - 1];
    const isFresh =
      before === undefined || (series.span === 'year' && before.slice(0, 4) !== month.slice(0, 4));
    const total = totalAt(series, at) ?? dec(0);
    result.push({ month, amount: isFresh ? total : total.minus(series.totals[at - 1] ?? 0) });
  }
  return result;
}

function monthIndex(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}

/** The total a period starts from: of the month before its first reported one; nothing when a new year begins it. */
function totalBefore(series: Series, first: number): Dec {
  const [before, month] = [series.months[first - 1], series.months[first]];
  const isNewYear = series.span === 'year' && before?.slice(0, 4) !== month?.slice(0, 4);
  return before === undefined || isNewYear ? dec(0) : (totalAt(series, first - 1) ?? dec(0));
}

/** 期间数: last total less the total before; over several years of a yearly measure the sum of the increments. */
export function valueIn(series: Series, period: Period, asOf: string): Value {
  const [begin, end] = [monthOf(period.startOn), monthOf(period.endOn < asOf ? period.endOn : asOf)];
  const last = lastAt(series.months, end);
  const before = lastAt(series.months, begin);
  const first = series.months[before] === begin ? before : before + 1;
  const reported = last - first + 1;
  if (reported <= 0) return na('no_data');
  const firstMonth = series.months[0] ?? end;
  const from = firstMonth > begin ? firstMonth : begin;
  const coverage = { reported, expected: Math.max(reported, monthIndex(end) - monthIndex(from) + 1) };
  if (series.span === 'year' && series.months[first]?.slice(0, 4) !== series.months[last]?.slice(0, 4)) {
    let total = dec(0);
    for (const part of incrementsIn(series, period, asOf)) total = total.plus(part.amount);
    return num(total, coverage);
  }
  return num((totalAt(series, last) ?? dec(0)).minus(totalBefore(series, first)), coverage);
}
