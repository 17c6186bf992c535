/**
 * State of the subjects: the projection of their facts, written in the same commit.
 * Amounts are integers in ten-thousandths of 万 (that is: 元, 美元); days are `YYYY-MM-DD`, months `YYYY-MM`.
 */

import { sql } from 'drizzle-orm';
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
    formerNames: text('former_names', { mode: 'json' }).$type<readonly string[]>().notNull().default([]),
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
    need: text(),
    unit: text().notNull(),
    /** Empty while it lies in the pool. */
    holder: text().notNull(),
    holdState: text('hold_state', { enum: ['held', 'pool', 'merged'] }).notNull(),
    protectedUntilOn: text('protected_until_on'),
    /** Since when whoever holds it has it. */
    heldAt: integer('held_at').notNull(),
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
    /** The day it left or was paused. */
    exitOn: text('exit_on'),
    projectNumber: text('project_number'),
    promotedAt: integer('promoted_at'),
    touchedAt: integer('touched_at').notNull(),
  },
  (t) => [
    index('lead_industry').on(t.industry, t.registeredAt),
    uniqueIndex('lead_project_number').on(t.projectNumber),
    // A list of somebody's or some unit's is counted and walked in its index; of it only the page is read.
    index('lead_unit').on(t.unit, t.registeredAt, t.number, t.holdState, t.status, t.exit, t.projectNumber),
    index('lead_holder').on(t.holder, t.registeredAt, t.number, t.status, t.exit, t.projectNumber),
    index('lead_hold').on(t.holdState, t.touchedAt),
    // What is rare has an index of its own: whatever the planner believes, it is not looked for among all.
    index('lead_pool').on(t.touchedAt, t.number).where(sql`hold_state = 'pool'`),
    index('lead_protected').on(t.holdState, t.projectNumber, t.protectedUntilOn, t.number),
    index('lead_receipt').on(t.receiptAskedAt),
    // A name is looked for in here, newest first, and not among whole leads.
    index('lead_registered').on(
      t.registeredAt,
      t.number,
      t.company,
      t.project,
      t.status,
      t.exit,
      t.projectNumber,
      t.unit,
    ),
    index('lead_stage').on(t.stage, t.exit, t.status, t.number),
    // All that 应报 asks of a project, so that a city's months are counted without reading its projects.
    index('lead_owing')
      .on(
        t.unit,
        t.projectNumber,
        t.number,
        t.stage,
        t.status,
        t.promotedAt,
        t.registeredAt,
        t.exit,
        t.exitOn,
        t.confidential,
        t.holdState,
      )
      .where(sql`project_number IS NOT NULL`),
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
    /** The latest 更正 of its day. */
    correctedAt: integer('corrected_at'),
  },
  (t) => [
    index('stage_event_lead').on(t.lead, t.state, t.happenedOn, t.stage),
    index('stage_event_state').on(t.state, t.reportedAt),
    index('stage_event_waiting').on(t.lead, t.reporter).where(sql`state = 'submitted'`),
    index('stage_event_happened').on(t.state, t.happenedOn),
    index('stage_event_verified').on(t.state, t.verifiedAt),
    index('stage_event_corrected').on(t.correctedAt),
  ],
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
    unchanged: integer({ mode: 'boolean' }).notNull().default(false),
    /** Of this version; null 未审. */
    checked: text({ enum: ['verified', 'returned'] }),
    /** Of the latest verdict, on whichever version. */
    checkedBy: text('checked_by'),
    checkedAt: integer('checked_at'),
    checkReason: text('check_reason'),
    verifiedVersion: integer('verified_version'),
  },
  (t) => [
    primaryKey({ columns: [t.lead, t.month] }),
    index('report_month').on(t.month, t.lead, t.late, t.checked),
    // 待审: what waits is few beside what was ever reported.
    index('report_unchecked').on(t.month, t.lead, t.reporter, t.reportedAt).where(sql`checked IS NULL`),
  ],
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
