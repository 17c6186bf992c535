/** Where a transfer stands in words: its state, and of an agreed one whether its start event has come or its end passed. */
import type { Day } from '../day.ts';
import { agreedTerms, type SharedProject, startOf } from './shares.ts';
import type { Transfer } from './transfer.ts';

export type Phase =
  | 'negotiating'
  | 'refused'
  | 'withdrawn'
  | 'cancelled'
  /** Agreed, and none of its start events has happened yet. */
  | 'awaiting_start'
  | 'in_force'
  | 'ended';

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  negotiating: '洽谈中',
  refused: '已拒绝',
  withdrawn: '已撤回',
  cancelled: '已作废',
  awaiting_start: '已商定，待生效',
  in_force: '执行中',
  ended: '已终止',
};

export function phaseOf(transfer: Transfer, project: Omit<SharedProject, 'transfer'>, today: Day): Phase {
  if (transfer.state === 'open') return 'negotiating';
  if (transfer.state !== 'agreed') return transfer.state;
  const terms = agreedTerms(transfer);
  if (terms === null) return 'awaiting_start';
  if (terms.endOn !== null && terms.endOn < today) return 'ended';
  // A scheme by the year runs in the years it names, whatever the project has reached (RC 三(九)22).
  if (terms.ratio === null) return 'in_force';
  const started = terms.rules.some((rule) => {
    const on = startOf(rule, project);
    return on !== null && on <= today;
  });
  return started ? 'in_force' : 'awaiting_start';
}
