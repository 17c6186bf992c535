/**
 * The faulty world around one bot: a database and a network that count what passes and hurt it where they are told.
 * A crash is a process that never hears of anything again: every answer it waits for stays away.
 */
import type { Bind, CommitResult, Database, Statement } from '../../../src/ports.ts';

export type CommitWound = 'crash-before' | 'crash-after' | 'fail-before' | 'fail-after';
export type ReadWound = 'crash' | 'fail';
export type CallWound =
  | 'crash-before'
  | 'crash-after'
  | 'refused'
  | 'reset-before'
  | 'lost-reply'
  | 'http500'
  | 'http502'
  | 'html200'
  | 'rate429'
  | 'tokenRevoked';

export const COMMIT_WOUNDS: readonly CommitWound[] = [
  'crash-before',
  'crash-after',
  'fail-before',
  'fail-after',
];
export const READ_WOUNDS: readonly ReadWound[] = ['crash', 'fail'];
export const CALL_WOUNDS: readonly CallWound[] = [
  'crash-before',
  'crash-after',
  'refused',
  'reset-before',
  'lost-reply',
  'http500',
  'http502',
  'html200',
  'rate429',
  'tokenRevoked',
];

/** Asked before every commit, read and call; `at` counts from 1. `null`: leave it alone. */
export interface Surgeon {
  readonly commit?: (at: number, statements: readonly Statement[]) => CommitWound | null;
  readonly read?: (at: number) => ReadWound | null;
  readonly call?: (at: number, name: string) => CallWound | null;
}

/** What passed so far, and what was hurt. */
export class Tally {
  commits = 0;
  reads = 0;
  calls = 0;
  /** Since the town last began to wait for rest. */
  readsHere = 0;
  /** It reads and reads and never comes to rest: stopped, and told. */
  isEndless = false;
  /** By wound: `commit crash-before`. */
  readonly fired = new Map<string, number>();

  hurt(what: string): void {
    this.fired.set(what, (this.fired.get(what) ?? 0) + 1);
  }

  get firedInAll(): number {
    return [...this.fired.values()].reduce((sum, one) => sum + one, 0);
  }
}

/** One process: what it waits for ends with it. */
export class Life {
  isOver = false;
  readonly #ended = Promise.withResolvers<void>();

  /** Resolves when the process dies. */
  get over(): Promise<void> {
    return this.#ended.promise;
  }

  end(): void {
    this.isOver = true;
    this.#ended.resolve();
  }

  /** Stays away for ever once the process is dead. */
  async hears<T>(answer: Promise<T>): Promise<T> {
    const settled = await answer.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if (this.isOver) return never();
    if ('error' in settled) throw settled.error;
    return settled.value;
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** The busiest moment of a month takes some thousands. */
const READS_MAX = 12_000;

class DiskError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Theatre {
  readonly surgeon: () => Surgeon;
  readonly tally: Tally;
  /** Every I/O takes a little of everybody's time. */
  readonly tick: () => void;
}

/** The database as this life sees it. */
export function woundedDatabase(inner: Database, life: Life, { surgeon, tally, tick }: Theatre): Database {
  return {
    async query(sql: string, binds: readonly Bind[]) {
      if (life.isOver) return never();
      tally.reads += 1;
      tally.readsHere += 1;
      if (tally.readsHere > READS_MAX) {
        tally.isEndless = true;
        life.end();
        return never();
      }
      const wound = surgeon().read?.(tally.reads) ?? null;
      if (wound !== null) tally.hurt(`read ${wound}`);
      if (wound === 'crash') {
        life.end();
        return never();
      }
      if (wound === 'fail') throw new DiskError('SQLITE_IOERR_READ', 'disk I/O error');
      return life.hears(inner.query(sql, binds));
    },
    async commit(statements): Promise<CommitResult> {
      if (life.isOver) return never();
      tick();
      tally.commits += 1;
      const wound = surgeon().commit?.(tally.commits, statements) ?? null;
      if (wound !== null) tally.hurt(`commit ${wound}`);
      if (wound === 'crash-before') {
        life.end();
        return never();
      }
      if (wound === 'fail-before') throw new DiskError('SQLITE_FULL', 'database or disk is full');
      if (wound === null) return life.hears(inner.commit(statements));
      await inner.commit(statements);
      if (wound === 'fail-after') throw new DiskError('SQLITE_IOERR_FSYNC', 'disk I/O error');
      life.end();
      return never();
    },
    close: async () => undefined,
  };
}

class NetworkError extends TypeError {
  constructor(code: string) {
    super('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  }
}

export interface Network extends Theatre {
  /** Does the call at the platform; `fault` is one of its own. */
  readonly serve: (
    request: Request,
    fault: 'http500' | 'http502' | 'html200' | 'rate429' | 'tokenRevoked' | null,
  ) => Promise<Response>;
}

/** The network as this life sees it. */
export function woundedFetch(life: Life, { surgeon, tally, tick, serve }: Network): typeof fetch {
  return async (input, init) => {
    if (life.isOver) return never();
    tick();
    tally.calls += 1;
    const request = new Request(input, init);
    const name = `${request.method} ${new URL(request.url).pathname}`;
    const wound = surgeon().call?.(tally.calls, name) ?? null;
    if (wound !== null) tally.hurt(`call ${wound}`);
    switch (wound) {
      case null:
        return life.hears(serve(request, null));
      case 'crash-before':
        life.end();
        return never();
      case 'crash-after':
        await serve(request, null);
        life.end();
        return never();
      case 'refused':
        throw new NetworkError('ECONNREFUSED');
      case 'reset-before':
        throw new NetworkError('ECONNRESET');
      case 'lost-reply':
        await serve(request, null);
        throw new NetworkError('ECONNRESET');
      default:
        return life.hears(serve(request, wound));
    }
  };
}
