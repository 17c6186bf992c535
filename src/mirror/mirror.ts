/**
 * The mirror: leads, projects and months as rows of a Bitable, one way. Our facts stay the truth; what is written there
 * by hand is overwritten when its row next changes.
 *
 * Invariants
 *  1. A creation is on disk, with its token, before it is sent; after a crash it is sent again as it was, and the platform
 *     answers with the records of the first time. No row is created twice.
 *  2. Every write of the books takes the next version: of two workers, one stops.
 *  3. The watermark moves on only when all before it stands in the Bitable; doing a page again changes nothing, because
 *     a row is sent only when its hash differs.
 *  4. Nothing is deleted there: what is withdrawn says so in its 状态, what became confidential is emptied.
 *  5. One call at a time: a table refuses to be written by two.
 *
 *     idle ──new facts──> page ──creations──> updates ──> watermark ──> … ──> idle for ten minutes
 *                          └──fault: later, ever rarer      └──refused: parked, until `mirror run` or `mirror rebuild`
 */
import { dayOfInstant } from '../domain/day.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { Drain } from '../drain.ts';
import { type Bitable, ROWS_MAX } from '../lark/bitable.ts';
import { CallFault, judge } from '../lark/faults.ts';
import type { Log } from '../ports.ts';
import type { Store } from '../store.ts';
import {
  type KeptRow,
  MIRROR_KINDS,
  type MirrorBooks,
  type MirrorKind,
  type MirrorState,
  type PendingRows,
} from './books.ts';
import { isHidden, KEY_COLUMN, type MirrorRow, rowsOf } from './rows.ts';
import { type MirrorTables, readyTables } from './tables.ts';

/** Facts of one page, and with them how much is done again after a crash. */
const FACTS_PAGE = 500;
/** Changes are gathered so long: a free plan has 10,000 calls a month. */
const REST_MS = 10 * 60_000;
const BACKOFF_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000] as const;
/** How long the same request may be sent again under its token; later it is looked up first. */
const TOKEN_MS = 3_600_000;
const SUBMITTED_ALREADY = 1254608;
const RECORD_GONE = 1254043;
const FAULTS_MAX = 12;

export interface MirrorDeps {
  readonly bitable: Bitable;
  readonly appToken: string;
  readonly books: MirrorBooks;
  readonly store: Store;
  readonly packAt: (day: string) => Pack;
  /** A UUID v4. */
  readonly newId: () => string;
  readonly now: () => number;
  readonly log: Log;
}

/** Another worker has moved on: this one leaves it at that. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

export class Mirror {
  readonly #deps: MirrorDeps;
  readonly #drain = new Drain(() => this.#work(false));

  constructor(deps: MirrorDeps) {
    this.#deps = deps;
  }

  /** Mirrors what is due; does nothing while it rests or is parked. Never rejects for the platform's reasons. */
  drain(): Promise<void> {
    return this.#drain.run();
  }

  /** Now, whatever it waits for: by an operator. */
  runNow(): Promise<void> {
    return this.#work(true);
  }

  /** Lets the call under way finish. */
  stop(): Promise<void> {
    return this.#drain.stop();
  }

  async #work(isForced: boolean): Promise<void> {
    const { books, now, log } = this.#deps;
    const state = await books.state();
    if (!isForced && (state.parked !== null || state.nextAt > now())) return;
    const isIdle = state.pending === null && (await books.behind(state.watermark)) === 0;
    if (isIdle && !isForced) return;
    try {
      await this.#run(state);
    } catch (error) {
      if (error instanceof Overtaken) return;
      log.warn('mirror_failed', { error });
      await this.#failed(error);
    }
  }

  async #run(from: MirrorState): Promise<void> {
    const { bitable, appToken, books, packAt, now } = this.#deps;
    const pack = packAt(dayOfInstant(now()));
    const ready = await readyTables(bitable, appToken, books, from, pack);
    if (ready === null) throw new Overtaken();
    const { tables } = ready;
    let { state } = ready;
    if (state.pending !== null) state = await this.#finish(state, state.pending);
    // A new beginning finds what stands there already.
    if (state.watermark === 0)
      for (const kind of MIRROR_KINDS) state = await this.#relist(state, kind, tables);
    while (!this.#drain.stopped) {
      const { leads, upTo } = await books.changedSince(state.watermark, FACTS_PAGE);
      if (upTo === state.watermark) {
        await this.#commit(state, { doneAt: now(), nextAt: now() + REST_MS, attempts: 0, parked: null });
        return;
      }
      state = await this.#page(state, leads, tables, pack);
      state = await this.#commit(state, { watermark: upTo, attempts: 0, parked: null });
    }
  }

  async #page(
    from: MirrorState,
    leads: readonly string[],
    tables: MirrorTables,
    pack: Pack,
  ): Promise<MirrorState> {
    const { store, books } = this.#deps;
    const roster = await store.roster();
    const rows: MirrorRow[] = [];
    for (const number of leads) {
      const lead = await store.lead(number);
      if (lead === null) continue;
      const shown = await books.monthsOf(number);
      rows.push(...rowsOf(lead, await store.progress(number), shown, roster, pack));
    }
    let state = from;
    for (const kind of MIRROR_KINDS) {
      const mine = rows.filter((row) => row.kind === kind);
      for (let at = 0; at < mine.length; at += ROWS_MAX) {
        const batch = mine.slice(at, at + ROWS_MAX);
        state = await this.#write(state, kind, tables, batch);
      }
    }
    return state;
  }

  async #write(
    from: MirrorState,
    kind: MirrorKind,
    tables: MirrorTables,
    batch: readonly MirrorRow[],
  ): Promise<MirrorState> {
    const { bitable, books } = this.#deps;
    let state = from;
    for (let attempt = 0; ; attempt += 1) {
      const keys = batch.map((row) => row.key);
      const kept = await books.rows(kind, keys);
      const fresh = batch.filter((row) => !kept.has(row.key) && !isHidden(row));
      if (fresh.length > 0) state = await this.#create(state, kind, tables[kind], fresh);
      const stale = batch.flatMap((row) => {
        const old = kept.get(row.key);
        return old === undefined || old.hash === row.hash ? [] : [{ row, id: old.recordId }];
      });
      if (stale.length === 0) return state;
      try {
        await bitable.update(
          tables[kind],
          stale.map(({ row, id }) => ({ id, cells: row.cells })),
        );
      } catch (error) {
        // Somebody deleted rows by hand: found out which, they are made again.
        const isGone = error instanceof CallFault && error.facts.code === RECORD_GONE;
        if (!isGone || attempt > 0) throw error;
        state = await this.#relist(state, kind, tables);
        continue;
      }
      const now = stale.map(({ row, id }): KeptRow => ({ key: row.key, recordId: id, hash: row.hash }));
      return this.#commit(state, {}, { rows: { kind, kept: now } });
    }
  }

  async #create(
    from: MirrorState,
    kind: MirrorKind,
    table: string,
    rows: PendingRows['rows'],
  ): Promise<MirrorState> {
    const { newId, now } = this.#deps;
    const pending: PendingRows = {
      kind,
      table,
      token: newId(),
      at: now(),
      rows: rows.map(({ key, hash, cells }) => ({ key, hash, cells })),
    };
    const state = await this.#commit(from, { pending });
    return this.#finish(state, pending);
  }

  /** Sends what is pending and keeps its records; after a crash for the second time, with the same outcome. */
  async #finish(from: MirrorState, pending: PendingRows): Promise<MirrorState> {
    const { bitable, now } = this.#deps;
    const { kind, rows, table, token } = pending;
    if (now() - pending.at < TOKEN_MS) {
      try {
        const cells = rows.map((row) => row.cells);
        const ids = await bitable.create(table, cells, token);
        const kept = rows.map(({ key, hash }, at): KeptRow => ({ key, hash, recordId: ids[at] ?? '' }));
        return await this.#commit(from, { pending: null }, { rows: { kind, kept } });
      } catch (error) {
        if (!(error instanceof CallFault) || error.facts.code !== SUBMITTED_ALREADY) throw error;
      }
    }
    const there = new Map((await bitable.keys(table, KEY_COLUMN)).map(({ id, text }) => [text, id]));
    const kept = rows.flatMap(({ key }): KeptRow[] => {
      const recordId = there.get(key);
      return recordId === undefined ? [] : [{ key, recordId, hash: '' }];
    });
    const state = await this.#commit(from, { pending: null }, { rows: { kind, kept } });
    const missing = rows.filter(({ key }) => !there.has(key));
    return missing.length === 0 ? state : this.#create(state, kind, table, missing);
  }

  /** What stands in a table, by its first column; all of it is sent again when next looked at. */
  async #relist(from: MirrorState, kind: MirrorKind, tables: MirrorTables): Promise<MirrorState> {
    const there = await this.#deps.bitable.keys(tables[kind], KEY_COLUMN);
    const kept = new Map<string, KeptRow>();
    for (const { id, text } of there)
      if (text !== '' && !kept.has(text)) kept.set(text, { key: text, recordId: id, hash: '' });
    return this.#commit(from, {}, { forget: [kind], rows: { kind, kept: [...kept.values()] } });
  }

  async #commit(
    from: MirrorState,
    to: Parameters<MirrorBooks['commit']>[1],
    write?: Parameters<MirrorBooks['commit']>[2],
  ): Promise<MirrorState> {
    const next = await this.#deps.books.commit(from, to, write);
    if (next === null) throw new Overtaken();
    return next;
  }

  /** Later, ever rarer; or parked, with the reason for the operator. */
  async #failed(error: unknown): Promise<void> {
    const { books, now } = this.#deps;
    const state = await books.state();
    const attempts = state.attempts + 1;
    const failure = error instanceof CallFault ? judge(error, true) : null;
    const why = error instanceof Error ? error.message : String(error);
    const isFinal = failure?.result === 'refused' || attempts > FAULTS_MAX;
    const delayMs = BACKOFF_MS[Math.min(attempts, BACKOFF_MS.length) - 1] ?? 3_600_000;
    const waitMs = failure?.result === 'wait' ? Math.max(failure.afterMs, delayMs) : delayMs;
    await books.commit(state, {
      attempts,
      nextAt: now() + waitMs,
      parked: isFinal ? why.slice(0, 300) : null,
    });
  }
}
