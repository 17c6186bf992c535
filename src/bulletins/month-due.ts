/** The month's bulletin on the pack's day: drafted by the machine, put before the office, published by nobody but people. */
import { bulletinCard } from '../cards/bulletin/bulletin.ts';
import { monthEnd, monthOf, shiftMonth } from '../domain/day.ts';
import { bulletinDay } from '../domain/pack/view.ts';
import { evolvePublication } from '../domain/publication.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { atHour } from './hours.ts';
import { draftMonth } from './month.ts';
import { officeExcept } from './receivers.ts';
import { bulletinView } from './view.ts';

/** A draft missed for longer than this is left to the office: 战报 drafts it on the spot. */
const MONTHS_BACK = 2;

export const monthDue: Job = {
  id: 'month-bulletin',
  async due({ now, today, pack }) {
    if (!atHour(now)) return [];
    const months = Array.from({ length: MONTHS_BACK }, (_, back) =>
      shiftMonth(monthOf(today), -1 - back),
    ).reverse();
    return months
      .filter((month) => {
        const day = bulletinDay(pack, month);
        return day !== null && day <= today;
      })
      .map((month) => ({ key: `draft:month:${month}`, run: (scene: JobScene) => draft(month, scene) }));
  },
};

async function draft(month: string, { store, packOn, now }: JobScene): Promise<Outcome> {
  const nothing: Outcome = { changes: [], answer: {}, notices: [] };
  if (!(await store.hasProjects())) return nothing;
  const drafted = await draftMonth(store, packOn(monthEnd(month)), month, now);
  if (drafted.facts.length === 0) return nothing;
  const roster = await store.roster();
  const publication = drafted.facts.reduce(
    (state, fact) => evolvePublication(state, fact, now, null),
    drafted.before,
  );
  if (publication === null) return nothing;
  const notices = officeExcept(roster, '').map(
    (person): Notice => ({
      key: `draft:${drafted.id}:${person.id}`,
      to: { kind: 'person', openId: person.openId },
      card: bulletinCard(
        bulletinView(
          publication,
          { actor: person, roster, audience: 'private' },
          { outdated: false, receivers: null, more: [] },
        ),
      ),
      rank: 'notice',
      about: drafted.id,
    }),
  );
  return {
    changes: [{ subject: 'publication', before: drafted.before, facts: drafted.facts }],
    answer: {},
    notices,
  };
}
