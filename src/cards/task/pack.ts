/** 方案任务: the pack's own tasks of a unit, of the city, and one of them with its text. */
import type { Button, Card, Element } from '../../card.ts';
import { plain, quiet, sayButton } from '../show.ts';

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
  readonly isLate: boolean;
}

const PACK_SHOWN = 60;

/** @param filter what was asked for, in words; empty: everything */
export function packTasksCard(
  unit: string,
  tasks: readonly PackTaskView[],
  filter: string,
  more: readonly Button[],
): Card {
  const shown = tasks.slice(0, PACK_SHOWN);
  const late = tasks.filter(({ isLate }) => isLate).length;
  const asked = filter === '' ? '' : `（${filter}）`;
  const body: Element[] = [
    plain(`${unit}在方案中承担的任务${asked} ${tasks.length} 项${late === 0 ? '' : `，逾期 ${late} 项`}。`),
  ];
  if (shown.length > 0)
    body.push(
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
        rows: shown.map(({ id, label, role, due, state, clause }) => ({
          id,
          label,
          role,
          due,
          state,
          clause,
        })),
      },
      { el: 'buttons', buttons: shown.slice(0, 10).map(({ id }) => sayButton(id, 'task', id)) },
    );
  if (more.length > 0) body.push({ el: 'buttons', buttons: more });
  body.push(quiet('点编号看原文和成果要求；也可以直接发送「任务 编号 反馈 …」。'));
  if (tasks.length > shown.length) body.push(quiet(`只列前 ${shown.length} 项。`));
  return { title: '方案任务', subtitle: unit, tone: late > 0 ? 'overdue' : 'notice', body };
}

export interface CityPackTask {
  readonly id: string;
  readonly label: string;
  readonly units: string;
  readonly due: string;
  /** Units of the roster that have it. */
  readonly total: number;
  readonly done: number;
  readonly open: number;
  readonly late: number;
  readonly clause: string;
}

/** The city's: a row a task. */
export function cityPackTasksCard(rows: readonly CityPackTask[], filter: string): Card {
  const late = rows.filter((row) => row.late > 0).length;
  const asked = filter === '' ? '' : `（${filter}）`;
  return {
    title: '全市方案任务',
    subtitle: `${rows.length} 项`,
    tone: late > 0 ? 'overdue' : 'notice',
    body: [
      plain(`方案任务${asked} ${rows.length} 项${late === 0 ? '' : `，其中 ${late} 项有单位逾期`}。`),
      ...(rows.length === 0
        ? []
        : [
            {
              el: 'table' as const,
              pageSize: 10,
              columns: [
                { key: 'id', title: '编号' },
                { key: 'label', title: '任务' },
                { key: 'due', title: '时限' },
                { key: 'total', title: '单位', align: 'right' as const },
                { key: 'done', title: '办结', align: 'right' as const },
                { key: 'open', title: '在办', align: 'right' as const },
                { key: 'late', title: '逾期', align: 'right' as const },
                { key: 'clause', title: '依据' },
              ],
              rows: rows
                .slice(0, PACK_SHOWN)
                .map(({ id, label, due, total, done, open, late: own, clause }) => ({
                  id,
                  label,
                  due,
                  total: String(total),
                  done: String(done),
                  open: String(open),
                  late: own === 0 ? null : String(own),
                  clause,
                })),
            },
            {
              el: 'buttons' as const,
              buttons: rows.slice(0, 10).map(({ id }) => sayButton(id, 'task', id)),
            },
          ]),
      quiet('筛选：任务 方案 全市 逾期；任务 方案 单位名称；任务 方案 未反馈、办理中、已办结、长期、牵头。'),
    ],
  };
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
