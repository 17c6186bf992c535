/**
 * Return visits 回访 beside the activities that promise and answer them, in the same commits. Typed, pressed and imported
 * activities alike; what such a task is: `src/domain/task/return-visit.ts`.
 */
import { type Activity, counts, openPromise, VISIT_KINDS } from '../domain/activity/activity.ts';
import { enterpriseKey, kindClause } from '../domain/activity/decide.ts';
import { type Day, monthOf } from '../domain/day.ts';
import { formatNumber, sequenceName } from '../domain/number.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { TaskFact } from '../domain/task/facts.ts';
import { isPromisedAnew, isSamePromise, openReturns, returnVisitTask } from '../domain/task/return-visit.ts';
import { evolveTask, type Task } from '../domain/task/task.ts';
import type { Change } from '../outcome.ts';
import type { Store } from '../store.ts';

const EARLIER_MAX = 200;

export interface PromiseScene {
  readonly pack: Pack;
  readonly today: Day;
}

/** The next number of a sequence, and the change that takes it. */
export type TakeNumber = (sequence: string) => Promise<{ readonly value: number; readonly change: Change }>;

/** From the store alone: for a commit that takes one number of each sequence. */
export const numberFrom =
  (store: Pick<Store, 'lastValue'>): TakeNumber =>
  async (name) => {
    const value = (await store.lastValue(name)) + 1;
    return { value, change: { subject: 'sequence', name, value } };
  };

const withdrawn = (task: Task, reason: string): Change => ({
  subject: 'task',
  before: task,
  facts: [{ type: 'task.withdrawn', reason }],
});

/**
 * What becomes of the promise: a task for a new one, none for one that is gone; nothing where it stays as it is.
 * @param before as it stood; `null` for a new one
 */
export async function promiseEffects(
  before: Activity | null,
  after: Activity,
  { pack, today }: PromiseScene,
  store: Store,
  number: TakeNumber,
): Promise<readonly Change[]> {
  if (isSamePromise(before, after)) return [];
  const changes: Change[] = [];
  const kept = before === null ? [] : openReturns(await store.tasksAbout([after.number]));
  const why = after.state === 'cancelled' ? `${after.number} 已取消` : `${after.number} 已更正`;
  for (const task of kept) changes.push(withdrawn(task, why));
  if (!isPromisedAnew(before, after, today)) return changes;
  const month = monthOf(today);
  const { value, change } = await number(sequenceName('task', month));
  const given = returnVisitTask(after, kindClause(pack, after.kind));
  const facts: TaskFact[] = [
    { type: 'task.assigned', number: formatNumber('task', month, value), ...given },
    // Whoever agreed on it need not sign for it.
    ...(given.holder === null ? [] : [{ type: 'task.accepted' as const }]),
  ];
  return [...changes, change, { subject: 'task', before: null, facts }];
}

/** Tasks as they will stand after these changes, for the card that is answered in the same commit. */
export function tasksAfter(
  stored: readonly Task[],
  changes: readonly Change[],
  on: { readonly now: number; readonly actor: { readonly id: string } | null },
): readonly Task[] {
  const tasks = new Map(stored.map((task) => [task.number, task]));
  for (const change of changes) {
    if (change.subject !== 'task') continue;
    let task: Task | null = change.before;
    for (const fact of change.facts) task = evolveTask(task, fact, on.now, on.actor?.id ?? null);
    if (task !== null) tasks.set(task.number, task);
  }
  return [...tasks.values()];
}

/** 不再回访. `null`: there is nothing open to drop. */
export async function dropPromise(
  activity: Activity,
  reason: string,
  store: Pick<Store, 'tasksAbout'>,
): Promise<readonly Change[] | null> {
  const open = openReturns(await store.tasksAbout([activity.number]));
  return open.length === 0 ? null : open.map((task) => withdrawn(task, reason));
}

/** Return visits of these units that this visit answers, by the number of the activity that promised. */
export async function answered(
  after: Activity,
  store: Pick<Store, 'activitiesWith' | 'tasksAbout'>,
): Promise<{ readonly changes: readonly Change[]; readonly numbers: readonly string[] }> {
  if (!counts(after) || !VISIT_KINDS.includes(after.kind)) return { changes: [], numbers: [] };
  const keys = after.enterprises.map(({ name }) => enterpriseKey(name));
  const earlier = (await store.activitiesWith(keys, EARLIER_MAX)).filter(
    (one) =>
      one.number !== after.number &&
      one.on <= after.on &&
      one.recordedAt <= after.recordedAt &&
      // One recorded the same day with the same firm is no answer to itself.
      (one.on < after.on || openPromise(one)?.on === after.on),
  );
  const units = new Map(earlier.map((one) => [one.number, one.units]));
  const tasks = openReturns(await store.tasksAbout([...units.keys()])).filter((task) =>
    [task.unit, ...(units.get(task.about ?? '') ?? [])].some(
      (unit) => unit !== null && after.units.includes(unit),
    ),
  );
  return {
    changes: tasks.map((task) => ({
      subject: 'task',
      before: task,
      facts: [{ type: 'task.followed', visit: after.number, on: after.on }],
    })),
    numbers: tasks.flatMap((task) => task.about ?? []),
  };
}
