// The unit a measure comes out in, and the factor to the unit a target is written in (万元 → 亿元).
import { type Dec, dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import type { Pack } from '../pack/schema.ts';
import { isMoneyUnit } from '../rule/quantity.ts';
import { moneyFactor } from './convert.ts';

/** The unit of money a measure comes out in; null for counts and ratios. Monthly sums: see `factorFor`. */
export function unitOfMeasure(measure: Measure, pack?: Pack): string | null {
  if (measure.sumField !== undefined) return '万元';
  if (measure.sum !== undefined) return pack?.measures.find((one) => one.id === measure.sum)?.unit ?? null;
  const inner = measure.mean ?? measure.max ?? measure.delta;
  if (inner !== undefined) return unitOfMeasure(inner, pack);
  if (measure.plus !== undefined)
    return measure.plus[0] === undefined ? null : unitOfMeasure(measure.plus[0], pack);
  return null;
}

/** What a measured value is multiplied by to be in the target's unit; 1 where there is nothing to convert. */
export function factorFor(pack: Pack, measure: Measure, unit: string | undefined): Dec {
  const own = unitOfMeasure(measure, pack);
  if (own === null || unit === undefined || !isMoneyUnit(own) || !isMoneyUnit(unit)) return dec(1);
  return moneyFactor(own, unit) ?? dec(1);
}
