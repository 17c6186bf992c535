/** A yearly check of 2021-10-15, the document's own example, moved by decisions. */
import { isRefusal, type Refusal } from '../../../src/domain/decision.ts';
import {
  decideFile,
  decideOpen,
  decideVerdict,
  type FilingIntent,
} from '../../../src/domain/rolling-check/decide.ts';
import {
  evolveRolling,
  type RollingCheck,
  type RollingFact,
} from '../../../src/domain/rolling-check/rolling-check.ts';
import { sanming } from '../pack/sanming.ts';

export const pack = sanming();
const [rolling] = pack.rolling;
if (rolling === undefined) throw new Error('the pack has a rolling check');
export const rule = rolling;
export const LEAD = 'XS-202109-0001';

export const at = (day: string): number => Date.parse(`${day}T01:30:00Z`);

export const answers = (
  verified: string,
  more: Partial<{ in_statistics: boolean; tax: string; reported: string }> = {},
): FilingIntent => ({
  flags: { in_statistics: more.in_statistics ?? true },
  numbers: {
    tax: more.tax ?? '12.5',
    verified_investment: verified,
    reported_investment: more.reported ?? '10000',
  },
  evidence: '审计报告2022-9号',
  files: [],
  note: null,
});

export function follow(
  check: RollingCheck | null,
  decided: { readonly facts: readonly RollingFact[] } | Refusal,
  day: string,
  by: string | null,
): RollingCheck {
  if (isRefusal(decided)) throw new Error(`refused: ${decided.because}`);
  const after = decided.facts.reduce<RollingCheck | null>(
    (state, fact) => evolveRolling(state, fact, at(day), by),
    check,
  );
  if (after === null) throw new Error('nothing was decided');
  return after;
}

export function opened(
  startedOn = '2021-10-15',
  today = '2022-10-15',
  seen: readonly string[] = [],
): RollingCheck {
  const facts = decideOpen(rule, { lead: LEAD, startedOn }, new Set(seen), today);
  return follow(null, { facts: facts.slice(0, 1) }, today, null);
}

export const file = (check: RollingCheck, intent: FilingIntent, day: string, by = 'p_reporter') =>
  follow(check, decideFile(pack, check, intent, day), day, by);
export const verify = (check: RollingCheck, day: string, by = 'p_office') =>
  follow(check, decideVerdict(pack, check, { do: 'verify' }, by, day), day, by);
export const sendBack = (check: RollingCheck, day: string, by = 'p_office') =>
  follow(check, decideVerdict(pack, check, { do: 'return', reason: '附件不清' }, by, day), day, by);
