// Dates in form fields and arguments, where exactly one date is expected. 发生日期 leans to the past: what has
// happened cannot lie ahead. Refusals are Chinese sentences that say what to type. Leaves out free text (date.ts).
import {
  addDays,
  type Day,
  daysBetween,
  isMonth,
  type Month,
  makeMonth,
  monthOf,
  shiftMonth,
  weekdayOf,
} from '../domain/day.ts';
import type { Checked } from '../domain/money.ts';
import { findDates } from './date.ts';
import { checkedDay, small } from './date-model.ts';
import { foldWidth } from './text.ts';

/** A date without a year that lies up to this far ahead is taken for a slip, farther ahead for last year's. */
const AHEAD_DAYS_MAX = 31;

const refuse = <T>(reason: string): Checked<T> => ({ ok: false, reason });
const DAY_HINT = '请写成例如 2026-11-10、11月10日 或 昨天。';

/** Past-leaning reading of forms that leave something out; null when the text is none of them. */
function pastLeaning(text: string, today: Day): Checked<Day> | null {
  const bare =
    /^(?:(\d{1,2}|[一二三四五六七八九十]{1,3})[月./-])(\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]?$/.exec(
      text,
    );
  if (bare) {
    const [month, day] = [small(bare[1]), small(bare[2])];
    const year = Number(today.slice(0, 4));
    const core = checkedDay(year, month, day);
    if (core.from === null) {
      const last = checkedDay(year - 1, month, day);
      return last.from === null ? refuse(core.impossible ?? DAY_HINT) : { ok: true, value: last.from };
    }
    const ahead = daysBetween(today, core.from);
    if (ahead <= 0) return { ok: true, value: core.from };
    const previous = checkedDay(year - 1, month, day);
    if (ahead <= AHEAD_DAYS_MAX)
      return refuse(`${month}月${day}日还没有到；如是去年，请写 ${previous.from ?? ''}。`);
    return previous.from === null
      ? refuse(previous.impossible ?? DAY_HINT)
      : { ok: true, value: previous.from };
  }
  const dayOnly = /^(\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]$/.exec(text);
  if (dayOnly) {
    const day = small(dayOnly[1]);
    for (const month of [monthOf(today), shiftMonth(monthOf(today), -1)]) {
      const core = checkedDay(Number(month.slice(0, 4)), Number(month.slice(5)), day);
      if (core.from !== null && core.from <= today) return { ok: true, value: core.from };
    }
    return refuse(`没有可用的${day}日，${DAY_HINT}`);
  }
  const weekday = /^(?:周|星期|礼拜)([一二三四五六日天])$/.exec(text);
  if (weekday) {
    const number = /[日天]/.test(weekday[1] ?? '') ? 7 : small(weekday[1]);
    const day = addDays(today, number - weekdayOf(today));
    return { ok: true, value: day > today ? addDays(day, -7) : day };
  }
  return null;
}

/**
 * The one day a field names. By default what happened (发生日期): a month and day without a year that would lie
 * ahead is last year's, unless it is at most 31 days ahead, which is refused as a slip; 10号 and 周五 are the last
 * ones; anything explicit after `today` is refused. With `allowFuture` dates read as in free text.
 */
export function readDay(
  text: string,
  today: Day,
  options: { readonly allowFuture?: boolean } = {},
): Checked<Day> {
  const typed = foldWidth(text)
    .trim()
    .replace(/\s*(?:上午|下午|晚上|\d{1,2}:\d{2}(?::\d{2})?)$/, '');
  if (typed === '') return refuse(`请填写日期，${DAY_HINT}`);
  if (typed.length > 40) return refuse(`日期太长，${DAY_HINT}`);
  if (options.allowFuture !== true) {
    const leaning = pastLeaning(typed.replace(/\s/g, ''), today);
    if (leaning) return leaning;
  }
  const found = findDates(typed, today);
  const [only] = found;
  if (!only || found.length > 1 || only.span.end - only.span.start < typed.length - 2)
    return refuse(`“${typed.slice(0, 20)}”看不懂，${DAY_HINT}`);
  if (only.impossible !== undefined) return refuse(only.impossible);
  if (only.kind !== 'day' || only.from === null || only.unsure !== undefined)
    return refuse(`“${typed}”不是具体哪一天，${DAY_HINT}`);
  if (options.allowFuture !== true && only.from > today)
    return refuse(`${only.from} 还没有到，发生日期不能晚于今天（${today}）。`);
  return { ok: true, value: only.from };
}

const MONTH_HINT = '请写成例如 10月、2026-10 或 上月。';

/**
 * The one month an argument names: 10月, 十月, 2026-10, 202610, 去年12月, 上月. A month without a year is the latest
 * one not after the running month, since months are filed and asked for after they begin.
 */
export function readMonth(text: string, today: Day): Checked<Month> {
  const typed = foldWidth(text)
    .replace(/\s/g, '')
    .replace(/的?(?:月报|份)$/, '');
  if (typed === '' || typed.length > 20) return refuse(`请写明月份，${MONTH_HINT}`);
  const digits = /^(20\d{2})(\d{2})$/.exec(typed);
  if (digits) {
    const month = `${digits[1]}-${digits[2]}`;
    return isMonth(month) ? { ok: true, value: month } : refuse(`没有${Number(digits[2])}月，${MONTH_HINT}`);
  }
  const bare = /^(\d{1,2}|[一二三四五六七八九十]{1,2}|正|腊)(?:月份?)?$/.exec(typed);
  if (bare) {
    const number = small(bare[1]);
    const month = makeMonth(Number(today.slice(0, 4)), number);
    if (month === null) return refuse(`没有${bare[1]}月，${MONTH_HINT}`);
    return { ok: true, value: month > monthOf(today) ? shiftMonth(month, -12) : month };
  }
  const found = findDates(typed, today);
  const [only] = found;
  if (only?.impossible !== undefined) return refuse(only.impossible);
  if (found.length !== 1 || only?.kind !== 'month' || only.span.end < typed.length)
    return refuse(`“${typed}”不是月份，${MONTH_HINT}`);
  return { ok: true, value: only.key };
}
