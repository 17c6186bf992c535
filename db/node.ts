/**
 * The database on Node: one better-sqlite3 connection with durable group commit.
 *
 * Invariants
 *  1. `commit` resolves only after the data has been flushed: WAL with synchronous=FULL, checked again after the
 *     first write, because this build of SQLite reports FULL before it and then falls back to NORMAL.
 *  2. The commits of one event-loop turn share one transaction and one flush. When one meets a refused key, all are
 *     begun again with a savepoint each, so that it undoes only its own statements.
 *  3. After a failed flush nothing more is acknowledged on that connection: it is closed and opened anew, since the
 *     operating system may have dropped the pages it could not write.
 *  4. Nothing is read between two writes of one transaction.
 *  5. Reads that follow one another hold the event loop together for a few hundredths of a second: then they let others in.
 *  6. What nobody waits for ('soon') rides on the next flush, and makes one of its own only after a moment without any.
 *
 *     commit(a) ─┐
 *     commit(b) ─┼─ queue ── setImmediate ──> BEGIN · a · b · c · COMMIT (one flush)
 *     commit(c) ─┘                                        │ anything refused: ROLLBACK, and
 *                                             BEGIN · SAVEPOINT a · … · SAVEPOINT b · … · COMMIT
 *
 * Left out: reading in a transaction. Aggregations that must not move read one statement.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Bind, CommitResult, Database, Statement, Urgency } from '../src/ports.ts';
import { violatedKey } from './conflict.ts';

const FULL = 2;
/** After one wait in vain the next are short, so that whoever came meanwhile is refused within the platform's 3 s. */
const HURRIED_MS = 200;
/** A card callback has one second in all; reads of one turn beyond this wait for the next. */
const TURN_READS_MS_MAX = 25;
/** How long `soon` waits for somebody else's flush. */
const SOON_MS = 20;
const CACHED_STATEMENTS_MAX = 400;
/** Identities are random, so a commit touches many pages: a longer log lets a checkpoint write each of them once. 16 MB. */
const LOG_PAGES = 4_000;

export interface NodeDatabaseOptions {
  /** A file path, or `:memory:`. Folders are made. */
  readonly path: string;
  /** How long a write waits for another process (the CLI, a backup) before it fails. */
  readonly busyMs?: number;
}

/** Raised when the file cannot give the promised durability: refuse to serve rather than lose what was acknowledged. */
export class DurabilityError extends Error {
  override readonly name = 'DurabilityError';
}

interface Pending {
  readonly statements: readonly Statement[];
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

type Applied = CommitResult | { readonly failure: unknown };
const DONE: CommitResult = { result: 'done' };

export class NodeDatabase implements Database {
  readonly #options: NodeDatabaseOptions;
  #sqlite: Sqlite.Database;
  #prepared = new Map<string, Sqlite.Statement<Bind[]>>();
  #queue: Pending[] = [];
  #scheduled = false;
  #soon: NodeJS.Timeout | null = null;
  #provenDurable = false;
  #broken = false;
  /** Another process holds the lock: waits are short until a commit succeeds. */
  #hurried = false;
  /** When the reads of this turn of the event loop began; `null` before the first. */
  #readsSince: number | null = null;

  constructor(options: NodeDatabaseOptions) {
    this.#options = options;
    this.#sqlite = openConnection(options, busyMsOf(options));
  }

  async query(sql: string, binds: readonly Bind[]): Promise<readonly (readonly Bind[])[]> {
    await this.#turn();
    // Closed only after a failed rollback: reads must recover too, or nothing would ever write again.
    if (this.#broken && !this.#sqlite.open) this.#reopen();
    const statement = this.#prepare(sql);
    return statement.raw(true).all(...binds) as Bind[][];
  }

  commit(statements: readonly Statement[], urgency: Urgency = 'now'): Promise<CommitResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ statements, resolve, reject });
      if (this.#scheduled) return;
      if (urgency === 'soon') {
        this.#soon ??= setTimeout(() => this.#flush(), SOON_MS);
        return;
      }
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    });
  }

  /** Reading is synchronous below: without this, an answer made of many reads would hold everybody up until it is done. */
  async #turn(): Promise<void> {
    while (this.#readsSince !== null && performance.now() - this.#readsSince > TURN_READS_MS_MAX)
      await new Promise((resolve) => setImmediate(resolve));
    if (this.#readsSince !== null) return;
    this.#readsSince = performance.now();
    setImmediate(() => {
      this.#readsSince = null;
    });
  }

  /** Runs flat SQL, for migrations and maintenance only. */
  exec(sql: string): void {
    this.#sqlite.exec(sql);
  }

  /** True between BEGIN and COMMIT of flat SQL. */
  get isInTransaction(): boolean {
    return this.#sqlite.inTransaction;
  }

  /** Copies the live database to a file, consistently, while it is being written. */
  async backup(path: string): Promise<void> {
    await this.#sqlite.backup(path);
  }

  /** Moves what the write-ahead log holds into the database; off the request path, on the caller's own timer. */
  checkpoint(): void {
    if (!this.#broken) this.#sqlite.pragma('wal_checkpoint(PASSIVE)');
  }

  async close(): Promise<void> {
    if (this.#queue.length > 0) this.#flush();
    this.#prepared.clear();
    this.#sqlite.close();
  }

  #flush(): void {
    this.#scheduled = false;
    if (this.#soon !== null) clearTimeout(this.#soon);
    this.#soon = null;
    const batch = this.#queue;
    this.#queue = [];
    if (batch.length === 0) return;
    let outcomes: readonly Applied[];
    try {
      if (this.#broken) this.#reopen();
      this.#sqlite.exec('BEGIN IMMEDIATE');
      outcomes = this.#applyAll(batch) ?? this.#applyEach(batch);
      this.#sqlite.exec('COMMIT');
      this.#proveDurable();
      this.#takeTime();
    } catch (error) {
      this.#hurried = isBusy(error);
      this.#abandon();
      for (const pending of batch) pending.reject(error);
      return;
    }
    for (const [at, pending] of batch.entries()) {
      const outcome = outcomes[at] ?? DONE;
      if ('failure' in outcome) pending.reject(outcome.failure);
      else pending.resolve(outcome);
    }
  }

  /** Nearly always nothing is refused, and a savepoint each is a fifth of the work. `null`: begun anew, apply each. */
  #applyAll(batch: readonly Pending[]): readonly Applied[] | null {
    try {
      for (const { statements } of batch) this.#runAll(statements);
      return [];
    } catch (error) {
      if (!this.#sqlite.inTransaction) throw error;
      this.#sqlite.exec('ROLLBACK');
      this.#sqlite.exec('BEGIN IMMEDIATE');
      return null;
    }
  }

  #applyEach(batch: readonly Pending[]): readonly Applied[] {
    return batch.map((pending) => this.#apply(pending.statements));
  }

  #runAll(statements: readonly Statement[]): void {
    for (const { sql, binds } of statements) this.#prepare(sql).run(...binds);
  }

  /** One caller's statements in a savepoint. A failure that ended the whole transaction is thrown. */
  #apply(statements: readonly Statement[]): Applied {
    this.#prepare('SAVEPOINT one').run();
    try {
      this.#runAll(statements);
      this.#prepare('RELEASE one').run();
      return DONE;
    } catch (error) {
      if (!this.#sqlite.inTransaction) throw error;
      this.#prepare('ROLLBACK TO one').run();
      this.#prepare('RELEASE one').run();
      const key = violatedKey(error);
      return key === null ? { failure: error } : { result: 'conflict', key };
    }
  }

  #prepare(sql: string): Sqlite.Statement<Bind[]> {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    if (this.#prepared.size >= CACHED_STATEMENTS_MAX) this.#prepared.clear();
    const made = this.#sqlite.prepare<Bind[]>(sql);
    this.#prepared.set(sql, made);
    return made;
  }

  #proveDurable(): void {
    if (this.#provenDurable || this.#options.path === ':memory:') return;
    const level = this.#sqlite.pragma('synchronous', { simple: true });
    if (level !== FULL) throw new DurabilityError(`synchronous is ${String(level)} after a write, not FULL`);
    this.#provenDurable = true;
  }

  #takeTime(): void {
    if (!this.#hurried) return;
    this.#sqlite.pragma(`busy_timeout = ${busyMsOf(this.#options)}`);
    this.#hurried = false;
  }

  #abandon(): void {
    this.#broken = true;
    if (this.#sqlite.inTransaction) {
      try {
        this.#sqlite.exec('ROLLBACK');
      } catch {
        // The connection is about to be replaced; the failure that brought us here is the one reported.
        this.#sqlite.close();
      }
    }
  }

  #reopen(): void {
    this.#prepared.clear();
    if (this.#options.path !== ':memory:') {
      if (this.#sqlite.open) this.#sqlite.close();
      this.#sqlite = openConnection(this.#options, this.#hurried ? HURRIED_MS : busyMsOf(this.#options));
    }
    this.#provenDurable = false;
    this.#broken = false;
  }
}

const busyMsOf = ({ busyMs }: NodeDatabaseOptions): number => busyMs ?? 1_000;

const isBusy = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');

function openConnection(options: NodeDatabaseOptions, timeout: number): Sqlite.Database {
  if (options.path !== ':memory:') mkdirSync(dirname(options.path), { recursive: true });
  const sqlite = new Sqlite(options.path, { timeout });
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('trusted_schema = OFF');
  // What is erased is overwritten, not only let go.
  sqlite.pragma('secure_delete = ON');
  return sqlite;
}
