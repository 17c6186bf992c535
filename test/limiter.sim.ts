/**
 * A server with limits and a client with a limiter, in virtual time.
 *
 * The server judges calls at their arrival by one of three policies. Delays both ways are random up to the jitter; a
 * lost call arrives, but its response never comes back. Nothing here reads a real clock.
 */
import {
  createLimiter,
  FEISHU_LIMITS,
  type Limiter,
  type LimiterSettings,
  type Take,
  type Ticket,
} from '../src/limiter.ts';

export type Policy = 'sliding' | 'fixed' | 'bucket';

export interface Scenario {
  readonly policy: Policy;
  readonly jitterMs: number;
  readonly seed: number;
  readonly calls: number;
  readonly receivers: number;
  readonly lossRate?: number;
  readonly restartEveryMs?: number;
  readonly limiterOf?: (settings: LimiterSettings) => Limiter;
}

export interface Run {
  readonly sent: number;
  readonly violations: number;
  readonly restarts: number;
  /** The shortest possible time over the time taken. */
  readonly efficiency: number;
}

const SETTINGS: LimiterSettings = { ...FEISHU_LIMITS, timeoutMs: 2_000 };
const START_AT = 1_800_000_000_000;

interface Call {
  readonly receiver: string;
  readonly sentAt: number;
  answeredAt: number | null;
}

export function simulate(scenario: Scenario): Run {
  const random = createRandom(scenario.seed);
  const limiterOf = scenario.limiterOf ?? createLimiter;
  const delay = (): number => random() * scenario.jitterMs;
  const agenda = createAgenda();
  const arrivals: { readonly at: number; readonly receiver: string }[] = [];
  const book: Call[] = [];
  let limiter = limiterOf(SETTINGS);
  let life = 0;
  let now = START_AT;
  let pending = Array.from(
    { length: scenario.calls },
    () => `ou_${Math.floor(random() * scenario.receivers)}`,
  );

  const leave = (receiver: string, ticket: Ticket): void => {
    const call: Call = { receiver, sentAt: now, answeredAt: null };
    book.push(call);
    const bornIn = life;
    const arrivedAt = now + delay();
    arrivals.push({ at: arrivedAt, receiver });
    const lost = random() < (scenario.lossRate ?? 0);
    const answeredAt = lost ? now + SETTINGS.timeoutMs : arrivedAt + delay();
    agenda.add(answeredAt, () => {
      // A process that was killed hears no answer.
      if (bornIn !== life) return;
      call.answeredAt = clockAt(now);
      ticket.done(clockAt(now));
      pump();
    });
  };
  let nextWakeAt = Number.POSITIVE_INFINITY;
  const wake = (): void => {
    nextWakeAt = Number.POSITIVE_INFINITY;
    pump();
  };
  const pump = (): void => {
    const rest: string[] = [];
    let wakeAt = Number.POSITIVE_INFINITY;
    let appFull = false;
    for (const receiver of pending) {
      const got: Take | undefined = appFull
        ? undefined
        : limiter.tryTake({ receiver, bulk: true }, clockAt(now));
      if (got?.taken) {
        leave(receiver, got.ticket);
        continue;
      }
      appFull ||= got?.by === 'app';
      wakeAt = Math.min(wakeAt, got?.waitUntil ?? wakeAt);
      rest.push(receiver);
    }
    pending = rest;
    if (wakeAt >= nextWakeAt) return;
    nextWakeAt = wakeAt;
    agenda.add(Math.max(wakeAt, now), wake);
  };
  const restart = (): void => {
    if (pending.length === 0) return;
    life += 1;
    limiter = limiterOf(SETTINGS);
    limiter.restore(book, clockAt(now));
    pump();
    agenda.add(now + (scenario.restartEveryMs ?? 0), restart);
  };

  agenda.add(START_AT, pump);
  if (scenario.restartEveryMs !== undefined) agenda.add(START_AT + scenario.restartEveryMs, restart);
  for (
    let event = agenda.next();
    event !== undefined && book.length < scenario.calls;
    event = agenda.next()
  ) {
    now = event.at;
    event.act();
  }
  const lastSentAt = Math.max(...book.map((call) => call.sentAt));
  return {
    sent: book.length,
    violations: violationsOf(arrivals, scenario.policy, random),
    restarts: life,
    efficiency: idealMs(scenario.calls) / (lastSentAt - START_AT),
  };
}

/** The program's clock has whole milliseconds; the world has not. */
const clockAt = Math.floor;

/** 50 at once each second, and no more than 1,000 in a minute. */
function idealMs(calls: number): number {
  const minutes = Math.floor((calls - 1) / 1_000);
  const inLastMinute = calls - minutes * 1_000;
  return minutes * 60_000 + Math.floor((inLastMinute - 1) / 50) * 1_000;
}

// ── The server ────────────────────────────────────────────────────────────────────────────────────────────

function violationsOf(
  arrivals: readonly { readonly at: number; readonly receiver: string }[],
  policy: Policy,
  random: () => number,
): number {
  const sorted = arrivals.toSorted((a, b) => a.at - b.at);
  const doors = new Map<string, ((at: number) => boolean)[]>();
  const doorsOf = (name: string, limits: readonly (readonly [count: number, windowMs: number])[]) => {
    const made = doors.get(name) ?? limits.map(([count, windowMs]) => door(policy, count, windowMs, random));
    doors.set(name, made);
    return made;
  };
  let violations = 0;
  for (const { at, receiver } of sorted) {
    const asked = [
      ...doorsOf('app', [
        [50, 1_000],
        [1_000, 60_000],
      ]),
      ...doorsOf(receiver, [[5, 1_000]]),
    ];
    if (!asked.map((admits) => admits(at)).every(Boolean)) violations += 1;
  }
  return violations;
}

function door(
  policy: Policy,
  count: number,
  windowMs: number,
  random: () => number,
): (at: number) => boolean {
  if (policy === 'sliding') {
    const admitted: number[] = [];
    return (at) => {
      const earlier = admitted[admitted.length - count];
      if (earlier !== undefined && at - earlier < windowMs) return false;
      admitted.push(at);
      return true;
    };
  }
  if (policy === 'fixed') {
    const phase = random() * windowMs;
    let current = -1;
    let used = 0;
    return (at) => {
      const window = Math.floor((at + phase) / windowMs);
      used = window === current ? used + 1 : 1;
      current = window;
      return used <= count;
    };
  }
  let tokens = count;
  let filledAt = Number.NEGATIVE_INFINITY;
  return (at) => {
    tokens = Math.min(count, tokens + ((at - filledAt) * count) / windowMs);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

// ── Virtual time ──────────────────────────────────────────────────────────────────────────────────────────

interface Appointment {
  readonly at: number;
  readonly act: () => void;
}

/** A binary heap of what is to happen. */
function createAgenda(): { add(at: number, act: () => void): void; next(): Appointment | undefined } {
  const heap: Appointment[] = [];
  const at = (index: number): number => heap[index]?.at ?? Number.POSITIVE_INFINITY;
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one === undefined || other === undefined) return;
    heap[a] = other;
    heap[b] = one;
  };
  return {
    add(time, act) {
      let index = heap.push({ at: time, act }) - 1;
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (at(parent) <= at(index)) break;
        swap(parent, index);
        index = parent;
      }
    },
    next() {
      const top = heap[0];
      const last = heap.pop();
      if (top === undefined || last === undefined || heap.length === 0) return top;
      heap[0] = last;
      for (let index = 0; ; ) {
        const left = index * 2 + 1;
        const child = at(left + 1) < at(left) ? left + 1 : left;
        if (at(child) >= at(index)) return top;
        swap(child, index);
        index = child;
      }
    },
  };
}

/** A small seeded generator, so that a failing seed can be run again. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
