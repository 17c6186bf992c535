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
  readonly totals: readonly Dec[];
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

interface Raw {
  readonly value: Dec;
  readonly at: string;
}

function isKnown(row: ProgressRow, asOf: string): boolean {
  return (row.reportedAt === undefined || row.reportedAt.slice(0, 10) <= asOf) && row.month <= monthOf(asOf);
}

interface Building {
  readonly table: Map<string, Map<string, Map<string, Raw[]>>>;
}

function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const held = map.get(key);
  if (held !== undefined) return held;
  const fresh = make();
  map.set(key, fresh);
  return fresh;
}

function push(building: Building, measure: string, holder: string, month: string, raw: Raw): void {
  const byHolder = within(building.table, measure, () => new Map<string, Map<string, Raw[]>>());
  const byMonth = within(byHolder, holder, () => new Map<string, Raw[]>());
  within(byMonth, month, () => []).push(raw);
}

function finish(
  building: Building,
  spans: ReadonlyMap<string, Span>,
  restated: Restated[],
): Map<string, Map<string, Series>> {
  const result = new Map<string, Map<string, Series>>();
  for (const [measure, byHolder] of building.table) {
    const series = new Map<string, Series>();
    for (const [holder, byMonth] of byHolder) {
      const months = [...byMonth.keys()].sort();
      const totals = months.map((month) => {
        const versions = [...(byMonth.get(month) ?? [])].sort((a, b) =>
          a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
        );
        const [last, before] = [versions.at(-1), versions.at(-2)];
        if (last !== undefined && before !== undefined && !last.value.eq(before.value)) {
          restated.push({ holder, measure, month, was: before.value, now: last.value, reportedAt: last.at });
        }
        return last?.value ?? dec(0);
      });
      series.set(holder, { months, totals, span: spans.get(measure) ?? 'life' });
    }
    result.set(measure, series);
  }
  return result;
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
  const [projects, subjects]: [Building, Building] = [{ table: new Map() }, { table: new Map() }];
  const withoutRate = new Set<string>();
  for (const row of rows) {
    if (!isKnown(row, asOf)) continue;
    const wanted = units.get(row.measure) ?? row.unit ?? '';
    const written = row.unit === undefined ? wanted : (unitWithCurrency(row.unit, row.currency) ?? row.unit);
    const value = inUnit(row.cumulative, written, wanted, endOfMonth(row.month), fx);
    const holder = row.project ?? row.subject ?? 'city';
    if (value === null) {
      withoutRate.add(holder);
      continue;
    }
    const raw = { value, at: row.reportedAt ?? '' };
    push(row.project && isProject(row.project) ? projects : subjects, row.measure, holder, row.month, raw);
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
  return series.totals[at] ?? null;
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
    const total = series.totals[at] ?? dec(0);
    result.push({ month, amount: isFresh ? total : total.minus(series.totals[at - 1] ?? 0) });
  }
  return result;
}

function monthIndex(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}

/** 期间数: the sum of the increments; nothing reported in the period is NA(no_data), never 0. */
export function valueIn(series: Series, period: Period, asOf: string): Value {
  const parts = incrementsIn(series, period, asOf);
  if (parts.length === 0) return na('no_data');
  const end = monthOf(period.endOn < asOf ? period.endOn : asOf);
  const begin = [monthOf(period.startOn), series.months[0] ?? end].sort().at(-1) ?? end;
  let total = dec(0);
  for (const part of parts) total = total.plus(part.amount);
  return num(total, {
    reported: parts.length,
    expected: Math.max(parts.length, monthIndex(end) - monthIndex(begin) + 1),
  });
}
