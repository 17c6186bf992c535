/**
 * The city at a glance 全市一览, gathered: for whoever asks, and for the weekly digest. Counts and the city's own targets
 * only. Left out: who may ask, and layout.
 */

import { rankingRuleOf } from '../bulletins/ranking-rule.ts';
import type { CityView } from '../cards/city.ts';
import type { Day, Month } from '../domain/day.ts';
import { monthOf } from '../domain/day.ts';
import type { TargetRow } from '../domain/evaluate/output-schema.ts';
import { monthMeant, owingRule } from '../domain/month.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { stageLabel, stagesInOrder } from '../domain/pack/view.ts';
import type { Roster } from '../domain/roster.ts';
import type { Reading } from '../store/standing.ts';
import type { Store } from '../store.ts';
import { lateItems } from './late.ts';

const CITY = 'city';

export interface Glancing {
  readonly store: Store;
  readonly roster: Roster;
  /** In force today. */
  readonly pack: Pack;
  readonly now: number;
  readonly today: Day;
  /** Who looks; roster id. */
  readonly person: string;
}

/**
 * @param asked the month whose money is shown; `null`: the running one, with the reports of the open window.
 * @param standing at the end of that month, or why it could not be worked out.
 */
export async function glanceAt(
  from: Glancing,
  asked: Month | null,
  standing: Reading | { readonly because: string },
): Promise<CityView> {
  const { store, today } = from;
  const month = asked ?? monthOf(today);
  const reportMonth = asked ?? monthMeant(from.pack, today);
  const [funnel, rows, reports, waiting, figures, activities, late] = await Promise.all([
    store.stageCounts(),
    store.rollup(`${month.slice(0, 4)}-01`, month),
    store.unitReports({ rule: owingRule(from.pack, reportMonth) }),
    store.waitingCount({ units: null, notBy: '' }),
    store.figuresWaitingCount({ month: reportMonth, units: null, notBy: '' }),
    store.activities({ states: ['held'], check: 'unchecked', limit: 1 }),
    lateCounts(from),
  ]);
  const isRead = 'summary' in standing;
  const pack = isRead ? standing.pack : from.pack;
  const { measure } = rankingRuleOf(pack);
  const sum = (of: (one: { readonly month: Month }) => boolean): number | null => {
    const own = rows.filter((row) => row.measure === measure.id && of(row));
    return own.length === 0 ? null : own.reduce((total, row) => total + row.units, 0);
  };
  const total = (pick: (one: (typeof reports)[number]) => number) =>
    reports.reduce((all, one) => all + pick(one), 0);
  return {
    month,
    asOf: isRead ? standing.summary.asOf : today,
    today,
    plan: pack.title,
    funnel: funnelIn(pack, funnel),
    money: { measure, month: sum((row) => row.month === month), year: sum(() => true) },
    targets: isRead ? cityTargets(standing.summary.targets) : [],
    workedOutAt: isRead ? standing.workedOutAt : null,
    unread: isRead ? null : standing.because,
    reportMonth,
    reports: { owed: total((one) => one.owed), reported: total((one) => one.reported) },
    waiting,
    figures,
    activities: activities.total,
    ...late,
  };
}

/** One row a target: of short periods the last. */
const cityTargets = (rows: readonly TargetRow[]): readonly TargetRow[] => [
  ...new Map(rows.filter((row) => row.subject === CITY).map((row) => [row.id, row])).values(),
];

/** The ladder in its order; a stage that the pack no longer has comes last, under its own name. */
function funnelIn(
  pack: Pack,
  counts: readonly { readonly stage: string; readonly count: number }[],
): CityView['funnel'] {
  const found = new Map(counts.map((one) => [one.stage, one.count]));
  const order = ['lead', ...stagesInOrder(pack).map((stage) => stage.id)];
  return [...new Set([...order, ...found.keys()])]
    .map((stage) => ({ label: stageLabel(pack, stage), count: found.get(stage) ?? 0, stage }))
    .filter((one) => one.stage !== 'lead' || one.count > 0);
}

/** What is late in the whole city, by kind, and how much is nearly so. */
async function lateCounts({ person, ...scene }: Glancing): Promise<Pick<CityView, 'late' | 'soon'>> {
  const counts = new Map<string, number>();
  const add = (label: string, count: number) => counts.set(label, (counts.get(label) ?? 0) + count);
  const reader = {
    person,
    perUnit: 1,
    more: (one: { readonly kindLabel: string; readonly count: number }) => add(one.kindLabel, one.count),
  };
  const items = await lateItems({ ...scene, reader });
  for (const item of items) if (item.light === 'red') add(item.kindLabel, 1);
  return {
    late: [...counts].map(([label, count]) => ({ label, count })),
    soon: items.filter((item) => item.light === 'amber').length,
  };
}
