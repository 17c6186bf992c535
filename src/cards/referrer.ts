/** 引荐: one who introduces leads, with leads, projects, points and honours; and all of them, most first. */
import type { Button, Card, Element } from '../card.ts';
import { or, plain, quiet, sayButton } from './show.ts';
import { turnsFrom } from './turns.ts';

export const REFERRED_PAGE = 10;

export interface ReferredRow {
  readonly number: string;
  readonly company: string;
  readonly unit: string;
  readonly stage: string;
  readonly registeredOn: string;
}

export interface ReferrerView {
  readonly name: string;
  /** 招商代表 TZ-…; `null`: stands in no list. */
  readonly kind: string | null;
  readonly entry: string | null;
  readonly year: string;
  readonly counts: { readonly leads: number; readonly usable: number; readonly projects: number };
  readonly points: string | null;
  readonly awards: readonly string[];
  /** What the plan asks of such referrers, and which honours it has. */
  readonly rules: readonly string[];
  readonly rows: readonly ReferredRow[];
  readonly total: number;
  readonly offset: number;
  readonly words: string;
}

export function referrerCard(view: ReferrerView): Card {
  const { name, year, counts, points, rows, total, offset, entry } = view;
  const body: Element[] = [
    {
      el: 'fields',
      fields: [
        { label: '名册', value: or(view.kind) },
        {
          label: `${year}年引荐`,
          value: `线索 ${counts.leads} 条，其中可用 ${counts.usable} 条，项目 ${counts.projects} 个`,
        },
        ...(points === null ? [] : [{ label: `${year}年线索积分`, value: `${points} 分` }]),
        { label: '评奖', value: view.awards.length === 0 ? '—' : view.awards.join('；') },
      ],
    },
    quiet('可用：已认定有效、核实，或已成为项目（系统默认）。'),
    ...view.rules.map(quiet),
  ];
  if (rows.length === 0) body.push(plain('还没有您能看到的引荐线索。'));
  else
    body.push(
      {
        el: 'table',
        pageSize: REFERRED_PAGE,
        columns: [
          { key: 'number', title: '编号' },
          { key: 'company', title: '企业' },
          { key: 'unit', title: '单位' },
          { key: 'stage', title: '阶段' },
          { key: 'registeredOn', title: '登记日期' },
        ],
        rows: rows.map((row) => ({ ...row })),
      },
      { el: 'buttons', buttons: rows.slice(0, 5).map(({ number }) => sayButton(number, 'leads', number)) },
    );
  const buttons: Button[] = [
    ...turnsFrom({ offset, total, step: REFERRED_PAGE }, (to) => ({
      command: 'referrer',
      action: 'page',
      args: { words: view.words, offset: String(to) },
    })),
    ...(entry === null ? [] : [sayButton(`台账 ${entry}`, 'registry', entry)]),
    sayButton('引荐榜', 'referrer', ''),
  ];
  body.push({ el: 'buttons', buttons });
  return { title: `引荐：${name}`, subtitle: `${year}年`, tone: 'notice', body };
}

export interface ReferrersView {
  readonly year: string;
  readonly rows: readonly {
    readonly name: string;
    readonly kind: string;
    readonly leads: string;
    readonly usable: string;
    readonly projects: string;
    readonly points: string | null;
  }[];
  readonly more: number;
  readonly rules: readonly string[];
  readonly mayAward: boolean;
}

export function referrersCard({ year, rows, more, rules, mayAward }: ReferrersView): Card {
  const body: Element[] = [...rules.map(quiet)];
  if (rows.length === 0) body.push(plain('今年还没有登记推荐人的线索。'));
  else
    body.push({
      el: 'table',
      pageSize: REFERRED_PAGE,
      columns: [
        { key: 'name', title: '推荐人' },
        { key: 'kind', title: '名册' },
        { key: 'leads', title: '线索', align: 'right' },
        { key: 'usable', title: '可用', align: 'right' },
        { key: 'projects', title: '项目', align: 'right' },
        { key: 'points', title: '积分', align: 'right' },
      ],
      rows: rows.map((row) => ({ ...row })),
    });
  if (more > 0) body.push(quiet(`还有 ${more} 位没有列出，发送「引荐 名称」查看。`));
  const buttons: Button[] = [
    ...rows.slice(0, 8).map(({ name }) => sayButton(name.slice(0, 20), 'referrer', name)),
    ...(mayAward ? [sayButton('评奖', 'leads', '评奖')] : []),
  ];
  if (buttons.length > 0) body.push({ el: 'buttons', buttons });
  body.push(quiet('登记线索时写「推荐人 名称」，或发送「线索 推荐人 编号 名称」。'));
  return { title: `${year}年引荐榜`, tone: 'notice', body };
}
