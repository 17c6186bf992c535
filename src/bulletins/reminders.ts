/**
 * Reminders of the monthly report: on the days the pack names, only to those missing; after the due day, to the superior.
 * Left out: working days (a reminder falls on the calendar day).
 */
import { reminderCard } from '../cards/reminder.ts';
import { has } from '../domain/access.ts';
import { currentNumber, type Lead, titleOf } from '../domain/lead/lead.ts';
import { dueReportReminders, owesReport, type Reminder } from '../domain/month.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Notice } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { atHour } from './hours.ts';

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
  const [roster, projects, reported] = await Promise.all([
    store.roster(),
    store.projects(),
    store.reportedIn(reminder.month),
  ]);
  const missing = projects.filter(
    (lead) => owesReport(pack, lead, reminder.month) && !reported.has(lead.number),
  );
  const byReceiver = new Map<string, { person: Person; leads: Lead[] }>();
  for (const lead of missing) {
    for (const person of receiversOf(lead, reminder, roster)) {
      const entry = byReceiver.get(person.id) ?? { person, leads: [] };
      entry.leads.push(lead);
      byReceiver.set(person.id, entry);
    }
  }
  return [...byReceiver.values()].flatMap(({ person, leads }) => noticeTo(person, leads, reminder));
}

/** Whoever holds the project; after the due day the leaders of its unit, else of the unit above. */
function receiversOf(lead: Lead, { to }: Reminder, roster: Roster): readonly Person[] {
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

function noticeTo(person: Person, leads: readonly Lead[], reminder: Reminder): readonly Notice[] {
  if (person.openId === null) return [];
  const items = leads.map((lead) => ({ number: currentNumber(lead), title: titleOf(lead) }));
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
