/** The tables beside the ranking: projects, stages, performance, scores, who is missing, corrections, actions. */
import { unitOf } from '../domain/figure.ts';
import { printRange } from '../domain/money.ts';
import { sayMonth, sayMonthShort } from '../domain/month.ts';
import type { Correction, MonthFigures } from '../domain/month-figures.ts';
import { figureCell, numberColumn, type PaperTable, summedColumn, textColumn, valueCell } from './table.ts';

export function signedTable({ signed, signedConfidential }: MonthFigures): PaperTable {
  return {
    title: '新签约项目',
    columns: [
      textColumn('编号', 15),
      textColumn('企业/项目', 24),
      textColumn('单位', 12),
      textColumn('投资额', 14),
      textColumn('签约日期', 11),
    ],
    rows: signed.map((one) => [
      one.number,
      one.title,
      one.unit,
      one.investment === null ? null : printRange(one.investment),
      one.belated ? `${one.signedOn}（补登）` : one.signedOn,
    ]),
    ...(signedConfidential === 0 ? {} : { note: `另有保密项目${signedConfidential}个，计数不列名。` }),
  };
}

export const stageTable = ({ stages }: MonthFigures): PaperTable => ({
  title: '各阶段项目',
  columns: [textColumn('阶段', 20), summedColumn('个数', 10)],
  rows: stages.map(({ label, count }) => [label, count]),
});

/** 履约: what became of the projects signed before. */
export const performanceTable = ({ performance = [] }: MonthFigures): PaperTable => ({
  title: '签约项目履约情况',
  columns: [
    textColumn('单位', 14),
    ...['签约', '开工', '投产', '终止或暂停'].map((title) => summedColumn(title, 6)),
    summedColumn('总投资（万元）', 12),
    summedColumn('到位资金（万元）', 12),
    summedColumn('无总投资', 6),
  ],
  rows: performance.map((one) => [
    one.name,
    one.signed,
    one.started,
    one.operating,
    one.left,
    { units: one.investment },
    { units: one.funds },
    one.unknown,
  ]),
});

export const cityTargetTable = ({ cityTargets = [] }: MonthFigures): PaperTable => ({
  title: '全市目标完成情况',
  columns: [
    textColumn('目标', 24),
    numberColumn('目标数', 10),
    numberColumn('完成数', 10),
    numberColumn('完成率', 9),
    textColumn('依据', 12),
  ],
  rows: cityTargets.map((one) => [
    `${one.label}${one.unit === null ? '' : `（${one.unit}）`}`,
    valueCell(one.planned, one.unit, null),
    valueCell(one.actual, one.unit, one.na),
    valueCell(one.rate, '%', one.na),
    one.clause,
  ]),
});

export const scoreTable = ({ scores = [] }: MonthFigures): PaperTable => ({
  title: '得分和等次',
  columns: [
    textColumn('类别', 14),
    numberColumn('名次', 5),
    textColumn('单位', 16),
    numberColumn('得分', 8),
    textColumn('等次', 8),
    textColumn('说明', 14),
  ],
  rows: scores.map((one) => [
    one.class === null ? one.label : `${one.label}·${one.class}`,
    one.place,
    one.name,
    valueCell(one.score, null, null),
    one.grade,
    one.reason ?? '',
  ]),
});

/** 未报: a row a unit that owes the period something. */
export const missingTable = ({ missing }: MonthFigures): PaperTable => ({
  title: '未报',
  columns: [
    textColumn('单位', 14),
    textColumn('未报项目', 40),
    summedColumn('未报个数', 6),
    summedColumn('其中保密', 6),
  ],
  rows: missing.map((one) => {
    const more = one.more ?? 0;
    const names = [...one.titles, ...(more > 0 ? [`另有${more}个`] : [])].join('；');
    const hidden = one.confidential > 0 ? '保密项目，不列名' : null;
    return [
      one.unit,
      names === '' ? hidden : names,
      one.titles.length + more + one.confidential,
      one.confidential,
    ];
  }),
});

const CORRECTION_COLUMNS = [
  textColumn('月份', 10),
  textColumn('单位', 16),
  textColumn('指标', 16),
  textColumn('计量单位', 8),
  numberColumn('调整数', 12),
];

/** 更正: what earlier bulletins printed and would read otherwise today. */
export const correctionTable = (figures: MonthFigures): PaperTable => ({
  title: '更正',
  columns: CORRECTION_COLUMNS,
  rows: figures.corrections.map((one) => correctionRow(one, figures)),
});

/** Months within the period whose own bulletin printed something else. */
export const restatedTable = (figures: MonthFigures): PaperTable => ({
  title: '期内各月与原战报的差异',
  columns: CORRECTION_COLUMNS,
  rows: (figures.restated ?? []).map((one) => correctionRow(one, figures)),
});

function correctionRow(one: Correction, { units, measures, month }: MonthFigures) {
  const measure = measures.find(({ id }) => id === one.measure);
  return [
    sayMonthShort(one.month, month),
    units.find(({ unit }) => unit === one.unit)?.name ?? one.unit,
    measure?.label ?? one.measure,
    measure === undefined ? null : unitOf(measure),
    figureCell(one.units),
  ];
}

export const clawBackTable = ({ clawBacks = [], measures, month, units }: MonthFigures): PaperTable => ({
  title: '冲减',
  columns: [
    textColumn('月份', 8),
    textColumn('项目', 16),
    textColumn('指标', 14),
    textColumn('单位', 14),
    numberColumn('冲减数', 12),
    textColumn('依据', 12),
  ],
  rows: clawBacks.flatMap((one) => {
    const measure = measures.find(({ id }) => id === one.measure);
    return one.parts.map((part) => [
      sayMonthShort(one.month, month),
      one.project,
      measure === undefined ? one.measure : `${measure.label}（${unitOf(measure)}）`,
      units.find(({ unit }) => unit === part.unit)?.name ?? part.unit,
      figureCell(part.units),
      one.clause,
    ]);
  }),
});

export const actionTable = ({ actions = [] }: MonthFigures): PaperTable => ({
  title: '已确认事项',
  columns: [
    textColumn('事项', 22),
    textColumn('单位', 14),
    textColumn('措施', 18),
    textColumn('依据', 12),
    textColumn('确认日期', 11),
  ],
  rows: actions.map((one) => [one.label, one.unit, one.actions.join('、'), one.clause, one.decidedOn]),
});

export const objectionTable = ({ objections = [] }: MonthFigures): PaperTable => ({
  title: '采纳的异议',
  columns: [
    textColumn('期次', 12),
    textColumn('单位', 14),
    textColumn('异议', 24),
    textColumn('处理', 24),
    textColumn('日期', 11),
  ],
  rows: objections.map((one) => [
    sayPublication(one.publication),
    one.unit,
    one.text,
    one.reason,
    one.decidedOn,
  ]),
});

/** `month:2026-10` as people say it; other periods as they stand. */
function sayPublication(id: string): string {
  const period = id.slice(id.indexOf(':') + 1);
  return id.startsWith('month:') ? sayMonth(period) : period;
}

/** 计算依据: what each unit's printed figure is the sum of, for the workbook. */
export function lineTable({ lines = {}, units, ranking }: MonthFigures): PaperTable {
  return {
    title: '计算依据',
    columns: [
      textColumn('单位', 16),
      textColumn('来源', 36),
      textColumn('编号', 16),
      summedColumn(`${ranking.measure.label}（${unitOf(ranking.measure)}）`, 14),
    ],
    rows: units.flatMap((one) =>
      (lines[one.unit] ?? []).map((line) => [one.name, line.what, line.number ?? '', figureCell(line.units)]),
    ),
  };
}
