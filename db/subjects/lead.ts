/** 线索与项目: the lead, its stages, and the keys its name is found by. */
import { nameKeys } from '../../src/domain/company.ts';
import { evolveLead, type Lead } from '../../src/domain/lead/lead.ts';
import type { Statement } from '../../src/ports.ts';
import { leadRow, stageRow } from '../rows.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const leadBooks = keep({
  kind: 'lead',
  tables: ['lead', 'lead_key', 'stage_event'],
  idOf: (lead) => lead.number,
  start: () => null,
  evolve: evolveLead,
  rows: (before, steps) => {
    const after = steps.at(-1)?.after;
    return after === undefined ? [] : leadRows(before, after);
  },
});

/** The rows of a lead; only what differs from `before`. */
function leadRows(before: Lead | null, after: Lead): readonly Statement[] {
  const known = new Set(before?.stages ?? []);
  const stages = after.stages.filter((event) => !known.has(event));
  const keys = before === null ? nameKeys(after.company) : [];
  return [
    upsert(t.lead, t.lead.number, leadRow(after)),
    ...stages.map((event) => upsert(t.stageEvent, t.stageEvent.id, stageRow(after.number, event))),
    ...keys.map((key) => ({
      sql: 'INSERT INTO lead_key (key, lead) VALUES (?, ?)',
      binds: [key, after.number],
    })),
  ];
}
