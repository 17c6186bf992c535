/**
 * Reads of a month's figures 战报, 排名: counts worked out by the database, and names where there are few. Part of `Store`.
 * Left out: amounts (`rollup`), reports (`owing.ts`), and what is made of them.
 */
import type { Day, Month } from '../domain/day.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { AmountRange } from '../domain/money.ts';
import type { Objection } from '../domain/objection.ts';

/** A verified stage that counts in a month: the first of its kind of a lead. */
export interface ReachedRow {
  readonly number: string;
  readonly projectNumber: string | null;
  readonly company: string;
  readonly project: string | null;
  readonly unit: string;
  readonly confidential: boolean;
  readonly investment: AmountRange | null;
  readonly happenedOn: Day;
}

/** First verified events of some stages, that happened in a span, or before it and were verified after an instant (补登). */
export interface ReachedFilter {
  readonly stages: readonly string[];
  readonly fromOn: Day;
  readonly toOn: Day;
  /** UTC ms; `null`: what happened before the span does not count. */
  readonly belatedAfter: number | null;
  /** Leads left out. */
  readonly except: readonly string[];
}

export interface UnitCount {
  readonly unit: string;
  readonly count: number;
}

/** 履约 of projects signed before a day, looked at on another. */
export interface PerformanceFilter {
  /** Stages that make a project, or follow. */
  readonly signed: readonly string[];
  readonly started: string;
  readonly operating: string;
  /** Whose cumulative figure is set against the total. */
  readonly measure: string;
  readonly before: Day;
  readonly untilOn: Day;
}

/** Sums by unit; amounts in 元, of projects with a total in 人民币. */
export interface PerformanceRow {
  readonly unit: string;
  readonly signed: number;
  readonly started: number;
  readonly operating: number;
  readonly left: number;
  readonly investment: number;
  readonly funds: number;
  readonly unknown: number;
}

/** What one project's reports add to a period: its own increment, under the unit that holds it. */
export interface PeriodLine {
  readonly lead: string;
  readonly projectNumber: string | null;
  readonly company: string;
  readonly project: string | null;
  readonly unit: string;
  readonly confidential: boolean;
  readonly units: number;
}

export interface PeriodLineFilter {
  readonly measure: string;
  readonly from: Month;
  readonly to: Month;
  /** The measure runs anew every January. */
  readonly perYear: boolean;
}

/** What became of one copy of a bulletin. */
export interface Delivered {
  /** Person's id or chat's id, the end of the promise's key. */
  readonly to: string;
  readonly state: 'waiting' | 'sending' | 'sent' | 'parked' | 'uncertain' | 'purged';
  readonly messageId: string | null;
  readonly why: string | null;
  /** When its reader opened it, where the platform said so; UTC ms. */
  readonly readAt: number | null;
}

export interface BulletinReads {
  /** Leads under way, by unit, registered between two instants (the first included). */
  registeredCounts(from: number, to: number): Promise<readonly UnitCount[]>;
  /** Leads under way, by stage. */
  stageCounts(): Promise<readonly { readonly stage: string; readonly count: number }[]>;
  reachedCounts(filter: ReachedFilter): Promise<readonly UnitCount[]>;
  /** By the day, then the number in force. */
  reachedRows(filter: ReachedFilter): Promise<readonly ReachedRow[]>;
  /** Leads under way of these numbers, whole. */
  leadsNumbered(numbers: readonly string[]): Promise<readonly Lead[]>;
  /** Leads under way a verified stage of which had its day corrected after an instant; newest first. */
  leadsCorrectedAfter(at: number): Promise<readonly Lead[]>;
  performance(filter: PerformanceFilter): Promise<readonly PerformanceRow[]>;
  /** Projects with a report in the period, by number. */
  periodLines(filter: PeriodLineFilter): Promise<readonly PeriodLine[]>;
  /** Of each unit the projects under way with the most money still to come: not confidential, totals in 人民币. */
  largestOpen(filter: {
    readonly measure: string;
    readonly perUnit: number;
  }): Promise<readonly (Omit<PeriodLine, 'units'> & { readonly remaining: number })[]>;
  /** Copies of a publication, by the end of their keys. */
  delivered(publication: string): Promise<readonly Delivered[]>;

  /** Publications a copy of which left, or failed to, since an instant. */
  bulletinsLeftSince(at: number): Promise<readonly string[]>;

  objection(id: string): Promise<Objection | null>;
  /** To one bulletin, oldest first. */
  objectionsTo(publication: string): Promise<readonly Objection[]>;
  /** Accepted after an instant, oldest first. */
  objectionsAccepted(after: number): Promise<readonly Objection[]>;
  /** Not answered yet, oldest first. */
  objectionsWaiting(): Promise<readonly Objection[]>;
}
