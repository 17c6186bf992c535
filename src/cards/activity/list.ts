/** Lists of activities 招商活动, a page at a time; and the reminder of return visits 回访. */
import type { Button, Card, Element } from '../../card.ts';
import type { Task } from '../../domain/task/task.ts';
import { plain, quiet, sayButton } from '../show.ts';

export interface ActivityRow {
  readonly number: string;
  readonly on: string;
  readonly kind: string;
  readonly unit: string;
  readonly what: string;
  readonly state: string;
}

export interface ActivityListView {
  readonly title: string;
  readonly lines: readonly string[];
  readonly rows: readonly ActivityRow[];
  readonly total: number;
  readonly offset: number;
  /** Words that give this list again. */
  readonly words: string;
  readonly pageSize: number;
  /** Buttons that begin something; none in groups. */
  readonly mayRecord: boolean;
}

const OPENED_MAX = 5;

export function activityListCard(view: ActivityListView): Card {
  const { rows, total, offset, pageSize, words } = view;
  const to = offset + rows.length;
  const page = (from: number) => ({
    command: 'activity',
    action: 'page',
    args: { words, from: String(Math.max(0, from)) },
  });
  const turns = [
    ...(offset > 0 ? [{ label: '上一页', press: page(offset - pageSize) }] : []),
    ...(to < total ? [{ label: '下一页', press: page(to) }] : []),
  ];
  const begin = view.mayRecord
    ? [sayButton('登记走访', 'visit', '登记'), sayButton('登记活动', 'activity', '登记')]
    : [];
  const table: Element = {
    el: 'table',
    columns: [
      { key: 'number', title: '编号' },
      { key: 'on', title: '日期' },
      { key: 'kind', title: '类型' },
      { key: 'unit', title: '主办单位' },
      { key: 'what', title: '企业、内容' },
      { key: 'state', title: '状态' },
    ],
    rows: rows.map((row) => ({ ...row })),
    pageSize,
  };
  return {
    title: view.title,
    tone: 'notice',
    body: [
      ...view.lines.map(plain),
      ...(rows.length === 0 ? [plain('没有符合的活动。')] : [table]),
      ...(rows.length === 0 ? [] : [quiet(`第 ${offset + 1}—${to} 项，共 ${total} 项。`)]),
      ...(rows.length === 0
        ? []
        : [
            {
              el: 'buttons' as const,
              buttons: rows.slice(0, OPENED_MAX).map(({ number }) => sayButton(number, 'activity', number)),
            },
          ]),
      ...(turns.length + begin.length === 0
        ? []
        : [{ el: 'buttons' as const, buttons: [...turns, ...begin] }]),
      quiet('可以写类型、月份、单位，例如「活动 走访 11月」。'),
    ],
  };
}

/** Due return visits of one person. */
export const returnVisitsCard = (today: string, tasks: readonly Task[], more = 0): Card => ({
  title: `回访提醒：${tasks.length + more} 家次`,
  tone: tasks.some(({ dueOn }) => dueOn !== null && dueOn < today) ? 'overdue' : 'todo',
  body: [
    ...tasks.flatMap((task): Element[] => [
      plain(
        `${task.dueOn ?? ''}${task.dueOn !== null && task.dueOn < today ? '（已过）' : ''} ${task.title}`,
      ),
      {
        el: 'buttons',
        buttons: [...returnButtons(task), sayButton(task.number, 'task', task.number)],
      },
    ]),
    ...(more === 0 ? [] : [quiet(`另有 ${more} 项，发送「走访 回访」查看。`)]),
  ],
});

/** What is pressed for a return visit: the visit's form, or that none is needed. */
export const returnButtons = ({ about }: Pick<Task, 'about'>): readonly Button[] => {
  const press = (action: string) => ({ command: 'activity', action, args: { number: about ?? '' } });
  return [
    { label: '登记回访', look: 'primary', press: press('again') },
    { label: '不再回访', press: press('no-visit') },
  ];
};
