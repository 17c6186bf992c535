/**
 * Bulletins on the pack's day — the month's, the quarter's, the year's: drafted by the machine, put before the office,
 * published by nobody but people. Days missed while nobody ran are caught up; each period once.
 */
import { bulletinCard } from '../cards/bulletin/bulletin.ts';
import { monthEnd, monthOf } from '../domain/day.ts';
import { bulletinOf } from '../domain/pack/view.ts';
import {
  type BulletinPeriod,
  bulletinDueOn,
  lastMonth,
  PERIOD_KINDS,
  periodHolding,
  shiftPeriod,
} from '../domain/period.ts';
import { evolvePublication } from '../domain/publication.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { atHour } from './hours.ts';
import { draftPeriod } from './month.ts';
import { officeExcept } from './receivers.ts';
import { summariseFrom } from './summarise.ts';
import { bulletinView } from './view.ts';

/** A draft missed for longer than this is left to the office: 战报 drafts it on the spot. */
const PERIODS_BACK = { month: 2, quarter: 1, year: 1 } as const;

export const monthDue: Job = {
  id: 'month-bulletin',
  async due({ now, today, packOn }) {
    if (!atHour(now)) return [];
    return PERIOD_KINDS.flatMap((kind) => {
      const running = periodHolding(kind, monthOf(today));
      return Array.from({ length: PERIODS_BACK[kind] }, (_, back) =>
        shiftPeriod(running, -1 - back),
      ).reverse();
    })
      .filter((period) => isDue(period, today, packOn))
      .map((period) => ({
        key: `draft:${period.kind}:${period.key}`,
        run: (scene: JobScene) => draft(period, scene),
      }));
  },
};

/** By the plan in force when the period ended; none that ended before the plan was issued (domain P1). */
function isDue(period: BulletinPeriod, today: string, packOn: JobScene['packOn']): boolean {
  const endOn = monthEnd(lastMonth(period));
  const pack = packOn(endOn);
  const dueOn = bulletinDueOn(pack, period);
  if (dueOn === null || dueOn > today) return false;
  const skips = bulletinOf(pack, period.kind)?.skipBeforeIssue ?? true;
  return period.kind === 'month' || !skips || endOn >= pack.issuedOn;
}

async function draft(period: BulletinPeriod, { store, standing, packOn, now }: JobScene): Promise<Outcome> {
  const nothing: Outcome = { changes: [], answer: {}, notices: [] };
  if (!(await store.hasProjects())) return nothing;
  const pack = packOn(monthEnd(lastMonth(period)));
  const summarise = summariseFrom(standing);
  const drafted = await draftPeriod({ store, pack, now, summarise }, period);
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
