// Finds dates in typed Chinese, absolute and relative, and resolves them against `today`. Weeks begin on Monday. A
// date without a year is the nearest one (within half a year either way); a bare weekday is the next one, today
// included; quarters and halves are this year's. Leaves out form fields (src/parse/date-field.ts).
import { type Day, daysBetween, makeMonth, monthOf, shiftMonth } from '../domain/day.ts';
import {
  checkedDay,
  type DateCore,
  type DateReading,
  dayCore,
  halfCore,
  monthCore,
  namedYear,
  quarterCore,
  small,
  spanCore,
  yearCore,
  yearOf,
} from './date-model.ts';
import { partOfMonth, RELATIVE } from './date-relative.ts';
import { foldWidth } from './text.ts';

export type { DateKind, DateReading } from './date-model.ts';

/** A pattern and its meaning; null when the match is no date after all. */
export interface DateRule {
  readonly pattern: RegExp;
  read(groups: readonly (string | undefined)[], today: Day, rest: string): DateCore | null;
}

const NUM = '\\d{1,2}|[一二三四五六七八九十]{1,3}';
const DAYNUM = '\\d{1,3}|[一二三四五六七八九十廿卅]{1,3}';
const YEAR = '(?:19|20)\\d{2}|[12]零?[零一二三四五六七八九]{2,3}|二零[零一二三四五六七八九]{2}|\\d{2}(?=年)';
const NAMED = '今年|本年度?|当年|明年|来年|次年|去年|上年|前年|后年';
// A decimal such as 5.2 must not become a date: the dotted form needs a word after it that dates take.
const AFTER_DOTTED = /^(?:$|[\s,，。;；)、来到前后上下拜考签去赴在开晚早中洽会接参与我客日号\-~至])/;
/** 1.5-2亿: the low end of a range of sums. */
const UP_TO_MONEY = /^ ?[-~至到] ?\d[\d.]* ?多?(?:个?[亿万]|千万|百万|[wWeE](?![A-Za-z]))/;
/** Characters behind a date that may say it is none. */
const REST = 14;

/** The year that puts month and day nearest to today. */
export function nearestYear(today: Day, month: number, day: number): number {
  const year = Number(today.slice(0, 4));
  let best = year;
  let gap = Number.POSITIVE_INFINITY;
  for (const candidate of [year, year + 1, year - 1]) {
    const core = checkedDay(candidate, month, day);
    if (core.from === null) continue;
    const distance = Math.abs(daysBetween(today, core.from));
    if (distance < gap) [best, gap] = [candidate, distance];
  }
  return best;
}

const yearGroup = (typed: string | undefined, named: string | undefined, today: Day): number | null =>
  typed !== undefined ? yearOf(typed) : namedYear(named, today);

const monthDay = (year: number | null, month: number, day: number, today: Day): DateCore | null =>
  Number.isNaN(month) || Number.isNaN(day)
    ? null
    : checkedDay(year ?? nearestYear(today, month, day), month, day);

const ABSOLUTE: readonly DateRule[] = [
  {
    pattern: /((?:19|20)\d{2})([-/.年])(\d{1,2})\2(\d{1,2})(?:日|号)?(?!\d)/y,
    read: ([, y = '', , m, d]) => checkedDay(Number(y), Number(m), Number(d)),
  },
  {
    pattern: /(20\d{2})(\d{2})(\d{2})(?!\d)/y,
    read: ([, y, m, d]) => {
      const core = checkedDay(Number(y), Number(m), Number(d));
      return core.from === null ? null : core;
    },
  },
  {
    pattern: new RegExp(
      `(?:(${YEAR})年|(${NAMED})的?)? ?(${NUM}|正|腊)月份?的?(${DAYNUM})(?:日|号|(?=[来到去上下早晚前后]|[-~至]\\d{1,2}[日号]))`,
      'y',
    ),
    read: ([, y, named, m, d], today) => monthDay(yearGroup(y, named, today), small(m), small(d), today),
  },
  {
    pattern: new RegExp(
      `(?:(${YEAR})年|(${NAMED})的?)? ?(${NUM}|正|腊)月份?(初|上旬|上中旬|中上旬|中下旬|中旬|下旬|中(?![国心央])|底|末)?`,
      'y',
    ),
    read: ([, y, named, m, part], today) => {
      const number = small(m);
      if (Number.isNaN(number)) return null;
      const month = makeMonth(yearGroup(y, named, today) ?? nearestYear(today, number, 15), number);
      if (month === null)
        return { kind: 'month', from: null, to: null, key: '', impossible: `没有${m}月，请核对日期。` };
      return part === undefined ? monthCore(month) : partOfMonth(month, part);
    },
  },
  {
    pattern: /((?:19|20)\d{2})[-/.](\d{1,2})(?![\d.\-/万亿%个])/y,
    read: ([, y, m]) => {
      const month = makeMonth(Number(y), Number(m));
      return month === null ? null : monthCore(month);
    },
  },
  {
    pattern: new RegExp(
      `(?:(${YEAR})年|(${NAMED})的?)? ?(?:第?([一二三四1-4])季度?(?!节)|[Qq]([1-4])(?![\\dA-Za-z]))(?:度)?(?:末|底)?`,
      'y',
    ),
    read: ([whole = '', y, named, n, q], today) => {
      const core = quarterCore(yearGroup(y, named, today) ?? Number(today.slice(0, 4)), small(n ?? q));
      return /[末底]$/.test(whole) && core.to !== null ? dayCore(core.to) : core;
    },
  },
  {
    pattern: new RegExp(`(?:(${YEAR})年|(${NAMED})的?)? ?([上下])半年`, 'y'),
    read: ([, y, named, half], today) =>
      halfCore(yearGroup(y, named, today) ?? Number(today.slice(0, 4)), half === '上' ? 1 : 2),
  },
  {
    pattern: new RegExp(`(?:(${YEAR})年|(${NAMED})的?)(底|末|初|内|中(?![国心]))`, 'y'),
    read: ([, y, named, part], today) => {
      const year = yearGroup(y, named, today) ?? Number(today.slice(0, 4));
      if (part === '底' || part === '末') return dayCore(`${year}-12-31`);
      if (part === '内') return { ...dayCore(`${year}-12-31`), before: true };
      return part === '初'
        ? spanCore(`${year}-01-01`, `${year}-01-31`)
        : spanCore(`${year}-06-01`, `${year}-07-31`);
    },
  },
  {
    pattern: new RegExp(`(?:(${YEAR})年(?![产均限度会来以])度?|(${NAMED}))`, 'y'),
    read: ([, y, named], today) => {
      const year = yearGroup(y, named, today);
      return year === null || year < 1950 || year > 2100 ? null : yearCore(year);
    },
  },
  {
    pattern: /(2\d)([-./])(\d{1,2})\2(\d{1,2})(?![\d./-])(?:日|号)?/y,
    read: ([, y, , m, d]) => {
      const core = checkedDay(2000 + Number(y), Number(m), Number(d));
      return core.from === null ? null : core;
    },
  },
  {
    pattern: /(\d{1,2})([./])(\d{1,2})(?![\d./])(日|号)?/y,
    read: ([, m, mark, d, day], today, rest) => {
      if (!AFTER_DOTTED.test(rest) || Number(m) < 1 || Number(m) > 12 || Number(d) < 1 || Number(d) > 31)
        return null;
      if (UP_TO_MONEY.test(rest)) return null;
      const bare = day === undefined && /^[\s,，。;；)、]|^$/.test(rest);
      if (mark === '.' && bare && (d ?? '').length < 2) return null;
      return monthDay(null, Number(m), Number(d), today);
    },
  },
  {
    pattern:
      /(\d{1,2}|[一二三四五六七八九十廿卅]{1,3})(?:号(?![楼线厂房地院门馆位台机店矿井车公]|有限|项目)|日(?![元产本均报资企圆]))/y,
    read: ([, d], today) => {
      const day = small(d);
      if (Number.isNaN(day)) return null;
      const month = monthOf(today);
      const core = checkedDay(Number(month.slice(0, 4)), Number(month.slice(5)), day);
      if (core.from === null || core.from >= today) return core;
      const next = shiftMonth(month, 1);
      const later = checkedDay(Number(next.slice(0, 4)), Number(next.slice(5)), day);
      return { ...later, unsure: `“${d}号”没有写月份，是本月还是下月？` };
    },
  },
];

const RULES: readonly DateRule[] = [...ABSOLUTE, ...RELATIVE];
const BOUND = /^(?:之前|以前|前(?!期|往|景|后|沿|端|来|段|置)|以内|之内|内(?![部容外蒙]))/;
const LATER = /^(?:之后|以后|后(?!期|续|端|来))/;
const MAY_START =
  /[\d一二三四五六七八九十廿卅正腊今本当明来次去上前后下大昨周星礼这月年季第Qq元春国中五端半两近最节]/;

function readAt(text: string, at: number, today: Day): DateReading | null {
  if (/[\d.]/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at))) return null;
  if (
    /[一二三四五六七八九十百千万亿]/.test(text.charAt(at - 1)) &&
    /[\d一二三四五六七八九十]/.test(text.charAt(at))
  )
    return null;
  for (const rule of RULES) {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    if (!match || match[0] === '') continue;
    const end = at + match[0].length;
    const core = rule.read(match, today, text.slice(end, end + REST));
    if (core === null) continue;
    const tail = text.slice(end, end + 3);
    const bound = core.before ? null : BOUND.exec(tail);
    const later = bound || core.after ? null : LATER.exec(tail);
    const stop = end + (bound?.[0].length ?? later?.[0].length ?? 0);
    const by =
      bound && core.to !== null && core.kind === 'span'
        ? { ...dayCore(core.to), before: true as const }
        : core;
    return {
      ...by,
      ...(bound ? { before: true as const } : {}),
      ...(later ? { after: true as const } : {}),
      span: { start: at, end: stop },
      text: text.slice(at, stop),
    };
  }
  return null;
}

/** 12月28日-30日: the end takes the beginning's month, or the next one when it is the smaller day. */
const THROUGH = / ?(?:-{1,2}|~|至|到) ?(?=(\d{1,2})[日号])\d{1,2}[日号]/y;

function endOf(text: string, { kind, from, span }: DateReading): DateReading | null {
  if (kind !== 'day' || from === null) return null;
  THROUGH.lastIndex = span.end;
  const match = THROUGH.exec(text);
  if (match === null) return null;
  const day = Number(match[1]);
  const month = day < Number(from.slice(8)) ? shiftMonth(monthOf(from), 1) : monthOf(from);
  const end = span.end + match[0].length;
  const start = end - (match[1] ?? '').length - 1;
  const core = checkedDay(Number(month.slice(0, 4)), Number(month.slice(5)), day);
  return { ...core, span: { start, end }, text: text.slice(start, end) };
}

/** Every date in the text, in order, impossible ones included. Linear in the length of the text. */
export function findDates(text: string, today: Day): DateReading[] {
  const folded = foldWidth(text);
  const found: DateReading[] = [];
  let at = 0;
  while (at < folded.length) {
    const reading = MAY_START.test(folded.charAt(at)) ? readAt(folded, at, today) : null;
    const through = reading === null ? null : endOf(folded, reading);
    if (reading) found.push(reading);
    if (through) found.push(through);
    at = (through ?? reading)?.span.end ?? at + 1;
  }
  return found;
}
