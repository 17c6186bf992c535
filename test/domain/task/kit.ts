/** A task and the people around it, for the tests of its rules. */
import { instantOfDay } from '../../../src/domain/day.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import { decideTask, type TaskIntent } from '../../../src/domain/task/decide.ts';
import type { TaskFact } from '../../../src/domain/task/facts.ts';
import type { Standing } from '../../../src/domain/task/standing.ts';
import { evolveTask, type Task, type TaskState } from '../../../src/domain/task/task.ts';

export const DUE = '2026-12-04';

export const handler: Standing = { person: 'zhou', handles: true, oversees: false, hurries: false };
export const second: Standing = { person: 'shi', handles: true, oversees: false, hurries: true };
export const issuer: Standing = { person: 'gao', handles: false, oversees: true, hurries: true };
export const clerk: Standing = { person: 'ye', handles: false, oversees: true, hurries: true };
export const leader: Standing = { person: 'lin', handles: false, oversees: false, hurries: true };
export const nobody: Standing = { person: 'su', handles: false, oversees: false, hurries: false };

export const noon = (day: string): number => instantOfDay(day) + 12 * 3_600_000;

export const assignedFact = (more: Partial<Extract<TaskFact, { type: 'task.assigned' }>> = {}): TaskFact => ({
  type: 'task.assigned',
  number: 'RW-202611-0001',
  title: '报送碳纤维项目用地方案',
  lead: null,
  about: null,
  unit: 'datian',
  holder: null,
  dueOn: DUE,
  dueByDefault: false,
  origin: { kind: 'hand', key: null, clause: null },
  ...more,
});

export const fresh = (more: Partial<Extract<TaskFact, { type: 'task.assigned' }>> = {}): Task =>
  evolveTask(null, assignedFact(more), noon('2026-11-10'), issuer.person);

/** The task after what somebody did; throws the refusal when it is one. */
export function did(task: Task, intent: TaskIntent, who: Standing, day = '2026-11-20'): Task {
  const decided = decideTask(task, intent, who, day);
  if (isRefusal(decided)) throw new Error(decided.because);
  return decided.facts.reduce((state, fact) => evolveTask(state, fact, noon(day), who.person), task);
}

export const whole: TaskIntent = { do: 'report', percent: 100, text: '方案已报', evidence: '〔2026〕12号' };

/** The shortest way to each state. */
export const inState: Readonly<Record<TaskState, () => Task>> = {
  assigned: () => fresh(),
  accepted: () => did(fresh(), { do: 'accept' }, handler),
  reported: () => did(inState.accepted(), whole, handler),
  verified: () => did(inState.reported(), { do: 'verify' }, clerk),
  closed: () => did(inState.verified(), { do: 'close' }, issuer),
  withdrawn: () => did(fresh(), { do: 'withdraw', reason: '重复' }, issuer),
};
