/**
 * Who sees how much of an activity and may do what with it. Its units, those above them, their verifiers, the office and the
 * city's leaders see all; other people, and every group, an outline: kind, day, place, units; no people, no 成果, no firm
 * that a hidden lead is about.
 */
import { coversUnit, has, isCityLeader, isOffice, mayReportFor, mayVerify } from '../access.ts';
import type { Person, Roster } from '../roster.ts';
import type { Activity } from './activity.ts';

type Of = Pick<Activity, 'units' | 'recordedBy'>;

export type ActivitySight = 'full' | 'outline';

export function activitySight(person: Person, { units, recordedBy }: Of, roster: Roster): ActivitySight {
  if (isOffice(person) || isCityLeader(person, roster) || recordedBy === person.id) return 'full';
  const own = new Set(roster.unitsOf(person));
  const sees = units.some(
    (unit) =>
      (own.has(unit) && has(person, 'reporter', 'verifier', 'leader')) ||
      mayVerify(person, unit, roster) ||
      (has(person, 'leader') && coversUnit(person, unit, roster)),
  );
  return sees ? 'full' : 'outline';
}

/** 更正、取消、补充成果: those who file for its host 主办单位, and the office. */
export const mayChangeActivity = (person: Person, { units }: Of, roster: Roster): boolean =>
  units[0] !== undefined && mayReportFor(person, units[0], roster);

/** 核实、退回: those who verify for its host, never whoever recorded it. */
export const mayVerifyActivity = (person: Person, { units, recordedBy }: Of, roster: Roster): boolean =>
  recordedBy !== person.id && units[0] !== undefined && mayVerify(person, units[0], roster);
