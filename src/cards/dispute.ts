/** 争议: both sides' statements, and the office's verdict. */
import type { Button, Card, Element } from '../card.ts';
import { plain, quiet } from './show.ts';

export interface DisputeView {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** 甲: who holds the lead. 乙: who disputes it. */
  readonly respondent: string;
  readonly challenger: string;
  readonly registeredOn: string;
  readonly statements: readonly { readonly who: string; readonly at: string; readonly text: string }[];
  readonly verdict: {
    readonly words: string;
    readonly reason: string;
    readonly clause: string;
    readonly by: string;
  } | null;
  readonly state: 'open' | 'decided' | 'withdrawn';
  readonly mayDecide: boolean;
  readonly mayState: boolean;
  readonly mayWithdraw: boolean;
  /** What a verdict cites when nobody writes another clause. */
  readonly clause: string;
}

const STATE = { open: '等待裁定', decided: '已裁定', withdrawn: '已撤回' } as const;
const TEXT_SHOWN_MAX = 300;

export function disputeCard(view: DisputeView): Card {
  const body: Element[] = [
    {
      el: 'fields',
      fields: [
        { label: '甲（首招单位）', value: `${view.respondent}，${view.registeredOn} 登记` },
        { label: '乙（提出争议）', value: view.challenger },
        { label: '状态', value: STATE[view.state] },
      ],
    },
    ...view.statements.map((one) =>
      plain(
        `${one.at} ${one.who}：${one.text.length > TEXT_SHOWN_MAX ? `${one.text.slice(0, TEXT_SHOWN_MAX)}…` : one.text}`,
      ),
    ),
  ];
  if (view.verdict !== null) {
    const { words, reason, clause, by } = view.verdict;
    body.push({ el: 'rule' }, plain(`裁定：${words}。理由：${reason}（依据 ${clause}，${by}）`));
  }
  if (view.mayState) body.push(stateForm(view));
  if (view.mayDecide) body.push(verdictForm(view));
  return {
    title: `争议 ${view.number}`,
    subtitle: view.title,
    tone: view.state === 'open' ? 'todo' : 'done',
    body,
  };
}

const press = (view: DisputeView, label: string, action: string, look?: Button['look']): Button => ({
  label,
  ...(look === undefined ? {} : { look }),
  press: { command: 'leads', action, args: { dispute: view.id } },
});

const stateForm = (view: DisputeView): Element => ({
  el: 'form',
  name: 'statement',
  fields: [{ kind: 'lines', name: 'text', label: '补充陈述', maxLength: 500, required: true }],
  buttons: [
    press(view, '提交陈述', 'state', 'primary'),
    ...(view.mayWithdraw ? [press(view, '撤回争议', 'dispute-withdraw')] : []),
  ],
});

const verdictForm = (view: DisputeView): Element => ({
  el: 'form',
  name: 'verdict',
  fields: [
    { kind: 'lines', name: 'reason', label: '理由', maxLength: 500, required: true },
    { kind: 'line', name: 'clause', label: '依据', value: view.clause, maxLength: 100 },
  ],
  buttons: [
    press(view, '判给甲', 'verdict-respondent', 'primary'),
    press(view, '判给乙', 'verdict-challenger', 'primary'),
    press(view, '共同', 'verdict-both', 'primary'),
  ],
});

export interface DisputeRow {
  readonly number: string;
  readonly company: string;
  readonly respondent: string;
  readonly challenger: string;
  readonly openedOn: string;
}

/** Those waiting for a verdict: what the office and a joint meeting look through. */
export function disputeListCard(rows: readonly DisputeRow[], buttons: readonly Button[]): Card {
  return {
    title: `等待裁定的争议 ${rows.length} 件`,
    tone: rows.length === 0 ? 'done' : 'todo',
    body:
      rows.length === 0
        ? [plain('没有等待裁定的争议。')]
        : [
            {
              el: 'table',
              pageSize: 10,
              columns: [
                { key: 'number', title: '编号' },
                { key: 'company', title: '企业' },
                { key: 'respondent', title: '甲' },
                { key: 'challenger', title: '乙' },
                { key: 'openedOn', title: '提出日期' },
              ],
              rows: rows.map((row) => ({ ...row })),
            },
            quiet('点编号打开并裁定；季度联席会议议程会列出这些争议。'),
            { el: 'buttons', buttons },
          ],
  };
}
