/** 留痕 of a task 督办任务. Whoever may see a task sees all of it, so nothing is `inner` but what is about people. */
import type { TaskFact, TaskOrigin } from '../task/facts.ts';
import { labelled, type Tell, untold } from './said.ts';
import type { HistoryWords } from './words.ts';

const ORIGINS: Readonly<Record<TaskOrigin['kind'], string>> = {
  hand: '交办',
  instruction: '批示交办',
  late: '逾期自动交办',
  pack: '按方案列出',
  visit: '走访约定',
};

export const tellTask: Tell<TaskFact> = (fact, { words, earlier }) => {
  switch (fact.type) {
    case 'task.assigned':
      return {
        what: `${ORIGINS[fact.origin.kind]}任务 ${fact.number}「${fact.title}」`,
        details: [
          labelled('责任', whose(fact.unit, fact.holder, words)),
          labelled(
            '时限',
            fact.dueOn === null ? null : `${fact.dueOn}${fact.dueByDefault ? '（系统默认）' : ''}`,
          ),
        ],
        clause: fact.origin.clause,
      };
    case 'task.accepted':
      return { what: '签收任务' };
    case 'task.reported':
      return {
        what: `反馈办理情况，完成 ${fact.percent}%`,
        more: [labelled('佐证', fact.evidence)],
        reason: fact.text,
      };
    case 'task.verified':
      return { what: '复核通过' };
    case 'task.returned':
      return { what: '退回反馈', reason: fact.reason };
    case 'task.closed':
      return { what: '办结' };
    case 'task.followed':
      return { what: `已回访（${fact.visit}，${fact.on}）` };
    case 'task.reassigned':
      return { what: `转办给${whose(fact.unit, fact.holder, words) ?? '—'}`, reason: fact.reason };
    case 'task.extension_asked':
      return { what: `申请延期到 ${fact.dueOn}`, reason: fact.reason };
    case 'task.extension_granted': {
      const asked = earlier.findLast((one) => one.type === 'task.extension_asked');
      return { what: asked?.type === 'task.extension_asked' ? `同意延期到 ${asked.dueOn}` : '同意延期' };
    }
    case 'task.extension_refused':
      return { what: '不同意延期', reason: fact.reason };
    case 'task.withdrawn':
      return { what: '撤销任务', reason: fact.reason };
    case 'task.nudged':
      return { what: `催办，通知 ${fact.to.map((id) => words.person(id)).join('、')}` };
    case 'task.reminded':
      return { what: `提醒第 ${fact.step} 次`, details: [`时限 ${fact.dueOn}`] };
    default:
      return untold(fact);
  }
};

function whose(unit: string | null, holder: string | null, words: HistoryWords): string | null {
  if (holder !== null) return words.person(holder);
  return unit === null ? null : words.unit(unit);
}
