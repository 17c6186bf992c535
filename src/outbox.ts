/**
 * The outbox: promises leave here, paced, each seen by its receiver once.
 *
 * Invariants
 *  1. A row is claimed on disk before its call leaves, and settled on disk after the answer.
 *  2. Every attempt of a row carries the same uuid, so that within the platform's hour a repeated call is harmless.
 *  3. A row whose outcome is unknown past that hour is `uncertain` and waits for a person; it is never sent blindly.
 *  4. No call leaves without the limiter's slot. People who wait come before notices, notices before bulletins; a
 *     receiver at its limit does not hold up the others.
 *
 *     waiting ─claim─> sending ─┬─ sent
 *        ^                      ├─ refused ──> parked (listed, retried or purged by a person)
 *        └── limit, fault ──────┤
 *                               └─ unknown: again with the same uuid; after 55 min ──> uncertain
 */
import type { Ledger, OutboxItem, Settlement } from './ledger.ts';
import type { Limiter, Target, Ticket } from './limiter.ts';
import type { Log, Messenger, Outgoing, SendResult } from './ports.ts';

const BATCH = 200;
const CONCURRENT_MAX = 40;
/** Inside the platform's hour of uuid memory, with room for clocks that differ. */
export const UUID_LIFE_MS = 55 * 60_000;
const FAULT_DELAY_MS = [1_000, 3_000, 10_000, 30_000, 120_000, 600_000] as const;

export interface OutboxDeps {
  readonly ledger: Ledger;
  readonly messenger: Pick<Messenger, 'send'>;
  readonly limiter: Limiter;
  readonly log: Log;
  readonly now: () => number;
  /** Calls `drain` again after this long. */
  readonly wakeIn: (delayMs: number) => void;
  readonly count: (name: string, labels?: Readonly<Record<string, string>>) => void;
}

type DueItem = OutboxItem & { readonly outgoing: Outgoing };

export class Outbox {
  readonly #deps: OutboxDeps;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /** Once, before the first `drain`: takes up what the last process was sending, and the pace it had reached. */
  async recover(): Promise<void> {
    const { ledger, limiter, log, now } = this.#deps;
    const at = now();
    const interrupted = await ledger.interrupted();
    await ledger.settle(interrupted.map((item) => afterUnknown(item, at, 'the process ended while sending')));
    if (interrupted.length > 0) log.warn('outbox_recovered', { interrupted: interrupted.length });
    const past = await ledger.recentAttempts(at - 61_000);
    limiter.restore(
      past.map(({ receiver, triedAt, endedAt }) => ({
        ...targetOf(receiver),
        sentAt: triedAt,
        answeredAt: endedAt,
      })),
      at,
    );
  }

  /** Sends everything that is due and may leave now. */
  drain(): Promise<void> {
    if (this.#running !== null) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#loop();
    return this.#running;
  }

  async #loop(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#work();
      } while (this.#again && !this.#stopped);
    } finally {
      // In the same turn as the last look at `#again`, so that no call to drain falls between.
      this.#running = null;
    }
  }

  /** Lets what is under way finish and starts nothing new. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #work(): Promise<void> {
    const { ledger, now, wakeIn } = this.#deps;
    while (!this.#stopped) {
      const due = await ledger.due(now(), BATCH);
      const chosen = this.#take(due);
      if (chosen.calls.length === 0) {
        const nextAt = chosen.waitUntil ?? (await ledger.nextDueAt());
        if (nextAt !== null) wakeIn(Math.max(5, nextAt - now()));
        return;
      }
      await ledger.claim(
        chosen.calls.map(({ item }) => item.key),
        now(),
      );
      const settlements = await Promise.all(chosen.calls.map(({ item, ticket }) => this.#send(item, ticket)));
      await ledger.settle(settlements);
    }
  }

  /** What the limiter lets go now; and when it will let go the first of the rest. */
  #take(due: readonly DueItem[]): { calls: { item: DueItem; ticket: Ticket }[]; waitUntil: number | null } {
    const { limiter, now } = this.#deps;
    const calls: { item: DueItem; ticket: Ticket }[] = [];
    let waitUntil: number | null = null;
    for (const item of due) {
      if (calls.length >= CONCURRENT_MAX) break;
      const take = limiter.tryTake(targetOf(item.receiver), now());
      if (take.taken) {
        calls.push({ item, ticket: take.ticket });
        continue;
      }
      waitUntil = waitUntil === null ? take.waitUntil : Math.min(waitUntil, take.waitUntil);
      if (take.by === 'app') break;
    }
    return { calls, waitUntil };
  }

  async #send(item: DueItem, ticket: Ticket): Promise<Settlement> {
    const { count, limiter, now } = this.#deps;
    const at = now();
    if (item.staleAt !== null && at > item.staleAt && item.firstTriedAt === null) count('answers_stale');
    const result = await this.#call(item, staleOr(item, at));
    ticket.done(now());
    count('sends', { result: result.result });
    if (result.result === 'wait' && result.scope === 'app')
      limiter.block({ scope: 'app' }, now() + result.afterMs, now());
    return settlementOf(item, result, now());
  }

  async #call(item: DueItem, outgoing: Outgoing): Promise<SendResult> {
    const { log, messenger } = this.#deps;
    try {
      return await messenger.send(outgoing, item.uuid);
    } catch (error) {
      // A messenger answers with values; a throw is a bug there, and must not stop the others here.
      log.error('send_threw', { key: item.key, error });
      return { result: 'unknown', why: 'the messenger threw' };
    }
  }
}

/** An answer nobody waits for any more becomes one line, never silence. */
function staleOr(item: DueItem, now: number): Outgoing {
  const { outgoing, staleAt } = item;
  // What was tried before may have arrived: the same uuid must then carry the same content.
  if (staleAt === null || now <= staleAt || item.firstTriedAt !== null || outgoing.how === 'update')
    return outgoing;
  const text = '您之前发来的消息当时没能及时答复，现已过时；请重新发送一次。';
  return { ...outgoing, content: { type: 'text', text } };
}

function settlementOf(item: OutboxItem, result: SendResult, now: number): Settlement {
  const { key } = item;
  switch (result.result) {
    case 'sent':
      return { key, state: 'sent', messageId: result.messageId, at: now };
    case 'refused':
      return { key, state: 'parked', code: result.code, why: result.why, at: now };
    case 'wait': {
      if (result.scope === 'quota') return { key, state: 'parked', code: null, why: result.why, at: now };
      const delayMs = Math.max(result.afterMs, result.scope === 'fault' ? faultDelayMs(item.attempts) : 0);
      return { key, state: 'waiting', nextAt: now + delayMs, why: result.why };
    }
    case 'unknown':
      return afterUnknown({ ...item, firstTriedAt: item.firstTriedAt ?? now }, now, result.why);
  }
}

function afterUnknown(item: OutboxItem, now: number, why: string): Settlement {
  const { key, firstTriedAt, how } = item;
  // Updating a card twice shows the same card: only sends can be doubled.
  if (how !== 'update' && firstTriedAt !== null && now - firstTriedAt > UUID_LIFE_MS) {
    return { key, state: 'uncertain', code: null, why, at: now };
  }
  return { key, state: 'waiting', nextAt: now + faultDelayMs(item.attempts), why };
}

const faultDelayMs = (attempts: number): number =>
  FAULT_DELAY_MS[Math.min(attempts, FAULT_DELAY_MS.length - 1)] ?? 0;

function targetOf(receiver: string): Target {
  const [kind, id] = receiver.split(':');
  return kind === 'message' ? { message: id } : { receiver: id };
}
