/**
 * Reminders of the monthly report: on the days the pack names, only to those missing; after the due day, to the superior.
 * Left out: working days (a reminder falls on the calendar day).
 */
import { type ReminderView, reminderCard } from '../cards/reminder.ts';
import { has } from '../domain/access.ts';
import { type Lead, titleOf } from '../domain/lead/lead.ts';
import { dueReportReminders, owingRule, type Reminder } from '../domain/month.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Notice } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { atHour } from './hours.ts';
import { missingOf } from './missing.ts';

export const reminders: Job = {
  id: 'report-reminders',
  async due(scene) {
    if (!atHour(scene.now)) return [];
    return dueReportReminders(scene.pack, scene.today).map((reminder) => ({
      key: `remind:${reminder.month}:${reminder.offsetDays}`,
      run: async (at: JobScene) => ({ changes: [], answer: {}, notices: await remind(reminder, at) }),
    }));
  },
};

async function remind(reminder: Reminder, { pack, store }: JobScene): Promise<readonly Notice[]> {
  const roster = await store.roster();
  const byReceiver = new Map<string, { person: Person; items: ReminderView['items'][number][] }>();
  const receivers = new Map<string, readonly Person[]>();
  for await (const rows of missingOf(store, { rule: owingRule(pack, reminder.month) })) {
    for (const row of rows) {
      const whose = reminder.to === 'reporter' ? row.holder : row.unit;
      const people = receivers.get(whose) ?? receiversOf(row, reminder, roster);
      receivers.set(whose, people);
      for (const person of people) {
        const entry = byReceiver.get(person.id) ?? { person, items: [] };
        entry.items.push({ number: row.projectNumber, title: titleOf(row) });
        byReceiver.set(person.id, entry);
      }
    }
  }
  return [...byReceiver.values()].flatMap(({ person, items }) => noticeTo(person, items, reminder));
}

/** Whoever holds the project; after the due day the leaders of its unit, else of the unit above. */
function receiversOf(
  lead: Pick<Lead, 'holder' | 'unit'>,
  { to }: Reminder,
  roster: Roster,
): readonly Person[] {
  if (to === 'reporter') {
    const holder = roster.person(lead.holder);
    return holder === null ? [] : [holder];
  }
  const seen = new Set<string>();
  for (
    let unit: string | null = lead.unit;
    unit !== null && !seen.has(unit);
    unit = roster.unit(unit)?.parent ?? null
  ) {
    const here = unit;
    const leaders = roster.people.filter(
      (person) => has(person, 'leader') && roster.unitsOf(person).includes(here),
    );
    if (leaders.length > 0) return leaders;
    seen.add(unit);
  }
  return [];
}

function noticeTo(person: Person, items: ReminderView['items'], reminder: Reminder): readonly Notice[] {
  if (person.openId === null) return [];
  const { month, dueOn, offsetDays, to } = reminder;
  return [
    {
      key: `remind:${month}:${offsetDays}:${person.id}`,
      to: { kind: 'person', openId: person.openId },
      card: reminderCard({ month, dueOn, daysLeft: -offsetDays, items, to }),
      rank: 'notice',
    },
  ];
}
