/**
 * 台账: one row an entry, whatever registry of the pack it belongs to, its values as JSON; and the pieces it is found by.
 *
 * The index is a plain table of grams and not FTS5: D1 exports no database with virtual tables, and replay compares
 * ordinary rows; a gram is one key look-up on both runtimes, and it is a projection of facts like everything else.
 */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Entry } from '../../src/domain/registry/entry.ts';

export const registryEntry = sqliteTable(
  'registry_entry',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    registry: text().notNull(),
    owner: text(),
    title: text(),
    values: text({ mode: 'json' }).$type<Entry['values']>().notNull(),
    sealed: text({ mode: 'json' }).$type<Entry['sealed']>().notNull(),
    key: text().notNull(),
    confidential: integer({ mode: 'boolean' }).notNull(),
    state: text({ enum: ['active', 'retired'] }).notNull(),
    reason: text(),
    registeredBy: text('registered_by'),
    registeredAt: integer('registered_at').notNull(),
    checkedAt: integer('checked_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    index('registry_entry_key').on(t.registry, t.key),
    index('registry_entry_state').on(t.registry, t.state, t.checkedAt),
  ],
);

/** A piece of an active entry's words. */
export const registryGram = sqliteTable(
  'registry_gram',
  { gram: text().notNull(), registry: text().notNull(), entry: text().notNull() },
  (t) => [primaryKey({ columns: [t.gram, t.registry, t.entry] })],
);
