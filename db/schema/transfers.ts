/** Transfers and hand-overs: the projection of their facts. Versions of terms and settlements stand in one column. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const transfer = sqliteTable(
  'transfer',
  {
    number: text().primaryKey(),
    version: integer().notNull(),
    lead: text().notNull(),
    sender: text().notNull(),
    receiver: text().notNull(),
    proposer: text().notNull(),
    proposedAt: integer('proposed_at').notNull(),
    touchedAt: integer('touched_at').notNull(),
    state: text({ enum: ['open', 'agreed', 'refused', 'withdrawn', 'cancelled'] }).notNull(),
    offers: text({ mode: 'json' }).$type<readonly unknown[]>().notNull(),
    open: integer(),
    agreed: integer(),
    agreedAt: integer('agreed_at'),
    settlements: text({ mode: 'json' }).$type<readonly unknown[]>().notNull(),
  },
  (t) => [
    index('transfer_lead').on(t.lead),
    index('transfer_state').on(t.state, t.touchedAt),
    index('transfer_sender').on(t.sender, t.touchedAt),
    index('transfer_receiver').on(t.receiver, t.touchedAt),
  ],
);

export const handover = sqliteTable(
  'handover',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    unit: text().notNull(),
    from: text('from_person').notNull(),
    to: text('to_person').notNull(),
    leads: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    /** First and last day of an absence; no last day: for good. */
    fromOn: text('from_on').notNull(),
    untilOn: text('until_on'),
    reason: text(),
    orderedBy: text('ordered_by').notNull(),
    orderedAt: integer('ordered_at').notNull(),
    state: text({ enum: ['ordered', 'moved', 'returned', 'cancelled'] }).notNull(),
    movedAt: integer('moved_at'),
    receiptedAt: integer('receipted_at'),
    returnedAt: integer('returned_at'),
  },
  (t) => [index('handover_state').on(t.state), index('handover_to').on(t.to, t.state)],
);
