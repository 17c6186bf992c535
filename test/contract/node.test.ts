/** The contract on Node: better-sqlite3 in memory and on a file. */
import { DATABASE_CONTRACT } from './database.ts';
import { file, memory } from './factories.ts';
import { LEDGER_CONTRACT } from './ledger.ts';
import { STORE_CONTRACT } from './store.ts';
import { runContract } from './suite.ts';

for (const factory of [memory, file]) {
  runContract('database', factory, DATABASE_CONTRACT);
  runContract('ledger', factory, LEDGER_CONTRACT);
  runContract('store', factory, STORE_CONTRACT);
}
