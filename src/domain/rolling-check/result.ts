/**
 * What a review 评价 came to: 通过, 有条件通过 with its conditions, 不通过; and how long it holds (domain.md P14, SM 三(四)19). It
 * travels as a submission of the lead (`review:<id>`), so the result stands in its details; verified, it opens its gate or not.
 *
 * Invariants
 *  1. The latest verified review of a kind speaks; a later 不通过 closes the gate again.
 *  2. A result holds from its day for the pack's `validityDays`; after that the gate is closed again.
 *  3. Submissions without a result, as before there were any, mean 通过.
 */
import { addDays, type Day } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { ReviewRow } from '../facts-file/facts.ts';
import { type Lead, type StageEvent, verifiedStages } from '../lead/lead.ts';
import type { Pack } from '../pack/schema.ts';
import { stageOf } from '../pack/view.ts';
import type { ReviewResult } from '../rule/review.ts';

/** A review (前期评价) travels through the same submit-and-verify as a stage, under this prefix. */
export const REVIEW_PREFIX = 'review:';

/** 评价结论 of a submission, and its conditions where there are any. */
export interface ReviewWords {
  readonly result: ReviewResult;
  readonly conditions: string | null;
}

export const RESULT_WORDS: Readonly<Record<ReviewResult, string>> = {
  pass: '通过',
  conditional: '有条件通过',
  fail: '不通过',
};

type ReviewKind = Pack['reviews'][number];

/** The review a step asks for; `null` when the step is none. */
export function reviewKindOf(pack: Pack, step: string): ReviewKind | null {
  if (!step.startsWith(REVIEW_PREFIX)) return null;
  return pack.reviews.find((kind) => kind.id === step.slice(REVIEW_PREFIX.length)) ?? null;
}

/** The result a submission carries. */
export const resultOf = (event: Pick<StageEvent, 'details'>): ReviewResult =>
  event.details.review?.result ?? 'pass';

/** Where a project stands with one kind of review. */
export interface ReviewStanding {
  readonly state: 'none' | 'open' | 'failed' | 'expired';
  readonly result: ReviewResult | null;
  readonly on: Day | null;
  readonly conditions: string | null;
  /** Last day it holds; `null` without a limit. */
  readonly validUntilOn: Day | null;
}

/** @param onDay the day it has to hold on; `null` leaves its validity aside */
export function reviewStanding(pack: Pack, lead: Lead, reviewId: string, onDay: Day | null): ReviewStanding {
  const nothing = { result: null, on: null, conditions: null, validUntilOn: null };
  const own = verifiedStages(lead).filter((event) => event.stage === `${REVIEW_PREFIX}${reviewId}`);
  const latest = own.reduce<StageEvent | null>(
    (best, one) => (best === null || one.happenedOn >= best.happenedOn ? one : best),
    null,
  );
  if (latest === null) return { state: 'none', ...nothing };
  const kind = pack.reviews.find((one) => one.id === reviewId);
  const result = resultOf(latest);
  const validUntilOn =
    kind?.validityDays === undefined ? null : addDays(latest.happenedOn, kind.validityDays);
  const known = {
    result,
    on: latest.happenedOn,
    conditions: latest.details.review?.conditions ?? null,
    validUntilOn,
  };
  if (!(kind?.passing ?? ['pass', 'conditional']).includes(result)) return { state: 'failed', ...known };
  const isOver = onDay !== null && validUntilOn !== null && onDay > validUntilOn;
  return { state: isOver ? 'expired' : 'open', ...known };
}

/** Reviews no gate asks for (后期评价): offered once the project has reached the stage they come after. */
export function freeReviews(pack: Pack, lead: Pick<Lead, 'stage' | 'projectNumber'>): readonly ReviewKind[] {
  const gated = new Set(pack.stages.flatMap((stage) => stage.gates.map((gate) => gate.review)));
  // Yearly checks have their own way (src/domain/rolling-check/rolling-check.ts).
  const isRolling = (kind: ReviewKind) => pack.rolling.length > 0 && kind.id === 'rolling';
  const order = (stage: string) => stageOf(pack, stage)?.order ?? -1;
  return pack.reviews.filter((kind) => {
    if (gated.has(kind.id) || isRolling(kind)) return false;
    return kind.after !== undefined && order(lead.stage) >= order(kind.after);
  });
}

/** A submission's result must be one the pack knows; conditions are named. */
export function refuseResult(pack: Pack, step: string, words: ReviewWords | undefined): Refusal | null {
  const kind = reviewKindOf(pack, step);
  if (kind === null || words === undefined) return null;
  if (!kind.results.includes(words.result)) {
    const known = kind.results.map((result) => RESULT_WORDS[result]).join('、');
    return refuse(`「${kind.label}」没有「${RESULT_WORDS[words.result]}」这种结论`, {
      clause: kind.clause,
      next: `可选：${known}。`,
    });
  }
  if (words.result === 'conditional' && words.conditions === null) {
    return refuse('有条件通过要写明条件', {
      clause: kind.clause,
      next: '请在「评价条件」写清须满足什么，再按提交。',
    });
  }
  return null;
}

/** 前期评价 2026-11-10 有条件通过（能耗指标落实），有效至 2026-12-10. */
export function sayStanding(label: string, standing: ReviewStanding): string {
  if (standing.result === null) return `${label}：还没有`;
  const conditions = standing.conditions === null ? '' : `（${standing.conditions}）`;
  const until = standing.validUntilOn === null ? '' : `，有效至 ${standing.validUntilOn}`;
  const over = standing.state === 'expired' ? '，已过有效期，须重新评价' : '';
  return `${label} ${standing.on ?? ''} ${RESULT_WORDS[standing.result]}${conditions}${until}${over}`;
}

/** `reviews` of the facts document: what was verified and happened by a day, with what it came to. */
export function outcomeRows(
  outcomes: readonly {
    readonly lead: string;
    readonly kind: string;
    readonly on: Day;
    readonly result: ReviewResult;
  }[],
  projectOf: (lead: string) => string | null,
  asOf: Day,
): readonly ReviewRow[] {
  return outcomes.flatMap(({ lead, kind, on, result }) => {
    const project = projectOf(lead);
    return project === null || on > asOf ? [] : [{ project, kind, date: on, result, flags: {}, numbers: {} }];
  });
}
