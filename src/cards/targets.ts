/** 目标: what is aimed at and how far it is, the city first and then a unit; and one target as its arithmetic. */
import type { Button, Card, Element } from '../card.ts';
import type { TargetRow } from '../domain/evaluate/output-schema.ts';
import type { Line } from '../domain/explain/explain.ts';
import { amount, percent, reasonWord } from '../domain/explain/print.ts';
import { actualWord } from '../domain/explain/table.ts';
import { sayMonth } from '../domain/month.ts';
import { explanationLines, LINES_PAGE } from './explanation.ts';
import { NONE, plain, quiet, sayButton } from './show.ts';
import { type StandingFrame, standingFoot } from './standing.ts';
import { pageWithin, turnButtons } from './turns.ts';

export interface TargetItem {
  readonly row: TargetRow;
  /** Said before the label where the section holds several subjects: a post, a chain, 合计. */
  readonly who: string | null;
}

export interface TargetSection {
  readonly name: string;
  readonly items: readonly TargetItem[];
}

export interface TargetsView extends StandingFrame {
  /** Whose targets were asked for. */
  readonly subject: string;
  readonly name: string;
  readonly sections: readonly TargetSection[];
  /** The office sets targets from here. */
  readonly maySet?: boolean;
}

const ROWS_PAGE = 8;
const LABEL_CHARS_MAX = 9;

export function targetsCard(view: TargetsView): Card {
  const { month, subject, name, sections } = view;
  const all = sections.flatMap((section) => section.items.map((item) => ({ section: section.name, item })));
  const pages = Math.ceil(all.length / ROWS_PAGE);
  const page = pageWithin(view.page, pages);
  const first = page * ROWS_PAGE;
  const shown = all.slice(first, first + ROWS_PAGE).map((one, at) => ({ ...one, serial: first + at + 1 }));
  const tables = [...Map.groupBy(shown, (one) => one.section)].flatMap(([section, items]): Element[] => [
    { el: 'text', text: { text: section, strong: true }, size: 'heading' },
    targetTable(items),
  ]);
  const turns = turnButtons(page, pages, (to) => ({
    command: 'target',
    action: 'page',
    args: { subject, month, page: String(to) },
  }));
  // Whoever asked for a unit need not leaf through the city's to find it.
  const ownAt = sections.length < 2 ? -1 : all.findIndex((one) => one.section === name);
  const ownPage = Math.floor(ownAt / ROWS_PAGE);
  const toOwn: readonly Button[] =
    ownAt < 0 || ownPage <= page
      ? []
      : [
          {
            label: `看${name}`,
            press: { command: 'target', action: 'page', args: { subject, month, page: String(ownPage) } },
          },
        ];
  const met = all.filter(({ item }) => item.row.met === true).length;
  const missed = all.filter(({ item }) => item.row.met === false).length;
  return {
    title: `${name}目标完成情况`,
    subtitle: `${view.plan} · 截至 ${view.asOf}`,
    tone: 'notice',
    summary: `${name} ${sayMonth(month)}目标`,
    body: [
      ...(all.length === 0
        ? [plain('方案里没有约束这个单位的目标。')]
        : [quiet(`${all.length} 项：达标 ${met}，未达 ${missed}，其余暂不能判断（暂缺、未下达、未到期）。`)]),
      ...tables,
      ...(shown.length === 0
        ? []
        : [
            quiet('按下面的按钮看一项的算法和条款：'),
            { el: 'buttons', buttons: shown.map((one) => detailButton(one, view)) } satisfies Element,
          ]),
      ...standingFoot(view, page, pages),
      { el: 'buttons', buttons: [...toOwn, ...turns, sayButton('得分', 'score', `${name} ${month}`)] },
      ...(view.maySet === true ? [setButtons(view)] : []),
    ],
  };
}

function setButtons({ subject, name }: TargetsView): Element {
  const args = { kind: 'target', ...(subject === 'city' ? {} : { subject: name }) };
  return {
    el: 'buttons',
    buttons: [
      { label: '下达/修改目标', look: 'primary', press: { command: 'target', action: 'form', args } },
      { label: '设定', press: { command: 'target', action: 'settings', args: { page: '0' } } },
    ],
  };
}

interface Numbered {
  readonly serial: number;
  readonly item: TargetItem;
}

function targetTable(items: readonly Numbered[]): Element {
  return {
    el: 'table',
    pageSize: ROWS_PAGE,
    columns: [
      { key: 'serial', title: '序', align: 'right' },
      { key: 'label', title: '目标' },
      { key: 'actual', title: '实际', align: 'right' },
      { key: 'due', title: '目标值', align: 'right' },
      { key: 'rate', title: '完成率', align: 'right' },
      { key: 'met', title: '结果' },
    ],
    rows: items.map(({ serial, item }) => ({
      serial: String(serial),
      label: labelOf(item),
      actual: actualWord(item.row),
      due: dueWord(item.row),
      rate: item.row.rate === null ? NONE : percent(item.row.rate, item.row.na),
      met: resultWord(item.row),
    })),
  };
}

function labelOf({ row, who }: TargetItem): string {
  const marks = [
    ...(/^\d{4}$/.test(row.period) || row.period.length > 8 || row.period === who ? [] : [row.period]),
    ...(row.strength === 'must' ? [] : row.flags.filter((flag) => /^(力争|原则上|左右|探索)$/.test(flag))),
    ...(row.origin === 'default' ? ['系统默认'] : []),
  ];
  const label = who === null ? row.label : `${who}：${row.label}`;
  return marks.length === 0 ? label : `${label}（${marks.join('，')}）`;
}

function dueWord(row: TargetRow): string {
  if (Array.isArray(row.target)) return `${row.target[0]}—${row.target[1]}${row.unit ?? ''}`;
  if (row.target === null) return row.na === 'no_target' ? '未下达' : NONE;
  const whole = row.whole === null ? '' : `（全期${amount(row.whole, row.unit, null)}）`;
  return `${amount(row.target, row.unit, row.na)}${whole}`;
}

/** 达标, 未达, or why it cannot be said. */
export function resultWord(row: Pick<TargetRow, 'met' | 'na'>): string {
  if (row.met !== null) return row.met ? '达标' : '未达';
  const reason = reasonWord(row.na);
  return reason === '暂缺' || reason === '—' ? '暂缺' : `暂缺（${reason}）`;
}

function detailButton({ serial, item }: Numbered, { month, subject: from }: TargetsView): Button {
  const { id, subject, label } = item.row;
  const short = label.length > LABEL_CHARS_MAX ? `${label.slice(0, LABEL_CHARS_MAX)}…` : label;
  return {
    label: `${serial} ${short}`,
    press: { command: 'target', action: 'detail', args: { subject, target: id, month, from } },
  };
}

export interface TargetDetailView extends StandingFrame {
  readonly subject: string;
  readonly name: string;
  readonly target: string;
  /** Whose list it was opened from. */
  readonly from: string;
  readonly label: string;
  readonly lines: readonly Line[];
  /** What other departments published about it, with source and day. */
  readonly told?: readonly string[];
}

export function targetDetailCard(view: TargetDetailView): Card {
  const { lines, month, subject, target, name, from } = view;
  const pages = Math.ceil(lines.length / LINES_PAGE);
  const page = pageWithin(view.page, pages);
  const turns = turnButtons(page, pages, (to) => ({
    command: 'target',
    action: 'detail',
    args: { subject, target, month, from, page: String(to) },
  }));
  const back: Button = {
    label: '返回目标',
    press: { command: 'target', action: 'page', args: { subject: from, month, page: '0' } },
  };
  return {
    title: `${name}：${view.label}`,
    subtitle: `${view.plan} · 截至 ${view.asOf}`,
    tone: 'notice',
    summary: `${name} ${view.label}`,
    body: [
      ...explanationLines(lines, page),
      ...((view.told ?? []).length === 0
        ? []
        : [plain((view.told ?? []).map((line) => `· ${line}`).join('\n'))]),
      ...standingFoot(view, page, pages),
      { el: 'buttons', buttons: [...turns, back] },
    ],
  };
}
