/** Tasks as a table with a button each; the pack's own tasks of a unit; and the ladder's digest. */
import type { Button, Card, Element } from '../../card.ts';
import { STATE_WORDS } from '../../domain/task/decide.ts';
import type { Task } from '../../domain/task/task.ts';
import { or, plain, quiet, sayButton, warning } from '../show.ts';
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

export interface PackTaskView {
  readonly id: string;
  readonly no: string;
  readonly label: string;
  readonly text: string;
  readonly clause: string;
  readonly due: string;
  readonly role: '牵头' | '责任';
  readonly deliverables: readonly string[];
  /** What this unit has reported of it so far. */
  readonly state: string;
}

const PACK_SHOWN = 60;

export function packTasksCard(unit: string, tasks: readonly PackTaskView[]): Card {
  const shown = tasks.slice(0, PACK_SHOWN);
  const body: Element[] = [
    plain(`${unit}在方案中承担 ${tasks.length} 项任务。`),
    {
      el: 'table',
      pageSize: 10,
      columns: [
        { key: 'id', title: '编号' },
        { key: 'label', title: '任务' },
        { key: 'role', title: '分工' },
        { key: 'due', title: '时限' },
        { key: 'state', title: '进度' },
        { key: 'clause', title: '依据' },
      ],
      rows: shown.map(({ id, label, role, due, state, clause }) => ({ id, label, role, due, state, clause })),
    },
    { el: 'buttons', buttons: shown.slice(0, 10).map(({ id }) => sayButton(id, 'task', id)) },
    quiet('点编号看原文和成果要求；也可以直接发送「任务 编号 反馈 …」。'),
  ];
  if (tasks.length > shown.length) body.push(quiet(`只列前 ${shown.length} 项。`));
  return { title: '方案任务', subtitle: unit, tone: 'notice', body };
}

export function packTaskCard(view: PackTaskView, units: string, mayReport: boolean): Card {
  return {
    title: `方案任务 ${view.id}`,
    subtitle: view.label,
    tone: 'notice',
    body: [
      plain(view.text),
      {
        el: 'fields',
        fields: [
          { label: '责任单位', value: units },
          {
            label: '成果',
            value: view.deliverables.length === 0 ? '原文没有列' : view.deliverables.join('；'),
          },
          { label: '时限', value: view.due },
          { label: '进度', value: view.state },
          { label: '依据', value: view.clause },
        ],
      },
      ...(mayReport
        ? [{ el: 'buttons' as const, buttons: [sayButton('反馈', 'task', `${view.id} 反馈`, 'primary')] }]
        : []),
    ],
  };
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
