/** 催报: asked before many are reminded, and what came of it: how many were, who was lately, who cannot be reached. */
import type { Card, Element } from '../card.ts';
import type { Month } from '../domain/day.ts';
import { sayMonth } from '../domain/month.ts';
import { plain, quiet, sayButton } from './show.ts';

const NAMES_MAX = 30;

export interface HurriedView {
  readonly month: Month;
  readonly scope: string;
  /** Projects and unit reports missing. */
  readonly missing: number;
  /** Each as 周岚（大田县）. */
  readonly reminded: readonly string[];
  readonly recent: readonly string[];
  readonly unbound: readonly string[];
  /** Units without anybody who files. */
  readonly nobody: readonly string[];
}

const listed = (names: readonly string[]): string =>
  names.length <= NAMES_MAX ? names.join('、') : `${names.slice(0, NAMES_MAX).join('、')} 等`;

const unreached = ({ recent, unbound, nobody }: HurriedView): readonly Element[] => [
  ...(recent.length === 0 ? [] : [quiet(`1 小时内已催过 ${recent.length} 人：${listed(recent)}`)]),
  ...(unbound.length === 0
    ? []
    : [plain(`提醒不到 ${unbound.length} 人（没有绑定飞书）：${listed(unbound)}`)]),
  ...(nobody.length === 0 ? [] : [plain(`没有填报员的单位 ${nobody.length} 个：${listed(nobody)}`)]),
];

/** How many would be reminded. */
export function hurryAskCard(view: HurriedView, args: Readonly<Record<string, string>>): Card {
  const { month, scope, missing, reminded } = view;
  return {
    title: `催报 ${reminded.length} 人？`,
    subtitle: scope,
    tone: 'todo',
    body: [
      plain(`${sayMonth(month)}未报 ${missing} 项，将提醒：${listed(reminded)}`),
      ...unreached(view),
      {
        el: 'buttons',
        buttons: [
          { label: '确认催报', look: 'primary', press: { command: 'remind', action: 'send', args } },
          sayButton('查看未报', 'missing', month),
        ],
      },
    ],
  };
}

export function hurriedCard(view: HurriedView): Card {
  const { month, scope, missing, reminded } = view;
  const nobodyLeft = missing === 0;
  return {
    title: nobodyLeft ? `${sayMonth(month)}都已报齐` : `已催报 ${reminded.length} 人`,
    subtitle: scope,
    tone: nobodyLeft || reminded.length > 0 ? 'done' : 'notice',
    body: [
      plain(
        nobodyLeft
          ? `${scope}没有未报的，不用催。`
          : reminded.length === 0
            ? `${sayMonth(month)}未报 ${missing} 项，这次没有可以提醒的人。`
            : `${sayMonth(month)}未报 ${missing} 项，已提醒：${listed(reminded)}`,
      ),
      ...unreached(view),
      ...(nobodyLeft
        ? []
        : [{ el: 'buttons', buttons: [sayButton('查看未报', 'missing', month)] } satisfies Element]),
    ],
  };
}
