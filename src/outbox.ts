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

const BATCH = 64;
const CONCURRENT_MAX = 40;
const WAKE_MS_MIN = 5;
const SETTLE_AGAIN_MS = 1_000;
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

interface Call {
  readonly item: DueItem;
  readonly ticket: Ticket;
}

interface Chosen {
  readonly calls: readonly Call[];
  /** When the limiter lets go the first of the rest. */
  readonly waitUntil: number | null;
}

const NOTHING: Chosen = { calls: [], waitUntil: null };

export class Outbox {
  readonly #deps: OutboxDeps;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  #nudge: (() => void) | null = null;
  #unsettled: readonly Settlement[] = [];

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

  /** Sends everything that is due and may leave now. Calls while sending make it look once more. */
  drain(): Promise<void> {
    this.#again = true;
    this.#nudge?.();
    this.#running ??= this.#loop();
    return this.#running;
  }

  async #loop(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) await this.#work();
    } finally {
      // In the same turn as the last look at `#again`, so that no call to drain falls between.
      this.#running = null;
    }
  }

  /** Lets what is under way finish and starts nothing new. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#nudge?.();
    await this.#running;
  }

  /** Each call is settled as it ends, so that one that hangs keeps its own slot busy and nothing else. */
  async #work(): Promise<void> {
    const { ledger, now, wakeIn } = this.#deps;
    const flying = new Set<Promise<void>>();
    try {
      while (!this.#stopped) {
        this.#again = false;
        const room = CONCURRENT_MAX - flying.size;
        const chosen = room > 0 ? await this.#choose(room) : NOTHING;
        for (const call of chosen.calls) {
          const flight: Promise<void> = this.#send(call).finally(() => flying.delete(flight));
          flying.add(flight);
        }
        if (chosen.calls.length > 0) continue;
        const nextAt = room > 0 ? (chosen.waitUntil ?? (await ledger.nextDueAt())) : null;
        if (nextAt !== null) wakeIn(Math.max(WAKE_MS_MIN, nextAt - now()));
        if (flying.size === 0) return;
        await this.#landedOrCalled(flying);
      }
    } finally {
      await Promise.allSettled(flying);
    }
  }

  /** Waits until a call has ended, or somebody has called `drain`. */
  async #landedOrCalled(flying: ReadonlySet<Promise<void>>): Promise<void> {
    if (this.#again) return;
    const called = new Promise<void>((resolve) => {
      this.#nudge = resolve;
    });
    await Promise.race([...flying, called]);
    this.#nudge = null;
  }

  /** Claims on disk what may leave now. */
  async #choose(room: number): Promise<Chosen> {
    const { ledger, limiter, now } = this.#deps;
    await this.#settleLate();
    // Looking means opening sealed bodies: not while nothing at all may leave.
    const probe = limiter.tryTake({}, now());
    if (!probe.taken) return { calls: [], waitUntil: probe.waitUntil };
    probe.ticket.cancel();
    const due = await ledger.due(now(), BATCH);
    const expired = due.filter((item) => isExpired(item, now()));
    if (expired.length > 0) {
      await ledger.settle(expired.map((item) => afterUnknown(item, now(), item.why ?? 'no answer came')));
    }
    const chosen = this.#take(
      due.filter((item) => !expired.includes(item)),
      room,
    );
    try {
      await ledger.claim(
        chosen.calls.map(({ item }) => item.key),
        now(),
      );
    } catch (error) {
      for (const { ticket } of chosen.calls) ticket.cancel();
      // A disk that reports a failure may have kept the claim: nothing has left, so it is taken back before the next look.
      this.#unsettled = [...this.#unsettled, ...chosen.calls.map(({ item }) => unclaimed(item, now()))];
      throw error;
    }
    return chosen;
  }

  /** What the limiter lets go now; and when it will let go the first of the rest. */
  #take(due: readonly DueItem[], room: number): Chosen {
    const { limiter, now } = this.#deps;
    const calls: Call[] = [];
    let waitUntil: number | null = null;
    for (const item of due) {
      if (calls.length >= room) break;
      const take = limiter.tryTake({ ...targetOf(item.receiver), bulk: item.rank > 0 }, now());
      if (take.taken) {
        calls.push({ item, ticket: take.ticket });
        continue;
      }
      waitUntil = waitUntil === null ? take.waitUntil : Math.min(waitUntil, take.waitUntil);
      if (take.by === 'app') break;
    }
    return { calls, waitUntil };
  }

  async #send({ item, ticket }: Call): Promise<void> {
    const { count, limiter, now } = this.#deps;
    const sentAt = now();
    const isStale = item.staleAt !== null && sentAt > item.staleAt && item.firstTriedAt === null;
    if (isStale) count('answers_stale');
    const result = await this.#call(item, staleOr(item, sentAt));
    ticket.done(now());
    count('sends', { result: result.result });
    if (result.result === 'wait' && result.scope === 'app')
      limiter.block({ scope: 'app' }, now() + result.afterMs, now());
    this.#unsettled = [...this.#unsettled, settlementOf(item, result, sentAt, now())];
    await this.#settleLate().catch((error: unknown) => {
      this.#deps.log.error('settle_failed', { item: item.key, error });
      this.#deps.wakeIn(SETTLE_AGAIN_MS);
    });
  }

  /** Writes down what calls came to; what the disk refuses is kept and written the next time. */
  async #settleLate(): Promise<void> {
    const settlements = this.#unsettled;
    if (settlements.length === 0) return;
    this.#unsettled = [];
    try {
      await this.#deps.ledger.settle(settlements);
    } catch (error) {
      this.#unsettled = [...settlements, ...this.#unsettled];
      throw error;
    }
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

/** May have arrived, and the platform no longer remembers its uuid. Updating a card twice shows the same card. */
function isExpired({ firstTriedAt, how }: OutboxItem, now: number): boolean {
  return how !== 'update' && firstTriedAt !== null && now - firstTriedAt > UUID_LIFE_MS;
}

function settlementOf(item: OutboxItem, result: SendResult, sentAt: number, now: number): Settlement {
  const { key, firstTriedAt } = item;
  switch (result.result) {
    case 'sent':
      return { key, state: 'sent', messageId: result.messageId, at: now };
    case 'refused':
      return { key, state: 'parked', code: result.code, why: result.why, at: now };
    case 'wait': {
      if (result.scope === 'quota') return { key, state: 'parked', code: null, why: result.why, at: now };
      const delayMs = Math.max(result.afterMs, result.scope === 'fault' ? faultDelayMs(item.attempts) : 0);
      // Nothing happened: this attempt does not start the uuid's hour, and the answer may still grow stale.
      return { key, state: 'waiting', nextAt: now + delayMs, why: result.why, at: now, firstTriedAt };
    }
    case 'unknown':
      return afterUnknown({ ...item, firstTriedAt: firstTriedAt ?? sentAt }, now, result.why);
  }
}

/** Back to where it was before a claim that may or may not be on disk. */
function unclaimed({ key, nextAt, why, firstTriedAt }: OutboxItem, now: number): Settlement {
  return { key, state: 'waiting', nextAt, why: why ?? 'the claim failed', at: now, firstTriedAt };
}

function afterUnknown(item: OutboxItem, now: number, why: string): Settlement {
  const { key, firstTriedAt, how } = item;
  if (isExpired(item, now)) return { key, state: 'uncertain', code: null, why, at: now };
  const laterAt = now + faultDelayMs(item.attempts);
  // The last try falls inside the uuid's life.
  const nextAt =
    how === 'update' || firstTriedAt === null ? laterAt : Math.min(laterAt, firstTriedAt + UUID_LIFE_MS);
  return { key, state: 'waiting', nextAt, why, at: now, firstTriedAt };
}

const faultDelayMs = (attempts: number): number =>
  FAULT_DELAY_MS[Math.min(attempts, FAULT_DELAY_MS.length - 1)] ?? 0;

function targetOf(receiver: string): Target {
  const [kind, id] = receiver.split(':');
  return kind === 'message' ? { message: id } : { receiver: id };
}
