/**
 * The outbox: promises leave here, paced, each seen by its receiver once.
 *
 * Invariants
 *  1. A row is claimed on disk before its call leaves, and settled on disk after the answer.
 *  2. Every attempt of a row carries the same uuid, so that within the platform's hour a repeated call is harmless.
 *  3. A row whose outcome is unknown past that hour is `uncertain`: looked for in its chat (`reconcile.ts`), else it waits for a
 *     person; it is never sent blindly.
 *  4. What is written down of attempts is told by a clock that never runs backwards: an hour that is lived twice is two hours for
 *     the platform, which forgets a uuid after one. What was tried in the future when a process starts is of unknown outcome.
 *  5. No call leaves without the limiter's slot. People who wait come before notices, notices before bulletins; a
 *     receiver at its limit does not hold up the others.
 *
 *     waiting ─claim─> sending ─┬─ sent
 *        ^                      ├─ refused ──> parked (listed, retried or purged by a person)
 *        └── limit, fault ──────┤
 *                               └─ unknown: again with the same uuid; after 55 min ──> uncertain
 */
import { Drain } from './drain.ts';
import type { Ledger, OutboxItem, Settlement } from './ledger.ts';
import type { Limiter, Target, Ticket } from './limiter.ts';
import type { Log, Messenger, Outgoing, SendResult } from './ports.ts';
import { reconcile } from './reconcile.ts';
import { afterUnknown, CLOCK_DIFFERENCE_MS, isExpired, settlementOf, unclaimed } from './settlements.ts';
import { createSteadyClock } from './steady-clock.ts';

export { UUID_LIFE_MS } from './settlements.ts';

const BATCH = 64;
const CONCURRENT_MAX = 40;
const WAKE_MS_MIN = 5;
const SETTLE_AGAIN_MS = 1_000;
export interface OutboxDeps {
  readonly ledger: Ledger;
  readonly messenger: Pick<Messenger, 'send' | 'find'>;
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
  /** How long until the limiter lets go the first of the rest, ms. */
  readonly waitMs: number | null;
}

const NOTHING: Chosen = { calls: [], waitMs: null };

export class Outbox {
  readonly #deps: OutboxDeps;
  #running: Promise<void> | null = null;
  #again = false;
  readonly #doubts = new Drain(() => reconcile(this.#deps, () => this.#doubts.stopped));
  #stopped = false;
  #nudge: (() => void) | null = null;
  #unsettled: readonly Settlement[] = [];
  readonly #clock = createSteadyClock();

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /** For whatever is written down of attempts; the clock on the wall is for the limiter and for what grows stale. */
  readonly #steadyNow = (): number => this.#clock.inner(this.#deps.now());

  /** The earlier of both: the steady one may run ahead of the wall, which is all that the next process has. */
  readonly #triedNow = (): number => Math.min(this.#steadyNow(), this.#deps.now());

  /** Once, before the first `drain`: takes up what the last process was sending, and the pace it had reached. */
  async recover(): Promise<void> {
    const { ledger, limiter, log, now } = this.#deps;
    const at = this.#steadyNow();
    const interrupted = await ledger.interrupted(at + CLOCK_DIFFERENCE_MS);
    await ledger.settle(
      interrupted.map((item) => afterUnknown(item, at, '发送时程序停了，不知道对方是否已经收到。')),
    );
    if (interrupted.length > 0) log.warn('outbox_recovered', { interrupted: interrupted.length });
    const past = await ledger.recentAttempts(at - 61_000);
    limiter.restore(
      past.map(({ receiver, triedAt, endedAt }) => ({
        ...targetOf(receiver),
        sentAt: triedAt,
        answeredAt: endedAt,
      })),
      now(),
    );
  }

  /** Sends everything that is due and may leave now. Calls while sending make it look once more. */
  drain(): Promise<void> {
    this.#again = true;
    this.#nudge?.();
    this.#running ??= this.#loop();
    // After what it has given up, and beside whatever is sent next: reading a chat holds up nobody's message.
    return this.#running.then(() => this.#doubts.run());
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
    // A look under way changes nothing that cannot be looked up again: it is not waited for.
    void this.#doubts.stop();
    await this.#running;
  }

  /** Each call is settled as it ends, so that one that hangs keeps its own slot busy and nothing else. */
  async #work(): Promise<void> {
    const { wakeIn } = this.#deps;
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
        const nextMs = room > 0 ? (chosen.waitMs ?? (await this.#nextDueIn())) : null;
        if (nextMs !== null) wakeIn(Math.max(WAKE_MS_MIN, nextMs));
        if (flying.size === 0) return;
        await this.#landedOrCalled(flying);
      }
    } finally {
      await Promise.allSettled(flying);
    }
  }

  async #nextDueIn(): Promise<number | null> {
    const nextAt = await this.#deps.ledger.nextDueAt();
    return nextAt === null ? null : nextAt - this.#steadyNow();
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
    if (!probe.taken) {
      this.#deps.count('limiter_waits', { by: probe.by });
      return { calls: [], waitMs: probe.waitUntil - now() };
    }
    probe.ticket.cancel();
    const due = await ledger.due(this.#steadyNow(), BATCH);
    const expired = due.filter((item) => isExpired(item, this.#steadyNow()));
    if (expired.length > 0) {
      await ledger.settle(
        expired.map((item) =>
          afterUnknown(item, this.#steadyNow(), item.why ?? '没有收到飞书的答复，不知道对方是否已经收到。'),
        ),
      );
    }
    const chosen = this.#take(
      due.filter((item) => !expired.includes(item)),
      room,
    );
    try {
      await ledger.claim(
        chosen.calls.map(({ item }) => item.key),
        this.#triedNow(),
      );
    } catch (error) {
      for (const { ticket } of chosen.calls) ticket.cancel();
      // A disk that reports a failure may have kept the claim: nothing has left, so it is taken back before the next look.
      this.#unsettled = [
        ...this.#unsettled,
        ...chosen.calls.map(({ item }) => unclaimed(item, this.#steadyNow())),
      ];
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
      this.#deps.count('limiter_waits', { by: take.by });
      waitUntil = waitUntil === null ? take.waitUntil : Math.min(waitUntil, take.waitUntil);
      if (take.by === 'app') break;
    }
    return { calls, waitMs: waitUntil === null ? null : waitUntil - now() };
  }

  async #send({ item, ticket }: Call): Promise<void> {
    const { count, limiter, now } = this.#deps;
    const sentAt = this.#triedNow();
    const askedAt = now();
    const outgoing = staleOr(item, askedAt);
    if (outgoing !== item.outgoing && item.firstTriedAt === null) count('answers_stale');
    const result = await this.#call(item, outgoing);
    ticket.done(now());
    count('sends', { result: result.result });
    if (result.result === 'wait' && result.scope === 'app')
      limiter.block({ scope: 'app' }, now() + result.afterMs, now());
    this.#unsettled = [...this.#unsettled, settlementOf(item, result, sentAt, this.#steadyNow())];
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
      return { result: 'unknown', why: '发送时程序出错，不知道对方是否已经收到：请报告。' };
    }
  }
}

/**
 * An answer nobody waits for any more becomes one line, never silence. What was tried before may have arrived, and the same
 * uuid must carry the same content: so the first attempt decides.
 */
function staleOr({ outgoing, staleAt, firstTriedAt }: DueItem, now: number): Outgoing {
  if (staleAt === null || (firstTriedAt ?? now) <= staleAt || outgoing.how === 'update') return outgoing;
  const text = '您之前发来的消息当时没能及时答复，现已过时；请重新发送一次。';
  return { ...outgoing, content: { type: 'text', text } };
}

function targetOf(receiver: string): Target {
  const [kind, id] = receiver.split(':');
  return kind === 'message' ? { message: id } : { receiver: id };
}
