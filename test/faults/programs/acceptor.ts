/**
 * A process that takes deliveries in without end and says each id once it is acknowledged: `acceptor.ts PATH FULL|NORMAL|OFF
 * [RUN]`. FULL is the product's own database; the others are controls that must lose what they acknowledged.
 */
import { writeSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { makeLedger } from '../../../db/ledger.ts';
import { NodeDatabase } from '../../../db/node.ts';
import { identitiesOf } from '../../../src/inbox.ts';
import type { Bind, Database } from '../../../src/ports.ts';
import { message, vault } from '../../contract/kit.ts';

const [, , path = '', level = 'FULL', run = '0'] = process.argv;
const LANES = 6;
const CHECKPOINT_EVERY = 60;

function control(): { database: Database; checkpoint: () => void } {
  const sqlite = new Sqlite(path);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma(`synchronous = ${level}`);
  const run = sqlite.transaction((statements: readonly { sql: string; binds: readonly Bind[] }[]) => {
    for (const { sql, binds } of statements) sqlite.prepare(sql).run(...binds);
  });
  return {
    database: {
      query: async (sql, binds) =>
        sqlite
          .prepare(sql)
          .raw(true)
          .all(...binds) as Bind[][],
      commit: async (statements) => {
        run(statements);
        return { result: 'done' };
      },
      close: async () => undefined,
    },
    checkpoint: () => void sqlite.pragma('wal_checkpoint(RESTART)'),
  };
}

function product(): { database: Database; checkpoint: () => void } {
  const database = new NodeDatabase({ path });
  return { database, checkpoint: () => database.exec('PRAGMA wal_checkpoint(RESTART)') };
}

const { database, checkpoint } = level === 'FULL' ? product() : control();
const ledger = makeLedger(database, vault);
let accepted = 0;

async function accept(lane: number): Promise<never> {
  for (let at = 0; ; at += 1) {
    const delivery = message(`${run}_${lane}_${at}`);
    let result: string;
    try {
      result = await ledger.accept(delivery, identitiesOf(delivery), Date.now());
    } catch (error) {
      // As the door would answer 503: not acknowledged, and it comes again.
      writeSync(1, `failed ${delivery.eventId} ${error instanceof Error ? error.message : String(error)}\n`);
      at -= 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      continue;
    }
    writeSync(1, `${result} ${delivery.eventId}\n`);
    accepted += 1;
    if (accepted % CHECKPOINT_EVERY === 0) checkpoint();
  }
}

await Promise.all(Array.from({ length: LANES }, (_, lane) => accept(lane)));
