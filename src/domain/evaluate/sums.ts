// Sums of a measure: monthly money per subject, shared where a project was transferred, with what failed yearly checks take
// back; and total investment by stage. Leaves out counting.
import type { Dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import { addDays, type Period, windowPeriod } from '../rule/period.ts';
import { type Engine, emptyCount, isIn, selected, type Values, valuesOf } from './measure.ts';
import { ADJUSTED_MEASURE, adjustmentFlag } from './rolling.ts';
import type { Scope } from './scope.ts';
import { incrementsIn, valueIn } from './series.ts';
import { takenFrom } from './shares.ts';
import { shareTransfer, type Transfer } from './splits.ts';
import { Tally } from './tally.ts';
import { investmentWan, type ProjectFacts, type World } from './world.ts';

function addShared(
  engine: Engine,
  project: ProjectFacts,
  transfer: Transfer,
  period: Period,
  measure: string,
  scope: Scope,
  tally: Tally,
): void {
  const { world } = engine;
  const series = world.books.ofProject.get(measure)?.get(project.row.id);
  if (series === undefined) return;
  const earlier = windowPeriod('0001-01-01', addDays(period.startOn, -1));
  const within = incrementsIn(series, period, world.asOf);
  if (within.length === 0) return;
  const before = transfer.rule.preStart === 'hold' ? incrementsIn(series, earlier, world.asOf) : [];
  const shared = shareTransfer(transfer, before, within);
  for (const [unit, amount] of [
    [transfer.sender, shared.sender],
    [transfer.receiver, shared.receiver],
  ] as const) {
    const subject = scope.ofUnit(unit);
    if (subject === null) continue;
    tally.add(subject, amount, within.length, within.length);
    for (const flag of shared.flags) tally.flag(subject, flag);
  }
}

/** sum: what the months of a period added, per subject; NA(no_data) where nobody reported. */
export function sumMonthly(
  engine: Engine,
  measure: Measure,
  name: string,
  period: Period,
  scope: Scope,
): Values {
  const { world } = engine;
  const tally = new Tally();
  const ofProject = world.books.ofProject.get(name);
  const isShared = scope.kind === 'units' || scope.kind === 'together';
  const isTerritory = measure.ledger === undefined || measure.ledger === 'territory';
  for (const project of ofProject === undefined ? [] : selected(engine, measure, period)) {
    const series = ofProject?.get(project.row.id);
    if (series === undefined) continue;
    const transfer = isShared && isTerritory ? engine.transfer(project, name) : null;
    if (transfer !== null) {
      addShared(engine, project, transfer, period, name, scope, tally);
      continue;
    }
    const value = valueIn(series, period, world.asOf);
    if (value.kind === 'na') continue;
    for (const { subject, weight } of scope.ofProject(project, measure.ledger)) {
      tally.add(
        subject,
        weight.eq(1) ? value.x : value.x.times(weight),
        value.coverage.reported,
        value.coverage.expected,
      );
    }
  }
  if (measure.where === undefined) addUnitSeries(world, name, period, scope, tally);
  if (name === ADJUSTED_MEASURE) takeBack(engine, measure, period, scope, tally);
  return valuesOf(scope, (subject) => tally.value(subject, 'no_data'));
}

/** Negative entries of failed yearly checks, shared as the project's numbers are. */
function takeBack(engine: Engine, measure: Measure, period: Period, scope: Scope, tally: Tally): void {
  for (const check of engine.rolling) {
    const entry = check.adjustment;
    const project = engine.world.projectById.get(check.project);
    if (entry === null || project === undefined || !isIn(period, `${entry.month}-01`)) continue;
    if (!selected(engine, measure, period).includes(project)) continue;
    const transfer = scope.kind === 'city' ? null : engine.transfer(project, ADJUSTED_MEASURE);
    const parts: readonly (readonly [string, Dec])[] =
      transfer === null
        ? scope
            .ofProject(project, measure.ledger)
            .map(({ subject, weight }) => [subject, entry.amount.times(weight)])
        : takenFrom(transfer, entry, scope);
    for (const [subject, amount] of parts) {
      tally.add(subject, amount, 0, 0);
      tally.flag(subject, adjustmentFlag(check));
    }
  }
}

/** Numbers filed by a unit itself rather than for a project (青创贷). */
function addUnitSeries(world: World, name: string, period: Period, scope: Scope, tally: Tally): void {
  for (const [unit, series] of world.books.ofUnit.get(name) ?? []) {
    const subject = scope.ofUnit(unit);
    const value = valueIn(series, period, world.asOf);
    if (subject !== null && value.kind === 'num') {
      tally.add(subject, value.x, value.coverage.reported, value.coverage.expected);
    }
  }
}

/** sumField: total investment of the projects that reached a stage in the period, in 万元. */
export function sumInvestment(engine: Engine, measure: Measure, period: Period, scope: Scope): Values {
  const { world } = engine;
  const tally = new Tally();
  for (const project of selected(engine, measure, period)) {
    const reached = measure.at === undefined ? null : engine.reached(project, measure.at);
    if (measure.at !== undefined && !isIn(period, reached?.on ?? null)) continue;
    const amount = investmentWan(world, project, '万元', reached?.on ?? world.asOf);
    for (const { subject, weight } of scope.ofProject(project, measure.ledger)) {
      if (amount === null) tally.flag(subject, '部分项目总投资待补');
      else tally.add(subject, amount.times(weight));
    }
  }
  const empty = emptyCount(world, world.facts.projects !== undefined, period);
  return valuesOf(scope, (subject) => tally.value(subject, empty));
}
