/** 招商活动: one row an activity, and one a firm met in it, by the core of its name. Days are `YYYY-MM-DD`. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Activity } from '../../src/domain/activity/activity.ts';

export const activity = sqliteTable(
  'activity',
  {
    number: text().primaryKey(),
    version: integer().notNull(),
    kind: text().notNull(),
    on: text('happened_on').notNull(),
    endOn: text('end_on'),
    region: text(),
    topic: text(),
    units: text({ mode: 'json' }).$type<Activity['units']>().notNull(),
    people: text({ mode: 'json' }).$type<Activity['people']>().notNull(),
    leaders: text({ mode: 'json' }).$type<Activity['leaders']>().notNull(),
    flags: text({ mode: 'json' }).$type<Activity['flags']>().notNull(),
    tags: text({ mode: 'json' }).$type<Activity['tags']>().notNull(),
    enterprises: text({ mode: 'json' }).$type<Activity['enterprises']>().notNull(),
    outcome: text(),
    evidence: text(),
    next: text({ mode: 'json' }).$type<Activity['next']>(),
    state: text({ enum: ['planned', 'held', 'cancelled'] }).notNull(),
    check: text('check_state', { enum: ['unchecked', 'verified', 'returned'] }).notNull(),
    checkReason: text('check_reason'),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: text('recorded_by'),
    endReason: text('end_reason'),
  },
  (t) => [
    index('activity_on').on(t.on, t.number),
    index('activity_kind').on(t.kind, t.on),
    index('activity_by').on(t.recordedBy, t.on),
  ],
);

export const activityEnterprise = sqliteTable(
  'activity_enterprise',
  {
    activity: text().notNull(),
    key: text().notNull(),
    lead: text(),
  },
  (t) => [
    primaryKey({ columns: [t.activity, t.key] }),
    index('activity_enterprise_key').on(t.key),
    index('activity_enterprise_lead').on(t.lead),
  ],
);
