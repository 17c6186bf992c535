// One number with its unit letters and currency, and ranges of two. src/parse/amount.ts says what they are.
import type { Currency } from '../domain/money.ts';
import { currencyAfter, currencyBefore, POWER } from './amount-words.ts';
import { type NumberRead, ONE, readNumberAt, startsNumber } from './numeral.ts';

/** A number with its unit letters and currency. */
export interface Scan {
  read: NumberRead;
  end: number;
  factor: bigint;
  currency: Currency | null;
  marked: boolean;
}

const WORD_UNITS: readonly (readonly [RegExp, bigint])[] = [
  [/^ ?(?:billion|bn|B)(?![A-Za-z])/i, 1_000_000_000n],
  [/^ ?(?:million|mio|mn|M)(?![A-Za-z²³\d])/i, 1_000_000n],
  [/^(?:kw|KW|kW)(?![A-Za-z\d])/, 10_000_000n],
  [/^ ?[wW](?![A-Za-z\d])/, 10_000n],
  [/^[eE](?![A-Za-z\d])/, 100_000_000n],
];

/** 3（亿元）, 500（万美元）: copied out of a table whose head names the unit. */
const BRACKETED = /^ ?\((亿|千万|百万|万)(?=[^()]{0,6}\))/;
const BRACKET_UNITS: Readonly<Record<string, bigint>> = {
  亿: 100_000_000n,
  千万: 10_000_000n,
  百万: 1_000_000n,
  万: 10_000n,
};

const CONNECTOR = /^ ?(?:-{1,2}|~{1,2}|～|至|到|、)(?:人民币|US\$|\$|¥)? ?/;

/** Letters that stand for a unit: 50w, 2e, 3kw, 30 million; W and kW not beside power words. */
function unitLetters(text: string, at: number, start: number): { factor: bigint; length: number } | null {
  const rest = text.slice(at, at + 10);
  for (const [pattern, factor] of WORD_UNITS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const letter = match[0].trim().toLowerCase();
    const near = text.slice(Math.max(0, start - 8), start).replace(/^.*[,，。;；、\s]/, '');
    if (
      /w$/.test(letter) &&
      (POWER.test(near) || POWER.test(text.slice(at + match[0].length, at + match[0].length + 6)))
    )
      return null;
    if (letter === 'kw' && !/[投资金额元]/.test(near)) return null;
    if (
      /^[mb]$/.test(letter) &&
      currencyBefore(text, start) === null &&
      currencyAfter(text, at + match[0].length) === null
    )
      return null;
    return { factor, length: match[0].length };
  }
  return null;
}

/** A unit in brackets behind a bare number, up to the closing one. */
function bracketed(
  text: string,
  at: number,
): { factor: bigint; currency: Currency | null; end: number } | null {
  const match = BRACKETED.exec(text.slice(at, at + 12));
  if (match === null) return null;
  const inside = at + match[0].length;
  const currency = currencyAfter(text, inside);
  const end = inside + (currency?.length ?? 0);
  if (text.charAt(end) !== ')') return null;
  return { factor: BRACKET_UNITS[match[1] ?? ''] ?? 1n, currency: currency?.currency ?? null, end: end + 1 };
}

/** The number that begins at `start`. */
export function scanOne(text: string, start: number): Scan | null {
  const read = readNumberAt(text, start);
  if (!read) return null;
  let end = read.end;
  let factor = 1n;
  let marked = read.big;
  const letters = unitLetters(text, end, start);
  if (letters) {
    factor = letters.factor;
    end += letters.length;
    marked = true;
  }
  const boxed = read.big || letters !== null ? null : bracketed(text, end);
  if (boxed !== null) return { read, ...boxed, marked: true };
  const after = currencyAfter(text, end);
  if (after) {
    end += after.length;
    marked = true;
  }
  return { read, end, factor, currency: after?.currency ?? null, marked };
}

/** A second number joined by -, ～, 至, 到: its unit also holds for a bare first one (5到8亿). */
export function scanRange(text: string, first: Scan): { second: Scan; lift: bigint } | null {
  const joint = CONNECTOR.exec(text.slice(first.end, first.end + 8));
  if (!joint) return null;
  const at = first.end + joint[0].length;
  if (!startsNumber(text.charAt(at))) return null;
  const second = scanOne(text, at);
  if (!second?.marked || second.read.vague) return null;
  const firstBare = !first.read.big && first.factor === 1n;
  if (joint[0].includes('、') && !(firstBare && first.read.low < 10n * ONE)) return null;
  if (!firstBare) return { second, lift: 1n };
  if (first.currency !== null) return { second, lift: 1n };
  const tail = second.read.tailUnit * second.factor;
  return { second, lift: tail < 10_000n ? 1n : tail / first.read.tailUnit };
}
