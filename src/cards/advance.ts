/** The 推进 form and what becomes of it; the verification card with 通过 and 退回 at hand. */
import type { Card, Element, Option } from '../card.ts';
import { type LeadView, leadFields } from './lead.ts';
import { or, plain, quiet, sayButton, warning } from './show.ts';

export interface AdvanceFormView {
  readonly lead: string;
  readonly number: string;
  readonly title: string;
  readonly here: string;
  readonly stages: readonly Option[];
  readonly stage: string | null;
  readonly happenedOn: string;
  readonly evidence: string;
  readonly note: string;
  readonly hints: readonly string[];
  /** The fact count the form was made from: an outdated one is refused. */
  readonly version: number;
}

export function advanceFormCard(view: AdvanceFormView): Card {
  const args = { lead: view.lead, version: String(view.version) };
  return {
    title: `推进 ${view.number}`,
    subtitle: view.title,
    tone: 'todo',
    body: [
      plain(`现处阶段：${view.here}。提交后由审核人确认，确认后才计入。`),
      ...view.hints.map(warning),
      {
        el: 'form',
        name: 'advance',
        fields: [
          {
            kind: 'choice',
            name: 'stage',
            label: '阶段',
            required: true,
            options: view.stages,
            ...(view.stage === null ? {} : { value: view.stage }),
          },
          { kind: 'date', name: 'happenedOn', label: '发生日期', required: true, value: view.happenedOn },
          {
            kind: 'line',
            name: 'evidence',
            label: '佐证（合同、执照、许可证等编号或名称）',
            value: view.evidence,
            maxLength: 200,
          },
          { kind: 'lines', name: 'note', label: '说明', value: view.note, maxLength: 1_000 },
        ],
        buttons: [
          { label: '提交', look: 'primary', press: { command: 'advance', action: 'submit', args } },
          { label: '取消', press: { command: 'advance', action: 'cancel', args } },
        ],
      },
    ],
  };
}

export interface MoveView {
  readonly lead: LeadView;
  readonly number: string;
  readonly title: string;
  readonly stage: string;
  readonly happenedOn: string;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly reporter: string;
  readonly reportedOn: string;
}

const moveFields = (view: MoveView) => [
  { label: '编号', value: view.number },
  { label: '申请阶段', value: view.stage },
  { label: '发生日期', value: view.happenedOn },
  { label: '佐证', value: or(view.evidence) },
  { label: '说明', value: or(view.note) },
  { label: '提交人', value: `${view.reporter}（${view.lead.unit}）${view.reportedOn}` },
];

/** Read-only, once submitted. */
export function submittedCard(view: MoveView, waitsFor: readonly string[]): Card {
  const who =
    waitsFor.length === 0
      ? '还没有可用的审核人，请联系管理员在名册中指定。'
      : `已送审：${waitsFor.join('、')}。`;
  return {
    title: `已提交「${view.stage}」`,
    subtitle: view.title,
    tone: 'notice',
    body: [
      { el: 'fields', fields: moveFields(view) },
      waitsFor.length === 0 ? warning(who) : quiet(who),
      quiet(`要改就发送「撤销 ${view.number}」再重新推进。`),
      {
        el: 'buttons',
        buttons: [
          sayButton('查看', view.lead.lead.projectNumber === null ? 'leads' : 'projects', view.number),
        ],
      },
    ],
  };
}

export interface VerifyView extends MoveView {
  readonly event: string;
  readonly capital: { readonly options: readonly Option[]; readonly value: string };
  readonly classes: { readonly options: readonly Option[]; readonly values: readonly string[] };
  readonly keyLevels: { readonly options: readonly Option[]; readonly values: readonly string[] };
  readonly industries: { readonly options: readonly Option[]; readonly values: readonly string[] };
  /** Remarks for the verifier: key-project class, warnings, gates hanging on missing fields. */
  readonly remarks: readonly string[];
}

export function verifyElements(view: VerifyView): readonly Element[] {
  const args = { lead: view.lead.lead.number, event: view.event };
  return [
    { el: 'fields', fields: moveFields(view) },
    ...view.remarks.map(warning),
    { el: 'panel', title: '线索全貌', body: [{ el: 'fields', fields: leadFields(view.lead) }] },
    {
      el: 'form',
      name: 'verify',
      fields: [
        { kind: 'choice', name: 'capital', label: '资本类型', ...view.capital },
        { kind: 'choices', name: 'classes', label: '企业类别', ...view.classes },
        { kind: 'choices', name: 'keyLevels', label: '重点级别', ...view.keyLevels },
        { kind: 'choices', name: 'industries', label: '产业', ...view.industries },
        { kind: 'line', name: 'reason', label: '理由（退回时必填）', maxLength: 500 },
      ],
      buttons: [
        { label: '通过', look: 'primary', press: { command: 'pending', action: 'verify', args } },
        { label: '退回', look: 'danger', press: { command: 'pending', action: 'return', args } },
      ],
    },
  ];
}

export function verifyCard(view: VerifyView): Card {
  return {
    title: `待审：${view.number} ${view.stage}`,
    subtitle: view.title,
    tone: 'todo',
    body: verifyElements(view),
  };
}

export interface VerdictView extends MoveView {
  readonly verdict: 'verified' | 'returned';
  readonly by: string;
  readonly reason: string | null;
  readonly projectNumber: string | null;
  readonly gaps: readonly string[];
}

/** The verifier's card after the verdict, and the notice to whoever submitted. */
export function verdictCard(view: VerdictView, next: readonly Element[] = []): Card {
  const isVerified = view.verdict === 'verified';
  const body: Element[] = [{ el: 'fields', fields: moveFields(view) }];
  if (view.projectNumber !== null) {
    body.push(plain(`已成为项目 ${view.projectNumber}，原线索编号仍可使用。`));
  }
  if (!isVerified) body.push(warning(`退回理由：${or(view.reason)}`));
  if (isVerified && view.gaps.length > 0) body.push(warning(`待补字段：${view.gaps.join('、')}`));
  return {
    title: `${isVerified ? '已通过' : '已退回'}：${view.number} ${view.stage}`,
    subtitle: view.title,
    tone: isVerified ? 'done' : 'overdue',
    body: [...body, quiet(`审核人：${view.by}`), ...next],
  };
}
