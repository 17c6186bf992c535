/**
 * The mirror in a Bitable: which table is which, which record is which row, how far the facts have been mirrored, and the
 * one batch under way. No projection of facts: what is mirrored can always be mirrored again.
 */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const mirrorTable = sqliteTable('mirror_table', {
  kind: text({ enum: ['leads', 'projects', 'months'] }).primaryKey(),
  appToken: text('app_token').notNull(),
  tableId: text('table_id').notNull(),
});

export const mirrorRow = sqliteTable(
  'mirror_row',
  {
    kind: text({ enum: ['leads', 'projects', 'months'] }).notNull(),
    /** Lead number, project number, or number and month. */
    key: text().notNull(),
    recordId: text('record_id').notNull(),
    /** Of the fields as last sent; '' = to be sent again. */
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key] }), index('mirror_row_record').on(t.recordId)],
);

/** One row. */
export const mirrorState = sqliteTable('mirror_state', {
  name: text().primaryKey(),
  /** Counts the writes: two workers cannot both go on from the same state. */
  version: integer().notNull(),
  /** The last fact that is mirrored. */
  watermark: integer().notNull(),
  /** The creation under way, as JSON: sent again under the same token after a crash. */
  pending: text(),
  nextAt: integer('next_at').notNull(),
  attempts: integer().notNull(),
  /** Why nothing is mirrored until somebody has seen to it. */
  parked: text(),
  /** When it last had nothing left to do. */
  doneAt: integer('done_at'),
});
