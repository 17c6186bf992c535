/** Reads of what units file as a whole, reminders by hand, and the state of single reports. Part of `store.ts`. */
import { asc, eq, sql } from 'drizzle-orm';
import { noFiling } from '../../src/domain/filing/filing.ts';
import { noHurry } from '../../src/domain/filing/hurry.ts';
import type { Database } from '../../src/ports.ts';
import type { FilingReads } from '../../src/store/filings.ts';
import type { makeBuilder } from '../builder.ts';
import { LISTED } from '../parts.ts';
import * as t from '../schema.ts';
import { verdictOf } from './figures-check.ts';

export function filingReads(
  database: Pick<Database, 'query'>,
  db: ReturnType<typeof makeBuilder>,
): FilingReads {
  return {
    async filing(unit) {
      const rows = await db.select().from(t.unitFiling).where(eq(t.unitFiling.unit, unit)).limit(1);
      return rows[0] ?? noFiling(unit);
    },

    async filings(units) {
      const among =
        units === undefined
          ? undefined
          : sql`${t.unitFiling.unit} IN (SELECT value FROM json_each(${JSON.stringify(units)}))`;
      return db.select().from(t.unitFiling).where(among).orderBy(asc(t.unitFiling.unit));
    },

    async hurry(id) {
      const rows = await db.select().from(t.hurry).where(eq(t.hurry.id, id)).limit(1);
      return rows[0] ?? noHurry(id);
    },

    async reportStates(month, leads) {
      const rows = await database.query(
        `SELECT lead, late, forecast, unchanged, checked FROM progress_report WHERE month = ? AND lead IN ${LISTED}`,
        [month, JSON.stringify(leads)],
      );
      return new Map(
        rows.map(([lead, late, forecast, unchanged, checked]) => [
          String(lead),
          {
            late: Number(late) === 1,
            forecast: Number(forecast) === 1,
            unchanged: Number(unchanged) === 1,
            checked: verdictOf(checked),
          },
        ]),
      );
    },
  };
}
