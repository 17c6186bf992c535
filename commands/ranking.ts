/**
 * 排名: units by the month's funds in place within their ranking class. Always there; headed 系统默认·非考核 where the
 * pack assesses nothing (AE-SM-14). Where it assesses, its own ranking by score stands beneath, from the evaluation that
 * 得分 explains.
 */
import { unitFigures } from '../src/bulletins/figures.ts';
import { DEFAULT_HEADING, rankingRuleOf } from '../src/bulletins/findings.ts';
import { figuresOf, lastPublished, publicationOfMonth, readMaterial } from '../src/bulletins/read.ts';
import type { Card } from '../src/card.ts';
import { type AssessedClass, rankingCard } from '../src/cards/ranking.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { isMonth, type Month, monthEnd } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { isForecast, refuseMonth, sayMonth } from '../src/domain/month.ts';
import type { MonthFigures } from '../src/domain/month-figures.ts';
import type { Pack } from '../src/domain/pack/schema.ts';
import { answerOnly } from '../src/outcome.ts';
import type { PlaceRow } from '../src/store/standing.ts';
import { readMonthWords, seesPublishedOnly } from './shared/month-words.ts';
import { PRESS_MS_MAX } from './shared/standing.ts';

export const ranking = forPeople({
  id: 'ranking',
  words: ['排名'],
  summary: '各单位本月到位资金排名',
  example: '排名 10月',
  who: 'people',
  inGroups: true,

  async say(text, here, tools) {
    const words = readMonthWords(text, here);
    if (isRefusal(words)) return words;
    if (words.rest.length > 0) {
      return refuse(`「${words.rest.join(' ').slice(0, 20)}」不是月份`, {
        next: '例如「排名」或「排名 10月」。',
      });
    }
    return show(words.month, 0, here, tools, undefined);
  },

  press: {
    async page(pressed, here, tools) {
      const { month = '', page = '0' } = pressed.args;
      if (!isMonth(month) || refuseMonth(month, here.today) !== null) {
        return refuse('这个按钮已经失效', { next: '请重新发送「排名」。' });
      }
      return show(month, Number(page) || 0, here, tools, PRESS_MS_MAX);
    },
  },
});

async function show(
  asked: Month | null,
  page: number,
  here: KnownScene,
  tools: Tools,
  patienceMs: number | undefined,
): Result {
  if (seesPublishedOnly(here)) return showPublished(asked, page, tools);
  const { store, standing } = tools;
  const month = asked ?? (await store.latestMonth());
  if (month === null) {
    return refuse('还没有任何月报数据，排不出名次', { next: '有项目报送月报后再发送「排名」。' });
  }
  // A past month is ranked by the plan then in force.
  const pack = standing.packOn(monthEnd(month) < here.today ? monthEnd(month) : here.today);
  const [publication, assessed] = await Promise.all([
    publicationOfMonth(store, month),
    assessedIn(pack, month, here, tools, patienceMs),
  ]);
  // What was signed does not change; corrections go into the next bulletin.
  if (publication?.state === 'published') {
    return answerOnly({ card: signedCard(figuresOf(publication), page, assessed) });
  }
  const material = await readMaterial(store, pack, month, here.now);
  const rule = rankingRuleOf(pack);
  const card = rankingCard({
    month,
    rule,
    heading: rule.assessed ? null : DEFAULT_HEADING,
    units: unitFigures(material),
    forecast: isForecast(pack, month, here.today),
    signed: false,
    asOfAt: here.now,
    page,
    assessed,
  });
  return answerOnly({ card });
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
async function showPublished(asked: Month | null, page: number, tools: Tools): Result {
  const publication =
    asked === null ? await lastPublished(tools.store) : await publicationOfMonth(tools.store, asked);
  if (publication === null || publication.state !== 'published') {
    const what = asked === null ? '还没有签发过战报' : `${sayMonth(asked)}战报还没有签发`;
    return refuse(`${what}，暂不能查看排名`, { next: '签发后再发送「排名」。' });
  }
  return answerOnly({ card: signedCard(figuresOf(publication), page, []) });
}

/** The bulletin's own frozen figures. */
function signedCard(figures: MonthFigures, page: number, assessed: readonly AssessedClass[]): Card {
  return rankingCard({
    month: figures.month,
    rule: figures.ranking,
    heading: figures.ranking.assessed ? null : DEFAULT_HEADING,
    units: figures.units,
    forecast: figures.forecast,
    signed: true,
    asOfAt: figures.asOfAt,
    page,
    assessed,
  });
}
