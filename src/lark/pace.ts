/**
 * Calls that nobody waits for, at the pace the platform allows: each takes a slot of the app's limiter first, and comes
 * again by itself when the platform says it came too fast or was not itself. What is refused is raised at once.
 *
 * Only for calls that do no harm when repeated.
 */
import type { Call } from './call.ts';
import { CallFault, judge } from './faults.ts';

/** What is asked of the app's limiter. */
export interface Pacer {
  tryTake(
    target: { readonly bulk: true },
    now: number,
  ):
    | { readonly taken: true; readonly ticket: { done(now: number): void } }
    | { readonly taken: false; readonly waitUntil: number };
  block(scope: { readonly scope: 'app' }, until: number, now: number): void;
}

export interface PaceOptions {
  readonly limiter: Pacer;
  /** UTC ms. */
  readonly now: () => number;
  readonly sleep: (delayMs: number) => Promise<void>;
  /** Attempts of one call, the first included. */
  readonly tries: number;
  /** What would have to wait longer than this is raised instead: a monthly quota, say. */
  readonly waitMsMax: number;
}

export function pacedCall(call: Call, options: PaceOptions): Call {
  const { limiter, now, sleep, tries, waitMsMax } = options;
  const slot = async () => {
    for (;;) {
      const take = limiter.tryTake({ bulk: true }, now());
      if (take.taken) return take.ticket;
      await sleep(Math.max(5, Math.min(take.waitUntil - now(), 1_000)));
    }
  };
  return async (use) => {
    for (let attempt = 1; ; attempt += 1) {
      const ticket = await slot();
      try {
        return await call(use);
      } catch (error) {
        if (!(error instanceof CallFault)) throw error;
        const failure = judge(error, true);
        if (failure.result !== 'wait' || attempt >= tries || failure.afterMs > waitMsMax) throw error;
        if (failure.scope === 'app') limiter.block({ scope: 'app' }, now() + failure.afterMs, now());
        await sleep(failure.afterMs);
      } finally {
        ticket.done(now());
      }
    }
  };
}
