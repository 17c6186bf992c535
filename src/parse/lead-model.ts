// What reading a lead takes and gives. Types only.
import type { AmountRange } from '../domain/money.ts';

/** A unit as the roster names it. `kind` (design §5 roster) tells departments and the city from places to land in. */
export interface UnitWord {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind?: string;
}

/** An entry of a list (industry, source channel) with the words people use for it. */
export interface ListWord {
  readonly id: string;
  readonly label: string;
  readonly words: readonly string[];
}

/** The vocabulary of one city. `cityNames` (三明, 三明市) are too wide to land in. */
export interface LeadWords {
  readonly industries: readonly ListWord[];
  readonly units: readonly UnitWord[];
  readonly channels: readonly ListWord[];
  readonly cityNames?: readonly string[];
}

/** Fields of a lead that a text can fill. */
export type LeadField =
  | 'company'
  | 'project'
  | 'investment'
  | 'industry'
  | 'landingUnit'
  | 'channel'
  | 'contactName'
  | 'contactPhone';

/** Something found but not sure enough to fill in: the field, the words, and a Chinese hint what to settle. */
export interface Unsure {
  readonly field: LeadField;
  readonly text: string;
  readonly hint: string;
}

/** What a text says about a lead. Null: not said, or unsure (then `unsure` points at it). */
export interface LeadReading {
  readonly company: string | null;
  readonly project: string | null;
  readonly investment: AmountRange | null;
  readonly industryId: string | null;
  readonly landingUnitId: string | null;
  readonly channelId: string | null;
  readonly contactName: string | null;
  /** Normalised: 13800138000, 0598-8223344. The only field that ever holds a phone number. */
  readonly contactPhone: string | null;
  /** What is left over, dates with the day they mean: 下周三（2026-11-25）来考察. Free of phones that were recognised. */
  readonly note: string;
  readonly unsure: readonly Unsure[];
}

/** A stretch of the text taken for a field, with how sure that is. */
export interface Candidate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly strength: number;
}

/** Characters that stand in for stretches already understood; one each, so that positions stay. */
export const FILL = {
  amount: '\ue001',
  date: '\ue002',
  phone: '\ue003',
  person: '\ue004',
  label: '\ue005',
} as const;
