/** 核实 of a registration: 有效, 核实, 无效. What the points of 线索积分 begin with. Pure. */
import { refuse } from '../decision.ts';
import { refuseUnheld } from './claim.ts';
import type { Decided } from './decide.ts';
import type { LeadFact } from './facts.ts';
import type { JudgedAs } from './holding-facts.ts';
import { currentNumber, type Lead, verifiedStages } from './lead.ts';

export const JUDGED_WORDS: Readonly<Record<JudgedAs, string>> = {
  valid: '有效',
  verified: '核实',
  invalid: '无效',
};

/** @param by may not judge a lead of their own */
export function decideJudge(
  lead: Lead,
  verdict: JudgedAs,
  reason: string | null,
  by: string,
): Decided<LeadFact> {
  const number = currentNumber(lead);
  if (lead.status === 'withdrawn') return refuseUnheld(lead) ?? { facts: [] };
  if (lead.holder === by) {
    return refuse('登记人不能核实自己的线索', { next: '请由其他审核人或招商办处理。' });
  }
  if (lead.holding.judged === verdict) return refuse(`${number} 已经认定为${JUDGED_WORDS[verdict]}`);
  if (verdict === 'valid' && lead.holding.judged === 'verified')
    return refuse(`${number} 已经核实，不用再认定有效`);
  if (verdict === 'invalid') {
    if (verifiedStages(lead).length > 0)
      return refuse(`${number} 已有审核通过的阶段，不能认定无效`, { next: '请先更正或终止。' });
    if (reason === null)
      return refuse('认定无效要写明理由', { next: `例如「线索 无效 ${number} 企业不存在」。` });
  }
  return { facts: [{ type: 'lead.judged', verdict, reason }] };
}
