/** Going back by more than this means that the clock was set. */
const SET_BACK_MS_MIN = 1_000;

export interface SteadyClock {
  /** The given clock's time on one that never runs backwards. */
  readonly inner: (now: number) => number;
  /** And back: when the given clock will show it. */
  readonly outer: (inner: number) => number;
}

/**
 * Maps a clock that may be set back to one that goes on from where it was, so that no hour is counted twice. Set forward again it
 * runs ahead: what is measured with it seems longer ago than it is, never shorter.
 */
export function createSteadyClock(): SteadyClock {
  let last = Number.NEGATIVE_INFINITY;
  let offset = 0;
  return {
    inner(now) {
      // A little behind is a caller whose `now` is a moment old; shifting for it would make inner time run fast.
      if (now + offset < last - SET_BACK_MS_MIN) offset = last - now;
      last = Math.max(last, now + offset);
      return last;
    },
    outer: (inner) => inner - offset,
  };
}
