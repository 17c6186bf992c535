/** What everybody is told after a step of a transfer: a card of their own, with what they may do next. */
import { transferCard } from '../../../src/cards/transfer/transfer.ts';
import {
  nameOfParty,
  type Sides,
  type TransferFacts,
  transferView,
} from '../../../src/cards/transfer/view.ts';
import type { KnownScene } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { after } from '../../../src/domain/transfer/decide.ts';
import type { TransferFact } from '../../../src/domain/transfer/facts.ts';
import { answerersFor, partyOf } from '../../../src/domain/transfer/parties.ts';
import type { Party } from '../../../src/domain/transfer/terms.ts';
import { openOffer, partiesNeeded, type Transfer } from '../../../src/domain/transfer/transfer.ts';
import type { Change, Notice, Outcome } from '../../../src/outcome.ts';
import { unique } from './find.ts';

export interface Step {
  readonly facts: readonly TransferFact[];
  /** What the actor is told at once. */
  readonly toast: string;
  /** The heading of the others' cards, before the number: “沙县区 还价”. */
  readonly news: string;
  readonly more?: readonly Change[];
}

/** The step as an outcome: committed, shown to the actor, and told to the two sides (and the office, where it matters). */
export function stepOutcome(
  before: Transfer | null,
  step: Step,
  read: Omit<TransferFacts, 'transfer'>,
  here: KnownScene,
): Outcome {
  const transfer = after(before, step.facts, here.now, here.actor.id);
  const facts: TransferFacts = { ...read, transfer };
  return {
    changes: [{ subject: 'transfer', before, facts: step.facts }, ...(step.more ?? [])],
    answer: {
      card: transferCard(transferView(facts, here.actor)),
      toast: { tone: 'success', text: step.toast },
      about: transfer.number,
    },
    notices: noticesOf(facts, step, here),
  };
}

function noticesOf(facts: TransferFacts, step: Step, here: KnownScene): readonly Notice[] {
  const { transfer, roster } = facts;
  const acted = partyOf(here.actor, transfer, roster);
  const open = openOffer(transfer);
  const isSettled = open === null;
  // The other side always hears; one's own colleagues when something is settled, the office when it is agreed or asked.
  const sides = (['sender', 'receiver'] as const).filter((side) => side !== acted || isSettled);
  const isAsked = open !== null && partiesNeeded(open).includes('office');
  const agreed = step.facts.some((fact) => fact.type === 'transfer.agreed');
  const people = unique([
    ...sides.flatMap((side) => answerersFor(transfer[side], roster)),
    ...(isAsked || agreed ? roster.people.filter(isOffice) : []),
  ]).filter((person) => person.id !== here.actor.id);
  return people.map((person) => ({
    key: `transfer:${transfer.number}:${transfer.version}:${person.id}`,
    to: { kind: 'person', openId: person.openId },
    card: transferCard(transferView(facts, person), `${step.news}：流转 ${transfer.number}`),
    rank: 'notice',
    about: transfer.number,
  }));
}

/** Said when nobody of the other side can be reached. */
export function whoHears(transfer: Sides, by: Party, here: KnownScene): string | null {
  const others = (['sender', 'receiver'] as const).filter((side) => side !== by);
  const mute = others.filter((side) => answerersFor(transfer[side], here.roster).length === 0);
  if (mute.length === 0) return null;
  const names = mute.map((side) => nameOfParty(transfer, side, here.roster)).join('、');
  return `${names}在名册中还没有能答复的人，请联系管理员`;
}
