// The day a project reached a stage, derived stages included (落地), and records as filters see them in a period.
// A derived stage is reached on the first day its condition holds: a day of a stage, or the end of a reported month.
import { decText } from '../decimal.ts';
import type { Filter } from '../pack/expression-schema.ts';
import { asObject, walk } from '../pack/raw.ts';
import { evaluateFilter, type FilterRecord } from '../rule/filter.ts';
import { endOfMonth, type Period } from '../rule/period.ts';
import { recordOn } from './amounts.ts';
import { monthsIn, totalOn, valueIn } from './series.ts';
import type { ProjectFacts, Reached, World } from './world.ts';

/** Names of monthly measures a filter asks about, as money (of the period) or as numbers (累计). */
export interface MonthlyFields {
  readonly money: readonly string[];
  readonly numbers: readonly string[];
}

function fieldsIn(filter: Filter, key: 'money' | 'number'): string[] {
  const names = new Set<string>();
  walk(filter, (value) => {
    const atom = asObject(value)?.[key];
    if (Array.isArray(atom) && typeof atom[0] === 'string' && atom[0] !== 'total_investment')
      names.add(atom[0]);
  });
  return [...names];
}

/** Which monthly measures a filter looks at. */
export function monthlyFields(filter: Filter | undefined): MonthlyFields {
  if (filter === undefined) return { money: [], numbers: [] };
  return { money: fieldsIn(filter, 'money'), numbers: fieldsIn(filter, 'number') };
}

function unitOf(world: World, measure: string): string {
  return world.pack.measures.find((one) => one.id === measure)?.unit ?? '万元';
}

/** The record of a project with the monthly fields a filter asks for, as of the end of a period. */
export function recordIn(
  world: World,
  project: ProjectFacts,
  fields: MonthlyFields,
  period: Period,
): FilterRecord {
  const end = period.endOn < world.asOf ? period.endOn : world.asOf;
  const own = recordOn(project, end);
  if (fields.money.length === 0 && fields.numbers.length === 0) return own;
  const money = fields.money.map((name) => {
    const series = world.books.ofProjects.get(name)?.seriesOf(project.place) ?? null;
    const value = series === null ? null : valueIn(series, period, world.asOf);
    const amount =
      value?.kind === 'num' ? { amount: decText(value.x), unit: unitOf(world, name) } : undefined;
    return [name, amount] as const;
  });
  const numbers = fields.numbers.map((name) => {
    const series = world.books.ofProjects.get(name)?.seriesOf(project.place) ?? null;
    const total = series === null ? null : totalOn(series, end);
    return [name, total === null ? undefined : decText(total)] as const;
  });
  return {
    ...own,
    money: { ...own.money, ...Object.fromEntries(money) },
    numbers: { ...own.numbers, ...Object.fromEntries(numbers) },
  };
}

function candidateDays(world: World, project: ProjectFacts, fields: MonthlyFields): string[] {
  const days = [...Object.values(project.stages), ...project.amounts].map(({ on }) => on);
  for (const name of fields.numbers) {
    const series = world.books.ofProjects.get(name)?.seriesOf(project.place) ?? null;
    for (const month of series === null ? [] : monthsIn(series)) {
      const end = endOfMonth(month);
      days.push(end < world.asOf ? end : world.asOf);
    }
  }
  return [...new Set(days)].sort();
}

function derivedOn(world: World, project: ProjectFacts, when: Filter, fields: MonthlyFields): string | null {
  for (const day of candidateDays(world, project, fields)) {
    const record = recordIn(world, project, fields, { key: day, startOn: day, endOn: day });
    if (evaluateFilter(when, record, world.contextOn(day)).truth === 'yes') return day;
  }
  return null;
}

/** A look-up of the day a project reached a stage; null while it has not. Results are kept. */
export function stageLookup(world: World): (project: ProjectFacts, stage: string) => Reached | null {
  const derived = new Map(
    world.pack.derivedStages.map((stage) => [
      stage.id,
      { when: stage.when, fields: monthlyFields(stage.when) },
    ]),
  );
  const found = new Map<string, Reached | null>();
  return (project, stage) => {
    const own = project.stages[stage];
    if (own !== undefined) return own;
    const rule = derived.get(stage);
    if (rule === undefined) return null;
    const key = `${stage}\u0001${project.row.id}`;
    const held = found.get(key);
    if (held !== undefined) return held;
    const on = derivedOn(world, project, rule.when, rule.fields);
    const reached = on === null ? null : { on, withdrawnOn: null, isLate: false };
    found.set(key, reached);
    return reached;
  };
}
