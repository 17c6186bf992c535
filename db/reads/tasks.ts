/** Reads of tasks and responsibility, and the row of a task. Part of `store.ts`. */
import { asc, desc, eq, type InferSelectModel, isNull, like, or } from 'drizzle-orm';
import { numberEndsIn } from '../../src/domain/number.ts';
import type { Task } from '../../src/domain/task/task.ts';
import type { TaskReads } from '../../src/store/tasks.ts';
import type { makeBuilder } from '../builder.ts';
import { isOneOf } from '../parts.ts';
import * as t from '../schema.ts';

type TaskRow = InferSelectModel<typeof t.task>;

export function taskRow(task: Task): TaskRow {
  const { origin, ...rest } = task;
  return { ...rest, originKind: origin.kind, originKey: origin.key, originClause: origin.clause };
}

function taskOf(row: TaskRow): Task {
  const { originKind, originKey, originClause, ...rest } = row;
  return { ...rest, origin: { kind: originKind, key: originKey, clause: originClause } };
}

export function taskReads(db: ReturnType<typeof makeBuilder>): TaskReads {
  return {
    async task(number) {
      const rows = await db.select().from(t.task).where(eq(t.task.number, number)).limit(1);
      return rows[0] === undefined ? null : taskOf(rows[0]);
    },

    async tasksByNumber(words, limit) {
      if (words.prefix !== null && words.prefix !== 'RW') return [];
      const start = `RW-%${words.month ?? ''}-`;
      const isExact = like(t.task.number, `${start}${words.digits.padStart(4, '0')}`);
      const rows = await db
        .select()
        .from(t.task)
        .where(or(isExact, like(t.task.number, `${start}%${words.typed}`)))
        .orderBy(desc(isExact), desc(t.task.assignedAt), desc(t.task.number))
        .limit(limit);
      return rows.filter((row) => numberEndsIn(row.number, words)).map(taskOf);
    },

    async tasks({ states, limit }) {
      const rows = await db
        .select()
        .from(t.task)
        .where(isOneOf(t.task.state, states))
        .orderBy(asc(isNull(t.task.dueOn)), asc(t.task.dueOn), desc(t.task.assignedAt), asc(t.task.number))
        .limit(limit);
      return rows.map(taskOf);
    },

    async tasksOn(lead) {
      const rows = await db
        .select()
        .from(t.task)
        .where(eq(t.task.lead, lead))
        .orderBy(desc(t.task.assignedAt), desc(t.task.number));
      return rows.map(taskOf);
    },

    async tasksAbout(abouts) {
      const rows = await db
        .select()
        .from(t.task)
        .where(isOneOf(t.task.about, abouts))
        .orderBy(asc(t.task.assignedAt), asc(t.task.number));
      return rows.map(taskOf);
    },

    async taskFrom(originKey) {
      const rows = await db.select().from(t.task).where(eq(t.task.originKey, originKey)).limit(1);
      return rows[0] === undefined ? null : taskOf(rows[0]);
    },

    async responsibility(lead) {
      const rows = await db.select().from(t.responsibility).where(eq(t.responsibility.lead, lead)).limit(1);
      return rows[0] ?? null;
    },
  };
}
