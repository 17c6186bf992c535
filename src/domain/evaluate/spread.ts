// mean and max (P6): the average, or the largest, of a measure over units or over months. With a condition (`where`) on
// the verb: over the units it names, each with its own value. Without: over the months of the period up to the day, for
// each subject. Months and units nobody reported are passed over and lower the coverage; NA never counts as 0.
import type { Measure } from '../pack/expression-schema.ts';
import { max, mean } from '../rule/aggregate.ts';
import { type Period, periodsWithin } from '../rule/period.ts';
import { na, type Value } from '../value.ts';
import { type Engine, measureValues, type Values, valuesOf } from './measure.ts';
import type { Scope } from './scope.ts';
import { unitScope, unitsFitting } from './unit-scope.ts';

function overUnits(
  engine: Engine,
  where: NonNullable<Measure['where']>,
  inner: Measure,
  period: Period,
): Value[] {
  const { world } = engine;
  if (world.facts.units === undefined) return [];
  const startOn = period.startOn < world.asOf ? period.startOn : world.asOf;
  const scope = unitScope(world, unitsFitting(world, where, startOn, world.asOf));
  return [...measureValues(engine, inner, period, scope).values()];
}

function monthsOf(engine: Engine, period: Period): Period[] {
  const { asOf } = engine.world;
  const endOn = period.endOn < asOf ? period.endOn : asOf;
  return endOn < period.startOn ? [] : periodsWithin('month', period.startOn, endOn);
}

/** The average or the largest, for every subject of the scope. */
export function spreadValues(engine: Engine, measure: Measure, period: Period, scope: Scope): Values | null {
  const inner = measure.mean ?? measure.max;
  if (inner === undefined) return null;
  const join = measure.mean === undefined ? max : mean;
  if (measure.where !== undefined) {
    const values = overUnits(engine, measure.where, inner, period);
    const value = values.length === 0 ? na('no_data') : join(values);
    return valuesOf(scope, () => value);
  }
  const months = monthsOf(engine, period).map((month) => measureValues(engine, inner, month, scope));
  return valuesOf(scope, (subject) => {
    const values = months.map((one) => one.get(subject) ?? na('no_data'));
    return values.length === 0 ? na('not_yet_due') : join(values);
  });
}
