/** 首招保护 about to run out and 签收 overdue, for 逾期 and 催办. */
import { CLAIM_DEFAULTS, citeClaim, claimRule } from '../domain/lead/claim-rule.ts';
import { currentNumber, type Lead, titleOf } from '../domain/lead/lead.ts';
import { claimStates, receiptDueOn } from './claim-clock.ts';
import type { LateItem, LateSource } from './late.ts';

export const lateClaims: LateSource = async ({ pack, store, today, only }) => {
  const [states, unreceipted] = await Promise.all([
    claimStates({ pack, store, today }, only),
    only === undefined ? store.leadsUnreceipted() : [only],
  ]);
  const clause = citeClaim(claimRule(pack));
  return [
    ...states.flatMap((state) =>
      state.what === 'renew' ? [] : [claimItem(state.lead, state.until, clause, today)],
    ),
    ...unreceipted.flatMap((lead) => receiptItem(lead, today)),
  ];
};

function claimItem(lead: Lead, until: string, clause: string, today: string): LateItem {
  const number = currentNumber(lead);
  return {
    kind: 'claim',
    kindLabel: '首招保护',
    key: `claim:${lead.number}:${until}`,
    number,
    lead,
    unit: lead.unit,
    holder: lead.holder,
    title: titleOf(lead),
    dueOn: until,
    light: today > until ? 'red' : 'amber',
    why: `首招保护至 ${until}，到期没有进展将进入公共线索池`,
    clause,
    next: { label: `推进 ${number}`, command: 'advance', text: number },
  };
}

function receiptItem(lead: Lead, today: string): readonly LateItem[] {
  const dueOn = receiptDueOn(lead);
  if (dueOn === null || today <= dueOn) return [];
  const number = currentNumber(lead);
  return [
    {
      kind: 'receipt',
      kindLabel: '签收',
      key: `receipt:${lead.number}:${lead.holding.receiptAskedAt}`,
      number,
      lead,
      unit: lead.unit,
      holder: lead.holder,
      title: titleOf(lead),
      dueOn,
      light: 'red',
      why: `分派的线索应在 ${dueOn} 前签收（${CLAIM_DEFAULTS.receiptWorkdaysMax} 个工作日，系统默认）`,
      clause: null,
      next: { label: `签收 ${number}`, command: 'leads', text: `签收 ${number}` },
    },
  ];
}
