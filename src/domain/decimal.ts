// The one Decimal of the domain: decimal.js set up once, so that precision and rounding cannot differ
// between two places. Leaves out units and currency (rule/quantity.ts) and missing values (value.ts).
import { Decimal } from 'decimal.js';

/** 40 significant digits, half up (四舍五入). Never change the settings of the shared Decimal class. */
export const Dec = Decimal.clone({
  precision: 40,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 60,
});
/** An exact decimal number. */
export type Dec = Decimal;

/** What may stand for a number at an edge: `"860.55"`, `3`, or a Dec. */
export type Numberish = Dec | string | number;

const PLAIN = /^[+-]?\d{1,18}(\.\d{1,18})?$/;

/** Makes a Dec out of a trusted value; a program error (not a user's) if it is no number. */
export function dec(value: Numberish): Dec {
  return new Dec(value);
}

/**
 * Reads a number someone typed or sent: digits with an optional sign and fraction, at most 18 each side.
 * Exponents, blanks, `NaN` and `Infinity` answer null, so that 1e308 never enters a sum.
 */
export function readDecimal(value: unknown): Dec | null {
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
    return new Dec(value);
  }
  if (typeof value !== 'string' || !PLAIN.test(value)) return null;
  return new Dec(value);
}

/** Rounds half up, away from zero on a tie (四舍五入): 258.165 → 258.17. */
export function roundHalfUp(value: Dec, digits: number): Dec {
  return value.toDecimalPlaces(digits, Dec.ROUND_HALF_UP);
}

const SETTLED_DIGITS = 20;

/**
 * Takes off what a division left behind the twentieth place, so that three thirds are one again and a score of 60 is not
 * below 60. Far finer than any number that is entered (12 places): nothing is rounded that was not a remainder.
 */
export function settled(value: Dec): Dec {
  return value.toDecimalPlaces(SETTLED_DIGITS);
}

/** Adds up, exactly; an empty list is 0. */
export function sumDec(values: Iterable<Dec>): Dec {
  let total: Dec = new Dec(0);
  for (const value of values) total = total.plus(value);
  return total;
}

/** The shortest exact text, without exponent or trailing zeros: what goes into JSON. */
export function decText(value: Dec): string {
  return value.toFixed();
}
