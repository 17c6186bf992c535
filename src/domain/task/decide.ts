/** Decisions about a task: what may be done with it, by whom, in which state. Pure; the diagram is in `task.ts`. */
import { addDays, type Day } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { TaskFact } from './facts.ts';
import { byVisit, isByHand } from './return-visit.ts';
import type { Standing } from './standing.ts';
import { lastReport, type Task, type TaskState } from './task.ts';

export type TaskIntent =
  | { readonly do: 'accept' }
  | {
      readonly do: 'report';
      readonly percent: number;
      readonly text: string;
      readonly evidence: string | null;
    }
  | { readonly do: 'verify' }
  | { readonly do: 'return'; readonly reason: string }
  | { readonly do: 'close' }
  | {
      readonly do: 'reassign';
      readonly unit: string | null;
      readonly holder: string | null;
      readonly reason: string;
      /** The new unit is the handler's own or below it; the issuer may go anywhere. */
      readonly within: boolean;
    }
  | { readonly do: 'ask'; readonly dueOn: Day; readonly reason: string }
  | { readonly do: 'grant' }
  | { readonly do: 'refuse'; readonly reason: string }
  | { readonly do: 'withdraw'; readonly reason: string }
  | { readonly do: 'nudge'; readonly to: readonly string[] };

export type TaskDeed = TaskIntent['do'];
type Decided = { readonly facts: readonly TaskFact[] } | Refusal;

export const STATE_WORDS: Readonly<Record<TaskState, string>> = {
  assigned: '待签收',
  accepted: '办理中',
  reported: '待复核',
  verified: '待办结',
  closed: '已办结',
  withdrawn: '已撤销',
};

/** The word on the button and in what is typed. */
export const DEED_WORDS: Readonly<Record<TaskDeed, string>> = {
  accept: '签收',
  report: '反馈',
  verify: '复核通过',
  return: '退回',
  close: '办结',
  reassign: '转办',
  ask: '申请延期',
  grant: '同意延期',
  refuse: '不同意延期',
  withdraw: '撤销',
  nudge: '催办',
};

/** Who does what; the rest is refused with the word for the other side. */
const HANDLERS: readonly TaskDeed[] = ['accept', 'report', 'ask'];
const OVERSEERS: readonly TaskDeed[] = ['verify', 'return', 'close', 'grant', 'refuse', 'withdraw'];

/** In which states a deed makes sense at all. */
const STATES: Readonly<Record<TaskDeed, readonly TaskState[]>> = {
  accept: ['assigned'],
  report: ['assigned', 'accepted'],
  verify: ['reported'],
  return: ['reported', 'verified'],
  close: ['reported', 'verified'],
  reassign: ['assigned', 'accepted'],
  ask: ['assigned', 'accepted'],
  grant: ['assigned', 'accepted'],
  refuse: ['assigned', 'accepted'],
  withdraw: ['assigned', 'accepted', 'reported', 'verified'],
  nudge: ['assigned', 'accepted'],
};

/** An extension beyond this is a slip of the pen. */
const EXTENSION_DAYS_MAX = 366;

/** What the next step is, for whoever pressed a button that no longer fits. */
const NEXT: Readonly<Record<TaskState, string>> = {
  assigned: '责任单位签收后反馈办理情况。',
  accepted: '责任单位反馈办理情况（100%）后再复核。',
  reported: '等交办人或招商办复核。',
  verified: '等交办人或招商办办结。',
  closed: '已经办结，不再改动；要继续办请另行交办。',
  withdrawn: '已经撤销，不再改动；要继续办请另行交办。',
};

export function decideTask(task: Task, intent: TaskIntent, who: Standing, today: Day): Decided {
  const refusal =
    (isByHand(task, intent.do) ? null : byVisit(task)) ??
    mayNot(task, intent, who) ??
    wrongState(task, intent.do);
  return refusal ?? decide(task, intent, who, today);
}

/** What this person could do now, as buttons; says nothing about what they would write. */
export function deedsOpen(task: Task, who: Standing): readonly TaskDeed[] {
  const deeds = Object.keys(DEED_WORDS) as TaskDeed[];
  return deeds.filter((deed) => {
    if (!STATES[deed].includes(task.state) || !hasPart(deed, who) || !isByHand(task, deed)) return false;
    if (deed === 'grant' || deed === 'refuse')
      return task.extension !== null && task.extension.by !== who.person;
    if (deed === 'ask') return task.extension === null && task.dueOn !== null;
    if (deed === 'verify' || deed === 'close') return lastReport(task)?.by !== who.person;
    return true;
  });
}

const hasPart = (deed: TaskDeed, who: Standing): boolean =>
  HANDLERS.includes(deed)
    ? who.handles
    : OVERSEERS.includes(deed)
      ? who.oversees
      : deed === 'nudge'
        ? who.hurries
        : who.handles || who.oversees;

function mayNot(task: Task, intent: TaskIntent, who: Standing): Refusal | null {
  const word = DEED_WORDS[intent.do];
  if (!hasPart(intent.do, who)) {
    const whose = HANDLERS.includes(intent.do)
      ? '责任单位或承办人'
      : intent.do === 'nudge'
        ? '交办人、招商办和上级领导'
        : intent.do === 'reassign'
          ? '责任单位、交办人或招商办'
          : '交办人或招商办';
    return refuse(`${task.number} 只能由${whose}${word}`, {
      next: `发送「任务 ${task.number}」查看办理情况。`,
    });
  }
  if (intent.do === 'reassign' && !who.oversees && !intent.within) {
    return refuse('责任单位只能转办给本单位或下属单位', { next: '要转给别的单位，请联系交办人或招商办。' });
  }
  return null;
}

function wrongState(task: Task, deed: TaskDeed): Refusal | null {
  if (STATES[deed].includes(task.state)) return null;
  const now = STATE_WORDS[task.state];
  const done: Partial<Record<TaskDeed, readonly TaskState[]>> = {
    accept: ['accepted', 'reported', 'verified'],
    verify: ['verified'],
  };
  const already = done[deed]?.includes(task.state) === true ? `已经${DEED_WORDS[deed]}过了，` : '';
  return refuse(`${task.number} ${already}现在是「${now}」，不能${DEED_WORDS[deed]}`, {
    next: NEXT[task.state],
  });
}

function decide(task: Task, intent: TaskIntent, who: Standing, today: Day): Decided {
  switch (intent.do) {
    case 'accept':
      return { facts: [{ type: 'task.accepted' }] };
    case 'report':
      return decideReport(task, intent);
    case 'verify':
      return ownWork(task, who) ?? { facts: [{ type: 'task.verified' }] };
    case 'return':
      if (intent.reason === '')
        return refuse('退回要写明理由', { next: '请在「理由」里写清还差什么，再按退回。' });
      return { facts: [{ type: 'task.returned', reason: intent.reason }] };
    case 'close': {
      const first: TaskFact[] = task.state === 'reported' ? [{ type: 'task.verified' }] : [];
      return ownWork(task, who) ?? { facts: [...first, { type: 'task.closed' }] };
    }
    case 'reassign':
      return decideReassign(task, intent);
    case 'ask':
      return decideAsk(task, intent, today);
    case 'grant':
    case 'refuse':
      return decideExtension(task, intent, who);
    case 'withdraw':
      if (intent.reason === '') {
        return refuse('撤销任务要写明理由', { next: `例如「任务 ${task.number} 撤销 重复交办」。` });
      }
      return { facts: [{ type: 'task.withdrawn', reason: intent.reason }] };
    case 'nudge':
      return decideNudge(task, intent, who, today);
  }
}

function decideReport(task: Task, intent: Extract<TaskIntent, { do: 'report' }>): Decided {
  const { percent, text, evidence } = intent;
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
    return refuse('完成比例要在 0 到 100 之间', { next: '写整数，例如 60；办完了写 100。' });
  }
  if (text === '') return refuse('反馈要写办理情况', { next: '请写一两句办了什么、还差什么。' });
  const first: TaskFact[] = task.state === 'assigned' ? [{ type: 'task.accepted' }] : [];
  return { facts: [...first, { type: 'task.reported', percent, text, evidence }] };
}

function ownWork(task: Task, who: Standing): Refusal | null {
  if (lastReport(task)?.by !== who.person) return null;
  return refuse('反馈人不能复核、办结自己的反馈', { next: '请由交办人或招商办其他人员处理。' });
}

function decideReassign(task: Task, intent: Extract<TaskIntent, { do: 'reassign' }>): Decided {
  const { unit, holder, reason } = intent;
  if (unit === null && holder === null) {
    return refuse('没有看出转办给谁', { next: `例如「任务 ${task.number} 转办 张三 本周出差」。` });
  }
  if (unit === task.unit && holder === task.holder) return refuse(`${task.number} 已经在对方手上`);
  if (reason === '') {
    return refuse('转办要写明理由', { next: `例如「任务 ${task.number} 转办 张三 已调整分工」。` });
  }
  return { facts: [{ type: 'task.reassigned', unit, holder, reason }] };
}

function decideAsk(task: Task, intent: Extract<TaskIntent, { do: 'ask' }>, today: Day): Decided {
  const { dueOn, reason } = intent;
  if (task.dueOn === null) return refuse(`${task.number} 没有定时限，不用延期`);
  if (task.extension !== null) {
    return refuse(`已经申请延期到 ${task.extension.dueOn}，等交办人答复`);
  }
  if (today > task.dueOn) {
    return refuse(`${task.number} 已经逾期（${task.dueOn}），不能再申请延期`, {
      next: '请尽快办理并反馈；逾期办结按黄灯记。',
    });
  }
  if (dueOn <= task.dueOn) {
    return refuse(`延期要晚于现在的时限 ${task.dueOn}`, { next: '请写新的完成日期。' });
  }
  if (dueOn > addDays(task.dueOn, EXTENSION_DAYS_MAX)) return refuse(`${dueOn} 太远，一次最多延一年`);
  if (reason === '') {
    return refuse('申请延期要写明理由', { next: `例如「任务 ${task.number} 延期 12月20日 用地手续未批」。` });
  }
  return { facts: [{ type: 'task.extension_asked', dueOn, reason }] };
}

function decideExtension(
  task: Task,
  intent: Extract<TaskIntent, { do: 'grant' | 'refuse' }>,
  who: Standing,
): Decided {
  if (task.extension === null) return refuse(`${task.number} 没有等待答复的延期申请`);
  if (task.extension.by === who.person)
    return refuse('不能答复自己的延期申请', { next: '请由交办人或招商办其他人员答复。' });
  if (intent.do === 'grant') return { facts: [{ type: 'task.extension_granted' }] };
  return { facts: [{ type: 'task.extension_refused', reason: intent.reason }] };
}

/** At most once a task, a person and a day. */
function decideNudge(
  task: Task,
  intent: Extract<TaskIntent, { do: 'nudge' }>,
  who: Standing,
  today: Day,
): Decided {
  if (task.nudges.some((nudge) => nudge.by === who.person && nudge.on === today)) {
    return refuse(`您今天已经催办过 ${task.number}`, { next: '同一件事一天只能催一次，明天再催。' });
  }
  if (intent.to.length === 0) {
    return refuse(`${task.number} 的责任单位还没有人绑定飞书，催办发不出去`, {
      next: '请联系管理员核对名册。',
    });
  }
  return { facts: [{ type: 'task.nudged', on: today, to: intent.to }] };
}
