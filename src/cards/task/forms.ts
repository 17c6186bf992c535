/** The forms of a task: 交办, 反馈, 转办, 申请延期, 撤销. What is typed into them is read again when submitted. */
import type { Card, Element, Field, Option } from '../../card.ts';
import { quiet, warning } from '../show.ts';

const NOTE_MAX = 1_000;
export const TITLE_MAX = 500;
export const EVIDENCE_MAX = 200;
export const REASON_MAX = 500;

export interface AssignFormView {
  /** Makes the submission once. */
  readonly form: string;
  /** What it was quoted from, if anything. */
  readonly about: string;
  /** `null`: too many to list, names are typed. */
  readonly units: readonly Option[] | null;
  readonly chosen: readonly string[];
  readonly chosenNames: string;
  readonly person: string;
  readonly dueOn: string;
  readonly title: string;
  readonly lead: string;
  readonly hints: readonly string[];
}

export function assignFormCard(view: AssignFormView): Card {
  const units: Field =
    view.units === null
      ? {
          kind: 'line',
          name: 'units',
          label: '责任单位（几个用顿号隔开）',
          value: view.chosenNames,
          maxLength: 200,
        }
      : { kind: 'choices', name: 'units', label: '责任单位', options: view.units, values: view.chosen };
  return {
    title: '交办任务',
    tone: 'todo',
    body: [
      ...view.hints.map(warning),
      {
        el: 'form',
        name: 'assign',
        fields: [
          units,
          { kind: 'line', name: 'person', label: '承办人（可不填）', value: view.person, maxLength: 40 },
          { kind: 'date', name: 'dueOn', label: '完成时限', required: true, value: view.dueOn },
          {
            kind: 'lines',
            name: 'title',
            label: '任务内容',
            required: true,
            value: view.title,
            maxLength: TITLE_MAX,
          },
          {
            kind: 'line',
            name: 'lead',
            label: '关联编号（线索或项目，可不填）',
            value: view.lead,
            maxLength: 40,
          },
        ],
        buttons: [
          {
            label: '提交',
            look: 'primary',
            press: { command: 'task', action: 'assign', args: { form: view.form, about: view.about } },
          },
          { label: '取消', press: { command: 'task', action: 'cancel', args: {} } },
        ],
      },
      quiet('选几个单位就分成几项任务，各自签收、各自办结。'),
    ],
  };
}

export interface TaskFormView {
  readonly number: string;
  readonly title: string;
  readonly args: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
}

const formCard = (view: TaskFormView, word: string, action: string, fields: readonly Field[]): Card => ({
  title: `${word} ${view.number}`,
  subtitle: view.title.slice(0, 60),
  tone: 'todo',
  body: [
    ...view.lines.map(quiet),
    {
      el: 'form',
      name: action,
      fields,
      buttons: [
        { label: '提交', look: 'primary', press: { command: 'task', action, args: view.args } },
        { label: '取消', press: { command: 'task', action: 'cancel', args: {} } },
      ],
    } satisfies Element,
  ],
});

const reasonField: Field = {
  kind: 'lines',
  name: 'reason',
  label: '理由',
  required: true,
  maxLength: REASON_MAX,
};

export const reportFormCard = (
  view: TaskFormView,
  filled: { percent: string; text: string; evidence: string },
): Card =>
  formCard(view, '反馈', 'report', [
    {
      kind: 'line',
      name: 'percent',
      label: '完成比例（%，办完填 100）',
      required: true,
      value: filled.percent,
      maxLength: 4,
    },
    {
      kind: 'lines',
      name: 'text',
      label: '办理情况',
      required: true,
      value: filled.text,
      maxLength: NOTE_MAX,
    },
    {
      kind: 'line',
      name: 'evidence',
      label: '佐证（文号、材料名称，可不填）',
      value: filled.evidence,
      maxLength: EVIDENCE_MAX,
    },
  ]);

export const reassignFormCard = (view: TaskFormView): Card =>
  formCard(view, '转办', 'reassign', [
    { kind: 'line', name: 'to', label: '转给（单位或姓名）', required: true, maxLength: 60 },
    reasonField,
  ]);

export const askFormCard = (view: TaskFormView): Card =>
  formCard(view, '申请延期', 'ask', [
    { kind: 'date', name: 'dueOn', label: '延期到', required: true },
    reasonField,
  ]);

export const withdrawFormCard = (view: TaskFormView): Card =>
  formCard(view, '撤销任务', 'withdraw', [reasonField]);

export const cancelledCard: Card = {
  title: '已取消',
  tone: 'closed',
  body: [quiet('没有提交任何内容。')],
};
