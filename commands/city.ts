/**
 * 全市: the city at a glance — the funnel, money against target, what is red. Counts and the city's own targets only, so
 * nothing confidential is in it and a group may ask too. Left out: names; each line's button leads to them.
 */
import { rankingRuleOf } from '../src/bulletins/findings.ts';
import { type CityView, cityCard } from '../src/cards/city.ts';
import { forPeople, type KnownScene, type Tools } from '../src/command.ts';
import { type Month, monthOf } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import type { TargetRow } from '../src/domain/evaluate/output-schema.ts';
import { monthMeant, owingRule } from '../src/domain/month.ts';
import { stageLabel, stagesInOrder } from '../src/domain/pack/view.ts';
import { lateItems } from '../src/due/late.ts';
import { answerOnly } from '../src/outcome.ts';
import { readMonthWords } from './shared/month-words.ts';
import { CITY, readStanding, refuseObserver } from './shared/standing.ts';

const WORD = '全市';
const EVERYTHING = /^(?:一览|情况|概况|总览|看板|大盘)$/;

export const city = forPeople({
  id: 'city',
  words: [WORD, '全市一览', '一览'],
  summary: '全市一览：各阶段在办数、资金和目标、哪里亮了红灯',
  example: WORD,
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: true,

  async say(text, here, tools) {
    const refused = refuseObserver(here, WORD);
    if (refused !== null) return refused;
    const words = readMonthWords(text, here);
    if (isRefusal(words)) return words;
    const [other] = words.rest.filter((word) => !EVERYTHING.test(word));
    if (other !== undefined) {
      return refuse(`「${WORD}」只看整个城市，看不懂「${other.slice(0, 20)}」`, {
        next: '看一个单位请发送「得分 单位名称」「目标 单位名称」或「逾期 单位名称」。',
      });
    }
    return answerOnly({ card: cityCard(await viewOf(words.month, here, tools)) });
  },
});

async function viewOf(asked: Month | null, here: KnownScene, tools: Tools): Promise<CityView> {
  const { store } = tools;
  const month = asked ?? monthOf(here.today);
  const reportMonth = asked ?? monthMeant(here.pack, here.today);
  const [reading, funnel, rows, reports, waiting, figures, late] = await Promise.all([
    readStanding(month, here, tools, 'typed'),
    store.stageCounts(),
    store.rollup(`${month.slice(0, 4)}-01`, month),
    store.unitReports({ rule: owingRule(here.pack, reportMonth) }),
    store.waitingCount({ units: null, notBy: '' }),
    store.figuresWaitingCount({ month: reportMonth, units: null, notBy: '' }),
    lateCounts(here, tools),
  ]);
  const pack = isRefusal(reading) ? here.pack : reading.pack;
  const { measure } = rankingRuleOf(pack);
  const sum = (of: (one: { readonly month: Month }) => boolean): number | null => {
    const own = rows.filter((row) => row.measure === measure.id && of(row));
    return own.length === 0 ? null : own.reduce((total, row) => total + row.units, 0);
  };
  const total = (pick: (one: (typeof reports)[number]) => number) =>
    reports.reduce((all, one) => all + pick(one), 0);
  return {
    month,
    asOf: isRefusal(reading) ? here.today : reading.summary.asOf,
    plan: pack.title,
    funnel: funnelIn(pack, funnel),
    money: { measure, month: sum((row) => row.month === month), year: sum(() => true) },
    targets: isRefusal(reading) ? [] : cityTargets(reading.summary.targets),
    workedOutAt: isRefusal(reading) ? null : reading.workedOutAt,
    unread: isRefusal(reading) ? reading.because : null,
    reportMonth,
    reports: { owed: total((one) => one.owed), reported: total((one) => one.reported) },
    waiting,
    figures,
    ...late,
  };
}

/** One row a target: of short periods the last. */
const cityTargets = (rows: readonly TargetRow[]): readonly TargetRow[] => [
  ...new Map(rows.filter((row) => row.subject === CITY).map((row) => [row.id, row])).values(),
];

/** The ladder in its order; a stage that the pack no longer has comes last, under its own name. */
function funnelIn(
  pack: KnownScene['pack'],
  counts: readonly { readonly stage: string; readonly count: number }[],
): CityView['funnel'] {
  const found = new Map(counts.map((one) => [one.stage, one.count]));
  const order = ['lead', ...stagesInOrder(pack).map((stage) => stage.id)];
  return [...new Set([...order, ...found.keys()])]
    .map((stage) => ({ label: stageLabel(pack, stage), count: found.get(stage) ?? 0, stage }))
    .filter((one) => one.stage !== 'lead' || one.count > 0);
}

/** What is late in the whole city, by kind, and how much is nearly so. */
async function lateCounts(here: KnownScene, tools: Tools): Promise<Pick<CityView, 'late' | 'soon'>> {
  const counts = new Map<string, number>();
  const add = (label: string, count: number) => counts.set(label, (counts.get(label) ?? 0) + count);
  const reader = {
    person: here.actor.id,
    perUnit: 1,
    more: (one: { readonly kindLabel: string; readonly count: number }) => add(one.kindLabel, one.count),
  };
  const items = await lateItems({ ...here, store: tools.store, reader });
  for (const item of items) if (item.light === 'red') add(item.kindLabel, 1);
  return {
    late: [...counts].map(([label, count]) => ({ label, count })),
    soon: items.filter((item) => item.light === 'amber').length,
  };
}
