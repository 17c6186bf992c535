/**
 * A hand-over 交接: the leads of somebody who leaves, or is away, to a colleague of the same unit.
 *
 *     ordered ──first day──> moved ──签收──> moved, receipted ──last day of the absence passed──> returned
 *        └──cancelled before the first day
 *
 * Invariants
 *  1. Both people are of the unit, and the unit of no lead changes.
 *  2. The leads themselves move by their own facts (`lead.held`), in the same commit as `handover.moved`.
 *  3. An absence gives back only what the deputy still holds.
 *  4. 签收 is by the receiver alone.
 */
import type { Day } from '../day.ts';
import { assert, type Refusal, refuse } from '../decision.ts';
import type { LeadFact } from '../lead/facts.ts';
import { isHeld } from '../lead/holding.ts';
import type { Lead } from '../lead/lead.ts';

export interface Handover {
  /** `JJ-202611-0001`. */
  readonly id: string;
  readonly version: number;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  /** Lead numbers. */
  readonly leads: readonly string[];
  readonly fromOn: Day;
  /** Last day of an absence; `null`: for good. */
  readonly untilOn: Day | null;
  readonly reason: string | null;
  readonly orderedBy: string;
  readonly orderedAt: number;
  readonly state: 'ordered' | 'moved' | 'returned' | 'cancelled';
  readonly movedAt: number | null;
  readonly receiptedAt: number | null;
  readonly returnedAt: number | null;
}

export type HandoverFact =
  | {
      readonly type: 'handover.ordered';
      readonly id: string;
      readonly unit: string;
      readonly from: string;
      readonly to: string;
      readonly leads: readonly string[];
      readonly fromOn: Day;
      readonly untilOn: Day | null;
      readonly reason: string | null;
    }
  | { readonly type: 'handover.moved'; readonly leads: readonly string[] }
  | { readonly type: 'handover.receipted' }
  | { readonly type: 'handover.returned'; readonly leads: readonly string[] }
  | { readonly type: 'handover.cancelled' };

export function evolveHandover(
  handover: Handover | null,
  fact: HandoverFact,
  at: number,
  actor: string | null,
): Handover {
  if (fact.type === 'handover.ordered') {
    assert(handover === null, 'a hand-over is ordered once');
    const { type: _type, ...order } = fact;
    return {
      ...order,
      version: 1,
      orderedBy: actor ?? '',
      orderedAt: at,
      state: 'ordered',
      movedAt: null,
      receiptedAt: null,
      returnedAt: null,
    };
  }
  assert(handover !== null, `a hand-over starts with its order, not ${fact.type}`);
  const next = { ...handover, version: handover.version + 1 };
  switch (fact.type) {
    case 'handover.moved':
      return { ...next, state: 'moved', leads: fact.leads, movedAt: at };
    case 'handover.receipted':
      return { ...next, receiptedAt: at };
    case 'handover.returned':
      return { ...next, state: 'returned', returnedAt: at };
    case 'handover.cancelled':
      return { ...next, state: 'cancelled' };
  }
}

/** One commit takes about as many leads as a busy officer has. */
export const LEADS_MAX = 200;

export interface HandoverIntent {
  readonly id: string;
  readonly unit: string;
  readonly from: { readonly id: string; readonly name: string; readonly units: readonly string[] };
  readonly to: { readonly id: string; readonly name: string; readonly units: readonly string[] };
  readonly leads: readonly Pick<Lead, 'number' | 'unit' | 'holder' | 'status'>[];
  readonly fromOn: Day;
  readonly untilOn: Day | null;
  readonly reason: string | null;
}

/** 交接: by the office or the unit's leader, which is decided before. */
export function decideHandover(
  intent: HandoverIntent,
  today: Day,
): { readonly facts: readonly HandoverFact[] } | Refusal {
  const { id, unit, from, to, fromOn, untilOn, reason } = intent;
  if (from.id === to.id)
    return refuse('交出人和接收人是同一个人', { next: '例如「流转 交接 张三 → 李四」。' });
  if (!to.units.includes(unit))
    return refuse(`${to.name}不是${from.name}所在单位的人，线索只在本单位内交接`, {
      next: '跨单位请用「流转 编号 到 单位 3:7」。',
    });
  if (fromOn < today) return refuse(`开始日期 ${fromOn} 已经过去`, { next: '请填今天或以后的日期。' });
  if (untilOn !== null && untilOn < fromOn)
    return refuse(`结束日期 ${untilOn} 早于开始日期 ${fromOn}`, { next: '请改成先后相符的两个日期。' });
  const leads = intent.leads.filter(
    (lead) => lead.holder === from.id && lead.unit === unit && lead.status === 'open',
  );
  if (leads.length === 0)
    return refuse(`${from.name}名下没有${leads.length === 0 ? '本单位的' : ''}线索或项目，不用交接`);
  if (leads.length > LEADS_MAX)
    return refuse(`${from.name}名下有 ${leads.length} 条，一次最多交接 ${LEADS_MAX} 条`, {
      next: '请写明编号分批交接。',
    });
  const numbers = leads.map((lead) => lead.number).sort();
  return {
    facts: [
      {
        type: 'handover.ordered',
        id,
        unit,
        from: from.id,
        to: to.id,
        leads: numbers,
        fromOn,
        untilOn,
        reason,
      },
    ],
  };
}

/** What moves the leads from one hand to the other; those that have gone elsewhere meanwhile stay there. */
export function movesOfLeads(
  leads: readonly Lead[],
  from: string,
  to: string,
): readonly { readonly lead: Lead; readonly facts: readonly LeadFact[] }[] {
  return leads
    .filter((lead) => lead.status === 'open' && lead.holder === from && isHeld(lead))
    .map((lead) => ({
      lead,
      facts: [
        {
          type: 'lead.held',
          unit: lead.unit,
          holder: to,
          protectedUntilOn: lead.holding.protectedUntilOn,
          why: 'handed_over',
        },
      ],
    }));
}

/** 签收. */
export function decideReceipt(
  handover: Handover,
  by: string,
): { readonly facts: readonly HandoverFact[] } | Refusal {
  if (handover.to !== by) return refuse('只有接收人能签收这次交接');
  if (handover.state === 'cancelled') return refuse(`交接 ${handover.id} 已取消`);
  if (handover.receiptedAt !== null) return refuse(`交接 ${handover.id} 已经签收过了`);
  return { facts: [{ type: 'handover.receipted' }] };
}
