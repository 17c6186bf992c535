/** 逾期: what is late and why, by kind; and the card of somebody who is hurried (催办). */
import type { Button, Card, Element } from '../card.ts';
import { plain, quiet, sayButton } from './show.ts';
import { turnButtons } from './turns.ts';

export interface OverdueLine {
  /** The kind's word. */
  readonly label: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly holder: string;
  readonly why: string;
  readonly clause: string | null;
  readonly daysLate: number;
  readonly next: { readonly label: string; readonly command: string; readonly text: string } | null;
}

export interface OverdueView {
  /** 全市, a unit, or the person. */
  readonly scope: string;
  /** All that is late, by kind. */
  readonly groups: readonly { readonly label: string; readonly count: number }[];
  /** Of this page. */
  readonly lines: readonly OverdueLine[];
  /** Not to be named here. */
  readonly hidden: number;
  /** Counted and not listed: too many. */
  readonly more: number;
  readonly soon: number;
  readonly page: number;
  readonly pages: number;
  readonly words: string;
  /** Shown to those who may hurry; the rest get what they press themselves. */
  readonly mayNudge: boolean;
  readonly inGroup: boolean;
}

export const OVERDUE_PAGE = 12;

export function overdueCard(view: OverdueView): Card {
  const { lines: shown, hidden, more, page, pages } = view;
  const counts = view.groups.map((group) => `${group.label} ${group.count} 件`);
  const total = view.groups.reduce((sum, group) => sum + group.count, 0);
  const body: Element[] = [
    plain(total === 0 ? '没有逾期的事项。' : `逾期 ${total} 件：${counts.join('，')}。`),
  ];
  if (view.soon > 0) body.push(quiet(`另有 ${view.soon} 件快到时限。`));
  for (const group of view.groups) {
    const own = shown.filter((line) => line.label === group.label);
    if (own.length === 0) continue;
    body.push({
      el: 'panel',
      title: `${group.label}（${group.count}）`,
      open: true,
      body: [plain(own.map(sayLine).join('\n'))],
    });
  }
  if (hidden > 0) body.push(quiet(`不便列名的 ${hidden} 件。`));
  if (more > 0)
    body.push(quiet(`另有 ${more} 件没有逐条列出，写上单位可以看到更多，例如「逾期 单位名称」。`));
  const buttons = view.inGroup ? [] : buttonsOf(shown, view.mayNudge);
  if (buttons.length > 0) body.push({ el: 'buttons', buttons });
  if (pages > 1) {
    const turns = turnButtons(page, pages, (to) => ({
      command: 'overdue',
      action: 'page',
      args: { words: view.words, page: String(to) },
    }));
    body.push(quiet(`第 ${page + 1}/${pages} 页`), { el: 'buttons', buttons: turns });
  }
  return {
    title: total === 0 ? '没有逾期' : `逾期 ${total} 件`,
    subtitle: view.scope,
    tone: total === 0 ? 'done' : 'overdue',
    body,
  };
}

function sayLine(line: OverdueLine): string {
  const clause = line.clause === null ? '' : `（${line.clause}）`;
  return `· ${line.number} ${line.title.slice(0, 40)}｜${line.unit} ${line.holder}｜逾期 ${line.daysLate} 天：${line.why}${clause}`;
}

/** One button an item, and an item once: whoever hurries gets 催办, the others what they have to do. */
function buttonsOf(lines: readonly OverdueLine[], mayNudge: boolean): readonly Button[] {
  const once = new Map(
    lines.map((line) => [mayNudge ? line.number : (line.next?.text ?? line.number), line]),
  );
  return [...once.values()].slice(0, 8).flatMap((line): Button[] => {
    if (mayNudge) {
      return [
        {
          label: `催办 ${line.number}`,
          press: { command: 'urge', action: 'nudge', args: { item: line.number } },
        },
      ];
    }
    if (line.next === null) return [];
    const label = line.next.label.includes(line.number)
      ? line.next.label
      : `${line.next.label} ${line.number}`;
    return [sayButton(label, line.next.command, line.next.text, 'primary')];
  });
}

export interface NudgeView {
  readonly number: string;
  readonly title: string;
  readonly by: string;
  readonly lines: readonly string[];
  readonly buttons: readonly Button[];
  readonly red: boolean;
}

/** What whoever is hurried receives. */
export function nudgeCard(view: NudgeView): Card {
  return {
    title: `催办：${view.number}`,
    subtitle: view.title.slice(0, 60),
    tone: view.red ? 'overdue' : 'todo',
    body: [
      plain(`${view.by} 请您尽快办理并反馈。`),
      ...view.lines.map(plain),
      { el: 'buttons', buttons: view.buttons },
    ],
  };
}

/** What whoever hurried gets back. */
export const nudgedCard = (
  number: string,
  title: string,
  names: readonly string[],
  silent: readonly string[],
): Card => ({
  title: `已催办 ${number}`,
  subtitle: title.slice(0, 60),
  tone: 'done',
  body: [
    plain(`已通知：${names.join('、')}。`),
    ...(silent.length === 0 ? [] : [quiet(`还没有绑定飞书、通知不到：${silent.join('、')}。`)]),
    quiet('同一件事，每人每天只能催一次。'),
  ],
});
