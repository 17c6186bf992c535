// P16 task (domain.md P16): done, late, open or stale. Standing tasks are never late, only stale.
// Leaves out reminders.
import type { Task } from '../pack/schema.ts';
import { daysBetween } from './period.ts';

/** What happened to a task. */
export interface TaskFacts {
  readonly doneOn: string | null;
  /** Day of the last progress note. */
  readonly lastProgressOn: string | null;
}

export type TaskState = 'done' | 'done_late' | 'open' | 'late' | 'standing' | 'stale';

/** 任务状态 on a day: late from the day after the deadline (AE-RC-12); stale without progress for `freshDays`. */
export function taskState(
  task: Pick<Task, 'dueOn' | 'freshDays'>,
  facts: TaskFacts,
  asOn: string,
  startedOn: string,
): TaskState {
  if (facts.doneOn !== null && facts.doneOn <= asOn) {
    return task.dueOn !== undefined && facts.doneOn > task.dueOn ? 'done_late' : 'done';
  }
  if (task.dueOn !== undefined) return asOn > task.dueOn ? 'late' : 'open';
  const since = facts.lastProgressOn ?? startedOn;
  return daysBetween(since, asOn) > task.freshDays ? 'stale' : 'standing';
}
