/**
 * What a list of leads is narrowed to, out of plain words: 永安亿元以上的签约项目, 本月新开工的有哪些, 5亿以上. What is no condition is
 * left over as a name. Left out: whether there is such a name, and who sees what.
 */
import { type Day, monthEnd, monthStart } from '../domain/day.ts';
import { firstMonth, lastMonth, PERIOD_KINDS, readPeriod, sayPeriod } from '../domain/period.ts';
import { findAmounts } from './amount.ts';
import { readPeriodWords } from './period-words.ts';
import { narrow } from './text.ts';

export interface StageWords {
  readonly id: string;
  readonly label: string;
  /** What people call it, the label among them. */
  readonly words: readonly string[];
}

export interface LeadConditions {
  readonly stage: string | null;
  /** Both days included. */
  readonly days: { readonly from: Day; readonly to: Day } | null;
  /** 元; both included. */
  readonly investment: { readonly from: number | null; readonly to: number | null } | null;
  /** 我们, 本单位. */
  readonly isOwn: boolean;
  /** The conditions in words, for a title. */
  readonly said: readonly string[];
  /** A name, of a firm or a unit; empty when nothing is left. */
  readonly rest: string;
}

const TEXT_MAX = 60;
const MANY = '(?:\\d[\\d.,]*|[一二两三四五六七八九十百]{0,4})\\s*(?:亿|千万|百万|万)';
const MONEY = new RegExp(
  `(?<at>${MANY})元?(?:人民币)?(?:及|\\/)?(?<side>以上|以下|以内)|(?:投资)?额?(?<over>超过|不低于|不少于|大于|过|超|上)(?<than>${MANY})元?`,
  'u',
);
/** Words around the conditions that say nothing more. */
const NOISE =
  '(?:(?:我|本)市|一共|总共|新增|新登记|登记|已经?|现在|目前|处于|阶段|投资额?|项目|线索|企业|清单|名单|列表|情况|全市|全部|所有|列出|列一下|看看|(?:哪|那)(?:些|几|个)?|什么|多少|没有|[几新正查\\s,，、?？的了吗呢在是有都共个家条项])';
const EDGES = new RegExp(`^${NOISE}+|${NOISE}+$`, 'gu');
const OWN = /^(?:我们?(?:单位|县|区|局|园区)?|本(?:单位|县|区|局|园区))(?!市)/u;
/** A lead's own number has a year in it, and is no condition. */
const NUMBER = /X[SM]-?\d/iu;
const ONE_WAN = 10_000;

/** @returns `null` when there is no condition in the words. */
export function readConditions(
  text: string,
  stages: readonly StageWords[],
  today: Day,
): LeadConditions | null {
  let words = narrow(text).trim();
  if (words.length > TEXT_MAX || NUMBER.test(words)) return null;
  const said: string[] = [];
  const isOwn = OWN.test(words);
  words = words.replace(OWN, ' ');
  const money = moneyIn(words);
  if (money !== null) words = cut(words, money.text);
  const period = readPeriodWords(words, today);
  const days = period.key === null ? null : daysOf(period.key);
  if (days !== null) words = period.rest;
  const stage = stageIn(words, stages);
  if (stage !== null) words = cut(words, stage.word);
  if (money === null && days === null && stage === null) return null;
  if (days !== null) said.push(days.said);
  if (stage !== null) said.push(stage.label);
  if (money !== null) said.push(money.said);
  return {
    stage: stage?.id ?? null,
    days: days === null ? null : { from: days.from, to: days.to },
    investment: money === null ? null : { from: money.from, to: money.to },
    isOwn,
    said,
    rest: words.replace(EDGES, '').replace(EDGES, ''),
  };
}

const cut = (words: string, part: string): string => words.replace(part, ' ');

function moneyIn(words: string) {
  const found = MONEY.exec(words);
  const groups = found?.groups;
  if (groups === undefined) return null;
  const many = (groups['at'] ?? groups['than'] ?? '').replace(/\s/g, '');
  const [sum] = findAmounts(`${/^[亿千百万]/u.test(many) ? '1' : ''}${many}元`);
  if (sum === undefined || sum.range.low.currency !== 'CNY') return null;
  const { units } = sum.range.low;
  const isBelow = groups['side'] === '以下' || groups['side'] === '以内';
  return {
    text: found?.[0] ?? '',
    from: isBelow ? null : units,
    to: isBelow ? units : null,
    said: `${units % (ONE_WAN * ONE_WAN) === 0 ? `${units / ONE_WAN / ONE_WAN}亿元` : `${units / ONE_WAN}万元`}${isBelow ? '以下' : '以上'}`,
  };
}

function daysOf(key: string) {
  const period = PERIOD_KINDS.map((kind) => readPeriod(kind, key)).find((one) => one !== null) ?? null;
  if (period === null) return null;
  return {
    from: monthStart(firstMonth(period)),
    to: monthEnd(lastMonth(period)),
    said: sayPeriod(period),
  };
}

/** The longest word of a stage that stands in the words. */
function stageIn(words: string, stages: readonly StageWords[]) {
  const known = stages.flatMap((stage) => stage.words.map((word) => ({ ...stage, word })));
  return (
    known.filter(({ word }) => words.includes(word)).sort((a, b) => b.word.length - a.word.length)[0] ?? null
  );
}
