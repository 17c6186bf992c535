/**
 * Period words of 战报, 排名 and 异议: a quarter (三季度, 2026-Q3, 上季度), a year (2026年, 去年, 年终), else a month as
 * `month-words.ts` reads it; and the other words beside them.
 */
import type { Scene } from '../../src/command.ts';
import { monthEnd, monthOf, monthStart } from '../../src/domain/day.ts';
import { type Refusal, refuse } from '../../src/domain/decision.ts';
import {
  type BulletinPeriod,
  firstMonth,
  lastMonth,
  PERIOD_KINDS,
  periodHolding,
  readPeriod,
  sayPeriod,
  shiftPeriod,
} from '../../src/domain/period.ts';
import { foldWidth } from '../../src/parse/text.ts';
import { readMonthWords } from './month-words.ts';

export interface PeriodWords {
  readonly period: BulletinPeriod | null;
  readonly rest: readonly string[];
}

const TEXT_MAX = 500;
const YEAR_WORDS: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  去年: -1,
  上年: -1,
  前年: -2,
  明年: 1,
};
const IN_YEAR = '(20\\d{2}年?度?|今年|本年|去年|上年|前年|明年)?[-—\\s]?';
const QUARTER = new RegExp(`${IN_YEAR}(?:Q([1-4])|第?([一二三四1-4])季度?)(?:通报|战报)?`, 'i');
const NEAR_QUARTER = /(上上|上|本|这|下)一?个?季度?|季度?通报|季度(?!\S*月)/;
const YEAR =
  /(20\d{2})年?度?(?![\d年]|[-/.]?\d|\s*(?:1[0-2]|[1-9]|[一二三四五六七八九十]+)月)(?:年终)?(?:考核)?(?:通报|战报)?|(今年|本年|去年|上年|前年|明年)(?!\S*月)|(全年|年度|年终)(?:考核)?(?:结果)?(?:通报|战报)?/;

/** Reads an optional period and other words; one that has not begun is refused. */
export function readPeriodWords(text: string, scene: Scene): PeriodWords | Refusal {
  const folded = foldWidth(text).slice(0, TEXT_MAX);
  const found = readQuarter(folded, scene.today) ?? readYear(folded, scene.today);
  if (found === null) {
    const quoted = quotedPeriod(scene);
    const words = readMonthWords(text, quoted === null ? scene : { ...scene, quoted: null });
    if ('because' in words) return words;
    const period: BulletinPeriod | null = words.month === null ? quoted : { kind: 'month', key: words.month };
    return { period, rest: words.rest };
  }
  const rest = found.rest.split(/[\s,，、。;；:：的]+/).filter((word) => word !== '');
  const refusal = refusePeriod(found.period, scene.today);
  return refusal ?? { period: found.period, rest };
}

/** Refuses a period that has not begun; `null` when it may be asked for. */
export function refusePeriod(period: BulletinPeriod, today: string): Refusal | null {
  if (monthStart(firstMonth(period)) <= today) return null;
  return refuse(`${sayPeriod(period)}还没有开始`, {
    next: '请写已经开始的期间，例如 上月、三季度、2026年。',
  });
}

interface Found {
  readonly period: BulletinPeriod;
  readonly rest: string;
}

function readQuarter(text: string, today: string): Found | null {
  const running = periodHolding('quarter', monthOf(today));
  const named = QUARTER.exec(text);
  if (named !== null) {
    const number = named[2] ?? String('一二三四'.indexOf(named[3] ?? '') + 1 || named[3]);
    const year = yearOf(named[1], today);
    const without = year === null;
    const period = readPeriod('quarter', `${year ?? today.slice(0, 4)}-Q${number}`);
    if (period === null) return null;
    const isAhead = without && period.key > running.key;
    return { period: isAhead ? shiftPeriod(period, -4) : period, rest: text.replace(named[0], ' ') };
  }
  const near = NEAR_QUARTER.exec(text);
  if (near === null) return null;
  const count = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1 }[near[1] ?? '上'] ?? -1;
  return { period: shiftPeriod(running, count), rest: text.replace(near[0], ' ') };
}

function readYear(text: string, today: string): Found | null {
  const found = YEAR.exec(text);
  if (found === null) return null;
  // A year alone, or with words that are no month: 2026 alone could be a tail, 2026年 is not.
  const year = found[1] ?? yearOf(found[2], today) ?? String(Number(today.slice(0, 4)) - 1);
  const period = readPeriod('year', year);
  return period === null ? null : { period, rest: text.replace(found[0], ' ') };
}

function yearOf(word: string | undefined, today: string): string | null {
  if (word === undefined || word === '') return null;
  const shift = YEAR_WORDS[word];
  return shift === undefined ? word.slice(0, 4) : String(Number(today.slice(0, 4)) + shift);
}

/** The period of the bulletin that the words are a reply to. */
function quotedPeriod({ quoted }: Scene): BulletinPeriod | null {
  const [kind = '', key = ''] = quoted?.split(':') ?? [];
  const known = PERIOD_KINDS.find((one) => one === kind);
  return known === undefined ? null : readPeriod(known, key);
}

/** The day by whose plan a period is reckoned: its end, or today while it runs. */
export const planDay = (period: BulletinPeriod, today: string): string => {
  const endOn = monthEnd(lastMonth(period));
  return endOn < today ? endOn : today;
};
