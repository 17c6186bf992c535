/** Reads of evidence 佐证, pledges 承诺 and of leads under a clock. Part of `Store`. */
import type { Day } from '../domain/day.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Pledge, Pledges } from '../domain/pledge.ts';

export interface EvidenceReads {
  evidence(id: string): Promise<Evidence | null>;
  /** Files put to a lead, oldest first. */
  evidenceOf(lead: string): Promise<readonly Evidence[]>;
  /** A person's files that belong to no lead yet and can still prove something, newest first. */
  evidenceLoose(sender: string, since: number, limit: number): Promise<readonly Evidence[]>;
  /** Files with the same bytes, whoever sent them. */
  evidenceByHash(hash: string): Promise<readonly Evidence[]>;

  pledges(lead: string): Promise<Pledges>;
  /** Open pledges due by this day, of leads that are under way, the earliest first. */
  pledgesDue(until: string, limit: number): Promise<readonly (Pledge & { readonly lead: string })[]>;

  /** Leads and projects under way that came into this stage by a day, by number; the page after a number. */
  leadsInStage(
    stage: string,
    enteredBy: Day,
    page: { readonly after: string; readonly limit: number },
  ): Promise<readonly Lead[]>;
}
