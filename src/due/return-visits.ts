/**
 * 回访 agreed on at a visit: on its day, from nine in the morning, whoever recorded the visit hears of it, with a button to
 * record the return visit; once more three days later while nobody answered it.
 */
import { atHour } from '../bulletins/hours.ts';
import { returnRow, returnVisitsCard } from '../cards/activity/list.ts';
import { openNext } from '../domain/activity/activity.ts';
import { addDays, type Day } from '../domain/day.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';

const READ_MAX = 2_000;
const SHOWN_MAX = 8;
const AGAIN_DAYS = 3;

export const returnVisits: Job = {
  id: 'return-visits',
  async due({ now, today, store }) {
    if (!atHour(now)) return [];
    const due = await store.returnVisits(today, READ_MAX);
    return due.some((one) => isTold(openNext(one)?.on, today))
      ? [{ key: `return-visits:${today}`, run: remind }]
      : [];
  },
};

const isTold = (on: Day | undefined, today: Day): boolean =>
  on !== undefined && (on === today || addDays(on, AGAIN_DAYS) === today);

async function remind({ store, today }: JobScene): Promise<Outcome> {
  const [roster, due] = await Promise.all([store.roster(), store.returnVisits(today, READ_MAX)]);
  const byPerson = Map.groupBy(
    due.filter((one) => isTold(openNext(one)?.on, today)),
    (one) => one.recordedBy,
  );
  const notices = [...byPerson].flatMap(([id, items]): Notice[] => {
    const person = id === null ? null : roster.person(id);
    if (person === null || person.openId === null) return [];
    const rows = items.slice(0, SHOWN_MAX).map(returnRow);
    const [first] = items;
    return [
      {
        key: `return-visits:${today}:${person.id}`,
        to: { kind: 'person', openId: person.openId },
        card: returnVisitsCard(today, rows, Math.max(0, items.length - SHOWN_MAX)),
        rank: 'notice',
        ...(items.length === 1 && first !== undefined ? { about: first.number } : {}),
      },
    ];
  });
  return { changes: [], answer: {}, notices };
}
