/** Repeatable chance: the same seed gives the same numbers on every machine. */

export interface Random {
  /** [0, 1) */
  readonly next: () => number;
  /** A whole number below `bound`. */
  readonly below: (bound: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly shuffled: <T>(from: readonly T[]) => T[];
  /** True this often. */
  readonly chance: (share: number) => boolean;
  readonly hex: (length: number) => string;
}

/** mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: (from) => {
      const found = from[below(from.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    shuffled: (from) =>
      from
        .map((one) => ({ one, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one),
    chance: (share) => next() < share,
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
  };
}
