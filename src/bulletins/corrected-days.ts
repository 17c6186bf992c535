/**
 * 更正 of verified stages' days that came after a bulletin had counted them: a sentence each in the next bulletin.
 * A correction of a month not yet published needs none: that month's bulletin counts by the day as it now stands.
 */
import { monthOf } from '../domain/day.ts';
import { currentNumber, type Lead } from '../domain/lead/lead.ts';
import { isStage, stepLabel } from '../domain/lead/stage-steps.ts';
import type { Material } from './read.ts';

/** @param leads with any day corrected since the last bulletin, newest first. */
export function correctedDays(
  { pack, published, month }: Pick<Material, 'pack' | 'published' | 'month'>,
  leads: readonly Lead[],
): readonly string[] {
  const last = published.findLast((one) => one.month < month);
  if (last === undefined) return [];
  return leads.flatMap((lead) => {
    if (lead.confidential) return [];
    return lead.stages.flatMap((event) => {
      if (event.state !== 'verified' || !isStage(pack, event.stage)) return [];
      return (event.details.corrections ?? [])
        .filter(({ at, was, now }) => {
          const first = was < now ? was : now;
          return at > last.asOfAt && monthOf(first) <= last.month;
        })
        .map(({ was, now }) => {
          const step = stepLabel(pack, event.stage);
          return `更正：${currentNumber(lead)}「${step}」日期由 ${was} 更正为 ${now}，已签发的战报不改。`;
        });
    });
  });
}
