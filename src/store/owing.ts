/**
 * Reads of who owes a month's report 应报, 已报, 未报: counts worked out by the database and short rows of projects, so that
 * an answer does not grow with the city. Part of `Store`. The rule is `owingRule` of the domain.
 */
import type { Month } from '../domain/day.ts';
import type { Holding } from '../domain/lead/holding.ts';
import type { OwingRule } from '../domain/month.ts';

/** Which projects' reports are asked about. */
export interface OwingFilter {
  readonly rule: OwingRule;
  /** Only projects of these units; left out: everybody's. */
  readonly units?: readonly string[];
  /** What has left for good is left out even where it owed the month (a bulletin's count). */
  readonly underWay?: boolean;
}

/** A unit's projects in one month: 应报 (owing or reported), 已报 (but for those returned, which are owed again), 迟报. */
export interface UnitReports {
  readonly unit: string;
  readonly owed: number;
  readonly reported: number;
  readonly late: number;
  /** Of those not reported: confidential ones. */
  readonly missingConfidential: number;
  /** Of those not reported: confidential, or lying in the pool. */
  readonly missingSpecial: number;
  /** 已审, of those reported. */
  readonly verified: number;
  /** 已退回: neither reported nor without figures. */
  readonly returned: number;
}

/** A project as lists name it, with what sight depends on. */
export interface ProjectRow {
  readonly number: string;
  readonly projectNumber: string;
  readonly company: string;
  readonly project: string | null;
  readonly unit: string;
  readonly holder: string;
  readonly confidential: boolean;
  readonly holding: Pick<Holding, 'state' | 'partners'>;
}

export interface OwingReads {
  unitReports(filter: OwingFilter): Promise<readonly UnitReports[]>;
  /** Projects that owe the month and have no report, by project number; the page after a project number. */
  missingProjects(
    filter: OwingFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly ProjectRow[]>;
  /** Of each unit the first so many: `public` what is not confidential, `plain` what besides does not lie in the pool. */
  missingNames(
    filter: OwingFilter,
    names: { readonly perUnit: number; readonly only: 'plain' | 'public' | 'all' },
  ): Promise<readonly ProjectRow[]>;
  /** Those not reported that are confidential or lie in the pool, or that somebody holds, by project number. */
  missingApart(
    filter: OwingFilter,
    which: 'special' | { readonly holder: string },
    limit: number,
  ): Promise<readonly ProjectRow[]>;
  /** Those that have a report, or those that owe one and have none; by project number. */
  reportRows(
    filter: OwingFilter,
    page: { readonly reported: boolean; readonly limit: number; readonly offset: number },
  ): Promise<readonly ProjectRow[]>;
  /** Which of these leads have a report for the month. */
  reportedAmong(month: Month, leads: readonly string[]): Promise<ReadonlySet<string>>;
  /** The instant of the latest report of each of these leads that has one. */
  latestReports(leads: readonly string[]): Promise<ReadonlyMap<string, number>>;
  hasProjects(): Promise<boolean>;
}
