/** 台账: every registry of the pack, how many rows, what is stale, what the size should be. */
import type { Card } from '../../card.ts';
import type { Registry } from '../../domain/pack/schema.ts';
import { quiet, sayButton } from '../show.ts';

export interface RegistryRowView {
  readonly registry: Registry;
  readonly active: number;
}

export function overviewCard(rows: readonly RegistryRowView[], city: string, mayAdd: boolean): Card {
  const buttons = rows
    .slice(0, 30)
    .map(({ registry }) => sayButton(registry.label.slice(0, 20), 'registry', registry.label));
  return {
    title: `${city}台账`,
    subtitle: `${rows.length} 种`,
    tone: 'notice',
    body: [
      {
        el: 'table',
        pageSize: 10,
        columns: [
          { key: 'label', title: '台账' },
          { key: 'active', title: '条数', align: 'right' },
          { key: 'baseline', title: '方案基数' },
          { key: 'clause', title: '依据' },
        ],
        rows: rows.map(({ registry, active }) => ({
          label: registry.label,
          active: String(active),
          baseline:
            registry.baseline === undefined ? null : `${registry.baseline}${registry.baselineUnit ?? ''}`,
          clause: `${registry.clause}${registry.origin === 'default' ? '（系统默认）' : ''}`,
        })),
      },
      { el: 'buttons', buttons },
      quiet(
        `发送「台账 名称 关键词」查询${mayAdd ? '，「台账 新增 名称」登记' : ''}；数量指标的完成情况见「目标」。`,
      ),
    ],
  };
}
