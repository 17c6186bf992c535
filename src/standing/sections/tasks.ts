/** 方案任务: the pack's own tasks as units have reported on them; other tasks are nobody's target. */
import { dayOfInstant } from '../../domain/day.ts';
import { packTaskPrefix } from '../../domain/task/pack-tasks.ts';
import type { Section } from '../gathering.ts';

const TASKS_MAX = 10_000;
/** Those that still count: in hand, or closed. */
const COUNTED = ['accepted', 'reported', 'verified', 'closed'] as const;

export const tasks: Section = async ({ store, pack, asOf }) => {
  const prefix = packTaskPrefix(pack);
  const rows = (await store.tasks({ states: COUNTED, limit: TASKS_MAX })).flatMap((task) => {
    const { key } = task.origin;
    if (key === null || !key.startsWith(prefix)) return [];
    const [id = ''] = key.slice(prefix.length).split(':');
    const closed = task.state === 'closed' && task.doneOn !== null && task.doneOn <= asOf;
    const reports = task.reports.map((report) => dayOfInstant(report.at)).filter((day) => day <= asOf);
    const progressOn = reports.at(-1);
    return [
      {
        id,
        unit: task.unit,
        doneOn: closed ? task.doneOn : null,
        ...(progressOn === undefined ? {} : { progressOn }),
      },
    ];
  });
  return rows.length === 0 ? {} : { tasks: rows };
};
