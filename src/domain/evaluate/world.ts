// The facts of a file made ready for measuring: units with their successors, projects as filters see them, the days on
// which stages count, monthly series. Built once an evaluation. Leaves out targets. Invariant: nothing here depends on
// the order of the rows in the file.
import { type Dec, dec } from '../decimal.ts';
import type {
  ActivityRow,
  BaselineRow,
  Facts,
  PostRow,
  ProjectRow,
  TargetRow,
  UnitRow,
} from '../facts-file/facts.ts';
import { reportedNames } from '../facts-file/resolve.ts';
import { packFilterContext } from '../pack/key-project.ts';
import type { Pack } from '../pack/schema.ts';
import { evaluateFilter, type FilterContext, type FilterRecord } from '../rule/filter.ts';
import { convert, currencyOf, type Fx, fxTable, scaledWan, toWan } from '../rule/quantity.ts';
import { type AmountStep, amountSteps, recordOn } from './amounts.ts';
import { type Books, openBooks } from './books.ts';
import { activityFacts, baseRecord, cohortsOf, meetingFacts, reachedOf } from './records.ts';
import type { Scope } from './scope.ts';
import { totalAt } from './series.ts';

/** A stage a project reached, with the day it counts on. */
export interface Reached {
  readonly on: string;
  readonly withdrawnOn: string | null;
  /** 补报: verified after its year had closed. */
  readonly isLate: boolean;
}

/** A project ready to be measured. */
export interface ProjectFacts {
  readonly row: ProjectRow;
  /** Its place in the list of projects sorted by id. */
  readonly place: number;
  readonly unit: string | null;
  readonly landingUnit: string | null;
  readonly stages: Readonly<Record<string, Reached>>;
  /** With the latest total; `recordOn` has that of any day. */
  readonly record: FilterRecord;
  /** 增资、减资 known on the day; almost always none. */
  readonly amounts: readonly AmountStep[];
}

/** Everything measured from. */
export interface World {
  readonly pack: Pack;
  readonly facts: Facts;
  readonly asOf: string;
  readonly fx: Fx;
  /** Units that exist on the day: not those merged into a successor. */
  readonly units: readonly UnitRow[];
  readonly unitById: ReadonlyMap<string, UnitRow>;
  /** The unit that carries on for one that was merged; itself otherwise. */
  readonly heir: (id: string) => string;
  /** Heir → the units merged into it. */
  readonly merged: ReadonlyMap<string, readonly string[]>;
  readonly posts: readonly PostRow[];
  readonly projects: readonly ProjectFacts[];
  /** Those whose total has changed 增资、减资. */
  readonly changed: readonly ProjectFacts[];
  readonly projectById: ReadonlyMap<string, ProjectFacts>;
  readonly activities: readonly ActivityFacts[];
  readonly meetings: readonly MeetingFacts[];
  readonly books: Books;
  readonly contextOn: (day: string) => FilterContext;
  readonly flagsOf: (subject: string) => readonly string[];
  /** 下达的目标 by the target's id, 基期 by the target's or measure's. */
  readonly targetRows: ReadonlyMap<string, readonly TargetRow[]>;
  readonly baselineRows: ReadonlyMap<string, readonly BaselineRow[]>;
  /** Scopes made so far, by their units: kept as long as the world. */
  readonly scopes: Map<string, Scope>;
}

/** An activity with its kind as the pack calls it. */
export interface ActivityFacts {
  readonly row: ActivityRow;
  readonly record: FilterRecord;
}

/** A meeting, with the units that held it. */
export interface MeetingFacts {
  readonly kind: string;
  readonly on: string;
  readonly units: readonly string[];
}

function byId<T extends { readonly id: string }>(left: T, right: T): number {
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function heirs(units: readonly UnitRow[], asOf: string): (id: string) => string {
  const next = new Map<string, string>();
  for (const unit of units) {
    const isOver = unit.activeTo !== null && unit.activeTo !== undefined && unit.activeTo <= asOf;
    if (unit.successor && isOver) next.set(unit.id, unit.successor);
  }
  return (id) => {
    let at = id;
    for (let steps = 0; steps < 50; steps += 1) {
      const further = next.get(at);
      if (further === undefined) return at;
      at = further;
    }
    return at;
  };
}

function rateTable(pack: Pack, facts: Facts): Fx {
  const rows = facts.fx ?? [];
  const exact = fxTable(pack.fx.mode, rows);
  const yearly = fxTable('annual_fixed', rows);
  return (from, to, on) => exact(from, to, on) ?? yearly(from, to, on);
}

function flagTable(facts: Facts): (subject: string) => readonly string[] {
  const table = new Map<string, Set<string>>();
  const add = (subject: string, flags: readonly string[]): void => {
    if (flags.length > 0) table.set(subject, new Set([...(table.get(subject) ?? []), ...flags]));
  };
  for (const one of [...(facts.units ?? []), ...(facts.posts ?? [])]) add(one.id, one.flags);
  for (const mark of facts.marks ?? []) if (mark.flag !== undefined) add(mark.subject ?? 'city', [mark.flag]);
  for (const project of facts.projects ?? []) {
    if (project.exit?.objective === false && project.unit) add(project.unit, ['lost_not_objective']);
  }
  return (subject) => [...(table.get(subject) ?? [])].sort();
}

/** Members of cohorts the file does not list: those that met the cohort's condition on the day it was frozen. */
function withFrozen(
  pack: Pack,
  facts: Facts,
  projects: readonly ProjectFacts[],
  contextOn: (day: string) => FilterContext,
): ProjectFacts[] {
  const open = pack.cohorts.filter(
    (cohort) => cohort.where !== undefined && facts.cohorts?.[cohort.id] === undefined,
  );
  if (open.length === 0) return [...projects];
  return projects.map((project) => {
    const joined = open.filter(
      ({ where, frozenOn }) =>
        where !== undefined &&
        evaluateFilter(where, recordOn(project, frozenOn), contextOn(frozenOn)).truth === 'yes',
    );
    if (joined.length === 0) return project;
    const cohorts = [...new Set([...(project.record.cohorts ?? []), ...joined.map((cohort) => cohort.id)])];
    return { ...project, record: { ...project.record, cohorts } };
  });
}

function projectsOf(
  pack: Pack,
  facts: Facts,
  heir: (id: string) => string,
  unitById: ReadonlyMap<string, UnitRow>,
  asOf: string,
): ProjectFacts[] {
  const cohorts = cohortsOf(facts);
  return [...(facts.projects ?? [])].sort(byId).map((row, place): ProjectFacts => {
    const unit = row.unit ? heir(row.unit) : null;
    const landingUnit = row.landingUnit ? heir(row.landingUnit) : null;
    const stages = reachedOf(pack, row, asOf);
    const holder = unitById.get(landingUnit ?? unit ?? '');
    const own = [...new Set([...row.cohorts, ...(cohorts.get(row.id) ?? [])])];
    const amounts = amountSteps(pack, row, asOf);
    const record = baseRecord(pack, row, holder, unitById.get(unit ?? ''), own, stages, amounts);
    return { row, place, unit, landingUnit, stages, record, amounts };
  });
}

/** Makes the facts ready. `asOf` is the last day that counts. */
export function buildWorld(pack: Pack, facts: Facts, asOf: string): World {
  const leads = new Set(
    (facts.memberships ?? []).filter((row) => row.role === 'lead').map((row) => row.unit),
  );
  const rows = [...(facts.units ?? [])].sort(byId).map((unit) => {
    // A unit that leads a group is a lead department, unless its own tag says otherwise.
    return leads.has(unit.id) ? { ...unit, tags: { lead_department: '是', ...unit.tags } } : unit;
  });
  const heir = heirs(rows, asOf);
  const unitById = new Map(rows.map((unit) => [unit.id, unit]));
  const merged = new Map<string, string[]>();
  for (const { id } of rows) {
    if (heir(id) !== id) merged.set(heir(id), [...(merged.get(heir(id)) ?? []), id]);
  }
  const fx = rateTable(pack, facts);
  const contexts = new Map<string, FilterContext>();
  const contextOn = (day: string): FilterContext => {
    const held = contexts.get(day) ?? packFilterContext(pack, { asOn: day, fx });
    contexts.set(day, held);
    return held;
  };
  const projects = withFrozen(pack, facts, projectsOf(pack, facts, heir, unitById, asOf), contextOn);
  const projectById = new Map(projects.map((project) => [project.row.id, project]));
  return {
    pack,
    facts,
    asOf,
    fx,
    units: rows.filter((unit) => heir(unit.id) === unit.id),
    unitById,
    heir,
    merged,
    posts: [...(facts.posts ?? [])].sort(byId),
    projects,
    changed: projects.filter(({ amounts }) => amounts.length > 0),
    projectById,
    activities: activityFacts(pack, facts, unitById, asOf),
    meetings: meetingFacts(pack, facts, asOf),
    books: openBooks(pack, facts.progress ?? [], [...projectById.keys()], asOf, fx),
    contextOn,
    flagsOf: flagTable(facts),
    targetRows: Map.groupBy(facts.targets ?? [], (row) => row.id),
    baselineRows: Map.groupBy(facts.baselines ?? [], (row) => row.id),
    scopes: new Map(),
  };
}

/** 总投资 of a project in 元, where it was entered in 元 and a machine number holds it; NaN otherwise. */
export function investmentScaled(project: ProjectFacts): number {
  const money = project.record.money?.['total_investment'];
  return money === undefined || currencyOf(money.unit) !== 'CNY' ? Number.NaN : scaledWan(money);
}

/** 总投资 on a day in 万 of a currency; null when unknown or without a rate. */
export function investmentWan(world: World, project: ProjectFacts, unit: string, on: string): Dec | null {
  const money = recordOn(project, on).money?.['total_investment'];
  const currency = currencyOf(unit);
  const amount = money === undefined ? null : toWan(money);
  if (amount === null || currency === null) return null;
  return convert(amount, currency, on, world.fx);
}

/** A number somebody reported by hand under a name (marks, or a progress row): the latest; null when nobody did. */
export function reportedNumber(world: World, name: string, subject: string): Dec | null {
  const mark = (world.facts.marks ?? []).find(
    (one) => one.item === name && (one.subject ?? 'city') === subject && one.value !== undefined,
  );
  if (mark?.value !== undefined) return dec(mark.value);
  if (!reportedNames(world.pack).has(name)) return null;
  const series = world.books.ofUnits.get(name)?.get(subject);
  return series === undefined ? null : totalAt(series, series.to - series.from - 1);
}
