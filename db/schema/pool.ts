/** 争议, 积分 and 评奖: projections of their facts. Points are integers in ten-thousandths. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Statement, Verdict } from '../../src/domain/dispute.ts';

export const dispute = sqliteTable(
  'dispute',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    lead: text().notNull(),
    challengerUnit: text('challenger_unit').notNull(),
    challenger: text().notNull(),
    respondentUnit: text('respondent_unit').notNull(),
    respondent: text().notNull(),
    state: text({ enum: ['open', 'decided', 'withdrawn'] }).notNull(),
    openedAt: integer('opened_at').notNull(),
    statements: text({ mode: 'json' }).$type<readonly Statement[]>().notNull(),
    verdict: text({ mode: 'json' }).$type<Verdict>(),
  },
  (t) => [index('dispute_lead').on(t.lead), index('dispute_state').on(t.state, t.openedAt)],
);

/** Lines of the ledgers; a revocation is a line of its own, with the opposite sign. */
export const pointsLine = sqliteTable(
  'points_line',
  {
    id: text().primaryKey(),
    lead: text().notNull(),
    rule: text().notNull(),
    event: text().notNull(),
    label: text().notNull(),
    holderKind: text('holder_kind', { enum: ['unit', 'person', 'consultant', 'intermediary'] }).notNull(),
    holder: text().notNull(),
    units: integer().notNull(),
    at: integer().notNull(),
    by: text(),
    evidence: text(),
    clause: text().notNull(),
    revokes: text(),
  },
  (t) => [index('points_lead').on(t.lead), index('points_holder').on(t.holderKind, t.holder, t.at)],
);

export const award = sqliteTable(
  'award',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    year: text().notNull(),
    rule: text().notNull(),
    title: text().notNull(),
    clause: text().notNull(),
    holderKind: text('holder_kind', { enum: ['unit', 'person', 'consultant', 'intermediary'] }).notNull(),
    holder: text().notNull(),
    units: integer().notNull(),
    decision: text({ enum: ['confirmed', 'dropped'] }).notNull(),
    reason: text(),
    decidedBy: text('decided_by'),
    decidedAt: integer('decided_at').notNull(),
  },
  (t) => [index('award_year').on(t.year)],
);
