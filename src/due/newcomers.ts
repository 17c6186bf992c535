/** Who joined and is not in the roster: one line a day to the administrators. Who is known by now is not named. */
import { atHour } from '../bulletins/hours.ts';
import { newcomersCard } from '../cards/leaver.ts';
import { instantOfDay } from '../domain/day.ts';
import type { Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';

const LOOKED_AT = 500;

export const newcomers: Job = {
  id: 'newcomers',
  async due({ now, today, store }) {
    if (!atHour(now)) return [];
    // Of the days before: today's are told tomorrow, all in one line.
    const waiting = await store.newcomers(instantOfDay(today), 1);
    return waiting.length === 0 ? [] : [{ key: `newcomers:${today}`, run: tell }];
  },
};

async function tell({ store, today }: JobScene): Promise<Outcome> {
  const before = instantOfDay(today);
  const roster = await store.roster();
  const waiting = await store.newcomers(before, LOOKED_AT);
  const strangers = waiting.filter(({ openId }) => roster.byOpenId(openId) === null);
  const card = newcomersCard(strangers.map(({ name }) => name));
  const admins = strangers.length === 0 ? [] : roster.withRole('admin').flatMap((one) => one.openId ?? []);
  return {
    changes: [{ subject: 'newcomers-told', before }],
    answer: {},
    notices: admins.map((openId) => ({
      key: `newcomers:${today}:${openId}`,
      to: { kind: 'person', openId },
      card,
      rank: 'notice',
    })),
  };
}
