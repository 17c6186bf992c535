/** 线索积分: a balance with its lines, the ranking of a ledger, and 评奖. */
import type { Button, Card, Element } from '../card.ts';
import { plain, quiet } from './show.ts';
import { turnsFrom } from './turns.ts';

export const POINTS_PAGE = 10;

export interface PointsRow {
  readonly on: string;
  readonly number: string;
  readonly label: string;
  readonly points: string;
  readonly why: string;
}

export interface PointsView {
  readonly who: string;
  readonly year: string;
  readonly balance: string;
  readonly total: string;
  readonly rows: readonly PointsRow[];
  readonly count: number;
  readonly offset: number;
  /** Where the points come from, with 系统默认 where the text states none. */
  readonly rule: string;
  /** Repeated by paging. */
  readonly words: string;
  /** Other balances at hand. */
  readonly others: readonly { readonly label: string; readonly words: string }[];
}

export function pointsCard(view: PointsView): Card {
  const { who, year, rows, count, offset } = view;
  const body: Element[] = [
    {
      el: 'fields',
      fields: [
        { label: `${year}年积分`, value: view.balance },
        { label: '历年合计', value: view.total },
      ],
    },
    quiet(view.rule),
  ];
  if (rows.length === 0) body.push(plain('还没有积分记录。'));
  else {
    body.push({
      el: 'table',
      pageSize: POINTS_PAGE,
      columns: [
        { key: 'on', title: '日期' },
        { key: 'number', title: '线索' },
        { key: 'label', title: '事项' },
        { key: 'points', title: '积分', align: 'right' },
        { key: 'why', title: '依据' },
      ],
      rows: rows.map((row) => ({ ...row })),
    });
  }
  const buttons: Button[] = [
    ...turnsFrom({ offset, total: count, step: POINTS_PAGE }, (to) => ({
      command: 'leads',
      action: 'points-page',
      args: { words: view.words, offset: String(to) },
    })),
    ...view.others.map(({ label, words }) => ({
      label,
      press: { command: 'leads', action: 'say', args: { text: words } },
    })),
  ];
  if (buttons.length > 0) body.push({ el: 'buttons', buttons });
  return { title: `线索积分：${who}`, subtitle: `${year}年 ${view.balance}`, tone: 'notice', body };
}

export interface PointsTable {
  readonly heading: string;
  readonly rows: readonly { readonly name: string; readonly points: string }[];
}

/** Balances of a year, highest first. */
export function pointsRankingCard(year: string, tables: readonly PointsTable[], rule: string): Card {
  const body: Element[] = [quiet(rule)];
  for (const { heading, rows } of tables) {
    if (rows.length === 0) continue;
    body.push(
      { el: 'text', text: heading, size: 'heading' },
      {
        el: 'table',
        pageSize: POINTS_PAGE,
        columns: [
          { key: 'name', title: '名称' },
          { key: 'points', title: '积分', align: 'right' },
        ],
        rows: rows.map((row) => ({ ...row })),
      },
    );
  }
  if (body.length === 1) body.push(plain('今年还没有积分。'));
  else body.push(quiet('看明细发送「线索 积分 单位或姓名」。'));
  return { title: `${year}年线索积分`, tone: 'notice', body };
}

export interface AwardRow {
  readonly holder: string;
  readonly name: string;
  readonly points: string;
  readonly decided: string;
}

export interface AwardsView {
  readonly year: string;
  readonly titles: readonly string[];
  readonly rows: readonly AwardRow[];
  readonly rule: string;
}

/** Candidates, proposed by points; a named person confirms or drops each. */
export function awardsCard({ year, titles, rows, rule }: AwardsView): Card {
  const body: Element[] = [plain(`奖项：${titles.join('、')}`), quiet(rule)];
  if (rows.length === 0) body.push(plain('今年还没有推荐人得到积分。'));
  else {
    body.push(
      {
        el: 'table',
        pageSize: POINTS_PAGE,
        columns: [
          { key: 'name', title: '推荐人' },
          { key: 'points', title: '积分', align: 'right' },
          { key: 'decided', title: '认定' },
        ],
        rows: rows.map(({ holder: _holder, ...row }) => ({ ...row })),
      },
      {
        el: 'buttons',
        buttons: rows.map(({ holder, name }) => ({
          label: `评 ${name}`,
          press: { command: 'leads', action: 'award-form', args: { holder } },
        })),
      },
    );
  }
  return { title: `${year}年评奖建议`, tone: 'todo', body };
}

export interface AwardFormView {
  readonly holder: string;
  readonly year: string;
  readonly name: string;
  readonly points: string;
  readonly titles: readonly { readonly value: string; readonly label: string }[];
}

export function awardFormCard({ holder, year, name, points, titles }: AwardFormView): Card {
  const press = (action: string) => ({ command: 'leads', action, args: { holder, year } });
  return {
    title: `评奖：${name}`,
    subtitle: `${year}年线索积分 ${points}`,
    tone: 'todo',
    body: [
      {
        el: 'form',
        name: 'award',
        fields: [
          { kind: 'choice', name: 'title', label: '奖项', options: titles, value: titles[0]?.value ?? '' },
          { kind: 'lines', name: 'reason', label: '理由', maxLength: 500 },
        ],
        buttons: [
          { label: '确认', look: 'primary', press: press('award-confirm') },
          { label: '不评', look: 'danger', press: press('award-drop') },
        ],
      },
    ],
  };
}
