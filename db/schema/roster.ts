/** Tables of the roster: units, people, posts, groups and bound chats. Entered by import and binding. */
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const unit = sqliteTable('unit', {
  id: text().primaryKey(),
  name: text().notNull(),
  aliases: text({ mode: 'json' }).$type<string[]>().notNull(),
  kind: text().notNull(),
  parent: text(),
  tags: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
  activeFrom: text('active_from'),
  activeTo: text('active_to'),
  position: integer().notNull(),
});

export const person = sqliteTable(
  'person',
  {
    id: text().primaryKey(),
    openId: text('open_id'),
    /** Keyed hash of the mobile number, which itself is never stored. */
    mobileMark: text('mobile_mark'),
    name: text().notNull(),
    unit: text(),
    units: text({ mode: 'json' }).$type<string[]>().notNull(),
    roles: text({ mode: 'json' }).$type<string[]>().notNull(),
    leftAt: integer('left_at'),
  },
  (t) => [uniqueIndex('person_open_id').on(t.openId), uniqueIndex('person_mobile').on(t.mobileMark)],
);

export const post = sqliteTable('post', {
  id: text().primaryKey(),
  unit: text().notNull(),
  title: text().notNull(),
  rank: text().notNull(),
  person: text(),
});

export const membership = sqliteTable(
  'membership',
  { group: text().notNull(), unit: text().notNull(), role: text().notNull() },
  (t) => [primaryKey({ columns: [t.group, t.unit] })],
);

/** A bound Feishu chat; `unit` null means city-wide. */
export const chat = sqliteTable('chat', {
  chatId: text('chat_id').primaryKey(),
  unit: text(),
  boundAt: integer('bound_at').notNull(),
});

/** Who has been greeted, and with which edition of the welcome. */
export const welcome = sqliteTable('welcome', {
  openId: text('open_id').primaryKey(),
  edition: text().notNull(),
});
