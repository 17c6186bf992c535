/** 设定: what the city itself sets, one row a value with its versions as JSON (sums are decimal texts). */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Setting } from '../../src/domain/setting/setting.ts';

export const setting = sqliteTable(
  'setting',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    kind: text({ enum: ['target', 'fx', 'baseline', 'cohort', 'mark', 'figure'] }).notNull(),
    item: text().notNull(),
    subject: text(),
    part: integer(),
    scope: text(),
    versions: text({ mode: 'json' }).$type<Setting['versions']>().notNull(),
  },
  (t) => [index('setting_kind').on(t.kind, t.item), index('setting_subject').on(t.kind, t.subject)],
);
