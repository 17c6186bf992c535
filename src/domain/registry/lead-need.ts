/**
 * What a lead says it needs of a place 需求: what was set for it, else what its note and its project's name say; joined
 * with the words typed now. The place it wants to land is a wish. Leaves out reading numbers (`src/parse/need.ts`).
 */
import type { Lead } from '../lead/lead.ts';
import { KIND_LABELS, kindsIn } from '../match/kind.ts';
import type { Wish } from './match.ts';

export type NeedOf = Pick<Lead, 'need' | 'note' | 'project'>;

const CLAUSE = /[，,。;；\n]+/u;
/** What the firm has already is not what it looks for. */
const HAD =
  /^(?:该?公司|该?企业|集团|总部|对方)?(?:目前|现)?(?:现有|已有|原有|拥有|自有|已租|已建成?|总部位于)/u;

/** The words a need is read from. @param isFull whether need and note may be used here */
export function needWords(lead: NeedOf, isFull: boolean): string {
  const sought = (text: string) => text.split(CLAUSE).filter((clause) => !HAD.test(clause.trim()));
  if (isFull && lead.need !== null) return sought(lead.need).join('，');
  const clauses = isFull ? sought(lead.note ?? '') : [];
  return [lead.project ?? '', ...clauses].filter((part) => part !== '').join('，');
}

/** Kinds of place named, as search words. */
export const needTerms = (words: string): readonly string[] =>
  kindsIn(words).map((kind) => KIND_LABELS[kind]);

export interface SaidNeed {
  /** From the lead's own words. */
  readonly own: Wish;
  readonly ownWords: string;
  /** Its need was set by somebody, who said where, too; of a note the places may be anything. */
  readonly isSet: boolean;
  /** Typed beside the number now; wins measure by measure. */
  readonly typed: Wish;
  readonly landingUnit: string | null;
}

export function needOfLead({ own, ownWords, isSet, typed, landingUnit }: SaidNeed): Wish {
  const isTyped = (measure: string) => typed.bounds.some((one) => one.measure === measure);
  // In a sentence 12米 alone may be a road's width: a height says so.
  const noted = own.bounds.filter(
    ({ measure, said: words }) => !isTyped(measure) && (measure !== 'height' || /高/u.test(words)),
  );
  const said = typed.places.length > 0 ? typed : isSet && own.places.length > 0 ? own : null;
  const placesOut = [...(typed.placesOut ?? []), ...(isSet ? (own.placesOut ?? []) : [])];
  return {
    bounds: [...typed.bounds, ...noted],
    ...(placesOut.length === 0 ? {} : { placesOut }),
    places: said?.places ?? (landingUnit === null ? [] : [landingUnit]),
    // Where it would land is where it looks first, and no reason to show nothing else.
    isPlaceHard: said?.isPlaceHard ?? false,
    terms: typed.terms.length > 0 ? typed.terms : needTerms(ownWords),
  };
}

/** True when there is something to look for besides the place. */
export const saysWhat = (wish: Wish): boolean => wish.bounds.length > 0 || wish.terms.length > 0;
