/**
 * 合并 of duplicates by the office: one lives on, both histories stay, both numbers lead to it. Refused when stages or
 * figures would be counted twice or lost.
 */
import { type Refusal, refuse } from '../decision.ts';
import { refuseUnheld } from './claim.ts';
import type { LeadFact } from './facts.ts';
import { currentNumber, type Lead, pendingStage, verifiedStages } from './lead.ts';

/** One side of a merge: the lead, and whether months of figures were reported for it. */
export interface MergeSide {
  readonly lead: Lead;
  readonly hasReports: boolean;
}

/** Verified stages, a project number or monthly figures: what would be lost by merging it away. */
export const hasProgress = ({ lead, hasReports }: MergeSide): boolean =>
  hasReports || lead.projectNumber !== null || verifiedStages(lead).length > 0;

/** The one that lives on when nobody says which: the one with progress, else the first registered. */
export function survivorOf(a: MergeSide, b: MergeSide): MergeSide {
  if (hasProgress(a) !== hasProgress(b)) return hasProgress(a) ? a : b;
  if (a.lead.registeredAt !== b.lead.registeredAt) return a.lead.registeredAt < b.lead.registeredAt ? a : b;
  return a.lead.number < b.lead.number ? a : b;
}

export interface Merged {
  readonly into: readonly LeadFact[];
  readonly from: readonly LeadFact[];
}

/** @param into lives on · @param from ends */
export function decideMerge(into: MergeSide, from: MergeSide): Merged | Refusal {
  const [keeps, ends] = [currentNumber(into.lead), currentNumber(from.lead)];
  if (into.lead.number === from.lead.number) {
    return refuse(`${keeps} 和 ${ends} 是同一条`, { next: '请写两个不同的编号。' });
  }
  for (const { lead } of [into, from]) {
    if (lead.status === 'withdrawn') return refuseUnheld(lead) ?? refuse(`${currentNumber(lead)} 不能合并`);
  }
  if (hasProgress(into) && hasProgress(from)) {
    return refuse(`${keeps} 和 ${ends} 都已有审核通过的阶段或月报，合并会重复计算`, {
      next: '请先由招商办更正或终止其中一条，再合并。',
    });
  }
  if (hasProgress(from)) {
    return refuse(`${ends} 已有审核通过的阶段或月报，不能并入没有进展的 ${keeps}`, {
      next: `请发送「线索 合并 ${ends} ${keeps} 保留 ${ends}」。`,
    });
  }
  if (pendingStage(from.lead) !== null) {
    return refuse(`${ends} 还有推进在等审核`, { next: '请先通过或退回，再合并。' });
  }
  const { unit, holder, holding } = from.lead;
  // A duplicate in the pool does not cost the other one its holder.
  const takesOver = into.lead.holding.state === 'pool' && holding.state === 'held';
  const held: LeadFact = {
    type: 'lead.held',
    unit,
    holder,
    protectedUntilOn: holding.protectedUntilOn,
    why: 'merged',
  };
  return {
    into: [{ type: 'lead.absorbed', number: from.lead.number }, ...(takesOver ? [held] : [])],
    from: [{ type: 'lead.merged', into: into.lead.number }],
  };
}
