// distinct (P6): how many different enterprises, or values of a field, stand in the facts of a period, so that 104 visits
// to 96 enterprises are 96. `of: activity` looks at activities, `of: project` at projects (those that reached `at` in the
// period); `count: enterprise` is the distinct enterprises. A subject's own set; the city's is the union, not the sum.
import { dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import { evaluateFilter } from '../rule/filter.ts';
import type { Period } from '../rule/period.ts';
import { na, num } from '../value.ts';
import { type Engine, emptyCount, isIn, selected, type Values, valuesOf } from './measure.ts';
import type { Scope } from './scope.ts';
import type { ActivityFacts, ProjectFacts } from './world.ts';

/** What a measure counts different ones of, subject by subject. */
class Seen {
  readonly #things = new Map<string, Set<string>>();

  note(subject: string, things: readonly string[]): void {
    const held = this.#things.get(subject) ?? new Set<string>();
    for (const thing of things) if (thing.trim() !== '') held.add(thing.trim());
    this.#things.set(subject, held);
  }

  values(scope: Scope, empty: ReturnType<typeof emptyCount>): Values {
    return valuesOf(scope, (subject) => {
      const held = this.#things.get(subject);
      if (held !== undefined) return num(held.size);
      return typeof empty === 'string' ? na(empty) : num(dec(empty));
    });
  }
}

function ofActivity(activity: ActivityFacts, field: string): readonly string[] {
  if (field === 'enterprise') return activity.row.enterprises;
  return [activity.record.fields?.[field] ?? []].flat();
}

function ofProject({ row, record }: ProjectFacts, field: string): readonly string[] {
  if (field === 'enterprise') return row.enterprise === undefined ? [] : [row.enterprise];
  return [record.fields?.[field] ?? []].flat();
}

function amongActivities(
  engine: Engine,
  measure: Measure,
  field: string,
  period: Period,
  scope: Scope,
): Values {
  const { world } = engine;
  const seen = new Seen();
  const context = world.contextOn(world.asOf);
  for (const activity of world.activities) {
    const isChosen =
      isIn(period, activity.row.date) &&
      (measure.where === undefined ||
        evaluateFilter(measure.where, activity.record, context).truth === 'yes');
    if (!isChosen) continue;
    for (const subject of scope.ofActivity(activity)) seen.note(subject, ofActivity(activity, field));
  }
  return seen.values(scope, emptyCount(world, world.facts.activities !== undefined, period));
}

function amongProjects(
  engine: Engine,
  measure: Measure,
  field: string,
  period: Period,
  scope: Scope,
): Values {
  const { world } = engine;
  const seen = new Seen();
  for (const project of selected(engine, measure, period)) {
    if (measure.at !== undefined) {
      const reached = engine.reached(project, measure.at);
      const isHeld = reached !== null && (reached.withdrawnOn === null || reached.withdrawnOn > period.endOn);
      if (!isHeld || !isIn(period, reached.on)) continue;
    }
    for (const { subject } of scope.ofProject(project, measure.ledger)) {
      seen.note(subject, ofProject(project, field));
    }
  }
  return seen.values(scope, emptyCount(world, world.facts.projects !== undefined, period));
}

/** How many different ones: of activities, unless the measure says projects or names a stage they reach. */
export function distinctThings(
  engine: Engine,
  measure: Measure,
  field: string,
  period: Period,
  scope: Scope,
): Values {
  const of = measure.of ?? (measure.at === undefined ? 'activity' : 'project');
  const among = of === 'project' ? amongProjects : amongActivities;
  return among(engine, measure, field, period, scope);
}
