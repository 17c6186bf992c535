// P7 target (domain.md P7): versions by date, interim values, proration for part years, who is bound.
// Leaves out measuring (measure.ts, aggregate.ts) and testing (completion.ts). Interim values are not rounded.
import { Dec, dec, settled, sumDec } from '../decimal.ts';
import type { Target } from '../pack/schema.ts';
import type { TargetTest } from '../pack/target-schema.ts';
import type { Test } from './completion.ts';
import {
  elapsed,
  monthOf,
  monthsOf,
  type Period,
  periodHolding,
  type Rhythm,
  windowPeriod,
} from './period.ts';

/** A value in force from a day on; the latest that has begun counts. */
export interface ValueVersion {
  readonly effectiveFrom: string;
  /** One number, or lower and upper bound. */
  readonly value: string | readonly [string, string] | undefined;
}

/** The version in force on a day: the last whose date is not after it, else the first value. */
export function versionOn(
  first: ValueVersion['value'],
  versions: readonly ValueVersion[],
  asOn: string,
): ValueVersion['value'] {
  let found = first;
  let since = '';
  for (const version of versions) {
    if (version.effectiveFrom <= asOn && version.effectiveFrom >= since) {
      found = version.value;
      since = version.effectiveFrom;
    }
  }
  return found;
}

/** 目标调整 inside a period: the versions that begin after `afterOn` and not after `asOn`; printed once (AE-X-8). */
export function adjustmentsBetween(
  versions: readonly ValueVersion[],
  afterOn: string,
  asOn: string,
): ValueVersion[] {
  return versions
    .filter((version) => version.effectiveFrom > afterOn && version.effectiveFrom <= asOn)
    .sort((left, right) => (left.effectiveFrom < right.effectiveFrom ? -1 : 1));
}

/** Phasing: `linear` by months, or the share to be reached by the end of each equal part ([0.25, 0.5, 0.75, 1]). */
export type Phasing = 'linear' | readonly string[];

/** How much of a target is due by a day: months finished ÷ months, or the table's share of the last finished part. */
export function phaseShare(phasing: Phasing, period: Period, asOn: string): Dec {
  const done = elapsed(period, asOn);
  if (phasing === 'linear') return done;
  const parts = Math.floor(done.times(phasing.length).toNumber() + 1e-9);
  const share = phasing[parts - 1];
  return share === undefined ? dec(0) : dec(share);
}

/** 序时目标: value × phasing. 10 a year at the end of Q1 → 2.5 (AE-LF-13). */
export function interimValue(value: Dec, phasing: Phasing, period: Period, asOn: string): Dec {
  return settled(value.times(phaseShare(phasing, period, asOn)));
}

/** Months of a period in which a unit existed: founding month included, closing month included. */
export function activeMonths(period: Period, activeFrom: string | null, activeTo: string | null): number {
  return monthsOf(period).filter(
    (month) =>
      (activeFrom === null || monthOf(activeFrom) <= month) &&
      (activeTo === null || monthOf(activeTo) >= month),
  ).length;
}

/** A count rounds up, money stays exact; stocks and rates are never prorated. */
export type ProrateKind = 'count' | 'money' | 'none';

/** 按月折算: months active ÷ months. Founded 2019-07-15: 6/12; 10 → 5, 1 → 1 (0.5 rounded up). */
export function prorate(
  value: Dec,
  kind: ProrateKind,
  period: Period,
  active: { readonly from: string | null; readonly to: string | null },
): Dec {
  if (kind === 'none') return value;
  const months = monthsOf(period).length;
  const owed = activeMonths(period, active.from, active.to);
  const exact = settled(value.times(owed).div(months));
  return kind === 'count' ? exact.toDecimalPlaces(0, Dec.ROUND_CEIL) : exact;
}

/** A unit together with its predecessors: a merged unit's targets pass to its successor (X3.17). */
export function mergedValue(values: readonly (Dec | null)[]): Dec | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : sumDec(known);
}

/** The concrete period of a target on a day; standing runs from the plan's start to that day. */
export function targetPeriod(period: Target['period'], asOn: string, periodFrom: string): Period {
  if (typeof period === 'string') {
    if (period === 'standing') return windowPeriod(periodFrom, asOn < periodFrom ? periodFrom : asOn);
    const rhythm: Rhythm = period;
    return periodHolding(rhythm, asOn);
  }
  if ('window' in period) return windowPeriod(period.window[0], period.window[1]);
  return windowPeriod(period.from ?? periodFrom, period.deadline);
}

/** The numbers of a pack's test on a day, the city-set value (`given`) winning over the pack's. */
export function testOn(test: TargetTest, value: ValueVersion['value']): Test {
  const [low, high] = value === undefined || typeof value === 'string' ? [value, undefined] : value;
  return {
    cmp: test.cmp,
    ...(low === undefined ? {} : { value: dec(low) }),
    ...(high === undefined ? {} : { upper: dec(high) }),
    ...(test.tolerance === undefined ? {} : { tolerance: dec(test.tolerance) }),
    ...(test.over === undefined ? {} : { over: test.over }),
  };
}

/** The tests of a target: its own, or those of allOf/anyOf. */
export function testsOf(target: Target): {
  readonly join: 'one' | 'all' | 'any';
  readonly tests: readonly TargetTest[];
} {
  if (target.allOf !== undefined) return { join: 'all', tests: target.allOf };
  if (target.anyOf !== undefined) return { join: 'any', tests: target.anyOf };
  if (target.measure === undefined || target.cmp === undefined) return { join: 'one', tests: [] };
  const { measure, cmp, value, unit, tolerance, over, stretch } = target;
  return { join: 'one', tests: [{ measure, cmp, value, unit, tolerance, over, stretch }] };
}

/** Whether a period is over: “as of” a day means the state at its 24:00; then NA(no_data) counts as 0. */
export function isClosed(period: Period, asOn: string): boolean {
  return asOn >= period.endOn;
}
