/** What the sections of the facts are made from, and what a section is. */
import type { Day } from '../domain/day.ts';
import type { Facts } from '../domain/facts-file/facts.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Roster } from '../domain/roster.ts';
import type { StandingLead } from '../store/standing.ts';
import type { Store } from '../store.ts';

/** What every section is made from. */
export interface Gathering {
  readonly store: Store;
  readonly roster: Roster;
  readonly pack: Pack;
  /** The last day that counts. */
  readonly asOf: Day;
  readonly leads: readonly StandingLead[];
}

/** One part of the facts; `before` is what earlier sections gave. */
export type Section = (from: Gathering, before: Facts) => Partial<Facts> | Promise<Partial<Facts>>;

/** The number a project goes by in the facts: the one people quote. */
export const idOf = (lead: StandingLead): string => lead.projectNumber ?? lead.number;
