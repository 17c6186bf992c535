/** 催报: what has not been filed, to whoever files it; one day late to their superior; or because somebody asked now. */
import type { Button, Card, Element } from '../card.ts';
import { sayMonth } from '../domain/month.ts';
import { plain, quiet, sayButton } from './show.ts';

export interface ReminderItem {
  readonly number: string;
  readonly title: string;
}

/** A report of a unit as a whole, as the card names it. */
export interface ReminderFiling {
  readonly unit: string;
  /** 季报 2026年第三季度. */
  readonly report: string;
  readonly dueOn: string;
  /** What the button types. */
  readonly words: string;
}

export interface ReminderView {
  readonly month: string;
  readonly dueOn: string;
  /** Days to the due day; negative when it has passed. */
  readonly daysLeft: number;
  readonly items: readonly ReminderItem[];
  readonly to: 'reporter' | 'superior';
  /** The window opens on this later day: the reminder was moved before a holiday. */
  readonly opensOn?: string;
}

const BUTTONS_MAX = 5;
const LINES_MAX = 20;

const sayLeft = (daysLeft: number): string =>
  daysLeft > 0 ? `还有 ${daysLeft} 天` : daysLeft === 0 ? '今天截止' : `已逾期 ${-daysLeft} 天`;
const ASK = '请提醒填报员尽快补报；逾期提交会标记“迟报”，战报签发前仍计入本期。';

const linesOf = (items: readonly ReminderItem[]): Element => {
  const lines = items.slice(0, LINES_MAX).map(({ number, title }) => `· ${number} ${title}`);
  return plain(
    [...lines, ...(items.length > LINES_MAX ? [`· 另有 ${items.length - LINES_MAX} 个`] : [])].join('\n'),
  );
};

/** One project: straight to its form. Several: to the list, where one goes on to the next. */
function monthButtons(items: readonly ReminderItem[], month: string): readonly Button[] {
  return [
    ...(items.length > 1 ? [sayButton('逐个填报', 'report', month, 'primary')] : []),
    ...items
      .slice(0, BUTTONS_MAX)
      .map(({ number }) =>
        sayButton(`月报 ${number}`, 'report', `${number} ${month}`, items.length > 1 ? 'default' : 'primary'),
      ),
  ];
}

export function reminderCard({ month, dueOn, daysLeft, items, to, opensOn }: ReminderView): Card {
  const whose = to === 'superior' ? '本单位还' : '您还';
  return {
    title: `${sayMonth(month)}月报：${sayLeft(daysLeft)}`,
    tone: daysLeft < 0 ? 'overdue' : 'todo',
    body: [
      plain(`${whose}有 ${items.length} 个项目没有填${sayMonth(month)}月报，${dueOn} 24:00 截止。`),
      ...(opensOn === undefined
        ? []
        : [quiet(`截止日前是假期，提前提醒：${opensOn} 起可以报送，截止日不顺延；现在提交的是预报。`)]),
      linesOf(items),
      ...(to === 'superior'
        ? [quiet(ASK)]
        : [{ el: 'buttons' as const, buttons: monthButtons(items, month) }]),
    ],
  };
}

const filingLine = ({ unit, report, dueOn }: ReminderFiling): string =>
  `· ${unit}：${report}，${dueOn} 24:00 截止`;
const filingButtons = (filings: readonly ReminderFiling[]): readonly Button[] =>
  filings
    .slice(0, BUTTONS_MAX)
    .map(({ report, words }) => sayButton(`填 ${report}`.slice(0, 40), 'filing', words, 'primary'));

/** One report of units that have not filed it: to their reporters, or after the due day to the superior. */
export function filingReminderCard(view: {
  readonly report: string;
  readonly dueOn: string;
  readonly daysLeft: number;
  readonly filings: readonly ReminderFiling[];
  readonly to: 'reporter' | 'superior';
}): Card {
  const { report, dueOn, daysLeft, filings, to } = view;
  const units = filings.map((one) => one.unit).join('、');
  return {
    title: `${report}：${sayLeft(daysLeft)}`,
    tone: daysLeft < 0 ? 'overdue' : 'todo',
    body: [
      plain(`${units}还没有报${report}，${dueOn} 24:00 截止。`),
      to === 'superior' ? quiet(ASK) : { el: 'buttons', buttons: filingButtons(filings) },
    ],
  };
}

/** Somebody asked for it now: everything the receiver still owes, in one card. */
export function hurryCard(view: {
  readonly by: string;
  readonly month: string;
  readonly dueOn: string | null;
  readonly late: boolean;
  readonly items: readonly ReminderItem[];
  readonly filings: readonly ReminderFiling[];
}): Card {
  const { by, month, dueOn, late, items, filings } = view;
  const due = dueOn === null ? '' : late ? `，已过截止日 ${dueOn}` : `，${dueOn} 24:00 截止`;
  const buttons = [...monthButtons(items, month), ...filingButtons(filings)];
  return {
    title: '催报',
    subtitle: `${by} 提醒您填报`,
    tone: late ? 'overdue' : 'todo',
    summary: `${by}催报：还有 ${items.length + filings.length} 项未报`,
    body: [
      ...(items.length === 0
        ? []
        : [plain(`${sayMonth(month)}月报还有 ${items.length} 个项目未报${due}：`), linesOf(items)]),
      ...(filings.length === 0 ? [] : [plain(filings.slice(0, LINES_MAX).map(filingLine).join('\n'))]),
      ...(late ? [quiet('逾期提交会标记“迟报”，战报签发前仍计入本期。')] : []),
      { el: 'buttons', buttons },
    ],
  };
}

/** To the office: a year's holiday plan is not known, so reminders of its due days go by calendar days. */
export const calendarCard = (year: string, note: string): Card => ({
  title: `${year}年节假日安排未公布`,
  tone: 'notice',
  body: [plain(`${year}年的报送提醒${note}，不避开节假日和调休；安排公布、系统更新以后自动按工作日提醒。`)],
});
