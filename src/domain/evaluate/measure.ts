// P6 measures over the facts of a file, for all subjects of a scope at once: each filter is asked once a project, not
// once a unit. Leaves out targets. Invariant: NA is carried, never turned into 0; “none” is 0 only where the file says so.
import { type Dec, dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import { growth } from '../rule/aggregate.ts';
import { evaluateFilter, type FilterRecord } from '../rule/filter.ts';
import type { Period } from '../rule/period.ts';
import { addCoverage, minus, type NaReason, na, num, plus, ratio, type Value } from '../value.ts';
import { recordOn } from './amounts.ts';
import { moneyFactor } from './convert.ts';
import { countProjects } from './count-projects.ts';
import { countUnits } from './count-units.ts';
import { countTask, countWork, registryValues } from './counts.ts';
import type { RollingCheck } from './rolling.ts';
import { cityScope, type Scope } from './scope.ts';
import type { Transfer } from './splits.ts';
import { spreadValues } from './spread.ts';
import { monthlyFields, recordIn } from './stages.ts';
import { sumInvestment, sumMonthly } from './sums.ts';
import { unitOfMeasure } from './units.ts';
import { type ProjectFacts, type Reached, reportedNumber, type World } from './world.ts';

/** A value for every subject of the scope. */
export type Values = ReadonlyMap<string, Value>;

/** The world with the look-ups of one evaluation, and what it could not decide. */
export interface Engine {
  readonly world: World;
  readonly reached: (project: ProjectFacts, stage: string) => Reached | null;
  readonly transfer: (project: ProjectFacts, metric: string) => Transfer | null;
  /** The value of an earlier period (基期). */
  readonly base: (measure: Measure, scope: Scope, period: Period, unit: string | undefined) => Values;
  /** 待补字段: project → names of missing fields. */
  readonly gaps: Map<string, Set<string>>;
  readonly cache: Map<string, readonly ProjectFacts[]>;
  readonly rolling: readonly RollingCheck[];
}

/** The same question for every subject. */
export function valuesOf(scope: Scope, make: (subject: string) => Value): Values {
  return new Map(scope.subjects.map((subject) => [subject, make(subject)]));
}

/** The projects a measure's condition says yes to; asked once an evaluation. */
export function selected(engine: Engine, measure: Measure, period: Period): readonly ProjectFacts[] {
  const { world } = engine;
  const where = measure.where;
  if (where === undefined) return world.projects;
  const end = period.endOn < world.asOf ? period.endOn : world.asOf;
  const fields = monthlyFields(where);
  const isMonthly = fields.money.length + fields.numbers.length > 0;
  const key = JSON.stringify([where, end, isMonthly ? period.startOn : null]);
  const held = engine.cache.get(key);
  if (held !== undefined) return held;
  const context = world.contextOn(end);
  const derived = derivedIn(engine, where);
  const chosen = world.projects.filter((project) => {
    const record = withDerived(engine, project, recordIn(world, project, fields, period), derived);
    const answer = evaluateFilter(where, record, context);
    if (answer.truth === 'unknown') noteGaps(engine, project.row.id, answer.missing);
    return answer.truth === 'yes';
  });
  engine.cache.set(key, chosen);
  return chosen;
}

/** Whether the condition says yes to a project with the total 总投资 of a day; all else as at the period's end. */
export function isChosen(
  engine: Engine,
  measure: Measure,
  period: Period,
  project: ProjectFacts,
  day: string,
): boolean {
  const { where } = measure;
  if (where === undefined) return true;
  const { world } = engine;
  const end = period.endOn < world.asOf ? period.endOn : world.asOf;
  const latest = withDerived(
    engine,
    project,
    recordIn(world, project, monthlyFields(where), period),
    derivedIn(engine, where),
  );
  const { money, flags } = recordOn(project, day);
  const record = {
    ...latest,
    flags,
    money: { ...latest.money, total_investment: money?.['total_investment'] },
  };
  const answer = evaluateFilter(where, record, world.contextOn(end));
  if (answer.truth === 'unknown') noteGaps(engine, project.row.id, answer.missing);
  return answer.truth === 'yes';
}

/** The derived stages a condition asks for. */
function derivedIn({ world }: Engine, where: Measure['where']): readonly string[] {
  const text = JSON.stringify(where);
  return world.pack.derivedStages.map((stage) => stage.id).filter((id) => text.includes(`"${id}"`));
}

/** 待补字段; a month nobody filed is a matter of reporting, not a field of the project. */
function noteGaps(engine: Engine, project: string, missing: readonly string[]): void {
  const fields = missing.filter(
    (field) => !engine.world.pack.measures.some((measure) => measure.id === field),
  );
  if (fields.length === 0) return;
  const gaps = engine.gaps.get(project) ?? new Set();
  for (const field of fields) gaps.add(field);
  engine.gaps.set(project, gaps);
}

/** Filters may ask for a derived stage (落地): its day is worked out only then. */
function withDerived(
  engine: Engine,
  project: ProjectFacts,
  record: FilterRecord,
  derived: readonly string[],
): FilterRecord {
  if (derived.length === 0) return record;
  const days = derived.flatMap((stage) => {
    const reached = engine.reached(project, stage);
    return reached === null ? [] : [[stage, reached.on] as const];
  });
  return { ...record, stages: { ...record.stages, ...Object.fromEntries(days) } };
}

/** Whether a day lies in a period; null never does. */
export function isIn(period: Period, day: string | null): boolean {
  return day !== null && day >= period.startOn && day <= period.endOn;
}

/** 0 where the file lists such facts; otherwise no data, until the period is over and other facts were reported. */
export function emptyCount(world: World, isListed: boolean, period: Period): Dec | NaReason {
  if (isListed) return dec(0);
  const { projects, activities, meetings, progress } = world.facts;
  const hasFacts = [projects, activities, meetings, progress].some((rows) => rows !== undefined);
  return hasFacts && world.asOf >= period.endOn ? dec(0) : 'no_data';
}

function pairwise(scope: Scope, left: Values, right: Values, join: (a: Value, b: Value) => Value): Values {
  return valuesOf(scope, (subject) =>
    join(left.get(subject) ?? na('no_data'), right.get(subject) ?? na('no_data')),
  );
}

function reportedValues(engine: Engine, name: string, scope: Scope): Values {
  return valuesOf(scope, (subject) => {
    const found = reportedNumber(engine.world, name, subject);
    return found === null ? na('no_data') : num(found);
  });
}

/** Sums of money in the unit of the first; what cannot be brought to it is not added to it. */
function addedUp(engine: Engine, parts: readonly Measure[], period: Period, scope: Scope): Values {
  const { pack } = engine.world;
  const [unit] = parts.map((part) => unitOfMeasure(part, pack));
  const values = parts.map((part) => {
    const own = unitOfMeasure(part, pack);
    const values = measureValues(engine, part, period, scope);
    if (own === unit || !own || !unit) return values;
    const factor = moneyFactor(own, unit);
    return valuesOf(scope, (subject) => {
      const value = values.get(subject) ?? na('no_data');
      if (factor === null || value.kind === 'na') return factor === null ? na('not_configured') : value;
      return num(value.x.times(factor), value.coverage, value.flags);
    });
  });
  return values.reduce((total, one) => pairwise(scope, total, one, plus));
}

function composite(engine: Engine, measure: Measure, period: Period, scope: Scope): Values | null {
  const inner = (one: Measure): Values => measureValues(engine, one, period, scope);
  if (measure.ratio !== undefined)
    return pairwise(scope, inner(measure.ratio[0]), inner(measure.ratio[1]), ratio);
  if (measure.plus !== undefined) {
    return addedUp(engine, measure.plus, period, scope);
  }
  const changing = measure.growth ?? measure.delta;
  if (changing === undefined) return spreadValues(engine, measure, period, scope);
  const join = measure.growth === undefined ? minus : growth;
  return pairwise(scope, inner(changing), engine.base(changing, scope, period, undefined), join);
}

/** The measure's value for every subject of the scope in a period. */
export function measureValues(engine: Engine, measure: Measure, period: Period, scope: Scope): Values {
  const joined = composite(engine, measure, period, scope);
  if (joined !== null) return joined;
  if (measure.count === 'project') return countProjects(engine, measure, period, scope);
  if (measure.count !== undefined || measure.distinct !== undefined || measure.points !== undefined) {
    return countWork(engine, measure, period, scope);
  }
  if (measure.sum !== undefined) return sumMonthly(engine, measure, measure.sum, period, scope);
  if (measure.sumField !== undefined) return sumInvestment(engine, measure, period, scope);
  if (measure.size !== undefined) return registryValues(engine, measure, measure.size, period, scope);
  if (measure.done !== undefined) return countTask(engine, measure.done, measure.parts, period, scope);
  if (measure.reported !== undefined) return reportedValues(engine, measure.reported, scope);
  if (measure.constant !== undefined) {
    const constant = num(dec(measure.constant));
    return valuesOf(scope, () => constant);
  }
  if (measure.countUnits !== undefined) {
    const value = countUnits(engine, measure.countUnits, period);
    return valuesOf(scope, () => value);
  }
  return valuesOf(scope, () => na('not_configured'));
}

/** The measure for the city alone, every fact once. */
export function cityValue(engine: Engine, measure: Measure, period: Period): Value {
  return measureValues(engine, measure, period, cityScope()).get('city') ?? na('no_data', addCoverage([]));
}
