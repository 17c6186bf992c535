/**
 * Reads of a month's figures 战报, 排名: counts worked out by the database, and names where there are few. Part of `Store`.
 * Left out: amounts (`rollup`), reports (`owing.ts`), and what is made of them.
 */
import type { Day } from '../domain/day.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { AmountRange } from '../domain/money.ts';

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
}
