/**
 * Numbers 编号 people read and type: `XS-202611-0001` (lead), `XM-202611-0001` (project).
 * At least four digits after the month; a person may type any tail that is unambiguous.
 */

export const NUMBER_PREFIX = { lead: 'XS', project: 'XM' } as const;
export type Numbered = keyof typeof NUMBER_PREFIX;

/** @param month `YYYY-MM` */
export function formatNumber(kind: Numbered, month: string, value: number): string {
  return `${NUMBER_PREFIX[kind]}-${month.replace('-', '')}-${String(value).padStart(4, '0')}`;
}

/** The name of the sequence a number is taken from: one per kind and month. */
export function sequenceName(kind: Numbered, month: string): string {
  return `${NUMBER_PREFIX[kind]}-${month.replace('-', '')}`;
}

const WHOLE = /^(XS|XM)-?(\d{6})-?(\d{4,})$/i;
const TAIL = /^(?:(XS|XM)-?)?(?:(\d{6})-?)?(\d{1,9})$/i;

/** What a person typed, read as a number or its tail; `null` when it is neither. */
export interface NumberWords {
  readonly prefix: string | null;
  readonly month: string | null;
  /** Digits without leading zeros. */
  readonly digits: string;
}

export function readNumber(words: string): NumberWords | null {
  const text = words
    .trim()
    .replace(/[－—–−]/g, '-')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/\s+/g, '');
  const found = WHOLE.exec(text) ?? TAIL.exec(text);
  if (found === null) return null;
  const digits = (found[3] ?? '').replace(/^0+(?=\d)/, '');
  return { prefix: found[1]?.toUpperCase() ?? null, month: found[2] ?? null, digits };
}

/** True when `number` is one that these words may mean. */
export function numberMatches(number: string, words: NumberWords): boolean {
  const [prefix, month, digits] = number.split('-');
  if (prefix === undefined || month === undefined || digits === undefined) return false;
  if (words.prefix !== null && words.prefix !== prefix) return false;
  if (words.month !== null && words.month !== month) return false;
  const plain = digits.replace(/^0+(?=\d)/, '');
  return plain === words.digits;
}
