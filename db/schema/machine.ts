/**
 * Tables of the machine: what was received, what was promised, what happened, what was run.
 *
 * Invariants
 *  1. A key in `inbox` means: this identity was taken in, durably. It is never removed while redelivery is possible.
 *  2. `fact` only grows; (stream, seq) is unique, so two writers cannot both extend a stream from the same state.
 *  3. A row in `outbox` is a promise made in the commit of its cause; its key makes the promise once.
 *  4. Bodies of deliveries and outgoing messages are sealed (they hold personal data) and leave when done with.
 */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const inbox = sqliteTable('inbox', {
  key: text().primaryKey(),
  receivedAt: integer('received_at').notNull(),
});

/** What waits to be worked on, or was given up. A concluded delivery leaves; its identities stay in `inbox`. */
export const delivery = sqliteTable('delivery', {
  /** Never used twice, so that a slow worker cannot conclude another's delivery. */
  id: integer().primaryKey({ autoIncrement: true }),
  eventId: text('event_id').notNull(),
  body: text().notNull(),
  receivedAt: integer('received_at').notNull(),
  state: text({ enum: ['waiting', 'parked'] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAt: integer('next_at').notNull(),
  why: text(),
});

/** What was answered to a pressed button, so that the same press gets the same answer. */
export const pressReply = sqliteTable('press_reply', {
  eventId: text('event_id').primaryKey(),
  reply: text().notNull(),
  at: integer().notNull(),
});

export const fact = sqliteTable(
  'fact',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    stream: text().notNull(),
    seq: integer().notNull(),
    type: text().notNull(),
    data: text().notNull(),
    at: integer().notNull(),
    actor: text(),
    cause: text(),
  },
  (t) => [uniqueIndex('fact_stream_seq').on(t.stream, t.seq), index('fact_actor').on(t.actor)],
);

/** Numbers taken: one row each, so that taking the same number twice violates the key. */
export const sequence = sqliteTable(
  'sequence',
  { name: text().notNull(), value: integer().notNull() },
  (t) => [primaryKey({ columns: [t.name, t.value] })],
);

export const outbox = sqliteTable(
  'outbox',
  {
    key: text().primaryKey(),
    /** Lower goes first: 0 somebody is waiting, 5 notices, 9 bulletins. */
    rank: integer().notNull(),
    how: text({ enum: ['send', 'reply', 'update'] }).notNull(),
    receiver: text().notNull(),
    body: text(),
    uuid: text().notNull(),
    state: text({ enum: ['waiting', 'sending', 'sent', 'parked', 'uncertain', 'purged'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    nextAt: integer('next_at').notNull(),
    staleAt: integer('stale_at'),
    attempts: integer().notNull().default(0),
    firstTriedAt: integer('first_tried_at'),
    endedAt: integer('ended_at'),
    messageId: text('message_id'),
    /** The lead, project, month … this message is about: a quoted reply finds its subject here. */
    about: text(),
    /** Who can see this message: a press on a group's card must not be answered with one person's data. */
    audience: text({ enum: ['private', 'group'] }).notNull(),
    cause: text().notNull(),
    code: integer(),
    why: text(),
  },
  (t) => [
    index('outbox_due').on(t.state, t.rank, t.nextAt),
    index('outbox_message').on(t.messageId),
    index('outbox_ended').on(t.endedAt),
  ],
);

export const job = sqliteTable('job', {
  key: text().primaryKey(),
  at: integer().notNull(),
});

/** One sealed sample: proves that the key at hand is the one this database was sealed with. */
export const keyCheck = sqliteTable('key_check', {
  name: text().primaryKey(),
  sealed: text().notNull(),
});
