/** 未报: who has not filed the month, by unit, with counts and names; confidential items only counted. */
import type { Button, Card, Element } from '../card.ts';
import type { Month } from '../domain/day.ts';
import { sayMonth } from '../domain/month.ts';
import { earlierElements } from './report/earlier.ts';
import { plain, quiet, sayButton } from './show.ts';

export interface MissingUnit {
  readonly name: string;
  readonly owed: number;
  readonly reported: number;
  /** The first of what may be named here, and how many may. */
  readonly titles: readonly string[];
  readonly named: number;
  /** Unreported, but not to be named here. */
  readonly hidden: number;
}

export interface MissingView {
  readonly month: Month;
  /** 全市, or the unit asked for. */
  readonly scope: string;
  /** Due day and 预报/迟报, as `sayFiling` says it. */
  readonly filing: string;
  readonly overdue: boolean;
  /** Units of this page, and how many have anything missing. */
  readonly units: readonly MissingUnit[];
  readonly unitsMissing: number;
  /** Owed and reported of the whole scope. */
  readonly owed: number;
  readonly reported: number;
  readonly page: number;
  readonly pages: number;
  /** What the page buttons carry. */
  readonly args: Readonly<Record<string, string>>;
  /** Shown to those who file themselves. */
  readonly mayFile: boolean;
  /** What the 催报 button types; `null` to those who may not, and in groups. */
  readonly hurry: string | null;
  /** Reports of whole units that are asked for now and not filed. */
  readonly filings: readonly MissingFiling[];
  /** The closed month before that is not complete, and what its button types; no words, no button. */
  readonly earlier?: { readonly month: Month; readonly left: number; readonly words: string | null } | null;
}

export interface MissingFiling {
  /** 季报 2026年第三季度. */
  readonly report: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly owed: number;
  /** Names of the units. */
  readonly units: readonly string[];
}

const UNITS_A_PAGE = 10;
/** Names a unit's panel shows. */
export const NAMES_MAX = 8;

/** Unit names a report's panel shows. */
const FILING_NAMES_MAX = 40;
const FILINGS_MAX = 4;

function filingPanel({ report, dueOn, overdue, owed, units }: MissingFiling): Element {
  const more = units.length - FILING_NAMES_MAX;
  const names = units.slice(0, FILING_NAMES_MAX).join('、');
  return {
    el: 'panel',
    title: `${report}　未报 ${units.length} 个单位（应报 ${owed}）`,
    open: true,
    body: [
      plain(
        `${overdue ? '已过截止日' : '截止'} ${dueOn}：${names}${more > 0 ? ` 等 ${units.length} 个` : ''}`,
      ),
    ],
  };
}

/** The page of those that miss anything, the nearest one where there is none. */
export function pageOfMissing<Unit extends { readonly owed: number; readonly reported: number }>(
  units: readonly Unit[],
  wanted: number,
): {
  readonly units: readonly Unit[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
} {
  const own = units.filter((unit) => unit.owed > unit.reported);
  const pages = Math.max(1, Math.ceil(own.length / UNITS_A_PAGE));
  const page = Math.min(Math.max(0, Math.trunc(wanted)), pages - 1);
  return {
    units: own.slice(page * UNITS_A_PAGE, (page + 1) * UNITS_A_PAGE),
    total: own.length,
    page,
    pages,
  };
}

function unitPanel(unit: MissingUnit): Element {
  const names = unit.titles;
  const more = unit.named - names.length;
  const lines = [
    ...names.map((title) => `· ${title}`),
    ...(more > 0 ? [`· 另有 ${more} 个`] : []),
    ...(unit.hidden > 0 ? [`· 不便列名的 ${unit.hidden} 个`] : []),
  ];
  const missing = unit.owed - unit.reported;
  return {
    el: 'panel',
    title: `${unit.name}　未报 ${missing} 个（应报 ${unit.owed}，已报 ${unit.reported}）`,
    open: true,
    // One element: ten units with their names stay within the elements a card may have.
    body: [plain(lines.join('\n'))],
  };
}

const earlierPress = (words: string | null) =>
  words === null ? null : { label: '看上一期未报', command: 'missing', words };

export function missingCard(view: MissingView): Card {
  const { month, owed, reported, page, pages } = view;
  const missing = owed - reported;
  const turn = (label: string, to: number): Button => ({
    label,
    press: { command: 'missing', action: 'page', args: { ...view.args, page: String(to) } },
  });
  const buttons: Button[] = [
    ...(view.mayFile && missing > 0
      ? [
          {
            label: '去填报',
            look: 'primary' as const,
            press: { command: 'report', action: 'say', args: { text: month } },
          },
        ]
      : []),
    ...(view.hurry !== null && (missing > 0 || view.filings.length > 0)
      ? [sayButton('催报', 'remind', view.hurry)]
      : []),
    ...(page > 0 ? [turn('上一页', page - 1)] : []),
    ...(page < pages - 1 ? [turn('下一页', page + 1)] : []),
  ];
  const headline =
    owed === 0
      ? `${sayMonth(month)}没有应报月报的项目。`
      : missing === 0
        ? `应报 ${owed} 个，已全部报齐。`
        : `应报 ${owed} 个，已报 ${reported} 个，未报 ${missing} 个，涉及 ${view.unitsMissing} 个单位。`;
  return {
    title: `${sayMonth(month)}月报未报情况`,
    subtitle: view.scope,
    tone: missing === 0 ? 'done' : view.overdue ? 'overdue' : 'todo',
    summary: `${sayMonth(month)}未报 ${missing} 个`,
    body: [
      plain(headline),
      quiet(view.filing),
      ...earlierElements(view.earlier ?? null, earlierPress(view.earlier?.words ?? null)),
      ...view.units.map(unitPanel),
      ...view.filings.slice(0, FILINGS_MAX).map(filingPanel),
      ...(pages > 1 ? [quiet(`第 ${page + 1}/${pages} 页`)] : []),
      ...(buttons.length === 0 ? [] : [{ el: 'buttons', buttons } satisfies Element]),
    ],
  };
}
