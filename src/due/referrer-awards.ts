/**
 * 评奖建议 at the end of a year: those who introduced most (by 线索积分 where the pack has them, else by projects and usable
 * leads) are proposed for the honours the plan has for referrers. Listed under 会议 建议 and decided by a named person;
 * nothing is sent or given by itself (SM 三(四)20; RC 三(六)16). A sealed name stays sealed: the proposal has the number.
 */
import { atHour } from '../bulletins/hours.ts';
import { addDays, instantOfDay, monthOf } from '../domain/day.ts';
import { officeNumber, officeSequence } from '../domain/meeting/meeting.ts';
import type { Consequence, Pack } from '../domain/pack/schema.ts';
import { printPoints } from '../domain/points/points.ts';
import type { NewProposal } from '../domain/proposal.ts';
import { referrerAwards } from '../domain/registry/referrer.ts';
import type { Change, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import type { ReferrerCount } from '../store/pool.ts';

/** After the year's end: 系统默认. */
const AFTER_DAYS = 15;
const PROPOSED_MAX = 10;

export const referrerAwardsDue: Job = {
  id: 'referrer-awards',
  async due({ now, today, pack }) {
    const year = Number(today.slice(0, 4)) - 1;
    if (!atHour(now) || today < addDays(`${year + 1}-01-01`, AFTER_DAYS)) return [];
    if (`${year}-12-31` < pack.issuedOn || referrerAwards(pack).length === 0) return [];
    return [{ key: `referrer-awards:${year}`, run: (scene) => propose(String(year), scene) }];
  },
};

interface Candidate {
  readonly count: ReferrerCount;
  readonly points: number;
}

async function candidatesOf(
  year: string,
  { store, pack }: Pick<JobScene, 'store' | 'pack'>,
): Promise<readonly Candidate[]> {
  const span = [instantOfDay(`${year}-01-01`), instantOfDay(`${Number(year) + 1}-01-01`)] as const;
  const [counts, consultants, intermediaries] = await Promise.all([
    store.referrerCounts(...span),
    store.pointsBalances('consultant', ...span),
    store.pointsBalances('intermediary', ...span),
  ]);
  const points = new Map<string, number>();
  for (const { to, units } of [...consultants, ...intermediaries])
    points.set(to.id, (points.get(to.id) ?? 0) + units);
  return (
    counts
      // A name of no list is proposed by a person, with 线索 评奖.
      .filter(({ referrer }) => !referrer.startsWith('ref-'))
      .map((count) => ({ count, points: points.get(count.referrer) ?? 0 }))
      .filter((one) => (pack.points.length > 0 ? one.points > 0 : one.count.usable > 0))
      .sort(
        (a, b) =>
          b.points - a.points ||
          b.count.projects - a.count.projects ||
          b.count.usable - a.count.usable ||
          (a.count.referrer < b.count.referrer ? -1 : 1),
      )
      .slice(0, PROPOSED_MAX)
  );
}

async function propose(year: string, scene: JobScene): Promise<Outcome> {
  const { store, pack, today } = scene;
  const nothing: Outcome = { changes: [], answer: {}, notices: [] };
  const [award] = referrerAwards(pack);
  const found = await candidatesOf(year, scene);
  if (award === undefined || found.length === 0) return nothing;
  const roster = await store.roster();
  const month = monthOf(today);
  const name = officeSequence('JY', month);
  const last = await store.lastValue(name);
  const changes: Change[] = [];
  for (const [index, one] of found.entries()) {
    const { referrer } = one.count;
    const entry = referrer.startsWith('TZ-') ? await store.entry(referrer) : null;
    const label = pack.registries.find(({ id }) => id === entry?.registry)?.label ?? '';
    const who =
      entry === null ? roster.unitName(referrer) : [label, entry.title, entry.id].filter(Boolean).join(' ');
    const number = officeNumber('JY', month, last + index + 1);
    const proposed = proposalFor(award, year, who, one, pack);
    changes.push(
      { subject: 'sequence', name, value: last + index + 1 },
      { subject: 'proposal', before: null, facts: [{ type: 'proposal.proposed', number, ...proposed }] },
    );
  }
  return { ...nothing, changes };
}

function proposalFor(
  award: Consequence,
  year: string,
  who: string,
  { count, points }: Candidate,
  pack: Pack,
): NewProposal {
  const earned = pack.points.length === 0 ? '' : `，线索积分 ${printPoints(points)}`;
  return {
    rule: award.id,
    label: award.title ?? award.label,
    actions: award.propose,
    to: award.to,
    decider: award.by,
    clause: award.clause,
    unit: null,
    lead: null,
    flag: null,
    reason:
      `推荐人 ${who}：${year}年引荐线索 ${count.leads} 条（可用 ${count.usable} 条）、项目 ${count.projects} 个${earned}；` +
      '评选标准原文未定，按积分和项目列出，需由人认定。',
    evidence: null,
  };
}
