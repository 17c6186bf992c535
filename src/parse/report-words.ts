/**
 * What follows 月报, 未报, 排名 or 战报: a month, a number or its tail, and other words, in any order and also run
 * together (月报10月XM-202610-0001). Left out: what a number or word means here; that needs the store.
 */
import type { Day, Month } from '../domain/day.ts';
import { readMonth } from './date-field.ts';
import { foldWidth } from './text.ts';

export interface ReportWords {
  readonly month: Month | null;
  /** Why what looked like a month is none. */
  readonly monthWrong: string | null;
  /** The number or tail as typed. */
  readonly number: string | null;
  /** Another one beside it, written out or with its leading zeros. */
  readonly second: string | null;
  /** Everything else, in order. */
  readonly rest: readonly string[];
}

const TEXT_MAX = 200;
const NUMBER = /X[SM][-—–]?\d{6}[-—–]?\d{4,9}|X[SM][-—–]?\d{1,9}|(?<!\d)\d{6}[-—–]\d{4,9}/gi;
const CN = '[一二三四五六七八九十]{1,3}';
const MONTH = new RegExp(
  `(?:(?:19|20)?\\d{2}年|今年|去年|前年|明年|本年)?(?:\\d{1,2}|${CN})月份?|(?:20\\d{2})[-/.](?:0?[1-9]|1[0-2])(?![-\\d])|(?:上上?|本|这|当|下)个?月`,
  'g',
);
const SIX = /^20\d{2}(?:0[1-9]|1[0-2])$/;
const DIGITS = /^#?(\d{1,9})号?$/;
/** 0002: a number's tail and nothing else. */
const TAIL = /^0\d{3,8}$/;
const tailOf = (number: string): string => /\d+$/.exec(number)?.[0].replace(/^0+/, '') ?? number;

/** Reads the words. A lone number from 1 to 12 is left as `number`: the caller tries it as a tail first. */
export function readReportWords(text: string, today: Day): ReportWords {
  let number: string | null = null;
  let second: string | null = null;
  const take = (found: string): void => {
    if (number === null) number = found;
    else if (tailOf(found) !== tailOf(number)) second ??= found;
  };
  let monthText: string | null = null;
  let left = foldWidth(text).slice(0, TEXT_MAX).replace(/[—–]/g, '-');
  left = left.replace(NUMBER, (found) => {
    take(found);
    return ' ';
  });
  left = left.replace(MONTH, (found) => {
    monthText ??= found;
    return ' ';
  });
  const rest: string[] = [];
  for (const word of left.split(/[\s,，、。;；:：()（）“”"']+/).map((one) => one.replace(/^的|的$/g, ''))) {
    if (word === '' || word === '月报' || word === '份') continue;
    const digits = DIGITS.exec(word)?.[1];
    if (digits === undefined) rest.push(word);
    else if (SIX.test(digits) && monthText === null) monthText = digits;
    else if (number === null || TAIL.test(digits)) take(digits);
    else rest.push(word);
  }
  const read = monthText === null ? null : readMonth(monthText, today);
  if (read === null || read.ok) return { month: read?.value ?? null, monthWrong: null, number, second, rest };
  return { month: null, monthWrong: read.reason, number, second, rest };
}
