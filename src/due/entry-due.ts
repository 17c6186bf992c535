/**
 * 台账事项 falling due (complaints, promises, plans): whoever handles them hears three days before, on the day and once it has
 * passed, those above them when it has passed. One card a person and morning, each step of an entry told once.
 */
import { atHour } from '../bulletins/hours.ts';
import { entriesDueCard } from '../cards/registry/reminder.ts';
import { isOffice } from '../domain/access.ts';
import { isWorkday } from '../domain/calendar.ts';
import { addDays, daysBetween } from '../domain/day.ts';
import type { Person, Roster } from '../domain/roster.ts';
import { handlersOf, superiorsOf } from '../domain/task/standing.ts';
import type { Change, Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { type DueEntry, ENTRY_SOON_DAYS, entriesDue, openTitle } from './late-entries.ts';

type Step = 'soon' | 'today' | 'late';
/** A first morning after a long neglect must not read everything one by one. */
const STEPS_MAX = 300;

export const entryDue: Job = {
  id: 'entry-due',
  async due({ now, today, pack }) {
    if (!atHour(now) || isWorkday(today) === false) return [];
    if (!pack.registries.some((registry) => registry.fields.some((field) => field.as === 'due'))) return [];
    return [{ key: `entry-due:${today}`, run: remind }];
  },
};

const stepOf = (dueOn: string, today: string): Step => {
  const left = daysBetween(today, dueOn);
  return left < 0 ? 'late' : left === 0 ? 'today' : 'soon';
};

/** Names what was told: once an entry, 期限 and step, for ever. */
const toldName = ({ entry, dueOn }: DueEntry, step: Step): string =>
  `entry-told:${step}:${entry.id}:${dueOn}`;

/** What is the city's own is the office's. */
const keepersOf = (owner: string | null, roster: Roster): readonly Person[] =>
  owner === null ? roster.people.filter(isOffice) : handlersOf({ unit: owner, holder: null }, roster);

async function remind({ store, pack, today }: JobScene): Promise<Outcome> {
  const [roster, due] = await Promise.all([
    store.roster(),
    entriesDue({ store, pack }, addDays(today, ENTRY_SOON_DAYS)),
  ]);
  const changes: Change[] = [];
  const byPerson = new Map<string, { readonly person: Person; readonly items: DueEntry[] }>();
  for (const item of due) {
    if (changes.length >= STEPS_MAX) break;
    const step = stepOf(item.dueOn, today);
    const name = toldName(item, step);
    if ((await store.lastValue(name)) > 0) continue;
    changes.push({ subject: 'sequence', name, value: 1 });
    const { owner } = item.entry;
    const above = step === 'late' ? superiorsOf(owner, roster) : [];
    for (const person of new Set([...keepersOf(owner, roster), ...above])) {
      const held = byPerson.get(person.id) ?? { person, items: [] };
      held.items.push(item);
      byPerson.set(person.id, held);
    }
  }
  const notices = [...byPerson.values()].flatMap(({ person, items }): Notice[] => {
    if (person.openId === null) return [];
    const lines = items.map((item) => ({
      id: item.entry.id,
      title: openTitle(item),
      registry: item.registry.label,
      dueOn: item.dueOn,
      left: daysBetween(today, item.dueOn),
    }));
    return [
      {
        key: `entry-due:${today}:${person.id}`,
        to: { kind: 'person', openId: person.openId },
        card: entriesDueCard(lines),
        rank: 'notice',
        ...(lines.length === 1 ? { about: lines[0]?.id ?? '' } : {}),
      },
    ];
  });
  return { changes, answer: {}, notices };
}
