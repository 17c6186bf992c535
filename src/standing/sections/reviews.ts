/** 评估与滚动考评: reviews with what they came to, and yearly checks that were judged. A withdrawn lead's do not count. */
import { outcomeRows } from '../../domain/rolling-check/result.ts';
import { rollingRows } from '../../domain/rolling-check/rows.ts';
import { idOf, type Section } from '../gathering.ts';

export const reviews: Section = async ({ store, pack, leads, asOf }) => {
  const [outcomes, checks] = await Promise.all([store.reviewOutcomes(), store.allRollingChecks()]);
  const ids = new Map(leads.map((lead) => [lead.number, idOf(lead)]));
  const projectOf = (lead: string): string | null => ids.get(lead) ?? null;
  return {
    reviews: [...outcomeRows(outcomes, projectOf, asOf), ...rollingRows(pack, checks, projectOf, asOf)],
  };
};
