/** 合并 of two duplicates: side by side, so that the office sees which one lives on. */
import type { Card } from '../../card.ts';
import { plain, quiet, warning } from '../show.ts';

export interface MergeColumn {
  readonly lead: string;
  readonly number: string;
  readonly facts: Readonly<Record<string, string>>;
}

export interface MergeView {
  readonly a: MergeColumn;
  readonly b: MergeColumn;
  /** Numbers that may live on, the proposed one first. */
  readonly keeps: readonly { readonly lead: string; readonly number: string; readonly other: string }[];
  readonly why: string | null;
}

export function mergeCard({ a, b, keeps, why }: MergeView): Card {
  const labels = Object.keys(a.facts);
  return {
    title: '合并重复线索',
    subtitle: `${a.number} 与 ${b.number}`,
    tone: 'todo',
    body: [
      {
        el: 'table',
        pageSize: 10,
        columns: [
          { key: 'label', title: '项目' },
          { key: 'a', title: a.number },
          { key: 'b', title: b.number },
        ],
        rows: labels.map((label) => ({ label, a: a.facts[label] ?? null, b: b.facts[label] ?? null })),
      },
      ...(why === null ? [] : [warning(why)]),
      plain('合并后两条的历史都保留，两个编号都指向保留的那一条；阶段和月报不重复计算。'),
      quiet('并入的一条不再单独计数，它的积分收回。'),
      {
        el: 'buttons',
        buttons: keeps.map(({ lead, number, other }, at) => ({
          label: `保留 ${number}`,
          look: at === 0 ? ('primary' as const) : ('default' as const),
          press: { command: 'leads', action: 'merge', args: { into: lead, from: other } },
        })),
      },
    ],
  };
}
