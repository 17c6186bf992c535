/**
 * 得分: what a unit's score is made of, line by line with its clause, or the city's units by place. Where the plan
 * assesses nobody it says so and why, and shows what was completed instead (domain.md trap 18).
 */
import { type Place, type ScoreRowView, scoreCard, scoreListCard } from '../src/cards/score.ts';
import type { StandingFrame } from '../src/cards/standing.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { maySet } from '../src/domain/access.ts';
import type { Month } from '../src/domain/day.ts';
import { isRefusal } from '../src/domain/decision.ts';
import { judgedItems } from '../src/domain/setting/facts-rows.ts';
import { answerOnly } from '../src/outcome.ts';
import type { Reading, Summary } from '../src/store/standing.ts';
import { saySetting } from './shared/setting/look.ts';
import {
  CITY,
  checkedFor,
  frameOf,
  nameOf,
  readPressed,
  readStanding,
  readStandingWords,
  withProjectNames,
} from './shared/standing.ts';

const WORD = '得分';

export const score = forPeople({
  id: 'score',
  words: [WORD, '考核得分', '考核'],
  summary: '按方案计算的得分、名次，逐项列明算法和条款',
  example: '得分 单位名称 10月',
  who: 'people',
  inGroups: true,

  async say(text, here, tools) {
    const mark = /^(?:评分|打分)(?=\s|$)/u.exec(text.trim());
    if (mark !== null) return saySetting('mark', text.trim().slice(mark[0].length), here, tools);
    const words = readStandingWords(text, here, WORD);
    if (isRefusal(words)) return words;
    return show(words.subject, words.month, 0, here, tools, 'typed');
  },

  press: {
    async page(pressed, here, tools) {
      const args = readPressed(pressed, here, WORD);
      if (isRefusal(args)) return args;
      return show(args.subject, args.month, args.page, here, tools, 'pressed');
    },

    async open(pressed, here, tools) {
      const args = readPressed(pressed, here, WORD);
      if (isRefusal(args)) return args;
      return show(args.subject, args.month, 0, here, tools, 'pressed');
    },
  },
});

async function show(
  subject: string,
  month: Month,
  page: number,
  here: KnownScene,
  tools: Tools,
  how: 'typed' | 'pressed',
): Result {
  const reading = await readStanding(month, here, tools, how);
  if (isRefusal(reading)) return reading;
  const { pack, summary } = reading;
  const isJudged = pack.scorecards.some((card) => judgedItems(card).length > 0);
  const standing = {
    ...frameOf(reading, month, page, here),
    mayMark: isJudged && here.audience === 'private' && maySet(here.actor, 'mark'),
    checked: await checkedFor(subject, month, here, tools),
  };
  if (subject === CITY && summary.scores.length > 0) {
    const cards = pack.scorecards.map(({ label, clause, origin }) => ({ label, clause, origin }));
    return answerOnly({ card: scoreListCard({ ...standing, cards, rows: rowsOf(summary) }) });
  }
  return showOne(subject, reading, standing, here, tools);
}

async function showOne(
  subject: string,
  reading: Reading,
  standing: Pick<Parameters<typeof scoreCard>[0], keyof StandingFrame | 'mayMark'>,
  here: KnownScene,
  tools: Tools,
): Result {
  const explained = await reading.explainScore(subject);
  const row = reading.summary.scores.find((one) => one.subject === subject);
  const card = scoreCard({
    ...standing,
    subject,
    name: nameOf(subject, here.roster),
    found: explained.found,
    total: row?.rounded ?? null,
    na: row?.na ?? null,
    places: placesOf(reading.summary, subject),
    lines: await withProjectNames(explained.lines, here, tools),
  });
  return answerOnly({ card });
}

function placesOf({ ranks }: Summary, subject: string): readonly Place[] {
  return ranks
    .filter((row) => row.subject === subject)
    .map((row) => ({
      label: row.label,
      class: row.class,
      place: row.place,
      of: ranks.filter(
        (other) => other.rank === row.rank && other.class === row.class && other.place !== null,
      ).length,
      grade: row.grade,
      reason: row.reason,
    }));
}

/** Class by class in the order of the ranking, by place; those without one last. */
function rowsOf({ scores, ranks, names }: Summary): readonly ScoreRowView[] {
  const classes = [...new Set(ranks.map((row) => row.class))];
  const rows = scores.map((row): ScoreRowView => {
    const rank = ranks.find((one) => one.subject === row.subject && one.key !== null);
    const any = rank ?? ranks.find((one) => one.subject === row.subject);
    return {
      subject: row.subject,
      name: names[row.subject] ?? row.subject,
      class: any?.class ?? null,
      place: rank?.place ?? null,
      total: row.rounded,
      na: row.na,
      grade: row.grade,
    };
  });
  const order = (row: ScoreRowView): number => {
    const at = classes.indexOf(row.class);
    return (at < 0 ? classes.length : at) * 100_000 + (row.place ?? 99_999);
  };
  return rows.sort((a, b) => order(a) - order(b));
}
