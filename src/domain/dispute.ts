/**
 * 争议 about who was first with a lead: opened by a second unit with its evidence, answered by both sides, decided by
 * the office with reason and clause. What the verdict does to the lead is `disputeVerdict`'s, in the same commit.
 *
 * Invariants
 *  1. A lead has at most one open dispute (its id is the lead's number and a place).
 *  2. Only the two sides speak; whoever belongs to a side does not decide.
 *  3. A decided or withdrawn dispute takes no further fact.
 *
 *     opened ──stated*──> decided (判给甲 / 判给乙 / 共同)
 *        └──withdrawn by the second unit
 */
import { addDays, type Day } from './day.ts';
import { type Refusal, refuse } from './decision.ts';
import { type Holder, heldFact, refuseUnheld } from './lead/claim.ts';
import { claimRule } from './lead/claim-rule.ts';
import type { LeadFact } from './lead/facts.ts';
import { currentNumber, type Lead } from './lead/lead.ts';
import type { Pack } from './pack/schema.ts';

/** 判给甲 (who holds it), 判给乙 (who disputes it), 共同. */
export type DisputeResult = 'respondent' | 'challenger' | 'both';

export interface Statement {
  readonly unit: string;
  readonly person: string;
  readonly text: string;
  readonly at: number;
}

export interface Verdict {
  readonly result: DisputeResult;
  readonly reason: string;
  readonly clause: string;
  readonly by: string | null;
  readonly at: number;
}

export interface Dispute {
  /** `XS-202611-0001.1`. */
  readonly id: string;
  readonly version: number;
  readonly lead: string;
  readonly challenger: Holder;
  readonly respondent: Holder;
  readonly state: 'open' | 'decided' | 'withdrawn';
  readonly openedAt: number;
  readonly statements: readonly Statement[];
  readonly verdict: Verdict | null;
}

export type DisputeFact =
  | {
      readonly type: 'dispute.opened';
      readonly id: string;
      readonly lead: string;
      readonly challenger: Holder;
      readonly respondent: Holder;
      readonly text: string;
    }
  | {
      readonly type: 'dispute.stated';
      readonly unit: string;
      readonly person: string;
      readonly text: string;
    }
  | {
      readonly type: 'dispute.decided';
      readonly result: DisputeResult;
      readonly reason: string;
      readonly clause: string;
    }
  | { readonly type: 'dispute.withdrawn' };

export const DISPUTE_WORDS: Readonly<Record<DisputeResult, string>> = {
  respondent: '判给甲',
  challenger: '判给乙',
  both: '共同',
};

/** A side that goes on talking has said it: the card and the office's patience are finite. */
const STATEMENTS_MAX = 20;

export const disputeId = (lead: string, place: number): string => `${lead}.${place}`;

/** The dispute after one more fact; `null` before its first. */
export function evolveDispute(
  dispute: Dispute | null,
  fact: DisputeFact,
  at: number,
  actor: string | null,
): Dispute {
  if (fact.type === 'dispute.opened') {
    if (dispute !== null) throw new Error(`${fact.id} is open already`);
    const { id, lead, challenger, respondent, text } = fact;
    const first: Statement = { unit: challenger.unit, person: challenger.person, text, at };
    return {
      id,
      version: 1,
      lead,
      challenger,
      respondent,
      state: 'open',
      openedAt: at,
      statements: [first],
      verdict: null,
    };
  }
  if (dispute === null) throw new Error(`a dispute starts with its opening, not ${fact.type}`);
  if (dispute.state !== 'open') throw new Error(`${dispute.id} is ${dispute.state}`);
  const next = { ...dispute, version: dispute.version + 1 };
  switch (fact.type) {
    case 'dispute.stated': {
      const { unit, person, text } = fact;
      return { ...next, statements: [...dispute.statements, { unit, person, text, at }] };
    }
    case 'dispute.decided': {
      const { result, reason, clause } = fact;
      return { ...next, state: 'decided', verdict: { result, reason, clause, by: actor, at } };
    }
    case 'dispute.withdrawn':
      return { ...next, state: 'withdrawn' };
  }
}

type DecidedDispute = { readonly facts: readonly DisputeFact[] } | Refusal;

/** 提出争议, or say more in the one that is open. @param before disputes of this lead there were */
export function decideDispute(
  lead: Lead,
  open: Dispute | null,
  before: number,
  by: Holder,
  text: string | null,
): DecidedDispute {
  const number = currentNumber(lead);
  if (text === null) {
    return refuse('争议要写明依据', {
      next: `例如「线索 争议 ${number} 10月8日已签意向书，见附件编号2026-18」。`,
    });
  }
  if (open !== null) return decideStatement(open, by, text);
  const unheld = refuseUnheld(lead);
  if (unheld !== null) return unheld;
  if (lead.unit === by.unit) return refuse(`${number} 就是本单位的，没有争议可提`);
  const fact: DisputeFact = {
    type: 'dispute.opened',
    id: disputeId(lead.number, before + 1),
    lead: lead.number,
    challenger: by,
    respondent: { unit: lead.unit, person: lead.holder },
    text,
  };
  return { facts: [fact] };
}

/** 补充陈述 by either side. */
export function decideStatement(dispute: Dispute, by: Holder, text: string): DecidedDispute {
  const settled = refuseSettled(dispute);
  if (settled !== null) return settled;
  if (by.unit !== dispute.challenger.unit && by.unit !== dispute.respondent.unit) {
    return refuse(`${dispute.lead} 已有两个单位在争议中，只有这两方可以补充陈述`, {
      next: '请等招商办裁定后再提。',
    });
  }
  // Pressed twice, or once more because no answer came: said once.
  if (dispute.statements.some((one) => one.person === by.person && one.text === text)) return { facts: [] };
  if (dispute.statements.length >= STATEMENTS_MAX)
    return refuse(`这件争议的陈述已满 ${STATEMENTS_MAX} 条`, { next: '请等招商办裁定。' });
  return { facts: [{ type: 'dispute.stated', unit: by.unit, person: by.person, text }] };
}

/** 撤回 by whoever brought it. */
export function decideDisputeWithdrawal(dispute: Dispute, by: Holder): DecidedDispute {
  const settled = refuseSettled(dispute);
  if (settled !== null) return settled;
  if (by.unit !== dispute.challenger.unit) return refuse('只有提出争议的单位可以撤回');
  return { facts: [{ type: 'dispute.withdrawn' }] };
}

export interface VerdictWords {
  readonly result: DisputeResult;
  readonly reason: string | null;
  readonly clause: string | null;
}

export interface DecidedVerdict {
  readonly dispute: readonly DisputeFact[];
  readonly lead: readonly LeadFact[];
}

/** 裁定 by the office, and what it means for the lead. */
export function decideVerdict(
  pack: Pack,
  dispute: Dispute,
  lead: Lead,
  words: VerdictWords,
  by: { readonly person: string; readonly units: readonly string[] },
  today: Day,
): DecidedVerdict | Refusal {
  const settled = refuseSettled(dispute);
  if (settled !== null) return settled;
  const number = currentNumber(lead);
  const { challenger, respondent } = dispute;
  const isParty =
    [challenger.person, respondent.person].includes(by.person) ||
    by.units.some((unit) => unit === challenger.unit || unit === respondent.unit);
  if (isParty) return refuse('您是争议一方的人，不能裁定', { next: '请由招商办其他人裁定。' });
  if (words.reason === null) {
    return refuse('裁定要写明理由', {
      next: `例如「线索 裁定 ${number} 判给甲 首次登记在先且有走访记录」。`,
    });
  }
  if (words.result === 'challenger' && lead.projectNumber !== null) {
    return refuse(`${number} 已经是项目，不能用裁定改变归属`, {
      next: `可以裁定「共同」，或由双方发送「流转 ${number}」商定分成。`,
    });
  }
  const { result, reason } = words;
  const clause = words.clause ?? claimRule(pack).clause;
  return {
    dispute: [{ type: 'dispute.decided', result, reason, clause }],
    lead: verdictOnLead(pack, lead, dispute, result, reason, today),
  };
}

function verdictOnLead(
  pack: Pack,
  lead: Lead,
  { challenger }: Dispute,
  result: DisputeResult,
  reason: string,
  today: Day,
): readonly LeadFact[] {
  if (lead.status !== 'open' || lead.holding.state === 'merged') return [];
  if (result === 'challenger') {
    return lead.holding.state === 'held' && lead.unit === challenger.unit
      ? []
      : [heldFact(pack, lead, challenger, 'arbitrated', today)];
  }
  if (lead.holding.state !== 'held') return [];
  if (result === 'respondent') {
    // The clock stood still while the office thought.
    const untilOn = addDays(today, claimRule(pack).protectDays);
    const stands = lead.holding.protectedUntilOn;
    const isLater = lead.projectNumber === null && (stands === null || untilOn > stands);
    return isLater ? [{ type: 'lead.protected', untilOn, by: 'office' }] : [];
  }
  const partner = lead.holding.partners.find((one) => one.unit === challenger.unit);
  if (partner?.state === 'agreed' || lead.unit === challenger.unit) return [];
  const { unit, person } = challenger;
  return [
    ...(partner?.state === 'asked'
      ? []
      : [{ type: 'lead.cooperation_asked' as const, unit, person, note: null }]),
    { type: 'lead.cooperation_answered', unit, agreed: true, reason },
  ];
}

function refuseSettled(dispute: Dispute): Refusal | null {
  if (dispute.state === 'withdrawn') return refuse(`${dispute.lead} 的这件争议已经撤回`);
  if (dispute.verdict === null) return null;
  return refuse(`${dispute.lead} 的这件争议已裁定：${DISPUTE_WORDS[dispute.verdict.result]}`);
}
