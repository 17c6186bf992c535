/**
 * Who is told how much of a history 留痕. Whoever may not see an item (`access.ts`) is told nothing of it; a group never
 * is. 系统默认: 理由, 说明, 佐证 and people's names stay with the unit, those above it and the office.
 */
import { coversUnit, has, isCityLeader, sightOf } from '../access.ts';
import type { Dispute } from '../dispute.ts';
import type { Lead } from '../lead/lead.ts';
import type { Person, Roster } from '../roster.ts';
import type { Depth } from './tell.ts';

/** `null`: the item is not there for this person. */
export function depthOf(person: Person, lead: Lead, roster: Roster): Depth | null {
  const sight = sightOf(person, lead, roster);
  if (sight === 'none') return null;
  if (sight === 'full' || isCityLeader(person, roster)) return 'full';
  return has(person, 'leader') && coversUnit(person, lead.unit, roster) ? 'full' : 'outline';
}

/** The side that brought a dispute reads it whole, though it may not see the lead so. */
export function readsDispute(person: Person, dispute: Dispute, depth: Depth, roster: Roster): boolean {
  return depth === 'full' || roster.unitsOf(person).includes(dispute.challenger.unit);
}
