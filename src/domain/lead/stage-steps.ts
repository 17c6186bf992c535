/**
 * What a lead can be moved to: stages of the ladder, reviews its gates ask for, exits, 恢复, 补充, and promises to close.
 * All travel through the same submit-and-verify; those that are no stage carry a prefix. Left out: gates (stage-gates.ts).
 */
import type { Day } from '../day.ts';
import type { Pack } from '../pack/schema.ts';
import { laterStages, stageLabel, stageOf } from '../pack/view.ts';
import { freeReviews } from '../rolling-check/result.ts';
import type { Lead } from './lead.ts';
import { EXIT_PREFIX, hasLeft, isPaused, PAUSED, RESUME, TOTAL } from './stage-course.ts';
import { closedGates, REVIEW_PREFIX } from './stage-gates.ts';

/** 补充 of what the targets count by. */
export const FILL = 'fill';
/** 补齐 of a missing paper, or 兑现 of a promise: `pledge:paper-1`, `pledge:promise-2`. */
export const PLEDGE_PREFIX = 'pledge:';

export interface StageChoice {
  readonly id: string;
  readonly label: string;
}

/** What a lead can be moved to now: later stages of the ladder, and reviews its gates still ask for. */
export function stageChoices(pack: Pack, lead: Lead, onDay: Day | null = null): readonly StageChoice[] {
  if (hasLeft(lead) || isPaused(lead)) return [];
  const later = laterStages(pack, lead.stage).filter(
    (stage) => stage.id !== 'lead' && mayMove(pack, lead.stage, stage.id),
  );
  const reviews = later.flatMap((stage) => closedGates(pack, lead, stage.id, onDay));
  const asked = new Map([
    ...reviews.map((gate) => [gate.reviewId, gate.reviewLabel] as const),
    ...freeReviews(pack, lead).map((kind) => [kind.id, kind.label] as const),
  ]);
  return [
    ...[...asked].map(([id, label]) => ({ id: `${REVIEW_PREFIX}${id}`, label })),
    ...later.map(({ id, label }) => ({ id, label })),
  ];
}

/** Ways out 退出, and back from 暂停. None once it has left for good. */
export function exitChoices(pack: Pack, lead: Lead): readonly StageChoice[] {
  if (hasLeft(lead)) return [];
  const exits = pack.exits
    .filter((exit) => !(exit.id === PAUSED && isPaused(lead)))
    .map(({ id, label }) => ({ id: `${EXIT_PREFIX}${id}`, label }));
  return isPaused(lead) ? [{ id: RESUME, label: stepLabel(pack, RESUME) }, ...exits] : exits;
}

/** The word for a stage, a review, an exit or any other step. */
export function stepLabel(pack: Pack, id: string): string {
  if (id === RESUME) return '恢复推进';
  if (id === FILL) return '补充信息';
  if (id === TOTAL) return '投资额变更';
  if (id.startsWith(PLEDGE_PREFIX))
    return id.startsWith(`${PLEDGE_PREFIX}paper`) ? '补齐容缺材料' : '兑现政府承诺';
  if (id.startsWith(EXIT_PREFIX)) return stageLabel(pack, id.slice(EXIT_PREFIX.length));
  if (!id.startsWith(REVIEW_PREFIX)) return stageLabel(pack, id);
  const review = id.slice(REVIEW_PREFIX.length);
  return pack.reviews.find((one) => one.id === review)?.label ?? review;
}

/** True for a stage of the ladder; false for a review, an exit and every other step. */
export const isStage = (pack: Pack, id: string): boolean => stageOf(pack, id) !== null;

/** The stage a lead stands in after this step. */
export function reachedBy(pack: Pack, lead: Lead, step: string): string {
  const order = (id: string) => stageOf(pack, id)?.order ?? -1;
  return order(step) > order(lead.stage) ? step : lead.stage;
}

/** Whether the pack's 阶段规则 lets a lead go from one stage straight to a later one. */
function mayMove(pack: Pack, from: string, to: string): boolean {
  const { edges, order } = pack.lifecycle;
  if (edges !== undefined) return edges.some((edge) => edge[0] === from && edge[1] === to);
  return order === 'free' || nextStage(pack, from) === to;
}

/** The stage that comes next in the ladder; `undefined` at its end. */
export const nextStage = (pack: Pack, from: string): string | undefined =>
  laterStages(pack, from).find((stage) => stage.id !== 'lead')?.id;
