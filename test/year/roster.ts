/** The units and people of a sample city, as rows; one group for the whole city. */
import type { Role } from '../../src/domain/roster.ts';
import type { Statement } from '../../src/ports.ts';

export interface YearUnit {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parent?: string;
}

export interface YearPerson {
  readonly id: string;
  readonly unit: string;
  readonly roles: readonly Role[];
}

const UNIT_SQL =
  "INSERT INTO unit (id, name, aliases, kind, parent, tags, active_from, active_to, position) VALUES (?, ?, '[]', ?, ?, '{}', NULL, NULL, ?)";
const PERSON_SQL =
  "INSERT INTO person (id, open_id, mobile_mark, name, unit, units, roles, left_at) VALUES (?, ?, NULL, ?, ?, '[]', ?, NULL)";

export const rosterRows = (given: {
  readonly units: readonly YearUnit[];
  readonly people: readonly YearPerson[];
}): readonly Statement[] => [
  ...given.units.map(({ id, name, kind, parent }, at) => ({
    sql: UNIT_SQL,
    binds: [id, name, kind, parent ?? null, at],
  })),
  ...given.people.map(({ id, unit, roles }) => ({
    sql: PERSON_SQL,
    binds: [id, `ou_${id}`, id, unit, JSON.stringify(roles)],
  })),
  { sql: 'INSERT INTO chat (chat_id, unit, bound_at) VALUES (?, NULL, 0)', binds: ['oc_全市群'] },
];
