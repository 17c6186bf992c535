/** What may be asked about yearly checks 滚动考评, meetings 会议 and proposals 处理建议. Part of `src/store.ts`. */
import type { Day } from '../domain/day.ts';
import type { Meeting } from '../domain/meeting/meeting.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { RollingCheck, RollingCheckState } from '../domain/rolling-check/rolling-check.ts';
import type { ReviewResult } from '../domain/rule/review.ts';

/** A project with the day of its verified start. */
export interface Started {
  readonly lead: string;
  readonly startedOn: Day;
}

/** A verified review of a lead with what it came to. */
export interface ReviewOutcome {
  readonly lead: string;
  /** The pack's review: `pre_evaluation`. */
  readonly kind: string;
  readonly on: Day;
  readonly verifiedAt: number;
  readonly result: ReviewResult;
}

export interface ReviewReads {
  /** Every verified review, those of withdrawn leads too, in the order of their days. */
  reviewOutcomes(): Promise<readonly ReviewOutcome[]>;

  rollingCheck(id: string): Promise<RollingCheck | null>;
  /** Of one lead, by rule and year. */
  rollingChecksOf(lead: string): Promise<readonly RollingCheck[]>;
  /** In these states, the earliest anniversary first. */
  rollingChecks(states: readonly RollingCheckState[], limit: number): Promise<readonly RollingCheck[]>;
  /** Every check there ever was, for the facts document. */
  allRollingChecks(): Promise<readonly RollingCheck[]>;
  /** Projects not withdrawn whose verified stage lies between two days, both included; the first such stage of each. */
  startedBetween(stage: string, fromOn: Day, toOn: Day): Promise<readonly Started[]>;

  meeting(number: string): Promise<Meeting | null>;
  /** Newest first by the day it is planned for or was held. */
  meetings(limit: number): Promise<readonly Meeting[]>;
  /** Held between two days, both included. */
  meetingsHeld(fromOn: Day, toOn: Day): Promise<readonly Meeting[]>;

  proposal(number: string): Promise<Proposal | null>;
  /** In these states, newest first. */
  proposals(states: readonly Proposal['state'][], limit: number): Promise<readonly Proposal[]>;
  proposalsOf(lead: string): Promise<readonly Proposal[]>;
}
