/**
 * Reads of a month's figures: what was registered, signed and started, by unit and by name. Plain statements over
 * indices, none of which reads a whole city's leads. Part of `store.ts`.
 */
import type { Bind, Database } from '../../src/ports.ts';
import type { BulletinReads, ReachedFilter } from '../../src/store/bulletins.ts';
import type { makeBuilder } from '../builder.ts';
import { LISTED, marks, numberOrNull, type Part, textOrNull, UNDER_WAY } from '../parts.ts';
import { investmentOf } from '../rows.ts';
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
  };
}
