// Whose a project is for one measure: counts and corrections shared between 招商方 and 落户方, assisting leaders, and the
// list of projects behind a number. Leaves out amounts of money by the month (splits.ts).
import { type Dec, dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import type { Period } from '../rule/period.ts';
import { crossings } from './crossings.ts';
import { type Engine, isIn, selected } from './measure.ts';
import type { RollingCheck } from './rolling.ts';
import type { Part, Scope } from './scope.ts';
import { shareTransfer, type Transfer } from './splits.ts';
import type { Tally } from './tally.ts';
import type { ProjectFacts } from './world.ts';

/** Both sides of a transfer with their fractions; the receiver alone without terms for the year. */
function sidesOf(transfer: Transfer, scope: Scope, year: string): Part[] {
  const terms = transfer.terms?.ratio;
  const pair = terms === undefined ? null : 'byYear' in terms ? (terms.byYear[year] ?? null) : terms;
  const sides: readonly (readonly [string, Dec])[] =
    pair === null
      ? [[transfer.receiver, dec(1)]]
      : [
          [transfer.sender, pair[0]],
          [transfer.receiver, pair[1]],
        ];
  return sides.flatMap(([unit, weight]) => {
    const subject = scope.ofUnit(unit);
    return subject === null ? [] : [{ subject, weight }];
  });
}

/** Whose a project's count is: shared in the territory ledger while a transfer is in force. */
export function countParts(
  engine: Engine,
  scope: Scope,
  project: ProjectFacts,
  measure: Measure,
  day: string,
): readonly Part[] {
  const isShared = scope.kind === 'units' || scope.kind === 'together';
  const isTerritory = measure.ledger === undefined || measure.ledger === 'territory';
  const transfer = isShared && isTerritory ? engine.transfer(project, 'project_count') : null;
  return transfer === null
    ? scope.ofProject(project, measure.ledger)
    : sidesOf(transfer, scope, day.slice(0, 4));
}

/** Leaders named after the first only assist (QD-I5). */
export function noteAssist(scope: Scope, project: ProjectFacts, tally: Tally): void {
  for (const leader of project.row.leaders.slice(1)) {
    if (scope.subjects.includes(leader)) tally.flag(leader, '协助');
  }
}

/** A correction as each side bears it. */
export function takenFrom(
  transfer: Transfer,
  entry: NonNullable<RollingCheck['adjustment']>,
  scope: Scope,
): (readonly [string, Dec])[] {
  const shared = shareTransfer(transfer, [], [{ month: entry.month, amount: entry.amount }]);
  const sides = [
    [scope.ofUnit(transfer.sender), shared.sender],
    [scope.ofUnit(transfer.receiver), shared.receiver],
  ] as const;
  return sides.flatMap(([subject, amount]) => (subject === null ? [] : [[subject, amount] as const]));
}

function partsOf(
  engine: Engine,
  measure: Measure,
  scope: Scope,
  project: ProjectFacts,
  day: string,
  year: string,
): readonly Part[] {
  const { sum } = measure;
  if (sum === undefined) return countParts(engine, scope, project, measure, day);
  if ((engine.world.books.ofProjects.get(sum)?.seriesOf(project.place) ?? null) === null) return [];
  const transfer = scope.kind === 'city' ? null : engine.transfer(project, sum);
  return transfer === null ? scope.ofProject(project, measure.ledger) : sidesOf(transfer, scope, year);
}

/** The projects that count for one subject, with their weights: what an explanation lists. */
export function selectedFor(
  engine: Engine,
  measure: Measure,
  period: Period,
  scope: Scope,
  subject: string,
): { readonly project: ProjectFacts; readonly weight: Dec }[] {
  const year = period.endOn.slice(0, 4);
  const { at } = measure;
  const steady = selected(engine, measure, period).filter(
    (project) => at === undefined || project.amounts.length === 0,
  );
  const own = steady.flatMap((project) => {
    const day = measure.at === undefined ? period.startOn : (engine.reached(project, measure.at)?.on ?? null);
    if (day === null || !isIn(period, day)) return [];
    const parts = partsOf(engine, measure, scope, project, day, year);
    return parts.flatMap((part) => (part.subject === subject ? [{ project, weight: part.weight }] : []));
  });
  if (at === undefined) return own;
  const changed = engine.world.changed.flatMap((project) => {
    const reached = engine.reached(project, at);
    const days = reached === null ? [] : crossings(engine, measure, period, project, reached);
    return days.flatMap(({ day, sign }) =>
      partsOf(engine, measure, scope, project, day, year).flatMap((part) =>
        part.subject === subject ? [{ project, weight: part.weight.times(sign) }] : [],
      ),
    );
  });
  return [...own, ...changed];
}
