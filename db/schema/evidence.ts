/**
 * Evidence 佐证 and pledges 承诺. `evidence` and `pledge` are projections of facts; the bytes lie sealed in pieces, keyed
 * by their hash, and are no projection: they are what the facts speak of.
 */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { FILE_TYPES } from '../../src/domain/evidence-type.ts';

export const evidence = sqliteTable(
  'evidence',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    messageId: text('message_id').notNull(),
    fileKey: text('file_key').notNull(),
    kind: text({ enum: ['file', 'image'] }).notNull(),
    name: text().notNull(),
    sender: text().notNull(),
    receivedAt: integer('received_at').notNull(),
    lead: text(),
    state: text({ enum: ['fetching', 'stored', 'refused', 'dropped'] }).notNull(),
    why: text(),
    hash: text(),
    fileType: text('file_type', { enum: FILE_TYPES }),
    bytes: integer(),
    storedAt: integer('stored_at'),
  },
  (t) => [
    index('evidence_lead').on(t.lead),
    index('evidence_hash').on(t.hash),
    index('evidence_sender').on(t.sender, t.receivedAt),
    index('evidence_state').on(t.state),
  ],
);

/** Sealed pieces of a file, each small enough for a row of D1 (2 MB). */
export const evidencePiece = sqliteTable(
  'evidence_piece',
  { hash: text().notNull(), part: integer().notNull(), sealed: text().notNull() },
  (t) => [primaryKey({ columns: [t.hash, t.part] })],
);

/** Attempts to download, so that what fails is tried again later and not forever. */
export const evidenceAttempt = sqliteTable('evidence_attempt', {
  id: text().primaryKey(),
  attempts: integer().notNull(),
  nextAt: integer('next_at').notNull(),
  why: text().notNull(),
});

export const pledge = sqliteTable(
  'pledge',
  {
    lead: text().notNull(),
    id: text().notNull(),
    kind: text({ enum: ['paper', 'promise'] }).notNull(),
    what: text().notNull(),
    dueOn: text('due_on').notNull(),
    event: text().notNull(),
    madeAt: integer('made_at').notNull(),
    closedOn: text('closed_on'),
    closedBy: text('closed_by'),
  },
  (t) => [primaryKey({ columns: [t.lead, t.id] }), index('pledge_due').on(t.closedOn, t.dueOn)],
);
