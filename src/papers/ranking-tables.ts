/** Tables of units by class and measure, whole: a paper has pages, so nothing is cut as it is on a card. */
import type { ChartElement } from '../chart-spec.ts';
import { type FigureKind, plainFigure, unitOf } from '../domain/figure.ts';
import {
  classesOf,
  type Flow,
  type MonthFigures,
  periodOfFigures,
  type UnitFigures,
} from '../domain/month-figures.ts';
import { sayPeriod, THIS_PERIOD } from '../domain/period.ts';
import {
  figureCell,
  numberColumn,
  type PaperCell,
  type PaperColumn,
  type PaperTable,
  summedColumn,
  textColumn,
  valueCell,
} from './table.ts';

/** Measures side by side in one table of a portrait page. */
const MEASURES_MAX = 3;
/** Bars in one picture; the table under it has them all. */
const BARS_MAX = 30;
const COUNTS = ['新线索', '新签约', '开工', '应报', '已报', '迟报'] as const;

const countColumns = (): readonly PaperColumn[] => COUNTS.map((title) => summedColumn(title, 5));
const countsOf = ({ leads, signed, started, owed, reported, late }: UnitFigures): readonly PaperCell[] => [
  leads,
  signed,
  started,
  owed,
  reported,
  late,
];

/** Columns of a measure's flow: the period and the year, which in a year's bulletin are one. */
function flowColumns(figures: MonthFigures, measure: FigureKind, named: boolean): readonly PaperColumn[] {
  const { kind } = periodOfFigures(figures);
  const unit = `（${unitOf(measure)}）`;
  const now = named ? `${measure.label}${THIS_PERIOD[kind]}` : `${THIS_PERIOD[kind]}${measure.label}`;
  if (kind === 'year') return [summedColumn(`${now}${unit}`, 12)];
  return [
    summedColumn(`${now}${unit}`, 12),
    summedColumn(`${named ? measure.label : ''}本年累计${unit}`, 12),
  ];
}

function flowCells(figures: MonthFigures, flow: Flow | undefined): readonly PaperCell[] {
  const month = figureCell(flow?.month);
  return periodOfFigures(figures).kind === 'year' ? [month] : [month, figureCell(flow?.year)];
}

/** 名次, the ranking's figure and what happened in the period: one table a class. */
export function classTables(figures: MonthFigures): readonly PaperTable[] {
  const { measure } = figures.ranking;
  const columns = [
    numberColumn('名次', 5),
    textColumn('单位', 16),
    ...flowColumns(figures, measure, false),
    textColumn('名次变化', 6),
    ...countColumns(),
  ];
  return classesOf(figures.units).map(({ name, units }) => ({
    title: name,
    columns,
    rows: units.map((one) => [
      one.place,
      one.name,
      ...flowCells(figures, one.flows[measure.id]),
      sayMoved(one.moved),
      ...countsOf(one),
    ]),
  }));
}

function sayMoved(moved: number | null): string | null {
  if (moved === null) return null;
  if (moved === 0) return '持平';
  return moved > 0 ? `升${moved}` : `降${-moved}`;
}

/** Bars of one class by the ranking's measure; `null` when nobody has data. */
export function classChart(figures: MonthFigures, name: string): ChartElement | null {
  const { measure } = figures.ranking;
  const units = classesOf(figures.units).find((one) => one.name === name)?.units ?? [];
  const points = units.flatMap((one) => {
    const amount = one.flows[measure.id]?.month ?? null;
    return one.place === null || amount === null
      ? []
      : [{ label: one.name, value: Number(plainFigure(amount)) }];
  });
  if (points.length === 0) return null;
  const more = points.length > BARS_MAX ? `（前${BARS_MAX}名）` : '';
  return {
    el: 'chart',
    kind: 'bar',
    title: `${name}：${sayPeriod(periodOfFigures(figures))}新增${measure.label}${more}`,
    unit: unitOf(measure),
    points: points.slice(0, BARS_MAX),
  };
}

/** The whole city, a row a measure. */
export function cityTable(figures: MonthFigures): PaperTable {
  const { kind } = periodOfFigures(figures);
  return {
    title: '全市指标',
    columns: [
      textColumn('指标', 18),
      textColumn('计量单位', 8),
      numberColumn(THIS_PERIOD[kind], 12),
      ...(kind === 'year' ? [] : [numberColumn('本年累计', 12)]),
    ],
    rows: figures.measures
      .filter(({ id }) => figures.city[id] !== undefined)
      .map((measure) => [measure.label, unitOf(measure), ...flowCells(figures, figures.city[measure.id])]),
  };
}

const isReported = (one: UnitFigures, measure: string): boolean =>
  (one.flows[measure]?.month ?? one.flows[measure]?.year ?? null) !== null;

/** Units by every measure but the ranking's, as many side by side as a page holds; nobody's measures stay out. */
export function measureTables(figures: MonthFigures): readonly PaperTable[] {
  const others = figures.measures.filter(
    ({ id }) => id !== figures.ranking.measure.id && figures.units.some((one) => isReported(one, id)),
  );
  const groups = Array.from({ length: Math.ceil(others.length / MEASURES_MAX) }, (_, at) =>
    others.slice(at * MEASURES_MAX, (at + 1) * MEASURES_MAX),
  );
  return groups.map((measures) => ({
    title: measures.map(({ label }) => label).join('、'),
    columns: [textColumn('单位', 16), ...measures.flatMap((measure) => flowColumns(figures, measure, true))],
    rows: figures.units
      .filter((one) => measures.some(({ id }) => isReported(one, id)))
      .map((one) => [one.name, ...measures.flatMap(({ id }) => flowCells(figures, one.flows[id]))]),
  }));
}

/** 任务完成: units with an annual task. */
export function progressTable(figures: MonthFigures): PaperTable {
  return {
    title: '年度任务完成情况',
    columns: [
      textColumn('单位', 14),
      textColumn('任务', 14),
      numberColumn('年度任务', 10),
      numberColumn('实际完成', 10),
      numberColumn('完成率', 8),
      numberColumn('时序差', 8),
    ],
    rows: figures.units.flatMap(({ name, progress }) =>
      progress === undefined
        ? []
        : [
            [
              name,
              `${progress.label}${progress.unit === null ? '' : `（${progress.unit}）`}`,
              valueCell(progress.planned, progress.unit, null),
              valueCell(progress.actual, progress.unit, progress.na),
              valueCell(progress.rate, '%', progress.na),
              valueCell(progress.scheduleGap, '%', progress.na),
            ],
          ],
    ),
  };
}

/** 明细: every unit with everything, for the workbook. */
export function detailTable(figures: MonthFigures): PaperTable {
  return {
    title: '明细',
    columns: [
      textColumn('排名类别', 12),
      textColumn('单位', 18),
      numberColumn('名次', 6),
      ...figures.measures.flatMap((measure) => flowColumns(figures, measure, true)),
      ...countColumns(),
    ],
    rows: figures.units.map((one) => [
      one.rankingClass ?? '不参加排名',
      one.name,
      one.place,
      ...figures.measures.flatMap(({ id }) => flowCells(figures, one.flows[id])),
      ...countsOf(one),
    ]),
  };
}
