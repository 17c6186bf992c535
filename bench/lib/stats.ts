/** Medians, quantiles and paired ratios. Empty input gives NaN, which the table prints as a dash. */

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export interface Paired {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

/** Ratios of measurements taken in the same round; a round that lacks either (`null`) is left out. */
export function paired(ours: readonly (number | null)[], theirs: readonly (number | null)[]): Paired {
  const ratios = ours.flatMap((own, round) => {
    const other = theirs[round] ?? null;
    return own === null || other === null || other === 0 ? [] : [own / other];
  });
  return {
    median: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    pairs: ratios.length,
  };
}
