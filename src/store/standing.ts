/**
 * Where a unit stands 得分、目标: the reads an evaluation is gathered by, and the one way commands ask for one.
 * Left out: the gathering and the keeping (`src/standing/`).
 */
import type { Month } from '../domain/day.ts';
import type { ScoreRow, TargetRow } from '../domain/evaluate/output-schema.ts';
import type { ProposalRow } from '../domain/evaluate/proposals.ts';
import type { Explanation } from '../domain/explain/explain.ts';
import type { LeadTags } from '../domain/lead/lead.ts';
import type { Course } from '../domain/lead/stage-course.ts';
import type { Currency } from '../domain/money.ts';
import type { Pack } from '../domain/pack/schema.ts';

/** A lead with what counting needs of it, and its verified stages only. */
export interface StandingLead {
  readonly number: string;
  readonly projectNumber: string | null;
  readonly unit: string;
  readonly landingUnit: string | null;
  readonly channel: string | null;
  readonly industry: string | null;
  /** The lower end of what is to be invested, in 元 or the like of `currency`. */
  readonly lowUnits: number | null;
  readonly currency: Currency | null;
  readonly tags: LeadTags;
  readonly registeredAt: number;
  /** How it left, and what was found about it. */
  readonly course: Course;
  /** By the day they happened. */
  readonly stages: readonly {
    readonly stage: string;
    readonly happenedOn: string;
    readonly verifiedAt: number;
  }[];
  /** Steps besides stages that earned its unit points 有效, 核实, 走访: the day they were granted, none taken back. */
  readonly earned?: readonly { readonly event: string; readonly on: string }[];
}

/** One year of one figure: cumulative to the end of each month from January on, ends with the last reported one. */
export interface YearFigures {
  readonly lead: string;
  readonly measure: string;
  readonly year: number;
  readonly figures: readonly (number | null)[];
}

export interface StandingReads {
  /** Moves with every fact and every change of the roster; equal versions give equal standings. */
  standingVersion(): Promise<string>;
  /** How many rows an evaluation would read, roughly: what decides where it is worked out. */
  standingSize(): Promise<number>;
  memberships(): Promise<readonly { readonly group: string; readonly unit: string; readonly role: string }[]>;
  /** Every lead that is not withdrawn. */
  standingLeads(): Promise<readonly StandingLead[]>;
  /** At most one row a project, measure and year, none after `year`. */
  yearFigures(year: number): Promise<readonly YearFigures[]>;
}

/** One row of a ranking. */
export interface PlaceRow {
  readonly rank: string;
  readonly label: string;
  readonly class: string | null;
  readonly subject: string;
  readonly place: number | null;
  readonly grade: string | null;
  /** What it is ranked by, exact. */
  readonly key: string | null;
  readonly reason: string | null;
  readonly clause: string;
  readonly origin: string;
}

/** An evaluation as one plain value: the same document `evaluate --json` prints, less its findings. */
export interface Summary {
  readonly asOf: string;
  readonly targets: readonly TargetRow[];
  readonly scores: readonly ScoreRow[];
  readonly ranks: readonly PlaceRow[];
  /** 系统默认·非考核. */
  readonly lists: readonly PlaceRow[];
  /** What the plan's rules propose; a named person confirms or drops it. */
  readonly proposals: readonly ProposalRow[];
  /** Subject → name. */
  readonly names: Readonly<Record<string, string>>;
}

/** An evaluation that is kept: its summary, and any number of it explained. */
export interface Reading {
  readonly pack: Pack;
  readonly summary: Summary;
  /** The instant it was worked out at, when something has been recorded since; `null`: it is of now. */
  readonly workedOutAt: number | null;
  explainScore(subject: string): Promise<Explanation>;
  explainTarget(subject: string, target: string): Promise<Explanation>;
}

/** What a standing could not be worked out for: too much for the time or the memory it may take. */
export interface NoReading {
  readonly failed: 'too-slow' | 'too-large' | 'busy';
}

export interface Standings {
  /** The version of the city's plan in force on a day. */
  packOn(day: string): Pack;
  /**
   * Where everybody stands at the end of a month, or today while it runs, by the pack then in force.
   * @param patienceMs how long whoever asks can wait; without it, as long as it may take.
   */
  read(month: Month, today: string, patienceMs?: number): Promise<Reading | NoReading>;
}
