// One test of a target measured for every subject of its scope: actual, aim, completion, base. Leaves out joining tests
// to a target's row (targets.ts).
import { type Dec, dec, decText, settled } from '../decimal.ts';
import type { Target } from '../pack/schema.ts';
import type { TargetTest } from '../pack/target-schema.ts';
import { type Completion, complete, type Reached } from '../rule/completion.ts';
import type { Period } from '../rule/period.ts';
import { na, num, ratio, times, type Value } from '../value.ts';
import { baseValues } from './bases.ts';
import { type Engine, measureValues, type Values } from './measure.ts';
import type { Scope } from './scope.ts';
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

/** A test measured for all subjects. */
export interface Measured {
  readonly actual: Values;
  readonly whole: Values | null;
  readonly base: Values | null;
  /** The denominator of a ratio that must equal a share: says how much that share is (应预留180亩). */
  readonly denominator: Values | null;
}

const NEEDS_BASE: ReadonlySet<string> = new Set(['growth', 'trend_up', 'delta_pp']);

/** Measures one test of a target. */
export function measureTest(
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
  if (test.cmp === 'delta_pp') return num(settled(reached.actual.x.minus(base.x)));
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

/** One subject's part of a measured test. */
export function partOf(
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
