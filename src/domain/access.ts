/**
 * Who may see and do what: the one place, for typed words, buttons, exports and groups alike (design §5).
 * Denied by default. A group chat is an audience without any right of its own beyond its unit's public view.
 */
import { type Holding, isInPool, partnersOf } from './lead/holding.ts';
import type { Lead } from './lead/lead.ts';
import type { Entry } from './registry/entry.ts';
import type { Person, Role, Roster } from './roster.ts';
import type { SettingKind } from './setting/setting.ts';

/** How much of a lead somebody sees: everything, everything but the contact, or that it is not there. */
export type Sight = 'full' | 'without-contact' | 'none';

/** What sight depends on, of a whole lead or a row of it. */
export type Seen = Pick<Lead, 'unit' | 'holder' | 'confidential' | 'projectNumber'> & {
  readonly holding: Pick<Holding, 'state' | 'partners'>;
};

export const has = (person: Person, ...roles: readonly Role[]): boolean =>
  roles.some((role) => person.roles.includes(role));

export const isOffice = (person: Person): boolean => has(person, 'office');

/** Belongs to the city itself: by any of their units, or by having none. */
export function isOfCity(person: Person, roster: Roster): boolean {
  const units = roster.unitsOf(person);
  return units.length === 0 || units.some((unit) => roster.isCity(unit));
}

/** A leader of the city: sees and may sign everything. */
export const isCityLeader = (person: Person, roster: Roster): boolean =>
  has(person, 'leader') && isOfCity(person, roster);

/** True when the unit is one of the person's own, or lies below one of them. */
export function coversUnit(person: Person, unit: string, roster: Roster): boolean {
  return roster.unitsOf(person).some((own) => roster.isWithin(unit, own));
}

/** Verifies for this unit: a verifier of the unit or above it, or the office. */
export function mayVerify(person: Person, unit: string, roster: Roster): boolean {
  if (isOffice(person)) return true;
  if (!has(person, 'verifier')) return false;
  return isOfCity(person, roster) || coversUnit(person, unit, roster);
}

/** The units somebody verifies for; `null`: every one. */
export function unitsVerified(person: Person, roster: Roster): readonly string[] | null {
  if (isOffice(person)) return null;
  if (!has(person, 'verifier')) return [];
  if (isOfCity(person, roster)) return null;
  const below = roster.units.map((unit) => unit.id).filter((unit) => coversUnit(person, unit, roster));
  return [...new Set([...roster.unitsOf(person), ...below])];
}

/** The units somebody files for; `null`: every one. */
export function unitsReported(person: Person, roster: Roster): readonly string[] | null {
  if (isOffice(person)) return null;
  return has(person, 'reporter') ? roster.unitsOf(person) : [];
}

/** Files for this unit: its own reporters, and the office on anybody's behalf. */
export function mayReportFor(person: Person, unit: string, roster: Roster): boolean {
  if (isOffice(person)) return true;
  return has(person, 'reporter') && roster.unitsOf(person).includes(unit);
}

/**
 * What this person sees of this lead in a private chat, by the roles of design §5: who files for its unit (its holder is
 * one of them, until they move away or lose the role) or verifies it sees all of it; a leader all but the contact, of own unit and below; a reporter other units' projects,
 * what lies in the pool, and what their unit was let into as a partner.
 */
export function sightOf(person: Person, lead: Seen, roster: Roster): Sight {
  if (isInPool(lead)) return poolSight(person, lead, roster);
  if (mayReportFor(person, lead.unit, roster) || mayVerify(person, lead.unit, roster)) return 'full';
  if (isCityLeader(person, roster)) return 'without-contact';
  if (has(person, 'leader') && coversUnit(person, lead.unit, roster)) return 'without-contact';
  if (isPartner(person, lead, roster)) return 'without-contact';
  const isOthersProject = !lead.confidential && lead.projectNumber !== null;
  return isOthersProject && has(person, 'reporter') ? 'without-contact' : 'none';
}

/** Nobody's lead: whoever may claim or give it out sees it, its contact only the office. */
function poolSight(person: Person, lead: Seen, roster: Roster): Sight {
  if (isOffice(person)) return 'full';
  if (lead.confidential) return isCityLeader(person, roster) ? 'without-contact' : 'none';
  return has(person, 'reporter', 'verifier', 'leader') ? 'without-contact' : 'none';
}

/** 合作单位 that the holder, or the office by its verdict, let in. */
function isPartner(person: Person, lead: Seen, roster: Roster): boolean {
  const own = roster.unitsOf(person);
  return has(person, 'reporter', 'leader') && partnersOf(lead).some(({ unit }) => own.includes(unit));
}

/** 退回, 签收, 答复合作: who files for the unit that holds the lead, its leader, the office; never the former unit. */
export function mayAnswerFor(person: Person, lead: Lead, roster: Roster): boolean {
  if (isOffice(person)) return true;
  if (isInPool(lead)) return false;
  if (mayReportFor(person, lead.unit, roster)) return true;
  return has(person, 'leader') && coversUnit(person, lead.unit, roster);
}

/** 分派 to somebody of `unit`: the office anywhere; a leader what their units hold, among their own people. */
export function mayAssign(person: Person, lead: Lead, unit: string, roster: Roster): boolean {
  if (isOffice(person)) return true;
  if (isInPool(lead) || !has(person, 'leader')) return false;
  return coversUnit(person, lead.unit, roster) && coversUnit(person, unit, roster);
}

/** What a group sees: never a contact, never a confidential item, leads only of its own unit. */
export function groupSight(lead: Seen, chatUnit: string | null | undefined, roster: Roster): Sight {
  if (lead.confidential || isInPool(lead)) return 'none';
  if (lead.projectNumber !== null) return 'without-contact';
  if (chatUnit === undefined || chatUnit === null) return 'none';
  return roster.isWithin(lead.unit, chatUnit) ? 'without-contact' : 'none';
}

/** May sign a bulletin that somebody else has checked. */
export const mayApprove = (person: Person, roster: Roster): boolean =>
  has(person, 'office', 'admin') || isCityLeader(person, roster);

/** Sets what the city itself sets: the office everything, the assessor marks 评分. */
export const maySet = (person: Person, kind: SettingKind): boolean =>
  isOffice(person) || (kind === 'mark' && has(person, 'assessor'));

/** Those who can verify for a unit, nearest first: the unit's own verifiers, then those above, then the office. */
export function verifiersFor(unit: string, roster: Roster, except: string): readonly Person[] {
  const reachable = roster.people.filter((person) => person.openId !== null && person.id !== except);
  const verifiers = reachable.filter((person) => has(person, 'verifier') && mayVerify(person, unit, roster));
  const own = verifiers.filter((person) => roster.unitsOf(person).includes(unit));
  if (own.length > 0) return own;
  if (verifiers.length > 0) return verifiers;
  return reachable.filter(isOffice);
}

/** What sight of a 台账 entry depends on. */
export type SeenEntry = Pick<Entry, 'owner' | 'confidential'>;

/** Whose an entry is: its unit's reporters; the office; the city's own only the office. */
export const mayEditEntry = (person: Person, entry: Pick<Entry, 'owner'>, roster: Roster): boolean =>
  isOffice(person) || (entry.owner !== null && mayReportFor(person, entry.owner, roster));

/** Registries are kept to be read by all units; 保密 ones by their own, those above and the office. */
export function seesEntry(person: Person, entry: SeenEntry, roster: Roster): boolean {
  if (isOffice(person) || isCityLeader(person, roster)) return true;
  if (!entry.confidential)
    return has(person, 'reporter', 'verifier', 'leader', 'assessor', 'discipline', 'admin');
  return (
    entry.owner !== null &&
    has(person, 'reporter', 'verifier', 'leader') &&
    coversUnit(person, entry.owner, roster)
  );
}

/** Personal fields of an entry: who keeps it, verifies for its unit, the office. */
export const seesEntryContact = (person: Person, entry: Pick<Entry, 'owner'>, roster: Roster): boolean =>
  mayEditEntry(person, entry, roster) || (entry.owner !== null && mayVerify(person, entry.owner, roster));
