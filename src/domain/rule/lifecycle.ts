// P4 lifecycle (domain.md P4): whether a project may enter a stage, until when a stage may last, in which period
// a verified event counts. Leaves out who verifies and the wording of refusals.

import { type Gate, gatesBefore, type KeyOptions } from '../pack/key-project.ts';
import type { Pack } from '../pack/schema.ts';
import type { FilterRecord } from './filter.ts';
import { addDays } from './period.ts';
import { hasPassed, type ReviewFact } from './review.ts';

/** Why a move is refused, as a value. */
export type MoveRefusal =
  | { readonly why: 'unknown_stage'; readonly stageId: string }
  | { readonly why: 'backwards'; readonly from: string; readonly to: string }
  | { readonly why: 'not_an_edge'; readonly from: string; readonly to: string }
  | { readonly why: 'skipped'; readonly missing: readonly string[] }
  | { readonly why: 'gate'; readonly gate: Gate };

/** A project about to move. */
export interface Mover {
  readonly record: FilterRecord;
  /** The stage it is in; null = none yet. */
  readonly from: string | null;
  readonly reviews: readonly ReviewFact[];
  /** An office user overrides gates that allow it, with a reason. */
  readonly overrides?: boolean;
}

function orderRefusals(pack: Pack, from: string | null, to: string): MoveRefusal[] {
  const target = pack.stages.find((stage) => stage.id === to);
  if (target === undefined) return [{ why: 'unknown_stage', stageId: to }];
  const current = pack.stages.find((stage) => stage.id === from);
  if (from !== null && current !== undefined && target.order <= current.order)
    return [{ why: 'backwards', from, to }];
  const edges = pack.lifecycle.edges;
  if (edges !== undefined && from !== null) {
    return edges.some((edge) => edge[0] === from && edge[1] === to) ? [] : [{ why: 'not_an_edge', from, to }];
  }
  if (pack.lifecycle.order === 'free') return [];
  const low = current?.order ?? -1;
  const skipped = pack.stages.filter((stage) => stage.order > low && stage.order < target.order);
  return skipped.length === 0 ? [] : [{ why: 'skipped', missing: skipped.map((stage) => stage.id) }];
}

function gateRefusals(
  pack: Pack,
  mover: Mover,
  to: string,
  onDay: string,
  options: KeyOptions,
): MoveRefusal[] {
  return gatesBefore(pack, to, mover.record, options).flatMap((gate) => {
    if (gate.overridable && mover.overrides === true) return [];
    const kind = pack.reviews.find((review) => review.id === gate.reviewId);
    const reached = gate.orStage === null ? undefined : mover.record.stages?.[gate.orStage];
    const isStageReached = reached !== undefined && reached <= onDay;
    const isOpen =
      isStageReached ||
      hasPassed(mover.reviews, gate.reviewId, onDay, {
        ...(kind === undefined ? {} : { passing: kind.passing }),
        ...(kind?.validityDays === undefined ? {} : { validityDays: kind.validityDays }),
      });
    return isOpen ? [] : [{ why: 'gate' as const, gate }];
  });
}

/** Every reason against entering a stage on a day; empty = it may (AE-SM-16, AE-QD-14). */
export function moveRefusals(
  pack: Pack,
  mover: Mover,
  to: string,
  onDay: string,
  options: KeyOptions = {},
): MoveRefusal[] {
  const order = orderRefusals(pack, mover.from, to);
  return order.some((refusal) => refusal.why === 'unknown_stage')
    ? order
    : [...order, ...gateRefusals(pack, mover, to, onDay, options)];
}

/** The day a stage's time limit ends; null without a limit. 评估 2021-06-01 + 15 → 06-16, overdue from 06-17. */
export function stageDueOn(pack: Pack, stageId: string, enteredOn: string): string | null {
  const days = pack.stages.find((stage) => stage.id === stageId)?.slaDays;
  return days === undefined ? null : addDays(enteredOn, days);
}

/** The day a verified event counts on, and whether it is 补报. */
export interface CountDay {
  readonly on: string;
  readonly isLate: boolean;
}

/**
 * Counts on `happenedOn` until that year closes, afterwards on the day it was verified, marked 补报 (P4).
 * A city that closes its year later than 31 December (with the December report) passes that day.
 */
export function countDay(happenedOn: string, verifiedOn: string, yearClosesOn?: string): CountDay {
  const closesOn = yearClosesOn ?? `${happenedOn.slice(0, 4)}-12-31`;
  const isLate = verifiedOn > closesOn;
  return { on: isLate ? verifiedOn : happenedOn, isLate };
}
