/**
 * Numbers 编号 people read and type: `XS-202611-0001` (lead), `XM-…` (project), `RW-…` (task), `LZ-…` (transfer), `TZ-…` (台账), `HD-…` (activity).
 * At least four digits after the month; a person may type any tail that is unambiguous.
 */

export const NUMBER_PREFIX = {
  lead: 'XS',
  project: 'XM',
  task: 'RW',
  transfer: 'LZ',
  entry: 'TZ',
  activity: 'HD',
} as const;
export type Numbered = keyof typeof NUMBER_PREFIX;

/** @param month `YYYY-MM` */
export function formatNumber(kind: Numbered, month: string, value: number): string {
  return `${NUMBER_PREFIX[kind]}-${month.replace('-', '')}-${String(value).padStart(4, '0')}`;
}

/** The name of the sequence a number is taken from: one per kind and month. */
export function sequenceName(kind: Numbered, month: string): string {
  return `${NUMBER_PREFIX[kind]}-${month.replace('-', '')}`;
}

/** A serial above 9999 has five digits or more; nine are more than any month will see. */
const WORDS = /^(?:(XS|XM|RW|LZ|TZ|HD)-?)?(?:(\d{1,6})-|(20\d{2}(?:0[1-9]|1[0-2]))(?=\d{1,9}$))?(\d{1,9})$/;
/** The end of a `YYYYMM`; its last two digits are a month. */
const MONTH_TAIL = /^(?:\d|\d{0,4}(?:0[1-9]|1[0-2]))$/;

/** What a person typed, read as a number or its tail; `null` when it is neither. */
export interface NumberWords {
  readonly prefix: string | null;
  /** `YYYYMM` or the end of it. */
  readonly month: string | null;
  /** Digits without leading zeros. */
  readonly digits: string;
  /** Digits as typed: `023` is the end of `1023`, not of `0123`. */
  readonly typed: string;
}

export function readNumber(words: string): NumberWords | null {
  const text = words
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, '')
    .toUpperCase();
  const found = WORDS.exec(text);
  const typed = found?.[4];
  if (found === null || typed === undefined) return null;
  const month = found[2] ?? found[3] ?? null;
  if (month !== null && !MONTH_TAIL.test(month)) return null;
  return { prefix: found[1] ?? null, month, digits: typed.replace(/^0+(?=\d)/, ''), typed };
}

/** True when `number` is the very one these words name: zeros in front of the serial may be left out. */
export function numberMatches(number: string, words: NumberWords): boolean {
  const serial = serialOf(number, words);
  return serial !== null && serial.replace(/^0+(?=\d)/, '') === words.digits;
}

/** True when these words are the number or the end of it, as `23` is of `XS-202611-0123`. */
export function numberEndsIn(number: string, words: NumberWords): boolean {
  if (numberMatches(number, words)) return true;
  // With a month before it the serial is whole.
  return words.month === null && serialOf(number, words)?.endsWith(words.typed) === true;
}

/** The serial of a number whose prefix and month fit the words. */
function serialOf(number: string, words: NumberWords): string | null {
  const [prefix, month, serial] = number.split('-');
  if (prefix === undefined || month === undefined || serial === undefined) return null;
  if (words.prefix !== null && words.prefix !== prefix) return null;
  return words.month === null || month.endsWith(words.month) ? serial : null;
}
