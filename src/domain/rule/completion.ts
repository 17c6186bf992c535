// P8 completion (domain.md P8): rate and met are two facts. 30 of “超过30” is 100.0% and not met.
// Leaves out where actual and target come from (target.ts). Everything is compared unrounded.
import { Dec, dec, settled } from '../decimal.ts';
import type { Comparator } from '../pack/terms.ts';
import { type NaReason, na, num, type Value } from '../value.ts';

/** What a test asks: the comparator with its numbers. Pairs are for `range`. */
export interface Test {
  readonly cmp: Comparator;
  /** Target, or lower bound; growth, share and pp as fractions. Undefined = 未下达. */
  readonly value?: Dec | undefined;
  readonly upper?: Dec | undefined;
  /** `approx`: default max(10%, 1). */
  readonly tolerance?: Dec | undefined;
  /** `range` above its upper bound; default flag. */
  readonly over?: 'flag' | 'fail' | undefined;
}

/** What was reached; `base` for growth, trend and pp, `whole` for share. */
export interface Reached {
  readonly actual: Value;
  readonly base?: Value | undefined;
  readonly whole?: Value | undefined;
}

/** 完成情况. `rate` is a fraction; `gap` = target − actual in the target's unit, when that has a meaning. */
export interface Completion {
  readonly rate: Value;
  /** null while there is no answer (暂缺, 未下达). */
  readonly met: boolean | null;
  readonly gap: Value;
  /** Printed beside the rate: 超出, 基期为零, 力争. */
  readonly flags: readonly string[];
}

const ONE = dec(1);
const ZERO = dec(0);

function answer(rate: Dec, met: boolean, gap: Dec | null, flags: readonly string[] = []): Completion {
  return { rate: num(rate), met, gap: gap === null ? na('not_applicable') : num(gap), flags };
}

function noAnswer(reason: NaReason, flags: readonly string[] = []): Completion {
  return { rate: na(reason), met: null, gap: na(reason), flags };
}

/** A rate is never below 0, whatever the amount (AE-X-7). */
function rateOf(actual: Dec, target: Dec): Dec {
  return actual.isNegative() ? ZERO : actual.div(target);
}

function level(actual: Dec, target: Dec, isMet: boolean): Completion {
  const gap = target.minus(actual);
  if (target.isZero()) return actual.isNegative() ? answer(ZERO, false, gap) : answer(ONE, true, gap);
  if (target.isNegative()) return answer(isMet ? ONE : ZERO, isMet, gap);
  return answer(rateOf(actual, target), isMet, gap);
}

function equality(actual: Dec, target: Dec): Completion {
  const [low, high] = [Dec.min(actual, target), Dec.max(actual, target)];
  const rate = low.isNegative() ? ZERO : high.isZero() ? ONE : low.div(high);
  return answer(actual.eq(target) ? ONE : rate, actual.eq(target), target.minus(actual));
}

function ceiling(actual: Dec, target: Dec): Completion {
  const gap = target.minus(actual);
  if (actual.lte(target)) return answer(ONE, true, gap);
  return answer(target.isNegative() ? ZERO : target.div(actual), false, gap);
}

function range(actual: Dec, low: Dec, high: Dec, over: 'flag' | 'fail'): Completion {
  if (actual.lt(low)) return answer(low.isZero() ? ZERO : rateOf(actual, low), false, low.minus(actual));
  if (actual.lte(high)) return answer(ONE, true, ZERO);
  return answer(ONE, over === 'flag', high.minus(actual), ['超出']);
}

function approx(actual: Dec, target: Dec, tolerance: Dec | undefined): Completion {
  const room = tolerance ?? Dec.max(target.abs().times('0.1'), ONE);
  const rate = target.isZero() ? ONE : rateOf(actual, target);
  return answer(rate, actual.gte(target.minus(room)), target.minus(actual));
}

/** Growth by the level ratio: 63,550 against 62,000 × 1.05 = 65,100 is 97.6%. Base 0: met when there is anything. */
function growthTest(actual: Dec, base: Value | undefined, percent: Dec): Completion {
  if (base === undefined || base.kind === 'na') return noAnswer('no_base');
  if (base.x.isZero()) {
    const isMet = actual.gt(0);
    return answer(isMet ? ONE : ZERO, isMet, null, ['基期为零']);
  }
  const target = base.x.plus(base.x.abs().times(percent));
  return level(actual, target, actual.gte(target));
}

function trendUp(actual: Dec, base: Value | undefined): Completion {
  if (base === undefined || base.kind === 'na') return noAnswer('no_base');
  if (base.x.isZero()) return answer(actual.gt(0) ? ONE : ZERO, actual.gt(0), null, ['基期为零']);
  const rate = base.x.isNegative() ? (actual.gt(base.x) ? ONE : ZERO) : rateOf(actual, base.x);
  return answer(rate, actual.gt(base.x), base.x.minus(actual));
}

function shareTest(part: Dec, whole: Value | undefined, wanted: Dec): Completion {
  if (whole === undefined || whole.kind === 'na') return noAnswer(whole?.reason ?? 'no_data');
  if (whole.x.isZero()) return noAnswer('zero_denominator');
  const share = part.div(whole.x);
  return level(share, wanted, share.gte(wanted));
}

function deltaTest(actual: Dec, base: Value | undefined, wanted: Dec): Completion {
  if (base === undefined || base.kind === 'na') return noAnswer('no_base');
  const delta = settled(actual.minus(base.x));
  if (wanted.isZero()) return answer(ONE, delta.gte(0), wanted.minus(delta));
  return answer(Dec.max(ZERO, Dec.min(ONE, delta.div(wanted))), delta.gte(wanted), wanted.minus(delta));
}

/** Tests that carry no number of their own. */
const VALUELESS: ReadonlySet<string> = new Set(['positive', 'trend_up', 'done']);

function withoutValue(test: Test, actual: Dec, base: Value | undefined): Completion | null {
  if (test.cmp === 'positive') return answer(actual.gt(0) ? ONE : ZERO, actual.gt(0), null);
  if (test.cmp === 'trend_up') return trendUp(actual, base);
  if (test.cmp === 'done') return answer(actual.gte(1) ? ONE : ZERO, actual.gte(1), null);
  return null;
}

/** 完成率 and whether it is met: the whole table of P8. NA actual → NA; no target value → NA(no_target), 未下达. */
export function complete(test: Test, reached: Reached): Completion {
  // 未下达 comes first: without a target there is nothing to be late with, whatever was reported (AE-SM-14).
  const isAimless = test.value === undefined && !VALUELESS.has(test.cmp);
  if (isAimless) return noAnswer('no_target');
  if (reached.actual.kind === 'na') return noAnswer(reached.actual.reason);
  const actual = reached.actual.x;
  const plain = withoutValue(test, actual, reached.base);
  if (plain !== null) return plain;
  const target = test.value;
  if (target === undefined) return noAnswer('no_target');
  switch (test.cmp) {
    case '>':
      return level(actual, target, actual.gt(target) || target.isZero());
    case '=':
      return target.isZero() && actual.gte(0)
        ? answer(ONE, true, target.minus(actual))
        : equality(actual, target);
    case '<=':
      return ceiling(actual, target);
    case 'range':
      return range(actual, target, test.upper ?? target, test.over ?? 'flag');
    case 'approx':
      return approx(actual, target, test.tolerance);
    case 'growth':
      return growthTest(actual, reached.base, target);
    case 'share':
      return shareTest(actual, reached.whole, target);
    case 'delta_pp':
      return deltaTest(actual, reached.base, target);
    default:
      return level(actual, target, actual.gte(target));
  }
}

function firstOpen(parts: readonly Completion[]): Completion | undefined {
  return parts.find((part) => part.rate.kind === 'na');
}

/** all_of: the smallest rate, all met (23/20 with foreign 4/5 → 80%, not met: AE-LF-6). */
export function completeAll(parts: readonly Completion[]): Completion {
  const open = firstOpen(parts);
  const flags = [...new Set(parts.flatMap((part) => part.flags))];
  if (open !== undefined) return { ...open, flags };
  const rates = parts.flatMap((part) => (part.rate.kind === 'num' ? [part.rate.x] : []));
  if (rates.length === 0) return noAnswer('no_target');
  return answer(
    Dec.min(...rates),
    parts.every((part) => part.met === true),
    null,
    flags,
  );
}

/** any_of: the largest rate, any met; parts without an answer are passed over. */
export function completeAny(parts: readonly Completion[]): Completion {
  const known = parts.filter((part) => part.rate.kind === 'num');
  const flags = [...new Set(parts.flatMap((part) => part.flags))];
  const open = firstOpen(parts);
  if (known.length === 0) return open === undefined ? noAnswer('no_target') : { ...open, flags };
  const rates = known.flatMap((part) => (part.rate.kind === 'num' ? [part.rate.x] : []));
  return answer(
    Dec.max(...rates),
    known.some((part) => part.met === true),
    null,
    flags,
  );
}

/** How an NA stands at year close: no_data scores 0, the rest is excluded and weights renormalised. */
export function atYearClose(completion: Completion): Completion {
  if (completion.rate.kind !== 'na' || completion.rate.reason !== 'no_data') return completion;
  return { rate: num(0), met: false, gap: completion.gap, flags: [...completion.flags, '年终未报'] };
}
