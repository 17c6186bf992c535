/** The form of a transfer: proposing it, countering, changing what was agreed. Submitting is the act; the form itself does nothing. */
import type { Card, Element, Option } from '../../card.ts';
import { plain, quiet, warning } from '../show.ts';

export interface TransferFormView {
  readonly title: string;
  readonly project: string;
  readonly lines: readonly string[];
  readonly hints: readonly string[];
  /** What the buttons carry: the lead and its version, or the transfer and the version answered. */
  readonly action: 'propose' | 'offer';
  readonly args: Readonly<Record<string, string>>;
  /** Only when proposing: who the two sides are. */
  readonly sides: {
    readonly senders: readonly Option[];
    readonly sender: string;
    readonly receivers: readonly Option[];
    readonly receiver: string;
  } | null;
  readonly splits: readonly Option[];
  readonly chosen: readonly string[];
  readonly ratio: string;
  readonly years: string;
  readonly endOn: string;
  readonly note: string;
  readonly evidence: string;
  /** The pack fixes the ratio. */
  readonly fixed: boolean;
}

export const NOTE_LENGTH_MAX = 1_000;
export const EVIDENCE_LENGTH_MAX = 200;
export const YEARS_LENGTH_MAX = 500;

export function transferFormCard(view: TransferFormView): Card {
  const { sides } = view;
  const sideFields: Extract<Element, { el: 'form' }>['fields'] =
    sides === null
      ? []
      : [
          {
            kind: 'choice',
            name: 'sender',
            label: '招商方',
            required: true,
            options: sides.senders,
            ...(sides.sender === '' ? {} : { value: sides.sender }),
          },
          {
            kind: 'choice',
            name: 'receiver',
            label: '落户方',
            required: true,
            options: sides.receivers,
            ...(sides.receiver === '' ? {} : { value: sides.receiver }),
          },
        ];
  const press = { command: 'transfer', args: view.args };
  return {
    title: view.title,
    subtitle: view.project,
    tone: 'todo',
    body: [
      ...view.lines.map(plain),
      ...view.hints.map(warning),
      {
        el: 'form',
        name: 'transfer',
        fields: [
          ...sideFields,
          {
            kind: 'line',
            name: 'ratio',
            label: view.fixed ? '分成比例（由文件规定，不能另行商定）' : '分成比例（招商方:落户方）',
            value: view.ratio,
            placeholder: '例如 3:7 或 30%',
            maxLength: 40,
          },
          { kind: 'choices', name: 'splits', label: '分成事项', options: view.splits, values: view.chosen },
          {
            kind: 'lines',
            name: 'years',
            label: '分年度比例（可不填；填了就只按所列年度分成）',
            value: view.years,
            placeholder: '每行一年，例如 2027年 4:6',
            maxLength: YEARS_LENGTH_MAX,
          },
          {
            kind: 'date',
            name: 'endOn',
            label: '终止日期（可不填）',
            ...(view.endOn === '' ? {} : { value: view.endOn }),
          },
          {
            kind: 'lines',
            name: 'note',
            label: '特别约定',
            value: view.note,
            maxLength: NOTE_LENGTH_MAX,
          },
          {
            kind: 'line',
            name: 'evidence',
            label: '佐证（协议、会议纪要等编号或名称）',
            value: view.evidence,
            maxLength: EVIDENCE_LENGTH_MAX,
          },
        ],
        buttons: [
          { label: '提交', look: 'primary', press: { ...press, action: view.action } },
          { label: '取消', press: { ...press, action: 'dismiss' } },
        ],
      },
      quiet('提交即代表本单位确认这一版条款；对方接受后才生效，之前一切照旧。'),
    ],
  };
}
