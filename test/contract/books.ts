/** The store over an empty database, and a hand that records changes, each an hour after the last. */
import { makeLedger } from '../../db/ledger.ts';
import { makeStore } from '../../db/store.ts';
import type { Change } from '../../src/outcome.ts';
import type { Database } from '../../src/ports.ts';
import { conclusion, NOON, vault } from './kit.ts';

const HOUR = 3_600_000;

export function open(database: Database) {
  const ledger = makeLedger(database, vault);
  const store = makeStore(database, vault);
  let at = NOON;
  return {
    store,
    /** Commits changes an hour after the last ones. */
    async record(...changes: readonly Change[]) {
      at += HOUR;
      const on = { at, actor: 'p_anna', cause: 'cli:test' };
      return ledger.conclude(conclusion({ on, changes }));
    },
    get at() {
      return at;
    },
  };
}
