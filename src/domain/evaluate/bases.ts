// 基期 (P6): the value a growth, a trend or a change of share is compared with. Given in the file's baselines, or worked
// out from the facts of the period before where the file has any; otherwise NA(no_base), never 0.
import { type Dec, dec } from '../decimal.ts';
import type { BaselineRow } from '../facts-file/facts.ts';
import type { Measure } from '../pack/expression-schema.ts';
import {
  addDays,
  addMonths,
  monthOf,
  monthsBetween,
  monthText,
  type Period,
  periodHolding,
  periodOfKey,
  windowPeriod,
} from '../rule/period.ts';
import { isMoneyUnit } from '../rule/quantity.ts';
import { na, num, type Value } from '../value.ts';
import { inUnit } from './convert.ts';
import { type Engine, measureValues, type Values } from './measure.ts';
import type { Scope } from './scope.ts';
import { factorFor, unitOfMeasure } from './units.ts';
import type { World } from './world.ts';

/** The period before: last year for a year, the same stretch earlier for a window. */
export function periodBefore(period: Period): Period {
  const before = addDays(period.startOn, -1);
  if (/^\d{4}$/u.test(period.key)) return periodHolding('year', before);
  if (/Q/u.test(period.key)) return periodHolding('quarter', before);
  if (/H/u.test(period.key)) return periodHolding('half', before);
  if (/^\d{4}-\d{2}$/u.test(period.key)) return periodHolding('month', before);
  const months = monthsBetween(monthOf(period.startOn), monthOf(period.endOn)) + 1;
  return windowPeriod(`${addMonths(monthOf(period.startOn), -months)}-01`, before);
}

function matches(row: BaselineRow, subject: string, isWhole: boolean): boolean {
  if (row.subject === null || row.subject === undefined || row.subject === 'city') return isWhole;
  return row.subject === subject;
}

function given(world: World, row: BaselineRow, wanted: string | undefined): Dec {
  if (row.unit === undefined || wanted === undefined || !isMoneyUnit(wanted)) return dec(row.value);
  return inUnit(row.value, row.unit, wanted, world.asOf, world.fx) ?? dec(row.value);
}

/** What is looked for: the target and its part, or the measure inside. */
export interface BaseQuery {
  readonly target: string;
  readonly part: number;
  readonly unit: string | undefined;
}

function rowFor(
  world: World,
  id: string,
  part: number | null,
  subject: string,
  isWhole: boolean,
  before: Period,
): BaselineRow | null {
  const rows = (world.baselineRows.get(id) ?? []).filter(
    (row) =>
      matches(row, subject, isWhole) &&
      (part === null || row.part === undefined || row.part === part) &&
      (row.period === undefined || periodOfKey(row.period)?.startOn === before.startOn),
  );
  return rows.find((row) => row.part === part) ?? rows[0] ?? null;
}

function hasFactsIn(world: World, period: Period): boolean {
  const { facts } = world;
  const isIn = (day: string): boolean => day >= period.startOn && day <= period.endOn;
  return (
    [...world.books.months].some((month) => isIn(`${monthText(month)}-01`)) ||
    world.projects.some((project) => Object.values(project.stages).some((stage) => isIn(stage.on))) ||
    (facts.activities ?? []).some((row) => isIn(row.date))
  );
}

/** Base values of a measure for a scope: given ones first, then those of the facts. In the unit of the measure. */
export function baseValues(
  engine: Engine,
  measure: Measure,
  scope: Scope,
  period: Period,
  query: BaseQuery | null,
): Values {
  const { world } = engine;
  const before = periodBefore(period);
  const isWhole = scope.kind === 'city' || scope.kind === 'together';
  const own = unitOfMeasure(measure, world.pack) ?? undefined;
  const factor = query === null ? dec(1) : factorFor(world.pack, measure, query.unit);
  const computed = hasFactsIn(world, before) ? measureValues(engine, measure, before, scope) : null;
  return new Map(
    scope.subjects.map((subject): [string, Value] => {
      const byTarget =
        query === null ? null : rowFor(world, query.target, query.part, subject, isWhole, before);
      if (byTarget !== null) return [subject, num(given(world, byTarget, query?.unit).div(factor))];
      const name = measure.sum ?? null;
      const byMeasure = name === null ? null : rowFor(world, name, null, subject, isWhole, before);
      if (byMeasure !== null) return [subject, num(given(world, byMeasure, own))];
      const value = computed?.get(subject);
      return [subject, value?.kind === 'num' ? value : na('no_base')];
    }),
  );
}
