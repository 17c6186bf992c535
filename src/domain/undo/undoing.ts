/**
 * 撤销: taking one's own step back by new facts; nothing is ever erased. Pure over the facts of one stream, so that what
 * is undone is exactly what was recorded, and what came after it is known.
 *
 * What can be undone, by whom, until when (系统默认 where the city's text says nothing)
 *   登记            its registrar           until a stage is verified, a month reported, a transfer begun, or another holds it
 *   推进            whoever submitted it     until it is verified or returned
 *   认领            whoever claimed it       until anything else is recorded of the lead
 *   分派            whoever assigned it      until 签收 or anything else is recorded of the lead
 *   退回线索池       whoever gave it back     until somebody holds it
 *   保密            whoever set it           while it is the last setting
 *   月报            whoever filed it         until a later report of that month, or its bulletin is published; then 更正
 *   月报审核        whoever verified or returned it   while it is the last word on that month, its bulletin not published
 *   任务            its issuer              until the responsible side reports
 *   流转条款         the side that offered    until both sides have confirmed
 *   争议            the side that opened it  until it is decided
 *   包联            whoever set it           while it is the last setting
 *   交接            whoever ordered it       until its first day
 *   走访、活动       whoever recorded it      until somebody else verified it
 *   设定（目标等）    whoever set it           while it is the last word on that value
 * Everything else is put right by its own way, which the refusal names (`otherwise.ts`).
 */
import type { Month } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { BookedFact } from '../history/tell.ts';
import type { Pack } from '../pack/schema.ts';
import type { SubjectChange } from '../subjects.ts';

/** What a step back needs to know besides the facts of its own stream. */
export interface UndoScene {
  readonly pack: Pack;
  /** Roster id of whoever takes back: the one who did it. */
  readonly actor: string;
  /** True when the month's bulletin is published. */
  readonly isPublished: (month: Month) => boolean;
  /** Of a lead: what hangs on it elsewhere. */
  readonly attached: Attached;
  /** Still in the roster. */
  readonly isHere: (person: string) => boolean;
  readonly unitName: (unit: string) => string;
  readonly personName: (person: string) => string;
  /** The number people quote for a lead: the project's once there is one. */
  readonly numberOf: (lead: string) => string;
}

export interface Attached {
  /** Months with figures that stand. */
  readonly reports: number;
  /** Number of a transfer that is open or agreed. */
  readonly transfer: string | null;
  readonly dispute: boolean;
}

export const NOTHING_ATTACHED: Attached = { reports: 0, transfer: null, dispute: false };

/** A step that can be taken back now. */
export interface Undoing {
  /** What it was: 推进 XS-… 到「签约」. */
  readonly words: string;
  /** What follows from taking it back, where that is not plain. */
  readonly notes: readonly string[];
  readonly change: SubjectChange;
  /** Roster ids of those it concerned. */
  readonly tell: readonly string[];
}

/** One fact of a stream with what came before and after it. */
export interface Place {
  readonly fact: BookedFact;
  readonly earlier: readonly BookedFact[];
  readonly later: readonly BookedFact[];
}

export type Undo = (place: Place, scene: UndoScene) => Undoing | Refusal;

/** Said of facts that are nobody's step; skipped when looking for the latest. */
export const NOT_A_STEP = '这一步不能撤销';
export const notAStep = (): Refusal => refuse(NOT_A_STEP);

/** The books' pairing of stream and facts is trusted. */
export const factOf = <F>(fact: BookedFact): F => ({ ...(fact.data as object), type: fact.type }) as F;

/** A subject by its facts. */
export function replayed<S, F>(
  facts: readonly BookedFact[],
  start: S,
  evolve: (state: S, fact: F, at: number, actor: string | null) => S,
): S {
  return facts.reduce((state, one) => evolve(state, factOf<F>(one), one.at, one.actor), start);
}

/** The whole stream. */
export const all = ({ earlier, fact, later }: Place): readonly BookedFact[] => [...earlier, fact, ...later];
