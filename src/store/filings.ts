/** What may be asked about reports of whole units, reminders by hand, and how each project's month stands. Part of `Store`. */
import type { Month } from '../domain/day.ts';
import type { UnitFiling } from '../domain/filing/filing.ts';
import type { Hurry } from '../domain/filing/hurry.ts';
import type { Verdict } from '../domain/progress-check/check.ts';

/** How a project's report of a month stands. */
export interface ReportState {
  readonly late: boolean;
  readonly forecast: boolean;
  readonly unchanged: boolean;
  /** 已审, 已退回 (owed again); `null` 未审. */
  readonly checked: Verdict | null;
}

export interface FilingReads {
  filing(unit: string): Promise<UnitFiling>;
  /** Every unit that ever filed, or those of these units. */
  filings(units?: readonly string[]): Promise<readonly UnitFiling[]>;
  hurry(id: string): Promise<Hurry>;
  /** Of these leads those that have a report for the month. */
  reportStates(month: Month, leads: readonly string[]): Promise<ReadonlyMap<string, ReportState>>;
}
