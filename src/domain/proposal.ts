/**
 * A proposal 处理建议: what a finding 认定 lets the system suggest by the pack's rules (domain.md P12; SM 三(四)21). It is
 * confirmed or dropped by a named person with a reason; nothing is ever sent or done by itself.
 *
 *     finding ──> proposed ──确认 (who, why)──> confirmed
 *                    └─────不采纳 (who, why)──> dropped          both final
 *
 * Invariants
 *  1. A finding makes one proposal for each rule it falls under.
 *  2. Who recorded the finding does not decide on its proposal.
 */
import { type Refusal, refuse } from './decision.ts';
import type { LeadFact } from './lead/facts.ts';
import { currentNumber, type Lead } from './lead/lead.ts';
import { EXIT_PREFIX } from './lead/stage-course.ts';
import type { Consequence, Pack } from './pack/schema.ts';

export interface Proposal {
  /** `JY-202611-0001`. */
  readonly number: string;
  readonly version: number;
  /** The pack's rule, `SM-D11b`. */
  readonly rule: string;
  readonly label: string;
  readonly actions: readonly string[];
  /** Whom it is about, in the pack's terms: unit, person, a rank of posts. */
  readonly to: readonly string[];
  /** Who decides by the document: 市领导小组指挥部, 市效能办. */
  readonly decider: string;
  readonly clause: string;
  readonly unit: string | null;
  /** The lead the finding is about. */
  readonly lead: string | null;
  readonly flag: string | null;
  readonly reason: string;
  readonly evidence: string | null;
  readonly state: 'proposed' | 'confirmed' | 'dropped';
  readonly proposedAt: number;
  readonly proposedBy: string | null;
  readonly decidedAt: number | null;
  readonly decidedBy: string | null;
  /** Why it was confirmed or dropped. */
  readonly decision: string | null;
}

export type ProposalFact =
  | ({ readonly type: 'proposal.proposed'; readonly number: string } & NewProposal)
  | { readonly type: 'proposal.confirmed'; readonly reason: string }
  | { readonly type: 'proposal.dropped'; readonly reason: string };

export type NewProposal = Omit<
  Proposal,
  'number' | 'version' | 'state' | 'proposedAt' | 'proposedBy' | 'decidedAt' | 'decidedBy' | 'decision'
>;

export const PROPOSAL_WORDS: Readonly<Record<Proposal['state'], string>> = {
  proposed: '待决定',
  confirmed: '已确认',
  dropped: '不采纳',
};

/** The proposal after one more fact; `null` before its first. */
export function evolveProposal(
  proposal: Proposal | null,
  fact: ProposalFact,
  at: number,
  actor: string | null,
): Proposal {
  if (fact.type === 'proposal.proposed') {
    if (proposal !== null) throw new Error(`${fact.number} is proposed already`);
    const { type: _type, ...given } = fact;
    return {
      ...given,
      version: 1,
      state: 'proposed',
      proposedAt: at,
      proposedBy: actor,
      decidedAt: null,
      decidedBy: null,
      decision: null,
    };
  }
  if (proposal === null) throw new Error(`a proposal starts by being proposed, not ${fact.type}`);
  if (proposal.state !== 'proposed') throw new Error(`${proposal.number} is ${proposal.state}`);
  return {
    ...proposal,
    version: proposal.version + 1,
    state: fact.type === 'proposal.confirmed' ? 'confirmed' : 'dropped',
    decidedAt: at,
    decidedBy: actor,
    decision: fact.reason,
  };
}

/** 非客观原因 losing a project is a finding of its own (SM 三(四)21, AE-SM-12 and SM-D9). */
const LOST_FLAG = 'lost_not_objective';

interface Finding {
  readonly flag: string;
  readonly reason: string;
  readonly evidence: string | null;
}

function findingsIn(lead: Lead, facts: readonly LeadFact[]): readonly Finding[] {
  return facts.flatMap((fact): Finding[] => {
    if (fact.type === 'lead.flagged')
      return [{ flag: fact.flag, reason: fact.reason, evidence: fact.evidence }];
    if (fact.type !== 'lead.stage_verified') return [];
    const event = lead.stages.find((one) => one.id === fact.id);
    if (event === undefined || !event.stage.startsWith(EXIT_PREFIX)) return [];
    if (event.details.exit?.fault !== 'avoidable') return [];
    const who = event.details.exit.responsible;
    const reason = `${event.note ?? ''}${who === null ? '' : `（责任：${who}）`}`;
    return [{ flag: LOST_FLAG, reason, evidence: event.evidence }];
  });
}

const rulesFor = (pack: Pack, flag: string): readonly Consequence[] =>
  pack.consequences.filter((rule) => rule.when.flag?.includes(flag) === true);

/** What a lead's new facts propose, rule by rule. @param lead the lead after them */
export function proposalsFrom(pack: Pack, lead: Lead, facts: readonly LeadFact[]): readonly NewProposal[] {
  return findingsIn(lead, facts).flatMap(({ flag, reason, evidence }) =>
    rulesFor(pack, flag).map((rule) => ({
      rule: rule.id,
      label: rule.label,
      actions: rule.propose,
      to: rule.to,
      decider: rule.by,
      clause: rule.clause,
      unit: lead.unit,
      lead: lead.number,
      flag,
      reason: `${currentNumber(lead)}：${reason}`,
      evidence,
    })),
  );
}

/** 确认 or 不采纳, by a named person who did not record the finding. */
export function decideProposal(
  proposal: Proposal,
  wish: { readonly do: 'confirm' | 'drop'; readonly reason: string | null },
  by: string,
): { readonly facts: readonly ProposalFact[] } | Refusal {
  const { number, state, clause } = proposal;
  if (state !== 'proposed') return refuse(`${number} ${PROPOSAL_WORDS[state]}，不再改动`);
  if (proposal.proposedBy === by)
    return refuse('记录认定的人不能决定自己提出的建议', {
      clause,
      next: '请由招商办其他人员、市领导或效能人员决定。',
    });
  if (wish.reason === null) {
    const word = wish.do === 'confirm' ? '确认' : '不采纳';
    return refuse(`${word}要写明理由`, {
      clause,
      next: `请填「理由」，例如「会议 建议 ${number} ${word} 经核实」。`,
    });
  }
  const type = wish.do === 'confirm' ? ('proposal.confirmed' as const) : ('proposal.dropped' as const);
  return { facts: [{ type, reason: wish.reason }] };
}

/** A mark of the facts document: a confirmed finding stands against the unit (`marks`), 取消考评资格 among them. */
export interface FlagMark {
  readonly subject: string;
  readonly flag: string;
}

/** `marks` of the facts document: what was confirmed by an instant. */
export function proposalMarks(proposals: readonly Proposal[], until: number): readonly FlagMark[] {
  return proposals.flatMap(({ unit, flag, state, decidedAt }) =>
    state === 'confirmed' && unit !== null && flag !== null && decidedAt !== null && decidedAt <= until
      ? [{ subject: unit, flag }]
      : [],
  );
}

/** 效能 proposals: those the discipline role decides on; everybody else of the city decides on all. */
export const isAccountability = ({ actions, decider }: Pick<Proposal, 'actions' | 'decider'>): boolean =>
  actions.some((action) => action === 'accountability' || action === 'adjust_duty') ||
  /效能|纪委|监委/.test(decider);
