/** 督办任务 past their due day, or due soon. */
import type { Lead } from '../domain/lead/lead.ts';
import { lightOf, sayLight } from '../domain/task/light.ts';
import { isReturnVisit } from '../domain/task/return-visit.ts';
import { OWED_STATES } from '../domain/task/task.ts';
import type { LateItem, LateSource } from './late.ts';

/** More open tasks than this and the list says nothing any more. */
const TASKS_MAX = 2_000;

export const lateTasks: LateSource = async ({ store, today }) => {
  const tasks = await store.tasks({ states: OWED_STATES, limit: TASKS_MAX });
  const leads = new Map<string, Lead | null>();
  const items: LateItem[] = [];
  for (const task of tasks) {
    const light = lightOf(task, today);
    if (task.dueOn === null || (light !== 'red' && light !== 'amber')) continue;
    if (task.lead !== null && !leads.has(task.lead)) leads.set(task.lead, await store.lead(task.lead));
    items.push({
      kind: 'task',
      kindLabel: '督办任务',
      key: `task:${task.number}:${task.dueOn}`,
      number: task.number,
      lead: task.lead === null ? null : (leads.get(task.lead) ?? null),
      unit: task.unit,
      holder: task.holder,
      title: task.title,
      dueOn: task.dueOn,
      light,
      why: sayLight(task, today),
      clause: task.origin.clause,
      next: isReturnVisit(task)
        ? { label: '登记回访', command: 'activity', text: `${task.about ?? ''} 回访` }
        : { label: '反馈', command: 'task', text: `${task.number} 反馈` },
    });
  }
  return items;
};
