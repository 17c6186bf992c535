/** 绑定: the admin's card, and what became of it. */
import type { Card } from '../card.ts';
import { plain, quiet, sayButton } from './show.ts';

export interface BindingAskView {
  readonly id: string;
  readonly kind: 'person' | 'chat';
  readonly what: string;
  readonly asker: string;
}

export function bindingAskCard({ id, kind, what, asker }: BindingAskView): Card {
  const args = { id };
  return {
    title: kind === 'person' ? '人员绑定申请' : '群绑定申请',
    subtitle: what,
    tone: 'todo',
    body: [
      plain(`${asker} 申请绑定：${what}`),
      quiet(
        kind === 'person'
          ? '确认后，对方即按名册中的角色使用。请先核实是本人。'
          : '确认后，本群可查询该单位的线索，并收到战报。',
      ),
      {
        el: 'buttons',
        buttons: [
          { label: '确认', look: 'primary', press: { command: 'bind', action: 'confirm', args } },
          { label: '拒绝', press: { command: 'bind', action: 'decline', args } },
        ],
      },
    ],
  };
}

export interface BindingDoneView {
  readonly kind: 'person' | 'chat';
  readonly what: string;
  readonly verdict: 'confirm' | 'decline';
  readonly by: string;
}

export function bindingDoneCard({ kind, what, verdict, by }: BindingDoneView): Card {
  const isConfirmed = verdict === 'confirm';
  return {
    title: isConfirmed ? '绑定已确认' : '绑定未通过',
    subtitle: what,
    tone: isConfirmed ? 'done' : 'closed',
    body: [
      plain(isConfirmed ? `${what} 绑定生效。` : `${what} 的绑定申请没有通过，请联系管理员。`),
      quiet(`处理人：${by}`),
      ...(isConfirmed && kind === 'person'
        ? [{ el: 'buttons' as const, buttons: [sayButton('帮助', 'help')] }]
        : []),
    ],
  };
}
