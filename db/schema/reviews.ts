/** 滚动考评, 会议 and 处理建议: one row each. Lists within them are JSON; days are `YYYY-MM-DD`, sums decimal texts of 万元. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Meeting } from '../../src/domain/meeting/meeting.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import type { RollingCheck } from '../../src/domain/rolling-check/rolling-check.ts';

export const rollingCheck = sqliteTable(
  'rolling_check',
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    lead: text().notNull(),
    rule: text().notNull(),
    label: text().notNull(),
    clause: text().notNull(),
    year: integer().notNull(),
    startedOn: text('started_on').notNull(),
    checkOn: text('check_on').notNull(),
    openedOn: text('opened_on').notNull(),
    cureUntilOn: text('cure_until_on').notNull(),
    state: text({
      enum: ['open', 'filed', 'curing', 'cure_filed', 'passed', 'cured', 'failed', 'dropped'],
    }).notNull(),
    filings: text({ mode: 'json' }).$type<RollingCheck['filings']>().notNull(),
    verdict: text({ mode: 'json' }).$type<RollingCheck['verdict']>(),
    settledOn: text('settled_on'),
    adjustment: text({ mode: 'json' }).$type<RollingCheck['adjustment']>(),
    reminded: text(),
    dropReason: text('drop_reason'),
  },
  (t) => [index('rolling_check_lead').on(t.lead), index('rolling_check_state').on(t.state, t.checkOn)],
);

export const meeting = sqliteTable(
  'meeting',
  {
    number: text().primaryKey(),
    version: integer().notNull(),
    kind: text().notNull(),
    label: text().notNull(),
    clause: text(),
    body: text().notNull(),
    units: text({ mode: 'json' }).$type<Meeting['units']>().notNull(),
    plannedOn: text('planned_on').notNull(),
    heldOn: text('held_on'),
    sinceOn: text('since_on'),
    state: text({ enum: ['drafted', 'held', 'cancelled'] }).notNull(),
    items: text({ mode: 'json' }).$type<Meeting['items']>().notNull(),
    minutes: text(),
    draftedAt: integer('drafted_at').notNull(),
    draftedBy: text('drafted_by'),
    endedAt: integer('ended_at'),
    endedBy: text('ended_by'),
    endReason: text('end_reason'),
  },
  (t) => [index('meeting_state').on(t.state, t.plannedOn), index('meeting_held').on(t.heldOn)],
);

export const proposal = sqliteTable(
  'proposal',
  {
    number: text().primaryKey(),
    version: integer().notNull(),
    rule: text().notNull(),
    label: text().notNull(),
    actions: text({ mode: 'json' }).$type<Proposal['actions']>().notNull(),
    to: text({ mode: 'json' }).$type<Proposal['to']>().notNull(),
    decider: text().notNull(),
    clause: text().notNull(),
    unit: text(),
    lead: text(),
    flag: text(),
    reason: text().notNull(),
    evidence: text(),
    state: text({ enum: ['proposed', 'confirmed', 'dropped'] }).notNull(),
    proposedAt: integer('proposed_at').notNull(),
    proposedBy: text('proposed_by'),
    decidedAt: integer('decided_at'),
    decidedBy: text('decided_by'),
    decision: text(),
  },
  (t) => [index('proposal_state').on(t.state, t.proposedAt), index('proposal_lead').on(t.lead)],
);
