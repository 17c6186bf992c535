/** The facts of a transfer's stream. Their names are the history's verbs; their fields never hold personal data. */
import type { Day } from '../day.ts';
import type { SettlementRow } from './settlement.ts';
import type { Party, Side, Terms } from './terms.ts';
import type { OfferKind } from './transfer.ts';

export type TransferFact =
  | {
      readonly type: 'transfer.proposed';
      readonly number: string;
      readonly lead: string;
      readonly sender: string;
      readonly receiver: string;
      readonly by: Party;
      readonly terms: Terms;
      readonly reason: string | null;
    }
  /** A further version: a counter-offer 还价, a change, an end, a cancellation. */
  | {
      readonly type: 'transfer.offered';
      readonly kind: OfferKind;
      readonly by: Party;
      readonly terms: Terms;
      readonly reason: string | null;
    }
  | { readonly type: 'transfer.confirmed'; readonly offer: number; readonly by: Party }
  /** Follows the last confirmation, in the same commit. */
  | { readonly type: 'transfer.agreed'; readonly offer: number }
  | {
      readonly type: 'transfer.refused';
      readonly offer: number;
      readonly by: Side;
      readonly reason: string;
    }
  | {
      readonly type: 'transfer.withdrawn';
      readonly offer: number;
      readonly by: Party;
      readonly reason: string | null;
    }
  /** 年终结算 as far as reported on `asOf`; a later one of the same year takes its place. */
  | {
      readonly type: 'transfer.settled';
      readonly year: string;
      readonly asOf: Day;
      readonly rows: readonly SettlementRow[];
    }
  | { readonly type: 'transfer.settlement_confirmed'; readonly year: string; readonly by: Side };
