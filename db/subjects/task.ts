/** 督办任务: one row. */
import { evolveTask } from '../../src/domain/task/task.ts';
import { taskRow } from '../reads/tasks.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const taskBooks = keep({
  kind: 'task',
  tables: ['task'],
  idOf: (task) => task.number,
  start: () => null,
  evolve: evolveTask,
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.task, t.task.number, taskRow(after))),
});
