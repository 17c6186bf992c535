/** 交接: what is to be moved, put before whoever orders it; and the card to the receiver with 签收. */
import type { Button, Card, Element } from '../../card.ts';
import { plain, quiet, sayButton, warning } from '../show.ts';

export interface HandoverView {
  readonly id: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly when: string;
  readonly reason: string | null;
  readonly state: string;
  readonly leads: readonly { readonly number: string; readonly title: string; readonly stage: string }[];
  readonly total: number;
}

const ROWS_MAX = 50;

function elements(view: HandoverView): Element[] {
  const body: Element[] = [
    {
      el: 'fields',
      fields: [
        { label: '单位', value: view.unit },
        { label: '交出', value: view.from },
        { label: '接收', value: view.to },
        { label: '期间', value: view.when },
        { label: '线索和项目', value: `${view.total} 条` },
        ...(view.reason === null ? [] : [{ label: '原因', value: view.reason }]),
      ],
    },
    {
      el: 'table',
      pageSize: 10,
      columns: [
        { key: 'number', title: '编号' },
        { key: 'title', title: '名称' },
        { key: 'stage', title: '阶段' },
      ],
      rows: view.leads.slice(0, ROWS_MAX).map((row) => ({ ...row })),
    },
  ];
  if (view.total > ROWS_MAX) body.push(quiet(`只列前 ${ROWS_MAX} 条，其余在「我的」里看。`));
  return body;
}

/** Asked once more before anything moves. */
export function handoverAskCard(view: HandoverView, args: Readonly<Record<string, string>>): Card {
  const press = (action: string): Button['press'] => ({ command: 'transfer', action, args });
  return {
    title: `交接 ${view.from} → ${view.to}`,
    subtitle: view.unit,
    tone: 'todo',
    body: [
      ...elements(view),
      {
        el: 'buttons',
        buttons: [
          { label: '确认交接', look: 'primary', press: press('handOver') },
          { label: '取消', press: press('dismiss') },
        ],
      },
    ],
  };
}

export function handoverCard(view: HandoverView, mayReceipt: boolean): Card {
  const buttons: Button[] = [];
  if (mayReceipt) {
    const press = { command: 'transfer', action: 'receipt', args: { handover: view.id } };
    buttons.push({ label: '签收', look: 'primary', press });
  }
  buttons.push(sayButton('我的', 'mine'));
  return {
    title: `交接 ${view.id} ${view.state}`,
    subtitle: `${view.from} → ${view.to}`,
    tone: mayReceipt ? 'todo' : 'done',
    body: [
      ...elements(view),
      mayReceipt ? warning('请核对清单后签收。') : plain(view.state),
      { el: 'buttons', buttons },
    ],
  };
}
