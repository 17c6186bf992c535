// Value = Num(x) | NA(reason) with coverage (domain.md X3): a number, or the honest reason why there is none.
// Leaves out where numbers come from. Invariant: NA never prints as 0, and arithmetic with an NA gives the NA.
import { Dec, dec, type Numberish, roundHalfUp } from './decimal.ts';

/** Why there is no number (暂缺, domain.md X1.3). */
export const NA_REASONS = [
  'no_data',
  'no_target',
  'no_base',
  'zero_base',
  'zero_denominator',
  'not_applicable',
  'not_yet_due',
  'not_configured',
] as const;
export type NaReason = (typeof NA_REASONS)[number];

/** How much of what was expected has been reported: 2 of 3 months. */
export interface Coverage {
  readonly reported: number;
  readonly expected: number;
}

/** A number with its coverage; `flags` are printed beside it (含2月, 基期为零). */
export interface Num {
  readonly kind: 'num';
  readonly x: Dec;
  readonly coverage: Coverage;
  readonly flags: readonly string[];
}

/** No number, and why; `sign` is kept for growth from zero. */
export interface Na {
  readonly kind: 'na';
  readonly reason: NaReason;
  readonly coverage: Coverage;
  readonly flags: readonly string[];
}

export type Value = Num | Na;

const FULL: Coverage = { reported: 1, expected: 1 };

/** Num(x). */
export function num(x: Numberish, coverage: Coverage = FULL, flags: readonly string[] = []): Num {
  return { kind: 'num', x: dec(x), coverage, flags };
}

/** NA(reason). */
export function na(
  reason: NaReason,
  coverage: Coverage = { reported: 0, expected: 1 },
  flags: readonly string[] = [],
): Na {
  return { kind: 'na', reason, coverage, flags };
}

/** Reported and expected added up: the coverage of a sum. */
export function addCoverage(parts: readonly Coverage[]): Coverage {
  return {
    reported: parts.reduce((total, part) => total + part.reported, 0),
    expected: parts.reduce((total, part) => total + part.expected, 0),
  };
}

function flagsOf(values: readonly Value[]): readonly string[] {
  return [...new Set(values.flatMap((value) => value.flags))];
}

function combine(left: Value, right: Value, work: (a: Dec, b: Dec) => Value): Value {
  if (left.kind === 'na') return left;
  if (right.kind === 'na') return right;
  const result = work(left.x, right.x);
  return {
    ...result,
    coverage: addCoverage([left.coverage, right.coverage]),
    flags: [...flagsOf([left, right]), ...result.flags],
  };
}

/** Sum of two values; the first NA wins. */
export function plus(left: Value, right: Value): Value {
  return combine(left, right, (a, b) => num(a.plus(b)));
}
/** Difference; the first NA wins. */
export function minus(left: Value, right: Value): Value {
  return combine(left, right, (a, b) => num(a.minus(b)));
}
/** Product; the first NA wins. */
export function times(left: Value, right: Value): Value {
  return combine(left, right, (a, b) => num(a.times(b)));
}
/** 比率: a denominator of 0 is NA(zero_denominator), never 0% or 100%. */
export function ratio(left: Value, right: Value): Value {
  return combine(left, right, (a, b) => (b.isZero() ? na('zero_denominator') : num(a.div(b))));
}

/** Sum over facts: skips what is missing and lowers the coverage; nothing at all is NA(no_data). */
export function sumFacts(values: readonly Value[]): Value {
  const coverage = addCoverage(values.map((value) => value.coverage));
  const known = values.filter((value) => value.kind === 'num');
  if (known.length === 0) return na('no_data', coverage);
  let total: Dec = new Dec(0);
  for (const value of known) total = total.plus(value.x);
  return num(total, coverage, flagsOf(values));
}

const WORDS: Readonly<Record<NaReason, string>> = {
  no_data: '暂缺',
  no_target: '未下达',
  no_base: '无基期',
  zero_base: '基期为零',
  zero_denominator: '—',
  not_applicable: '不适用',
  not_yet_due: '未到期',
  not_configured: '未配置',
};

/** The word printed for a missing number. */
export function naWord(reason: NaReason): string {
  return WORDS[reason];
}

/** Prints a value with `digits` decimals, half up; an NA prints its word. */
export function printValue(value: Value, digits = 2): string {
  return value.kind === 'na' ? naWord(value.reason) : roundHalfUp(value.x, digits).toFixed(digits);
}

/** Prints a fraction as a percentage: 0.9325 → 93.3%. */
export function printRate(value: Value, digits = 1): string {
  return value.kind === 'na'
    ? naWord(value.reason)
    : `${roundHalfUp(value.x.times(100), digits).toFixed(digits)}%`;
}

/** Whether everything expected was reported. */
export function isComplete(value: Value): boolean {
  return value.coverage.reported >= value.coverage.expected;
}
