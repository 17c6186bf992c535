// The value of a target for a subject on a day (P7): the city's versions over the pack's, in the target's unit, with
// part years and phasing. Leaves out measuring. Invariant: nothing set anywhere is null (未下达), never 0.
import { type Dec, dec } from '../decimal.ts';
import type { TargetRow, UnitRow } from '../facts-file/facts.ts';
import type { Target } from '../pack/schema.ts';
import type { TargetTest } from '../pack/target-schema.ts';
import { addDays, addMonths, endOfMonth, monthOf, type Period } from '../rule/period.ts';
import { isMoneyUnit, unitWithCurrency } from '../rule/quantity.ts';
import {
  adjustmentsBetween,
  interimValue,
  mergedValue,
  type ProrateKind,
  phaseShare,
  prorate,
  type ValueVersion,
  versionOn,
} from '../rule/target.ts';
import { inUnit } from './convert.ts';
import type { World } from './world.ts';

/** The numbers a subject is tested against. */
export interface Aim {
  /** Due by now; null = 未下达. */
  readonly low: Dec | null;
  readonly high: Dec | null;
  /** The whole period's value, where phasing makes the two differ. */
  readonly whole: Dec | null;
  /** Nothing is due yet: the first part of the phasing is not over. */
  readonly isEarly: boolean;
  /** 目标调整 … */
  readonly flags: readonly string[];
}

type Pair = readonly [Dec, Dec | null];

function written(world: World, row: TargetRow, test: TargetTest): ValueVersion['value'] {
  const unit = row.unit === undefined ? undefined : (unitWithCurrency(row.unit, row.currency) ?? row.unit);
  const one = (text: string): string => {
    if (unit === undefined || test.unit === undefined || !isMoneyUnit(test.unit)) return text;
    return inUnit(text, unit, test.unit, world.asOf, world.fx)?.toFixed() ?? text;
  };
  return typeof row.value === 'string' ? one(row.value) : [one(row.value[0]), one(row.value[1])];
}

function rowsFor(world: World, target: Target, subject: string, part: number): TargetRow[] {
  const rows = world.targetRows.get(target.id) ?? [];
  const fits = rows.filter((row) => row.part === undefined || row.part === part);
  const own = fits.filter((row) => row.subject === subject);
  if (own.length > 0) return own;
  const isWhole = subject === 'city' || subject === 'together';
  return fits.filter(
    (row) => row.subject === null || row.subject === undefined || (isWhole && row.subject === 'city'),
  );
}

function asPair(value: ValueVersion['value']): Pair | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? [dec(value), null] : [dec(value[0]), dec(value[1])];
}

function text(value: ValueVersion['value']): string {
  return value === undefined ? '未下达' : typeof value === 'string' ? value : value.join('—');
}

interface Versioned {
  readonly pair: Pair | null;
  readonly flags: readonly string[];
}

/** The version in force: the file's over the pack's; a change is named in the month it takes effect. */
function inForce(
  world: World,
  target: Target,
  test: TargetTest,
  subject: string,
  part: number,
  on: string,
): Versioned {
  const rows = rowsFor(world, target, subject, part);
  const packVersions = target.versions.map(({ effectiveFrom, value }) => ({ effectiveFrom, value }));
  const fileVersions = rows.flatMap((row) =>
    row.from === undefined ? [] : [{ effectiveFrom: row.from, value: written(world, row, test) }],
  );
  const set = rows.find((row) => row.from === undefined);
  const packValue = versionOn(test.value, packVersions, on);
  const first = set === undefined ? packValue : written(world, set, test);
  const value = versionOn(first, fileVersions, on);
  const monthStart = `${monthOf(on)}-01`;
  const changes = adjustmentsBetween([...packVersions, ...fileVersions], addDays(monthStart, -1), on);
  const flags = changes.flatMap((change) => {
    const before = versionOn(first, fileVersions, addDays(change.effectiveFrom, -1));
    if (text(before) === text(change.value) || before === undefined) return [];
    return [`目标调整：${text(before)} → ${text(change.value)}（${change.effectiveFrom}起）`];
  });
  return { pair: asPair(value), flags };
}

function prorateKind(target: Target, test: TargetTest): ProrateKind {
  if (target.prorate === 'none') return 'none';
  return test.unit !== undefined && isMoneyUnit(test.unit) ? 'money' : 'count';
}

/** A unit that begins or ends inside the period owes its months only; stocks and rates are whole. */
function partYear(
  world: World,
  target: Target,
  test: TargetTest,
  period: Period,
  unit: UnitRow | undefined,
): (value: Dec) => Dec {
  const kind = prorateKind(target, test);
  if (
    kind === 'none' ||
    unit === undefined ||
    typeof target.period !== 'string' ||
    target.period === 'standing'
  ) {
    return (value) => value;
  }
  const to = unit.activeTo && unit.activeTo <= world.asOf ? unit.activeTo : null;
  return (value) => prorate(value, kind, period, { from: unit.activeFrom ?? null, to });
}

function sumPairs(pairs: readonly (Pair | null)[]): Pair | null {
  const low = mergedValue(pairs.map((pair) => pair?.[0] ?? null));
  const high = mergedValue(pairs.map((pair) => pair?.[1] ?? null));
  return low === null ? null : [low, high];
}

/** A merged unit's own months of the year it was merged in come on top of its successor's (X3.17). */
function withMerged(
  world: World,
  target: Target,
  test: TargetTest,
  subject: string,
  part: number,
  period: Period,
): Pair | null {
  const ids = [subject, ...(world.merged.get(subject) ?? [])];
  const on = period.endOn < world.asOf ? period.endOn : world.asOf;
  const isFlow = typeof target.period !== 'string' || target.period !== 'standing';
  const pairs = ids.map((id, index): Pair | null => {
    const unit = world.unitById.get(id);
    const isOver =
      index > 0 &&
      (!isFlow ||
        (unit?.activeTo ?? '') < period.startOn ||
        rowsFor(world, target, id, part).every((row) => !row.subject));
    if (isOver) return null;
    const pair = inForce(world, target, test, id, part, on).pair;
    if (pair === null) return null;
    // The successor carries on for the rest of the year: the whole value passes to it.
    const cut = index > 0 ? (value: Dec): Dec => value : partYear(world, target, test, period, unit);
    return [cut(pair[0]), pair[1] === null ? null : cut(pair[1])];
  });
  return sumPairs(pairs);
}

/** The aim of one test of a target for a subject in a period. */
export function aimOf(
  world: World,
  target: Target,
  test: TargetTest,
  subject: string,
  part: number,
  period: Period,
): Aim {
  const on = period.endOn < world.asOf ? period.endOn : world.asOf;
  const { flags } = inForce(world, target, test, subject, part, on);
  const pair = withMerged(world, target, test, subject, part, period);
  if (pair === null) return { low: null, high: null, whole: null, isEarly: false, flags };
  const phasing = target.phasing;
  const isPhased = phasing !== undefined && pair[1] === null && world.asOf < period.endOn;
  if (!isPhased) return { low: pair[0], high: pair[1], whole: null, isEarly: false, flags };
  const isMonthEnd = endOfMonth(monthOf(on)) === on;
  const day = isMonthEnd ? on : endOfMonth(addMonths(monthOf(on), -1));
  const isEarly = phaseShare(phasing, period, day).isZero();
  return { low: interimValue(pair[0], phasing, period, day), high: null, whole: pair[0], isEarly, flags };
}
