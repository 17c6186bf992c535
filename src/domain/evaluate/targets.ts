// Targets to rows (P7, P8): for every subject what was reached, what was due, the rate, whether it is met, and why not
// known. Periods shorter than a year give one row a period and a summary of the cells of the year. Leaves out scores.
import { type Dec, dec, decText } from '../decimal.ts';
import type { Target } from '../pack/schema.ts';
import type { TargetTest } from '../pack/target-schema.ts';
import { type Completion, complete, completeAll, completeAny, type Reached } from '../rule/completion.ts';
import { isOwed, type Period, periodHolding, periodsWithin } from '../rule/period.ts';
import { targetPeriod, testsOf } from '../rule/target.ts';
import { type Coverage, type NaReason, na, num, ratio, times, type Value } from '../value.ts';
import { baseValues } from './bases.ts';
import { type Engine, measureValues, type Values } from './measure.ts';
import { type Scope, scopeOf } from './scope.ts';
import { factorFor } from './units.ts';
import { type Aim, aimOf } from './values.ts';

/** One test of a target, measured for one subject. */
export interface PartRow {
  readonly label: string | null;
  readonly actual: Value;
  readonly aim: Aim;
  readonly completion: Completion;
  readonly base: Value | null;
  readonly flags: readonly string[];
  /** Growth, share of the whole, or change: the number the text speaks of, where it is not the actual itself. */
  readonly measured: Value | null;
  /** What the rate is taken of: the level to be reached in a growth target. */
  readonly due: Value;
}

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

function convertAll(values: Values, factor: Dec): Values {
  if (factor.eq(1)) return values;
  const by = num(factor, { reported: 0, expected: 0 });
  return new Map([...values].map(([subject, value]) => [subject, times(value, by)]));
}

function overridden(engine: Engine, target: Target, part: number, scope: Scope, values: Values): Values {
  const marks = (engine.world.facts.marks ?? []).filter(
    (mark) => mark.value !== undefined && isMarkOf(engine, mark.item, target),
  );
  if (marks.length === 0 || part > 0) return values;
  const isWhole = scope.kind === 'city' || scope.kind === 'together';
  return new Map(
    [...values].map(([subject, value]) => {
      const mark = marks.find(
        (one) => one.subject === subject || (isWhole && (one.subject ?? 'city') === 'city'),
      );
      return [subject, mark?.value === undefined ? value : num(dec(mark.value), undefined, ['人工填报'])];
    }),
  );
}

/** A mark may name a target, or an item of a scorecard that has one: then it stands for the actual. */
function isMarkOf(engine: Engine, item: string | undefined, target: Target): boolean {
  if (item === undefined) return false;
  if (item === target.id) return true;
  return engine.world.pack.scorecards.some((card) =>
    card.items.some((one) => one.id === item && one.target === target.id),
  );
}

interface Measured {
  readonly actual: Values;
  readonly whole: Values | null;
  readonly base: Values | null;
  /** The denominator of a ratio that must equal a share: says how much that share is (应预留180亩). */
  readonly denominator: Values | null;
}

const NEEDS_BASE: ReadonlySet<string> = new Set(['growth', 'trend_up', 'delta_pp']);

function measureTest(
  engine: Engine,
  target: Target,
  test: TargetTest,
  part: number,
  period: Period,
  scope: Scope,
): Measured {
  const { pack } = engine.world;
  const factor = factorFor(pack, test.measure, test.unit);
  const isShare = test.cmp === 'share' && test.measure.ratio !== undefined;
  const numerator = isShare && test.measure.ratio !== undefined ? test.measure.ratio[0] : test.measure;
  const raw = convertAll(measureValues(engine, numerator, period, scope), factor);
  const base = NEEDS_BASE.has(test.cmp)
    ? convertAll(
        baseValues(engine, test.measure, scope, period, { target: target.id, part, unit: test.unit }),
        factor,
      )
    : null;
  return {
    actual: overridden(engine, target, part, scope, raw),
    whole:
      isShare && test.measure.ratio !== undefined
        ? measureValues(engine, test.measure.ratio[1], period, scope)
        : null,
    base,
    denominator:
      test.cmp === '=' && test.measure.ratio !== undefined
        ? measureValues(engine, test.measure.ratio[1], period, scope)
        : null,
  };
}

function shareFlag(aim: Aim, denominator: Value | undefined): string[] {
  if (aim.low === null || denominator?.kind !== 'num') return [];
  const percent = decText(aim.low.times(100));
  return [`应为 ${decText(denominator.x.times(aim.low))}（${decText(denominator.x)} × ${percent}%）`];
}

function measuredNumber(test: TargetTest, reached: Reached): Value | null {
  if (test.cmp === 'share' && reached.whole !== undefined) return ratio(reached.actual, reached.whole);
  const base = reached.base;
  if (base === undefined || reached.actual.kind === 'na' || base.kind === 'na') return null;
  if (test.cmp === 'delta_pp') return num(reached.actual.x.minus(base.x));
  if (test.cmp === 'growth' || test.cmp === 'trend_up') {
    return base.x.isZero() ? na('zero_base') : num(reached.actual.x.minus(base.x).div(base.x.abs()));
  }
  return null;
}

function dueOf(test: TargetTest, aim: Aim, base: Value | undefined): Value {
  if (test.cmp === 'trend_up') return base ?? na('no_base');
  if (test.cmp === 'done' || test.cmp === 'positive') return num(1);
  if (aim.low === null) return na('no_target');
  if (test.cmp !== 'growth') return num(aim.low);
  return base?.kind === 'num' ? num(base.x.plus(base.x.abs().times(aim.low))) : na('no_base');
}

function partOf(
  engine: Engine,
  target: Target,
  test: TargetTest,
  part: number,
  period: Period,
  subject: string,
  measured: Measured,
): PartRow {
  const aim = aimOf(engine.world, target, test, subject, part, period);
  const actual = measured.actual.get(subject) ?? na('no_data');
  const [base, whole] = [measured.base?.get(subject), measured.whole?.get(subject)];
  const reached: Reached = {
    actual,
    ...(base === undefined ? {} : { base }),
    ...(whole === undefined ? {} : { whole }),
  };
  const early: Completion = { rate: na('not_yet_due'), met: null, gap: na('not_yet_due'), flags: [] };
  const completion = aim.isEarly
    ? early
    : complete(
        {
          cmp: test.cmp,
          ...(aim.low === null ? {} : { value: aim.low }),
          ...(aim.high === null ? {} : { upper: aim.high }),
          ...(test.tolerance === undefined ? {} : { tolerance: dec(test.tolerance) }),
          ...(test.over === undefined ? {} : { over: test.over }),
        },
        reached,
      );
  return {
    label: test.label ?? null,
    actual,
    aim,
    completion,
    base: base ?? null,
    flags: shareFlag(aim, measured.denominator?.get(subject)),
    measured: measuredNumber(test, reached),
    due: dueOf(test, aim, base),
  };
}

const STRENGTH_WORDS: Readonly<Record<string, string>> = {
  aim: '力争',
  principle: '原则上',
  approx: '左右',
  explore: '探索',
};

/** 踩线: a project declared at exactly the threshold of 过N亿 (domain.md 0.4) is left to the reader of the flags. */
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
      flags: flagsOf(target, parts, joined),
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
    .map((row) => `${row.subject === subject ? '' : `${row.subject} `}${row.period.key}`);
  const word = STRENGTH_WORDS[target.strength];
  return {
    target,
    subject,
    period: periodHolding('year', asOf),
    parts: [],
    completion,
    coverage: { reported: known.length, expected: owed.length },
    flags: [
      ...(word === undefined ? [] : [word]),
      '逐期合计',
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

/** All rows of one target: the subjects in turn, or the summary and its cells. */
export function targetRows(engine: Engine, target: Target): TargetResult[] {
  const { asOf, pack } = engine.world;
  if (!isInForce(target, asOf)) return [];
  const { period } = target;
  if (period === 'month' || period === 'quarter' || period === 'half') {
    const cells = cellPeriods(engine, period).flatMap((one) => rowsIn(engine, target, one));
    const rows = cells.map((row) =>
      notYet(isByMonth(target) ? { ...row, subject: row.period.key } : row, asOf),
    );
    if (rows.length === 0) return [];
    return [summaryOf(engine, target, 'city', rows), ...rows];
  }
  const own = targetPeriod(period, asOf, pack.periodFrom);
  if (!isOwed(own, pack.issuedOn) || own.startOn > asOf) return [];
  return rowsIn(engine, target, own);
}

/** What is printed for a value in JSON: exact text, at most 12 decimals; null for an NA. */
export function textOf(value: Value | null): string | null {
  return value === null || value.kind === 'na' ? null : decText(value.x.toDecimalPlaces(12));
}
