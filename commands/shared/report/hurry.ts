/** Who still owes the month, or a report of a whole unit, and is to be reminded by hand 催报: by receiver, and who cannot be. */

import { missingOf } from '../../../src/bulletins/missing.ts';
import type { ReminderFiling, ReminderItem } from '../../../src/cards/reminder.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { coversUnit, has, isCityLeader, isOffice } from '../../../src/domain/access.ts';
import { type Month, monthOf, shiftMonth } from '../../../src/domain/day.ts';
import { wasHurried } from '../../../src/domain/filing/hurry.ts';
import { periodsAsked } from '../../../src/domain/filing/window.ts';
import { titleOf } from '../../../src/domain/lead/lead.ts';
import { isPastDue, monthMeant, owingRule } from '../../../src/domain/month.ts';
import { reportWindow } from '../../../src/domain/pack/view.ts';
import type { Person } from '../../../src/domain/roster.ts';
import { filingOf, unitsMissing } from '../../../src/due/report-reminders.ts';
import { filersOf } from '../../../src/due/reporters.ts';

/** Months looked back for one whose window has closed. */
const MONTHS_BACK = 3;

/** One person with everything they owe. */
export interface Debtor {
  readonly person: Person;
  readonly items: readonly ReminderItem[];
  readonly filings: readonly ReminderFiling[];
}

export interface Debts {
  /** To be reminded now. */
  readonly due: readonly Debtor[];
  /** Reminded less than an hour ago. */
  readonly recent: readonly Person[];
  /** Not bound to the platform yet. */
  readonly unbound: readonly Person[];
  /** Units for which nobody files. */
  readonly nobody: readonly string[];
  /** Projects and unit reports missing in all. */
  readonly missing: number;
}

/** The office hurries everybody, a leader their own unit and those below. */
export const mayHurry = (unit: string | null, { actor, roster }: KnownScene): boolean => {
  if (isOffice(actor) || isCityLeader(actor, roster)) return true;
  if (!has(actor, 'leader')) return false;
  return unit === null ? roster.unitsOf(actor).length > 0 : coversUnit(actor, unit, roster);
};

/** The open window's month; between two windows the latest that has closed. */
export function monthToHurry({ pack, today }: KnownScene): Month {
  const meant = monthMeant(pack, today);
  const window = reportWindow(pack, meant);
  if (window === null || window.openOn <= today) return meant;
  for (let back = 1; back <= MONTHS_BACK; back += 1) {
    const month = shiftMonth(monthOf(today), -back);
    if (isPastDue(pack, month, today)) return month;
  }
  return meant;
}

/** Units within reach: of the one asked for, or all; `undefined` = the whole city, units that left the roster too. */
function unitsWithin(unit: string | null, here: KnownScene): readonly string[] | undefined {
  const { actor, roster } = here;
  if (unit === null && (isOffice(actor) || isCityLeader(actor, roster))) return undefined;
  return roster.units
    .map((one) => one.id)
    .filter((id) => mayHurry(id, here) && (unit === null || roster.isWithin(id, unit)));
}

/** @param withUnits reports of whole units are asked for too, not only the month */
export async function debtsOf(
  month: Month,
  unit: string | null,
  withUnits: boolean,
  here: KnownScene,
  tools: Tools,
): Promise<Debts> {
  const { pack, roster, today, actor } = here;
  const within = unitsWithin(unit, here);
  const debtors = new Map<string, { person: Person; items: ReminderItem[]; filings: ReminderFiling[] }>();
  const nobody = new Set<string>();
  let missing = 0;
  const debtor = (person: Person) => {
    const entry = debtors.get(person.id) ?? { person, items: [], filings: [] };
    debtors.set(person.id, entry);
    return entry;
  };
  const filers = new Map<string, readonly Person[]>();
  const filing = (id: string) => {
    const known = filers.get(id) ?? filersOf(id, roster);
    filers.set(id, known);
    if (known.length === 0) nobody.add(id);
    return known;
  };
  const filter = { rule: owingRule(pack, month), ...(within === undefined ? {} : { units: within }) };
  for await (const rows of missingOf(tools.store, filter)) {
    for (const row of rows) {
      missing += 1;
      const holder = roster.person(row.holder);
      for (const person of holder === null ? filing(row.unit) : [holder]) {
        debtor(person).items.push({ number: row.projectNumber, title: titleOf(row) });
      }
    }
  }
  for (const period of withUnits ? periodsAsked(pack, today) : []) {
    for (const one of await unitsMissing(pack, period, tools)) {
      if (within?.includes(one.id) === false) continue;
      missing += 1;
      for (const person of filing(one.id)) debtor(person).filings.push(filingOf(period, one));
    }
  }
  const all = [...debtors.values()].filter(({ person }) => person.id !== actor.id);
  const hurry = await tools.store.hurry(month);
  const reached = all.filter(({ person }) => person.openId !== null);
  return {
    due: reached.filter(({ person }) => !wasHurried(hurry, person.id, here.now)),
    recent: reached.map(({ person }) => person).filter(({ id }) => wasHurried(hurry, id, here.now)),
    unbound: all.map(({ person }) => person).filter(({ openId }) => openId === null),
    nobody: [...nobody].map((id) => roster.unitName(id)),
    missing,
  };
}
