// Targets to rows (P7, P8): for every subject what was reached, what was due, the rate, whether it is met, and why not
// known. Periods shorter than a year give one row a period and a summary of the cells of the year. Leaves out scores.
import { dec, decText } from '../decimal.ts';
import type { Target } from '../pack/schema.ts';
import { type Completion, completeAll, completeAny } from '../rule/completion.ts';
import { isOwed, type Period, periodHolding, periodsWithin } from '../rule/period.ts';
import { targetPeriod, testsOf } from '../rule/target.ts';
import { type Coverage, type NaReason, na, num, type Value } from '../value.ts';
import { cohortFlags } from './cohort-size.ts';
import type { Engine } from './measure.ts';
import { measureTest, type PartRow, partOf } from './parts.ts';
import { scopeOf } from './scope.ts';

/** A target for one subject in one period. */
export interface TargetResult {
  readonly target: Target;
  readonly subject: string;
  readonly period: Period;
  readonly parts: readonly PartRow[];
  readonly completion: Completion;
  readonly coverage: Coverage;
  readonly flags: readonly string[];
  /** Rows of cells: met and owed; null for an ordinary row. */
  readonly cells: { readonly met: number; readonly owed: number } | null;
}

const STRENGTH_WORDS: Readonly<Record<string, string>> = {
  aim: '力争',
  principle: '原则上',
  approx: '左右',
  explore: '探索',
};

function flagsOf(target: Target, parts: readonly PartRow[], completion: Completion): string[] {
  const word = STRENGTH_WORDS[target.strength];
  const flags = [
    ...(word === undefined ? [] : [word]),
    ...completion.flags,
    ...parts.flatMap((part) => [...part.actual.flags, ...part.aim.flags, ...part.flags]),
  ];
  const isPartial = parts.some(
    ({ actual }) => actual.kind === 'num' && actual.coverage.reported < actual.coverage.expected,
  );
  if (isPartial) flags.push('填报不全');
  if (target.origin === 'default') flags.push('系统默认');
  return [...new Set(flags)];
}

function coverageOf(parts: readonly PartRow[]): Coverage {
  return parts[0]?.actual.coverage ?? { reported: 0, expected: 0 };
}

function rowsIn(engine: Engine, target: Target, period: Period): TargetResult[] {
  const { join, tests } = testsOf(target);
  const scope = scopeOf(engine.world, target.bind, period.startOn, period.endOn);
  const notes = cohortFlags(engine.world, target);
  const measured = tests.map((test, part) => measureTest(engine, target, test, part, period, scope));
  return scope.subjects.map((subject): TargetResult => {
    const parts = tests.map((test, part) => {
      const own = measured[part] ?? { actual: new Map(), whole: null, base: null, denominator: null };
      return partOf(engine, target, test, part, period, subject, own);
    });
    const completions = parts.map((part) => part.completion);
    const [first] = completions;
    const joined =
      join === 'all'
        ? completeAll(completions)
        : join === 'any' || first === undefined
          ? completeAny(completions)
          : first;
    return {
      target,
      subject,
      period,
      parts,
      completion: joined,
      coverage: coverageOf(parts),
      flags: [...flagsOf(target, parts, joined), ...notes],
      cells: null,
    };
  });
}

/** Short periods from the start of the year (or the issue of the plan) to the day: one cell each. */
function cellPeriods(engine: Engine, rhythm: 'month' | 'quarter' | 'half'): Period[] {
  const { asOf, pack } = engine.world;
  const year = periodHolding('year', asOf);
  return periodsWithin(rhythm, year.startOn, asOf).filter((period) => isOwed(period, pack.issuedOn));
}

/** Whether a target has several periods a year, each by itself. */
export function isShort(
  target: Target,
): target is Target & { readonly period: 'month' | 'quarter' | 'half' } {
  return target.period === 'month' || target.period === 'quarter' || target.period === 'half';
}

/** A summary of cells: how many of those owed are met; a cell still running counts only once it is met. */
export function summaryOf(
  engine: Engine,
  target: Target,
  subject: string,
  rows: readonly TargetResult[],
): TargetResult {
  const { asOf } = engine.world;
  const owed = rows.filter((row) => row.period.endOn <= asOf || row.completion.met === true);
  const known = owed.filter((row) => row.completion.rate.kind === 'num');
  const met = owed.filter((row) => row.completion.met === true).length;
  const firstNa = owed.find((row) => row.completion.rate.kind === 'na')?.completion.rate;
  const reason: NaReason =
    owed.length === 0 ? 'not_yet_due' : firstNa?.kind === 'na' ? firstNa.reason : 'no_data';
  const rate = known.length === 0 ? na(reason) : num(dec(met).div(owed.length));
  const completion: Completion = {
    rate,
    met: rate.kind === 'na' ? null : met === owed.length,
    gap: rate.kind === 'na' ? na(reason) : num(owed.length - met),
    flags: [],
  };
  const open = owed
    .filter((row) => row.completion.met === false)
    .map((row) =>
      row.subject === subject || row.subject === row.period.key
        ? row.period.key
        : isShort(target)
          ? `${row.subject} ${row.period.key}`
          : row.subject,
    );
  const word = STRENGTH_WORDS[target.strength];
  return {
    target,
    subject,
    period: (isShort(target) ? null : rows[0]?.period) ?? periodHolding('year', asOf),
    parts: [],
    completion,
    coverage: { reported: known.length, expected: owed.length },
    flags: [
      ...(word === undefined ? [] : [word]),
      isShort(target) ? '逐期合计' : '逐项合计',
      ...(open.length === 0 ? [] : [`未达：${open.slice(0, 12).join('、')}`]),
    ],
    cells: { met, owed: owed.length },
  };
}

function notYet(row: TargetResult, asOf: string): TargetResult {
  if (row.period.endOn <= asOf || row.completion.met === true) return row;
  return { ...row, flags: [...row.flags, '未到期'] };
}

function isInForce(target: Target, asOf: string): boolean {
  return (target.effectiveFrom ?? '') <= asOf && (target.effectiveTo ?? '9999') >= asOf;
}

function isByMonth(target: Target): boolean {
  return (
    typeof target.bind === 'object' && 'eachValue' in target.bind && target.bind.eachValue.includes('months')
  );
}

/** All rows of one target: the subjects in turn; before cells (months, each of several values) their summary. */
export function targetRows(engine: Engine, target: Target): TargetResult[] {
  const { asOf, pack } = engine.world;
  if (!isInForce(target, asOf)) return [];
  const { period } = target;
  if (isShort(target)) {
    const cells = cellPeriods(engine, target.period).flatMap((one) => rowsIn(engine, target, one));
    const rows = cells.map((row) =>
      notYet(isByMonth(target) ? { ...row, subject: row.period.key } : row, asOf),
    );
    if (rows.length === 0) return [];
    return [summaryOf(engine, target, 'city', rows), ...rows];
  }
  const own = targetPeriod(period, asOf, pack.periodFrom);
  if (!isOwed(own, pack.issuedOn) || own.startOn > asOf) return [];
  const rows = rowsIn(engine, target, own);
  const isByValue = typeof target.bind === 'object' && 'eachValue' in target.bind;
  return isByValue && rows.length > 0 ? [summaryOf(engine, target, 'city', rows), ...rows] : rows;
}

/** What is printed for a value in JSON: exact text, at most 12 decimals; null for an NA. */
export function textOf(value: Value | null): string | null {
  return value === null || value.kind === 'na' ? null : decText(value.x.toDecimalPlaces(12));
}
