/**
 * A return visit 回访 agreed on at a visit, as a task: opened in the commit of the visit that promises it, in the hands of
 * whoever recorded that; closed by the commit of the visit that answers it; withdrawn when the promise is moved, dropped,
 * or its visit cancelled. Nobody verifies it: the visit is what is verified (adr/0034).
 */
import { type Activity, openPromise } from '../activity/activity.ts';
import type { Day } from '../day.ts';
import type { Refusal } from '../decision.ts';
import { refuse } from '../decision.ts';
import type { TaskDeed } from './decide.ts';
import type { TaskFact } from './facts.ts';
import type { Step } from './ladder.ts';
import { isOpen, type Task } from './task.ts';

type Assigned = Omit<Extract<TaskFact, { type: 'task.assigned' }>, 'type' | 'number'>;

/** 系统默认: on its day and once more to whoever has it in hand, then to their superior; it is nothing for the city office. */
export const RETURN_LADDER: readonly Step[] = [
  { offset: 0, to: 'handler' },
  { offset: 3, to: 'handler' },
  { offset: 5, to: 'superior' },
];

const NAMES_MAX = 60;

export const isReturnVisit = (task: Pick<Task, 'origin'>): boolean => task.origin.kind === 'visit';

/** Of these tasks the open return visits. */
export const openReturns = (tasks: readonly Task[]): readonly Task[] =>
  tasks.filter((task) => isReturnVisit(task) && isOpen(task));

/** What a return visit can still be given by hand: everything else is done by recording the visit. */
const BY_HAND: readonly TaskDeed[] = ['accept', 'reassign', 'withdraw', 'nudge'];

export const isByHand = (task: Pick<Task, 'origin'>, deed: TaskDeed): boolean =>
  !isReturnVisit(task) || BY_HAND.includes(deed);

export const byVisit = (task: Pick<Task, 'number' | 'about'>): Refusal =>
  refuse(`${task.number} 是约定的回访，登记回访就办结`, {
    next: `发送「活动 ${task.about ?? ''} 回访」登记，或「活动 ${task.about ?? ''} 不再回访」。`,
  });

/**
 * Does the promise of `after` need a task of its own? Not when nothing of it changed, nor when its day is past already:
 * visits of months ago are taken in from workbooks.
 * @param before as it stood; `null` for a new one
 */
export function isPromisedAnew(before: Activity | null, after: Activity, today: Day): boolean {
  const is = openPromise(after);
  return is !== null && is.on >= today && !isSamePromise(before, after);
}

/** The day, what is to be done, and by whom. */
export function isSamePromise(before: Activity | null, after: Activity): boolean {
  const said = (activity: Activity | null): string => {
    const next = activity === null ? null : openPromise(activity);
    return next === null ? '' : JSON.stringify([next.on, next.what, activity?.units[0]]);
  };
  return said(before) === said(after);
}

/** @param clause of the activity's kind */
export function returnVisitTask(activity: Activity, clause: string | null): Assigned {
  const { number, version, enterprises, units, recordedBy, next, topic } = activity;
  const lead = enterprises.find((met) => met.lead !== null)?.lead ?? null;
  // A firm of another lead is not named: who may see the first need not see the second.
  const named = enterprises.filter((met) => met.lead === null || met.lead === lead).map(({ name }) => name);
  const firms = named.join('、').slice(0, NAMES_MAX) || (topic ?? number).slice(0, NAMES_MAX);
  const many = named.length < enterprises.length ? ` 等 ${enterprises.length} 家` : '';
  const what = next?.what == null ? '' : `：${next.what}`;
  return {
    title: `回访 ${firms}${many}${what}`.slice(0, 500),
    lead,
    about: number,
    unit: units[0] ?? null,
    holder: recordedBy,
    dueOn: next?.on ?? null,
    dueByDefault: false,
    origin: { kind: 'visit', key: `visit:${number}:${version}`, clause },
  };
}
