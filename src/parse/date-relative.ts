// The relative half of date reading: 今天, 下周三, 月底, 三天后, 国庆后. A list of rules tried in order at one
// position; src/parse/date.ts runs them after the absolute ones.
import { addDays, addMonths, type Day, monthEnd, monthOf, shiftMonth, weekdayOf } from '../domain/day.ts';
import type { DateRule } from './date.ts';
import {
  checkedDay,
  type DateCore,
  dayCore,
  monthCore,
  quarterCore,
  small,
  spanCore,
  vagueCore,
} from './date-model.ts';
import { ONE, readNumberAt } from './numeral.ts';

const NAMED_DAYS: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  前日: -2,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  今天: 0,
  今日: 0,
  今早: 0,
  今晚: 0,
  当天: 0,
  今儿: 0,
  明天: 1,
  明日: 1,
  明早: 1,
  明晚: 1,
  后天: 2,
  后日: 2,
  大后天: 3,
  次日: 1,
};
const WEEK_OFFSETS: Readonly<Record<string, number>> = {
  上上个: -2,
  上上: -2,
  上个: -1,
  上: -1,
  这个: 0,
  这: 0,
  本: 0,
  下个: 1,
  下: 1,
  下下个: 2,
  下下: 2,
};
const MONTH_OFFSETS: Readonly<Record<string, number>> = {
  上上个: -2,
  上上: -2,
  上个: -1,
  上: -1,
  这个: 0,
  这: 0,
  本: 0,
  当: 0,
  下个: 1,
  下: 1,
  次: 1,
  下下个: 2,
  下下: 2,
};
const WEEK = '(?:周|星期|礼拜)';

const weekStart = (today: Day, weeks: number): Day => addDays(today, weeks * 7 + 1 - weekdayOf(today));
const weekdayNumber = (word: string): number => (/[日天末7]/.test(word) ? 7 : small(word));

/** 半 = 0.5; NaN when it is no count. */
function countOf(text: string): number {
  if (text === '半') return 0.5;
  if (text === '几' || text === '数') return Number.NaN;
  const read = readNumberAt(text, 0);
  return read && !read.vague ? Number(read.low) / Number(ONE) : Number.NaN;
}

function later(count: number, unit: string, sign: number, today: Day): DateCore | null {
  if (Number.isNaN(count) || count > 3000) return null;
  if (/[天日]/.test(unit)) return dayCore(addDays(today, sign * Math.ceil(count)));
  if (/周|星期|礼拜/.test(unit)) return dayCore(addDays(today, sign * Math.ceil(count * 7)));
  if (/月/.test(unit)) {
    if (count > 600) return null;
    return count === 0.5
      ? dayCore(addDays(today, sign * 15))
      : dayCore(addDays(addMonths(today, sign * Math.floor(count)), count % 1 === 0 ? 0 : sign * 15));
  }
  if (count > 60) return null;
  return dayCore(addMonths(today, sign * Math.round(count * 12)));
}

const FESTIVALS: readonly (readonly [RegExp, number, number, number])[] = [
  [/^元旦/, 1, 1, 1],
  [/^五一/, 5, 1, 5],
  [/^国庆/, 10, 1, 7],
  [/^十一(?!月)/, 10, 1, 7],
];

function festival(word: string, side: string | undefined, today: Day): DateCore | null {
  for (const [pattern, month, first, last] of FESTIVALS) {
    if (!pattern.test(word)) continue;
    const year = Number(today.slice(0, 4));
    const at = (y: number, d: number): Day =>
      `${y}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
    const chosen = at(year, last) >= today ? year : year + 1;
    const unsure = `“${word}${side ?? ''}”请写明日期`;
    if (side === undefined) return spanCore(at(chosen, first), at(chosen, last), unsure);
    if (side.includes('前')) return { ...dayCore(addDays(at(chosen, first), -1), unsure), before: true };
    return { ...dayCore(addDays(at(chosen, last), 1), unsure), after: true };
  }
  return {
    ...vagueCore(`“${word}${side ?? ''}”请写明日期`),
    ...(side === undefined ? {} : side.includes('前') ? { before: true } : { after: true }),
  };
}

/** Tried in this order at each position. */
export const RELATIVE: readonly DateRule[] = [
  {
    pattern:
      /大前天|前天|前日|昨天|昨日|昨晚|今天|今日|今早|今晚|当天|今儿|明天|明日|明早|明晚|大后天|后天|后日|次日/y,
    read: ([word = ''], today) => dayCore(addDays(today, NAMED_DAYS[word] ?? 0)),
  },
  {
    pattern: new RegExp(
      `(上上个|上上|上个|上|这个|这|本|下下个|下下|下个|下)${WEEK}([一二三四五六日天末1-7])(?![期])`,
      'y',
    ),
    read: ([, which = '', word = ''], today) => {
      const monday = weekStart(today, WEEK_OFFSETS[which] ?? 0);
      if (word === '末') return spanCore(addDays(monday, 5), addDays(monday, 6));
      return dayCore(addDays(monday, weekdayNumber(word) - 1));
    },
  },
  {
    pattern: new RegExp(
      `(上上个|上上|上个|上|这个|这|本|下下个|下下|下个|下)${WEEK}(?:内|之内|以内)?(?![期年])`,
      'y',
    ),
    read: ([whole = '', which = ''], today) => {
      const monday = weekStart(today, WEEK_OFFSETS[which] ?? 0);
      return whole.endsWith('内')
        ? { ...dayCore(addDays(monday, 6)), before: true }
        : spanCore(monday, addDays(monday, 6));
    },
  },
  {
    pattern: new RegExp(`${WEEK}(?:([一二三四五六日天])(?![期年分])|(末))`, 'y'),
    read: ([, word, weekend], today) => {
      if (weekend !== undefined) {
        const saturday = addDays(weekStart(today, 0), 5);
        return spanCore(saturday, addDays(saturday, 1));
      }
      const day = addDays(weekStart(today, 0), weekdayNumber(word ?? '') - 1);
      return dayCore(day < today ? addDays(day, 7) : day);
    },
  },
  {
    pattern:
      /(上上个|上上|上个|上|这个|这|本|当|下下个|下下|下个|下|次)月(?:份)?(?:(初|上旬|上中旬|中上旬|中下旬|中旬|下旬|中(?![国心])|底|末|内)|的?(\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?/y,
    read: ([, which = '', part, dayText], today) => {
      const month = shiftMonth(monthOf(today), MONTH_OFFSETS[which] ?? 0);
      if (dayText !== undefined)
        return checkedDay(Number(month.slice(0, 4)), Number(month.slice(5)), small(dayText));
      if (part === undefined) return monthCore(month);
      return partOfMonth(month, part);
    },
  },
  {
    pattern: /月(底|末|初|上中旬|中上旬|中下旬|中旬|上旬|下旬|内)/y,
    read: ([, part = ''], today) => partOfMonth(monthOf(today), part),
  },
  {
    pattern: /(本|这个|上个?|下个?)季度?(?!节)(?:末|底|内)?/y,
    read: ([whole = '', which = ''], today) => {
      const offset = which.startsWith('上') ? -3 : which.startsWith('下') ? 3 : 0;
      const month = shiftMonth(monthOf(today), offset);
      const core = quarterCore(Number(month.slice(0, 4)), Math.ceil(Number(month.slice(5)) / 3));
      if (core.to !== null && /内$/.test(whole)) return { ...dayCore(core.to), before: true };
      return core.to !== null && /[末底]$/.test(whole) ? dayCore(core.to) : core;
    },
  },
  {
    pattern: /年(底|末|内)(?![部])/y,
    read: ([, part = ''], today) => {
      const end = dayCore(`${today.slice(0, 4)}-12-31`);
      return part === '内' ? { ...end, before: true } : end;
    },
  },
  { pattern: /(?:年前|年后)(?![的]?产)/y, read: ([word = '']) => vagueCore(`“${word}”指哪一天？请写明日期`) },
  {
    pattern:
      /(\d{1,4}|[一二三四五六七八九十两]{1,3}|半|几|数)(?:个)?(?:多)?(天|日|周|星期|礼拜|月|年)(?:之|以)?(后|内|前)(?![期续])/y,
    read: ([whole = '', count = '', unit = '', side], today) => {
      if (/[一二三四五六七八九十\d半]月/.test(whole) && !whole.includes('个')) return null;
      const core = later(countOf(count), unit, side === '前' ? -1 : 1, today);
      if (core === null) return /[几数]/.test(count) ? vagueCore(`“${whole}”不确切，请写明日期`) : null;
      return side === '内' ? { ...core, before: true } : side === '后' ? { ...core, after: true } : core;
    },
  },
  {
    pattern: /(\d{1,3}|[一二三四五六七八九十两]{1,3})个?工作日(?:之|以)?[后内]/y,
    read: ([word = '']) => vagueCore(`“${word}”请写明日期`),
  },
  {
    pattern:
      /(元旦|五一|国庆|十一(?!月)|春节|中秋|端午|清明|元宵|过年|节)(?:节|假期|长假|小长假)?((?:之|以)?(?:前|后))/y,
    read: ([, word = '', side], today) => festival(word, side, today),
  },
  {
    pattern: /(元旦|国庆|春节|中秋|端午|清明|元宵)(?:节|假期|长假|期间)+/y,
    read: ([, word = ''], today) => festival(word, undefined, today),
  },
];

/** A part of a month: 初, 上旬, 中, 底, 内 … */
export function partOfMonth(month: string, part: string): DateCore {
  const end = monthEnd(month);
  if (part === '内') return { ...dayCore(end), before: true };
  if (part === '底' || part === '末') return dayCore(end);
  if (part === '初' || part === '上旬') return spanCore(`${month}-01`, `${month}-10`);
  if (part === '上中旬' || part === '中上旬') return spanCore(`${month}-01`, `${month}-20`);
  if (part === '中下旬') return spanCore(`${month}-11`, end);
  if (part === '中' || part === '中旬') return spanCore(`${month}-11`, `${month}-20`);
  return spanCore(`${month}-21`, end);
}
