/**
 * The month's list of whoever files: each project with its state and the two things one can do about it, how many remain,
 * and what the unit owes as a whole; and the choice between candidates.
 */
import type { Button, Card, Element } from '../../card.ts';
import type { Month } from '../../domain/day.ts';
import { sayMonth } from '../../domain/month.ts';
import { plain, quiet, sayButton } from '../show.ts';
import { earlierElements } from './earlier.ts';

/** 未报, or how what was filed stands. */
export type ItemState = '未报' | '已报' | '无变化' | '预报' | '迟报' | '已退回';

export interface ReportItem {
  /** Lead number, which the button carries. */
  readonly lead: string;
  readonly number: string;
  readonly title: string;
  readonly reported: boolean;
  readonly state?: ItemState;
  /** 本月无变化 can be said of it. */
  readonly mayRepeat?: boolean;
}

/** A report of the unit as a whole. */
export interface UnitItem {
  /** 季报 2026年第三季度 · 大田县. */
  readonly label: string;
  readonly state: '未报' | '已报' | '迟报' | '选报';
  /** What the button types. */
  readonly words: string;
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
  readonly units: readonly UnitItem[];
  /** 其余全部无变化 is offered: own projects, more than one left. */
  readonly mayRepeatAll: boolean;
  /** The closed month before that is not complete. */
  readonly earlier?: { readonly month: Month; readonly left: number } | null;
}

export const PAGE_SIZE = 10;
/** Projects a choice offers. */
export const CHOICE_MAX = PAGE_SIZE;
const LABEL_MAX = 60;
const UNITS_MAX = 6;

const shorten = (text: string): string =>
  text.length > LABEL_MAX ? `${text.slice(0, LABEL_MAX - 1)}…` : text;

function itemButtons(item: ReportItem, month: Month, page: number, label: string): Element {
  const open: Button = {
    label: shorten(label),
    look: item.reported ? 'default' : 'primary',
    press: { command: 'report', action: 'open', args: { lead: item.lead, month } },
  };
  const repeat: Button = {
    label: '本月无变化',
    press: { command: 'report', action: 'still', args: { lead: item.lead, month, page: String(page) } },
  };
  return { el: 'buttons', buttons: item.mayRepeat === true ? [open, repeat] : [open] };
}

const stateOf = (item: ReportItem): ItemState => item.state ?? (item.reported ? '已报' : '未报');

export const reportPages = (items: number): number => Math.max(1, Math.ceil(items / PAGE_SIZE));

/** Unreported first, ten a page. */
export function reportListCard(view: ReportListView): Card {
  const { month, owed, reported, page } = view;
  const pages = reportPages(owed);
  const press = (label: string, action: string, args: Readonly<Record<string, string>>): Button => ({
    label,
    press: { command: 'report', action, args: { month, ...args } },
  });
  const foot = [
    ...(view.mayRepeatAll ? [press('其余全部无变化', 'stillAll', {})] : []),
    ...(owed > 1 ? [sayButton('下载Excel模板', 'template', month)] : []),
    ...(page > 0 ? [press('上一页', 'page', { page: String(page - 1) })] : []),
    ...(page < pages - 1 ? [press('下一页', 'page', { page: String(page + 1) })] : []),
  ];
  const left = owed - reported;
  return {
    title: `${sayMonth(month)}月报`,
    subtitle: `进度 ${reported}/${owed}`,
    tone: left === 0 ? 'done' : 'todo',
    summary: `${sayMonth(month)}月报：已报 ${reported}/${owed}`,
    body: [
      quiet(view.filing),
      ...earlierElements(view.earlier ?? null, {
        label: '补报上一期',
        command: 'report',
        words: view.earlier?.month ?? '',
      }),
      plain(left === 0 ? '都已报齐；按下面的按钮可以修改。' : `还有 ${left} 个未报，请选择要填报的项目：`),
      ...view.items.map((item) =>
        itemButtons(item, month, page, `${stateOf(item)} · ${item.number} ${item.title}`),
      ),
      ...(foot.length === 0 ? [] : [{ el: 'buttons', buttons: foot } satisfies Element]),
      ...(pages > 1 ? [quiet(`第 ${page + 1}/${pages} 页`)] : []),
      ...unitElements(view.units),
    ],
  };
}

/** Reports of the unit as a whole, a button each. */
export const unitElements = (units: readonly UnitItem[]): readonly Element[] =>
  units.length === 0
    ? []
    : [
        { el: 'rule' },
        plain('本单位报送：'),
        ...units.slice(0, UNITS_MAX).map(
          ({ label, state, words }): Element => ({
            el: 'buttons',
            buttons: [
              sayButton(
                shorten(`${state} · ${label}`),
                'filing',
                words,
                state === '未报' ? 'primary' : 'default',
              ),
            ],
          }),
        ),
      ];

/**
 * Several projects fit what was typed, or none was named beside figures: which one is meant?
 * @param typed what named them; `null` = nothing
 * @param also what was typed beside the project: figures, words, 无变化; the button says it again
 * @param among how many there are to choose from
 */
export function reportChoiceCard(
  month: Month,
  typed: string | null,
  items: readonly ReportItem[],
  also = '',
  among = items.length,
): Card {
  const asked =
    typed === null
      ? `没有看出是哪个项目，请选择；您写的会带到${sayMonth(month)}月报里：`
      : `「${typed}」可能是下面几个项目，请选择要填报${sayMonth(month)}月报的一个：`;
  return {
    title: '请选择项目',
    tone: 'notice',
    body: [
      plain(asked),
      ...items.slice(0, CHOICE_MAX).map((item): Element => {
        const label = shorten(`${item.number} ${item.title}`);
        const words = `${item.number} ${month} ${also}`.trim();
        return {
          el: 'buttons',
          buttons: [sayButton(label, 'report', words, item.reported ? 'default' : 'primary')],
        };
      }),
      ...(among > CHOICE_MAX ? [quiet(`另有 ${among - CHOICE_MAX} 个，请把编号写完整。`)] : []),
    ],
  };
}
