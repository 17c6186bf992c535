/**
 * 台账 past its freshness (P15 `freshDays`): on working days those who keep the entries hear of them, each registry once a
 * week, until they say 仍有效 or change them. Nothing is decided here.
 */
import { atHour } from '../bulletins/hours.ts';
import { staleCard } from '../cards/registry/entry.ts';
import { printDay } from '../cards/show.ts';
import { has, isOffice } from '../domain/access.ts';
import { isWorkday } from '../domain/calendar.ts';
import { addDays, instantOfDay, mondayOf, weekdayOf } from '../domain/day.ts';
import type { Registry } from '../domain/pack/schema.ts';
import type { Entry } from '../domain/registry/entry.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';

const READ_MAX = 5_000;
const LISTED_MAX = 8;

export const registryStale: Job = {
  id: 'registry-stale',
  async due({ now, today, pack }) {
    if (!atHour(now) || !isDayForIt(today)) return [];
    if (!pack.registries.some((registry) => registry.freshDays !== undefined)) return [];
    return [{ key: `registry-stale:${today}`, run: remind }];
  },
};

/** A working day; where the year's holidays are not known, Monday to Friday. */
function isDayForIt(today: string): boolean {
  return isWorkday(today) ?? weekdayOf(today) <= 5;
}

async function remind({ store, pack, today }: JobScene): Promise<Outcome> {
  const roster = await store.roster();
  const notices: Notice[] = [];
  for (const registry of pack.registries) {
    const { freshDays } = registry;
    if (freshDays === undefined) continue;
    const checkedBefore = instantOfDay(addDays(today, -freshDays));
    const stale = await store.entries({ registries: [registry.id], checkedBefore, limit: READ_MAX });
    const byOwner = Map.groupBy(stale, (entry) => entry.owner);
    for (const person of roster.people) {
      const own = ownOf(person, byOwner, roster);
      if (own.length > 0 && person.openId !== null)
        notices.push(noticeTo({ id: person.id, openId: person.openId }, own, registry, freshDays, today));
    }
  }
  return { changes: [], answer: {}, notices };
}

/** A reporter's units; what is the city's own is the office's. Oldest first. */
function ownOf(
  person: Person,
  byOwner: ReadonlyMap<string | null, Entry[]>,
  roster: Roster,
): readonly Entry[] {
  const units = has(person, 'reporter') ? roster.unitsOf(person) : [];
  const owners: readonly (string | null)[] = isOffice(person) ? [null, ...units] : units;
  return owners
    .flatMap((owner) => byOwner.get(owner) ?? [])
    .sort((a, b) => a.checkedAt - b.checkedAt || (a.id < b.id ? -1 : 1));
}

function noticeTo(
  person: { readonly id: string; readonly openId: string },
  own: readonly Entry[],
  registry: Registry,
  freshDays: number,
  today: string,
): Notice {
  const items = own.slice(0, LISTED_MAX).map((entry) => ({
    id: entry.id,
    title: entry.title ?? '',
    since: printDay(entry.checkedAt),
  }));
  return {
    key: `registry-stale:${mondayOf(today)}:${registry.id}:${person.id}`,
    to: { kind: 'person', openId: person.openId },
    card: staleCard(registry.label, registry.clause, items, own.length - items.length, freshDays),
    rank: 'notice',
  };
}
