/** What synchronising the roster reads and writes beside the roster itself: everybody with leavers, and settled departments. */
import { ROLES, type Role } from '../src/domain/roster.ts';
import type { Database, Statement } from '../src/ports.ts';
import type { Link } from '../src/roster-sync/mapping.ts';
import type { KnownPerson, SyncPlan } from '../src/roster-sync/plan.ts';

export async function peopleForSync(database: Database): Promise<readonly KnownPerson[]> {
  const rows = await database.query(
    'SELECT id, open_id, mobile_mark, name, unit, units, roles, left_at FROM person',
    [],
  );
  return rows.map(([id, openId, mobileMark, name, unit, units, roles, leftAt]) => ({
    id: String(id),
    openId: openId == null ? null : String(openId),
    mobileMark: mobileMark == null ? null : String(mobileMark),
    name: String(name),
    unit: unit == null ? null : String(unit),
    units: strings(units),
    roles: strings(roles).filter(isRole),
    left: leftAt !== null,
  }));
}

export async function departmentLinks(database: Database): Promise<ReadonlyMap<string, Link>> {
  const rows = await database.query('SELECT department, unit, name FROM department_link', []);
  return new Map(
    rows.map(([department, unit, name]) => [
      String(department),
      { unit: unit == null ? null : String(unit), name: String(name) },
    ]),
  );
}

/** What a plan settled: found by name or mapping, kept from now on. */
export function linkStatements(plan: SyncPlan): readonly Statement[] {
  return [...plan.placed.values()].flatMap(({ department, own, how }) =>
    how === 'none' || how === 'above' || (how === 'passed-over' && own !== null)
      ? []
      : [
          {
            sql: 'INSERT INTO department_link (department, unit, name) VALUES (?, ?, ?) ON CONFLICT (department) DO UPDATE SET unit = excluded.unit, name = excluded.name',
            binds: [department.id, own, department.name],
          },
        ],
  );
}

const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);

function strings(json: unknown): string[] {
  const list: unknown = JSON.parse(String(json));
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
}
