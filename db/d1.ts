/**
 * The database on Cloudflare Workers: one D1 binding, whose `batch` is one transaction.
 *
 * Invariants
 *  1. A batch commits whole or not at all; D1 answers after the write is durable, so `commit` resolves after that.
 *  2. A violated key undoes the whole batch and is reported as a conflict, as on Node.
 *  3. Binds that D1 would refuse late or change silently (more than 100, unsafe integers) are refused before the call.
 *
 * Left out: migrations (wrangler applies the same files) and sessions (every read goes to the primary).
 */
import type { Bind, CommitResult, Database, Statement } from '../src/ports.ts';
import { violatedKey } from './conflict.ts';

/** What is used of D1's prepared statement. */
export interface D1PreparedStatement {
  bind(...values: unknown[]): D1PreparedStatement;
  raw(): Promise<unknown[]>;
}

/** What is used of a D1 binding; structural, so that no package of types is needed. */
export interface D1Binding {
  prepare(sql: string): D1PreparedStatement;
  batch(statements: D1PreparedStatement[]): Promise<unknown>;
}

/** D1 refuses more bound parameters in one statement. */
export const D1_BINDS_MAX = 100;

/** Raised for a statement that D1 cannot run or would store differently: a bug of the caller, not a fault. */
export class D1StatementError extends Error {
  override readonly name = 'D1StatementError';
}

export class D1Database implements Database {
  readonly #binding: D1Binding;

  constructor(binding: D1Binding) {
    this.#binding = binding;
  }

  async query(sql: string, binds: readonly Bind[]): Promise<readonly (readonly Bind[])[]> {
    return (await this.#bound({ sql, binds }).raw()) as Bind[][];
  }

  async commit(statements: readonly Statement[]): Promise<CommitResult> {
    if (statements.length === 0) return { result: 'done' };
    try {
      await this.#binding.batch(statements.map((statement) => this.#bound(statement)));
      return { result: 'done' };
    } catch (error) {
      const key = violatedKey(error);
      if (key === null) throw error;
      return { result: 'conflict', key };
    }
  }

  /** The binding belongs to the runtime; there is nothing to close. */
  async close(): Promise<void> {}

  #bound({ sql, binds }: Statement): D1PreparedStatement {
    if (binds.length > D1_BINDS_MAX) {
      throw new D1StatementError(
        `${binds.length} bound parameters, at most ${D1_BINDS_MAX}: ${sql.slice(0, 120)}`,
      );
    }
    const statement = this.#binding.prepare(sql);
    return binds.length === 0 ? statement : statement.bind(...binds.map(plain));
  }
}

function plain(bind: Bind): Bind {
  if (typeof bind === 'number' && !(Number.isFinite(bind) && Math.abs(bind) <= Number.MAX_SAFE_INTEGER)) {
    throw new D1StatementError(`${bind} cannot be stored exactly`);
  }
  return bind;
}
