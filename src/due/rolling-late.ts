/** 滚动考评 not filed in time, or not put right and nearly over. */
import { addDays } from '../domain/day.ts';
import { currentNumber, titleOf } from '../domain/lead/lead.ts';
import {
  citeRolling,
  filingDueOn,
  rollingRule,
  STATE_WORDS,
  sayCheck,
} from '../domain/rolling-check/decide.ts';
import type { LateItem, LateSource } from './late.ts';

const CHECKS_MAX = 2_000;
/** Amber this many days before it is due. 系统默认. */
const AMBER_DAYS = 7;

export const lateChecks: LateSource = async ({ store, today, pack }) => {
  const checks = await store.rollingChecks(['open', 'curing'], CHECKS_MAX);
  const items: LateItem[] = [];
  for (const check of checks) {
    const dueOn = filingDueOn(check);
    if (today < addDays(dueOn, -AMBER_DAYS)) continue;
    const lead = await store.lead(check.lead);
    if (lead === null) continue;
    const isRed = today > dueOn;
    items.push({
      kind: 'check',
      kindLabel: '滚动考评',
      key: `check:${check.id}:${check.state}:${dueOn}`,
      number: currentNumber(lead),
      lead,
      unit: lead.unit,
      holder: null,
      title: `${titleOf(lead)} ${sayCheck(check)}`,
      dueOn,
      light: isRed ? 'red' : 'amber',
      why: `${STATE_WORDS[check.state]}，${check.state === 'curing' ? '整改' : '填报'}期限 ${dueOn}`,
      clause: citeRolling(check, rollingRule(pack, check.rule)),
      next: { label: '填报', command: 'check', text: currentNumber(lead) },
    });
  }
  return items;
};
