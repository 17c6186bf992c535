/**
 * Reads for the verification of a month's figures 月报审核: what waits, with all its doubts are judged on, a bounded number
 * at a time; and how much of a unit's reports has been verified. Part of `Store`.
 */
import type { Day, Month } from '../domain/day.ts';
import type { AmountRange } from '../domain/money.ts';
import type { Entry, Progress, Report } from '../domain/progress.ts';

/** Reports of one month that wait for a verdict 未审. */
export interface FiguresFilter {
  readonly month: Month;
  /** `null`: every unit's. */
  readonly units: readonly string[] | null;
  /** Roster id: whoever filed a report does not verify it. */
  readonly notBy: string;
  /** UTC ms: only those filed until then. */
  readonly untilAt?: number;
}

/** A project's report with what it is judged on. */
export interface FiguresRow {
  readonly lead: string;
  readonly projectNumber: string | null;
  readonly company: string;
  readonly project: string | null;
  readonly unit: string;
  readonly holder: string;
  readonly total: AmountRange | null;
  /** The exit's kind and day: 终止, 迁出, 暂停. */
  readonly exit: { readonly kind: string; readonly on: Day } | null;
  /** The first verified of the stages that make a project. */
  readonly signedOn: Day | null;
  readonly report: Report;
  /** Every figure of the project to the month. */
  readonly entries: readonly Entry[];
}

export interface FiguresReads {
  /** At most `limit`, by lead number. @param signing stages that make a project, or follow */
  figuresWaiting(
    filter: FiguresFilter,
    signing: readonly string[],
    limit: number,
  ): Promise<readonly FiguresRow[]>;
  figuresWaitingCount(filter: FiguresFilter): Promise<number>;
  /** One report, in whatever state; `null` when the month has none. */
  figuresOf(lead: string, month: Month, signing: readonly string[]): Promise<FiguresRow | null>;
  /** `progress` of many at once, in the order asked for. */
  progressOf(leads: readonly string[]): Promise<readonly Progress[]>;
}
