/**
 * Insert, or replace: state rows are written whole. The text is put together here and not by the builder, which takes a
 * hundred times as long for what every fact of a day needs.
 */
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Bind, Statement } from '../src/ports.ts';

/** Insert, or replace every column of the row with this key. */
export function upsert<T extends SQLiteTable>(
  table: T,
  key: T['_']['columns'][string],
  row: T['$inferInsert'],
): Statement {
  const columns = getTableColumns(table);
  const names: string[] = [];
  const binds: Bind[] = [];
  for (const [field, value] of Object.entries(row as Record<string, unknown>)) {
    const column = columns[field];
    if (column === undefined) throw new Error(`${getTableName(table)} has no column for ${field}`);
    if (value === undefined) continue;
    names.push(`\`${column.name}\``);
    binds.push(value === null ? null : (column.mapToDriverValue(value) as Bind));
  }
  const set = names.map((name) => `${name} = excluded.${name}`).join(', ');
  const sql =
    `INSERT INTO \`${getTableName(table)}\` (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ` +
    `ON CONFLICT (\`${key.name}\`) DO UPDATE SET ${set}`;
  return { sql, binds };
}
