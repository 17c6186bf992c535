/**
 * From the rows of the generated city to an evaluation: what the service does with its own tables, without its other
 * parts. The monthly rows are handed over one by one, as they leave the database.
 */
import type Sqlite from 'better-sqlite3';
import { type Evaluation, evaluate } from '../../src/domain/evaluate/evaluate.ts';
import type {
  Facts,
  ProgressRow,
  ProjectRow,
  TargetRow,
  UnitRow,
} from '../../src/domain/facts-file/facts.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { AS_OF, WISHES } from './city-plan.ts';

type ProjectCells = [string, string, string, number, string, string | null, string | null];
type EntryCells = [string, string, string, number];

function plain(units: number): string {
  const digits = String(Math.abs(units)).padStart(5, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

function unitRows(sqlite: Sqlite.Database): UnitRow[] {
  const ids = sqlite.prepare<[], string>('SELECT id FROM unit').pluck(true).all();
  return ids.map((id) => ({ id, name: id, kind: 'district_county', aliases: [], tags: {}, flags: [] }));
}

function projectRow([id, unit, industry, wan, signed, registered, started]: ProjectCells): ProjectRow {
  return {
    id,
    unit,
    totalInvestment: { amount: String(wan), unit: '万元' },
    tags: [industry],
    classes: [],
    flags: [],
    groups: [],
    departments: [],
    leaders: [],
    cohorts: [],
    fields: {},
    investmentChanges: [],
    stages: {
      signed,
      ...(registered === null ? {} : { registered }),
      ...(started === null ? {} : { started }),
    },
  };
}

function* progressRows(sqlite: Sqlite.Database): Generator<ProgressRow> {
  const entries = sqlite.prepare<[], EntryCells>('SELECT lead, measure, month, units FROM entry').raw(true);
  for (const [project, measure, month, units] of entries.iterate()) {
    yield { project, measure, month, cumulative: plain(units) };
  }
}

/** A value of its own for every unit and target, as a city sets them each year: 12,000 rows. */
function targetRows(units: readonly UnitRow[]): TargetRow[] {
  return WISHES.filter((wish) => wish.bind === 'each').flatMap(({ id }) =>
    units.map((unit, at) => ({ id, subject: unit.id, value: String(100 + at) })),
  );
}

/** All the facts; the monthly rows are read while they are evaluated. */
export function cityFacts(sqlite: Sqlite.Database): Facts {
  const units = unitRows(sqlite);
  const projects = sqlite.prepare<[], ProjectCells>('SELECT * FROM project').raw(true).all().map(projectRow);
  return { units, projects, targets: targetRows(units), progress: progressRows(sqlite) };
}

/** Everything from rows. */
export function evaluateCity(sqlite: Sqlite.Database, pack: Pack): Evaluation {
  return evaluate(pack, cityFacts(sqlite), AS_OF);
}
