/** Insert, or replace: state rows are written whole. */
import { sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Statement } from '../src/ports.ts';
import { toStatement, writer } from './builder.ts';

/** Insert, or replace every column of the row with this key. */
export function upsert<T extends SQLiteTable>(
  table: T,
  key: T['_']['columns'][string],
  row: T['$inferInsert'],
): Statement {
  const set = Object.fromEntries(
    Object.entries(row as Record<string, unknown>).map(([name]) => {
      const column = (table as unknown as Record<string, { name: string }>)[name];
      return [name, sql.raw(`excluded.\`${column?.name ?? name}\``)];
    }),
  );
  const built = writer
    .insert(table)
    .values(row)
    .onConflictDoUpdate({ target: key, set: set as never });
  return toStatement(built);
}
