/** Conditions of a list of leads besides names and units: a stage reached in a span of days, a sum. Part of `leads.ts`. */
import { and, between, eq, gte, inArray, lte, type SQL } from 'drizzle-orm';
import { addDays, instantOfDay } from '../../src/domain/day.ts';
import type { LeadFilter } from '../../src/store.ts';
import type { makeBuilder } from '../builder.ts';
import * as t from '../schema.ts';

export function reachedIn(
  db: ReturnType<typeof makeBuilder>,
  reached: LeadFilter['reached'],
): SQL | undefined {
  if (reached === undefined) return undefined;
  const { stage, from, to } = reached;
  if (stage === null)
    return between(t.lead.registeredAt, instantOfDay(from), instantOfDay(addDays(to, 1)) - 1);
  const events = db
    .select({ lead: t.stageEvent.lead })
    .from(t.stageEvent)
    .where(
      and(
        eq(t.stageEvent.state, 'verified'),
        eq(t.stageEvent.stage, stage),
        between(t.stageEvent.happenedOn, from, to),
      ),
    );
  return inArray(t.lead.number, events);
}

/** A range that is sure to lie within: from its lower end upwards, from its upper end downwards. */
export function invested(investment: LeadFilter['investment']): SQL | undefined {
  if (investment === undefined) return undefined;
  const { from, to } = investment;
  return and(
    eq(t.lead.currency, 'CNY'),
    from === null ? undefined : gte(t.lead.lowUnits, from),
    to === null ? undefined : lte(t.lead.highUnits, to),
  );
}
