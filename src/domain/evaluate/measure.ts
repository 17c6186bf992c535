// P6 measures over the facts of a file, for all subjects of a scope at once: each filter is asked once a project, not
// once a unit. Leaves out targets. Invariant: NA is carried, never turned into 0; “none” is 0 only where the file says so.
import { type Dec, dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import { growth } from '../rule/aggregate.ts';
import { compare, evaluateFilter, type FilterRecord } from '../rule/filter.ts';
import type { Period } from '../rule/period.ts';
import { toWan } from '../rule/quantity.ts';
import { addCoverage, minus, type NaReason, na, num, plus, ratio, type Value } from '../value.ts';
import { countTask, countWork, registryValues } from './counts.ts';
import type { RollingCheck } from './rolling.ts';
import { cityScope, type Scope, unitScope, unitsFitting } from './scope.ts';
import { moneyFactor } from './series.ts';
import { countParts, noteAssist } from './shares.ts';
import type { Transfer } from './splits.ts';
import { monthlyFields, recordIn } from './stages.ts';
import { sumInvestment, sumMonthly } from './sums.ts';
import { Tally } from './tally.ts';
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
  const text = JSON.stringify(where);
  const derived = world.pack.derivedStages.map((stage) => stage.id).filter((id) => text.includes(`"${id}"`));
  const chosen = world.projects.filter((project) => {
    const record = withDerived(engine, project, recordIn(world, project, fields, period), derived);
    const answer = evaluateFilter(where, record, context);
    if (answer.truth === 'unknown') noteGaps(engine, project.row.id, answer.missing);
    return answer.truth === 'yes';
  });
  engine.cache.set(key, chosen);
  return chosen;
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

function countProjects(engine: Engine, measure: Measure, period: Period, scope: Scope): Values {
  const { world } = engine;
  const tally = new Tally();
  for (const project of selected(engine, measure, period)) {
    const reached = measure.at === undefined ? null : engine.reached(project, measure.at);
    if (measure.at !== undefined && reached === null) continue;
    const signs: [string | null, number][] =
      reached === null
        ? [[period.startOn, 1]]
        : [
            [reached.on, 1],
            [reached.withdrawnOn, -1],
          ];
    for (const [day, sign] of signs) {
      if (day === null || !isIn(period, day)) continue;
      for (const { subject, weight } of countParts(engine, scope, project, measure, day)) {
        tally.count(subject, weight, sign);
        if (reached?.isLate === true && sign === 1) tally.flag(subject, '含补报');
      }
      if (scope.kind === 'posts') noteAssist(scope, project, tally);
    }
  }
  const empty = emptyCount(world, world.facts.projects !== undefined, period);
  return valuesOf(scope, (subject) => tally.value(subject, empty));
}

function pairwise(scope: Scope, left: Values, right: Values, join: (a: Value, b: Value) => Value): Values {
  return valuesOf(scope, (subject) =>
    join(left.get(subject) ?? na('no_data'), right.get(subject) ?? na('no_data')),
  );
}

function thresholdIn(measure: NonNullable<Measure['countUnits']>): Dec {
  const value = dec(measure.value ?? '0');
  const wanted = measure.measure === undefined ? null : unitOfMeasure(measure.measure);
  if (measure.unit === undefined || wanted === null || toWan({ amount: '1', unit: measure.unit }) === null)
    return value;
  const factor = moneyFactor(measure.unit, wanted);
  return factor === null ? value : value.times(factor);
}

function countUnits(engine: Engine, rule: NonNullable<Measure['countUnits']>, period: Period): Value {
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
  const threshold = thresholdIn(rule);
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

function reportedValues(engine: Engine, name: string, scope: Scope): Values {
  return valuesOf(scope, (subject) => {
    const found = reportedNumber(engine.world, name, subject);
    return found === null ? na('no_data') : num(found);
  });
}

function composite(engine: Engine, measure: Measure, period: Period, scope: Scope): Values | null {
  const inner = (one: Measure): Values => measureValues(engine, one, period, scope);
  if (measure.ratio !== undefined)
    return pairwise(scope, inner(measure.ratio[0]), inner(measure.ratio[1]), ratio);
  if (measure.plus !== undefined) {
    return measure.plus.map(inner).reduce((total, one) => pairwise(scope, total, one, plus));
  }
  const changing = measure.growth ?? measure.delta;
  if (changing === undefined) return null;
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
