// Sums of a measure: monthly money per subject, shared where a project was transferred, with what failed yearly checks take
// back; and total investment by stage. Leaves out counting.
import type { Dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import { evaluateFilter } from '../rule/filter.ts';
import { addDays, type Period, windowPeriod } from '../rule/period.ts';
import { decOfScaled } from '../rule/scaled.ts';
import { investmentAdded } from './crossings.ts';
import { type Engine, emptyCount, isIn, selected, type Values, valuesOf } from './measure.ts';
import { ADJUSTED_MEASURE, adjustmentFlag } from './rolling.ts';
import type { Scope } from './scope.ts';
import { incrementsIn, monthSpan, Reading, valueIn } from './series.ts';
import { takenFrom } from './shares.ts';
import { shareTransfer, type Transfer } from './splits.ts';
import { Tally, WHOLE } from './tally.ts';
import { investmentScaled, investmentWan, type ProjectFacts, type World } from './world.ts';

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
  const series = world.books.ofProjects.get(measure)?.seriesOf(project.place) ?? null;
  if (series === null) return;
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
  const tally = new Tally();
  addProjects(engine, measure, name, period, scope, tally);
  addUnitSeries(engine, measure, name, period, scope, tally);
  if (name === ADJUSTED_MEASURE) takeBack(engine, measure, period, scope, tally);
  return valuesOf(scope, (subject) => tally.value(subject, 'no_data'));
}

function addProjects(
  engine: Engine,
  measure: Measure,
  name: string,
  period: Period,
  scope: Scope,
  tally: Tally,
): void {
  const { world } = engine;
  const book = world.books.ofProjects.get(name);
  if (book === undefined) return;
  const isShared = scope.kind === 'units' || scope.kind === 'together';
  const isTerritory = measure.ledger === undefined || measure.ledger === 'territory';
  const canTransfer = isShared && isTerritory && world.pack.splits.length > 0;
  const span = monthSpan(period, world.asOf);
  const reading = new Reading();
  for (const project of selected(engine, measure, period)) {
    const [from, to] = [book.startOf(project.place), book.startOf(project.place + 1)];
    if (!reading.read(book.columns, from, to, span)) continue;
    const transfer = canTransfer ? engine.transfer(project, name) : null;
    if (transfer !== null) {
      addShared(engine, project, transfer, period, name, scope, tally);
      continue;
    }
    for (const { subject, weight } of scope.ofProject(project, measure.ledger)) {
      const total = tally.of(subject);
      if (weight === WHOLE && !Number.isNaN(reading.scaled)) {
        total.addScaled(reading.scaled, reading.reported, reading.expected);
      } else {
        total.add(reading.exact().times(weight), reading.reported, reading.expected);
      }
    }
  }
}

/** Negative entries of failed yearly checks, shared as the project's numbers are. */
function takeBack(engine: Engine, measure: Measure, period: Period, scope: Scope, tally: Tally): void {
  const failed = engine.rolling.filter(({ adjustment }) => adjustment !== null);
  const chosen = new Set(failed.length === 0 ? [] : selected(engine, measure, period));
  for (const check of failed) {
    const entry = check.adjustment;
    const project = engine.world.projectById.get(check.project);
    if (entry === null || project === undefined || !isIn(period, `${entry.month}-01`)) continue;
    if (!chosen.has(project)) continue;
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

/** A condition on projects says nothing of a unit's own number, but for the unit's kind and tags (开发区占比). */
function isUnitChosen(world: World, measure: Measure, id: string): boolean {
  if (measure.where === undefined) return true;
  const unit = world.unitById.get(world.heir(id));
  if (unit === undefined) return false;
  const record = { dimensions: unit.tags, fields: { unit_kind: unit.kind } };
  return evaluateFilter(measure.where, record, world.contextOn(world.asOf)).truth === 'yes';
}

/** Numbers filed by a unit itself rather than for a project (青创贷). */
function addUnitSeries(
  engine: Engine,
  measure: Measure,
  name: string,
  period: Period,
  scope: Scope,
  tally: Tally,
): void {
  const { world } = engine;
  for (const [unit, series] of world.books.ofUnits.get(name) ?? []) {
    if (!isUnitChosen(world, measure, unit)) continue;
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
  const lastDay = period.endOn < world.asOf ? period.endOn : world.asOf;
  const tally = new Tally();
  if (measure.at !== undefined) addChanged(engine, measure, measure.at, period, scope, tally);
  for (const project of selected(engine, measure, period)) {
    if (measure.at !== undefined && project.amounts.length > 0) continue;
    const reached = measure.at === undefined ? null : engine.reached(project, measure.at);
    if (measure.at !== undefined && !isIn(period, reached?.on ?? null)) continue;
    const scaled = project.amounts.length > 0 ? Number.NaN : investmentScaled(project);
    const amount = Number.isNaN(scaled)
      ? investmentWan(world, project, '万元', reached?.on ?? lastDay)
      : null;
    for (const { subject, weight } of scope.ofProject(project, measure.ledger)) {
      const total = tally.of(subject);
      if (!Number.isNaN(scaled) && weight === WHOLE) total.addScaled(scaled, 1, 1);
      else if (!Number.isNaN(scaled)) total.add(decOfScaled(scaled).times(weight), 1, 1);
      else if (amount !== null) total.add(amount.times(weight), 1, 1);
      else total.flag('部分项目总投资待补');
    }
  }
  const empty = emptyCount(world, world.facts.projects !== undefined, period);
  return valuesOf(scope, (subject) => tally.value(subject, empty));
}

/** 增资、减资: those whose total has changed add the whole when they come to count and the differences afterwards. */
function addChanged(
  engine: Engine,
  measure: Measure,
  at: string,
  period: Period,
  scope: Scope,
  tally: Tally,
): void {
  for (const project of engine.world.changed) {
    const reached = engine.reached(project, at);
    if (reached === null) continue;
    const { wan, isKnown, isTouched } = investmentAdded(engine, measure, period, project, reached);
    if (!isTouched) continue;
    for (const { subject, weight } of scope.ofProject(project, measure.ledger)) {
      const total = tally.of(subject);
      if (isKnown) total.add(wan.times(weight), 1, 1);
      else total.flag('部分项目总投资待补');
    }
  }
}
