// What a date reading is, and the little helpers its readers share. Leaves out every pattern.
import {
  type Day,
  daysInMonth,
  halfKey,
  type Month,
  makeDay,
  monthEnd,
  monthOf,
  quarterKey,
} from '../domain/day.ts';
import { readWhole } from './numeral.ts';
import type { Span } from './text.ts';

/** How wide the date is; `span` is some days (下周, 上旬), `vague` names no computable day (年后, 春节前). */
export type DateKind = 'day' | 'month' | 'quarter' | 'half' | 'year' | 'span' | 'vague';

/** A date found in a text. `from`/`to` are null only when `vague` or `impossible`. */
export interface DateReading {
  readonly kind: DateKind;
  readonly from: Day | null;
  readonly to: Day | null;
  /** Period key: 2026-11-25, 2026-11, 2026Q3, 2026H1, 2026, or 2026-11-23/2026-11-29. Empty when there is none. */
  readonly key: string;
  /** 周五前, 月底前, 三天内: by then. */
  readonly before?: true;
  /** 国庆后: from then on. */
  readonly after?: true;
  readonly span: Span;
  readonly text: string;
  /** Chinese reason why the reading may be wrong. */
  readonly unsure?: string;
  /** Chinese sentence: no such day in the calendar. */
  readonly impossible?: string;
}

/** What a pattern yields; span, text and 前/后 are added by the finder. */
export type DateCore = Omit<DateReading, 'span' | 'text'>;

/** One day. */
export const dayCore = (day: Day, unsure?: string): DateCore => ({
  kind: 'day',
  from: day,
  to: day,
  key: day,
  ...(unsure === undefined ? {} : { unsure }),
});
/** Some days. */
export const spanCore = (from: Day, to: Day, unsure?: string): DateCore => ({
  kind: 'span',
  from,
  to,
  key: `${from}/${to}`,
  ...(unsure === undefined ? {} : { unsure }),
});
/** A whole month. */
export const monthCore = (month: Month): DateCore => ({
  kind: 'month',
  from: `${month}-01`,
  to: monthEnd(month),
  key: month,
});
/** A whole quarter, 1–4. */
export const quarterCore = (year: number, quarter: number): DateCore => {
  const first = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}`;
  const last = `${year}-${String(quarter * 3).padStart(2, '0')}`;
  return { kind: 'quarter', from: `${first}-01`, to: monthEnd(last), key: quarterKey(year, quarter) };
};
/** A half-year, 1 or 2. */
export const halfCore = (year: number, half: number): DateCore => ({
  kind: 'half',
  from: half === 1 ? `${year}-01-01` : `${year}-07-01`,
  to: half === 1 ? `${year}-06-30` : `${year}-12-31`,
  key: halfKey(year, half),
});
/** A whole year. */
export const yearCore = (year: number): DateCore => ({
  kind: 'year',
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  key: String(year),
});
/** A date that names no computable day. */
export const vagueCore = (unsure: string): DateCore => ({
  kind: 'vague',
  from: null,
  to: null,
  key: '',
  unsure,
});

/** A day of the calendar, or the refusal of one. */
export function checkedDay(year: number, month: number, day: number): DateCore {
  const made = makeDay(year, month, day);
  if (made !== null) return dayCore(made);
  const days = daysInMonth(year, month);
  const impossible =
    days === 0
      ? `没有${month}月，请核对日期。`
      : day < 1 || day > days
        ? `${year}年${month}月只有${days}天，没有${day}日，请核对日期。`
        : `年份${year}不在可登记的范围，请核对日期。`;
  return { kind: 'day', from: null, to: null, key: '', impossible };
}

/** A small number in digits or Chinese (十一, 廿三, 正), NaN when it is none. */
export function small(text: string | undefined): number {
  if (text === undefined || text === '') return Number.NaN;
  if (text === '正' || text === '元') return 1;
  if (text === '腊') return 12;
  const plain = text.replace(/^廿/, '二十').replace(/^卅/, '三十');
  return readWhole(plain) ?? Number.NaN;
}

/** Four-digit year from 2026, 26, 二零二六, 二六. */
export function yearOf(text: string): number {
  const digits = [...text]
    .map((char) => {
      const at = '零一二三四五六七八九'.indexOf(char);
      return at < 0 ? char : String(at);
    })
    .join('');
  const year = Number(digits);
  return digits.length === 2 ? 2000 + year : year;
}

/** The relative year a word names: 今年, 明年, 去年, 前年, 后年; null when it is none. */
export function namedYear(word: string | undefined, today: Day): number | null {
  const offset = {
    今年: 0,
    本年: 0,
    当年: 0,
    本年度: 0,
    今: 0,
    明年: 1,
    来年: 1,
    次年: 1,
    去年: -1,
    上年: -1,
    前年: -2,
    后年: 2,
  }[word ?? ''];
  return offset === undefined ? null : Number(monthOf(today).slice(0, 4)) + offset;
}
