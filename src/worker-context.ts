/**
 * Work that goes on after an answer, on Workers: carried by `waitUntil` of the very invocation that began it, which the
 * platform ends about 30 s after the answer. What it did not finish lies in the database, and the next cron tick takes
 * it up; an isolate whose work was cut off half way is noticed here, since its promises never settle.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** What is used of an invocation's context. */
export interface Invocation {
  waitUntil(work: Promise<unknown>): void;
}

/** Beyond this an invocation of the webhook cannot be alive any more. */
const CUT_OFF_MS = 45_000;
/** A longer pause is the next cron tick's. */
const PAUSE_MS_MAX = 10_000;

export interface WorkerBackground {
  /** Runs under an invocation, so that what it starts is carried by it. */
  under<T>(invocation: Invocation, run: () => Promise<T>): Promise<T>;
  background(work: Promise<unknown>): void;
  later(delayMs: number, run: () => void): void;
  /** True when work begun here was cut off: whoever waits for it would wait for ever. */
  isCutOff(): boolean;
}

/** @param now UTC ms. */
export function workerBackground(now: () => number): WorkerBackground {
  const invocations = new AsyncLocalStorage<Invocation>();
  const underway = new Set<{ readonly since: number }>();

  function background(work: Promise<unknown>): void {
    const one = { since: now() };
    underway.add(one);
    const done = work.then(
      () => void underway.delete(one),
      () => void underway.delete(one),
    );
    invocations.getStore()?.waitUntil(done);
  }

  return {
    under: (invocation, run) => invocations.run(invocation, run),
    background,
    later(delayMs, run) {
      if (delayMs > PAUSE_MS_MAX || invocations.getStore() === undefined) return;
      background(new Promise<void>((resolve) => setTimeout(resolve, delayMs)).then(run));
    },
    isCutOff: () => [...underway].some(({ since }) => now() - since > CUT_OFF_MS),
  };
}
