/**
 * Who acts for which side of a transfer, and who sees it. 系统默认: the reporters, verifiers and leaders of a unit all
 * bind it, since small units have one person; verifiers and leaders also bind units below their own. The city's own
 * people bind nobody; the office arbitrates and never stands in for a side. A confidential item's transfer is seen by
 * the two units, the office and the leaders of the city.
 */
import { has, isCityLeader, isOffice } from '../access.ts';
import type { Person, Roster } from '../roster.ts';
import type { Party, Side } from './terms.ts';
import type { Transfer } from './transfer.ts';

type Sides = Pick<Transfer, 'sender' | 'receiver'>;

/** Binds this unit by itself: 填报员, 审核人 or 领导 of it, or 审核人 or 领导 of a unit above it below the city. */
export function actsFor(person: Person, unit: string, roster: Roster): boolean {
  const own = roster.unitsOf(person);
  if (own.includes(unit)) return has(person, 'reporter', 'verifier', 'leader');
  if (!has(person, 'verifier', 'leader')) return false;
  return own.some((one) => !roster.isCity(one) && roster.isWithin(unit, one));
}

/** The side this person stands for; the unit they belong to wins over those below it. `null`: neither, or both alike. */
export function sideOf(person: Person, transfer: Sides, roster: Roster): Side | null {
  const sides = (['sender', 'receiver'] as const).filter((side) => actsFor(person, transfer[side], roster));
  if (sides.length < 2) return sides[0] ?? null;
  const own = sides.filter((side) => roster.unitsOf(person).includes(transfer[side]));
  return own.length === 1 ? (own[0] ?? null) : null;
}

/** A side, else the office as arbiter. */
export function partyOf(person: Person, transfer: Sides, roster: Roster): Party | null {
  return sideOf(person, transfer, roster) ?? (isOffice(person) ? 'office' : null);
}

/** Everybody reachable who can answer for a unit: its own people, else those above it that bind it. */
export function answerersFor(unit: string, roster: Roster): readonly Person[] {
  const all = roster.people.filter((person) => person.openId !== null && actsFor(person, unit, roster));
  const own = all.filter((person) => roster.unitsOf(person).includes(unit));
  return own.length > 0 ? own : all;
}

/** May look at the transfer at all. */
export function seesTransfer(person: Person, transfer: Sides, roster: Roster): boolean {
  if (isOffice(person) || isCityLeader(person, roster)) return true;
  if (actsFor(person, transfer.sender, roster) || actsFor(person, transfer.receiver, roster)) return true;
  const own = roster.unitsOf(person);
  return (
    has(person, 'assessor', 'discipline') &&
    own.some((unit) => unit === transfer.sender || unit === transfer.receiver)
  );
}
