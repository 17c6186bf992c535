/** One transfer as a card: its terms, who has confirmed what, its history, and what this viewer may do with it. */
import type { Button, Card, Element, Tone } from '../../card.ts';
import { plain, quiet, sayButton, warning } from '../show.ts';
import { turnsFrom } from '../turns.ts';

/** A version of the terms in words; labels resolved by the caller. */
export interface OfferView {
  readonly no: number;
  /** “第2版条款（沙县区 还价）”. */
  readonly heading: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
}

export interface TransferView {
  readonly number: string;
  readonly project: string;
  /** The project's lead number, for its own card. */
  readonly lead: string;
  readonly isProject: boolean;
  readonly state: string;
  readonly tone: Tone;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly open: OfferView | null;
  readonly agreed: OfferView | null;
  readonly notes: readonly string[];
  readonly history: readonly string[];
  readonly settlements: readonly SettlementView[];
  /** What the viewer may do; the decision is made again when it is pressed. */
  readonly may: {
    readonly answer: boolean;
    readonly counter: boolean;
    readonly withdraw: boolean;
    readonly change: boolean;
  };
}

export interface SettlementView {
  readonly year: string;
  readonly heading: string;
  readonly columns: readonly [sender: string, receiver: string];
  readonly rows: readonly {
    readonly measure: string;
    readonly total: string;
    readonly sender: string;
    readonly receiver: string;
  }[];
  readonly mayConfirm: boolean;
}

const REASON_LENGTH_MAX = 500;
/** A refusal's reason may be long, and a card takes 30 KB. */
const HISTORY_MAX = 15;
const LINE_LENGTH_MAX = 160;
/** A card takes three tables at most. */
const SETTLEMENTS_MAX = 2;

export function transferCard(view: TransferView, title?: string): Card {
  const body: Element[] = [{ el: 'fields', fields: view.fields }];
  if (view.open !== null) body.push(...offerElements(view.open));
  if (view.agreed !== null) {
    if (view.open === null) body.push(...offerElements(view.agreed));
    else {
      const inner = offerElements(view.agreed);
      body.push({ el: 'panel', title: `现行：${view.agreed.heading}`, body: inner });
    }
  }
  body.push(...view.notes.map(warning));
  body.push(
    ...view.settlements.slice(-SETTLEMENTS_MAX).flatMap((one) => settlementElements(view.number, one)),
  );
  if (view.history.length > 0) {
    const lines = view.history
      .slice(-HISTORY_MAX)
      .map((line) => quiet(line.length > LINE_LENGTH_MAX ? `${line.slice(0, LINE_LENGTH_MAX)}……` : line));
    body.push({ el: 'panel', title: `经过（${view.history.length}）`, body: lines });
  }
  body.push(...actions(view));
  return {
    title: title ?? `流转 ${view.number} ${view.state}`,
    subtitle: view.project,
    tone: view.tone,
    body,
  };
}

const offerElements = (offer: OfferView): readonly Element[] => [
  { el: 'text', text: { text: offer.heading, strong: true } },
  { el: 'fields', fields: offer.fields },
];

function settlementElements(number: string, settlement: SettlementView): readonly Element[] {
  const [sender, receiver] = settlement.columns;
  const elements: Element[] = [
    plain(settlement.heading),
    {
      el: 'table',
      columns: [
        { key: 'measure', title: '指标' },
        { key: 'total', title: '全年', align: 'right' },
        { key: 'sender', title: sender, align: 'right' },
        { key: 'receiver', title: receiver, align: 'right' },
      ],
      rows: settlement.rows,
      pageSize: 10,
    },
  ];
  if (settlement.mayConfirm) {
    const args = { transfer: number, year: settlement.year };
    const confirm: Button = {
      label: '确认结算',
      look: 'primary',
      press: { command: 'transfer', action: 'confirmSettlement', args },
    };
    elements.push({ el: 'buttons', buttons: [confirm] });
  }
  return elements;
}

function actions(view: TransferView): readonly Element[] {
  const args = { transfer: view.number, offer: String(view.open?.no ?? '') };
  const button = (label: string, action: string, look: Button['look'] = 'default'): Button => ({
    label,
    look,
    press: { command: 'transfer', action, args },
  });
  const more = [sayButton('查看项目', view.isProject ? 'projects' : 'leads', view.lead)];
  if (view.may.answer) {
    return [
      {
        el: 'form',
        name: 'answer',
        fields: [{ kind: 'line', name: 'reason', label: '理由（拒绝时必填）', maxLength: REASON_LENGTH_MAX }],
        buttons: [
          button('接受', 'accept', 'primary'),
          button('拒绝', 'refuse', 'danger'),
          button('还价', 'counter'),
        ],
      },
      { el: 'buttons', buttons: more },
    ];
  }
  const buttons: Button[] = [];
  if (view.may.counter) buttons.push(button('还价', 'counter'));
  if (view.may.withdraw) {
    const confirm = { title: '撤回流转', text: `撤回 ${view.number} 第${view.open?.no ?? ''}版条款？` };
    buttons.push({ ...button('撤回', 'withdraw', 'danger'), confirm });
  }
  if (view.may.change) buttons.push(button('变更条款', 'counter'));
  return [{ el: 'buttons', buttons: [...buttons, ...more] }];
}

export interface TransferRow {
  readonly number: string;
  readonly project: string;
  readonly sender: string;
  readonly receiver: string;
  readonly ratio: string;
  readonly state: string;
}

/** Rows a page; each has its button. */
export const TRANSFERS_PAGE = 8;

export function transferListCard(view: {
  readonly title: string;
  readonly scope: string;
  readonly rows: readonly TransferRow[];
  readonly total: number;
  readonly offset: number;
}): Card {
  const { rows, total, offset } = view;
  const shown = total === 0 ? '' : `第 ${offset + 1}–${offset + rows.length} 条，共 ${total} 条`;
  if (rows.length === 0) {
    return {
      title: view.title,
      tone: 'notice',
      body: [plain('还没有流转项目。'), quiet('发起：流转 项目编号 到 落户单位 3:7（招商方:落户方）。')],
    };
  }
  const body: Element[] = [
    {
      el: 'table',
      pageSize: 10,
      columns: [
        { key: 'number', title: '编号' },
        { key: 'project', title: '项目' },
        { key: 'sender', title: '招商方' },
        { key: 'receiver', title: '落户方' },
        { key: 'ratio', title: '比例' },
        { key: 'state', title: '状态' },
      ],
      rows: rows.map((row) => ({ ...row })),
    },
    { el: 'buttons', buttons: rows.map((row) => sayButton(row.number, 'transfer', row.number)) },
  ];
  const turns = turnsFrom({ offset, total, step: TRANSFERS_PAGE }, (to) => ({
    command: 'transfer',
    action: 'page',
    args: { scope: view.scope, offset: String(to) },
  }));
  if (turns.length > 0) body.push({ el: 'buttons', buttons: turns });
  return { title: view.title, subtitle: shown, tone: 'notice', body };
}
