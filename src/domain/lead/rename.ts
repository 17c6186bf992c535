/** 更名 and 换联系人: a firm gets its formal name, the person to call changes. Left out: who may, and likeness to other leads. */
import { refuse } from '../decision.ts';
import type { Decided } from './decide.ts';
import type { LeadFact } from './facts.ts';
import { currentNumber, type Lead } from './lead.ts';

export interface NewNames {
  readonly company: string;
  readonly project: string | null;
  readonly reason: string | null;
}

export function decideRename(lead: Lead, names: NewNames): Decided<LeadFact> {
  if (lead.status === 'withdrawn') return refuse(`${lead.number} 已撤销`);
  if (lead.company === names.company && lead.project === names.project)
    return refuse(`${currentNumber(lead)} 现在就是这个名称，没有改动`);
  return { facts: [{ type: 'lead.renamed', ...names }] };
}

/** @param contact the id of the row that holds the new one. */
export function decideContact(lead: Lead, contact: string): Decided<LeadFact> {
  if (lead.status === 'withdrawn') return refuse(`${lead.number} 已撤销`);
  return { facts: [{ type: 'lead.contact_set', contact }] };
}
