// P10 grade (domain.md P10): bands over a rounded score, or quotas over the places of a class.
// Leaves out what follows from a grade (consequence.ts). Rounded first, banded after: 89.995 → 90.00 优秀.
import { type Dec, dec, roundHalfUp } from '../decimal.ts';
import type { Value } from '../value.ts';
import type { Placed } from './rank.ts';

/** Bands from high to low; the lower bound belongs to the band; `-inf` closes the list. */
export type Bands = readonly (readonly [low: string, name: string])[];

/** 分数段等次; null when there is no score, or no band reaches that low. */
export function bandOf(total: Value, bands: Bands, digits: number): string | null {
  if (total.kind === 'na') return null;
  const rounded = roundHalfUp(total.x, digits);
  return bands.find(([low]) => low === '-inf' || rounded.gte(low))?.[1] ?? null;
}

/** How many units each grade takes, best first: n₁ and n_last at least one each, the middle takes the rest. */
export function quotaSizes(n: number, quota: readonly Dec[]): number[] {
  const rounded = quota.map((part) => Math.max(0, roundHalfUp(part.times(n), 0).toNumber()));
  const last = rounded.length - 1;
  const sizes = rounded.map((size, index) => (index === 0 || index === last ? Math.max(1, size) : size));
  let free = n - (sizes[0] ?? 0) - (sizes[last] ?? 0);
  for (let index = 1; index < last; index += 1) {
    const size = index === last - 1 ? Math.max(0, free) : Math.max(0, Math.min(free, sizes[index] ?? 0));
    sizes[index] = size;
    free -= size;
  }
  return sizes;
}

/**
 * 比例等次 of every unit of one class: id → name. A tie across a boundary goes to the better grade, because a
 * shared place is the better place (n = 10 at 30/50/20, tie at 3–4 → 4/4/2). Classes below `minClass`: none.
 */
export function quotaGrades(
  placed: readonly Placed[],
  quota: readonly string[],
  names: readonly string[],
  minClass: number,
): ReadonlyMap<string, string> {
  const grades = new Map<string, string>();
  if (placed.length < Math.max(minClass, 1)) return grades;
  const sizes = quotaSizes(
    placed.length,
    quota.map((part) => dec(part)),
  );
  for (const one of placed) {
    let reach = 0;
    const index = sizes.findIndex((size) => {
      reach += size;
      return one.place <= reach;
    });
    const name = names[index === -1 ? names.length - 1 : index];
    if (name !== undefined) grades.set(one.id, name);
  }
  return grades;
}

/** Change of a staff quota (优秀比例 15% → 20%): how many of `staff` before and after, half up. */
export function staffQuota(
  staff: number,
  base: Dec,
  change: Dec,
): { readonly before: number; readonly after: number } {
  const count = (share: Dec): number => Math.max(0, roundHalfUp(share.times(staff), 0).toNumber());
  return { before: count(base), after: count(base.plus(change)) };
}
