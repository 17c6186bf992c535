/** One 台账 entry: its fields, how fresh it is, what may be done with it; and the form for 停用. */
import type { Button, Card, Element } from '../../card.ts';
import { plain, quiet, warning } from '../show.ts';

export interface EntryView {
  readonly id: string;
  readonly title: string;
  readonly registry: string;
  readonly clause: string;
  readonly isDefault: boolean;
  readonly owner: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  /** 登记、更新 and how long it is good for. */
  readonly dates: string;
  readonly stale: string | null;
  readonly retired: string | null;
  readonly confidential: boolean;
  /** What this person may do here. */
  readonly may: { readonly edit: boolean };
  readonly lines: readonly string[];
}

const press = (action: string, id: string, more: Readonly<Record<string, string>> = {}) => ({
  command: 'registry',
  action,
  args: { id, ...more },
});

export function entryCard(view: EntryView): Card {
  const { id, may, retired, stale, confidential } = view;
  const body: Element[] = [
    ...view.lines.map(plain),
    ...(retired === null ? [] : [warning(`已停用：${retired}`)]),
    ...(stale === null ? [] : [warning(stale)]),
    { el: 'fields', fields: [{ label: '责任单位', value: view.owner }, ...view.fields] },
    quiet(`${view.dates}${confidential ? '；保密' : ''}`),
    quiet(`${view.registry}（${view.clause}${view.isDefault ? '，系统默认' : ''}）`),
  ];
  const buttons = may.edit ? buttonsOf(view) : [];
  if (buttons.length > 0) body.push({ el: 'buttons', buttons });
  return {
    title: `${id} ${view.title}`.slice(0, 80),
    subtitle: view.registry,
    tone: retired !== null ? 'closed' : stale === null ? 'notice' : 'todo',
    body,
  };
}

function buttonsOf({ id, retired, confidential }: EntryView): readonly Button[] {
  if (retired !== null) return [{ label: '恢复', press: press('restore', id) }];
  return [
    { label: '修改', look: 'primary', press: press('edit', id) },
    { label: '仍有效', press: press('confirm', id) },
    { label: '停用', look: 'danger', press: press('retire-form', id) },
    confidential
      ? { label: '公开', press: press('secrecy', id, { on: '' }) }
      : { label: '保密', press: press('secrecy', id, { on: '1' }) },
  ];
}

export const retireFormCard = (id: string, title: string): Card => ({
  title: `停用 ${id}`,
  tone: 'todo',
  body: [
    plain(title),
    {
      el: 'form',
      name: 'entry_retire',
      fields: [
        {
          kind: 'line',
          name: 'reason',
          label: '理由',
          required: true,
          maxLength: 200,
          placeholder: '如 已出租给某企业、登记有误',
        },
      ],
      buttons: [{ label: '提交', look: 'danger', press: press('retire', id) }],
    },
    quiet('停用后不再出现在查询和匹配中，历史保留，可以恢复。'),
  ],
});
