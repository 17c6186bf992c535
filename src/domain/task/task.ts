/**
 * A task 督办任务: something one unit owes somebody by a day, until a person other than who did it says it is done.
 *
 *     交办 ──> assigned ──签收──> accepted ──反馈 100%──> reported ──复核通过──> verified ──办结──> closed
 *                 │  ^              │  ^  └─反馈 <100% (stays)    │  │                    │
 *                 │  └────转办──────┘  └──────────退回 (理由)──────┘──┼────────────────────┘ (退回 too)
 *                 └──反馈 accepts as well                           └──办结 by the issuer verifies as well
 *     延期: asked (pending) ──> granted: a new due day, the first one kept │ refused
 *     撤销 by the issuer from every state but closed ──> withdrawn
 *     a return visit 回访 (`return-visit.ts`): accepted by whoever agreed on it ──the visit is recorded──> closed
 *
 * Invariants
 *  1. Closed and withdrawn are final: no fact can follow.
 *  2. Who reported it done can neither verify nor close it.
 *  3. It is closed only after it was reported whole (100%) and verified; a return visit by the visit, which others verify.
 *  4. The first due day never changes; every other is an extension somebody else granted.
 *  5. Red never turns green: once a day passed its due day with it undone, it ends yellow (逾期办结), whatever is granted later.
 *  6. `version` is the number of facts in its stream.
 */
import { type Day, dayOfInstant } from '../day.ts';
import type { TaskFact, TaskOrigin } from './facts.ts';

export type TaskState = 'assigned' | 'accepted' | 'reported' | 'verified' | 'closed' | 'withdrawn';

/** States in which the responsible side still owes something. */
export const OWED_STATES: readonly TaskState[] = ['assigned', 'accepted'];
/** States in which somebody still owes something. */
export const OPEN_STATES: readonly TaskState[] = ['assigned', 'accepted', 'reported', 'verified'];

export interface TaskReport {
  readonly at: number;
  readonly by: string | null;
  readonly percent: number;
  readonly text: string;
  readonly evidence: string | null;
  /** Why it was sent back. */
  readonly returned: string | null;
}

export interface Task {
  /** `RW-202611-0001`. */
  readonly number: string;
  readonly version: number;
  readonly title: string;
  readonly lead: string | null;
  readonly about: string | null;
  readonly unit: string | null;
  /** Who has it in hand; `null` until somebody of the unit accepts. */
  readonly holder: string | null;
  readonly issuer: string | null;
  readonly origin: TaskOrigin;
  readonly state: TaskState;
  readonly assignedAt: number;
  readonly dueOn: Day | null;
  readonly firstDueOn: Day | null;
  readonly dueByDefault: boolean;
  readonly extension: { readonly dueOn: Day; readonly reason: string; readonly by: string | null } | null;
  readonly percent: number;
  readonly reports: readonly TaskReport[];
  /** Day of the report that says it is done; `null` while none stands. */
  readonly doneOn: Day | null;
  /** A due day passed with it undone, though a later extension was granted. */
  readonly wasLate: boolean;
  readonly nudges: readonly { readonly by: string | null; readonly on: Day }[];
  /** The last step of the ladder taken for the due day it was taken for. */
  readonly reminded: { readonly step: number; readonly dueOn: Day } | null;
  readonly handedOver: readonly {
    readonly at: number;
    readonly by: string | null;
    readonly reason: string;
    readonly from: string | null;
  }[];
  readonly endedAt: number | null;
  readonly endReason: string | null;
}

export const taskStream = (number: string): string => `task/${number}`;

export const isOpen = (task: Task): boolean => OPEN_STATES.includes(task.state);
export const isOwed = (task: Task): boolean => OWED_STATES.includes(task.state);

/** Whoever said it is done, for whom invariant 2 holds. */
export const lastReport = (task: Task): TaskReport | null => task.reports.at(-1) ?? null;

/** The task after one more fact; `null` before its first. */
export function evolveTask(task: Task | null, fact: TaskFact, at: number, actor: string | null): Task {
  if (fact.type === 'task.assigned') {
    if (task !== null) throw new Error(`${task.number} is assigned already`);
    return assigned(fact, at, actor);
  }
  if (task === null) throw new Error(`a task starts with its assignment, not ${fact.type}`);
  const next = { ...task, version: task.version + 1 };
  switch (fact.type) {
    case 'task.accepted':
      return { ...next, state: 'accepted', holder: task.holder ?? actor };
    case 'task.reported':
      return reported(next, fact, at, actor);
    case 'task.verified':
      return { ...next, state: 'verified' };
    case 'task.returned':
      return {
        ...next,
        state: 'accepted',
        doneOn: null,
        reports: task.reports.map((report, index) =>
          index === task.reports.length - 1 ? { ...report, returned: fact.reason } : report,
        ),
      };
    case 'task.closed':
      return { ...next, state: 'closed', extension: null, endedAt: at };
    case 'task.followed':
      return {
        ...next,
        state: 'closed',
        percent: 100,
        doneOn: fact.on,
        reports: [
          ...task.reports,
          { at, by: actor, percent: 100, text: '已回访', evidence: fact.visit, returned: null },
        ],
        endedAt: at,
      };
    case 'task.reassigned':
      return {
        ...next,
        state: 'assigned',
        unit: fact.unit,
        holder: fact.holder,
        handedOver: [...task.handedOver, { at, by: actor, reason: fact.reason, from: task.unit }],
      };
    case 'task.extension_asked':
      return { ...next, extension: { dueOn: fact.dueOn, reason: fact.reason, by: actor } };
    case 'task.extension_granted':
      return {
        ...next,
        wasLate:
          task.wasLate || (task.dueOn !== null && task.doneOn === null && dayOfInstant(at) > task.dueOn),
        dueOn: task.extension?.dueOn ?? task.dueOn,
        dueByDefault: false,
        extension: null,
      };
    case 'task.extension_refused':
      return { ...next, extension: null };
    case 'task.withdrawn':
      return { ...next, state: 'withdrawn', extension: null, endedAt: at, endReason: fact.reason };
    case 'task.nudged':
      return { ...next, nudges: [...task.nudges, { by: actor, on: fact.on }] };
    case 'task.reminded':
      return { ...next, reminded: { step: fact.step, dueOn: fact.dueOn } };
  }
}

function assigned(
  fact: Extract<TaskFact, { type: 'task.assigned' }>,
  at: number,
  actor: string | null,
): Task {
  const { type: _type, ...given } = fact;
  return {
    ...given,
    version: 1,
    // A clock and the pack's own list have no issuer: whoever happens to open such a task must not oversee it.
    issuer: fact.origin.kind === 'hand' || fact.origin.kind === 'instruction' ? actor : null,
    state: 'assigned',
    assignedAt: at,
    firstDueOn: fact.dueOn,
    extension: null,
    percent: 0,
    reports: [],
    doneOn: null,
    // Made of something that was red already.
    wasLate: fact.origin.kind === 'late',
    nudges: [],
    reminded: null,
    handedOver: [],
    endedAt: null,
    endReason: null,
  };
}

function reported(
  next: Task,
  fact: Extract<TaskFact, { type: 'task.reported' }>,
  at: number,
  actor: string | null,
): Task {
  const { percent, text, evidence } = fact;
  const isWhole = percent === 100;
  return {
    ...next,
    state: isWhole ? 'reported' : 'accepted',
    percent,
    doneOn: isWhole ? dayOfInstant(at) : null,
    // Done makes the question of more time pointless; granting it afterwards could turn red to green.
    extension: isWhole ? null : next.extension,
    reports: [...next.reports, { at, by: actor, percent, text, evidence, returned: null }],
  };
}
