/** Single rows of the roster as statements: the row, the record of who set it, and the roster's version moved on. */
import type { Occasion } from '../src/domain/fact.ts';
import type { Unit } from '../src/domain/roster.ts';
import type { Change } from '../src/outcome.ts';
import type { Statement } from '../src/ports.ts';

/** Moves the roster's version, so that every reader takes it anew. */
export const rosterChanged: Statement = {
  sql: "INSERT INTO sequence (name, value) SELECT 'roster', coalesce(max(value), 0) + 1 FROM sequence WHERE name = 'roster'",
  binds: [],
};

const UNIT =
  'INSERT INTO unit (id, name, aliases, kind, parent, tags, active_from, active_to, position) ' +
  'SELECT ?, ?, ?, ?, ?, ?, ?, ?, coalesce(max(position), -1) + 1 FROM unit WHERE true ' +
  'ON CONFLICT (id) DO UPDATE SET name = excluded.name, aliases = excluded.aliases, kind = excluded.kind, ' +
  'parent = excluded.parent, tags = excluded.tags, active_from = excluded.active_from, active_to = excluded.active_to';
const PERSON =
  'INSERT INTO person (id, open_id, mobile_mark, name, unit, units, roles, left_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ' +
  'ON CONFLICT (id) DO UPDATE SET open_id = coalesce(excluded.open_id, open_id), ' +
  'mobile_mark = coalesce(excluded.mobile_mark, mobile_mark), name = excluded.name, unit = excluded.unit, ' +
  'units = excluded.units, roles = excluded.roles, left_at = excluded.left_at';
/** A record and nobody's state: who changed which row. Without names. */
const RECORD =
  'INSERT INTO fact (stream, seq, type, data, at, actor, cause) ' +
  "SELECT 'roster', coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ? FROM fact WHERE stream = 'roster'";

export const record = (type: string, id: string, on: Occasion): Statement => ({
  sql: RECORD,
  binds: [type, JSON.stringify({ id }), on.at, on.actor, on.cause],
});

export function unitStatements(unit: Unit, on: Occasion): Statement[] {
  const { id, name, aliases, kind, parent, tags, activeFrom, activeTo } = unit;
  const binds = [id, name, JSON.stringify(aliases), kind, parent, JSON.stringify(tags), activeFrom, activeTo];
  return [{ sql: UNIT, binds }, record('roster.unit_set', id, on), rosterChanged];
}

export function personStatements(
  { person, mobileMark, leftAt }: Extract<Change, { subject: 'person' }>,
  on: Occasion,
): Statement[] {
  const { id, openId, name, unit, units, roles } = person;
  const binds = [id, openId, mobileMark, name, unit, JSON.stringify(units), JSON.stringify(roles), leftAt];
  return [{ sql: PERSON, binds }, record('roster.person_set', id, on), rosterChanged];
}
