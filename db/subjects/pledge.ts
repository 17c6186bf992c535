/** 容缺材料与政府承诺: the pledges of one lead, a row each. */
import { evolvePledges, noPledges, type Pledge, type PledgeFact } from '../../src/domain/pledge.ts';
import type { Statement } from '../../src/ports.ts';
import { keep } from '../subject.ts';

const PLEDGE_SQL =
  'INSERT INTO pledge (lead, id, kind, what, due_on, event, made_at, closed_on, closed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ' +
  'ON CONFLICT (lead, id) DO UPDATE SET closed_on = excluded.closed_on, closed_by = excluded.closed_by';

export const pledgeBooks = keep({
  kind: 'pledge',
  tables: ['pledge'],
  idOf: (pledges) => pledges.lead,
  start: noPledges,
  evolve: (state, fact: PledgeFact, at, actor) =>
    evolvePledges(state ?? noPledges(fact.lead), fact, at, actor),
  rows: (before, steps) => {
    const after = steps.at(-1)?.after;
    if (after === undefined) return [];
    const known = new Set(before?.items ?? []);
    return after.items.filter((item) => !known.has(item)).map((item) => rowOf(after.lead, item));
  },
});

const rowOf = (lead: string, item: Pledge): Statement => ({
  sql: PLEDGE_SQL,
  binds: [
    lead,
    item.id,
    item.kind,
    item.what,
    item.dueOn,
    item.event,
    item.madeAt,
    item.closedOn,
    item.closedBy,
  ],
});
