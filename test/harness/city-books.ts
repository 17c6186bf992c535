/** The books of a city: its database beside the running service, read for what the facts say of its state. */
import { join } from 'node:path';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { type Verdict, verifyFacts } from '../../db/verify.ts';
import { ROOT } from '../../src/packs.ts';
import type { Database } from '../../src/ports.ts';
import type { City } from './city.ts';

/** An empty database, migrated. */
export async function emptyBooks(): Promise<NodeDatabase> {
  const empty = new NodeDatabase({ path: ':memory:' });
  await migrate(empty, readMigrations(join(ROOT, 'db', 'migrations')));
  return empty;
}

/** Facts against state of an open database. */
export async function verdictOn(live: Database): Promise<Verdict> {
  const empty = await emptyBooks();
  try {
    return await verifyFacts(live, empty);
  } finally {
    await empty.close();
  }
}

/** The city's database, opened for as long as it is used. */
export async function withBooks<T>(city: City, use: (database: NodeDatabase) => Promise<T>): Promise<T> {
  const database = new NodeDatabase({ path: city.env['DATABASE_PATH'] ?? '' });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

/** Where facts and state differ; empty when they agree. */
export const booksOf = (city: City): Promise<readonly string[]> =>
  withBooks(city, async (live) => (await verdictOn(live)).differences);
