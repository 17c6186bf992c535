/**
 * 处理建议 at the end of an assessed period: what the evaluation proposes by place, grade and score is listed, once, for a
 * named person to confirm or drop; nothing is sent or done by itself (P12). A year is always assessed; a quarter where its
 * bulletin has room for proposals.
 *
 * Left out: what a finding proposes (made in its own commit, `src/domain/proposal.ts`), telling the deciders
 * (`meeting-due.ts`), deciding (会议 建议).
 */
import { atHour } from '../bulletins/hours.ts';
import { addDays, type Day, monthEnd, monthOf } from '../domain/day.ts';
import type { ProposalRow } from '../domain/evaluate/proposals.ts';
import { officeNumber, officeSequence } from '../domain/meeting/meeting.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { bulletinOf } from '../domain/pack/view.ts';
import {
  type BulletinPeriod,
  bulletinDueOn,
  lastMonth,
  periodHolding,
  sayPeriod,
  shiftPeriod,
} from '../domain/period.ts';
import type { NewProposal } from '../domain/proposal.ts';
import type { Roster } from '../domain/roster.ts';
import type { Change, Outcome } from '../outcome.ts';
import type { Job, JobScene, Occasion } from '../scheduler.ts';

/** So long before the bulletin comes out, so that what is confirmed can stand in it. */
const BEFORE_BULLETIN_DAYS = 3;
/** After the end where the plan has no bulletin of the period: 系统默认. */
const DEFAULT_DAYS = 15;
/** More than this is listed by 排名 and 得分, not as proposals. */
const LISTED_MAX = 200;
const REASON_MAX = 500;

export const periodProposals: Job = {
  id: 'period-proposals',
  async due({ now, today, packOn }) {
    if (!atHour(now)) return [];
    return (['quarter', 'year'] as const)
      .map((kind) => shiftPeriod(periodHolding(kind, monthOf(today)), -1))
      .filter((period) => {
        const on = listedOn(packOn(endOf(period)), period);
        return on !== null && on <= today;
      })
      .map(
        (period): Occasion => ({
          key: `period-proposals:${period.kind}:${period.key}`,
          run: (scene) => list(period, scene),
        }),
      );
  },
};

const endOf = (period: BulletinPeriod): Day => monthEnd(lastMonth(period));

/** The day its proposals are listed; `null`: this period is not assessed by the plan. */
export function listedOn(pack: Pack, period: BulletinPeriod): Day | null {
  const endOn = endOf(period);
  if (endOn < pack.issuedOn || ruled(pack).size === 0) return null;
  const bulletin = bulletinOf(pack, period.kind);
  if (period.kind === 'quarter' && bulletin?.sections.includes('proposals') !== true) return null;
  const dueOn = bulletinDueOn(pack, period);
  if (dueOn === null) return addDays(endOn, DEFAULT_DAYS);
  const on = addDays(dueOn, -BEFORE_BULLETIN_DAYS);
  return on > endOn ? on : addDays(endOn, 1);
}

/** Rules by place, grade, score or completion; those by a finding have made theirs already. */
const ruled = (pack: Pack): ReadonlySet<string> =>
  new Set(pack.consequences.filter(({ when }) => when.flag === undefined).map(({ id }) => id));

async function list(period: BulletinPeriod, { store, standing, packOn, today }: JobScene): Promise<Outcome> {
  const nothing: Outcome = { changes: [], answer: {}, notices: [] };
  if (!(await store.hasProjects())) return nothing;
  const rules = ruled(packOn(endOf(period)));
  const [reading, roster] = await Promise.all([standing.read(lastMonth(period), today), store.roster()]);
  // Tried again at the next tick: what is not listed would be lost.
  if ('failed' in reading) throw new Error(`the standing of ${sayPeriod(period)}: ${reading.failed}`);
  const rows = reading.summary.proposals.filter(({ rule }) => rules.has(rule));
  const news = proposalsOf(rows, period, roster).slice(0, LISTED_MAX);
  if (news.length === 0) return nothing;
  const month = monthOf(today);
  const name = officeSequence('JY', month);
  const last = await store.lastValue(name);
  const changes = news.flatMap((one, index): Change[] => [
    { subject: 'sequence', name, value: last + index + 1 },
    {
      subject: 'proposal',
      before: null,
      facts: [{ type: 'proposal.proposed', number: officeNumber('JY', month, last + index + 1), ...one }],
    },
  ]);
  return { ...nothing, changes };
}

/** One proposal for a rule, a subject and an item named, whatever number of actions it has. */
export function proposalsOf(
  rows: readonly ProposalRow[],
  period: BulletinPeriod,
  roster: Roster,
): readonly NewProposal[] {
  const groups = Map.groupBy(rows, ({ rule, subject, item }) => JSON.stringify([rule, subject, item]));
  return [...groups.values()].flatMap((group): NewProposal[] => {
    const [first] = group;
    if (first === undefined) return [];
    const post = roster.posts.find((one) => one.id === first.subject);
    const unit = roster.unit(first.subject)?.id ?? post?.unit ?? null;
    const quotas = group.flatMap(({ quota }) =>
      quota === undefined ? [] : [`优秀比例 ${percent(quota.before)} → ${percent(quota.after)}`],
    );
    const why = [
      ...(post === undefined ? [] : [`${roster.unitName(post.unit)}${post.title}`]),
      ...new Set(group.flatMap(({ reasons }) => reasons)),
      ...quotas,
      ...(first.item === undefined ? [] : [`目标 ${first.item}`]),
      ...(first.decision === 'manual' ? ['需由人认定'] : []),
    ];
    return [
      {
        rule: first.rule,
        label: first.label,
        actions: [...new Set(group.map(({ action }) => action))],
        to: first.to,
        decider: first.by,
        clause: first.clause,
        unit,
        lead: null,
        flag: null,
        reason: `${sayPeriod(period)}考核（截至 ${endOf(period)}）：${why.join('；')}`.slice(0, REASON_MAX),
        evidence: null,
      },
    ];
  });
}

const percent = (share: string): string => `${Number((Number(share) * 100).toFixed(4))}%`;
