/**
 * Applies the flat SQL files of `db/migrations/` in the order of their names, each once, each whole or not at all.
 * Keeps its record in the table that `wrangler d1 migrations` uses, so that both tools agree on what was applied.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeDatabase } from './node.ts';

const RECORD = 'd1_migrations';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The migrations in a folder, in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));
}

/** Brings the database to the newest schema and returns the names of what was applied now. */
export async function migrate(database: NodeDatabase, migrations: readonly Migration[]): Promise<string[]> {
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${RECORD} (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
  );
  const before = await appliedTo(database);
  const done: string[] = [];
  for (const { name, sql } of migrations.filter((migration) => !before.has(migration.name))) {
    // The record comes first: when another process has just applied it, its key refuses before anything else runs.
    const record = `INSERT INTO ${RECORD} (name) VALUES ('${name.replaceAll("'", "''")}');`;
    try {
      database.exec('BEGIN EXCLUSIVE');
      database.exec(`${record}\n${sql}`);
      database.exec('COMMIT');
      done.push(name);
    } catch (error) {
      if (database.isInTransaction) database.exec('ROLLBACK');
      if (!(await appliedTo(database)).has(name)) throw error;
    }
  }
  return done;
}

/** Names of what was applied to this database. */
export async function appliedTo(database: Pick<NodeDatabase, 'query'>): Promise<ReadonlySet<string>> {
  const rows = await database.query(`SELECT name FROM ${RECORD}`, []);
  return new Set(rows.map((row) => String(row[0])));
}
