/** 异议 to published bulletins, one row each; and which of our messages their receivers opened. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const objection = sqliteTable(
  'objection',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    publication: text().notNull(),
    unit: text().notNull(),
    text: text().notNull(),
    raisedBy: text('raised_by').notNull(),
    raisedAt: integer('raised_at').notNull(),
    state: text({ enum: ['raised', 'accepted', 'rejected'] }).notNull(),
    reason: text(),
    decidedBy: text('decided_by'),
    decidedAt: integer('decided_at'),
  },
  (t) => [
    index('objection_publication').on(t.publication, t.unit),
    index('objection_state').on(t.state, t.decidedAt),
  ],
);

/** A message sent to one person was opened; the first time counts. Group messages have no such receipt. */
export const messageRead = sqliteTable('message_read', {
  messageId: text('message_id').primaryKey(),
  at: integer().notNull(),
});
