/** One durable table: an event's id and its body. Flushed at every commit (synchronous=FULL), like the service. */
import Sqlite from 'better-sqlite3';
import { env } from './env.ts';

export interface Rows {
  readonly sqlite: Sqlite.Database;
  /** One row, in a transaction of its own unless one is open. */
  readonly insert: (id: string, body: string) => void;
}

export function openRows(): Rows {
  const sqlite = new Sqlite(env.databasePath);
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec('CREATE TABLE event (id TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL)');
  sqlite.exec("INSERT INTO event VALUES ('first write', '', 0)");
  // After the first write, before which this build of SQLite does not keep it.
  sqlite.pragma('synchronous = FULL');
  const statement = sqlite.prepare<[string, string, number]>(
    'INSERT INTO event (id, body, at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  return { sqlite, insert: (id, body) => void statement.run(id, body, Date.now()) };
}
