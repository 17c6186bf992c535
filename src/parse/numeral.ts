// Numbers as spoken and written in Chinese: 五亿二千万, 一点五亿, 两亿三, 3.5个亿, 1亿5, 5000多万, 两三亿, 半个亿.
// Values are integers scaled by 10^8, so that nothing passes through a float. Leaves out currency and what the
// number counts (src/parse/amount.ts).

/** One, in the scale of every value here. */
export const ONE = 100_000_000n;

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

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  两: 2,
  俩: 2,
  仨: 3,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const SMALL: Readonly<Record<string, bigint>> = {
  十: 10n,
  拾: 10n,
  百: 100n,
  佰: 100n,
  千: 1000n,
  仟: 1000n,
};
const BIG: Readonly<Record<string, bigint>> = { 万: 10_000n, 亿: 100_000_000n };
const ARABIC = /(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?/y;
// After a trailing digit these say that the digit counts something else: 投资1亿5月开工.
const NOT_TRAILING = /^\s?(?:[月号日年期个条人亩栋层台家户成届天周季%\d.:：、])|^[-~至到]\d/;

/** True for a character a number can begin with. */
export const startsNumber = (char: string): boolean =>
  /[\d零〇一二两俩仨三四五六七八九十百千万亿半几数上壹贰叁肆伍陆柒捌玖拾佰仟]/.test(char);

interface State {
  at: number;
  total: bigint;
  section: bigint;
  high: bigint | null;
  current: bigint | null;
  currentHigh: bigint | null;
  lastUnit: bigint;
  smallest: bigint;
  sawBig: bigint;
  zero: boolean;
  approx: boolean;
  vague: boolean;
  inexact: boolean;
  tail: bigint;
  arabic: boolean;
  any: boolean;
}

const scaled = (literal: string): { value: bigint; inexact: boolean } => {
  const [whole = '0', fraction = ''] = literal.replace(/,/g, '').split('.');
  const digits = whole.slice(0, 24);
  return {
    value: BigInt(digits) * ONE + BigInt(fraction.slice(0, 8).padEnd(8, '0')),
    inexact: fraction.length > 8 || whole.length > 24,
  };
};

function takeArabic(text: string, s: State): boolean {
  if (s.current !== null) return false;
  ARABIC.lastIndex = s.at;
  const match = ARABIC.exec(text);
  if (!match) return false;
  const { value, inexact } = scaled(match[0]);
  s.current = value;
  s.inexact ||= inexact;
  s.at += match[0].length;
  s.tail = 1n;
  s.arabic = true;
  return true;
}

/** A run of Chinese digits: one digit, adjacent digits meaning a span (两三), or positional (二零二六). */
function takeDigits(text: string, s: State): boolean {
  if (s.current !== null) return false;
  let end = s.at;
  let run = '';
  while (end < text.length && end - s.at < 16) {
    const digit = DIGITS[text.charAt(end)];
    if (digit === undefined) break;
    run += String(digit);
    end++;
  }
  if (run === '') return false;
  const next = text.charAt(end);
  const [first = 0, second = 0] = [Number(run.charAt(0)), Number(run.charAt(1))];
  if (run.length > 1 && first === 0 && s.any) s.zero = true;
  const spoken = run.length > 1 && first === 0 && s.any ? run.replace(/^0+(?=\d)/, '') : run;
  if (spoken.length === 2 && second === first + 1 && first > 0 && /[十百千万亿个成]/.test(next)) {
    s.currentHigh = BigInt(second) * ONE;
    s.current = BigInt(first) * ONE;
    s.approx = true;
  } else if (spoken === '35' && /[百千万亿个]/.test(next)) {
    s.vague = true;
    s.current = 3n * ONE;
  } else if (spoken === '0' && s.any) {
    s.zero = true;
    s.at = end;
    return true;
  } else s.current = BigInt(spoken) * ONE;
  s.at = end;
  s.tail = 1n;
  s.arabic = false;
  return true;
}

function takePoint(text: string, s: State): boolean {
  if (text.charAt(s.at) !== '点' || s.current === null || s.current % ONE !== 0n) return false;
  const match = /^点([零〇一二三四五六七八九两]{1,8}|\d{1,8})/.exec(text.slice(s.at, s.at + 10));
  if (!match?.[1]) return false;
  const digits = [...match[1]].map((char) => DIGITS[char] ?? char).join('');
  s.current += BigInt(digits.padEnd(8, '0'));
  s.at += match[0].length;
  return true;
}

/** Words between figure and unit: 多, 余, 来, 几, 个, and one space. */
function takeFiller(text: string, s: State): boolean {
  const rest = text.slice(s.at, s.at + 6);
  const half = /^个半(?=亿|百万|千万)/.exec(rest);
  if (half && s.current !== null) {
    s.current += ONE / 2n;
    s.at += 2;
    return true;
  }
  const filler =
    /^ {0,2}(?:个(?=多?[百千万亿])|个?[多余来](?=个?[百千万亿元美港欧日]|左右|块|的|投|,|，|$)|几(?=[百千万亿个]))/.exec(
      rest,
    ) ?? (s.arabic && s.current !== null ? /^ {1,2}(?=[百千万亿])/.exec(rest) : null);
  if (!filler || (s.current === null && !s.any)) return false;
  if (/[多余来]/.test(filler[0])) s.approx = true;
  if (filler[0].includes('几')) s.vague = true;
  s.at += filler[0].length;
  return true;
}

function takeUnit(text: string, s: State): boolean {
  const char = text.charAt(s.at);
  const small = SMALL[char];
  const big = BIG[char];
  if (small !== undefined) {
    if (s.current === null && s.any && s.tail !== 1n && !s.zero) {
      // 百亿, 千万 already taken as one unit: a second small unit without a figure ends the number.
      if (small >= s.smallest) return false;
    }
    if (small >= s.smallest) return false;
    if (s.current === null && small !== 10n) s.vague = true;
    const times = s.current ?? ONE;
    if (s.currentHigh !== null) s.high = (s.high ?? s.total + s.section) + s.currentHigh * small;
    else if (s.high !== null) s.high += times * small;
    s.section += times * small;
    s.smallest = small;
    s.lastUnit = small;
    s.tail = small;
  } else if (big !== undefined) {
    if (s.sawBig !== 0n && big >= s.sawBig && !(s.sawBig === 10_000n && big === 100_000_000n)) return false;
    if (s.current === null && s.section === 0n && s.total === 0n) {
      s.vague = true;
      s.current = ONE;
    }
    const merge = big === 100_000_000n && s.sawBig === 10_000n;
    const low = (merge ? s.total : 0n) + s.section + (s.current ?? 0n);
    if (low === 0n && !s.any) return false;
    const highPart =
      s.currentHigh !== null ? s.section + s.currentHigh : s.high !== null ? s.high - s.total : null;
    const before = merge ? 0n : s.total;
    if (highPart !== null) s.high = before + highPart * big;
    s.total = before + low * big;
    s.section = 0n;
    s.smallest = 10_000n;
    s.lastUnit = big;
    s.sawBig = big;
    s.tail = s.tail === 10n || s.tail === 100n || s.tail === 1000n || merge ? s.tail * big : big;
  } else return false;
  s.current = null;
  s.currentHigh = null;
  s.zero = false;
  s.any = true;
  s.at++;
  return true;
}

function takeHalf(text: string, s: State): boolean {
  if (text.charAt(s.at) !== '半') return false;
  if (!s.any && s.current === null) {
    if (!/^半个?[百千万亿]/.test(text.slice(s.at, s.at + 4))) return false;
    s.current = ONE / 2n;
  } else if (s.any && s.current === null && s.lastUnit >= 10_000n) {
    s.total += (s.lastUnit * ONE) / 2n;
    s.at++;
    return false;
  } else return false;
  s.at++;
  return true;
}

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

/** A whole number 0 … 10^16 in Chinese numerals: 105 → 一百零五. */
export function printChinese(value: number): string {
  if (value === 0) return '零';
  const section = (part: number): string => {
    let out = '';
    let zero = false;
    for (const [unit, name] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(part / unit) % 10;
      if (digit === 0) zero = out !== '';
      else {
        out += `${zero ? '零' : ''}${'零一二三四五六七八九'.charAt(digit)}${name}`;
        zero = false;
      }
    }
    return out;
  };
  let out = '';
  let gap = false;
  for (const [unit, name] of [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(value / unit) % 10_000;
    if (part === 0) {
      gap = out !== '';
      continue;
    }
    // 一万亿零五亿 is written 一万零五亿: the 亿 is said once.
    if (name === '亿' && out.endsWith('亿')) out = out.slice(0, -1);
    out += `${out !== '' && (gap || part < 1000) ? '零' : ''}${section(part)}${name}`;
    gap = false;
  }
  return out.replace(/^一十/, '十');
}
