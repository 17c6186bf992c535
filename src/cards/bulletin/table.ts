/** The table of one ranking class and the one chart of a bulletin card: places, amounts, rates, movement. */
import type { Column, Element } from '../../card.ts';
import { dec } from '../../domain/decimal.ts';
import { plainFigure, unitOf } from '../../domain/figure.ts';
import { type MonthFigures, periodOfFigures, type UnitFigures } from '../../domain/month-figures.ts';
import { sayPeriod, THIS_PERIOD } from '../../domain/period.ts';
import { rankingColumns, rankingRow } from '../ranking.ts';
import { sayPercent, sayPlanned } from './words.ts';

const CHART_POINTS_MAX = 15;
/** Rows of a page: sixty units are two pages, and each fits with room to spare. */
export const PAGE_ROWS = 30;

export interface ClassOfUnits {
  readonly name: string;
  readonly units: readonly UnitFigures[];
}

const percent = (rate: string | null | undefined): string | null =>
  rate === null || rate === undefined ? null : sayPercent(rate);

/** −0.125 → −12.5: percentage points. */
function points(gap: string | null | undefined): string | null {
  if (gap === null || gap === undefined) return null;
  const value = dec(gap).times(100).toDecimalPlaces(2);
  return `${value.isNegative() ? '−' : value.isZero() ? '' : '+'}${value.abs().toFixed()}`;
}

export function sayMoved(moved: number | null): string | null {
  if (moved === null) return null;
  if (moved === 0) return '持平';
  return moved > 0 ? `升${moved}` : `降${-moved}`;
}

/** One page of a class: exact numbers as text, — where there is none. */
export function classTable(figures: MonthFigures, { units }: ClassOfUnits, page: number): Element {
  const { ranking } = figures;
  const { kind } = periodOfFigures(figures);
  const hasTasks = units.some((unit) => unit.progress !== undefined);
  const hasCoverage = units.some(
    ({ coverage }) => coverage !== undefined && coverage.reported < coverage.expected,
  );
  const right = 'right' as const;
  const columns: readonly Column[] = [
    ...rankingColumns(ranking, THIS_PERIOD[kind]).filter((one) => kind !== 'year' || one.key !== 'year'),
    ...(hasTasks
      ? [
          { key: 'planned', title: '任务', align: right },
          { key: 'rate', title: '完成率', align: right },
          { key: 'gap', title: '时序差(百分点)', align: right },
        ]
      : []),
    { key: 'moved', title: '名次变化' },
    ...(hasCoverage ? [{ key: 'coverage', title: '有数月份', align: right }] : []),
    { key: 'leads', title: '新线索', align: right },
    { key: 'signed', title: '新签约', align: right },
    { key: 'started', title: '开工', align: right },
    { key: 'reported', title: '已报/应报', align: right },
  ];
  const row = (unit: UnitFigures) => ({
    ...pick(rankingRow(unit, ranking), kind === 'year'),
    ...(hasTasks
      ? {
          planned: sayPlanned(
            unit.progress?.planned ?? null,
            unit.progress?.unit ?? null,
            unitOf(ranking.measure),
          ),
          rate: percent(unit.progress?.rate),
          gap: points(unit.progress?.scheduleGap),
        }
      : {}),
    moved: sayMoved(unit.moved),
    ...(hasCoverage
      ? {
          coverage:
            unit.coverage === undefined ? null : `${unit.coverage.reported}/${unit.coverage.expected}`,
        }
      : {}),
    leads: String(unit.leads),
    signed: String(unit.signed),
    started: String(unit.started),
    reported:
      unit.owed === 0 ? null : `${unit.reported}/${unit.owed}${unit.late > 0 ? `（迟${unit.late}）` : ''}`,
  });
  const shown = units.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
  return { el: 'table', columns, rows: shown.map(row), pageSize: 10 };
}

/** In a year's bulletin the period is the year, printed once. */
function pick(row: Record<string, string | null>, isYear: boolean): Record<string, string | null> {
  if (!isYear) return row;
  const { year: _same, ...rest } = row;
  return rest;
}

/** Bars of a class: rates against the time passed where there are tasks, else the period's amounts. */
export function classChart(figures: MonthFigures, { name, units }: ClassOfUnits): readonly Element[] {
  const { measure } = figures.ranking;
  const tasked = units.filter((unit) => (unit.progress?.rate ?? null) !== null);
  if (tasked.length > 1 && tasked.length * 2 >= units.length) {
    const value = (text: string | null | undefined) =>
      dec(text ?? 0)
        .times(100)
        .toDecimalPlaces(2)
        .toNumber();
    const first = tasked[0]?.progress;
    return [
      {
        el: 'chart',
        kind: 'bar',
        title: `${name}：${first?.label ?? ''}完成率与时序进度`,
        unit: '%',
        points: tasked.slice(0, CHART_POINTS_MAX).flatMap((unit) => {
          const { rate, scheduleGap } = unit.progress ?? { rate: null, scheduleGap: null };
          const done = { label: unit.name, value: value(rate), series: '完成率' };
          if (rate === null || scheduleGap === null) return [done];
          const passed = dec(rate).minus(scheduleGap).toString();
          return [done, { label: unit.name, value: value(passed), series: '时序进度' }];
        }),
      },
    ];
  }
  const placed = units.filter((unit) => unit.place !== null);
  if (placed.length === 0) return [];
  return [
    {
      el: 'chart',
      kind: 'bar',
      title: `${name}：${sayPeriod(periodOfFigures(figures))}新增${measure.label}`,
      unit: unitOf(measure),
      points: placed.slice(0, CHART_POINTS_MAX).map((unit) => ({
        label: unit.name,
        value: Number(plainFigure(unit.flows[measure.id]?.month ?? 0)),
      })),
    },
  ];
}
