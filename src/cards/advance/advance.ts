/** The 推进 form and what becomes of it; the verification card with 通过 and 退回 at hand. */
import type { Button, Card, Element, Field, Option } from '../../card.ts';
import { type FileView, fetchButton, printFile } from '../evidence.ts';
import { type LeadView, leadFields } from '../lead/lead.ts';
import { type ReviewFieldsView, reviewFormFields } from '../rolling/review.ts';
import { or, plain, quiet, sayButton, warning } from '../show.ts';

export interface AdvanceFormView {
  readonly lead: string;
  readonly number: string;
  readonly title: string;
  readonly here: string;
  readonly stages: readonly Option[];
  readonly stage: string | null;
  readonly happenedOn: string;
  /** How the day that was said was read, or why it was not taken; a Chinese sentence. */
  readonly dayHint: string | null;
  readonly evidence: string;
  readonly note: string;
  readonly hints: readonly string[];
  /** Files that go along with the submission. */
  readonly files: readonly FileView[];
  /** 特批理由 is asked: the viewer is of the office and a gate may be passed by its word. */
  readonly asksOverride: boolean;
  /** 评价结论 is asked: a review is among the steps. */
  readonly review?: ReviewFieldsView | null;
  /** Ways out, as words after the number. */
  readonly exits: readonly string[];
  /** The fact count the form was made from: an outdated one is refused. */
  readonly version: number;
}

const PLEDGE_FIELDS: readonly Field[] = [
  {
    kind: 'lines',
    name: 'papers',
    label: '容缺材料（先受理、后补齐的，一行一项）',
    maxLength: 500,
  },
  { kind: 'date', name: 'papersDueOn', label: '补齐日期' },
  { kind: 'lines', name: 'promises', label: '政府承诺事项（书面承诺，一行一项）', maxLength: 500 },
  { kind: 'date', name: 'promisesDueOn', label: '兑现日期' },
];

const OVERRIDE_FIELD: Field = {
  kind: 'line',
  name: 'override',
  label: '特批理由（未过评估先行的，由招商办填写）',
  maxLength: 200,
};

export function advanceFormCard(view: AdvanceFormView): Card {
  const args = { lead: view.lead, version: String(view.version) };
  return {
    title: `推进 ${view.number}`,
    subtitle: view.title,
    tone: 'todo',
    body: [
      plain(`现处阶段：${view.here}。提交后由审核人确认，确认后才计入。`),
      ...(view.dayHint === null ? [] : [warning(view.dayHint)]),
      ...view.hints.map(warning),
      ...filesOf(view.files),
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
          ...reviewFormFields(view.review ?? null),
          ...(view.asksOverride ? [OVERRIDE_FIELD] : []),
          ...PLEDGE_FIELDS,
        ],
        buttons: [
          { label: '提交', look: 'primary', press: { command: 'advance', action: 'submit', args } },
          { label: '取消', press: { command: 'advance', action: 'cancel', args } },
        ],
      },
      ...(view.exits.length === 0
        ? []
        : [quiet(`${view.exits.join('、')}的，发送「推进 ${view.number} ${view.exits[0]} 原因」。`)]),
    ],
  };
}

/** What goes along, or how to add some. */
export function filesOf(files: readonly FileView[]): readonly Element[] {
  if (files.length === 0) return [quiet('佐证也可以是文件或照片：直接发给我，再归到这一条。')];
  return [plain(`随本次提交的文件：\n${files.map((file) => `· ${printFile(file)}`).join('\n')}`)];
}

export interface MoveView {
  readonly lead: LeadView;
  readonly number: string;
  readonly title: string;
  readonly stage: string;
  readonly happenedOn: string;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly files: readonly FileView[];
  /** 特批, 责任性质, 容缺材料 …, where the submission has them. */
  readonly extras: readonly { readonly label: string; readonly value: string }[];
  readonly reporter: string;
  readonly reportedOn: string;
}

const moveFields = (view: MoveView) => [
  { label: '编号', value: view.number },
  { label: '申请阶段', value: view.stage },
  { label: '发生日期', value: view.happenedOn },
  { label: '佐证', value: or(view.evidence) },
  ...(view.files.length === 0 ? [] : [{ label: '佐证文件', value: view.files.map(printFile).join('\n') }]),
  { label: '说明', value: or(view.note) },
  ...view.extras,
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
      quiet(`要改就发送「撤销 ${view.number}」再重新推进；要补文件直接发给我，归到这一条。`),
      {
        el: 'buttons',
        buttons: [
          sayButton('查看', view.lead.lead.projectNumber === null ? 'leads' : 'projects', view.number),
        ],
      },
    ],
  };
}

/** The tags the pack's targets count by, prefilled from what is known. */
export interface TagsView {
  readonly capital: { readonly options: readonly Option[]; readonly value: string };
  readonly classes: { readonly options: readonly Option[]; readonly values: readonly string[] };
  readonly listYear: string;
  readonly keyLevels: { readonly options: readonly Option[]; readonly values: readonly string[] };
  readonly industries: { readonly options: readonly Option[]; readonly values: readonly string[] };
  /** Asked only where the registration left it out. */
  readonly investment: string | null;
  readonly landing: { readonly options: readonly Option[]; readonly value: string } | null;
}

export interface VerifyView extends MoveView, TagsView {
  readonly event: string;
  /** 特批理由 is asked of this viewer. */
  readonly asksOverride: boolean;
  /** Remarks for the verifier: key-project class, warnings, gates hanging on missing fields, files used twice. */
  readonly remarks: readonly string[];
}

export function tagFields(view: TagsView): readonly Field[] {
  const fields: Field[] = [
    { kind: 'choice', name: 'capital', label: '资本类型', ...view.capital },
    { kind: 'choices', name: 'classes', label: '企业类别', ...view.classes },
    { kind: 'line', name: 'listYear', label: '榜单年份（500强等）', value: view.listYear, maxLength: 10 },
    { kind: 'choices', name: 'keyLevels', label: '重点级别', ...view.keyLevels },
    { kind: 'choices', name: 'industries', label: '产业', ...view.industries },
  ];
  if (view.investment !== null)
    fields.push({ kind: 'line', name: 'investment', label: '投资额', value: view.investment, maxLength: 50 });
  if (view.landing !== null)
    fields.push({ kind: 'choice', name: 'landing', label: '拟落户', ...view.landing });
  return fields;
}

const FETCHED_MAX = 4;

export function verifyElements(view: VerifyView): readonly Element[] {
  const args = { lead: view.lead.lead.number, event: view.event };
  const stored = view.files.filter((file) => file.state === 'stored').slice(0, FETCHED_MAX);
  const fetches: readonly Button[] = stored.map(fetchButton);
  return [
    { el: 'fields', fields: moveFields(view) },
    ...view.remarks.map(warning),
    ...(fetches.length === 0 ? [] : [{ el: 'buttons' as const, buttons: fetches }]),
    { el: 'panel', title: '线索全貌', body: [{ el: 'fields', fields: leadFields(view.lead) }] },
    {
      el: 'form',
      name: 'verify',
      fields: [
        ...tagFields(view),
        ...(view.asksOverride ? [OVERRIDE_FIELD] : []),
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
  if (isVerified && view.gaps.length > 0) {
    const number = view.projectNumber ?? view.number;
    body.push(warning(`待补字段：${view.gaps.join('、')}`), quiet(`知道后发送「推进 ${number} 补充」填写。`));
  }
  return {
    title: `${isVerified ? '已通过' : '已退回'}：${view.number} ${view.stage}`,
    subtitle: view.title,
    tone: isVerified ? 'done' : 'overdue',
    body: [...body, quiet(`审核人：${view.by}`), ...next],
  };
}
