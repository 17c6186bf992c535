/** Reads of evidence and pledges. Part of `store.ts`. */
import { and, asc, desc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Pledge } from '../../src/domain/pledge.ts';
import type { EvidenceReads } from '../../src/store/evidence.ts';
import type { makeBuilder } from '../builder.ts';
import * as t from '../schema.ts';

type Reads = Omit<EvidenceReads, 'leadsInStage'>;

export function evidenceReads(db: ReturnType<typeof makeBuilder>): Reads {
  return {
    async evidence(id) {
      const rows = await db.select().from(t.evidence).where(eq(t.evidence.id, id)).limit(1);
      return rows[0] ?? null;
    },

    async evidenceOf(lead) {
      return db
        .select()
        .from(t.evidence)
        .where(eq(t.evidence.lead, lead))
        .orderBy(asc(t.evidence.receivedAt), asc(t.evidence.id));
    },

    async evidenceLoose(sender, since, limit) {
      return db
        .select()
        .from(t.evidence)
        .where(
          and(
            eq(t.evidence.sender, sender),
            isNull(t.evidence.lead),
            gte(t.evidence.receivedAt, since),
            sql`${t.evidence.state} IN ('fetching', 'stored')`,
          ),
        )
        .orderBy(desc(t.evidence.receivedAt), desc(t.evidence.id))
        .limit(limit);
    },

    async evidenceByHash(hash) {
      return db
        .select()
        .from(t.evidence)
        .where(eq(t.evidence.hash, hash))
        .orderBy(asc(t.evidence.receivedAt));
    },

    async pledges(lead) {
      const [rows, facts] = await Promise.all([
        db
          .select()
          .from(t.pledge)
          .where(eq(t.pledge.lead, lead))
          .orderBy(asc(t.pledge.madeAt), asc(t.pledge.id)),
        db
          .select({ seq: sql<number>`coalesce(max(${t.fact.seq}), 0)` })
          .from(t.fact)
          .where(eq(t.fact.stream, `pledge/${lead}`)),
      ]);
      return { lead, version: facts[0]?.seq ?? 0, items: rows.map(pledgeOf) };
    },

    async pledgesDue(until, limit) {
      const underWay = sql`(SELECT number FROM lead WHERE status = 'open' AND exit IS NULL)`;
      const rows = await db
        .select()
        .from(t.pledge)
        .where(
          and(isNull(t.pledge.closedOn), lte(t.pledge.dueOn, until), sql`${t.pledge.lead} IN ${underWay}`),
        )
        .orderBy(asc(t.pledge.dueOn), asc(t.pledge.lead), asc(t.pledge.id))
        .limit(limit);
      return rows.map((row) => ({ ...pledgeOf(row), lead: row.lead }));
    },
  };
}

function pledgeOf(row: typeof t.pledge.$inferSelect): Pledge {
  const { lead: _lead, ...pledge } = row;
  return pledge;
}
