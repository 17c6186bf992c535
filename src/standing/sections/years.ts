/**
 * Which years are looked at month by month, and what is kept of the others. Pure.
 *
 * A question of the pack asks what a period added (its last total less the total before it), how many of its months
 * were reported, and on which day a condition on a total first held. Before the earliest period that is asked about,
 * only the last total of a year and its highest and lowest can make a difference.
 */
import type { Day } from '../../domain/day.ts';
import { periodBefore } from '../../domain/evaluate/bases.ts';
import type { Pack } from '../../domain/pack/schema.ts';
import { targetPeriod } from '../../domain/rule/target.ts';

/** The first year given month by month: that of the earliest period, or base period, a monthly figure is asked for. */
export function detailFrom(pack: Pack, asOf: Day): number {
  const words = pack.measures.map((measure) => `"${measure.id}"`);
  const asksMonths = (part: unknown): boolean => {
    const text = JSON.stringify(part);
    return words.some((word) => text.includes(word));
  };
  const years = [Number(asOf.slice(0, 4)) - 1];
  for (const target of pack.targets) {
    if (!asksMonths(target)) continue;
    const period = targetPeriod(target.period, asOf, pack.periodFrom);
    years.push(Number(periodBefore(period).startOn.slice(0, 4)));
  }
  const hasLifeRank = pack.ranks.some((rank) => 'measure' in rank.key && rank.key.span === 'life');
  if (hasLifeRank) years.push(Number(pack.periodFrom.slice(0, 4)));
  return Math.min(...years);
}

/** Indexes of the months of a year that are kept: all of them, or the last, the highest and the lowest reported. */
export function monthsKept(figures: readonly (number | null)[], isWhole: boolean): readonly number[] {
  if (isWhole) return figures.map((_, at) => at);
  let [last, high, low] = [-1, -1, -1];
  figures.forEach((value, at) => {
    if (value === null) return;
    last = at;
    if (high < 0 || value > (figures[high] ?? 0)) high = at;
    if (low < 0 || value < (figures[low] ?? 0)) low = at;
  });
  return [...new Set([low, high, last])].filter((at) => at >= 0).sort((a, b) => a - b);
}
