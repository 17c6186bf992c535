/** One activity 招商活动, as much of it as the viewer sees, with what they may do. */
import type { Button, Card, Element, Tone } from '../../card.ts';
import { or, plain, quiet, sayButton, warning } from '../show.ts';
import { returnButtons } from './list.ts';

export interface ActivityView {
  readonly number: string;
  readonly kind: string;
  readonly clause: string | null;
  readonly days: string;
  readonly region: string | null;
  readonly units: readonly string[];
  readonly state: 'planned' | 'held' | 'cancelled';
  readonly stateWords: string;
  /** Names, or `null` where only their number is shown. */
  readonly enterprises: readonly { readonly name: string; readonly lead: string | null }[];
  readonly hiddenEnterprises: number;
  readonly marks: readonly string[];
  readonly topic: string | null;
  /** Only where all is seen. */
  readonly inner: {
    readonly people: readonly string[];
    readonly outcome: string | null;
    readonly evidence: string | null;
    readonly next: string | null;
    readonly recordedBy: string;
  } | null;
  readonly may: {
    readonly change: boolean;
    readonly verify: boolean;
    readonly again: boolean;
  };
}

const TONES: Readonly<Record<ActivityView['state'], Tone>> = {
  planned: 'todo',
  held: 'notice',
  cancelled: 'closed',
};

export function activityCard(
  view: ActivityView,
  headline: string | null = null,
  lines: readonly string[] = [],
): Card {
  const { number, kind, inner } = view;
  const firms = [
    ...view.enterprises.map(({ name, lead }) => (lead === null ? name : `${name}（${lead}）`)),
    ...(view.hiddenEnterprises === 0
      ? []
      : [`${view.enterprises.length === 0 ? '' : '另有 '}${view.hiddenEnterprises} 家`]),
  ];
  const fields = [
    { label: '日期', value: view.days },
    { label: '地点', value: or(view.region) },
    { label: '单位', value: view.units.join('、') },
    { label: '企业', value: or(firms.join('、')) },
    ...(view.marks.length === 0 ? [] : [{ label: '特征', value: view.marks.join('、') }]),
    ...(view.topic === null ? [] : [{ label: '内容', value: view.topic }]),
    ...(inner === null
      ? []
      : [
          { label: '参加人员', value: or(inner.people.join('、')) },
          { label: '成果', value: or(inner.outcome) },
          { label: '佐证', value: or(inner.evidence) },
          ...(inner.next === null ? [] : [{ label: '回访', value: inner.next }]),
          { label: '登记人', value: inner.recordedBy },
        ]),
    { label: '状态', value: view.stateWords },
  ];
  const buttons = buttonsOf(view);
  const forms = [
    ...(view.may.change ? [outcomeForm(view)] : []),
    ...(view.may.verify ? [returnForm(number)] : []),
  ];
  return {
    title: headline ?? `${kind} ${number}`,
    subtitle: `${kind} ${number}`,
    tone: headline === null ? TONES[view.state] : 'done',
    body: [
      ...lines.map(plain),
      ...(view.state === 'planned' ? [warning('这是计划，开展以后请登记「已开展」才计入。')] : []),
      { el: 'fields', fields },
      ...(buttons.length === 0 ? [] : [{ el: 'buttons' as const, buttons }]),
      ...forms,
      ...(view.clause === null ? [] : [quiet(`依据 ${view.clause}`)]),
    ],
  };
}

function buttonsOf({ number, may }: ActivityView): readonly Button[] {
  const press = (action: string) => ({ command: 'activity', action, args: { number } });
  return [
    ...(may.verify ? [{ label: '通过', look: 'primary' as const, press: press('verify') }] : []),
    ...(may.again ? returnButtons({ about: number }) : []),
    ...(may.change ? [sayButton('更正', 'activity', `${number} 更正`)] : []),
    sayButton('留痕', 'history', number),
  ];
}

function outcomeForm({ number, state }: ActivityView): Element {
  const isPlanned = state === 'planned';
  return {
    el: 'panel',
    title: isPlanned ? '已开展、取消' : '补充成果、取消',
    body: [
      {
        el: 'form',
        name: 'activity_outcome',
        fields: [
          {
            kind: 'lines',
            name: 'outcome',
            label: isPlanned ? '成果（取消的写理由）' : '成果（取消的写理由）',
            maxLength: 2_000,
          },
          { kind: 'line', name: 'evidence', label: '佐证', maxLength: 200 },
        ],
        buttons: [
          isPlanned
            ? {
                label: '已开展',
                look: 'primary',
                press: { command: 'activity', action: 'hold', args: { number } },
              }
            : {
                label: '补充成果',
                look: 'primary',
                press: { command: 'activity', action: 'outcome', args: { number } },
              },
          {
            label: '取消活动',
            look: 'danger',
            press: { command: 'activity', action: 'cancel', args: { number } },
            confirm: { title: '取消活动', text: `${number} 取消以后不再计入，也不能恢复。` },
          },
        ],
      },
    ],
  };
}

const returnForm = (number: string): Element => ({
  el: 'panel',
  title: '退回',
  body: [
    {
      el: 'form',
      name: 'activity_return',
      fields: [{ kind: 'line', name: 'reason', label: '理由', required: true, maxLength: 200 }],
      buttons: [
        { label: '退回', look: 'danger', press: { command: 'activity', action: 'return', args: { number } } },
      ],
    },
  ],
});
