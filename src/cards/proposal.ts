/** 处理建议 as cards: one with its buttons, and the list. */
import type { Card, Element } from '../card.ts';
import { PROPOSAL_WORDS, type Proposal } from '../domain/proposal.ts';
import { plain, printMinute, quiet, sayButton } from './show.ts';
import { turnsFrom } from './turns.ts';

export interface ProposalView {
  readonly proposal: Proposal;
  readonly unit: string;
  readonly lead: string | null;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly mayDecide: boolean;
  /** The viewer recorded the finding and so does not decide. */
  readonly isOwn: boolean;
}

/** 通报表扬, 约谈 … */
export const ACTION_WORDS: Readonly<Record<string, string>> = {
  commend: '通报表扬',
  reward: '奖励',
  award_title: '授予称号',
  criticise: '通报批评',
  interview: '约谈',
  accountability: '效能问责',
  adjust_duty: '调整分工',
  disqualify: '取消考评资格',
  name: '通报',
  quota_up: '提高优秀比例',
  quota_down: '降低优秀比例',
};

const sayActions = (actions: readonly string[]): string =>
  actions.map((action) => ACTION_WORDS[action] ?? action).join('、');

const whose = (view: ProposalView): string => view.lead ?? view.unit;

export function proposalCard(view: ProposalView): Card {
  const { proposal } = view;
  const rows = [
    { label: '建议', value: `${proposal.label}（${sayActions(proposal.actions)}）` },
    { label: '对象', value: view.lead === null ? view.unit : `${view.unit} · ${view.lead}` },
    { label: '事实', value: proposal.reason },
    { label: '佐证', value: proposal.evidence ?? '—' },
    { label: '依据', value: proposal.clause },
    { label: '由谁决定', value: proposal.decider },
    { label: '状态', value: PROPOSAL_WORDS[proposal.state] },
    { label: '提出', value: `${view.proposedBy} ${printMinute(proposal.proposedAt)}` },
  ];
  if (proposal.decidedAt !== null) {
    const word = proposal.state === 'confirmed' ? '确认' : '不采纳';
    rows.push({
      label: word,
      value: `${view.decidedBy ?? ''} ${printMinute(proposal.decidedAt)}：${proposal.decision ?? ''}`,
    });
  }
  return {
    title: `处理建议 ${proposal.number}`,
    subtitle: `${proposal.label} · ${PROPOSAL_WORDS[proposal.state]}`,
    tone: proposal.state === 'proposed' ? 'todo' : proposal.state === 'confirmed' ? 'done' : 'closed',
    body: [{ el: 'fields', fields: rows }, ...decisionElements(view)],
  };
}

function decisionElements({ proposal, mayDecide, isOwn }: ProposalView): readonly Element[] {
  if (isOwn) return [quiet('认定由您记录，须由另一人决定。')];
  if (proposal.state === 'confirmed') return [quiet('已确认的建议按程序办理，系统不代发任何文书或消息。')];
  if (!mayDecide) return [];
  const press = (action: string) => ({ command: 'meeting', action, args: { proposal: proposal.number } });
  return [
    quiet('系统只提出建议；由有权的人确认或不采纳，确认后也不会自动发出。'),
    {
      el: 'form',
      name: 'proposal',
      fields: [{ kind: 'lines', name: 'reason', label: '理由', required: true, maxLength: 500 }],
      buttons: [
        { label: '确认', look: 'primary', press: press('confirm') },
        { label: '不采纳', look: 'danger', press: press('drop-proposal') },
      ],
    },
  ];
}

export const PROPOSALS_PAGE = 8;

export function proposalListCard(view: {
  readonly views: readonly ProposalView[];
  readonly total: number;
  readonly offset: number;
  readonly all: boolean;
}): Card {
  const { views, total, offset, all } = view;
  const pages = [
    ...turnsFrom({ offset, total, step: PROPOSALS_PAGE }, (to) => ({
      command: 'meeting',
      action: 'proposals',
      args: { offset: String(to), ...(all ? { all: 'yes' } : {}) },
    })),
    ...(all ? [] : [sayButton('全部', 'meeting', '建议 全部')]),
  ];
  return {
    title: all ? `处理建议 ${total} 条` : `待决定的处理建议 ${total} 条`,
    tone: total === 0 ? 'done' : 'todo',
    body: [
      ...(total === 0 ? [quiet('没有待决定的处理建议。')] : []),
      ...views.map((one) =>
        plain(
          `${one.proposal.number} ${one.proposal.label}\n${whose(one)} · ${one.proposal.clause} · ${PROPOSAL_WORDS[one.proposal.state]}`,
        ),
      ),
      ...(views.length === 0
        ? []
        : [
            {
              el: 'buttons' as const,
              buttons: views.map(({ proposal }) =>
                sayButton(proposal.number, 'meeting', `建议 ${proposal.number}`),
              ),
            },
          ]),
      ...(pages.length === 0 ? [] : [{ el: 'buttons' as const, buttons: pages }]),
    ],
  };
}
