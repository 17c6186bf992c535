/**
 * The periods bulletins are made for: a month, a quarter 季度, a year; their keys, words, months and neighbours.
 * Pure look-ups. Left out: reading what people type (`commands/shared/period-words.ts`) and the plan's own windows
 * (`rule/period.ts`).
 */
import { isMonth, type Month, quarterOf, shiftMonth } from './day.ts';
import type { Pack } from './pack/schema.ts';
import { bulletinOf } from './pack/view.ts';
import { addMonths, dayInMonth } from './rule/period.ts';

export const PERIOD_KINDS = ['month', 'quarter', 'year'] as const;
/** How long a period a bulletin is for. */
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A month `2026-10`, a quarter `2026-Q3` or a year `2026`. */
export interface BulletinPeriod {
  readonly kind: PeriodKind;
  readonly key: string;
}

const QUARTER = /^([12]\d{3})-?Q([1-4])$/i;
const YEAR = /^[12]\d{3}$/;
const CN_QUARTERS = '一二三四';

/** Reads a key, `2026Q3` too; `null` for anything else. */
export function readPeriod(kind: PeriodKind, key: string): BulletinPeriod | null {
  if (kind === 'month') return isMonth(key) ? { kind, key } : null;
  if (kind === 'year') return YEAR.test(key) && Number(key) >= 1900 ? { kind, key } : null;
  const found = QUARTER.exec(key);
  return found === null || Number(found[1]) < 1900 ? null : { kind, key: `${found[1]}-Q${found[2]}` };
}

/** The period of a kind that a month lies in. */
export function periodHolding(kind: PeriodKind, month: Month): BulletinPeriod {
  if (kind === 'month') return { kind, key: month };
  const year = month.slice(0, 4);
  return { kind, key: kind === 'year' ? year : `${year}-Q${quarterOf(month)}` };
}

/** Its months in order. */
export function monthsOfPeriod({ kind, key }: BulletinPeriod): readonly Month[] {
  if (kind === 'month') return [key];
  const first =
    kind === 'year'
      ? `${key}-01`
      : `${key.slice(0, 4)}-${String(Number(key.slice(-1)) * 3 - 2).padStart(2, '0')}`;
  return Array.from({ length: kind === 'year' ? 12 : 3 }, (_, at) => shiftMonth(first, at));
}

export const firstMonth = (period: BulletinPeriod): Month => monthsOfPeriod(period)[0] ?? period.key;
export const lastMonth = (period: BulletinPeriod): Month => monthsOfPeriod(period).at(-1) ?? period.key;

/** The period `count` later, or earlier when negative. */
export const shiftPeriod = (period: BulletinPeriod, count: number): BulletinPeriod =>
  periodHolding(
    period.kind,
    shiftMonth(firstMonth(period), count * { month: 1, quarter: 3, year: 12 }[period.kind]),
  );

/** 2026年10月, 2026年三季度, 2026年. */
export function sayPeriod({ kind, key }: BulletinPeriod): string {
  const year = `${Number(key.slice(0, 4))}年`;
  if (kind === 'year') return year;
  if (kind === 'month') return `${year}${Number(key.slice(5, 7))}月`;
  return `${year}${CN_QUARTERS.charAt(Number(key.slice(-1)) - 1)}季度`;
}

/** The same without its year where that is the year of `reference`. */
export function sayPeriodShort(period: BulletinPeriod, reference: Month): string {
  const words = sayPeriod(period);
  if (period.kind === 'year' || period.key.slice(0, 4) !== reference.slice(0, 4)) return words;
  return words.slice(words.indexOf('年') + 1);
}

/** 本月, 本季, 本年: what a column is headed with. */
export const THIS_PERIOD: Readonly<Record<PeriodKind, string>> = {
  month: '本月',
  quarter: '本季',
  year: '本年',
};

/** 月, 季, 年: in 月战报. */
export const PERIOD_WORDS: Readonly<Record<PeriodKind, string>> = { month: '月', quarter: '季', year: '年' };

/**
 * The day on which the bulletin of a period comes out (domain P13): so many months after it ends; `null` where the
 * plan has no such bulletin.
 */
export function bulletinDueOn(pack: Pack, period: BulletinPeriod): string | null {
  const cadence = bulletinOf(pack, period.kind);
  if (cadence === null) return null;
  return dayInMonth(addMonths(lastMonth(period), cadence.dueMonthsAfter), cadence.dueDay ?? 8);
}
