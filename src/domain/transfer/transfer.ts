/**
 * A transfer 项目流转（飞地）: one unit brings a project in (招商方), another houses it (落户方), and they agree on shares.
 *
 *     propose ──> 洽谈中 ──both confirm one version──> 已商定 ──start event──> 执行中 ──end date passed──> 已终止
 *                 │  ^ └─ counter (next version) ┘       │ ^                     (these three are read from the project
 *                 │  └──────────────────┘            │ │                      and the calendar, they are one state)
 *                 ├──refused──> 已拒绝                 │ └─ change refused or withdrawn: the old terms hold
 *                 └──withdrawn──> 已撤回               ├─ change or end offered, both confirm ──> 已商定, by the new version
 *                                                  └─ cancellation offered, both confirm ──> 已作废
 *
 * Invariants
 *  1. Sender and receiver differ, and one of them is the unit that holds the lead.
 *  2. Versions of terms are only added; at most one is open; what is confirmed or refused is the open one.
 *  3. `agreed` names a version that both sides have confirmed (and the office, where the pack asks for it), never
 *     another; a new version leaves it as it is until both have confirmed the new one (AE-SM-3).
 *  4. Nobody confirms one version for both sides; the office never confirms for a side.
 *  5. A lead has at most one transfer that is open or agreed; refused, withdrawn and cancelled ones are final.
 *  6. `version` is the number of facts in its stream.
 */
import { assert } from '../decision.ts';
import type { TransferFact } from './facts.ts';
import type { Settlement } from './settlement.ts';
import type { Party, Side, Terms } from './terms.ts';

export type TransferState = 'open' | 'agreed' | 'refused' | 'withdrawn' | 'cancelled';

/** Who confirmed, when. */
export interface Confirmation {
  readonly person: string;
  readonly at: number;
}

/** What an offer would do: set terms, set an end 终止, or make the agreement void 作废. */
export type OfferKind = 'terms' | 'end' | 'cancel';

export interface Offer {
  /** 第几版, from 1. */
  readonly no: number;
  readonly kind: OfferKind;
  readonly terms: Terms;
  readonly by: Party;
  readonly person: string;
  readonly at: number;
  /** Why, in the words of whoever offers it. */
  readonly reason: string | null;
  readonly confirmed: Readonly<Partial<Record<Party, Confirmation>>>;
  readonly outcome: 'open' | 'agreed' | 'superseded' | 'refused' | 'withdrawn';
  /** 理由 of a refusal or withdrawal, and whose. */
  readonly answer: {
    readonly by: Party;
    readonly person: string;
    readonly at: number;
    readonly reason: string | null;
  } | null;
}

export interface Transfer {
  /** `LZ-202611-0001`. */
  readonly number: string;
  readonly version: number;
  /** The lead's own number (XS-…), project or not. */
  readonly lead: string;
  readonly sender: string;
  readonly receiver: string;
  readonly proposer: string;
  readonly proposedAt: number;
  readonly touchedAt: number;
  readonly state: TransferState;
  readonly offers: readonly Offer[];
  /** The version under discussion; `null` when none is. */
  readonly open: number | null;
  /** The version in force or waiting for its start event. */
  readonly agreed: number | null;
  readonly agreedAt: number | null;
  readonly settlements: readonly Settlement[];
}

export const transferStream = (number: string): string => `transfer/${number}`;

export const offerOf = (transfer: Transfer, no: number | null): Offer | null =>
  no === null ? null : (transfer.offers.find((one) => one.no === no) ?? null);
export const openOffer = (transfer: Transfer): Offer | null => offerOf(transfer, transfer.open);
/** The version both confirmed, whatever is being discussed. */
export const agreedOffer = (transfer: Transfer): Offer | null => offerOf(transfer, transfer.agreed);

/** Stands in the way of another transfer of the same lead. */
export const isLive = ({ state }: Pick<Transfer, 'state'>): boolean => state === 'open' || state === 'agreed';

export const unitOf = (transfer: Transfer, side: Side): string => transfer[side];

/** Whose confirmation a version takes. */
export const partiesNeeded = ({ terms }: Pick<Offer, 'terms'>): readonly Party[] =>
  terms.rules.some((rule) => rule.confirm === 'office')
    ? ['sender', 'receiver', 'office']
    : ['sender', 'receiver'];

export const partiesMissing = (offer: Offer): readonly Party[] =>
  partiesNeeded(offer).filter((party) => offer.confirmed[party] === undefined);

/** The transfer after one more fact; `null` before its first. */
export function evolveTransfer(
  transfer: Transfer | null,
  fact: TransferFact,
  at: number,
  actor: string | null,
): Transfer {
  const person = actor ?? '';
  if (fact.type === 'transfer.proposed') {
    assert(transfer === null, 'a transfer is proposed once');
    return proposed(fact, at, person);
  }
  assert(transfer !== null, `a transfer starts with its proposal, not ${fact.type}`);
  const next: Transfer = { ...transfer, version: transfer.version + 1, touchedAt: at };
  switch (fact.type) {
    case 'transfer.offered': {
      const no = transfer.offers.length + 1;
      const old = transfer.offers.map((one) =>
        one.no === transfer.open ? { ...one, outcome: 'superseded' as const } : one,
      );
      return { ...next, offers: [...old, offerFrom(no, fact, at, person)], open: no };
    }
    case 'transfer.confirmed':
      return change(next, fact.offer, (offer) => ({
        ...offer,
        confirmed: { ...offer.confirmed, [fact.by]: { person, at } },
      }));
    case 'transfer.agreed': {
      const offer = offerOf(transfer, fact.offer);
      assert(
        offer !== null && partiesMissing(offer).length === 0,
        'terms hold only when both confirmed them',
      );
      const settled = change(next, fact.offer, (one) => ({ ...one, outcome: 'agreed' }));
      if (offer.kind === 'cancel') return { ...settled, state: 'cancelled', open: null };
      return { ...settled, state: 'agreed', open: null, agreed: fact.offer, agreedAt: at };
    }
    case 'transfer.refused':
    case 'transfer.withdrawn': {
      const outcome = fact.type === 'transfer.refused' ? 'refused' : 'withdrawn';
      const answer = { by: fact.by, person, at, reason: fact.reason };
      const closed = change(next, fact.offer, (one) => ({ ...one, outcome, answer }));
      // With an agreement behind it only the change is off.
      return { ...closed, open: null, state: transfer.agreed === null ? outcome : transfer.state };
    }
    case 'transfer.settled': {
      const { year, rows, asOf } = fact;
      const others = transfer.settlements.filter((one) => one.year !== year);
      return { ...next, settlements: [...others, { year, rows, asOf, madeAt: at, confirmed: {} }] };
    }
    case 'transfer.settlement_confirmed':
      return {
        ...next,
        settlements: transfer.settlements.map((one) =>
          one.year === fact.year
            ? { ...one, confirmed: { ...one.confirmed, [fact.by]: { person, at } } }
            : one,
        ),
      };
  }
}

function proposed(
  fact: Extract<TransferFact, { type: 'transfer.proposed' }>,
  at: number,
  person: string,
): Transfer {
  const { number, lead, sender, receiver } = fact;
  return {
    number,
    version: 1,
    lead,
    sender,
    receiver,
    proposer: person,
    proposedAt: at,
    touchedAt: at,
    state: 'open',
    offers: [offerFrom(1, { ...fact, kind: 'terms' }, at, person)],
    open: 1,
    agreed: null,
    agreedAt: null,
    settlements: [],
  };
}

/** Who offers terms confirms them by that; the office only proposes. */
function offerFrom(
  no: number,
  { kind, terms, by, reason }: Pick<Offer, 'kind' | 'terms' | 'by' | 'reason'>,
  at: number,
  person: string,
): Offer {
  const confirmed = by === 'office' ? {} : { [by]: { person, at } };
  return { no, kind, terms, by, person, at, reason, confirmed, outcome: 'open', answer: null };
}

const change = (transfer: Transfer, no: number, by: (offer: Offer) => Offer): Transfer => ({
  ...transfer,
  offers: transfer.offers.map((one) => (one.no === no ? by(one) : one)),
});
