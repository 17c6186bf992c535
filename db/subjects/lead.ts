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

const keysOf = ({ company, formerNames }: Lead): readonly string[] => [
  ...new Set([...formerNames, company].flatMap(nameKeys)),
];

/** The rows of a lead; only what differs from `before`. */
function leadRows(before: Lead | null, after: Lead): readonly Statement[] {
  const known = new Set(before?.stages ?? []);
  const stages = after.stages.filter((event) => !known.has(event));
  // The keys of former names stay: whoever registers one of them meets this lead.
  const held = new Set(before === null ? [] : keysOf(before));
  const keys = keysOf(after).filter((key) => !held.has(key));
  return [
    upsert(t.lead, t.lead.number, leadRow(after)),
    ...stages.map((event) => upsert(t.stageEvent, t.stageEvent.id, stageRow(after.number, event))),
    ...keys.map((key) => ({
      sql: 'INSERT INTO lead_key (key, lead) VALUES (?, ?)',
      binds: [key, after.number],
    })),
  ];
}
