/** Reads of the pool, of disputes, points and awards. Part of `store.ts`. */

import type { InferSelectModel } from 'drizzle-orm';
import { and, asc, desc, eq, gt, gte, isNull, lt, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { Award } from '../../src/domain/award.ts';
import type { Dispute } from '../../src/domain/dispute.ts';
import type { PointsLine } from '../../src/domain/points/points.ts';
import type { PoolReads } from '../../src/store/pool.ts';
import type { makeBuilder } from '../builder.ts';
import { isOneOf } from '../parts.ts';
import * as t from '../schema.ts';
import { noProject, stagesReader } from './leads.ts';

/** What a job looks through at once; the rest waits for its next run. */
const SCANNED_MAX = 2_000;

const isOpen = ne(t.lead.status, 'withdrawn');
/** Written out, as its index is. */
const isPooled = sql`${t.lead.holdState} = 'pool'`;
const isHeld = eq(t.lead.holdState, 'held');
/** Whole-number part of the holding that has no column of its own. */
const inHolding = (field: string) => sql`json_extract(${t.lead.holding}, ${`$.${field}`})`;

export function poolReads(db: ReturnType<typeof makeBuilder>): PoolReads {
  const withStages = stagesReader(db);

  async function page(
    where: SQL | undefined,
    { limit, offset }: { limit: number; offset: number },
    from: SQL = sql`${t.lead}`,
  ) {
    const rows = await db
      .select()
      .from(t.lead)
      .where(where)
      .orderBy(asc(t.lead.touchedAt), asc(t.lead.number))
      .limit(limit)
      .offset(offset);
    const counted = await db.select({ total: sql<number>`count(*)` }).from(from).where(where);
    return { items: await withStages(rows), total: counted[0]?.total ?? 0 };
  }

  return {
    pooledLeads: (window) =>
      page(
        and(isOpen, isPooled, eq(t.lead.confidential, false)),
        window,
        sql`${t.lead} INDEXED BY lead_pool`,
      ),

    async leadsLapsingBy(day, heldBefore) {
      const unprotected = and(isNull(t.lead.protectedUntilOn), lt(t.lead.heldAt, heldBefore));
      const rows = [];
      // One after the other, each in the order of its index: many may wait, and only the first are read.
      for (const over of [unprotected, lte(t.lead.protectedUntilOn, day)]) {
        const some = await db
          .select()
          .from(t.lead)
          .where(and(isOpen, isHeld, isNull(t.lead.projectNumber), over))
          .orderBy(asc(t.lead.protectedUntilOn), asc(t.lead.number))
          .limit(SCANNED_MAX - rows.length);
        rows.push(...some);
      }
      return withStages(rows);
    },

    async leadsUnreceipted() {
      const rows = await db
        .select()
        .from(t.lead)
        .where(and(isOpen, sql`+${t.lead.holdState} = 'held'`, gt(t.lead.receiptAskedAt, 0)))
        .orderBy(asc(t.lead.touchedAt), asc(t.lead.number))
        .limit(SCANNED_MAX);
      return withStages(rows);
    },

    leadsUnjudged: (window) =>
      page(and(isOpen, isHeld, isNull(t.lead.projectNumber), sql`${inHolding('judged')} IS NULL`), window),

    async openClaims(person, unit) {
      const claimed = sql`${inHolding('heldWhy')} = 'claimed'`;
      const rows = await db
        .select({
          unit: sql<number>`count(*)`,
          person: sql<number>`coalesce(sum(${t.lead.holder} = ${person}), 0)`,
        })
        .from(t.lead)
        .where(and(isOpen, isHeld, eq(t.lead.unit, unit), noProject, claimed));
      return { person: rows[0]?.person ?? 0, unit: rows[0]?.unit ?? 0 };
    },

    async leadItself(number) {
      const rows = await db.select().from(t.lead).where(eq(t.lead.number, number)).limit(1);
      return (await withStages(rows))[0] ?? null;
    },

    async dispute(id) {
      const rows = await db.select().from(t.dispute).where(eq(t.dispute.id, id)).limit(1);
      return rows[0] === undefined ? null : disputeOf(rows[0]);
    },

    async disputesOf(lead) {
      const rows = await db
        .select()
        .from(t.dispute)
        .where(eq(t.dispute.lead, lead))
        .orderBy(asc(t.dispute.openedAt), asc(t.dispute.id));
      return rows.map(disputeOf);
    },

    async openDisputes() {
      const rows = await db
        .select()
        .from(t.dispute)
        .where(eq(t.dispute.state, 'open'))
        .orderBy(asc(t.dispute.openedAt), asc(t.dispute.id));
      return rows.map(disputeOf);
    },

    async points(lead) {
      const [lines, facts] = await Promise.all([
        db
          .select()
          .from(t.pointsLine)
          .where(eq(t.pointsLine.lead, lead))
          // `XS-202611-0001#10` comes after `#9`.
          .orderBy(sql`length(${t.pointsLine.id})`, asc(t.pointsLine.id)),
        db
          .select({ seq: sql<number>`coalesce(max(${t.fact.seq}), 0)` })
          .from(t.fact)
          .where(eq(t.fact.stream, `points/${lead}`)),
      ]);
      return { lead, version: facts[0]?.seq ?? 0, lines: lines.map(lineOf) };
    },

    async pointsBalances(kind, from, to) {
      const units = sql<number>`sum(${t.pointsLine.units})`;
      const rows = await db
        .select({ id: t.pointsLine.holder, units, lines: sql<number>`count(*)` })
        .from(t.pointsLine)
        .where(and(eq(t.pointsLine.holderKind, kind), gte(t.pointsLine.at, from), lt(t.pointsLine.at, to)))
        .groupBy(t.pointsLine.holder)
        .orderBy(desc(units), asc(t.pointsLine.holder));
      return rows.map(({ id, ...sums }) => ({ to: { kind, id }, ...sums }));
    },

    async pointsBalance(holder, from, to) {
      const rows = await db
        .select({
          units: sql<number>`coalesce(sum(${t.pointsLine.units}), 0)`,
          lines: sql<number>`count(*)`,
        })
        .from(t.pointsLine)
        .where(
          and(
            eq(t.pointsLine.holderKind, holder.kind),
            eq(t.pointsLine.holder, holder.id),
            gte(t.pointsLine.at, from),
            lt(t.pointsLine.at, to),
          ),
        );
      return { to: holder, units: rows[0]?.units ?? 0, lines: rows[0]?.lines ?? 0 };
    },

    async pointsLines(holder, { limit, offset }) {
      const where = and(eq(t.pointsLine.holderKind, holder.kind), eq(t.pointsLine.holder, holder.id));
      const rows = await db
        .select()
        .from(t.pointsLine)
        .where(where)
        .orderBy(desc(t.pointsLine.at), desc(sql`length(${t.pointsLine.id})`), desc(t.pointsLine.id))
        .limit(limit)
        .offset(offset);
      const counted = await db.select({ total: sql<number>`count(*)` }).from(t.pointsLine).where(where);
      return {
        items: rows.map((row) => ({ ...lineOf(row), lead: row.lead })),
        total: counted[0]?.total ?? 0,
      };
    },

    async leadsReferred(referrers, { limit, offset }) {
      const where = and(isOpen, isOneOf(inHolding('referrer'), referrers));
      const rows = await db
        .select()
        .from(t.lead)
        .where(where)
        .orderBy(desc(t.lead.registeredAt), desc(t.lead.number))
        .limit(limit)
        .offset(offset);
      const counted = await db.select({ total: sql<number>`count(*)` }).from(t.lead).where(where);
      return { items: await withStages(rows), total: counted[0]?.total ?? 0 };
    },

    async referrerCounts(from, to) {
      const referrer = sql<string>`${inHolding('referrer')}`;
      const isProject = sql`${t.lead.projectNumber} IS NOT NULL`;
      const rows = await db
        .select({
          referrer,
          leads: sql<number>`count(*)`,
          usable: sql<number>`sum(${isProject} OR coalesce(${inHolding('judged')} IN ('valid', 'verified'), 0))`,
          projects: sql<number>`sum(${isProject})`,
        })
        .from(t.lead)
        .where(
          and(
            isOpen,
            sql`${referrer} IS NOT NULL`,
            gte(t.lead.registeredAt, from),
            lt(t.lead.registeredAt, to),
          ),
        )
        .groupBy(referrer)
        .orderBy(desc(sql`count(*)`), asc(referrer));
      return rows;
    },

    async award(id) {
      const rows = await db.select().from(t.award).where(eq(t.award.id, id)).limit(1);
      return rows[0] === undefined ? null : awardOf(rows[0]);
    },

    async awards(year) {
      const rows = await db
        .select()
        .from(t.award)
        .where(eq(t.award.year, year))
        .orderBy(asc(t.award.decidedAt), asc(t.award.id));
      return rows.map(awardOf);
    },
  };
}

function disputeOf(row: InferSelectModel<typeof t.dispute>): Dispute {
  const { challengerUnit, challenger, respondentUnit, respondent, ...rest } = row;
  return {
    ...rest,
    challenger: { unit: challengerUnit, person: challenger },
    respondent: { unit: respondentUnit, person: respondent },
  };
}

function lineOf(row: InferSelectModel<typeof t.pointsLine>): PointsLine {
  const { lead: _lead, holderKind, holder, ...rest } = row;
  return { ...rest, to: { kind: holderKind, id: holder } };
}

function awardOf(row: InferSelectModel<typeof t.award>): Award {
  const { holderKind, holder, ...rest } = row;
  return { ...rest, to: { kind: holderKind, id: holder } };
}
