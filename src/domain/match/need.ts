/** 需求 of a lead set or taken back, and whether a change is one that matches should be looked at anew for. */
import { refuse } from '../decision.ts';
import type { Decided } from '../lead/decide.ts';
import type { LeadFact } from '../lead/facts.ts';
import { currentNumber, type Lead } from '../lead/lead.ts';

/** Longest need kept, in characters. */
export const NEED_LENGTH_MAX = 200;

/** @param need without phones; `null` takes it back */
export function decideNeed(lead: Lead, need: string | null): Decided<LeadFact> {
  const number = currentNumber(lead);
  if (lead.status === 'withdrawn') return refuse(`${number} 已撤销或已合并`);
  if (need !== null && need.length > NEED_LENGTH_MAX)
    return refuse(`需求最多 ${NEED_LENGTH_MAX} 个字`, { next: '请只写面积、层高、承重、用电、价格和地点。' });
  if (lead.need === need)
    return refuse(need === null ? `${number} 没有另写过需求` : `${number} 的需求本来就是这样写的`);
  return { facts: [{ type: 'lead.need_set', need }] };
}

/** 用地、厂房、投资额、产业、拟落户 changed: what fitted may fit no more. */
export function isNeedChanged(before: Lead, after: Lead): boolean {
  const of = ({ need, investment, industry, landingUnit, tags }: Lead) =>
    JSON.stringify([need, investment, industry, landingUnit, tags.industries ?? []]);
  return of(before) !== of(after);
}
