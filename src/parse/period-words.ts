/**
 * A period of a report as people name it: 2026年第三季度, 三季度, Q3, 2026Q3, 上半年, 2026年, 10月, 2026-10. Cut out of the words;
 * without a year it is the last such period that has begun. Left out: which periods a plan has.
 */
import { type Day, monthOf } from '../domain/day.ts';
import { readMonth } from './date-field.ts';
import { foldWidth } from './text.ts';

/** The key of a period (`2026Q3`, `2026H1`, `2026`, `2026-10`, `once`) and the words around it. */
export interface PeriodWords {
  readonly key: string | null;
  readonly rest: string;
}

const TEXT_MAX = 300;
const YEAR = '(?:(20\\d{2})年?|(今年|本年)|(去年|上年))';
const DIGITS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4 };
const QUARTER = new RegExp(`${YEAR}?(?:第?([一二三四1-4])季度?(?!报)|Q([1-4])(?!\\d))`, 'i');
const THIS_QUARTER = /(本|这|上)(?:个)?季度?(?!报)/;
const HALF = new RegExp(`${YEAR}?(?:(上|下)半年|H([12])(?!\\d))`, 'i');
const MONTH = /(20\d{2})-(0[1-9]|1[0-2])(?!\d)/;
const MONTH_WORDS = new RegExp(`${YEAR}?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})月份?|(?:上|本|这)个?月`);
const WHOLE_YEAR = new RegExp(`${YEAR}(?:度|全年)?`);

function yearOf(found: RegExpExecArray, today: Day): number | null {
  const [, digits, , last] = found;
  const now = Number(today.slice(0, 4));
  if (digits !== undefined) return Number(digits);
  if (last !== undefined) return now - 1;
  return found[2] === undefined ? null : now;
}

/** Reads and cuts out the first period. */
export function readPeriodWords(text: string, today: Day): PeriodWords {
  const words = foldWidth(text).slice(0, TEXT_MAX);
  const without = (found: RegExpExecArray) =>
    `${words.slice(0, found.index)} ${words.slice(found.index + found[0].length)}`
      .replace(/\s+/g, ' ')
      .trim();
  const month = Number(monthOf(today).slice(5));
  const now = Number(today.slice(0, 4));
  const begun = (year: number | null, part: number, running: number): number =>
    year ?? (part > running ? now - 1 : now);

  const exact = MONTH.exec(words);
  if (exact !== null) return { key: `${exact[1]}-${exact[2]}`, rest: without(exact) };
  const quarter = QUARTER.exec(words);
  if (quarter !== null) {
    const named = quarter[4] ?? quarter[5] ?? '';
    const part = DIGITS[named] ?? Number(named);
    return {
      key: `${begun(yearOf(quarter, today), part, Math.ceil(month / 3))}Q${part}`,
      rest: without(quarter),
    };
  }
  const near = THIS_QUARTER.exec(words);
  if (near !== null) {
    const index = now * 4 + Math.ceil(month / 3) - 1 - (near[1] === '上' ? 1 : 0);
    return { key: `${Math.floor(index / 4)}Q${(index % 4) + 1}`, rest: without(near) };
  }
  const half = HALF.exec(words);
  if (half !== null) {
    const part = half[4] === '上' || half[5] === '1' ? 1 : 2;
    return { key: `${begun(yearOf(half, today), part, month <= 6 ? 1 : 2)}H${part}`, rest: without(half) };
  }
  const said = MONTH_WORDS.exec(words);
  if (said !== null) {
    const read = readMonth(said[0], today);
    if (read.ok && read.value !== null) return { key: read.value, rest: without(said) };
  }
  const whole = WHOLE_YEAR.exec(words);
  if (whole !== null) return { key: String(yearOf(whole, today) ?? now), rest: without(whole) };
  const once = /(?:^|\s)once(?=\s|$)/.exec(words);
  return once === null ? { key: null, rest: words.trim() } : { key: 'once', rest: without(once) };
}
