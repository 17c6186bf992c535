/**
 * Gathers what the product knows into the facts an evaluation takes, the very shape of a facts file. A section that
 * nothing is kept for yet stays absent: no data, which is not the same as none.
 */
import type { Day } from '../domain/day.ts';
import type { Facts } from '../domain/facts-file/facts.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Store } from '../store.ts';
import type { Gathering } from './gathering.ts';
import { SECTIONS } from './sections.ts';

/** The facts as they are known now, of everything that happened up to a day. */
export async function gatherFacts(store: Store, pack: Pack, asOf: Day): Promise<Facts> {
  const [roster, leads] = await Promise.all([store.roster(), store.standingLeads()]);
  const from: Gathering = { store, roster, pack, asOf, leads };
  let facts: Facts = {};
  for (const section of SECTIONS) facts = { ...facts, ...(await section(from, facts)) };
  return facts;
}
