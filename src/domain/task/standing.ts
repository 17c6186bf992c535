/**
 * Who stands where with a task: does it, watches over it, may see it (design §5). Denied by default.
 * A unit's reporters, verifiers and leaders do what is given to the unit; the issuer and the office watch over it.
 */
import { coversUnit, has, isCityLeader, isOffice } from '../access.ts';
import type { Person, Roster } from '../roster.ts';
import { isReturnVisit } from './return-visit.ts';
import type { Task } from './task.ts';

export interface Standing {
  readonly person: string;
  /** Signs, reports and asks for more time. */
  readonly handles: boolean;
  /** Verifies, closes, grants, reassigns and withdraws: the issuer and the office. */
  readonly oversees: boolean;
  /** May hurry it: whoever oversees it, and leaders of the unit or above. */
  readonly hurries: boolean;
}

type Given = Pick<Task, 'unit' | 'holder' | 'issuer'>;

/** The city's own people whose work is to watch: verifiers, assessors, 效能, administrators. */
const watchesCity = (person: Person, roster: Roster): boolean =>
  has(person, 'verifier', 'assessor', 'discipline', 'admin') && roster.isCity(person.unit);

/** Does what the unit is given. A city department's reporters are its people; the office's own unit has the office. */
export function handlesFor(person: Person, unit: string, roster: Roster): boolean {
  return has(person, 'reporter', 'verifier', 'leader', 'office') && roster.unitsOf(person).includes(unit);
}

export function standingOn(task: Given, person: Person, roster: Roster): Standing {
  const isHolder = task.holder === person.id;
  const ofUnit = task.unit !== null && handlesFor(person, task.unit, roster);
  const oversees = task.issuer === person.id || isOffice(person);
  const leads =
    isCityLeader(person, roster) ||
    (has(person, 'leader') && task.unit !== null && coversUnit(person, task.unit, roster));
  return { person: person.id, handles: isHolder || ofUnit, oversees, hurries: oversees || leads };
}

/**
 * Sees the task: whoever does it or watches over it, leaders above its unit, and the city's own watchers; not these what was
 * talked about at a visit, of which they see an outline.
 */
export function seesTask(task: Given & Pick<Task, 'origin'>, person: Person, roster: Roster): boolean {
  const { handles, hurries } = standingOn(task, person, roster);
  return handles || hurries || (!isReturnVisit(task) && watchesCity(person, roster));
}

/** May give a task to this unit: the office and leaders of the city anywhere, a leader to own units and below. */
export function mayAssignTo(person: Person, unit: string, roster: Roster): boolean {
  if (isOffice(person) || isCityLeader(person, roster)) return true;
  return has(person, 'leader') && coversUnit(person, unit, roster);
}

/**
 * Who is told of what is given to a unit: the holder; else the unit's reporters and leaders; else its other people who
 * do things; else the leaders above it.
 */
export function handlersOf(task: Pick<Task, 'unit' | 'holder'>, roster: Roster): readonly Person[] {
  const holder = task.holder === null ? null : roster.person(task.holder);
  if (holder !== null) return [holder];
  const { unit } = task;
  if (unit === null) return [];
  const ofUnit = roster.people.filter((person) => roster.unitsOf(person).includes(unit));
  const first = ofUnit.filter((person) => has(person, 'reporter', 'leader'));
  if (first.length > 0) return first;
  const others = ofUnit.filter((person) => has(person, 'verifier', 'office'));
  return others.length > 0 ? others : superiorsOf(unit, roster);
}

/** Leaders of the unit, else of the nearest unit above that has any (design §5). */
export function superiorsOf(unit: string | null, roster: Roster): readonly Person[] {
  const seen = new Set<string>();
  for (let at = unit; at !== null && !seen.has(at); at = roster.unit(at)?.parent ?? null) {
    const here = at;
    const leaders = roster.people.filter(
      (person) => has(person, 'leader') && roster.unitsOf(person).includes(here),
    );
    if (leaders.length > 0) return leaders;
    seen.add(at);
  }
  return [];
}

/** Who verifies and closes: the issuer when still here, and the office. */
export function overseersOf(task: Given, roster: Roster): readonly Person[] {
  const issuer = task.issuer === null ? null : roster.person(task.issuer);
  const office = roster.people.filter((person) => isOffice(person) && person.id !== issuer?.id);
  return issuer === null ? office : [issuer, ...office];
}
