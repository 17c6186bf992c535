/** 待审 月报: a month's reports that wait, the doubtful ones first, with 通过, 退回 and 全部通过. */
import type { Button, Card, Element } from '../../card.ts';
import type { Month } from '../../domain/day.ts';
import { sayMonth } from '../../domain/month.ts';
import { THRESHOLDS_SAID } from '../../domain/progress-check/thresholds.ts';
import { plain, quiet, sayButton, warning } from '../show.ts';
import { pageWithin, turnButtons } from '../turns.ts';
import { type FiguresItem, figuresElements, itemButtons } from './item.ts';

export interface FiguresQueueView {
  readonly month: Month;
  /** 全市, 大田县: whose reports these are. */
  readonly scope: string;
  /** Id of the unit asked for; `null`: all this person verifies. */
  readonly unit: string | null;
  /** All that wait; more than `judged` where there are very many. */
  readonly total: number;
  readonly judged: number;
  readonly doubtful: number;
  /** 已审 and 已退回 of the month, and all reported. */
  readonly verified: number;
  readonly returned: number;
  readonly reported: number;
  /** Of this page, doubtful ones first. */
  readonly items: readonly FiguresItem[];
  readonly page: number;
  /** UTC ms of the reading: what is filed later is not passed with these. */
  readonly at: number;
  /** Passed by one press. */
  readonly passMax: number;
  /** What just happened, or why nothing did. */
  readonly note: { readonly text: string; readonly isRefusal: boolean } | null;
}

export const ITEMS_A_PAGE = 6;

export const queuePages = (judged: number): number => Math.max(1, Math.ceil(judged / ITEMS_A_PAGE));

/** `23 份待审，其中 5 份有疑点`; of very many only those looked at. */
export function sayWaiting(view: Pick<FiguresQueueView, 'total' | 'judged' | 'doubtful'>): string {
  const among = view.judged < view.total ? `（先看了前 ${view.judged} 份）` : '';
  return `${view.total} 份待审，其中 ${view.doubtful} 份有疑点${among}`;
}

function passButton(view: FiguresQueueView, scope: 'clean' | 'all', count: number): Button {
  const now = Math.min(count, view.passMax);
  const label = scope === 'clean' ? `无疑点的全部通过（${now} 份）` : `全部通过（${now} 份，含疑点）`;
  const rest = now < count ? `一次最多 ${now} 份，共 ${count} 份，通过后可再按。` : '';
  return {
    label,
    look: scope === 'clean' ? 'primary' : 'danger',
    press: {
      command: 'pending',
      action: 'figurePassMany',
      args: { month: view.month, unit: view.unit ?? '', scope, until: String(view.at) },
    },
    confirm: {
      title: `通过 ${now} 份月报？`,
      text: `${view.scope}${sayMonth(view.month)}月报 ${now} 份记为已审${scope === 'clean' ? '，有疑点的不在内' : `，其中 ${view.doubtful} 份有疑点`}。${rest}`,
    },
  };
}

/** The two ways of passing many. */
export function passButtons(view: FiguresQueueView): readonly Button[] {
  const clean = view.judged - view.doubtful;
  return [
    ...(clean > 0 ? [passButton(view, 'clean', clean)] : []),
    ...(view.doubtful > 0 && view.judged > 1 ? [passButton(view, 'all', view.judged)] : []),
  ];
}

export function figuresQueueCard(view: FiguresQueueView): Card {
  const { month, scope, items, note } = view;
  const pages = queuePages(view.judged);
  const page = pageWithin(view.page, pages);
  const args = { month, unit: view.unit ?? '' };
  const buttons = [
    ...passButtons(view),
    ...turnButtons(page, pages, (to) => ({
      command: 'pending',
      action: 'figures',
      args: { ...args, page: String(to) },
    })),
  ];
  const counts = `已审 ${view.verified}/${view.reported}${view.returned > 0 ? `，已退回 ${view.returned} 份` : ''}`;
  return {
    title: `${sayMonth(month)}月报${view.total === 0 ? '没有待审' : `待审 ${view.total} 份`}`,
    subtitle: scope,
    tone: view.total === 0 ? 'done' : 'todo',
    summary: `${sayMonth(month)}月报 ${sayWaiting(view)}`,
    body: [
      ...(note === null ? [] : [note.isRefusal ? warning(note.text) : plain(note.text)]),
      plain(view.total === 0 ? `没有等您审核的月报；${counts}。` : `${sayWaiting(view)}；${counts}。`),
      ...items.flatMap((item): readonly Element[] => [
        { el: 'rule' },
        ...figuresElements(item, { short: true }),
        itemButtons(item, { from: 'list', unit: view.unit ?? '', page: String(page) }),
      ]),
      ...(buttons.length === 0
        ? []
        : [{ el: 'rule' } as const, { el: 'buttons', buttons } satisfies Element]),
      ...(pages > 1 ? [quiet(`第 ${page + 1}/${pages} 页，有疑点的在前`)] : []),
      ...(view.judged < view.total
        ? [quiet(`待审很多，一次看 ${view.judged} 份；写单位可以缩小，例如「待审 月报 单位名称」。`)]
        : []),
      ...(view.total === 0 ? [] : [quiet(THRESHOLDS_SAID)]),
    ],
  };
}

/** On 待审: what waits of the figures, a line and a button. */
export const figuresSection = (
  view: Pick<FiguresQueueView, 'total' | 'judged' | 'doubtful' | 'month'>,
): readonly Element[] =>
  view.total === 0
    ? []
    : [
        { el: 'rule' },
        plain(`${sayMonth(view.month)}月报 ${sayWaiting(view)}。`),
        { el: 'buttons', buttons: [sayButton('审月报', 'pending', `月报 ${view.month}`)] },
      ];
