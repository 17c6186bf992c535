/**
 * The light of a task 亮灯: amber before its due day, red after it, and what was once red ends yellow, never green.
 * Days are the calendar's; when amber begins is counted in working days where the holiday plan is known.
 */
import { dueAfterWorkdays } from '../calendar.ts';
import { type Day, daysBetween } from '../day.ts';
import { isOpen, isOwed, type Task } from './task.ts';

/**
 * - `blue`: time enough, or no due day · `amber`: due within three working days · `red`: past due and not done
 * - `yellow`: done late (逾期办结), for ever · `green`: done in time · `grey`: withdrawn
 */
export type Light = 'blue' | 'amber' | 'red' | 'yellow' | 'green' | 'grey';

/** Working days before the due day on which a task turns amber. */
export const AMBER_WORKDAYS = 3;

type Clocked = Pick<Task, 'state' | 'dueOn' | 'doneOn' | 'wasLate'>;

/** True when it was or will be finished after a due day. */
export const isLate = (task: Clocked): boolean =>
  task.wasLate || (task.dueOn !== null && task.doneOn !== null && task.doneOn > task.dueOn);

export function lightOf(task: Task, today: Day): Light {
  if (task.state === 'withdrawn') return 'grey';
  if (!isOwed(task)) {
    if (isLate(task)) return 'yellow';
    return isOpen(task) ? 'blue' : 'green';
  }
  if (task.dueOn === null) return 'blue';
  if (today > task.dueOn) return 'red';
  return today >= dueAfterWorkdays(task.dueOn, -AMBER_WORKDAYS).day ? 'amber' : 'blue';
}

/** The light in words, with the days: 还有 2 天, 逾期 3 天. */
export function sayLight(task: Task, today: Day): string {
  const light = lightOf(task, today);
  const late = task.wasLate ? '，曾逾期' : '';
  switch (light) {
    case 'grey':
      return '已撤销';
    case 'green':
      return '按期办结';
    case 'yellow':
      return isOpen(task) ? '已逾期反馈，待复核办结' : '逾期办结（黄灯）';
    case 'red':
      return `红灯：逾期 ${daysBetween(task.dueOn ?? today, today)} 天`;
    default: {
      if (!isOwed(task)) return '待复核办结';
      if (task.dueOn === null) return '未定时限';
      const left = daysBetween(today, task.dueOn);
      const when = left === 0 ? '今天到期' : `还有 ${left} 天`;
      return light === 'amber' ? `黄灯预警：${when}${late}` : `${when}${late}`;
    }
  }
}
