/** 合作: a second unit asks to work on a lead beside its holder, who agrees or not. Pure. */
import { addDays, type Day, dayOfInstant } from '../day.ts';
import { refuse } from '../decision.ts';
import { type Holder, refuseUnheld } from './claim.ts';
import { CLAIM_DEFAULTS } from './claim-rule.ts';
import type { Decided } from './decide.ts';
import type { LeadFact } from './facts.ts';
import type { Partner } from './holding.ts';
import { currentNumber, type Lead } from './lead.ts';

/** What a unit has asked of this lead, if anything. */
export const partnerOf = (lead: Lead, unit: string): Partner | null =>
  lead.holding.partners.find((one) => one.unit === unit) ?? null;

/** 申请合作. */
export function decideAskCooperation(
  lead: Lead,
  by: Holder,
  note: string | null,
  today: Day,
): Decided<LeadFact> {
  const unheld = refuseUnheld(lead);
  if (unheld !== null) return unheld;
  const number = currentNumber(lead);
  if (lead.unit === by.unit) return refuse(`${number} 就是本单位的，不用申请合作`);
  const before = partnerOf(lead, by.unit);
  if (before?.state === 'asked') return refuse(`已经申请过合作 ${number}，正在等首招单位答复`);
  if (before?.state === 'agreed') return refuse(`本单位已经是 ${number} 的合作单位`);
  if (before?.state === 'declined') {
    const again = addDays(dayOfInstant(before.askedAt), CLAIM_DEFAULTS.coolDownDays);
    if (today < again) {
      return refuse(`首招单位没有同意与本单位合作 ${number}，${again} 起可以再申请`, {
        clause: '间隔为系统默认',
        next: `有异议请发送「线索 争议 ${number} 依据」，由招商办裁定。`,
      });
    }
  }
  return { facts: [{ type: 'lead.cooperation_asked', unit: by.unit, person: by.person, note }] };
}

/** 同意 or 不同意, by the holder's side. */
export function decideAnswerCooperation(
  lead: Lead,
  unit: string,
  agreed: boolean,
  reason: string | null,
): Decided<LeadFact> {
  const unheld = refuseUnheld(lead);
  if (unheld !== null) return unheld;
  const asked = partnerOf(lead, unit);
  const number = currentNumber(lead);
  if (asked === null) return refuse(`${number} 没有这个合作申请，可能已失效`);
  if (asked.state === 'agreed') return refuse(`${number} 的这个合作申请已经同意`);
  if (asked.state === 'declined') return refuse(`${number} 的这个合作申请已经答复为不同意`);
  return { facts: [{ type: 'lead.cooperation_answered', unit, agreed, reason }] };
}
