/**
 * Drizzle's builder over our own `Database`: one dialect for both runtimes, and every query passes the same door.
 * Writes are only built here (`toStatement`); they run in `Database.commit`.
 */
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { Bind, Database, Statement } from '../src/ports.ts';
import * as schema from './schema.ts';

export function makeBuilder(database: Pick<Database, 'query'>) {
  return drizzle(
    async (sql, binds, method) => {
      const rows = await database.query(sql, binds as Bind[]);
      // `get` wants one row (or none), everything else the list.
      if (method === 'get') return { rows: rows[0] as unknown as unknown[] };
      return { rows: rows as unknown as unknown[] };
    },
    { schema },
  );
}

/** A builder for writes that never runs anything. */
export const writer = makeBuilder({
  query: () => Promise.reject(new Error('writes go through commit')),
});

/** The prepared form of a built write. */
export function toStatement(built: { toSQL(): { sql: string; params: unknown[] } }): Statement {
  const { sql, params } = built.toSQL();
  return { sql, binds: params as Bind[] };
}
