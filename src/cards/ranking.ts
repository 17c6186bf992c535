/** 排名: one table a ranking class. A unit without data stands last with “—” and no place; it is never a 0. */
import type { Button, Card, Column, Element } from '../card.ts';
import type { Month } from '../domain/day.ts';
import { plainFigure, unitOf } from '../domain/figure.ts';
import { sayMonth } from '../domain/month.ts';
import { classesOf, type RankingRule, type UnitFigures } from '../domain/month-figures.ts';
import { NONE, plain, printMinute, quiet, warning } from './show.ts';

export interface RankingView {
  readonly month: Month;
  readonly rule: RankingRule;
  /** Heading where nothing is assessed: 系统默认·非考核. */
  readonly heading: string | null;
  readonly units: readonly UnitFigures[];
  readonly forecast: boolean;
  /** UTC ms. */
  readonly asOfAt: number;
  /** The first class shown. */
  readonly page: number;
}

/** Tables a card may hold. */
const TABLES_MAX = 3;
const ROWS_MAX = 60;

const figure = (units: number | null | undefined): string =>
  units === null || units === undefined ? NONE : plainFigure(units);

/** The columns every ranking table starts with. */
export function rankingColumns(rule: RankingRule): readonly Column[] {
  const unit = unitOf(rule.measure);
  const short = rule.measure.id === 'funds_in_place' ? '到位' : rule.measure.label;
  return [
    { key: 'place', title: '名次', align: 'right' },
    { key: 'unit', title: '单位' },
    { key: 'month', title: `本月${short}(${unit})`, align: 'right' },
    { key: 'year', title: `本年累计(${unit})`, align: 'right' },
  ];
}

export function rankingRow(unit: UnitFigures, rule: RankingRule): Record<string, string | null> {
  const flow = unit.flows[rule.measure.id];
  return {
    place: unit.place === null ? NONE : String(unit.place),
    unit: unit.name,
    month: figure(flow?.month),
    year: figure(flow?.year),
  };
}

export function rankingCard(view: RankingView): Card {
  const { month, rule } = view;
  const classes = classesOf(view.units);
  const pages = Math.max(1, Math.ceil(classes.length / TABLES_MAX));
  const page = Math.min(Math.max(0, Math.trunc(view.page)), pages - 1);
  const shown = classes.slice(page * TABLES_MAX, (page + 1) * TABLES_MAX);
  const without = view.units.filter((unit) => unit.rankingClass !== null && unit.place === null).length;
  const turn = (label: string, to: number): Button => ({
    label,
    press: { command: 'ranking', action: 'page', args: { month, page: String(to) } },
  });
  const turns = [
    ...(page > 0 ? [turn('上一页', page - 1)] : []),
    ...(page < pages - 1 ? [turn('其余类别', page + 1)] : []),
  ];
  return {
    title: `${sayMonth(month)}${rule.measure.label}排名`,
    ...(view.heading === null ? {} : { subtitle: view.heading }),
    tone: 'notice',
    summary: `${sayMonth(month)}${rule.measure.label}排名`,
    body: [
      ...(view.forecast ? [warning('预报：本月尚未结束报送，数字还会变。')] : []),
      ...(classes.length === 0 ? [plain('名册中没有归入排名类别的单位。')] : []),
      ...shown.flatMap(({ name, units }): Element[] => [
        { el: 'text', text: { text: name, strong: true }, size: 'heading' },
        {
          el: 'table',
          columns: rankingColumns(rule),
          rows: units.slice(0, ROWS_MAX).map((unit) => rankingRow(unit, rule)),
          pageSize: 10,
        },
      ]),
      ...(without > 0 ? [quiet(`${without} 个单位暂无本月数据，列“—”、不排名次，不按 0 计。`)] : []),
      quiet(`依据 ${rule.clause}${rule.note === null ? '' : `：${rule.note}`}；并列同名次；数字未审。`),
      quiet(`截至 ${printMinute(view.asOfAt)}`),
      ...(turns.length === 0 ? [] : [{ el: 'buttons', buttons: turns } satisfies Element]),
    ],
  };
}
