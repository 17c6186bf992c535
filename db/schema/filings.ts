/** What units file as a whole, one row a unit, and who was reminded by hand, one row a month. Lists are JSON. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { UnitFiling } from '../../src/domain/filing/filing.ts';
import type { Hurry } from '../../src/domain/filing/hurry.ts';

export const unitFiling = sqliteTable('unit_filing', {
  unit: text().primaryKey(),
  version: integer().notNull(),
  entries: text({ mode: 'json' }).$type<UnitFiling['entries']>().notNull(),
  reports: text({ mode: 'json' }).$type<UnitFiling['reports']>().notNull(),
});

export const hurry = sqliteTable('hurry', {
  id: text().primaryKey(),
  version: integer().notNull(),
  last: text({ mode: 'json' }).$type<Hurry['last']>().notNull(),
});
