/**
 * Where the contract suites run: better-sqlite3 on a file, in memory, and D1 in real workerd.
 * Every `open` gives an empty database with the shipped migrations applied.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getPlatformProxy } from 'wrangler';
import { type D1Binding, D1Database } from '../../db/d1.ts';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import type { Database } from '../../src/ports.ts';

export const MIGRATIONS = readMigrations(fileURLToPath(new URL('../../db/migrations', import.meta.url)));

export interface Place {
  readonly open: () => Promise<Database>;
  readonly stop: () => Promise<void>;
}

export interface Factory {
  readonly name: string;
  readonly start: () => Promise<Place>;
  /** Names of tests left out here, each with its reason; a name that no test has fails the suite. */
  readonly skips: Readonly<Record<string, string>>;
}

async function openNode(path: string, opened: Database[]): Promise<Database> {
  const database = new NodeDatabase({ path });
  await migrate(database, MIGRATIONS);
  opened.push(database);
  return database;
}

export const memory: Factory = {
  name: 'better-sqlite3 in memory',
  skips: {},
  async start() {
    const opened: Database[] = [];
    return {
      open: () => openNode(':memory:', opened),
      stop: async () => {
        for (const database of opened) await database.close();
      },
    };
  },
};

export const file: Factory = {
  name: 'better-sqlite3 on a file',
  skips: {},
  async start() {
    const opened: Database[] = [];
    const folder = mkdtempSync(join(tmpdir(), 'contract-'));
    return {
      open: () => openNode(join(folder, `${opened.length}`, 'bot.db'), opened),
      stop: async () => {
        for (const database of opened) await database.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

/** Each test takes a fresh binding, since emptying one costs more than having many. */
const BINDINGS = 120;

export const d1: Factory = {
  name: 'D1 in workerd',
  skips: {},
  async start() {
    const folder = mkdtempSync(join(tmpdir(), 'contract-d1-'));
    const configPath = join(folder, 'wrangler.json');
    const bindings = Array.from({ length: BINDINGS }, (_, at) => ({
      binding: `DB${at}`,
      database_name: `db${at}`,
      database_id: `00000000-0000-0000-0000-${String(at).padStart(12, '0')}`,
    }));
    const settings = { name: 'contract', compatibility_date: '2026-10-01', d1_databases: bindings };
    writeFileSync(configPath, JSON.stringify(settings));
    const proxy = await getPlatformProxy<Record<string, D1Binding>>({
      configPath,
      persist: false,
      remoteBindings: false,
    });
    let taken = 0;
    return {
      async open() {
        const binding = proxy.env[`DB${taken}`];
        if (binding === undefined) throw new Error(`more than ${BINDINGS} databases: raise the number`);
        taken += 1;
        await binding.batch(
          MIGRATIONS.flatMap(({ sql }) => statementsIn(sql)).map((sql) => binding.prepare(sql)),
        );
        return new D1Database(binding);
      },
      async stop() {
        await proxy.dispose();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

/** The statements of a flat migration: each ends with its line, triggers stand on one line. */
function statementsIn(sql: string): string[] {
  return sql
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.replace(/^--.*$/gm, '').trim())
    .filter((statement) => statement !== '');
}
