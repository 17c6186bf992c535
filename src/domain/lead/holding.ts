/**
 * Who holds a lead 线索: the state, and how facts change it. Decisions are in `claim.ts`, `cooperation.ts`, `merge.ts`.
 *
 * Invariants
 *  1. A lead is held by exactly one person of one unit, or it lies in the pool, or it lives on as another (merged).
 *  2. Outside `held` there is no holder; `unit` then still names the last one, for the record only.
 *  3. `promoter` 首招单位 changes only when a lapsed lead is claimed anew or a dispute is decided, never by a hand-over.
 *  4. Merged is the end: no fact changes who holds it afterwards.
 *
 *     registered ──> held ──lapsed / returned──> pool ──claimed / assigned──> held
 *                     │ └─assigned / handed over / arbitrated──> held (awaits 签收)
 *                     └──merged──> (its number leads to the survivor)
 */
import type { Day } from '../day.ts';
import type { HeldWhy, HoldingFact, JudgedAs, ReleasedWhy } from './holding-facts.ts';

/** A unit that asked to work on the lead beside its holder. */
export interface Partner {
  readonly unit: string;
  readonly person: string;
  readonly state: 'asked' | 'agreed' | 'declined';
  readonly note: string | null;
  readonly askedAt: number;
}

/** A holder there was: kept for the cool-down and for the card. */
export interface FormerHolder {
  readonly unit: string;
  readonly holder: string;
  readonly untilAt: number;
  readonly why: HeldWhy | ReleasedWhy;
}

export interface Holding {
  readonly state: 'held' | 'pool' | 'merged';
  /** 首招单位. */
  readonly promoter: string;
  readonly heldAt: number;
  readonly heldWhy: 'registered' | HeldWhy;
  /** Last protected day; `null` while nothing protects it. */
  readonly protectedUntilOn: Day | null;
  /** 签收: asked of whoever was given it by somebody else. */
  readonly receiptAskedAt: number | null;
  readonly receiptedAt: number | null;
  readonly releasedAt: number | null;
  readonly releasedWhy: ReleasedWhy | null;
  readonly releasedReason: string | null;
  readonly former: readonly FormerHolder[];
  readonly mergedInto: string | null;
  readonly absorbed: readonly string[];
  readonly partners: readonly Partner[];
  readonly referrer: string | null;
  /** 核实: what the registration was found to be. */
  readonly judged: JudgedAs | null;
}

/** What a lead carries of this: its unit and holder stand beside it, as they always did. */
export interface Held {
  readonly unit: string;
  readonly holder: string;
  readonly holding: Holding;
}

/** The holding of a lead just registered. */
export function firstHolding(unit: string, at: number): Holding {
  return {
    state: 'held',
    promoter: unit,
    heldAt: at,
    heldWhy: 'registered',
    protectedUntilOn: null,
    receiptAskedAt: null,
    receiptedAt: null,
    releasedAt: null,
    releasedWhy: null,
    releasedReason: null,
    former: [],
    mergedInto: null,
    absorbed: [],
    partners: [],
    referrer: null,
    judged: null,
  };
}

/** 公共线索池: nobody holds it, anybody may claim it. */
export const isInPool = (lead: { readonly holding: Pick<Holding, 'state'> }): boolean =>
  lead.holding.state === 'pool';

export const isHeld = (lead: Pick<Held, 'holding'>): boolean => lead.holding.state === 'held';

/** 合作单位 that were agreed to. */
export const partnersOf = (lead: { readonly holding: Pick<Holding, 'partners'> }): readonly Partner[] =>
  lead.holding.partners.filter((partner) => partner.state === 'agreed');

/** Who holds it after one more fact. */
export function evolveHolding<L extends Held>(lead: L, fact: HoldingFact, at: number): L {
  const { holding } = lead;
  if (holding.state === 'merged' && fact.type !== 'lead.absorbed')
    throw new Error(`${fact.type} on a lead that was merged into ${holding.mergedInto}`);
  switch (fact.type) {
    case 'lead.held':
      return { ...lead, ...heldAnew(lead, fact, at) };
    case 'lead.receipted':
      return { ...lead, holding: { ...holding, receiptedAt: at } };
    case 'lead.released':
      return { ...lead, ...released(lead, fact, at) };
    case 'lead.protected':
      return { ...lead, holding: { ...holding, protectedUntilOn: fact.untilOn } };
    case 'lead.merged':
      return {
        ...lead,
        holder: '',
        holding: { ...holding, state: 'merged', mergedInto: fact.into, protectedUntilOn: null },
      };
    case 'lead.absorbed':
      return { ...lead, holding: { ...holding, absorbed: [...holding.absorbed, fact.number] } };
    case 'lead.cooperation_asked': {
      const others = holding.partners.filter((one) => one.unit !== fact.unit);
      const { unit, person, note } = fact;
      const asked: Partner = { unit, person, note, state: 'asked', askedAt: at };
      return { ...lead, holding: { ...holding, partners: [...others, asked] } };
    }
    case 'lead.cooperation_answered': {
      const partners = holding.partners.map((one) =>
        one.unit === fact.unit
          ? { ...one, state: fact.agreed ? ('agreed' as const) : ('declined' as const) }
          : one,
      );
      return { ...lead, holding: { ...holding, partners } };
    }
    case 'lead.judged':
      return { ...lead, holding: { ...holding, judged: fact.verdict } };
    case 'lead.referred':
      return { ...lead, holding: { ...holding, referrer: fact.referrer } };
  }
}

const ASKS_RECEIPT: ReadonlySet<HeldWhy> = new Set(['assigned', 'handed_over', 'arbitrated']);
const MAKES_PROMOTER: ReadonlySet<HeldWhy> = new Set(['claimed', 'arbitrated']);

function heldAnew(lead: Held, fact: Extract<HoldingFact, { type: 'lead.held' }>, at: number): Held {
  const { holding } = lead;
  const wasPooled = holding.state === 'pool';
  const former: readonly FormerHolder[] = wasPooled
    ? holding.former
    : [...holding.former, { unit: lead.unit, holder: lead.holder, untilAt: at, why: fact.why }];
  // Given out of the pool by the office, it begins anew as a claim does.
  const newPromoter = MAKES_PROMOTER.has(fact.why) || wasPooled;
  return {
    unit: fact.unit,
    holder: fact.holder,
    holding: {
      ...holding,
      state: 'held',
      promoter: newPromoter ? fact.unit : holding.promoter,
      heldAt: at,
      heldWhy: fact.why,
      protectedUntilOn: fact.protectedUntilOn,
      receiptAskedAt: ASKS_RECEIPT.has(fact.why) ? at : null,
      receiptedAt: null,
      releasedAt: null,
      releasedWhy: null,
      releasedReason: null,
      former,
      // Who holds it now works on it by right, not as somebody's partner.
      partners: holding.partners.filter((one) => one.unit !== fact.unit),
    },
  };
}

function released(lead: Held, fact: Extract<HoldingFact, { type: 'lead.released' }>, at: number): Held {
  const { holding } = lead;
  if (holding.state !== 'held') throw new Error('only what is held can be released');
  const { why, reason } = fact;
  return {
    unit: lead.unit,
    holder: '',
    holding: {
      ...holding,
      state: 'pool',
      protectedUntilOn: null,
      receiptAskedAt: null,
      receiptedAt: null,
      releasedAt: at,
      releasedWhy: why,
      releasedReason: reason,
      former: [...holding.former, { unit: lead.unit, holder: lead.holder, untilAt: at, why }],
      // What was agreed was agreed with whoever held it.
      partners: [],
    },
  };
}
