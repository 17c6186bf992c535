/**
 * State of the subjects: the projection of their facts, written in the same commit.
 * Amounts are integers in ten-thousandths of 万 (that is: 元, 美元); days are `YYYY-MM-DD`, months `YYYY-MM`.
 */

import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Holding } from '../../src/domain/lead/holding.ts';
import type { Course } from '../../src/domain/lead/stage-course.ts';
import type { StageDetails } from '../../src/domain/lead/stage-facts.ts';

export const lead = sqliteTable(
  'lead',
  {
    number: text().primaryKey(),
    version: integer().notNull(),
    company: text().notNull(),
    project: text(),
    lowUnits: integer('low_units'),
    highUnits: integer('high_units'),
    currency: text(),
    approx: integer({ mode: 'boolean' }).notNull(),
    industry: text(),
    landingUnit: text('landing_unit'),
    channel: text(),
    contact: text(),
    note: text(),
    unit: text().notNull(),
    /** Empty while it lies in the pool. */
    holder: text().notNull(),
    holdState: text('hold_state', { enum: ['held', 'pool', 'merged'] }).notNull(),
    protectedUntilOn: text('protected_until_on'),
    mergedInto: text('merged_into'),
    /** 签收 asked and not given. */
    receiptAskedAt: integer('receipt_asked_at'),
    holding: text({ mode: 'json' }).$type<Holding>().notNull(),
    registeredAt: integer('registered_at').notNull(),
    confidential: integer({ mode: 'boolean' }).notNull(),
    status: text().notNull(),
    tags: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    stage: text().notNull(),
    course: text({ mode: 'json' }).$type<Course>().notNull(),
    /** The exit's kind, for lists of what is under way. */
    exit: text(),
    projectNumber: text('project_number'),
    promotedAt: integer('promoted_at'),
    touchedAt: integer('touched_at').notNull(),
  },
  (t) => [
    uniqueIndex('lead_project_number').on(t.projectNumber),
    index('lead_unit').on(t.unit, t.registeredAt),
    index('lead_holder').on(t.holder, t.registeredAt),
    index('lead_hold').on(t.holdState, t.touchedAt),
    index('lead_protected').on(t.holdState, t.protectedUntilOn),
    index('lead_receipt').on(t.receiptAskedAt),
  ],
);

/** Blocking keys of a company's core name: candidates for the similarity check without a scan. */
export const leadKey = sqliteTable('lead_key', { key: text().notNull(), lead: text().notNull() }, (t) => [
  primaryKey({ columns: [t.key, t.lead] }),
]);

export const stageEvent = sqliteTable(
  'stage_event',
  {
    id: text().primaryKey(),
    lead: text().notNull(),
    stage: text().notNull(),
    happenedOn: text('happened_on').notNull(),
    reportedAt: integer('reported_at').notNull(),
    reporter: text().notNull(),
    evidence: text(),
    note: text(),
    details: text({ mode: 'json' }).$type<StageDetails>().notNull(),
    state: text({ enum: ['submitted', 'verified', 'returned', 'withdrawn'] }).notNull(),
    verifier: text(),
    verifiedAt: integer('verified_at'),
    reason: text(),
  },
  (t) => [index('stage_event_lead').on(t.lead), index('stage_event_state').on(t.state, t.reportedAt)],
);

/** Encrypted personal data of a lead's contact; erasable without touching a fact. */
export const contact = sqliteTable('contact', {
  id: text().primaryKey(),
  sealed: text(),
  erasedAt: integer('erased_at'),
});

/** Cumulative figures to the end of the month, as last reported. */
export const progressEntry = sqliteTable(
  'progress_entry',
  {
    lead: text().notNull(),
    month: text().notNull(),
    measure: text().notNull(),
    units: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.lead, t.measure, t.month] }), index('progress_month').on(t.month)],
);

export const progressReport = sqliteTable(
  'progress_report',
  {
    lead: text().notNull(),
    month: text().notNull(),
    version: integer().notNull(),
    reporter: text().notNull(),
    reportedAt: integer('reported_at').notNull(),
    late: integer({ mode: 'boolean' }).notNull(),
    forecast: integer({ mode: 'boolean' }).notNull(),
    narrative: text(),
    problems: text(),
    plan: text(),
    reason: text(),
  },
  (t) => [primaryKey({ columns: [t.lead, t.month] }), index('report_month').on(t.month)],
);

/** A unit's increments of a month, kept in the same commit as the entries they come from. */
export const monthlyRollup = sqliteTable(
  'monthly_rollup',
  {
    month: text().notNull(),
    measure: text().notNull(),
    unit: text().notNull(),
    units: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.month, t.measure, t.unit] })],
);

export const publication = sqliteTable('publication', {
  id: text().primaryKey(),
  version: integer().notNull(),
  kind: text().notNull(),
  period: text().notNull(),
  state: text({ enum: ['draft', 'checked', 'published'] }).notNull(),
  body: text().notNull(),
  hash: text().notNull(),
  draftedAt: integer('drafted_at').notNull(),
  draftedBy: text('drafted_by'),
  checkedAt: integer('checked_at'),
  checkedBy: text('checked_by'),
  approvedAt: integer('approved_at'),
  approvedBy: text('approved_by'),
  returnedReason: text('returned_reason'),
});

/** A conversation in progress: a form sent and not yet submitted. Sealed, because it may hold a contact. */
export const draft = sqliteTable(
  'draft',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    owner: text().notNull(),
    kind: text().notNull(),
    sealed: text(),
    state: text({ enum: ['open', 'done', 'cancelled'] }).notNull(),
    result: text(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [index('draft_owner').on(t.owner, t.state)],
);

export const binding = sqliteTable('binding', {
  id: text().primaryKey(),
  version: integer().notNull(),
  kind: text({ enum: ['person', 'chat'] }).notNull(),
  subject: text().notNull(),
  target: text(),
  state: text({ enum: ['asked', 'confirmed', 'declined'] }).notNull(),
  askedAt: integer('asked_at').notNull(),
  askedBy: text('asked_by').notNull(),
  decidedBy: text('decided_by'),
});
