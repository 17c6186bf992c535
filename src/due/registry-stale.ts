/**
 * 台账 to look after (P15): entries past `freshDays`, and people or bodies nobody has been in touch with for `contactDays`
 * (定期联络). Those who keep them hear of it on a working day, one card a person and month with everything in it; 台账 待更新
 * lists it at any time. Nothing is decided here.
 */
import { atHour } from '../bulletins/hours.ts';
import { type ReminderGroup, upkeepCard } from '../cards/registry/reminder.ts';
import { printDay } from '../cards/show.ts';
import { has, isOffice } from '../domain/access.ts';
import { isWorkday } from '../domain/calendar.ts';
import { addDays, instantOfDay, monthOf, weekdayOf } from '../domain/day.ts';
import type { Registry } from '../domain/pack/schema.ts';
import { contactedOn, isContactDue } from '../domain/registry/due.ts';
import type { Entry } from '../domain/registry/entry.ts';
import { isStale } from '../domain/registry/fields.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';

const READ_MAX = 5_000;
const FACT_MAX = 40;

export const registryStale: Job = {
  id: 'registry-stale',
  async due({ now, today, pack }) {
    if (!atHour(now) || !isDayForIt(today)) return [];
    if (!pack.registries.some(isLookedAfter)) return [];
    return [{ key: `registry-stale:${today}`, run: remind }];
  },
};

const isLookedAfter = ({ freshDays, contactDays }: Registry): boolean =>
  freshDays !== undefined || contactDays !== undefined;

/** A working day; where the year's holidays are not known, Monday to Friday. */
function isDayForIt(today: string): boolean {
  return isWorkday(today) ?? weekdayOf(today) <= 5;
}

interface Lapsed {
  readonly registry: Registry;
  readonly kind: ReminderGroup['kind'];
  readonly days: number;
  readonly byOwner: ReadonlyMap<string | null, Entry[]>;
}

async function remind(scene: JobScene): Promise<Outcome> {
  const { store, today } = scene;
  const roster = await store.roster();
  const lapsed = await lapsedOf(scene);
  const notices = roster.people.flatMap((person): Notice[] => {
    if (person.openId === null) return [];
    const groups = lapsed.flatMap((one) => groupFor(person, one, roster));
    if (groups.length === 0) return [];
    return [
      {
        key: `registry-stale:${monthOf(today)}:${person.id}`,
        to: { kind: 'person', openId: person.openId },
        card: upkeepCard(groups),
        rank: 'notice',
      },
    ];
  });
  return { changes: [], answer: {}, notices };
}

async function lapsedOf({ store, pack, today }: JobScene): Promise<readonly Lapsed[]> {
  const lapsed: Lapsed[] = [];
  const take = (registry: Registry, kind: Lapsed['kind'], days: number, entries: readonly Entry[]) => {
    if (entries.length > 0)
      lapsed.push({ registry, kind, days, byOwner: Map.groupBy(entries, (entry) => entry.owner) });
  };
  for (const registry of pack.registries) {
    const { freshDays, contactDays } = registry;
    const registries = [registry.id];
    if (freshDays !== undefined) {
      const checkedBefore = instantOfDay(addDays(today, -freshDays));
      const found = await store.entries({ registries, checkedBefore, limit: READ_MAX });
      const stale = found.filter((entry) => isStale(registry, entry, today));
      take(registry, 'stale', freshDays, stale);
    }
    if (contactDays !== undefined) {
      const entries = await store.entries({ registries, limit: READ_MAX });
      const silent = entries.filter((entry) => isContactDue(registry, entry, today));
      take(registry, 'contact', contactDays, silent);
    }
  }
  return lapsed;
}

/** A reporter's units; what is the city's own is the office's. Oldest first. */
function ownOf(person: Person, { byOwner }: Lapsed, roster: Roster): readonly Entry[] {
  const units = has(person, 'reporter') ? roster.unitsOf(person) : [];
  const owners: readonly (string | null)[] = isOffice(person) ? [null, ...units] : units;
  return owners.flatMap((owner) => byOwner.get(owner) ?? []);
}

function groupFor(person: Person, lapsed: Lapsed, roster: Roster): readonly ReminderGroup[] {
  const own = ownOf(person, lapsed, roster);
  if (own.length === 0) return [];
  const { registry, kind, days } = lapsed;
  const since = (entry: Entry) =>
    kind === 'stale' ? printDay(entry.checkedAt) : contactedOn(registry, entry);
  const items = own
    .map((entry) => ({ id: entry.id, title: nameOf(registry, entry), since: since(entry) }))
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.id < b.id ? -1 : 1))
    .map((item) => ({ ...item, since: `${kind === 'stale' ? '上次更新' : '最近联络'} ${item.since}` }));
  return [{ registry: registry.label, clause: registry.clause, days, kind, items }];
}

/** Where the name is personal it stays sealed: what else is known of them says who is meant. */
function nameOf(registry: Registry, entry: Entry): string {
  if (entry.title !== null) return entry.title;
  const facts = registry.fields.flatMap((field) => {
    const value = entry.values[field.id];
    return field.type === 'text' || field.type === 'choice'
      ? [value].filter((one) => typeof one === 'string')
      : [];
  });
  return facts.join('、').slice(0, FACT_MAX);
}
