/**
 * An activity 招商活动: a visit 走访, a fair 推介会, a delegation 团组, a training 培训 … of one or several units (domain.md X1.2).
 *
 *     登记 on a day to come ──> planned ──开展──> held ──核实──> held, verified
 *     登记 on a day that came ─────────────────────^  └─退回──> held, returned : does not count
 *          planned, held ──取消──> cancelled : no fact follows
 *          更正 of a held one puts it back to 未审
 *
 * Invariants
 *  1. Only what was held counts, on the day it was held, from its recording on; 未审 counts with a mark, 退回 does not (adr/0034).
 *  2. Whoever recorded it never verifies it.
 *  3. Every firm stands in it once, by the core of its name.
 *  4. What it promises, a return visit 回访, is a task: `src/domain/task/return-visit.ts`.
 *  5. No fact holds personal data: participants are roster ids, texts have their phone numbers masked before they come here.
 */
import type { Day, Month } from '../day.ts';
import { formatNumber } from '../number.ts';

/** A firm met, and the lead it is known by. */
export interface MetEnterprise {
  readonly name: string;
  /** Lead number, when one of the units holds an open lead of this firm. */
  readonly lead: string | null;
}

/** What is said of an activity; a correction gives all of it anew. */
export interface ActivityDetails {
  /** The pack's activity kind. */
  readonly kind: string;
  readonly on: Day;
  /** Last day of several; `null`: one day. */
  readonly endOn: Day | null;
  /** City or region as the plans name it: 深圳, 长三角; `null` where nobody said. */
  readonly region: string | null;
  /** What it is called, or what was talked about. */
  readonly topic: string | null;
  /** The host 主办 first, then those who joined. */
  readonly units: readonly string[];
  /** Roster ids of people, and of the posts 岗位 that led it. */
  readonly people: readonly string[];
  readonly leaders: readonly string[];
  /** `city_leader`, `substantive`: what targets ask for. */
  readonly flags: readonly string[];
  readonly tags: readonly string[];
  readonly enterprises: readonly MetEnterprise[];
  readonly outcome: string | null;
  /** Number or name of minutes, a photograph's place, a report. */
  readonly evidence: string | null;
  readonly next: { readonly on: Day; readonly what: string | null } | null;
}

export type ActivityCheck = 'unchecked' | 'verified' | 'returned';

export interface Activity extends ActivityDetails {
  /** `HD-202611-0001`. */
  readonly number: string;
  readonly version: number;
  readonly state: 'planned' | 'held' | 'cancelled';
  readonly check: ActivityCheck;
  readonly checkReason: string | null;
  /** UTC ms. */
  readonly recordedAt: number;
  readonly recordedBy: string | null;
  readonly endReason: string | null;
}

export type ActivityFact =
  | ({
      readonly type: 'activity.recorded';
      readonly number: string;
      readonly held: boolean;
    } & ActivityDetails)
  | ({
      readonly type: 'activity.corrected';
      readonly held: boolean;
      readonly reason: string;
    } & ActivityDetails)
  | {
      readonly type: 'activity.held';
      readonly on: Day;
      readonly outcome: string | null;
      readonly evidence: string | null;
    }
  | { readonly type: 'activity.outcome_added'; readonly outcome: string; readonly evidence: string | null }
  | { readonly type: 'activity.verified' }
  | { readonly type: 'activity.returned'; readonly reason: string }
  | { readonly type: 'activity.cancelled'; readonly reason: string };

/** Visits, and whatever else goes to firms: a visit of these kinds is progress on their leads. */
export const VISIT_KINDS: readonly string[] = ['visit', 'grand_visit', 'contact', 'docking'];

/** @param month `YYYY-MM` of the recording */
export const activityNumber = (month: Month, value: number): string => formatNumber('activity', month, value);

/** Counts toward targets: held, and not sent back. */
export const counts = ({ state, check }: Pick<Activity, 'state' | 'check'>): boolean =>
  state === 'held' && check !== 'returned';

/** The return visit it promises; `null` when there is none. */
export const openPromise = (activity: Activity): Activity['next'] =>
  activity.state === 'cancelled' ? null : activity.next;

/** The activity after one more fact; `null` before its first. */
export function evolveActivity(
  activity: Activity | null,
  fact: ActivityFact,
  at: number,
  actor: string | null,
): Activity {
  if (fact.type === 'activity.recorded') {
    if (activity !== null) throw new Error(`${activity.number} is recorded already`);
    const { type: _type, held, ...given } = fact;
    return {
      ...given,
      version: 1,
      state: held ? 'held' : 'planned',
      check: 'unchecked',
      checkReason: null,
      recordedAt: at,
      recordedBy: actor,
      endReason: null,
    };
  }
  if (activity === null) throw new Error(`an activity starts with its recording, not ${fact.type}`);
  if (activity.state === 'cancelled') throw new Error(`${activity.number} was cancelled`);
  const next: Activity = { ...activity, version: activity.version + 1 };
  switch (fact.type) {
    case 'activity.corrected': {
      const { type: _type, held, reason: _reason, ...given } = fact;
      return {
        ...next,
        ...given,
        state: held ? 'held' : 'planned',
        check: 'unchecked',
        checkReason: null,
      };
    }
    case 'activity.held':
      return {
        ...next,
        state: 'held',
        on: fact.on,
        // One that was moved to another day has no known last day.
        endOn: activity.on === fact.on ? activity.endOn : null,
        outcome: fact.outcome ?? activity.outcome,
        evidence: fact.evidence ?? activity.evidence,
      };
    case 'activity.outcome_added':
      return {
        ...next,
        outcome: activity.outcome === null ? fact.outcome : `${activity.outcome}\n${fact.outcome}`,
        evidence: fact.evidence ?? activity.evidence,
      };
    case 'activity.verified':
      return { ...next, check: 'verified', checkReason: null };
    case 'activity.returned':
      return { ...next, check: 'returned', checkReason: fact.reason };
    case 'activity.cancelled':
      return { ...next, state: 'cancelled', endReason: fact.reason };
  }
}
