/**
 * Reads of a month's figures: what was registered, signed and started, by unit and by name. Plain statements over
 * indices, none of which reads a whole city's leads. Part of `store.ts`.
 */
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Bind, Database } from '../../src/ports.ts';
import type { BulletinReads, Delivered, ReachedFilter } from '../../src/store/bulletins.ts';
import type { makeBuilder } from '../builder.ts';
import { LISTED, marks, numberOrNull, type Part, textOrNull, UNDER_WAY } from '../parts.ts';
import { investmentOf } from '../rows.ts';
import * as t from '../schema.ts';
import { leadsReader } from './leads.ts';

/** First verified events by the day they happened: those of the span, and those that came too late for theirs. */
function reached({ stages, fromOn, toOn, belatedAfter, except }: ReachedFilter): Part {
  const kinds = marks(stages);
  const first =
    `e.state = 'verified' AND e.stage IN (${kinds}) AND e.lead NOT IN ${LISTED} ` +
    "AND NOT EXISTS (SELECT 1 FROM stage_event p WHERE p.lead = e.lead AND p.state = 'verified' " +
    `AND p.stage IN (${kinds}) ` +
    'AND (p.happened_on, p.reported_at, p.id) < (e.happened_on, e.reported_at, e.id))';
  const firstBinds = [...stages, JSON.stringify(except), ...stages];
  const inSpan = `SELECT e.lead, e.happened_on FROM stage_event e WHERE e.happened_on >= ? AND e.happened_on <= ? AND ${first}`;
  const binds: Bind[] = [fromOn, toOn, ...firstBinds];
  if (belatedAfter === null) return { sql: inSpan, binds };
  return {
    sql: `${inSpan} UNION ALL SELECT e.lead, e.happened_on FROM stage_event e WHERE e.verified_at > ? AND e.happened_on < ? AND ${first}`,
    binds: [...binds, belatedAfter, fromOn, ...firstBinds],
  };
}

/** Projects first signed before a day, with what they had come to by another; 元. */
const performanceSql = (kinds: string) =>
  'SELECT l.unit, count(*), ' +
  "sum(EXISTS (SELECT 1 FROM stage_event x WHERE x.lead = l.number AND x.state = 'verified' AND x.stage = ? AND x.happened_on <= ?)), " +
  "sum(EXISTS (SELECT 1 FROM stage_event x WHERE x.lead = l.number AND x.state = 'verified' AND x.stage = ? AND x.happened_on <= ?)), " +
  'sum(l.exit IS NOT NULL AND l.exit_on <= ?), ' +
  "sum(CASE WHEN l.currency = 'CNY' THEN l.low_units ELSE 0 END), " +
  "sum(CASE WHEN l.currency = 'CNY' AND l.low_units IS NOT NULL THEN coalesce((SELECT p.units FROM progress_entry p " +
  'WHERE p.lead = l.number AND p.measure = ? AND p.month <= ? ORDER BY p.month DESC LIMIT 1), 0) ELSE 0 END), ' +
  "sum(l.low_units IS NULL OR l.currency <> 'CNY') " +
  `FROM (SELECT e.lead, min(e.happened_on) first FROM stage_event e WHERE e.state = 'verified' AND e.stage IN (${kinds}) ` +
  'GROUP BY e.lead HAVING first < ?) s JOIN lead l ON l.number = s.lead ' +
  "WHERE l.status <> 'withdrawn' AND l.hold_state <> 'merged' GROUP BY l.unit ORDER BY l.unit";

const cumulativeBy = (upTo: string, from: string) =>
  `(SELECT p.units FROM progress_entry p WHERE p.lead = m.lead AND p.measure = ? AND p.month ${upTo} ? AND p.month >= ${from} ORDER BY p.month DESC LIMIT 1)`;
const LINES_SQL =
  `SELECT l.number, l.project_number, l.company, l.project, l.unit, l.confidential, coalesce(${cumulativeBy('<=', '?')}, 0) - coalesce(${cumulativeBy('<', '?')}, 0) ` +
  'FROM (SELECT DISTINCT lead FROM progress_entry WHERE month >= ? AND month <= ? AND measure = ?) m ' +
  'JOIN lead l ON l.number = m.lead ORDER BY coalesce(l.project_number, l.number)';

const LARGEST_SQL =
  'SELECT number, project_number, company, project, unit, confidential, remaining FROM (SELECT o.*, row_number() OVER ' +
  '(PARTITION BY o.unit ORDER BY o.remaining DESC, o.number) place FROM (SELECT l.number, l.project_number, l.company, l.project, l.unit, ' +
  'l.confidential, l.low_units - coalesce((SELECT p.units FROM progress_entry p WHERE p.lead = l.number AND p.measure = ? ' +
  'ORDER BY p.month DESC LIMIT 1), 0) remaining FROM lead l WHERE l.project_number IS NOT NULL AND l.confidential = 0 ' +
  `AND l.currency = 'CNY' AND l.low_units IS NOT NULL AND ${UNDER_WAY}) o WHERE o.remaining > 0) WHERE place <= ? ORDER BY unit, place`;

const lineOf = (row: readonly Bind[]) => ({
  lead: String(row[0]),
  projectNumber: textOrNull(row[1]),
  company: String(row[2]),
  project: textOrNull(row[3]),
  unit: String(row[4]),
  confidential: Number(row[5]) === 1,
});

const DELIVERED_SQL =
  'SELECT o.key, o.state, o.message_id, o.why, r.at FROM outbox o LEFT JOIN message_read r ON r.message_id = o.message_id ' +
  'WHERE o.key >= ? AND o.key < ? ORDER BY o.key';

const countOf = (row: readonly Bind[]) => ({ unit: String(row[0]), count: Number(row[1]) });

export function bulletinReads(
  database: Pick<Database, 'query'>,
  db: ReturnType<typeof makeBuilder>,
): BulletinReads {
  const leadsOf = leadsReader(db);

  return {
    async registeredCounts(from, to) {
      const rows = await database.query(
        `SELECT l.unit, count(*) FROM lead l INDEXED BY lead_registered WHERE l.registered_at >= ? AND l.registered_at < ? AND ${UNDER_WAY} GROUP BY l.unit`,
        [from, to],
      );
      return rows.map(countOf);
    },

    async stageCounts() {
      const rows = await database.query(
        `SELECT l.stage, count(*) FROM lead l WHERE ${UNDER_WAY} GROUP BY l.stage ORDER BY l.stage`,
        [],
      );
      return rows.map((row) => ({ stage: String(row[0]), count: Number(row[1]) }));
    },

    async reachedCounts(filter) {
      const found = reached(filter);
      const rows = await database.query(
        `SELECT l.unit, count(*) FROM (${found.sql}) f JOIN lead l ON l.number = f.lead WHERE ${UNDER_WAY} GROUP BY l.unit`,
        found.binds,
      );
      return rows.map(countOf);
    },

    async reachedRows(filter) {
      const found = reached(filter);
      const rows = await database.query(
        'SELECT l.number, l.project_number, l.company, l.project, l.unit, l.confidential, l.low_units, l.high_units, ' +
          `l.currency, l.approx, f.happened_on FROM (${found.sql}) f JOIN lead l ON l.number = f.lead ` +
          `WHERE ${UNDER_WAY} ORDER BY f.happened_on, coalesce(l.project_number, l.number)`,
        found.binds,
      );
      return rows.map((row) => ({
        number: String(row[0]),
        projectNumber: textOrNull(row[1]),
        company: String(row[2]),
        project: textOrNull(row[3]),
        unit: String(row[4]),
        confidential: Number(row[5]) === 1,
        investment: investmentOf(
          numberOrNull(row[6]),
          numberOrNull(row[7]),
          textOrNull(row[8]),
          Number(row[9]) === 1,
        ),
        happenedOn: String(row[10]),
      }));
    },

    async leadsNumbered(numbers) {
      const leads = await leadsOf(numbers);
      return leads.filter(
        (lead) =>
          lead.status !== 'withdrawn' && (lead.course.exit === null || lead.course.exit.kind === 'paused'),
      );
    },

    async leadsCorrectedAfter(at) {
      const rows = await database.query(
        `SELECT l.number FROM lead l WHERE ${UNDER_WAY} AND l.number IN ` +
          "(SELECT e.lead FROM stage_event e WHERE e.corrected_at > ? AND e.state = 'verified') " +
          'ORDER BY l.registered_at DESC, l.number DESC',
        [at],
      );
      return leadsOf(rows.map((row) => String(row[0])));
    },

    async performance({ signed, started, operating, measure, before, untilOn }) {
      const rows = await database.query(performanceSql(marks(signed)), [
        started,
        untilOn,
        operating,
        untilOn,
        untilOn,
        measure,
        untilOn.slice(0, 7),
        ...signed,
        before,
      ]);
      return rows.map((row) => {
        const [made, going, running, left, investment, funds, unknown] = row.slice(1).map(Number);
        return {
          unit: String(row[0]),
          signed: made ?? 0,
          started: going ?? 0,
          operating: running ?? 0,
          left: left ?? 0,
          investment: investment ?? 0,
          funds: funds ?? 0,
          unknown: unknown ?? 0,
        };
      });
    },

    async periodLines({ measure, from, to, perYear }) {
      const since = perYear ? `${from.slice(0, 4)}-01` : '';
      const rows = await database.query(LINES_SQL, [
        measure,
        to,
        since,
        measure,
        from,
        since,
        from,
        to,
        measure,
      ]);
      return rows.map((row) => ({ ...lineOf(row), units: Number(row[6]) }));
    },

    async largestOpen({ measure, perUnit }) {
      const rows = await database.query(LARGEST_SQL, [measure, perUnit]);
      return rows.map((row) => ({ ...lineOf(row), remaining: Number(row[6]) }));
    },

    async delivered(publication) {
      const prefix = `bulletin:${publication}:`;
      const rows = await database.query(DELIVERED_SQL, [prefix, `${prefix}\u{10ffff}`]);
      return rows.map(
        (row): Delivered => ({
          to: String(row[0]).slice(prefix.length),
          state: String(row[1]) as Delivered['state'],
          messageId: textOrNull(row[2]),
          why: textOrNull(row[3]),
          readAt: numberOrNull(row[4]),
        }),
      );
    },

    async bulletinsLeftSince(at) {
      const rows = await database.query(
        "SELECT DISTINCT about FROM outbox WHERE ended_at >= ? AND key >= 'bulletin:' AND key < 'bulletin;' AND about IS NOT NULL ORDER BY about",
        [at],
      );
      return rows.map((row) => String(row[0]));
    },

    async objection(id) {
      const rows = await db.select().from(t.objection).where(eq(t.objection.id, id)).limit(1);
      return rows[0] ?? null;
    },

    objectionsTo: async (publication) =>
      db
        .select()
        .from(t.objection)
        .where(eq(t.objection.publication, publication))
        .orderBy(asc(t.objection.raisedAt), asc(t.objection.id)),

    objectionsAccepted: async (after) =>
      db
        .select()
        .from(t.objection)
        .where(and(eq(t.objection.state, 'accepted'), gt(t.objection.decidedAt, after)))
        .orderBy(asc(t.objection.decidedAt), asc(t.objection.id)),

    objectionsWaiting: async () =>
      db
        .select()
        .from(t.objection)
        .where(eq(t.objection.state, 'raised'))
        .orderBy(asc(t.objection.raisedAt), asc(t.objection.id)),
  };
}
