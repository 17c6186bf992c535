/** Rows of the state tables to subjects and back. Nothing is decided here. */
import type { InferSelectModel } from 'drizzle-orm';
import type { Binding } from '../src/domain/binding.ts';
import type { Lead, StageEvent } from '../src/domain/lead/lead.ts';
import type { AmountRange, Currency } from '../src/domain/money.ts';
import type { Publication } from '../src/domain/publication.ts';
import type * as t from './schema.ts';

export type LeadRow = InferSelectModel<typeof t.lead>;
export type StageRow = InferSelectModel<typeof t.stageEvent>;

export function leadRow(lead: Lead): LeadRow {
  const { investment, stages: _stages, ...rest } = lead;
  return {
    ...rest,
    tags: { ...lead.tags },
    exit: lead.course.exit?.kind ?? null,
    exitOn: lead.course.exit?.on ?? null,
    holdState: lead.holding.state,
    protectedUntilOn: lead.holding.protectedUntilOn,
    heldAt: lead.holding.heldAt,
    mergedInto: lead.holding.mergedInto,
    receiptAskedAt: lead.holding.receiptedAt === null ? lead.holding.receiptAskedAt : null,
    lowUnits: investment?.low.units ?? null,
    highUnits: investment?.high.units ?? null,
    currency: investment?.low.currency ?? null,
    approx: investment?.approx ?? false,
  };
}

export function leadOf(row: LeadRow, stages: readonly StageRow[]): Lead {
  const {
    lowUnits,
    highUnits,
    currency,
    approx,
    holdState,
    protectedUntilOn,
    heldAt,
    mergedInto,
    receiptAskedAt,
    exit,
    exitOn,
    ...rest
  } = row;
  return {
    ...rest,
    status: row.status === 'withdrawn' ? 'withdrawn' : 'open',
    investment: investmentOf(lowUnits, highUnits, currency, approx),
    stages: stages.map(stageOf),
  };
}

/** The columns of an amount to the amount. */
export function investmentOf(
  low: number | null,
  high: number | null,
  currency: string | null,
  approx: boolean,
): AmountRange | null {
  if (low === null || high === null || currency === null) return null;
  const code = currency as Currency;
  return { low: { units: low, currency: code }, high: { units: high, currency: code }, approx };
}

function stageOf(row: StageRow): StageEvent {
  const { lead: _lead, correctedAt: _at, ...event } = row;
  return event;
}

export function stageRow(lead: string, event: StageEvent): StageRow {
  const corrected = (event.details.corrections ?? []).map((one) => one.at);
  return { lead, ...event, correctedAt: corrected.length === 0 ? null : Math.max(...corrected) };
}

export const publicationOf = (row: InferSelectModel<typeof t.publication>): Publication => ({
  ...row,
  kind: row.kind === 'quarter' || row.kind === 'year' ? row.kind : 'month',
});

export const bindingOf = (row: InferSelectModel<typeof t.binding>): Binding => row;
