// Numbers as spoken and written in Chinese: 五亿二千万, 一点五亿, 两亿三, 3.5个亿, 1亿5, 5000多万, 两三亿, 半个亿.
// Values are integers scaled by 10^8, so that nothing passes through a float. Leaves out currency and what the
// number counts (src/parse/amount.ts).
import {
  NOT_TRAILING,
  ONE,
  type State,
  takeArabic,
  takeDigits,
  takeFiller,
  takeHalf,
  takePoint,
  takeUnit,
} from './numeral-tokens.ts';

export { printChinese } from './numeral-print.ts';
export { ONE } from './numeral-tokens.ts';

/** A number read at some position. `low` < `high` only for adjacent digits (两三亿 = 2–3亿). */
export interface NumberRead {
  readonly low: bigint;
  readonly high: bigint;
  readonly end: number;
  /** 多, 余, 来, adjacent digits: the sum is near, not exact. */
  readonly approx: boolean;
  /** No figure can be given: 数亿, 几千万, 上亿, a bare 百亿. */
  readonly vague: boolean;
  /** Product of the unit words that end the number (8千万 → 10^7, 5000 → 1), unscaled. */
  readonly tailUnit: bigint;
  /** The number has a 万 or 亿. */
  readonly big: boolean;
  /** A figure follows the last unit that cannot be placed (1亿5000). */
  readonly dangling: boolean;
  /** Decimals beyond the eighth were typed. */
  readonly inexact: boolean;
}

/** True for a character a number can begin with. */
export const startsNumber = (char: string): boolean =>
  /[\d零〇一二两俩仨三四五六七八九十百千万亿半几数上壹贰叁肆伍陆柒捌玖拾佰仟]/.test(char);

/** What is left after the last unit: 三千五 = 3500, 1亿5 = 1.5亿, 二十五 = 25, 一亿零五 = 100000005. */
function settle(text: string, s: State, restart: number): { dangling: boolean } {
  if (s.current === null) {
    s.total += s.section;
    return { dangling: false };
  }
  const figure = s.current;
  if (!s.any) {
    s.total = figure;
    if (s.currentHigh !== null) s.high = s.currentHigh;
    return { dangling: false };
  }
  const afterBig = s.lastUnit >= 100n && !s.zero;
  if (afterBig && NOT_TRAILING.test(text.slice(s.at, s.at + 3))) {
    s.at = restart;
    s.total += s.section;
    return { dangling: false };
  }
  const spoken = afterBig && figure < 10n * ONE && figure % ONE === 0n;
  if (spoken || s.lastUnit === 10n || s.zero) {
    const part = spoken ? (figure * s.lastUnit) / 10n : figure;
    s.total += s.section + part;
    if (s.high !== null) s.high += part;
    s.tail = spoken ? s.lastUnit / 10n : 1n;
    return { dangling: false };
  }
  s.total += s.section;
  return { dangling: true };
}

/** Reads the number that begins exactly at `start` (text folded), or null. Looks at a bounded stretch. */
export function readNumberAt(text: string, start: number): NumberRead | null {
  const s: State = {
    at: start,
    total: 0n,
    section: 0n,
    high: null,
    current: null,
    currentHigh: null,
    lastUnit: 1n,
    smallest: 10_000n,
    sawBig: 0n,
    zero: false,
    approx: false,
    vague: false,
    inexact: false,
    tail: 1n,
    arabic: false,
    any: false,
  };
  if (/^(?:好?几|数|上|成)(?=[十百千万亿个])/.test(text.slice(start, start + 3))) {
    s.vague = true;
    s.at += text.charAt(start) === '好' ? 2 : 1;
    if (text.charAt(s.at) === '个') s.at++;
  }
  let restart = s.at;
  for (let step = 0; step < 40; step++) {
    if (s.current === null) restart = s.at;
    const moved =
      takeUnit(text, s) ||
      takeArabic(text, s) ||
      takeDigits(text, s) ||
      takePoint(text, s) ||
      takeFiller(text, s) ||
      takeHalf(text, s);
    if (!moved) break;
  }
  if (!s.any && s.current === null) return null;
  const { dangling } = settle(text, s, restart);
  while (s.at > start && text.charAt(s.at - 1) === ' ') s.at--;
  const more = /^个?(?:多|余)/.exec(text.slice(s.at, s.at + 2));
  if (more && s.any) {
    s.approx = true;
    s.at += more[0].length;
  }
  return {
    low: s.total,
    high: s.high !== null && s.high > s.total ? s.high : s.total,
    end: s.at,
    approx: s.approx,
    vague: s.vague,
    tailUnit: s.tail,
    big: s.sawBig !== 0n,
    dangling,
    inexact: s.inexact,
  };
}

/** The whole text as one exact whole number (十二 → 12, 三千五 → 3500, 12 → 12), or null. */
export function readWhole(text: string): number | null {
  const read = readNumberAt(text, 0);
  if (!read || read.end !== text.length || read.vague || read.approx || read.dangling) return null;
  if (read.low % ONE !== 0n) return null;
  const value = Number(read.low / ONE);
  return Number.isSafeInteger(value) ? value : null;
}
