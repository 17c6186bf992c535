/** 处理建议: made in the commit of the finding 认定; listed, confirmed or dropped by a named person. Nothing is sent by itself. */
import {
  PROPOSALS_PAGE,
  type ProposalView,
  proposalCard,
  proposalListCard,
} from '../../../src/cards/proposal.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { has, isCityLeader, isOffice } from '../../../src/domain/access.ts';
import { monthOf } from '../../../src/domain/day.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { isOfficeNumber, officeNumber, officeSequence } from '../../../src/domain/meeting/meeting.ts';
import {
  decideProposal,
  evolveProposal,
  isAccountability,
  type Proposal,
  proposalsFrom,
} from '../../../src/domain/proposal.ts';
import type { Person } from '../../../src/domain/roster.ts';
import { answerOnly, type Change } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { tooLong } from '../chat.ts';

const LISTED_MAX = 500;
const REASON_MAX = 500;

/** What a lead's new facts propose, with their numbers taken. @param after the lead after them */
export async function proposalChanges(
  after: Lead,
  facts: readonly LeadFact[],
  here: Pick<KnownScene, 'pack' | 'today'>,
  tools: Pick<Tools, 'store'>,
): Promise<readonly Change[]> {
  const news = proposalsFrom(here.pack, after, facts);
  if (news.length === 0) return [];
  const month = monthOf(here.today);
  const name = officeSequence('JY', month);
  const last = await tools.store.lastValue(name);
  return news.flatMap((one, index): Change[] => [
    { subject: 'sequence', name, value: last + index + 1 },
    {
      subject: 'proposal',
      before: null,
      facts: [{ type: 'proposal.proposed', number: officeNumber('JY', month, last + index + 1), ...one }],
    },
  ]);
}

/** The office and leaders of the city decide on all; the discipline role on 效能 ones. */
export function seesProposal(
  person: Person,
  proposal: Proposal,
  { roster }: Pick<KnownScene, 'roster'>,
): boolean {
  if (isOffice(person) || isCityLeader(person, roster)) return true;
  return has(person, 'discipline') && isAccountability(proposal);
}

const mayList = (person: Person, { roster }: Pick<KnownScene, 'roster'>): boolean =>
  isOffice(person) || isCityLeader(person, roster) || has(person, 'discipline');

const NOT_ALLOWED = refuse('处理建议由招商办、市领导和效能人员查看和决定');

/** 建议 [编号] [确认 | 不采纳 理由]. */
export async function sayProposal(text: string, here: KnownScene, tools: Tools): Result {
  if (!mayList(here.actor, here)) return NOT_ALLOWED;
  const words = text.normalize('NFKC').trim();
  const found = /^(JY[-－—]?[\d-]+|\d{6}-\d+|\d{1,9})(?=$|[\s,，:：]|[^\d-])[\s,，:：]*/i.exec(words);
  if (found === null) {
    if (words !== '' && !/^(?:全部|列表|待决定)$/.test(words))
      return refuse(`没有看懂「${words.slice(0, 20)}」`, {
        next: '例如「会议 建议 JY-202611-0001 确认 经核实」。',
      });
    return listProposals(0, words === '全部', here, tools);
  }
  const proposal = await proposalNamed(found[1] ?? '', here, tools);
  if (isRefusal(proposal)) return proposal;
  const rest = words.slice(found[0].length);
  const act = /^(确认|同意|采纳)|^(不采纳|不予|不同意|驳回|放弃)/u.exec(rest);
  if (act === null) return answerOnly({ card: proposalCard(await viewOf(proposal, here, tools)) });
  const reason = rest
    .slice(act[0].length)
    .replace(/^[\s,，:：]+/, '')
    .trim();
  return decide(act[1] !== undefined ? 'confirm' : 'drop', proposal, reason, here, tools);
}

async function proposalNamed(words: string, here: KnownScene, tools: Tools) {
  const all = await tools.store.proposals(['proposed', 'confirmed', 'dropped'], LISTED_MAX);
  const found = all.filter((one) => isOfficeNumber(one.number, words) && seesProposal(here.actor, one, here));
  const waiting = found.filter((one) => one.state === 'proposed');
  const [only, second] = waiting.length > 0 ? waiting : found;
  if (only === undefined)
    return refuse(`没有找到处理建议「${words.slice(0, 20)}」，或您无权查看`, {
      next: '发送「会议 建议」查看。',
    });
  if (second !== undefined)
    return refuse(`「${words}」可以是几条建议`, { next: `请写完整编号，例如 ${only.number}。` });
  return only;
}

export async function pressProposal(
  wish: 'confirm' | 'drop',
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
): Result {
  const proposal = await tools.store.proposal(pressed.args['proposal'] ?? '');
  if (proposal === null || !seesProposal(here.actor, proposal, here))
    return refuse('没有找到这条处理建议，或您无权查看', { next: '发送「会议 建议」查看。' });
  return decide(wish, proposal, formText(pressed, 'reason') ?? '', here, tools);
}

export async function pageProposals(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  if (!mayList(here.actor, here)) return NOT_ALLOWED;
  const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
  const from = Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
  return listProposals(from, pressed.args['all'] === 'yes', here, tools);
}

async function decide(
  wish: 'confirm' | 'drop',
  proposal: Proposal,
  reason: string,
  here: KnownScene,
  tools: Tools,
): Result {
  const long = tooLong('理由', reason, REASON_MAX);
  if (long !== null) return long;
  const intent = { do: wish, reason: reason === '' ? null : maskPhonesIn(reason) };
  const decided = decideProposal(proposal, intent, here.actor.id);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce<Proposal>(
    (state, fact) => evolveProposal(state, fact, here.now, here.actor.id),
    proposal,
  );
  return {
    changes: [{ subject: 'proposal', before: proposal, facts: decided.facts }],
    answer: {
      card: proposalCard(await viewOf(after, here, tools)),
      toast: {
        tone: 'success',
        text:
          wish === 'confirm'
            ? `已确认 ${proposal.number}，请按程序办理，系统不代发。`
            : `已记录不采纳 ${proposal.number}。`,
      },
      about: proposal.number,
    },
    notices: [],
  };
}

async function listProposals(offset: number, all: boolean, here: KnownScene, tools: Tools): Result {
  const states = all ? (['proposed', 'confirmed', 'dropped'] as const) : (['proposed'] as const);
  const found = await tools.store.proposals(states, LISTED_MAX);
  const seen = found.filter((one) => seesProposal(here.actor, one, here));
  const [only] = seen;
  if (only !== undefined && seen.length === 1) {
    return answerOnly({ card: proposalCard(await viewOf(only, here, tools)), about: only.number });
  }
  const shown = seen.slice(offset, offset + PROPOSALS_PAGE);
  const views = await Promise.all(shown.map((one) => viewOf(one, here, tools)));
  return answerOnly({ card: proposalListCard({ views, total: seen.length, offset, all }) });
}

async function viewOf(proposal: Proposal, here: KnownScene, tools: Tools): Promise<ProposalView> {
  const lead = proposal.lead === null ? null : await tools.store.lead(proposal.lead);
  return proposalView(proposal, lead, here);
}

export function proposalView(
  proposal: Proposal,
  lead: Lead | null,
  { actor, roster }: Pick<KnownScene, 'actor' | 'roster'>,
): ProposalView {
  const isOwn = proposal.proposedBy === actor.id;
  return {
    proposal,
    unit: proposal.unit === null ? '—' : roster.unitName(proposal.unit),
    lead: lead === null ? null : `${currentNumber(lead)} ${titleOf(lead)}`,
    proposedBy: roster.personName(proposal.proposedBy),
    decidedBy: proposal.decidedBy === null ? null : roster.personName(proposal.decidedBy),
    mayDecide: proposal.state === 'proposed' && !isOwn,
    isOwn: proposal.state === 'proposed' && isOwn,
  };
}
