/** One lead or project as a card: after registration, and when asked for. Shows what the viewer may see, no more. */
import type { Button, Card, Element, Tone } from '../../card.ts';
import type { Sight } from '../../domain/access.ts';
import { currentNumber, type Lead, pendingStage, titleOf } from '../../domain/lead/lead.ts';
import { hasLeft, isPaused } from '../../domain/lead/stage-course.ts';
import type { HoldingView } from '../pool/holding.ts';
import { or, plain, printDay, printInvestment, quiet, sayButton, warning } from '../show.ts';
import { type CourseView, courseElements } from './course.ts';

export interface Contact {
  readonly name: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

/** Labels resolved by the caller, so that this file needs neither pack nor roster. */
export interface LeadView {
  readonly lead: Lead;
  readonly sight: Sight;
  readonly stage: string;
  readonly waitingFor: string | null;
  readonly industry: string | null;
  readonly landing: string | null;
  readonly channel: string | null;
  readonly unit: string;
  readonly holder: string;
  /** Only for those who own or verify the lead (`sight` full); `null` to everybody else. */
  readonly contact: Contact | null;
  /** Verified stages, oldest first, as “签约 2026-11-10”. */
  readonly history: readonly string[];
  /** Words of the last report, figures by measure. */
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  readonly gaps: readonly string[];
  /** 首招保护, 合作, 争议, 签收: who holds it and until when. */
  readonly holding: HoldingView;
  /** 时限, 退出, 超期, 承诺. */
  readonly course: CourseView;
  /** 分成: shares of an agreed transfer (SM 三(二)11), a line each. */
  readonly sharing: readonly string[];
  /** 滚动考评, a line each; only for whoever files, verifies or leads. */
  readonly checks?: readonly string[];
  /** 包联 (LF 四(五)1), tasks and 批示 on it, and what the viewer may do about them. */
  readonly duty: {
    readonly fields: readonly { readonly label: string; readonly value: string }[];
    readonly tasks: readonly string[];
    readonly buttons: readonly Button[];
  };
  readonly mayAct: boolean;
  /** 留痕 can be asked for from here: never in a group. */
  readonly mayTrace: boolean;
}

export function leadFields(view: LeadView): readonly { label: string; value: string }[] {
  const { lead, contact } = view;
  const numbers = lead.projectNumber === null ? lead.number : `${lead.projectNumber}（线索 ${lead.number}）`;
  const rows = [
    { label: '编号', value: numbers },
    { label: '企业名称', value: lead.company },
    ...(lead.formerNames.length === 0 ? [] : [{ label: '曾用名', value: lead.formerNames.join('、') }]),
    { label: '项目名称', value: or(lead.project) },
    { label: '投资额', value: printInvestment(lead.investment) },
    { label: '产业', value: or(view.industry) },
    { label: '拟落户', value: or(view.landing) },
    { label: '线索来源', value: or(view.channel) },
    {
      label: '阶段',
      value: stageWords(view),
    },
    { label: '首招单位', value: view.holding.promoter },
    ...view.holding.fields,
    ...view.sharing.map((value) => ({ label: '分成', value })),
    ...view.duty.fields,
    { label: '登记日期', value: printDay(lead.registeredAt) },
  ];
  if (view.sight === 'full') {
    rows.push(
      { label: '登记人', value: view.holder },
      { label: '联系人', value: or(contact?.name) },
      { label: '联系电话', value: or(contact?.phone) },
      { label: '备注', value: or(contact?.note ?? lead.note) },
    );
    if (lead.need !== null) rows.push({ label: '场地需求', value: lead.need });
  }
  return rows;
}

function stageWords({ stage, waitingFor, course }: LeadView): string {
  const notes = [course.exit?.label, waitingFor === null ? undefined : `${waitingFor} 待审`];
  const said = notes.filter((note) => note !== undefined);
  return said.length === 0 ? stage : `${stage}（${said.join('，')}）`;
}

/** 登记 succeeded: read-only, with the next step on it. */
export function registeredCard(view: LeadView, extra: { readonly notes: readonly string[] }): Card {
  return {
    title: `已登记 ${view.lead.number}`,
    subtitle: titleOf(view.lead),
    tone: 'done',
    body: [
      ...extra.notes.map(quiet),
      { el: 'fields', fields: leadFields(view) },
      quiet(`下一步：有进展时发送「推进 ${view.lead.number}」。`),
      {
        el: 'buttons',
        buttons: [
          sayButton('推进', 'advance', view.lead.number, 'primary'),
          sayButton('看匹配', 'match', view.lead.number),
          sayButton('我的', 'mine'),
        ],
      },
    ],
  };
}

/** The answer to 线索 or 项目 with one match. */
/** @param changed what was just done to it, when something was. */
export function leadCard(view: LeadView, changed: string | null = null): Card {
  const { lead } = view;
  const number = currentNumber(lead);
  const body: Element[] = changed === null ? [] : [plain(changed)];
  body.push({ el: 'fields', fields: leadFields(view) });
  if (view.history.length > 0) body.push({ el: 'text', text: `进展：${view.history.join(' → ')}` });
  body.push(...courseElements(view.course, view.sight === 'full'));
  if (view.checks !== undefined && view.checks.length > 0)
    body.push({ el: 'text', text: `滚动考评：\n${view.checks.join('\n')}` });
  if (view.figures.length > 0) body.push({ el: 'fields', fields: view.figures });
  if (view.duty.tasks.length > 0) body.push({ el: 'text', text: `督办：\n${view.duty.tasks.join('\n')}` });
  if (view.mayAct && view.gaps.length > 0) body.push(warning(`待补字段：${view.gaps.join('、')}`));
  if (lead.confidential) body.push(quiet('保密：只有本单位、招商办和市领导可见。'));
  body.push(...view.holding.notes.map(quiet));
  const buttons = [
    ...(view.mayAct ? actionsOf(lead, number, view.gaps) : []),
    ...view.holding.buttons,
    ...view.duty.buttons,
    ...(view.mayAct ? [sayButton('看匹配', 'match', number)] : []),
    ...(view.mayTrace ? [sayButton('留痕', 'history', number)] : []),
  ];
  if (buttons.length > 0) body.push({ el: 'buttons', buttons });
  return { title: titleOf(lead), subtitle: number, tone: toneOf(lead), body };
}

function actionsOf(lead: Lead, number: string, gaps: readonly string[]): readonly Button[] {
  const buttons: Button[] = [];
  // 无效 is over too, until somebody judges it anew.
  const isOver = hasLeft(lead) || lead.holding.judged === 'invalid';
  if (pendingStage(lead) !== null) buttons.push(sayButton('撤销', 'undo', number));
  else if (isPaused(lead)) buttons.push(sayButton('恢复', 'advance', `${number} 恢复`, 'primary'));
  else if (!isOver) buttons.push(sayButton('推进', 'advance', number, 'primary'));
  if (gaps.length > 0) buttons.push(sayButton('补充', 'advance', `${number} 补充`));
  if (!isOver && lead.projectNumber !== null) buttons.push(sayButton('月报', 'report', number));
  const secrecy = { lead: lead.number, confidential: lead.confidential ? 'no' : 'yes' };
  buttons.push({
    label: lead.confidential ? '取消保密' : '设为保密',
    press: { command: 'leads', action: 'confidential', args: secrecy },
  });
  return buttons;
}

const toneOf = (lead: Lead): Tone =>
  lead.status === 'withdrawn' || lead.course.exit !== null ? 'closed' : 'notice';
