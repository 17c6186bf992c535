/** The projects somebody files for, with 已报/未报 for the month and a button each; and the choice between candidates. */
import type { Button, Card, Element } from '../../card.ts';
import type { Month } from '../../domain/day.ts';
import { sayMonth } from '../../domain/month.ts';
import { plain, quiet } from '../show.ts';

export interface ReportItem {
  /** Lead number, which the button carries. */
  readonly lead: string;
  readonly number: string;
  readonly title: string;
  readonly reported: boolean;
}

export interface ReportListView {
  readonly month: Month;
  readonly filing: string;
  /** Of this page; those not reported come before the others. */
  readonly items: readonly ReportItem[];
  /** Of all pages. */
  readonly owed: number;
  readonly reported: number;
  readonly page: number;
}

export const PAGE_SIZE = 10;
const LABEL_MAX = 60;

const shorten = (text: string): string =>
  text.length > LABEL_MAX ? `${text.slice(0, LABEL_MAX - 1)}…` : text;

const openButton = (item: ReportItem, month: Month, label: string): Element => ({
  el: 'buttons',
  buttons: [
    {
      label: shorten(label),
      look: item.reported ? 'default' : 'primary',
      press: { command: 'report', action: 'open', args: { lead: item.lead, month } },
    },
  ],
});

export const reportPages = (items: number): number => Math.max(1, Math.ceil(items / PAGE_SIZE));

/** Unreported first, ten a page. */
export function reportListCard(view: ReportListView): Card {
  const { month, owed, reported, page } = view;
  const pages = reportPages(owed);
  const turn = (label: string, to: number): Button => ({
    label,
    press: { command: 'report', action: 'page', args: { month, page: String(to) } },
  });
  const turns = [
    ...(page > 0 ? [turn('上一页', page - 1)] : []),
    ...(page < pages - 1 ? [turn('下一页', page + 1)] : []),
  ];
  return {
    title: `${sayMonth(month)}月报`,
    subtitle: `进度 ${reported}/${owed}`,
    tone: reported === owed ? 'done' : 'todo',
    summary: `${sayMonth(month)}月报：已报 ${reported}/${owed}`,
    body: [
      quiet(view.filing),
      plain(reported === owed ? '都已报齐；按下面的按钮可以修改。' : '请选择要填报的项目：'),
      ...view.items.map((item) =>
        openButton(item, month, `${item.reported ? '已报' : '未报'} · ${item.number} ${item.title}`),
      ),
      ...(turns.length === 0 ? [] : [{ el: 'buttons', buttons: turns } satisfies Element]),
      ...(pages > 1 ? [quiet(`第 ${page + 1}/${pages} 页`)] : []),
    ],
  };
}

/** Several projects fit what was typed: which one is meant? */
export function reportChoiceCard(month: Month, typed: string, items: readonly ReportItem[]): Card {
  return {
    title: '请选择项目',
    tone: 'notice',
    body: [
      plain(`「${typed}」可能是下面几个项目，请选择要填报${sayMonth(month)}月报的一个：`),
      ...items.slice(0, PAGE_SIZE).map((item) => openButton(item, month, `${item.number} ${item.title}`)),
      ...(items.length > PAGE_SIZE ? [quiet(`另有 ${items.length - PAGE_SIZE} 个，请把编号写完整。`)] : []),
    ],
  };
}
