/** The facts of a lead's stream. Their names are the history's verbs; their fields never hold personal data. */
import type { Day } from '../day.ts';
import type { AmountRange } from '../money.ts';
import type { HoldingFact } from './holding-facts.ts';
import type { StageFact } from './stage-facts.ts';

export type LeadFact =
  | HoldingFact
  | StageFact
  | {
      readonly type: 'lead.registered';
      readonly number: string;
      readonly company: string;
      readonly project: string | null;
      readonly investment: AmountRange | null;
      readonly industry: string | null;
      readonly landingUnit: string | null;
      readonly channel: string | null;
      readonly contact: string | null;
      readonly note: string | null;
      readonly unit: string;
      readonly holder: string;
      /** Leads it resembled and was registered beside, knowingly (仍要登记). */
      readonly despite: readonly string[];
      /** 导入: taken over from the bureau's own books, where it was registered on this day. */
      readonly imported?: { readonly registeredOn: Day };
    }
  | { readonly type: 'lead.promoted'; readonly projectNumber: string }
  /** 需求: what kind of place it looks for, in the words it was said in; `null` takes it back. */
  | { readonly type: 'lead.need_set'; readonly need: string | null }
  /** 更名: the firm's or the project's name from now on. The names so far keep leading to it. */
  | {
      readonly type: 'lead.renamed';
      readonly company: string;
      readonly project: string | null;
      readonly reason: string | null;
    }
  /** 换联系人: the id of the new sealed row; the row before is erased in the same commit. */
  | { readonly type: 'lead.contact_set'; readonly contact: string | null }
  | { readonly type: 'lead.confidentiality_set'; readonly confidential: boolean }
  | { readonly type: 'lead.withdrawn' };
