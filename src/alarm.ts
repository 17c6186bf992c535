/** A timer that wakes a worker: one at a time, for whatever is due first. */

const DAY_MS = 86_400_000;

/**
 * One pending timer at most: a later wish than the one already set is no wish. Never longer than a day: a timer beyond
 * 25 days would go off at once.
 */
export function alarm(
  { later, now }: { readonly later: (delayMs: number, run: () => void) => void; readonly now: () => number },
  run: () => void,
): (delayMs: number) => void {
  let setFor = Number.POSITIVE_INFINITY;
  return (delayMs) => {
    const at = now() + delayMs;
    if (at >= setFor && setFor > now()) return;
    setFor = at;
    later(Math.min(delayMs, DAY_MS), () => {
      setFor = Number.POSITIVE_INFINITY;
      run();
    });
  };
}
