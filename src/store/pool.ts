/** Reads of the pool, of disputes, points and awards. Part of `store.ts`. */
import type { Award } from '../domain/award.ts';
import type { Day } from '../domain/day.ts';
import type { Dispute } from '../domain/dispute.ts';
import type { OpenClaims } from '../domain/lead/claim.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Points, PointsHolder, PointsLine } from '../domain/points/points.ts';

/** A sum over a ledger. */
export interface PointsBalance {
  readonly to: PointsHolder;
  /** Ten-thousandths of a point. */
  readonly units: number;
  readonly lines: number;
}

/** What somebody introduced. */
export interface ReferrerCount {
  readonly referrer: string;
  readonly leads: number;
  /** 可用: found valid 有效、核实, or a project already. */
  readonly usable: number;
  readonly projects: number;
}

export interface PoolReads {
  /** Leads nobody holds, those released first in front. */
  pooledLeads(page: {
    readonly limit: number;
    readonly offset: number;
  }): Promise<{ readonly items: readonly Lead[]; readonly total: number }>;
  /**
   * Held leads that time may take by this day: not a project, protection over on it; or never begun, for those held
   * since before an instant.
   */
  leadsLapsingBy(day: Day, heldBefore: number): Promise<readonly Lead[]>;
  /** Given to somebody who has not said 签收. */
  leadsUnreceipted(): Promise<readonly Lead[]>;
  /** Held, not judged yet 待核实, oldest first. */
  leadsUnjudged(page: {
    readonly limit: number;
    readonly offset: number;
  }): Promise<{ readonly items: readonly Lead[]; readonly total: number }>;
  openClaims(person: string, unit: string): Promise<OpenClaims>;
  /** The very lead of this lead number, also when it was merged into another. */
  leadItself(number: string): Promise<Lead | null>;

  dispute(id: string): Promise<Dispute | null>;
  /** Disputes of a lead, oldest first. */
  disputesOf(lead: string): Promise<readonly Dispute[]>;
  /** Those waiting for a verdict, oldest first: the agenda of the office and of a joint meeting 联席会议. */
  openDisputes(): Promise<readonly Dispute[]>;

  points(lead: string): Promise<Points>;
  /** Balances by holder between two instants (the first included), highest first. */
  pointsBalances(kind: PointsHolder['kind'], from: number, to: number): Promise<readonly PointsBalance[]>;
  pointsBalance(holder: PointsHolder, from: number, to: number): Promise<PointsBalance>;
  /** A holder's lines, newest first, with the lead each belongs to. */
  pointsLines(
    holder: PointsHolder,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly items: readonly (PointsLine & { readonly lead: string })[]; readonly total: number }>;

  /** Leads these referrers introduced, the newest first. */
  leadsReferred(
    referrers: readonly string[],
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly items: readonly Lead[]; readonly total: number }>;
  /** Leads registered between two instants (the first included), by who introduced them, most first. */
  referrerCounts(from: number, to: number): Promise<readonly ReferrerCount[]>;

  award(id: string): Promise<Award | null>;
  awards(year: string): Promise<readonly Award[]>;
}
