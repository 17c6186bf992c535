/** 撤销 of tasks, transfers, disputes, 包联 and hand-overs: each by the fact its own subject has for it. */

import { assert, isRefusal, refuse } from '../decision.ts';
import { type Dispute, type DisputeFact, decideDisputeWithdrawal, evolveDispute } from '../dispute.ts';
import {
  evolveResponsibility,
  NOBODY,
  type Responsibility,
  type ResponsibilityFact,
} from '../responsibility.ts';
import { decideTask, STATE_WORDS } from '../task/decide.ts';
import type { TaskFact } from '../task/facts.ts';
import { evolveTask, isOwed, type Task } from '../task/task.ts';
import { decideWithdraw } from '../transfer/decide.ts';
import type { TransferFact } from '../transfer/facts.ts';
import { evolveHandover, type Handover, type HandoverFact } from '../transfer/handover.ts';
import { evolveTransfer, offerOf, type Transfer } from '../transfer/transfer.ts';
import { otherwise } from './otherwise.ts';
import { all, factOf, notAStep, replayed, type Undo } from './undoing.ts';

/** Said where the step's own word asks for a reason and whoever undoes gives none. */
export const UNDO_REASON = '交办人撤销';

export const undoTask: Undo = (place, { actor, personName }) => {
  const fact = factOf<TaskFact>(place.fact);
  if (fact.type !== 'task.assigned') return otherwise(fact.type);
  const task = replayed<Task | null, TaskFact>(all(place), null, evolveTask);
  assert(task !== null, 'a task has its assignment');
  if (task.issuer !== actor) return notAStep();
  if (!isOwed(task) || task.reports.length > 0) {
    const now = STATE_WORDS[task.state];
    return refuse(`任务 ${task.number} 已有反馈或已了结（${now}），不能撤销交办`, {
      next: `发送「任务 ${task.number}」复核或退回；确要停办发送「任务 ${task.number} 撤销 理由」。`,
    });
  }
  const who = { person: actor, handles: false, oversees: true, hurries: true };
  const decided = decideTask(task, { do: 'withdraw', reason: UNDO_REASON }, who, '');
  if (isRefusal(decided)) return decided;
  const whom = task.holder === null ? '' : `（${personName(task.holder)}）`;
  return {
    words: `交办任务 ${task.number}「${task.title}」${whom}`,
    notes: [],
    change: { subject: 'task', before: task, facts: decided.facts },
    tell: task.holder === null ? [] : [task.holder],
  };
};

export const undoTransfer: Undo = (place) => {
  const fact = factOf<TransferFact>(place.fact);
  if (fact.type !== 'transfer.proposed' && fact.type !== 'transfer.offered') return otherwise(fact.type);
  const transfer = replayed<Transfer | null, TransferFact>(all(place), null, evolveTransfer);
  assert(transfer !== null, 'a transfer has its proposal');
  const no =
    1 +
    place.earlier.filter((one) => one.type === 'transfer.proposed' || one.type === 'transfer.offered').length;
  const offer = offerOf(transfer, no);
  if (offer?.outcome === 'agreed') {
    return refuse(`流转 ${transfer.number} 第${no}版双方已经确认，不能撤销`, {
      next: `改条款请发送「流转 ${transfer.number} 4:6」；作废请发送「流转 ${transfer.number} 作废 理由」，由双方确认。`,
    });
  }
  if (transfer.open !== no) return notAStep();
  const decided = decideWithdraw(transfer, no, fact.by, fact.by === 'office' ? '招商办撤回' : null);
  if (isRefusal(decided)) return decided;
  return {
    words:
      fact.type === 'transfer.proposed'
        ? `发起流转 ${transfer.number}`
        : `流转 ${transfer.number} 的第${no}版条款`,
    notes: transfer.agreed === null ? ['撤销以后洽谈结束，要再谈请重新发起。'] : ['撤销以后原协议照旧。'],
    change: { subject: 'transfer', before: transfer, facts: decided.facts },
    tell: [],
  };
};

export const undoDispute: Undo = (place, { numberOf }) => {
  const fact = factOf<DisputeFact>(place.fact);
  if (fact.type !== 'dispute.opened') return otherwise(fact.type);
  const dispute = replayed<Dispute | null, DisputeFact>(all(place), null, evolveDispute);
  assert(dispute !== null, 'a dispute has its opening');
  if (dispute.state === 'withdrawn') return notAStep();
  const decided = decideDisputeWithdrawal(dispute, fact.challenger);
  if (isRefusal(decided)) return decided;
  return {
    words: `对 ${numberOf(dispute.lead)} 提出的争议`,
    notes: [],
    change: { subject: 'dispute', before: dispute, facts: decided.facts },
    tell: [dispute.respondent.person],
  };
};

export const undoResponsibility: Undo = (place, { numberOf }) => {
  const fact = factOf<ResponsibilityFact>(place.fact);
  if (fact.type !== 'responsibility.set') return otherwise(fact.type);
  if (place.later.some((one) => one.type === 'responsibility.set')) return notAStep();
  const now = replayed<Responsibility | null, ResponsibilityFact>(all(place), null, evolveResponsibility);
  const before = replayed<Responsibility | null, ResponsibilityFact>(
    place.earlier,
    null,
    evolveResponsibility,
  );
  const { leader, group, officer, plan } = before ?? NOBODY;
  // Put back by an earlier 撤销 already: there is nothing to choose between.
  if (
    now !== null &&
    now.leader === leader &&
    now.group === group &&
    now.officer === officer &&
    now.plan === plan
  )
    return notAStep();
  return {
    words: `${numberOf(fact.lead)} 的包联安排`,
    notes: [
      before === null || before.setAt === null ? '撤销以后没有包联安排。' : '撤销以后恢复到上一次的安排。',
    ],
    change: {
      subject: 'responsibility',
      before: now,
      facts: [{ type: 'responsibility.set', lead: fact.lead, leader, group, officer, plan }],
    },
    tell: [fact.leader, fact.officer].filter((one) => one !== null),
  };
};

export const undoHandover: Undo = (place) => {
  const fact = factOf<HandoverFact>(place.fact);
  if (fact.type !== 'handover.ordered') return otherwise(fact.type);
  const handover = replayed<Handover | null, HandoverFact>(all(place), null, evolveHandover);
  assert(handover !== null, 'a hand-over has its order');
  if (handover.state === 'cancelled') return notAStep();
  if (handover.state !== 'ordered') {
    return refuse(`交接 ${handover.id} 已经生效，不能撤销`, {
      next: '要交回请再安排一次交接，例如「流转 交接 李四 → 张三」。',
    });
  }
  return {
    words: `交接 ${handover.id}（${handover.leads.length} 条）`,
    notes: [],
    change: { subject: 'handover', before: handover, facts: [{ type: 'handover.cancelled' }] },
    tell: [handover.from, handover.to],
  };
};
