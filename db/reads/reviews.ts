/** Reads of yearly checks, meetings and proposals. Part of `store.ts`. */
import { and, asc, desc, eq, gte, like, lte, ne, sql } from 'drizzle-orm';
import { REVIEW_PREFIX, resultOf } from '../../src/domain/rolling-check/result.ts';
import type { ReviewReads } from '../../src/store/reviews.ts';
import type { makeBuilder } from '../builder.ts';
import { isOneOf } from '../parts.ts';
import * as t from '../schema.ts';

export function reviewReads(db: ReturnType<typeof makeBuilder>): ReviewReads {
  return {
    async reviewOutcomes() {
      const rows = await db
        .select()
        .from(t.stageEvent)
        .where(and(eq(t.stageEvent.state, 'verified'), like(t.stageEvent.stage, `${REVIEW_PREFIX}%`)))
        .orderBy(asc(t.stageEvent.happenedOn), asc(t.stageEvent.verifiedAt), asc(t.stageEvent.id));
      return rows.map((row) => ({
        lead: row.lead,
        kind: row.stage.slice(REVIEW_PREFIX.length),
        on: row.happenedOn,
        verifiedAt: row.verifiedAt ?? row.reportedAt,
        result: resultOf(row),
      }));
    },

    async rollingCheck(id) {
      const rows = await db.select().from(t.rollingCheck).where(eq(t.rollingCheck.id, id)).limit(1);
      return rows[0] ?? null;
    },

    async rollingChecksOf(lead) {
      return db
        .select()
        .from(t.rollingCheck)
        .where(eq(t.rollingCheck.lead, lead))
        .orderBy(asc(t.rollingCheck.rule), asc(t.rollingCheck.year));
    },

    async rollingChecks(states, limit) {
      return db
        .select()
        .from(t.rollingCheck)
        .where(isOneOf(t.rollingCheck.state, states))
        .orderBy(asc(t.rollingCheck.checkOn), asc(t.rollingCheck.id))
        .limit(limit);
    },

    async allRollingChecks() {
      return db.select().from(t.rollingCheck).orderBy(asc(t.rollingCheck.id));
    },

    async startedBetween(stage, fromOn, toOn) {
      return db
        .select({ lead: t.stageEvent.lead, startedOn: sql<string>`min(${t.stageEvent.happenedOn})` })
        .from(t.stageEvent)
        .innerJoin(t.lead, eq(t.lead.number, t.stageEvent.lead))
        .where(
          and(
            eq(t.stageEvent.stage, stage),
            eq(t.stageEvent.state, 'verified'),
            gte(t.stageEvent.happenedOn, fromOn),
            lte(t.stageEvent.happenedOn, toOn),
            ne(t.lead.status, 'withdrawn'),
          ),
        )
        .groupBy(t.stageEvent.lead)
        .orderBy(asc(t.stageEvent.lead));
    },

    async meeting(number) {
      const rows = await db.select().from(t.meeting).where(eq(t.meeting.number, number)).limit(1);
      return rows[0] ?? null;
    },

    async meetings(limit) {
      return db
        .select()
        .from(t.meeting)
        .orderBy(sql`coalesce(${t.meeting.heldOn}, ${t.meeting.plannedOn}) DESC`, desc(t.meeting.number))
        .limit(limit);
    },

    async meetingsHeld(fromOn, toOn) {
      return db
        .select()
        .from(t.meeting)
        .where(and(eq(t.meeting.state, 'held'), gte(t.meeting.heldOn, fromOn), lte(t.meeting.heldOn, toOn)))
        .orderBy(asc(t.meeting.heldOn), asc(t.meeting.number));
    },

    async proposal(number) {
      const rows = await db.select().from(t.proposal).where(eq(t.proposal.number, number)).limit(1);
      return rows[0] ?? null;
    },

    async proposals(states, limit) {
      return db
        .select()
        .from(t.proposal)
        .where(isOneOf(t.proposal.state, states))
        .orderBy(desc(t.proposal.proposedAt), desc(t.proposal.number))
        .limit(limit);
    },

    async proposalsOf(lead) {
      return db
        .select()
        .from(t.proposal)
        .where(eq(t.proposal.lead, lead))
        .orderBy(desc(t.proposal.proposedAt), desc(t.proposal.number));
    },
  };
}
