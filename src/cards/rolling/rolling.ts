/** 滚动考评 as cards: one check with its form or its verdict buttons, and the list of those under way. */
import type { Card, Element, Field, Tone } from '../../card.ts';
import type { Finding, RollingCheckState } from '../../domain/rolling-check/rolling-check.ts';
import { plain, quiet, sayButton, warning } from '../show.ts';
import { turnsFrom } from '../turns.ts';

export interface AnswerField {
  readonly kind: 'flag' | 'number';
  readonly id: string;
  readonly label: string;
  /** As typed or filed before; '' when not. */
  readonly value: string;
}

/** Everything of one check that this viewer may see, in words. */
export interface CheckView {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly year: number;
  readonly label: string;
  readonly state: RollingCheckState;
  readonly stateWord: string;
  readonly checkOn: string;
  readonly startedOn: string;
  readonly cureUntilOn: string;
  /** Until when it is to be filed or put right; `null` once nobody owes anything. */
  readonly dueOn: string | null;
  readonly isLate: boolean;
  readonly clause: string;
  readonly findings: readonly Finding[];
  /** What other departments published about it, with source and day. */
  readonly told: readonly string[];
  /** The last filing as lines. */
  readonly filed: readonly string[];
  readonly returned: string | null;
  /** 冲减, with the shares of a transferred project. */
  readonly clawBack: readonly string[];
  /** The form, where the viewer may file. */
  readonly form: {
    readonly fields: readonly AnswerField[];
    readonly evidence: string;
    readonly note: string;
    readonly hints: readonly string[];
  } | null;
  /** Verdict buttons: what the filed answers come to. */
  readonly verdict: 'passes' | 'fails' | null;
}

const TONES: Readonly<Record<RollingCheckState, Tone>> = {
  open: 'todo',
  filed: 'todo',
  curing: 'overdue',
  cure_filed: 'todo',
  passed: 'done',
  cured: 'done',
  failed: 'overdue',
  dropped: 'closed',
};

const YES_NO = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];

export function checkCard(view: CheckView, headline = ''): Card {
  return {
    title: headline === '' ? `第${view.year}年滚动考评：${view.stateWord}` : headline,
    subtitle: `${view.number} ${view.title}`,
    tone: TONES[view.state],
    body: checkElements(view),
  };
}

export function checkElements(view: CheckView): readonly Element[] {
  const body: Element[] = [
    {
      el: 'fields',
      fields: [
        { label: '项目', value: `${view.number} ${view.title}` },
        { label: '单位', value: view.unit },
        { label: '考评', value: `${view.label} 第${view.year}年（${view.checkOn}，开工 ${view.startedOn}）` },
        { label: '状态', value: view.stateWord },
        ...(view.dueOn === null
          ? []
          : [{ label: view.state === 'curing' ? '整改期限' : '填报期限', value: view.dueOn }]),
        { label: '依据', value: view.clause },
      ],
    },
  ];
  if (view.isLate) body.push(warning(`已超过期限 ${view.dueOn ?? ''}，请尽快填报。`));
  if (view.findings.length > 0) {
    const lines = view.findings.map(({ label, holds }) => `· ${label}：${holds ? '达标' : '未达标'}`);
    body.push(plain(lines.join('\n')));
  }
  if (view.told.length > 0)
    body.push(
      plain(view.told.map((line) => `· ${line}`).join('\n')),
      quiet('部门数据仅供对照，以填报和核实为准。'),
    );
  if (view.filed.length > 0)
    body.push({ el: 'panel', title: '填报内容', open: true, body: [plain(view.filed.join('\n'))] });
  if (view.returned !== null) body.push(warning(`已退回：${view.returned}`));
  if (view.state === 'curing') {
    body.push(
      warning(`${view.cureUntilOn} 前整改到位并重新填报；到期未整改的冲减当月数字，已发布的战报不改。`),
    );
  }
  body.push(...view.clawBack.map(warning));
  if (view.form !== null) body.push(...formElements(view, view.form));
  if (view.verdict !== null) body.push(...verdictElements(view, view.verdict));
  return body;
}

function formElements(view: CheckView, form: NonNullable<CheckView['form']>): readonly Element[] {
  const args = { check: view.id, version: String(view.version) };
  const fields = form.fields.map((field): Field => {
    const name = `${field.kind}_${field.id}`;
    if (field.kind === 'number')
      return {
        kind: 'line',
        name,
        label: `${field.label}（万元）`,
        required: true,
        value: field.value,
        maxLength: 30,
      };
    const chosen = field.value === '' ? {} : { value: field.value };
    return { kind: 'choice', name, label: field.label, required: true, options: YES_NO, ...chosen };
  });
  return [
    ...form.hints.map(quiet),
    {
      el: 'form',
      name: 'check',
      fields: [
        ...fields,
        {
          kind: 'line',
          name: 'evidence',
          label: '佐证（入统编号、完税证明、审计报告等）',
          value: form.evidence,
          maxLength: 200,
        },
        { kind: 'lines', name: 'note', label: '说明', value: form.note, maxLength: 1_000 },
      ],
      buttons: [{ label: '提交', look: 'primary', press: { command: 'check', action: 'file', args } }],
    },
  ];
}

function verdictElements(view: CheckView, verdict: 'passes' | 'fails'): readonly Element[] {
  const args = { check: view.id, version: String(view.version) };
  const label = verdict === 'passes' ? '通过' : '认定未通过';
  return [
    quiet(
      verdict === 'passes'
        ? '按填报内容三项都达标；核实无误按通过，不符的写明理由退回。'
        : `按填报内容有未达标项；核实无误按「${label}」，进入整改，不符的写明理由退回。`,
    ),
    {
      el: 'form',
      name: 'verdict',
      fields: [{ kind: 'line', name: 'reason', label: '理由（退回时必填）', maxLength: 500 }],
      buttons: [
        { label, look: 'primary', press: { command: 'check', action: 'verify', args } },
        { label: '退回', look: 'danger', press: { command: 'check', action: 'return', args } },
      ],
    },
  ];
}

/** Every check of one project. */
export function projectChecksCard(number: string, title: string, views: readonly CheckView[]): Card {
  const [first, ...rest] = [...views].reverse();
  if (first === undefined) {
    return {
      title: `${number} 还没有滚动考评`,
      subtitle: title,
      tone: 'notice',
      body: [quiet('开工满一年起，每年的开工周年日发起一次。')],
    };
  }
  const lines = rest.map((view) => `第${view.year}年（${view.checkOn}）：${view.stateWord}`);
  return {
    title: `第${first.year}年滚动考评：${first.stateWord}`,
    subtitle: `${number} ${title}`,
    tone: TONES[first.state],
    body: [
      ...checkElements(first),
      ...(lines.length === 0
        ? []
        : [{ el: 'rule' as const }, plain(`往年：\n${[...lines].reverse().join('\n')}`)]),
    ],
  };
}

export interface CheckLine {
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly year: number;
  readonly stateWord: string;
  readonly due: string;
  readonly isLate: boolean;
}

export const CHECKS_PAGE = 8;

export function checkListCard(view: {
  readonly title: string;
  readonly lines: readonly CheckLine[];
  readonly total: number;
  readonly offset: number;
}): Card {
  const { lines, total, offset } = view;
  const pages = turnsFrom({ offset, total, step: CHECKS_PAGE }, (to) => ({
    command: 'check',
    action: 'page',
    args: { offset: String(to) },
  }));
  return {
    title: view.title,
    tone: lines.some((line) => line.isLate) ? 'overdue' : total === 0 ? 'done' : 'todo',
    body: [
      ...(total === 0 ? [quiet('没有要办的滚动考评。开工满一年起，每年的开工周年日发起一次。')] : []),
      ...lines.map((line): Element => {
        const text = `${line.number} ${line.title}\n${line.unit} · 第${line.year}年 · ${line.stateWord} · ${line.due}`;
        return line.isLate ? warning(text) : plain(text);
      }),
      ...(lines.length === 0
        ? []
        : [
            {
              el: 'buttons' as const,
              buttons: lines.map((line) => sayButton(line.number, 'check', line.number)),
            },
          ]),
      ...(pages.length === 0 ? [] : [{ el: 'buttons' as const, buttons: pages }]),
    ],
  };
}
