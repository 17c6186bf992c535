/** The organisation as Feishu knows it, beside the roster: which department is which unit, and what was heard of accounts. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A department and the unit it is; found once by mapping or name, kept so that a later renaming changes nothing. */
export const departmentLink = sqliteTable('department_link', {
  /** open_department_id: the plain department_id may be used again after a deletion. */
  department: text().primaryKey(),
  /** `null`: the mapping says to pass it over. */
  unit: text(),
  /** Its name when it was last looked at: a different one now is a renaming. */
  name: text().notNull(),
});

/** The latest event of an account, by the platform's time: an older one that comes late is passed over. */
export const accountSeen = sqliteTable('account_seen', {
  openId: text('open_id').primaryKey(),
  at: integer().notNull(),
});

/** Who joined and is not in the roster, until the administrator was told. The name is sealed. */
export const newcomer = sqliteTable(
  'newcomer',
  {
    openId: text('open_id').primaryKey(),
    sealed: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('newcomer_at').on(t.at)],
);
