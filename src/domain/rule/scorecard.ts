// P9 scheme: scorecards and points (domain.md P9). Base = 100 × Σ points ÷ Σ weights of the applicable items,
// total = base + bonus − malus; no floor, so a bad year may be negative (AE-X-4). Every line explains itself.
// Leaves out targets (completion.ts), grades and ranks.
import { Dec, dec, settled, sumDec } from '../decimal.ts';
import type { Scorecard } from '../pack/schema.ts';
import type { Formula } from '../pack/score-schema.ts';
import { na, naWord, num, type Value } from '../value.ts';
import type { Completion } from './completion.ts';

/** What is known of one item of a subject. */
export interface ItemFacts {
  /** For items with a target. */
  readonly completion?: Completion;
  /** For `per`: the quantity itself. */
  readonly quantity?: Value;
  /** For `judge`: the verified human mark. */
  readonly mark?: Dec;
}

/** One printed line of a score. `points` is null where the item does not apply (暂缺, 未下达). */
export interface ScoreLine {
  readonly id: string;
  readonly label: string;
  readonly part: 'base' | 'bonus' | 'malus';
  readonly weight: Dec | null;
  readonly rate: Value;
  readonly points: Dec | null;
  /** The arithmetic in words: `0.8 × 40 = 32`. */
  readonly how: string;
  readonly clause: string;
  readonly isDefault: boolean;
}

/** 得分. NA when nothing applies; `total` is unrounded. */
export interface Score {
  readonly base: Value;
  readonly bonus: Dec;
  readonly malus: Dec;
  readonly total: Value;
  readonly lines: readonly ScoreLine[];
}

const ZERO = dec(0);
const ONE = dec(1);

function short(value: Dec): string {
  return value.toDecimalPlaces(4).toFixed();
}

function capped(value: Dec, cap: string | undefined): Dec {
  return cap === undefined ? value : Dec.min(value, dec(cap));
}

function stepFraction(steps: readonly (readonly [string, string])[], rate: Dec): Dec {
  let best: Dec | null = null;
  let fraction = ZERO;
  for (const [from, share] of steps) {
    const low = dec(from);
    if (rate.lt(low) || (best !== null && low.lt(best))) continue;
    best = low;
    fraction = dec(share);
  }
  return fraction;
}

interface Earned {
  readonly points: Dec | null;
  readonly rate: Value;
  readonly how: string;
}

function notApplicable(value: Value): Earned {
  return { points: null, rate: value, how: value.kind === 'na' ? naWord(value.reason) : '' };
}

function fromRate(formula: Formula, completion: Completion, weight: Dec): Earned {
  if (completion.rate.kind === 'na') return notApplicable(completion.rate);
  const rate = Dec.max(ZERO, completion.rate.x);
  let fraction = rate;
  if (formula === 'pass') fraction = completion.met === true ? ONE : ZERO;
  else if (formula === 'linear') fraction = Dec.min(ONE, rate);
  else if ('linear' in formula) fraction = capped(rate, formula.linear.cap);
  else if ('step' in formula) fraction = stepFraction(formula.step, rate);
  const points = settled(fraction.times(weight));
  return { points, rate: completion.rate, how: `${short(fraction)} × ${short(weight)} = ${short(points)}` };
}

function earn(formula: Formula, facts: ItemFacts, weight: Dec): Earned {
  if (typeof formula === 'object' && 'judge' in formula) {
    if (facts.mark === undefined) return notApplicable(na('no_data'));
    const max = dec(formula.judge.max);
    const share = max.isZero() ? ZERO : Dec.max(ZERO, Dec.min(ONE, facts.mark.div(max)));
    return {
      points: settled(share.times(weight)),
      rate: num(share),
      how: `评分 ${short(facts.mark)}/${short(max)} × ${short(weight)}`,
    };
  }
  if (typeof formula === 'object' && 'per' in formula) {
    const quantity = facts.quantity ?? na('no_data');
    if (quantity.kind === 'na') return notApplicable(quantity);
    const each = dec(formula.per.points).div(formula.per.quantity);
    const points = Dec.max(ZERO, capped(settled(quantity.x.times(each)), formula.per.cap));
    return { points, rate: quantity, how: `${short(quantity.x)} × ${short(each)}，封顶 ${formula.per.cap}` };
  }
  return facts.completion === undefined
    ? notApplicable(na('no_target'))
    : fromRate(formula, facts.completion, weight);
}

type Adjustment = Scorecard['bonus'][number];

/** Whole steps a rate lies over or short of 1; 25% short at 5% a step → 5. */
export function fullSteps(rate: Dec, size: Dec, side: 'over' | 'short'): Dec {
  const distance = side === 'over' ? rate.minus(1) : ONE.minus(rate);
  return distance.lte(0) || size.lte(0) ? ZERO : distance.div(size).floor();
}

function stepPoints(adjustment: Adjustment, card: Scorecard, facts: ReadonlyMap<string, ItemFacts>): Earned {
  const steps = adjustment.steps;
  if (steps === undefined) return notApplicable(na('not_configured'));
  const items = card.items.filter(
    (item) =>
      item.target !== undefined &&
      (steps.items?.includes(item.id) ?? true) &&
      (steps.side === 'over' || item.must),
  );
  const counts = items.flatMap((item) => {
    const rate = facts.get(item.id)?.completion?.rate;
    return rate?.kind === 'num' ? [fullSteps(rate.x, dec(steps.size), steps.side)] : [];
  });
  const count = sumDec(counts);
  const points = capped(count.times(steps.points), steps.cap);
  return {
    points,
    rate: num(count),
    how: `${short(count)} 档 × ${steps.points}${steps.cap === undefined ? '' : `，封顶 ${steps.cap}`}`,
  };
}

function adjust(adjustment: Adjustment, card: Scorecard, facts: ReadonlyMap<string, ItemFacts>): Earned {
  if (adjustment.steps !== undefined) return stepPoints(adjustment, card, facts);
  const own = facts.get(adjustment.id);
  if (adjustment.per !== undefined) {
    const { points, quantity, cap } = adjustment.per;
    const cappedAt = cap ?? '1000000';
    return earn({ per: { points, quantity, cap: cappedAt } }, own ?? {}, ONE);
  }
  if (adjustment.judge !== undefined) {
    const max = dec(adjustment.judge.max);
    return earn({ judge: { max: adjustment.judge.max } }, own ?? {}, max);
  }
  return notApplicable(na('not_configured'));
}

function baseValue(lines: readonly ScoreLine[]): Value {
  const applicable = lines.filter((line) => line.points !== null);
  const weights = sumDec(applicable.map((line) => line.weight ?? ZERO));
  if (weights.isZero()) {
    const first = lines.find((line) => line.rate.kind === 'na')?.rate;
    return first?.kind === 'na' ? na(first.reason) : na('not_configured');
  }
  const points = sumDec(applicable.map((line) => line.points ?? ZERO));
  return num(settled(points.times(100).div(weights)), {
    reported: applicable.length,
    expected: lines.length,
  });
}

/**
 * Scores one subject. `facts` has the items' completions and the adjustments' quantities or marks, by their ids.
 * Items without an answer are left out and the rest is renormalised (71.5 on 80 → 89.375), or count 0 (`na: zero`).
 */
export function score(card: Scorecard, facts: ReadonlyMap<string, ItemFacts>): Score {
  const cite = { clause: card.clause, isDefault: card.origin === 'default' };
  const base = card.items.map((item): ScoreLine => {
    const weight = dec(item.weight);
    const earned = earn(item.f, facts.get(item.id) ?? {}, weight);
    const points = earned.points === null && card.na === 'zero' ? ZERO : earned.points;
    return {
      id: item.id,
      label: item.label,
      part: 'base',
      weight,
      rate: earned.rate,
      points,
      how: earned.how,
      ...cite,
    };
  });
  const extra = (part: 'bonus' | 'malus'): ScoreLine[] =>
    card[part].map((one) => ({
      ...adjust(one, card, facts),
      id: one.id,
      label: one.label,
      part,
      weight: null,
      ...cite,
      clause: one.clause ?? card.clause,
    }));
  const [bonusLines, malusLines] = [extra('bonus'), extra('malus')];
  const total = (lines: readonly ScoreLine[], cap: string | undefined): Dec =>
    capped(sumDec(lines.map((line) => line.points ?? ZERO)), cap);
  const bonus = total(bonusLines, card.caps.bonus);
  const malus = total(malusLines, card.caps.malus);
  const value = baseValue(base);
  const sum =
    value.kind === 'na'
      ? value
      : num(capped(value.x.plus(bonus).minus(malus), card.caps.total), value.coverage);
  return { base: value, bonus, malus, total: sum, lines: [...base, ...bonusLines, ...malusLines] };
}

/** 线索积分: an award for each event of each lead, at most once (SM-I4). */
export interface PointEvent {
  readonly leadId: string;
  readonly event: string;
}

/** Points of one subject: 8 valid, 3 verified, 2 visited, 1 signed → 30 (AE-SM-9). Unknown events score nothing. */
export function leadPoints(
  awards: readonly { readonly event: string; readonly points: string }[],
  events: readonly PointEvent[],
  oncePerLead = true,
): Dec {
  const table = new Map(awards.map((award) => [award.event, dec(award.points)]));
  const seen = new Set<string>();
  const earned = events.flatMap(({ leadId, event }) => {
    const key = JSON.stringify([leadId, event]);
    if (oncePerLead && seen.has(key)) return [];
    seen.add(key);
    const points = table.get(event);
    return points === undefined ? [] : [points];
  });
  return sumDec(earned);
}
