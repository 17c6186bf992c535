/** Tasks as a table with a button each; the pack's own tasks of a unit; and the ladder's digest. */
import type { Button, Card, Element } from '../../card.ts';
import { STATE_WORDS } from '../../domain/task/decide.ts';
import type { Task } from '../../domain/task/task.ts';
import { or, plain, sayButton, warning } from '../show.ts';
import { turnsFrom } from '../turns.ts';

export const TASK_PAGE = 8;

export interface TaskRowView {
  readonly task: Task;
  readonly unit: string;
  readonly clock: string;
}

export interface TaskListView {
  /** 我的任务, 本单位任务, 全部任务. */
  readonly title: string;
  readonly items: readonly TaskRowView[];
  readonly total: number;
  readonly offset: number;
  readonly words: string;
  /** How many are red and amber among all of them. */
  readonly counts: string;
  readonly buttons: readonly Button[];
}

export function taskListCard(view: TaskListView): Card {
  const { items, total, offset, words } = view;
  const turns = turnsFrom({ offset, total, step: TASK_PAGE }, (to) => ({
    command: 'task',
    action: 'page',
    args: { words, offset: String(to) },
  }));
  const body: Element[] = [plain(view.counts)];
  if (items.length > 0) {
    body.push(
      {
        el: 'table',
        pageSize: 10,
        columns: [
          { key: 'number', title: '编号' },
          { key: 'title', title: '任务' },
          { key: 'unit', title: '责任单位' },
          { key: 'due', title: '时限' },
          { key: 'state', title: '状态' },
          { key: 'clock', title: '亮灯' },
        ],
        rows: items.map(({ task, unit, clock }) => ({
          number: task.number,
          title: task.title.slice(0, 40),
          unit,
          due: or(task.dueOn),
          state: STATE_WORDS[task.state],
          clock,
        })),
      },
      { el: 'buttons', buttons: items.map(({ task }) => sayButton(task.number, 'task', task.number)) },
    );
  }
  if (turns.length > 0) body.push({ el: 'buttons', buttons: turns });
  if (view.buttons.length > 0) body.push({ el: 'buttons', buttons: view.buttons });
  const isRed = items.some(({ clock }) => clock.startsWith('红灯'));
  return { title: view.title, tone: isRed ? 'overdue' : 'notice', body };
}

export interface LadderItem {
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly clock: string;
}

const LADDER_LINES = 20;
const LADDER_BUTTONS = 5;

/** What the machine says to one person on one morning. */
export function ladderCard(view: {
  readonly to: 'handler' | 'superior' | 'office' | 'urgent';
  readonly items: readonly LadderItem[];
  readonly red: boolean;
  readonly notes: readonly string[];
}): Card {
  const { to, items, red, notes } = view;
  const whose = { handler: '您承办的', superior: '本单位及下属的', office: '全市', urgent: '' }[to];
  const head = red ? (to === 'urgent' ? '加急：任务严重逾期' : '任务逾期') : '任务将到期';
  const lines = items
    .slice(0, LADDER_LINES)
    .map(({ number, title, unit, clock }) => `· ${number} ${title.slice(0, 40)}（${unit}，${clock}）`);
  const more =
    items.length > LADDER_LINES ? [`· 另有 ${items.length - LADDER_LINES} 项，发送「逾期」查看`] : [];
  return {
    title: items.length === 1 ? `${head} ${items[0]?.number ?? ''}` : `${head}：${items.length} 项`,
    tone: red ? 'overdue' : 'todo',
    body: [
      plain(`${whose}督办任务${red ? '已过时限，请尽快办理并反馈：' : '快到时限：'}`),
      plain([...lines, ...more].join('\n')),
      ...notes.map(warning),
      {
        el: 'buttons',
        buttons: items
          .slice(0, LADDER_BUTTONS)
          .flatMap(({ number }) =>
            to === 'handler' || to === 'urgent'
              ? [sayButton(`反馈 ${number}`, 'task', `${number} 反馈`, 'primary')]
              : [sayButton(number, 'task', number)],
          ),
      },
    ],
  };
}
