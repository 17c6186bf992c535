/** 督办任务 and 包联: one row a task, one a project. Lists within them are JSON; days are `YYYY-MM-DD`. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Responsibility } from '../../src/domain/responsibility.ts';
import type { Task } from '../../src/domain/task/task.ts';

export const task = sqliteTable(
  'task',
  {
    number: text().primaryKey(),
    version: integer().notNull(),
    title: text().notNull(),
    lead: text(),
    about: text(),
    unit: text(),
    holder: text(),
    issuer: text(),
    originKind: text('origin_kind', { enum: ['hand', 'instruction', 'late', 'pack', 'visit'] }).notNull(),
    originKey: text('origin_key'),
    originClause: text('origin_clause'),
    state: text({
      enum: ['assigned', 'accepted', 'reported', 'verified', 'closed', 'withdrawn'],
    }).notNull(),
    assignedAt: integer('assigned_at').notNull(),
    dueOn: text('due_on'),
    firstDueOn: text('first_due_on'),
    dueByDefault: integer('due_by_default', { mode: 'boolean' }).notNull(),
    extension: text({ mode: 'json' }).$type<Task['extension']>(),
    percent: integer().notNull(),
    reports: text({ mode: 'json' }).$type<Task['reports']>().notNull(),
    doneOn: text('done_on'),
    wasLate: integer('was_late', { mode: 'boolean' }).notNull(),
    nudges: text({ mode: 'json' }).$type<Task['nudges']>().notNull(),
    reminded: text({ mode: 'json' }).$type<Task['reminded']>(),
    handedOver: text('handed_over', { mode: 'json' }).$type<Task['handedOver']>().notNull(),
    endedAt: integer('ended_at'),
    endReason: text('end_reason'),
  },
  (t) => [
    // A clock, a month's reports, a pack's task of a unit: one task each.
    uniqueIndex('task_origin_key').on(t.originKey),
    index('task_state').on(t.state, t.dueOn),
    index('task_lead').on(t.lead),
    index('task_about').on(t.about),
  ],
);

export const responsibility = sqliteTable('responsibility', {
  lead: text().primaryKey(),
  version: integer().notNull(),
  leader: text(),
  group: text('group_name'),
  officer: text(),
  plan: text(),
  history: text({ mode: 'json' }).$type<Responsibility['history']>().notNull(),
  setAt: integer('set_at'),
  setBy: text('set_by'),
  nudges: text({ mode: 'json' }).$type<Responsibility['nudges']>().notNull(),
});
