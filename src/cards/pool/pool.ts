/** 公共线索池: the list, and what became of a claim, an assignment, a return. */
import type { Button, Card, Element } from '../../card.ts';
import { plain, quiet, warning } from '../show.ts';
import { turnsFrom } from '../turns.ts';
import { onLead } from './holding.ts';

export const POOL_PAGE = 8;

export interface PoolRow {
  readonly lead: string;
  readonly number: string;
  readonly company: string;
  readonly project: string;
  readonly amount: string;
  readonly industry: string;
  readonly releasedOn: string;
  readonly former: string;
}

export interface PoolListView {
  readonly rows: readonly PoolRow[];
  readonly total: number;
  readonly offset: number;
  readonly mayClaim: boolean;
  readonly rule: string;
}

export function poolListCard({ rows, total, offset, mayClaim, rule }: PoolListView): Card {
  const shown = `第 ${offset + 1}–${offset + rows.length} 条，共 ${total} 条`;
  const body: Element[] = [
    quiet(rule),
    {
      el: 'table',
      pageSize: POOL_PAGE,
      columns: [
        { key: 'number', title: '编号' },
        { key: 'company', title: '企业' },
        { key: 'project', title: '项目' },
        { key: 'amount', title: '投资额', align: 'right' },
        { key: 'industry', title: '产业' },
        { key: 'releasedOn', title: '入池' },
        { key: 'former', title: '前持有单位' },
      ],
      rows: rows.map(({ lead: _lead, ...row }) => row),
    },
  ];
  if (mayClaim)
    body.push({ el: 'buttons', buttons: rows.map((row) => onLead(`认领 ${row.number}`, 'claim', row.lead)) });
  const turns = turnsFrom({ offset, total, step: POOL_PAGE }, (to) => ({
    command: 'leads',
    action: 'pool-page',
    args: { offset: String(to) },
  }));
  if (turns.length > 0) body.push(quiet(shown), { el: 'buttons', buttons: turns });
  return { title: `公共线索池 ${total} 条`, subtitle: shown, tone: 'notice', body };
}

export const emptyPoolCard = (rule: string): Card => ({
  title: '公共线索池是空的',
  tone: 'done',
  body: [plain('现在没有可以认领的线索。'), quiet(rule)],
});

export interface HeldNoticeView {
  readonly number: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly warnings?: readonly string[];
  readonly buttons?: readonly Button[];
}

/** A read-only card about one lead: what happened, why, and the next step. */
export function heldCard(title: string, tone: Card['tone'], view: HeldNoticeView): Card {
  const { number, lines, warnings = [], buttons = [] } = view;
  return {
    title: `${title} ${number}`,
    subtitle: view.title,
    tone,
    body: [
      ...warnings.map(warning),
      ...lines.map(plain),
      ...(buttons.length === 0 ? [] : [{ el: 'buttons' as const, buttons }]),
    ],
  };
}

/** One field and one button: a reason, a person, a verdict. */
export interface AskView {
  readonly lead: string;
  readonly number: string;
  readonly title: string;
  readonly heading: string;
  readonly lines: readonly string[];
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
  readonly required: boolean;
  readonly buttons: readonly {
    readonly label: string;
    readonly action: string;
    readonly look?: Button['look'];
  }[];
  readonly args?: Readonly<Record<string, string>>;
}

export function askCard(view: AskView): Card {
  const { lead, number, heading, name, label, placeholder, required, args = {} } = view;
  return {
    title: `${heading} ${number}`,
    subtitle: view.title,
    tone: 'todo',
    body: [
      ...view.lines.map(plain),
      {
        el: 'form',
        name: 'ask',
        fields: [{ kind: 'lines', name, label, placeholder, required, maxLength: 500 }],
        buttons: view.buttons.map((one) => onLead(one.label, one.action, lead, one.look, args)),
      },
    ],
  };
}
