// Counting projects (P6): on the day each reached a stage, taken back on the day it lost it, for whoever holds it.
import type { Measure } from '../pack/expression-schema.ts';
import type { Period } from '../rule/period.ts';
import { crossings } from './crossings.ts';
import { type Engine, emptyCount, isIn, selected, type Values, valuesOf } from './measure.ts';
import type { Scope } from './scope.ts';
import { countParts, noteAssist } from './shares.ts';
import { Tally } from './tally.ts';
import type { ProjectFacts } from './world.ts';

/** One project on the day it reached a stage (+1) or lost it again (−1). */
function countOne(
  engine: Engine,
  measure: Measure,
  scope: Scope,
  project: ProjectFacts,
  day: string,
  sign: 1 | -1,
  tally: Tally,
): void {
  for (const { subject, weight } of countParts(engine, scope, project, measure, day)) {
    tally.of(subject).count(weight, sign);
  }
  if (scope.kind === 'posts') noteAssist(scope, project, tally);
}

/** count: project — those that reached `at` in the period, less those that lost it again; shared where transferred. */
export function countProjects(engine: Engine, measure: Measure, period: Period, scope: Scope): Values {
  const { world } = engine;
  const { at } = measure;
  const tally = new Tally();
  for (const project of selected(engine, measure, period)) {
    if (at !== undefined && project.amounts.length > 0) continue;
    if (at === undefined) {
      countOne(engine, measure, scope, project, period.startOn, 1, tally);
      continue;
    }
    const reached = engine.reached(project, at);
    if (reached === null) continue;
    const { on, withdrawnOn } = reached;
    if (isIn(period, on)) {
      countOne(engine, measure, scope, project, on, 1, tally);
      if (reached.isLate) flagLate(engine, measure, scope, project, on, tally);
    }
    if (withdrawnOn !== null && isIn(period, withdrawnOn))
      countOne(engine, measure, scope, project, withdrawnOn, -1, tally);
  }
  if (at !== undefined) {
    for (const project of world.changed) countChanged(engine, measure, period, scope, project, at, tally);
  }
  const empty = emptyCount(world, world.facts.projects !== undefined, period);
  return valuesOf(scope, (subject) => tally.value(subject, empty));
}

/** One whose total has changed: on the days it came to count and ceased to. */
function countChanged(
  engine: Engine,
  measure: Measure,
  period: Period,
  scope: Scope,
  project: ProjectFacts,
  at: string,
  tally: Tally,
): void {
  const reached = engine.reached(project, at);
  if (reached === null) return;
  for (const { day, sign } of crossings(engine, measure, period, project, reached)) {
    countOne(engine, measure, scope, project, day, sign, tally);
    if (reached.isLate && day === reached.on) flagLate(engine, measure, scope, project, day, tally);
  }
}

function flagLate(
  engine: Engine,
  measure: Measure,
  scope: Scope,
  project: ProjectFacts,
  day: string,
  tally: Tally,
): void {
  for (const { subject } of countParts(engine, scope, project, measure, day)) tally.flag(subject, '含补报');
}
