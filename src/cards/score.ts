/** 得分: a unit's score as its arithmetic, line by line; and the city's units by place. */
import type { Button, Card, Element } from '../card.ts';
import type { Line } from '../domain/explain/explain.ts';
import { plain as plainNumber, reasonWord } from '../domain/explain/print.ts';
import { sayMonth } from '../domain/month.ts';
import { explanationLines, LINES_PAGE, sourceMark } from './explanation.ts';
import { NONE, plain, quiet, sayButton } from './show.ts';
import { type StandingFrame, standingFoot } from './standing.ts';
import { pageWithin, turnButtons } from './turns.ts';

/** A place in a ranking. */
export interface Place {
  readonly label: string;
  readonly class: string | null;
  readonly place: number | null;
  readonly of: number;
  readonly grade: string | null;
  readonly reason: string | null;
}

interface Standing extends StandingFrame {
  /** This person gives marks 评分. */
  readonly mayMark?: boolean;
}

export interface ScoreView extends Standing {
  readonly subject: string;
  readonly name: string;
  /** False: the plan assesses nobody, or not this one. */
  readonly found: boolean;
  /** Two decimals; `null` with its reason. */
  readonly total: string | null;
  readonly na: string | null;
  readonly places: readonly Place[];
  readonly lines: readonly Line[];
}

export function scoreCard(view: ScoreView): Card {
  const { name, month, subject, lines, found } = view;
  const pages = Math.ceil(lines.length / LINES_PAGE);
  const page = pageWithin(view.page, pages);
  const turns = turnButtons(page, pages, (to) => ({
    command: 'score',
    action: 'page',
    args: { subject, month, page: String(to) },
  }));
  const words = subject === 'city' ? '全市' : name;
  const more: Button[] = [
    ...turns,
    sayButton('目标', 'target', `${words} ${month}`),
    ...(subject === 'city' ? [] : [sayButton('各单位得分', 'score', `全市 ${month}`)]),
    ...(view.mayMark === true ? [markButton(subject === 'city' ? {} : { subject: name })] : []),
  ];
  return {
    title: found ? `${name}得分` : `${name}：未配置考核办法`,
    subtitle: `${view.plan} · 截至 ${view.asOf}`,
    tone: 'notice',
    summary: found
      ? `${name} ${sayMonth(month)}得分 ${view.total ?? reasonWord(view.na)}`
      : `${name}完成情况`,
    body: [
      ...(found && page === 0 ? [headline(view)] : []),
      ...explanationLines(lines, page),
      ...standingFoot(view, page, pages),
      { el: 'buttons', buttons: more },
    ],
  };
}

function headline({ total, na, places }: ScoreView): Element {
  return {
    el: 'fields',
    fields: [
      { label: '得分', value: total ?? reasonWord(na) },
      ...places.map((one) => ({ label: one.label, value: sayPlace(one) })),
      ...places.flatMap(({ grade }) => (grade === null ? [] : [{ label: '等次', value: grade }])),
    ],
  };
}

function sayPlace({ place, of, class: name, reason }: Place): string {
  if (place === null) return `不参加排名（${reason ?? '暂缺'}）`;
  return `${name === null ? '' : `${name} `}第 ${place} 名，共 ${of} 个`;
}

export interface ScoreRowView {
  readonly subject: string;
  readonly name: string;
  readonly class: string | null;
  readonly place: number | null;
  readonly total: string | null;
  readonly na: string | null;
  readonly grade: string | null;
}

export interface ScoreListView extends Standing {
  /** The scorecards, each with its source. */
  readonly cards: readonly { readonly label: string; readonly clause: string; readonly origin: string }[];
  /** In the order shown: class by class, by place. */
  readonly rows: readonly ScoreRowView[];
}

const markButton = (args: Readonly<Record<string, string>>): Button => ({
  label: '评分',
  look: 'primary',
  press: { command: 'target', action: 'form', args: { kind: 'mark', ...args } },
});

const ROWS_PAGE = 10;

export function scoreListCard(view: ScoreListView): Card {
  const { month, rows } = view;
  const pages = Math.ceil(rows.length / ROWS_PAGE);
  const page = pageWithin(view.page, pages);
  const shown = rows.slice(page * ROWS_PAGE, (page + 1) * ROWS_PAGE);
  const turns = turnButtons(page, pages, (to) => ({
    command: 'score',
    action: 'page',
    args: { subject: 'city', month, page: String(to) },
  }));
  const open = shown.map(
    ({ subject, name }): Button => ({
      label: name,
      press: { command: 'score', action: 'open', args: { subject, month } },
    }),
  );
  return {
    title: `${sayMonth(month)}各单位得分`,
    subtitle: `${view.plan} · 截至 ${view.asOf}`,
    tone: 'notice',
    summary: `${sayMonth(month)}各单位得分`,
    body: [
      ...view.cards.map(({ label, clause, origin }) => quiet(`${label}${sourceMark(clause, origin)}`)),
      ...(rows.length === 0 ? [plain('名册中没有适用考核办法的单位。')] : [scoreTable(shown)]),
      ...standingFoot(view, page, pages),
      ...(open.length === 0 ? [] : [{ el: 'buttons', buttons: open } satisfies Element]),
      {
        el: 'buttons',
        buttons: [
          ...turns,
          sayButton('全市目标', 'target', `全市 ${month}`),
          ...(view.mayMark === true ? [markButton({})] : []),
        ],
      },
    ],
  };
}

function scoreTable(rows: readonly ScoreRowView[]): Element {
  return {
    el: 'table',
    pageSize: ROWS_PAGE,
    columns: [
      { key: 'place', title: '名次', align: 'right' },
      { key: 'unit', title: '单位' },
      { key: 'class', title: '类别' },
      { key: 'total', title: '得分', align: 'right' },
      { key: 'grade', title: '等次' },
    ],
    rows: rows.map((row) => ({
      place: row.place === null ? NONE : String(row.place),
      unit: row.name,
      class: row.class ?? NONE,
      total: row.total ?? reasonWord(row.na),
      grade: row.grade ?? NONE,
    })),
  };
}

/** An exact number as people read it in a table. */
export const printKey = (key: string | null): string => (key === null ? NONE : plainNumber(key, 2));
