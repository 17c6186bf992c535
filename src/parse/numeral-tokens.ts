// The tokens of a spoken number and the state they build up, one step each. src/parse/numeral.ts runs the steps.

/** One, in the scale of every value here. */
export const ONE = 100_000_000n;

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
export const NOT_TRAILING = /^\s?(?:[月号日年期个条人亩栋层台家户成届天周季%\d.:：、])|^[-~至到]\d/;

/** Where a number being read stands. */
export interface State {
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

/** A figure in Arabic digits. */
export function takeArabic(text: string, s: State): boolean {
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
export function takeDigits(text: string, s: State): boolean {
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

/** 点 and its digits. */
export function takePoint(text: string, s: State): boolean {
  if (text.charAt(s.at) !== '点' || s.current === null || s.current % ONE !== 0n) return false;
  const match = /^点([零〇一二三四五六七八九两]{1,8}|\d{1,8})/.exec(text.slice(s.at, s.at + 10));
  if (!match?.[1]) return false;
  const digits = [...match[1]].map((char) => DIGITS[char] ?? char).join('');
  s.current += BigInt(digits.padEnd(8, '0'));
  s.at += match[0].length;
  return true;
}

/** Words between figure and unit: 多, 余, 来, 几, 个, and one space. */
export function takeFiller(text: string, s: State): boolean {
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

/** 十 百 千 万 亿. */
export function takeUnit(text: string, s: State): boolean {
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

/** 半 before or after a unit. */
export function takeHalf(text: string, s: State): boolean {
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
