/** A lead moved by decisions: what is refused is told apart from what holds. */
import { isRefusal } from '../../../src/domain/decision.ts';
import type { Decided } from '../../../src/domain/lead/decide.ts';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import { evolveLead, type Lead } from '../../../src/domain/lead/lead.ts';
import { registered } from '../../contract/kit.ts';

export const NUMBER = 'XS-202611-0001';
export const TODAY = '2026-11-22';

export const fresh = (more: Parameters<typeof registered>[1] = {}): Lead =>
  evolveLead(null, registered(NUMBER, more), 1, 'p_anna');

export const yuan = (yi: number) => {
  const amount = { units: yi * 100_000_000, currency: 'CNY' as const };
  return { low: amount, high: amount, approx: false };
};

/** The lead after a decision that must not be refused. */
export function follow(
  lead: Lead,
  decision: Decided<LeadFact>,
  actor = 'p_anna',
  at = lead.touchedAt + 1,
): Lead {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.because}`);
  return decision.facts.reduce((state, fact) => evolveLead(state, fact, at, actor), lead);
}
