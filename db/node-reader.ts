/**
 * A second connection to the database on Node that only reads, for a thread of its own. Between `begin` and `end` all
 * reads see one and the same state, whatever is committed meanwhile.
 */
import Sqlite from 'better-sqlite3';
import type { Bind, CommitResult, Database } from '../src/ports.ts';

export class NodeReader implements Database {
  readonly #sqlite: Sqlite.Database;

  constructor(path: string) {
    this.#sqlite = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 5_000 });
  }

  async query(sql: string, binds: readonly Bind[]): Promise<readonly (readonly Bind[])[]> {
    return this.#sqlite
      .prepare<Bind[]>(sql)
      .raw(true)
      .all(...binds) as Bind[][];
  }

  /** Everything read until `end` is of one state. */
  begin(): void {
    this.#sqlite.exec('BEGIN');
  }

  end(): void {
    if (this.#sqlite.inTransaction) this.#sqlite.exec('COMMIT');
  }

  commit(): Promise<CommitResult> {
    return Promise.reject(new Error('this connection only reads'));
  }

  async close(): Promise<void> {
    this.#sqlite.close();
  }
}
