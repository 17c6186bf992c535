/** What may be asked about tasks and responsibility. Part of `src/store.ts`. */
import type { NumberWords } from '../domain/number.ts';
import type { Responsibility } from '../domain/responsibility.ts';
import type { Task, TaskState } from '../domain/task/task.ts';

export interface TaskFilter {
  readonly states: readonly TaskState[];
  readonly limit: number;
}

export interface TaskReads {
  /** By its whole number. */
  task(number: string): Promise<Task | null>;
  /** Tasks whose number these words may mean, the very number first. */
  tasksByNumber(words: NumberWords, limit: number): Promise<readonly Task[]>;
  /** In these states, the earliest due first, then the newest; those without a due day last. */
  tasks(filter: TaskFilter): Promise<readonly Task[]>;
  /** Every task about a lead, newest first. */
  tasksOn(lead: string): Promise<readonly Task[]>;
  /** Tasks about any of these, open ones and ended: what was quoted, the activity that promised. */
  tasksAbout(abouts: readonly string[]): Promise<readonly Task[]>;
  /** The task a clock, a month's reports or a pack's own task became; `null` when it became none. */
  taskFrom(originKey: string): Promise<Task | null>;
  /** 包联 of a project, by lead number. */
  responsibility(lead: string): Promise<Responsibility | null>;
}
