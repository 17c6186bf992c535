/** The projects somebody files for, with 已报/未报 for the month and a button each; and the choice between candidates. */
import type { Button, Card, Element } from '../card.ts';
import type { Month } from '../domain/day.ts';
import { sayMonth } from '../domain/month.ts';
import { plain, quiet } from './show.ts';

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
  readonly items: readonly ReportItem[];
  /** From 0; out of range shows the nearest. */
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

/** Unreported first, ten a page. */
export function reportListCard(view: ReportListView): Card {
  const { month } = view;
  const items = [...view.items].sort((a, b) => Number(a.reported) - Number(b.reported));
  const reported = items.filter((item) => item.reported).length;
  const pages = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  const page = Math.min(Math.max(0, Math.trunc(view.page)), pages - 1);
  const shown = items.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
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
    subtitle: `进度 ${reported}/${items.length}`,
    tone: reported === items.length ? 'done' : 'todo',
    summary: `${sayMonth(month)}月报：已报 ${reported}/${items.length}`,
    body: [
      quiet(view.filing),
      plain(reported === items.length ? '都已报齐；按下面的按钮可以修改。' : '请选择要填报的项目：'),
      ...shown.map((item) =>
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
