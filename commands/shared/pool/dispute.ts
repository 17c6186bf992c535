/** 争议: opened with evidence, spoken to by both sides, decided by the office; and the list of open ones. */
import { type DisputeRow, disputeCard, disputeListCard } from '../../../src/cards/dispute.ts';
import { askCard } from '../../../src/cards/pool/pool.ts';
import { printDay, printMinute, sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { has, isCityLeader, isOffice } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import {
  DISPUTE_WORDS,
  type Dispute,
  type DisputeFact,
  decideDispute,
  decideDisputeWithdrawal,
  decideStatement,
  evolveDispute,
} from '../../../src/domain/dispute.ts';
import { claimRule } from '../../../src/domain/lead/claim-rule.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import type { Person } from '../../../src/domain/roster.ts';
import { answerOnly, type Notice } from '../../../src/outcome.ts';
import { notFound } from '../chat.ts';
import {
  meantLead,
  namesOf,
  namesToParty,
  officePeople,
  pressedLead,
  sideOf,
  sidePeople,
  tell,
  written,
  writtenField,
} from './lead.ts';

const LISTED_MAX = 30;
const BUTTONS_MAX = 12;

/** `争议` lists; `争议 XS-…` shows the one there is; with words it opens one or adds to it. */
export async function sayDispute(words: string, here: KnownScene, tools: Tools): Result {
  if (words.trim() === '' && here.quoted === null) return listDisputes(here, tools);
  const meant = await meantLead(words, here, tools, '线索 争议 XS-202611-0001 10月8日已签意向书');
  if (isRefusal(meant)) return meant;
  const { lead, rest } = meant;
  const all = await tools.store.disputesOf(lead.number);
  const last = all.at(-1);
  if (rest === '' && last !== undefined && mayRead(last, here))
    return answerOnly({ card: disputeCard(viewOf(last, lead, here)), about: lead.number });
  const text = written('依据', rest);
  return isRefusal(text) ? text : speak(lead, all, text, here, tools);
}

export async function pressDisputeForm(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  return isRefusal(lead) ? lead : disputeForm(lead, here);
}

/** Asks for the evidence. Used by the 疑似重复 card too. */
export function disputeForm(lead: Lead, here: KnownScene) {
  return answerOnly({
    card: askCard({
      lead: lead.number,
      ...namesOf(lead, here),
      heading: '提出争议',
      lines: [
        '请写明贵单位先接触、先报送或持续跟进的依据（日期、材料编号、在场人员）。招商办裁定前双方都可以补充。',
      ],
      name: 'text',
      label: '依据',
      placeholder: '如：10月8日与企业签意向书，编号2026-18',
      required: true,
      buttons: [{ label: '提交争议', action: 'dispute', look: 'primary' }],
    }),
    about: lead.number,
  });
}

export async function pressDispute(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await tools.store.lead(pressed.args['lead'] ?? '');
  if (lead === null) return notFound('这条线索');
  const text = writtenField('依据', pressed, 'text');
  if (isRefusal(text)) return text;
  return speak(lead, await tools.store.disputesOf(lead.number), text, here, tools);
}

async function speak(
  lead: Lead,
  all: readonly Dispute[],
  text: string | null,
  here: KnownScene,
  tools: Tools,
): Result {
  if (!has(here.actor, 'reporter', 'leader')) return refuse('只有填报员和单位领导可以提出争议或补充陈述');
  const side = sideOf(here);
  if (isRefusal(side)) return side;
  const open = all.find((one) => one.state === 'open') ?? null;
  const decided = decideDispute(lead, open, all.length, side, text);
  return isRefusal(decided) ? decided : spoken(lead, open, decided.facts, here, tools);
}

async function spoken(
  lead: Lead,
  before: Dispute | null,
  facts: readonly DisputeFact[],
  here: KnownScene,
  tools: Tools,
): Result {
  const after = facts.reduce<Dispute | null>(
    (state, fact) => evolveDispute(state, fact, here.now, here.actor.id),
    before,
  );
  if (after === null) throw new Error('a dispute must be there after its facts');
  const answered = (text: string) => ({
    card: disputeCard(viewOf(after, lead, here)),
    toast: { tone: 'success' as const, text },
    about: lead.number,
  });
  if (facts.length === 0) return answerOnly(answered('这段话已经提交过。'));
  const toast =
    after.state === 'withdrawn'
      ? '争议已撤回。'
      : before === null
        ? '争议已提交，等待招商办裁定。'
        : '陈述已补充。';
  return {
    changes: [{ subject: 'dispute', before, facts }],
    answer: answered(toast),
    notices: disputeNotices(after, lead, here, tools),
  };
}

/** Both sides and the office, each with what they may do on their own card. */
export function disputeNotices(
  dispute: Dispute,
  lead: Lead,
  here: KnownScene,
  _tools: Tools,
): readonly Notice[] {
  const { challenger, respondent } = dispute;
  const told: readonly Person[] = [
    ...sidePeople(respondent.unit, respondent.person, here),
    ...sidePeople(challenger.unit, challenger.person, here),
    ...officePeople(here),
  ];
  const once = [...new Map(told.map((person) => [person.id, person])).values()];
  return once.flatMap((person) =>
    tell([person], here, {
      key: `dispute:${dispute.id}:${dispute.version}`,
      card: disputeCard(viewOf(dispute, lead, { ...here, actor: person })),
      about: lead.number,
    }),
  );
}

export async function pressStatement(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const found = await pressedDispute(pressed, here, tools);
  if (isRefusal(found)) return found;
  const side = sideOf(here);
  if (isRefusal(side)) return side;
  const text = writtenField('陈述', pressed, 'text');
  if (isRefusal(text)) return text;
  if (text === null) return refuse('陈述还没有写', { next: '请写明依据后再提交。' });
  const decided = decideStatement(found.dispute, side, text);
  return isRefusal(decided) ? decided : spoken(found.lead, found.dispute, decided.facts, here, tools);
}

export async function pressWithdrawal(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const found = await pressedDispute(pressed, here, tools);
  return isRefusal(found) ? found : withdraw(found.lead, found.dispute, here, tools);
}

/** `撤回争议 XS-…`. */
export async function sayWithdrawal(words: string, here: KnownScene, tools: Tools): Result {
  const meant = await meantLead(words, here, tools, '线索 撤回争议 XS-202611-0001');
  if (isRefusal(meant)) return meant;
  const last = (await tools.store.disputesOf(meant.lead.number)).at(-1);
  if (last === undefined) return refuse(`${currentNumber(meant.lead)} 没有争议`);
  return withdraw(meant.lead, last, here, tools);
}

async function withdraw(lead: Lead, dispute: Dispute, here: KnownScene, tools: Tools): Result {
  const side = sideOf(here);
  if (isRefusal(side)) return side;
  const decided = decideDisputeWithdrawal(dispute, side);
  return isRefusal(decided) ? decided : spoken(lead, dispute, decided.facts, here, tools);
}

/** The dispute a button carries, and the lead it is about as it was numbered then. */
export async function pressedDispute(pressed: Pressed, here: KnownScene, tools: Tools) {
  const dispute = await tools.store.dispute(pressed.args['dispute'] ?? '');
  const lead = dispute === null ? null : await tools.store.lead(dispute.lead);
  if (dispute === null || lead === null || !mayRead(dispute, here)) return notFound('这件争议');
  return { dispute, lead };
}

function mayRead(dispute: Dispute, here: KnownScene): boolean {
  const own = here.roster.unitsOf(here.actor);
  const isParty = own.includes(dispute.challenger.unit) || own.includes(dispute.respondent.unit);
  return isOffice(here.actor) || isCityLeader(here.actor, here.roster) || isParty;
}

export function viewOf(dispute: Dispute, lead: Lead, here: Pick<KnownScene, 'actor' | 'roster' | 'pack'>) {
  const { roster, actor, pack } = here;
  const own = roster.unitsOf(actor);
  const { challenger, respondent, verdict } = dispute;
  const isOpen = dispute.state === 'open';
  const isChallenger = own.includes(challenger.unit);
  const isParty = isChallenger || own.includes(respondent.unit);
  const mayState = isOpen && isParty && has(actor, 'reporter', 'leader');
  return {
    id: dispute.id,
    ...namesToParty(lead, here),
    respondent: roster.unitName(respondent.unit),
    challenger: roster.unitName(challenger.unit),
    registeredOn: printDay(lead.registeredAt),
    statements: dispute.statements.map((one) => ({
      who: `${roster.unitName(one.unit)} ${roster.personName(one.person)}`,
      at: printMinute(one.at),
      text: one.text,
    })),
    verdict:
      verdict === null
        ? null
        : {
            words: DISPUTE_WORDS[verdict.result],
            reason: verdict.reason,
            clause: verdict.clause,
            by: roster.personName(verdict.by ?? ''),
          },
    state: dispute.state,
    mayDecide: isOpen && isOffice(actor) && !isParty,
    mayState,
    mayWithdraw: mayState && isChallenger,
    clause: claimRule(pack).clause,
  };
}

async function listDisputes(here: KnownScene, tools: Tools): Result {
  const open = (await tools.store.openDisputes()).filter((one) => mayRead(one, here)).slice(0, LISTED_MAX);
  const rows: DisputeRow[] = [];
  for (const dispute of open) {
    const lead = await tools.store.lead(dispute.lead);
    if (lead !== null) rows.push(rowOf(dispute, lead, here));
  }
  const buttons = rows
    .filter((row) => row.number.startsWith('X'))
    .slice(0, BUTTONS_MAX)
    .map((row) => sayButton(row.number, 'leads', `争议 ${row.number}`));
  return answerOnly({ card: disputeListCard(rows, buttons) });
}

const rowOf = (dispute: Dispute, lead: Lead, here: KnownScene): DisputeRow => ({
  number: namesToParty(lead, here).number,
  company: lead.confidential ? '（保密线索）' : lead.company,
  respondent: here.roster.unitName(dispute.respondent.unit),
  challenger: here.roster.unitName(dispute.challenger.unit),
  openedOn: printDay(dispute.openedAt),
});
