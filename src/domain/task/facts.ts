/** The facts of a task's stream. People appear as roster ids; texts have their phone numbers masked before they come here. */
import type { Day } from '../day.ts';

/** Where a task comes from. `key` is unique: a clock, a month's reports or a pack's task makes one task, once. */
export interface TaskOrigin {
  /** By hand, by a leader's 批示, by something overdue, by the pack's own list, by a return visit 回访 agreed on. */
  readonly kind: 'hand' | 'instruction' | 'late' | 'pack' | 'visit';
  readonly key: string | null;
  readonly clause: string | null;
}

export type TaskFact =
  | {
      readonly type: 'task.assigned';
      readonly number: string;
      readonly title: string;
      /** Lead number it concerns. */
      readonly lead: string | null;
      /** What was quoted when it was given: `month:2026-10`, a lead, another task; of a return visit the activity. */
      readonly about: string | null;
      readonly unit: string | null;
      readonly holder: string | null;
      readonly dueOn: Day | null;
      /** The due day was nobody's words: 系统默认. */
      readonly dueByDefault: boolean;
      readonly origin: TaskOrigin;
    }
  | { readonly type: 'task.accepted' }
  | {
      readonly type: 'task.reported';
      readonly percent: number;
      readonly text: string;
      readonly evidence: string | null;
    }
  | { readonly type: 'task.verified' }
  | { readonly type: 'task.returned'; readonly reason: string }
  | { readonly type: 'task.closed' }
  /** A return visit was made: the activity that answers it, and its day. */
  | { readonly type: 'task.followed'; readonly visit: string; readonly on: Day }
  | {
      readonly type: 'task.reassigned';
      readonly unit: string | null;
      readonly holder: string | null;
      readonly reason: string;
    }
  | { readonly type: 'task.extension_asked'; readonly dueOn: Day; readonly reason: string }
  | { readonly type: 'task.extension_granted' }
  | { readonly type: 'task.extension_refused'; readonly reason: string }
  | { readonly type: 'task.withdrawn'; readonly reason: string }
  /** Somebody hurried it; `to` are roster ids. */
  | { readonly type: 'task.nudged'; readonly on: Day; readonly to: readonly string[] }
  /** The machine reminded: which step of the ladder, for which due day. */
  | { readonly type: 'task.reminded'; readonly step: number; readonly dueOn: Day };
