/** What a lead says it needs of a place, joined with what its words say: the place it wants and its industry are wishes. */
import type { Wish } from './match.ts';

export interface LeadNeed {
  readonly landingUnit: string | null;
  readonly industry: string | null;
  readonly project: string | null;
}

/** @param said what was read from its note and the words typed now, with limits as typed */
export function needOfLead(lead: LeadNeed, said: Wish): Wish {
  const places = said.places.length > 0 ? said.places : lead.landingUnit === null ? [] : [lead.landingUnit];
  return {
    bounds: said.bounds,
    places,
    // Where it would land is where it looks first, and no reason to show nothing else.
    isPlaceHard: said.places.length > 0 && said.isPlaceHard,
    terms: said.terms,
  };
}
