// P6 measure, the counting half (domain.md P6): count, distinct, count_units, ratio, growth, share, delta, mean, max
// over facts that were already selected. Leaves out selection (filter.ts) and monthly entries (measure.ts).
import { Dec, dec, settled, sumDec } from '../decimal.ts';
import type { Operator } from '../pack/terms.ts';
import { addCoverage, na, num, ratio, sumFacts, type Value } from '../value.ts';
import { compare, type FilterAnswer } from './filter.ts';

/** Something counted, with the weight a ledger gives it (0.3 of a transferred project). */
export interface Weighted {
  readonly id: string;
  readonly weight?: Dec;
}

/** The records a filter says yes to, and those that stay unknown (待补字段). */
export interface Selection<T> {
  readonly chosen: readonly T[];
  readonly open: readonly { readonly record: T; readonly missing: readonly string[] }[];
}

/** Splits records by a three-valued filter: unknown is not counted, but listed. */
export function select<T>(records: readonly T[], test: (record: T) => FilterAnswer): Selection<T> {
  const chosen: T[] = [];
  const open: { record: T; missing: readonly string[] }[] = [];
  for (const record of records) {
    const answer = test(record);
    if (answer.truth === 'yes') chosen.push(record);
    if (answer.truth === 'unknown') open.push({ record, missing: answer.missing });
  }
  return { chosen, open };
}

/** count: each id once, however often it is handed in; weights of one id are added up to at most 1. */
export function countWeighted(records: readonly Weighted[]): Value {
  const weights = new Map<string, Dec>();
  for (const record of records) {
    const held = weights.get(record.id) ?? new Dec(0);
    weights.set(record.id, Dec.min(1, held.plus(record.weight ?? 1)));
  }
  return num(sumDec(weights.values()));
}

/** distinct: how many different things, so that 104 visits to 96 enterprises are 96 (AE-LC-1). */
export function distinctCount(keys: Iterable<string>): Value {
  const seen = new Set<string>();
  for (const key of keys) {
    const bare = key.trim();
    if (bare !== '') seen.add(bare);
  }
  return num(seen.size);
}

/** count_units: units whose value passes; a unit without data is not counted and lowers the coverage (trap 8). */
export function countUnits(
  values: readonly Value[],
  operator: Operator,
  threshold: Dec,
  overIsStrict = false,
): Value {
  let count = 0;
  for (const value of values) {
    if (value.kind === 'num' && compare(value.x, operator, threshold, overIsStrict)) count += 1;
  }
  const known = values.filter((value) => value.kind === 'num').length;
  return num(count, { reported: known, expected: values.length });
}

/** growth: (current − base) ÷ |base|. Base missing: NA(no_base); base 0: NA(zero_base), the current sign kept. */
export function growth(current: Value, base: Value): Value {
  if (base.kind === 'na') return na('no_base', base.coverage, base.flags);
  if (current.kind === 'na') return current;
  if (base.x.isZero()) {
    const sign = current.x.isZero() ? '0' : current.x.isPositive() ? '+' : '-';
    return na('zero_base', current.coverage, [`基期为零（本期${sign}）`]);
  }
  const coverage = addCoverage([current.coverage, base.coverage]);
  return num(current.x.minus(base.x).div(base.x.abs()), coverage, [
    ...new Set([...current.flags, ...base.flags]),
  ]);
}

/** share: part ÷ whole. */
export function share(part: Value, whole: Value): Value {
  return ratio(part, whole);
}

/** mean over what was reported. */
export function mean(values: readonly Value[]): Value {
  const total = sumFacts(values);
  const known = values.filter((value) => value.kind === 'num').length;
  if (total.kind === 'na' || known === 0) return total;
  return num(settled(total.x.div(known)), total.coverage, total.flags);
}

/** The largest of what was reported. */
export function max(values: readonly Value[]): Value {
  const known = values.filter((value) => value.kind === 'num');
  const coverage = addCoverage(values.map((value) => value.coverage));
  const first = known[0];
  if (first === undefined) return na('no_data', coverage);
  return num(
    known.reduce((best, value) => Dec.max(best, value.x), first.x),
    coverage,
  );
}

/** done: parts finished ÷ parts asked (5 task forces, 8 lists). */
export function doneShare(finished: number, parts: number): Value {
  return parts === 0 ? na('zero_denominator') : num(dec(finished).div(parts));
}
