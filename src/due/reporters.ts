/** Whom a missing report is told: the people who file for a unit, and the leaders above it. */
import { has } from '../domain/access.ts';
import type { Person, Roster } from '../domain/roster.ts';

/** 填报员 of the unit itself. */
export const filersOf = (unit: string, roster: Roster): readonly Person[] =>
  roster.people.filter((person) => has(person, 'reporter') && roster.unitsOf(person).includes(unit));

/** The superior 上级: leaders of the unit, else of the next unit above that has one. */
export function leadersOf(unit: string, roster: Roster): readonly Person[] {
  const seen = new Set<string>();
  for (let at: string | null = unit; at !== null && !seen.has(at); at = roster.unit(at)?.parent ?? null) {
    const here = at;
    const leaders = roster.people.filter(
      (person) => has(person, 'leader') && roster.unitsOf(person).includes(here),
    );
    if (leaders.length > 0) return leaders;
    seen.add(at);
  }
  return [];
}
