/**
 * A year of one project's figures in one row, kept in the same commit as the entries it is made of: what a standing is
 * worked out from, so that nobody reads the months of every project one by one.
 */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const progressYear = sqliteTable(
  'progress_year',
  {
    lead: text().notNull(),
    measure: text().notNull(),
    year: integer().notNull(),
    /** Cumulative to the end of each month from January on: `[1000,null,2500]`, ends with the last reported one. */
    figures: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.lead, t.measure, t.year] })],
);
