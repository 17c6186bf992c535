// Counting units (P6): those whose own value reaches a threshold, also against their base (清零). A unit without data is
// not counted and lowers the coverage.
import { type Dec, dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import { compare } from '../rule/filter.ts';
import type { Period } from '../rule/period.ts';
import { toWan } from '../rule/quantity.ts';
import { na, num, type Value } from '../value.ts';
import { moneyFactor } from './convert.ts';
import { type Engine, measureValues } from './measure.ts';
import { unitScope, unitsFitting } from './unit-scope.ts';
import { unitOfMeasure } from './units.ts';
import type { World } from './world.ts';

function thresholdIn(measure: NonNullable<Measure['countUnits']>, pack: World['pack']): Dec {
  const value = dec(measure.value ?? '0');
  const wanted = measure.measure === undefined ? null : unitOfMeasure(measure.measure, pack);
  if (measure.unit === undefined || wanted === null || toWan({ amount: '1', unit: measure.unit }) === null)
    return value;
  const factor = moneyFactor(measure.unit, wanted);
  return factor === null ? value : value.times(factor);
}

/** count_units: how many units reach a threshold (trap 8); without a measure, how many such units there are. */
export function countUnits(engine: Engine, rule: NonNullable<Measure['countUnits']>, period: Period): Value {
  const { world } = engine;
  if (world.facts.units === undefined) return na('no_data');
  const units = unitsFitting(
    world,
    rule.where,
    period.startOn < world.asOf ? period.startOn : world.asOf,
    world.asOf,
  );
  if (rule.measure === undefined) {
    return num(units.filter((unit) => !unit.activeTo || unit.activeTo > world.asOf).length);
  }
  const scope = unitScope(world, units);
  const values = measureValues(engine, rule.measure, period, scope);
  const bases = rule.base === undefined ? null : engine.base(rule.measure, scope, period, rule.unit);
  const threshold = thresholdIn(rule, world.pack);
  let [count, known] = [0, 0];
  const open: string[] = [];
  for (const unit of units) {
    const value = values.get(unit.id);
    const base = bases?.get(unit.id);
    const isBased =
      rule.base === undefined || base === undefined
        ? rule.base === undefined
        : base.kind === 'num' &&
          compare(base.x, rule.base.cmp, dec(rule.base.value), world.pack.overIsStrict);
    if (value?.kind === 'num') known += 1;
    const isThere =
      value?.kind === 'num' &&
      compare(value.x, rule.cmp ?? '>=', threshold, world.pack.overIsStrict) &&
      isBased;
    if (isThere) count += 1;
    else if (rule.base !== undefined && isBased) open.push(unit.name ?? unit.id);
  }
  const flags = open.length === 0 ? [] : [`清零任务未完成：${open.join('、')}`];
  if (units.length > 0 && known === 0) return na('no_data', { reported: 0, expected: units.length }, flags);
  return num(count, { reported: known, expected: units.length }, flags);
}
