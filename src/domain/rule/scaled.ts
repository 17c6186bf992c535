// Exact amounts as whole machine numbers of ten-thousandths (元, when the unit is 万元): added and compared without
// objects. Invariant: a result is either exact or NaN, and NaN means “take the decimals”; nothing is ever rounded here.
import { type Dec, dec } from '../decimal.ts';

const POWERS = [10_000, 1_000, 100, 10, 1] as const;
const TEN_THOUSANDTH = dec('0.0001');

/** The number itself while a machine number holds it exactly; NaN beyond. */
export function exactOr(value: number): number {
  return value <= Number.MAX_SAFE_INTEGER && value >= -Number.MAX_SAFE_INTEGER ? value : Number.NaN;
}

const PLAIN = /^-?\d{1,15}(\.\d{1,4})?$/;

/** Plain decimal text (`-12.5`) in ten-thousandths; NaN when it has more places, is too large or no number. */
export function scaledOf(text: string): number {
  if (!PLAIN.test(text)) return Number.NaN;
  const dot = text.indexOf('.');
  // Adding 0 turns the negative zero of `-0` into zero.
  if (dot < 0) return exactOr(exactOr(Number(text)) * 10_000) + 0;
  const power = POWERS[text.length - dot - 1] ?? Number.NaN;
  const digits = exactOr(Number(text.slice(0, dot) + text.slice(dot + 1)));
  return exactOr(digits * power) + 0;
}

/** Back to a decimal. */
export function decOfScaled(scaled: number): Dec {
  return dec(scaled).times(TEN_THOUSANDTH);
}
