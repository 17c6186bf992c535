/**
 * The pace of outgoing calls: an ack window.
 *
 * Every limit is N slots. A call takes one slot of each limit it falls under, and gives it back one window after its
 * RESPONSE, not after it was sent. Why that cannot exceed a limit, however the network delays: a call arrives before
 * its response does, and the call that takes its slot leaves a full window after that response, so that calls i and
 * i+N arrive at least a window apart. No estimate of the delay is needed, and it holds for sliding windows, fixed
 * windows of any phase and token buckets alike.
 *
 * Invariants:
 * 1. In each limit, at most `count` slots are taken at any time.
 * 2. A call whose response never comes holds its slot until its time-out plus one window.
 * 3. Time inside never runs backwards: when the given clock is set back, inner time goes on from where it was.
 * 4. Who waits for an answer does not wait behind what nobody waits for: for ten minutes after anybody asked, calls marked
 *    `bulk` leave some of the app's slots free, a small share, or as many as people have just taken when that is more, up
 *    to half. While nobody asks, bulk has them all.
 * 5. Memory is bounded by what was sent within the longest window; receivers at rest are forgotten.
 *
 * Pure over the given clock: it sets no timers. A caller that is told to wait tries again at `waitUntil`, and whenever
 * one of its calls is done. State is in memory only; `restore` rebuilds it from the outbox after a restart.
 */
import { createSteadyClock } from './steady-clock.ts';

/** At most `count` calls within any `windowMs`. */
export interface Limit {
  readonly count: number;
  readonly windowMs: number;
}

export interface LimiterSettings {
  /** All limits of the whole app; every one of them holds. */
  readonly app: readonly Limit[];
  /** For one person or one chat. */
  readonly receiver: Limit;
  /** For updates of one message. */
  readonly message: Limit;
  /** How long a call may go without a response: all the client's attempts together (token, call, both once more). */
  readonly timeoutMs: number;
  /** Added to every window, against coarse clocks. */
  readonly guardMs: number;
  /** The part of each of the app's limits that bulk calls leave free while people ask. */
  readonly spare: number;
  /** The part of each limit to use, above 0 up to 1; less than 1 leaves room for another program with the same app. */
  readonly share: number;
}

/** The platform's published limits: 50/s and 1,000/min an app, 5/s a receiver, 5/s a message. */
export const FEISHU_LIMITS: LimiterSettings = {
  app: [
    { count: 50, windowMs: 1_000 },
    { count: 1_000, windowMs: 60_000 },
  ],
  receiver: { count: 5, windowMs: 1_000 },
  message: { count: 5, windowMs: 1_000 },
  timeoutMs: 35_000,
  guardMs: 10,
  spare: 0.04,
  share: 1,
};

/** Whom a call reaches, or which message it changes; ids of the platform. */
export interface Target {
  readonly receiver?: string | undefined;
  readonly message?: string | undefined;
  /** Nobody waits for it: a notice, a bulletin. */
  readonly bulk?: boolean;
}

export type Scope =
  | { readonly scope: 'app' }
  | { readonly scope: 'receiver'; readonly id: string }
  | { readonly scope: 'message'; readonly id: string };

export interface Ticket {
  /** The response is here, or the call has timed out. Later calls change nothing. */
  done(now: number): void;
  /** The call certainly never left: its slots are free at once. */
  cancel(): void;
}

export type Take =
  | { readonly taken: true; readonly ticket: Ticket }
  /** `waitUntil`: no slot can be free earlier, unless a call under way is answered. `by`: which limit is in the way. */
  | { readonly taken: false; readonly waitUntil: number; readonly by: Scope['scope'] };

/** A call of an earlier life, as the outbox remembers it. UTC ms. */
export interface PastCall extends Target {
  readonly sentAt: number;
  /** `null`: no response is known. */
  readonly answeredAt: number | null;
}

export interface Limiter {
  tryTake(target: Target, now: number): Take;
  /** Nothing leaves under this scope before `until` (the platform said so). Never shortens an earlier block. */
  block(scope: Scope, until: number, now: number): void;
  /** Takes the slots that calls made before a restart still hold. */
  restore(calls: readonly PastCall[], now: number): void;
}

/** The slots of one limit. Times are inner times. */
interface Slots {
  readonly by: Scope['scope'];
  readonly count: number;
  readonly holdMs: number;
  /** When slots of answered calls come free, ascending. */
  readonly cooling: number[];
  /** Calls without a response: when each gives its slot up, ascending by insertion. */
  readonly waiting: Map<object, number>;
  /** Until when what people took counts as lately, ascending; kept of the app's limits only. */
  readonly asked: number[];
  blockedUntil: number;
}

/** So long after somebody asked, somebody else may. */
const ASKING_MS = 10 * 60_000;
const IDLE_SWEEP_SIZE = 512;

export function createLimiter(settings: LimiterSettings): Limiter {
  check(settings);
  const { timeoutMs } = settings;
  const open = (by: Scope['scope'], limit: Limit): Slots => ({
    by,
    count: Math.max(1, Math.floor(limit.count * settings.share)),
    holdMs: limit.windowMs + settings.guardMs,
    cooling: [],
    waiting: new Map(),
    asked: [],
    blockedUntil: Number.NEGATIVE_INFINITY,
  });
  const app = settings.app.map((limit) => open('app', limit));
  const byId = { receiver: new Map<string, Slots>(), message: new Map<string, Slots>() };
  const clock = createSteadyClock();
  let askedAt = Number.NEGATIVE_INFINITY;

  const slotsOf = (by: 'receiver' | 'message', id: string): Slots => {
    const slots = byId[by].get(id) ?? open(by, settings[by]);
    byId[by].set(id, slots);
    return slots;
  };
  const slotsFor = (target: Target): readonly Slots[] => [
    ...app,
    ...(target.receiver === undefined ? [] : [slotsOf('receiver', target.receiver)]),
    ...(target.message === undefined ? [] : [slotsOf('message', target.message)]),
  ];
  const sweep = (at: number): void => {
    for (const map of [byId.receiver, byId.message]) {
      if (map.size < IDLE_SWEEP_SIZE) continue;
      for (const [id, slots] of map) if (isIdle(slots, at)) map.delete(id);
    }
  };

  return {
    tryTake(target, now) {
      const at = clock.inner(now);
      const all = slotsFor(target);
      let latest: { readonly at: number; readonly by: Scope['scope'] } | undefined;
      const isBulk = target.bulk === true;
      for (const slots of all) {
        const isKept = isBulk && slots.by === 'app' && at - askedAt < ASKING_MS;
        const kept = isKept ? keptFree(slots, at, settings.spare) : 0;
        const freeAt = nextFree(slots, at, slots.count - kept);
        if (freeAt > at && freeAt > (latest?.at ?? at)) latest = { at: freeAt, by: slots.by };
      }
      if (latest !== undefined) return { taken: false, waitUntil: clock.outer(latest.at), by: latest.by };
      sweep(at);
      const key = {};
      for (const slots of all) slots.waiting.set(key, at + timeoutMs + slots.holdMs);
      const before = askedAt;
      if (!isBulk) {
        askedAt = at;
        for (const slots of app) insert(slots.asked, at + slots.holdMs);
      }
      let released = false;
      const release = (doneAt: number | null): void => {
        if (released) return;
        released = true;
        if (!isBulk && doneAt === null && askedAt === at) askedAt = before;
        for (const slots of all) {
          slots.waiting.delete(key);
          // Also when its deadline has passed: a response later than expected still counts from when it came.
          if (doneAt !== null) insert(slots.cooling, doneAt + slots.holdMs);
          else if (!isBulk && slots.by === 'app') remove(slots.asked, at + slots.holdMs);
        }
      };
      return {
        taken: true,
        ticket: { done: (doneNow) => release(clock.inner(doneNow)), cancel: () => release(null) },
      };
    },
    block(scope, until, now) {
      const innerUntil = clock.inner(now) + Math.max(0, until - now);
      const all = scope.scope === 'app' ? app : [slotsOf(scope.scope, scope.id)];
      for (const slots of all) slots.blockedUntil = Math.max(slots.blockedUntil, innerUntil);
    },
    restore(calls, now) {
      const at = clock.inner(now);
      for (const call of calls) {
        for (const slots of slotsFor(call)) {
          // A time from the future (a clock set back meanwhile) counts as now.
          const heldFrom =
            call.answeredAt === null
              ? Math.min(call.sentAt, now) + timeoutMs
              : Math.min(call.answeredAt, now);
          const freeAt = at + (heldFrom - now) + slots.holdMs;
          if (freeAt > at) insert(slots.cooling, freeAt);
        }
      }
      sweep(at);
    },
  };
}

/** How many slots bulk leaves to people who ask: as many as they took within the last window, at least a share. */
function keptFree({ asked, count }: Slots, at: number, spare: number): number {
  let passed = 0;
  while ((asked[passed] ?? Number.POSITIVE_INFINITY) <= at) passed += 1;
  if (passed > 0) asked.splice(0, passed);
  return Math.min(Math.floor(count / 2), Math.max(Math.ceil(count * spare), asked.length));
}

/** When one of `count` slots is free: `at` itself, or the earliest later time. Gives up what has passed. */
function nextFree(slots: Slots, at: number, count: number): number {
  purge(slots, at);
  const blocked = Math.max(slots.blockedUntil, at);
  const taken = slots.cooling.length + slots.waiting.size;
  if (taken < count) return blocked;
  // More may be taken than there are, after a restore or where some are kept free: then as many must come free as are too many, and one more.
  const rest = taken - count;
  const times = rest === 0 ? undefined : [...slots.cooling, ...slots.waiting.values()].sort((a, b) => a - b);
  const firstWaiting = slots.waiting.values().next().value ?? Number.POSITIVE_INFINITY;
  const earliest = times?.[rest] ?? Math.min(slots.cooling[0] ?? Number.POSITIVE_INFINITY, firstWaiting);
  return Math.max(blocked, earliest);
}

function purge(slots: Slots, at: number): void {
  let passed = 0;
  while ((slots.cooling[passed] ?? Number.POSITIVE_INFINITY) <= at) passed += 1;
  if (passed > 0) slots.cooling.splice(0, passed);
  for (const [key, deadline] of slots.waiting) {
    if (deadline > at) break;
    slots.waiting.delete(key);
  }
}

function isIdle(slots: Slots, at: number): boolean {
  purge(slots, at);
  return slots.cooling.length === 0 && slots.waiting.size === 0 && slots.blockedUntil <= at;
}

/** Keeps the list ascending; nearly always an append. */
function insert(times: number[], time: number): void {
  let index = times.length;
  while (index > 0 && (times[index - 1] ?? time) > time) index -= 1;
  times.splice(index, 0, time);
}

function remove(times: number[], time: number): void {
  const index = times.lastIndexOf(time);
  if (index >= 0) times.splice(index, 1);
}

function check(settings: LimiterSettings): void {
  const limits = [...settings.app, settings.receiver, settings.message];
  const sane =
    settings.share > 0 &&
    settings.share <= 1 &&
    settings.spare >= 0 &&
    settings.spare <= 0.5 &&
    settings.timeoutMs >= 0 &&
    settings.guardMs >= 0 &&
    limits.every((limit) => Number.isInteger(limit.count) && limit.count >= 1 && limit.windowMs > 0);
  if (!sane)
    throw new RangeError('a limiter needs whole counts from 1, windows above 0 and a share within (0, 1]');
}
