/**
 * 排名 [期间] [组别]: units by a period's funds in place within their ranking class. Always there; headed 系统默认·非考核 where the
 * pack assesses nothing (AE-SM-14). Where it assesses, its own ranking by score stands beneath, from the evaluation that
 * 得分 explains.
 */
import { unitFigures } from '../src/bulletins/figures.ts';
import { DEFAULT_HEADING, rankingRuleOf } from '../src/bulletins/findings.ts';
import { figuresOf, lastPublished, publicationOf, readMaterial } from '../src/bulletins/read.ts';
import { type AssessedClass, type RankingView, rankingCard } from '../src/cards/ranking.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import type { Month } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { isForecast } from '../src/domain/month.ts';
import { classesOf, type MonthFigures, periodOfFigures } from '../src/domain/month-figures.ts';
import type { Pack } from '../src/domain/pack/schema.ts';
import { type BulletinPeriod, lastMonth, PERIOD_KINDS, readPeriod, sayPeriod } from '../src/domain/period.ts';
import { answerOnly } from '../src/outcome.ts';
import type { PlaceRow } from '../src/store/standing.ts';
import { seesPublishedOnly } from './shared/month-words.ts';
import { planDay, readPeriodWords, refusePeriod } from './shared/period-words.ts';
import { PRESS_MS_MAX } from './shared/standing.ts';

export const ranking = forPeople({
  id: 'ranking',
  words: ['排名'],
  summary: '各单位本月到位资金排名',
  example: '排名 10月',
  who: 'people',
  inGroups: true,

  async say(text, here, tools) {
    const words = readPeriodWords(text, here);
    if (isRefusal(words)) return words;
    return show(words.period, { page: 0, group: words.rest.join('') || null }, here, tools, undefined);
  },

  press: {
    async page(pressed, here, tools) {
      const { month = '', period = month, kind = 'month', page = '0', group = '' } = pressed.args;
      const known = PERIOD_KINDS.find((one) => one === kind);
      const of = known === undefined ? null : readPeriod(known, period);
      if (of === null || refusePeriod(of, here.today) !== null) {
        return refuse('这个按钮已经失效', { next: '请重新发送「排名」。' });
      }
      return show(of, { page: Number(page) || 0, group: group || null }, here, tools, PRESS_MS_MAX);
    },
  },
});

/** Which part of the ranking is shown. */
interface Part {
  readonly page: number;
  /** Words of a ranking class 组别; `null`: all. */
  readonly group: string | null;
}

async function show(
  asked: BulletinPeriod | null,
  part: Part,
  here: KnownScene,
  tools: Tools,
  patienceMs: number | undefined,
): Result {
  if (seesPublishedOnly(here)) return showPublished(asked, part, tools);
  const { store, standing } = tools;
  const latest = asked === null ? await store.latestMonth() : null;
  const period: BulletinPeriod | null = latest === null ? asked : { kind: 'month', key: latest };
  if (period === null) {
    return refuse('还没有任何月报数据，排不出名次', { next: '有项目报送月报后再发送「排名」。' });
  }
  // A past period is ranked by the plan then in force.
  const pack = standing.packOn(planDay(period, here.today));
  const month = lastMonth(period);
  const [publication, assessed] = await Promise.all([
    publicationOf(store, period),
    assessedIn(pack, month, here, tools, patienceMs),
  ]);
  // What was signed does not change; corrections go into the next bulletin.
  if (publication?.state === 'published') return signedCard(figuresOf(publication), part, assessed);
  const material = await readMaterial(store, pack, period, here.now);
  const rule = rankingRuleOf(pack);
  return cardOf(
    {
      month,
      period,
      rule,
      heading: rule.assessed ? null : DEFAULT_HEADING,
      units: unitFigures(material),
      forecast: isForecast(pack, month, here.today),
      signed: false,
      asOfAt: here.now,
      page: part.page,
      assessed,
    },
    part,
  );
}

/** Only the classes whose name has these words; refused with the names there are. */
async function cardOf(view: RankingView, { group }: Part): Result {
  if (group === null) return answerOnly({ card: rankingCard(view) });
  const names = [
    ...classesOf(view.units).map((one) => one.name),
    ...view.assessed.flatMap((one) => (one.class === null ? [] : [one.class])),
  ];
  const wanted = [...new Set(names)].filter((name) => matches(name, group));
  if (wanted.length === 0) {
    return refuse(`「${group.slice(0, 20)}」不是月份，也不是排名组别`, {
      next: `组别有：${[...new Set(names)].join('、') || '（名册中没有）'}；例如「排名 三季度」。`,
    });
  }
  return answerOnly({
    card: rankingCard({
      ...view,
      group,
      units: view.units.filter((unit) => unit.rankingClass !== null && wanted.includes(unit.rankingClass)),
      assessed: view.assessed.filter((one) => one.class === null || wanted.includes(one.class)),
    }),
  });
}

/** 县区 means 县(市、区): every character in order. */
function matches(name: string, words: string): boolean {
  let at = 0;
  for (const character of name) if (character === words.charAt(at)) at += 1;
  return at === words.length;
}

/** The plan's rankings by score, class by class. The funds are shown in any case, so that no answer waits for these. */
async function assessedIn(
  pack: Pack,
  month: Month,
  here: KnownScene,
  { standing }: Tools,
  patienceMs: number | undefined,
): Promise<readonly AssessedClass[]> {
  const scored = new Set(
    pack.ranks.filter((rank) => rank.assessed && 'scorecard' in rank.key).map((rank) => rank.id),
  );
  if (scored.size === 0) return [];
  const reading = await standing.read(month, here.today, patienceMs);
  if ('failed' in reading) return [];
  const { ranks, names } = reading.summary;
  const groups = Map.groupBy(
    ranks.filter((row) => scored.has(row.rank)),
    (row) => `${row.rank}\n${row.class ?? ''}`,
  );
  return [...groups.values()].flatMap((rows) => assessedClass(rows, names) ?? []);
}

function assessedClass(
  rows: readonly PlaceRow[],
  names: Readonly<Record<string, string>>,
): AssessedClass | null {
  const [first] = rows;
  if (first === undefined) return null;
  const { label, clause, origin } = first;
  return {
    label,
    class: first.class,
    clause,
    origin,
    rows: [...rows]
      .sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || 0)
      .map(({ subject, place, key, grade, reason }) => ({
        name: names[subject] ?? subject,
        place,
        key,
        grade,
        reason,
      })),
  };
}

/** For those who see published things only: the bulletin's own frozen ranking. */
async function showPublished(asked: BulletinPeriod | null, part: Part, tools: Tools): Result {
  const publication =
    asked === null ? await lastPublished(tools.store) : await publicationOf(tools.store, asked);
  if (publication === null || publication.state !== 'published') {
    const what = asked === null ? '还没有签发过战报' : `${sayPeriod(asked)}战报还没有签发`;
    return refuse(`${what}，暂不能查看排名`, { next: '签发后再发送「排名」。' });
  }
  return signedCard(figuresOf(publication), part, []);
}

/** The bulletin's own frozen figures. */
const signedCard = (figures: MonthFigures, part: Part, assessed: readonly AssessedClass[]): Result =>
  cardOf(
    {
      month: figures.month,
      period: periodOfFigures(figures),
      rule: figures.ranking,
      heading: figures.ranking.assessed ? null : DEFAULT_HEADING,
      units: figures.units,
      forecast: figures.forecast,
      signed: true,
      asOfAt: figures.asOfAt,
      page: part.page,
      assessed,
    },
    part,
  );
