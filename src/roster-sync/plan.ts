/**
 * The difference between the organisation and the roster, as a plan that is shown before anything happens.
 *
 * Invariants
 *  1. Roles never come from Feishu: whoever is added has none, whoever is moved keeps theirs.
 *  2. Nobody is brought back and nothing is deleted; what cannot be told for certain is listed and left alone.
 *  3. The same organisation again is an empty plan.
 */
import type { Role, Roster, Unit } from '../domain/roster.ts';
import type { Account, Department } from '../lark/contacts.ts';
import { addedUnits, type Link, type Mapping, type Placed, placeDepartments } from './mapping.ts';

/** A row of the roster, leavers included. */
export interface KnownPerson {
  readonly id: string;
  readonly openId: string | null;
  readonly mobileMark: string | null;
  readonly name: string;
  readonly unit: string | null;
  readonly units: readonly string[];
  readonly roles: readonly Role[];
  readonly left: boolean;
}

export interface SyncInput {
  readonly departments: readonly Department[];
  /** Everybody directly in a department in range, once each. */
  readonly accounts: readonly Account[];
  /** What Feishu says of roster accounts that are in none of them; `null`: it does not say. */
  readonly elsewhere: ReadonlyMap<string, Account | null>;
  readonly roster: Roster;
  readonly people: readonly KnownPerson[];
  readonly mapping: Mapping;
  readonly links: ReadonlyMap<string, Link>;
  /** The keyed hash of a mobile number in the roster's own writing. */
  readonly mark: (mobile: string) => string;
  /** Only who is in the roster already. */
  readonly onlyKnown: boolean;
  /** Whoever Feishu does not show counts as gone. */
  readonly unseenLeft: boolean;
}

export interface PersonChange {
  readonly person: KnownPerson;
  readonly account: Account;
  readonly renamedTo: string | null;
  readonly movedTo: string | null;
  /** Found by the mobile number: has an account from now on. */
  readonly bound: boolean;
}

export interface SyncPlan {
  readonly placed: ReadonlyMap<string, Placed>;
  readonly unitsAdded: readonly Unit[];
  readonly unitsRenamed: readonly { readonly unit: Unit; readonly name: string }[];
  readonly added: readonly { readonly account: Account; readonly unit: string }[];
  readonly changed: readonly PersonChange[];
  readonly left: readonly { readonly person: KnownPerson; readonly why: 'left' | 'frozen' }[];
  /** In Feishu and at work, in the roster as having left: roles would come back with them, so a person decides. */
  readonly returned: readonly KnownPerson[];
  /** Account and mobile number belong to two people of the roster. */
  readonly conflicts: readonly { readonly name: string; readonly people: readonly string[] }[];
  /** In the roster with an account that Feishu does not show. */
  readonly unseen: readonly KnownPerson[];
}

export function planSync(input: SyncInput): SyncPlan {
  const { departments, roster, mapping, links } = input;
  const placed = placeDepartments(departments, roster, mapping, links);
  const people = planPeople(input, placed);
  return {
    placed,
    unitsAdded: addedUnits(placed, mapping, roster),
    unitsRenamed: [...placed.values()].flatMap(({ department, own }) => {
      const link = links.get(department.id);
      const unit = own === null ? null : roster.unit(own);
      // A unit that had its department's name follows it; one that was named otherwise on purpose does not.
      if (link === undefined || unit === null || department.name === '') return [];
      const follows = unit.name === link.name && department.name !== link.name;
      return follows ? [{ unit, name: department.name }] : [];
    }),
    ...people,
  };
}

type PeoplePlan = Pick<SyncPlan, 'added' | 'changed' | 'left' | 'returned' | 'conflicts' | 'unseen'>;
type Growing<T> = { [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : never };

function planPeople(input: SyncInput, placed: ReadonlyMap<string, Placed>): PeoplePlan {
  const plan: Growing<PeoplePlan> = {
    added: [],
    changed: [],
    left: [],
    returned: [],
    conflicts: [],
    unseen: [],
  };
  const byOpenId = new Map(input.people.flatMap((one) => (one.openId === null ? [] : [[one.openId, one]])));
  const byMark = new Map(
    input.people.flatMap((one) => (one.mobileMark === null ? [] : [[one.mobileMark, one]])),
  );
  const seen = new Set<string>();
  const marks = input.accounts.map((one) => (one.mobile === null ? null : input.mark(one.mobile)));
  const once = new Set<string | null>();
  const twice = new Set<string | null>();
  for (const mark of marks) (once.has(mark) ? twice : once).add(mark);
  for (const [at, account] of input.accounts.entries()) {
    seen.add(account.openId);
    const mark = marks[at] ?? null;
    const ofAccount = byOpenId.get(account.openId);
    const ofMobile = mark === null ? undefined : byMark.get(mark);
    // Two accounts with one number: neither is told by it.
    const isTwo =
      ofMobile !== undefined &&
      (ofAccount === undefined ? ofMobile.openId !== null || twice.has(mark) : ofAccount.id !== ofMobile.id);
    if (isTwo) {
      const both = [ofAccount, ofMobile].flatMap((one) => (one === undefined ? [] : [one.name]));
      plan.conflicts.push({ name: account.name, people: both });
      continue;
    }
    judge(account, ofAccount ?? ofMobile, unitsOf(account, placed), input, plan);
  }
  for (const person of input.people) {
    if (person.openId === null || person.left || seen.has(person.openId)) continue;
    const account = input.elsewhere.get(person.openId) ?? null;
    if (account?.gone != null) plan.left.push({ person, why: account.gone });
    else if (account === null && input.unseenLeft) plan.left.push({ person, why: 'left' });
    else if (account === null) plan.unseen.push(person);
  }
  return plan;
}

/** The roster's units of an account, of its main department first. */
const unitsOf = (account: Account, placed: ReadonlyMap<string, Placed>): readonly string[] => [
  ...new Set(account.departments.flatMap((id) => placed.get(id)?.unit ?? [])),
];

function judge(
  account: Account,
  person: KnownPerson | undefined,
  units: readonly string[],
  { roster, onlyKnown }: SyncInput,
  plan: Growing<PeoplePlan>,
): void {
  const [unit] = units;
  if (person === undefined) {
    const isWanted = !onlyKnown && account.gone === null && unit !== undefined && account.name !== '';
    if (isWanted) plan.added.push({ account, unit });
    return;
  }
  if (account.gone !== null) {
    if (!person.left) plan.left.push({ person, why: account.gone });
    return;
  }
  if (person.left) {
    plan.returned.push(person);
    return;
  }
  // The city's own people stay the city's: a unit here would take their view away.
  const own = person.unit === null || roster.isCity(person.unit) ? null : person.unit;
  const movedTo = own === null || unit === undefined || units.includes(own) ? null : unit;
  const renamedTo = account.name === '' || account.name === person.name ? null : account.name;
  const bound = person.openId === null;
  if (movedTo !== null || renamedTo !== null || bound) {
    plan.changed.push({ person, account, movedTo, renamedTo, bound });
  }
}

/** True when there is nothing to do. */
export const isEmptyPlan = (plan: SyncPlan): boolean =>
  plan.unitsAdded.length +
    plan.unitsRenamed.length +
    plan.added.length +
    plan.changed.length +
    plan.left.length ===
  0;
