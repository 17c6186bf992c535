/**
 * 目标: actual, target, rate and 达标/未达/暂缺, the city first and then the unit; one of them explained when pressed.
 *
 *     目标 [单位] [月份]
 *     目标 永安 2026 到位资金 12亿 [自 2026-07-01] [说明 …] · 目标 汇率 美元 2026 7.1 · 目标 基数 … · 目标 考核对象 … · 目标 设定
 */
import { type TargetItem, targetDetailCard, targetsCard } from '../src/cards/targets.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { maySet } from '../src/domain/access.ts';
import type { Month } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import type { TargetRow } from '../src/domain/evaluate/output-schema.ts';
import type { Roster } from '../src/domain/roster.ts';
import { figureLines } from '../src/domain/setting/figure.ts';
import type { SetKind } from '../src/domain/setting/setting.ts';
import { answerOnly } from '../src/outcome.ts';
import type { Summary } from '../src/store/standing.ts';
import { listSettings, saySetting, sayWithdrawal, settingPresses } from './shared/setting/look.ts';
import { looksLikeSetting } from './shared/setting/words.ts';
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

const WORD = '目标';
/** Short periods shown of one target; the rest stands in its details. */
const PERIODS_SHOWN = 2;

/** Words that set, with what they set; `null`: the list. */
const SETS: readonly (readonly [RegExp, SetKind | null])[] = [
  [/^(?:设定|设置)$/u, null],
  [/^(?:下达|修改|调整|设定|设置)(?=\s|$)/u, 'target'],
  [/^汇率(?=\s|$)/u, 'fx'],
  [/^基数(?=\s|$)/u, 'baseline'],
  [/^(?:考核对象|名单)(?=\s|$)/u, 'cohort'],
];

export const targets = forPeople({
  id: 'target',
  words: [WORD, '目标完成', '指标'],
  summary: '各项目标的实际、目标值、完成率和是否达标',
  example: '目标 单位名称 10月',
  who: 'people',
  inGroups: true,

  async say(text, here, tools) {
    const undo = /^(?:撤回|收回|取消)(?=\s|$)/u.exec(text.trim());
    if (undo !== null) return sayWithdrawal(text.trim().slice(undo[0].length), here, tools);
    const set = SETS.find(([pattern]) => pattern.test(text.trim()));
    if (set !== undefined) {
      const rest = text.trim().replace(set[0], '');
      return set[1] === null ? listSettings(0, here, tools) : saySetting(set[1], rest, here, tools);
    }
    if (looksLikeSetting(text, here)) return saySetting('target', text, here, tools);
    const words = readStandingWords(text, here, WORD);
    if (isRefusal(words)) return words;
    return show(words.subject, words.month, 0, here, tools, 'typed');
  },

  press: {
    ...settingPresses,

    async page(pressed, here, tools) {
      const args = readPressed(pressed, here, WORD);
      if (isRefusal(args)) return args;
      return show(args.subject, args.month, args.page, here, tools, 'pressed');
    },

    async detail(pressed, here, tools) {
      const args = readPressed(pressed, here, WORD);
      if (isRefusal(args)) return args;
      const { target = '', from = CITY } = pressed.args;
      return showOne(args, target, from, here, tools);
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
  const { summary } = reading;
  const city = { name: '全市', items: cityItems(summary, here.roster) };
  const own = { name: nameOf(subject, here.roster), items: ownItems(summary, subject, here.roster) };
  const card = targetsCard({
    ...frameOf(reading, month, page, here),
    checked: await checkedFor(subject, month, here, tools),
    subject,
    name: own.name,
    maySet: here.audience === 'private' && maySet(here.actor, 'target'),
    sections: (subject === CITY ? [city] : [city, own]).filter((section) => section.items.length > 0),
  });
  return answerOnly({ card });
}

async function showOne(
  { subject, month, page }: { readonly subject: string; readonly month: Month; readonly page: number },
  target: string,
  from: string,
  here: KnownScene,
  tools: Tools,
): Result {
  const reading = await readStanding(month, here, tools, 'pressed');
  if (isRefusal(reading)) return reading;
  const { summary, explainTarget } = reading;
  const row = summary.targets.find((one) => one.id === target && one.subject === subject);
  if (row === undefined)
    return refuse('这项目标已经不在方案里，或名册有变动', { next: `请重新发送「${WORD}」。` });
  const explained = await explainTarget(subject, target);
  const card = targetDetailCard({
    ...frameOf(reading, month, page, here),
    subject,
    name: summary.names[subject] ?? subject,
    target,
    from,
    label: row.label,
    lines: await withProjectNames(explained.lines, here, tools),
    told: figureLines(
      here.pack,
      await tools.store.toldFigures(subject),
      indicatorsIn(here.pack, target),
      here.today,
    ),
  });
  return answerOnly({ card });
}

/** The target itself, and the measures it is worked out of. */
function indicatorsIn(pack: KnownScene['pack'], target: string): readonly string[] {
  const measure = JSON.stringify(pack.targets.find((one) => one.id === target)?.measure ?? null);
  return [target, ...pack.measures.map(({ id }) => id).filter((id) => measure.includes(`"${id}"`))];
}

/** What is the city's as a whole: its own, its leaders', those borne together, and those of chains and regions. */
function cityItems({ targets: rows, names }: Summary, roster: Roster): readonly TargetItem[] {
  const isWhole = ({ subject }: TargetRow) => {
    if (subject === CITY) return true;
    const post = roster.posts.find((one) => one.id === subject);
    return post === undefined ? roster.unit(subject) === null : roster.isCity(post.unit);
  };
  const who = ({ subject }: TargetRow) => (subject === CITY ? null : (names[subject] ?? subject));
  return latest(rows.filter(isWhole)).map((row) => ({ row, who: who(row) }));
}

/** A unit's own, and those of the posts in it; or a post's. */
function ownItems({ targets: rows, names }: Summary, subject: string, roster: Roster): readonly TargetItem[] {
  const posts = new Set(roster.posts.filter((post) => post.unit === subject).map((post) => post.id));
  const mine = rows.filter((row) => row.subject === subject || posts.has(row.subject));
  return latest(mine).map((row) => ({
    row,
    who: row.subject === subject ? null : (names[row.subject] ?? row.subject),
  }));
}

/** Of many short periods only the last ones. */
function latest(rows: readonly TargetRow[]): readonly TargetRow[] {
  const left = new Map<string, number>();
  for (const row of rows) left.set(keyOf(row), (left.get(keyOf(row)) ?? 0) + 1);
  return rows.filter((row) => {
    const still = left.get(keyOf(row)) ?? 0;
    left.set(keyOf(row), still - 1);
    return still <= PERIODS_SHOWN || /^\d{4}$/.test(row.period);
  });
}

const keyOf = ({ id, subject }: TargetRow): string => `${id}\n${subject}`;
