/**
 * 每周一览: where the city asks for it in its pack, its leaders get the city at a glance once a week, on the weekday named
 * or, when that is a holiday, the next working day of that week. A week of holidays has none; of a year whose holidays are
 * not known yet every weekday counts.
 */

import { atHour } from '../bulletins/hours.ts';
import { cityCard } from '../cards/city.ts';
import { isCityLeader } from '../domain/access.ts';
import { isWorkday } from '../domain/calendar.ts';
import { addDays, type Day, mondayOf, monthOf } from '../domain/day.ts';
import type { Notice } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { glanceAt } from './glance.ts';

const LAST_WEEKDAY = 5;

export const weeklyDigest: Job = {
  id: 'weekly-digest',
  async due({ now, today, pack }) {
    if (pack.digest === undefined || !atHour(now)) return [];
    const monday = mondayOf(today);
    const on = digestDay(monday, pack.digest.weekday);
    // Said late in the week it would be last week's news: it is for the day itself.
    if (on !== today) return [];
    return [{ key: `digest:${monday}`, run: (scene) => digest(monday, scene) }];
  },
};

/** The day of that week; `null`: nobody works on it or after it. */
export function digestDay(monday: Day, weekday: number): Day | null {
  for (let at = weekday; at <= LAST_WEEKDAY; at += 1) {
    const day = addDays(monday, at - 1);
    if (isWorkday(day) !== false) return day;
  }
  return null;
}

async function digest(monday: Day, { store, standing, pack, now, today }: JobScene) {
  const nothing = { changes: [], answer: {}, notices: [] };
  if (!(await store.hasProjects())) return nothing;
  const [roster, reading] = await Promise.all([store.roster(), standing.read(monthOf(today), today)]);
  const read = 'failed' in reading ? { because: '数据量太大，没有算完' } : reading;
  const card = cityCard(await glanceAt({ store, roster, pack, now, today, person: '' }, null, read));
  const notices = roster.people.flatMap((person): Notice[] => {
    if (person.openId === null || !isCityLeader(person, roster)) return [];
    return [
      {
        key: `digest:${monday}:${person.id}`,
        to: { kind: 'person', openId: person.openId },
        card: { ...card, title: '全市每周一览' },
        rank: 'notice',
      },
    ];
  });
  return { ...nothing, notices };
}
