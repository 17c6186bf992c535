/** Forms of 推进 besides the ladder: 退出 and 恢复, 补充, 更正, 认定, and closing a promise. */
import type { Card, Field, Option } from '../../card.ts';
import type { FileView } from '../evidence.ts';
import { or, plain, quiet, warning } from '../show.ts';
import { filesOf, type TagsView, tagFields } from './advance.ts';

export interface StepFormBase {
  readonly lead: string;
  readonly number: string;
  readonly title: string;
  readonly version: number;
  readonly happenedOn: string;
  /** How the day that was said was read, or why it was not taken; a Chinese sentence. */
  readonly dayHint: string | null;
  readonly files: readonly FileView[];
}

function formCard(
  view: StepFormBase,
  form: {
    readonly title: string;
    readonly action: string;
    readonly args?: Readonly<Record<string, string>>;
    readonly lines: readonly string[];
    readonly warnings?: readonly string[];
    readonly fields: readonly Field[];
    readonly withFiles: boolean;
  },
): Card {
  const args = { lead: view.lead, version: String(view.version), ...form.args };
  return {
    title: `${form.title} ${view.number}`,
    subtitle: view.title,
    tone: 'todo',
    body: [
      ...form.lines.map(plain),
      ...(view.dayHint === null ? [] : [warning(view.dayHint)]),
      ...(form.warnings ?? []).map(warning),
      ...(form.withFiles ? filesOf(view.files) : []),
      {
        el: 'form',
        name: 'advance',
        fields: form.fields,
        buttons: [
          { label: '提交', look: 'primary', press: { command: 'advance', action: form.action, args } },
          { label: '取消', press: { command: 'advance', action: 'cancel', args } },
        ],
      },
    ],
  };
}

const day = (view: StepFormBase): Field => ({
  kind: 'date',
  name: 'happenedOn',
  label: '发生日期',
  required: true,
  value: view.happenedOn,
});
const reference = (value = ''): Field => ({
  kind: 'line',
  name: 'evidence',
  label: '佐证（文件编号或名称）',
  value,
  maxLength: 200,
});

export const FAULT_OPTIONS: readonly Option[] = [
  { value: 'objective', label: '客观原因' },
  { value: 'avoidable', label: '非客观原因' },
];

export interface ExitFormView extends StepFormBase {
  readonly step: string;
  readonly label: string;
  readonly clause: string;
  readonly cause: string;
  readonly asksFault: boolean;
}

/** 终止, 迁出, 暂停, 恢复. */
export function exitFormCard(view: ExitFormView): Card {
  const fault: readonly Field[] = view.asksFault
    ? [
        { kind: 'choice', name: 'fault', label: '责任性质', required: true, options: FAULT_OPTIONS },
        { kind: 'line', name: 'responsible', label: '责任单位或责任人（非客观原因必填）', maxLength: 100 },
      ]
    : [];
  return formCard(view, {
    title: view.label,
    action: 'exit',
    args: { step: view.step },
    lines: [`提交后由审核人确认，确认后生效（${view.clause}）。`],
    fields: [
      day(view),
      { kind: 'lines', name: 'note', label: '原因', required: true, value: view.cause, maxLength: 1_000 },
      ...fault,
      reference(),
    ],
    withFiles: true,
  });
}

export interface FillFormView extends StepFormBase, TagsView {
  readonly gaps: readonly string[];
  /** Holds at once: the viewer verifies for this unit. */
  readonly isDirect: boolean;
}

/** 补充 of 待补字段. */
export function fillFormCard(view: FillFormView, command: 'advance' | 'pending'): Card {
  const args = { lead: view.lead, version: String(view.version) };
  return {
    title: `补充 ${view.number}`,
    subtitle: view.title,
    tone: 'todo',
    body: [
      plain(view.gaps.length === 0 ? '没有待补字段，可以更正已有的。' : `待补字段：${view.gaps.join('、')}`),
      quiet(view.isDirect ? '提交后直接生效。' : '提交后由审核人确认，确认后才计入。'),
      {
        el: 'form',
        name: 'fill',
        fields: tagFields(view),
        buttons: [{ label: '提交', look: 'primary', press: { command, action: 'fill', args } }],
      },
    ],
  };
}

export interface TotalFormView extends StepFormBase {
  /** What is registered now, as printed. */
  readonly was: string | null;
  /** What was said it becomes. */
  readonly total: string;
  readonly evidence: string;
  readonly hint: string | null;
}

/** 投资额变更: 增资、减资. */
export function totalFormCard(view: TotalFormView): Card {
  return formCard(view, {
    title: '投资额变更',
    action: 'total',
    lines: [
      `现登记总投资：${or(view.was)}。`,
      '提交后由审核人确认。确认后从发生日期起按新的总投资计：超过门槛的从这一天起算，低于门槛的在当期冲减（系统默认）。',
    ],
    warnings: view.hint === null ? [] : [view.hint],
    fields: [
      {
        kind: 'line',
        name: 'total',
        label: '变更后总投资',
        required: true,
        value: view.total,
        maxLength: 50,
      },
      day(view),
      reference(view.evidence),
      { kind: 'lines', name: 'note', label: '说明', maxLength: 1_000 },
    ],
    withFiles: true,
  });
}

export interface CorrectFormView extends StepFormBase {
  readonly stages: readonly Option[];
  readonly stage: string | null;
  readonly reason: string;
}

/** 更正 of a verified stage's day. */
export function correctFormCard(view: CorrectFormView): Card {
  return formCard(view, {
    title: '更正日期',
    action: 'correct',
    lines: ['更正已审核阶段的发生日期。原日期留在历史里；所属月份的战报已签发的，差异列入下一期更正。'],
    fields: [
      {
        kind: 'choice',
        name: 'stage',
        label: '阶段',
        required: true,
        options: view.stages,
        ...(view.stage === null ? {} : { value: view.stage }),
      },
      day(view),
      { kind: 'lines', name: 'reason', label: '理由', required: true, value: view.reason, maxLength: 500 },
    ],
    withFiles: false,
  });
}

export interface FlagFormView extends StepFormBase {
  readonly flags: readonly Option[];
  readonly reason: string;
  readonly clauses: readonly string[];
}

/** 认定 of 弄虚作假. */
export function flagFormCard(view: FlagFormView): Card {
  return formCard(view, {
    title: '认定',
    action: 'flag',
    lines: [`记录认定后，按方案提出处理建议，由有权的人决定（${view.clauses.join('、')}）。`],
    warnings: ['认定会留在项目历史里，不能删除。'],
    fields: [
      { kind: 'choice', name: 'flag', label: '认定', required: true, options: view.flags },
      day(view),
      { kind: 'lines', name: 'reason', label: '理由', required: true, value: view.reason, maxLength: 1_000 },
      reference(),
    ],
    withFiles: true,
  });
}

export interface PledgeFormView extends StepFormBase {
  readonly pledges: readonly Option[];
  readonly pledge: string | null;
  readonly evidence: string;
}

/** 补齐 of a missing paper, 兑现 of a promise. */
export function pledgeFormCard(view: PledgeFormView): Card {
  return formCard(view, {
    title: '办结承诺',
    action: 'pledge',
    lines: ['容缺材料补齐、政府承诺兑现，附佐证提交；审核人确认后销号。'],
    fields: [
      {
        kind: 'choice',
        name: 'pledge',
        label: '事项',
        required: true,
        options: view.pledges,
        ...(view.pledge === null ? {} : { value: view.pledge }),
      },
      day(view),
      reference(view.evidence),
      { kind: 'lines', name: 'note', label: '说明', maxLength: 1_000 },
    ],
    withFiles: true,
  });
}
