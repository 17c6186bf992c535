// Calendar arithmetic on `YYYY-MM-DD` and `YYYY-MM` strings, and the bridge between an instant and a Shanghai day.
// Integer arithmetic only (no Date, no locale): the same answer on every machine. Leaves out working days, which
// need a yearly holiday table, and reading what people type (src/parse/date.ts).

/** Calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string;
/** Calendar month, `YYYY-MM`. */
export type Month = string;
/** Year, month (1–12) and day of month (1–31). */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 86_400_000;
// Shanghai has had no summer time since 1991; earlier instants are outside what this system records.
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** First and last year accepted as a calendar year (typing errors beyond it are refused, not stored). */
export const YEAR_MIN = 1900;
/** See {@link YEAR_MIN}. */
export const YEAR_MAX = 2999;

/** True for a leap year of the Gregorian calendar. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Number of days in a month (month 1–12); 0 when there is no such month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** `YYYY-MM-DD` of existing parts, or null when the calendar has no such day. */
export function makeDay(year: number, month: number, day: number): Day | null {
  if (!Number.isInteger(year) || year < YEAR_MIN || year > YEAR_MAX) return null;
  if (!Number.isInteger(month) || !Number.isInteger(day)) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Parts of a valid day, or null: checks the calendar as well as the shape. */
export function parseDay(text: string): Civil | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const civil = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return makeDay(civil.year, civil.month, civil.day) === null ? null : civil;
}

/** True when the text is an existing `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => parseDay(text) !== null;

/** Parts of a day known to be valid; throws RangeError otherwise (a bug of the caller, not of a person). */
export function civilOf(day: Day): Civil {
  const civil = parseDay(day);
  if (!civil) throw new RangeError(`not a calendar day: ${day.slice(0, 20)}`);
  return civil;
}

/** Days since 1970-01-01 (negative before). */
export function dayNumber(day: Day): number {
  const { year, month, day: dayOfMonth } = civilOf(day);
  // Counting years from March puts the leap day last (Howard Hinnant's days_from_civil).
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of {@link dayNumber}; throws RangeError outside the accepted years. */
export function dayFromNumber(count: number): Day {
  const shifted = count + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const made = makeDay(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
  if (made === null) throw new RangeError(`day number out of range: ${count}`);
  return made;
}

/** The day `count` days later (earlier when negative). */
export const addDays = (day: Day, count: number): Day => dayFromNumber(dayNumber(day) + count);

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** ISO weekday: 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** Monday of the week the day lies in (weeks start on Monday). */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** The day as people say it: 周一 … 周日. */
export const weekdayName = (day: Day): string => `周${'一二三四五六日'.charAt(weekdayOf(day) - 1)}`;

/** True when the text is an existing `YYYY-MM`. */
export const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`);

/** `YYYY-MM` of existing parts, or null. */
export const makeMonth = (year: number, month: number): Month | null =>
  makeDay(year, month, 1)?.slice(0, 7) ?? null;

/** Month a day lies in. */
export const monthOf = (day: Day): Month => day.slice(0, 7);
/** First day of a month. */
export const monthStart = (month: Month): Day => `${month}-01`;

/** Last day of a month: what a deadline given as a month means. */
export function monthEnd(month: Month): Day {
  const { year, month: number } = civilOf(`${month}-01`);
  return `${month}-${pad(daysInMonth(year, number), 2)}`;
}

/** The month `count` months later (earlier when negative); throws RangeError outside the accepted years. */
export function shiftMonth(month: Month, count: number): Month {
  const { year, month: number } = civilOf(`${month}-01`);
  const index = year * 12 + number - 1 + count;
  const made = makeMonth(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1);
  if (made === null) throw new RangeError(`month out of range: ${month} ${count}`);
  return made;
}

/** Same day `count` months later, cut to the end of a shorter month (01-31 + 1 → 02-28). */
export function addMonths(day: Day, count: number): Day {
  const month = shiftMonth(monthOf(day), count);
  const end = monthEnd(month);
  const same = `${month}-${day.slice(8)}`;
  return same < end ? same : end;
}

/** Quarter number 1–4 of a month. */
export const quarterOf = (month: Month): number => Math.ceil(Number(month.slice(5, 7)) / 3);
/** Period key `2026Q3`. */
export const quarterKey = (year: number, quarter: number): string => `${pad(year, 4)}Q${quarter}`;
/** Period key `2026H2`. */
export const halfKey = (year: number, half: number): string => `${pad(year, 4)}H${half}`;

/** The Shanghai day an instant (UTC ms) falls on. */
export const dayOfInstant = (at: number): Day =>
  dayFromNumber(Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS));

/** The instant (UTC ms) at which a Shanghai day begins. */
export const instantOfDay = (day: Day): number => dayNumber(day) * DAY_MS - SHANGHAI_OFFSET_MS;
