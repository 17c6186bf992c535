/** Opening tasks: from the 交办 form, a 批示, or the pack's own list. Numbers are taken in the same commit. */
import { taskCard } from '../../../src/cards/task/task.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { CALENDAR_DAYS_NOTE, dueAfterWorkdays } from '../../../src/domain/calendar.ts';
import { type Day, monthOf } from '../../../src/domain/day.ts';
import { formatNumber, sequenceName } from '../../../src/domain/number.ts';
import type { Person } from '../../../src/domain/roster.ts';
import type { TaskFact } from '../../../src/domain/task/facts.ts';
import { handlersOf } from '../../../src/domain/task/standing.ts';
import { evolveTask, type Task } from '../../../src/domain/task/task.ts';
import type { Change, Notice } from '../../../src/outcome.ts';
import { asSeenBy, taskNotice, taskView } from './view.ts';

/** 系统默认: working days for a task nobody gave a day. */
export const DEFAULT_WORKDAYS = 10;

export type NewTask = Omit<Extract<TaskFact, { type: 'task.assigned' }>, 'type' | 'number'>;

/** The due day when none was said, and what to say of it. */
export function defaultDue(today: Day): { readonly dueOn: Day; readonly note: string } {
  const { day, byCalendar } = dueAfterWorkdays(today, DEFAULT_WORKDAYS);
  const how = byCalendar ? `${DEFAULT_WORKDAYS} 天，${CALENDAR_DAYS_NOTE}` : `${DEFAULT_WORKDAYS} 个工作日`;
  return { dueOn: day, note: `没有写时限，按系统默认 ${how}：${day}。` };
}

export interface Opened {
  readonly tasks: readonly Task[];
  readonly changes: readonly Change[];
}

export async function openTasks(news: readonly NewTask[], here: KnownScene, tools: Tools): Promise<Opened> {
  const month = monthOf(here.today);
  const name = sequenceName('task', month);
  const last = await tools.store.lastValue(name);
  const tasks: Task[] = [];
  const changes: Change[] = [];
  for (const [index, given] of news.entries()) {
    const value = last + index + 1;
    const fact: TaskFact = { type: 'task.assigned', number: formatNumber('task', month, value), ...given };
    tasks.push(evolveTask(null, fact, here.now, here.actor.id));
    changes.push({ subject: 'sequence', name, value }, { subject: 'task', before: null, facts: [fact] });
  }
  return { tasks, changes };
}

/** A card with 签收 to whoever does it; the names of those told and of those who cannot be. */
export async function tellHandlers(
  tasks: readonly Task[],
  headline: string,
  here: KnownScene,
  tools: Tools,
): Promise<{ readonly notices: readonly Notice[]; readonly told: string }> {
  const notices: Notice[] = [];
  const told = new Map<string, Person>();
  const silent: string[] = [];
  for (const task of tasks) {
    const handlers = handlersOf(task, here.roster);
    const reachable = handlers.filter((person) => person.openId !== null);
    if (reachable.length === 0) silent.push(here.roster.unitName(task.unit));
    for (const person of reachable) {
      told.set(person.id, person);
      if (person.id === here.actor.id) continue;
      const card = taskCard(await taskView(task, asSeenBy(person, here), tools), headline);
      notices.push(...taskNotice(task, person, card, 'assigned'));
    }
  }
  const names = [...told.values()].map((person) => person.name);
  const lines = [
    ...(names.length === 0 ? [] : [`已通知：${names.join('、')}。`]),
    ...(silent.length === 0 ? [] : [`${silent.join('、')}还没有人绑定飞书，请另行通知。`]),
  ];
  return { notices, told: lines.join('') };
}
