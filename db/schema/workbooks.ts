/** Workbooks 表格 asked for and sent: a projection of their facts; and attempts to work on them, which are none. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { WORKBOOK_STATES, type WorkbookKind } from '../../src/domain/workbook.ts';

export const workbook = sqliteTable(
  'workbook',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    way: text({ enum: ['out', 'in'] }).notNull(),
    by: text().notNull(),
    at: integer().notNull(),
    kind: text().$type<WorkbookKind>(),
    template: integer({ mode: 'boolean' }).notNull(),
    month: text(),
    messageId: text('message_id'),
    fileKey: text('file_key'),
    name: text(),
    state: text({ enum: WORKBOOK_STATES }).notNull(),
    why: text(),
    hash: text(),
    made: text(),
    rows: integer(),
    upTo: integer('up_to').notNull(),
    added: integer().notNull(),
    changed: integer().notNull(),
    unchanged: integer().notNull(),
    rejected: integer().notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    index('workbook_state').on(t.state),
    index('workbook_by').on(t.by, t.at),
    index('workbook_hash').on(t.hash),
    index('workbook_made').on(t.made),
    index('workbook_ended').on(t.endedAt),
  ],
);

/** Attempts that failed, so that the work is tried again later and not forever. */
export const workbookAttempt = sqliteTable('workbook_attempt', {
  id: text().primaryKey(),
  attempts: integer().notNull(),
  nextAt: integer('next_at').notNull(),
  why: text().notNull(),
});
