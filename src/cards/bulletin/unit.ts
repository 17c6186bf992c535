/** One unit of a published bulletin, and the arithmetic: every printed figure with the lines it is the sum of. */
import type { Button, Card, Element } from '../../card.ts';
import { plainFigure, printChange, printFigure, unitOf } from '../../domain/figure.ts';
import type { FigureLine, MonthFigures, UnitFigures } from '../../domain/month-figures.ts';
import { NONE, plain, quiet, sayButton, warning } from '../show.ts';
import { bulletinTitle } from './bulletin.ts';
import { type OwnView, ownLines } from './own.ts';

const PROJECT_BUTTONS_MAX = 5;

export interface UnitView {
  readonly id: string;
  readonly figures: MonthFigures;
  readonly unit: UnitFigures;
  readonly own: OwnView;
  /** This reader may see the unit's projects by name. */
  readonly named: boolean;
}

export function unitCard({ figures, unit, own, named, id }: UnitView): Card {
  const { measures, ranking } = figures;
  const others = measures.filter((one) => one.id !== ranking.measure.id);
  const lines = figures.lines?.[unit.unit] ?? [];
  const title = bulletinTitle(figures);
  const amounts = others.flatMap((measure) => {
    const flow = unit.flows[measure.id];
    const value = flow?.month ?? null;
    return value === null ? [] : [{ label: measure.label, value: printFigure(value, measure) }];
  });
  const buttons: readonly Button[] = named
    ? lines
        .flatMap((line) => (line.number === null ? [] : [sayButton(line.number, 'projects', line.number)]))
        .slice(0, PROJECT_BUTTONS_MAX)
    : [];
  return {
    title: `${unit.name}：${title}`,
    tone: 'notice',
    summary: `${unit.name}：${title}`,
    body: [
      ...ownLines(figures, unit, own).map(plain),
      plain(
        `新登记线索${unit.leads}条，新签约${unit.signed}个，开工${unit.started}个；已报${unit.reported}/应报${unit.owed}。`,
      ),
      ...(amounts.length === 0 ? [] : [{ el: 'fields', fields: amounts } satisfies Element]),
      ...sumOf(figures, unit, named),
      ...(buttons.length === 0 ? [] : [{ el: 'buttons', buttons } satisfies Element]),
      {
        el: 'buttons',
        buttons: [{ label: '全市算法', press: { command: 'bulletin', action: 'sum', args: { id } } }],
      },
    ],
  };
}

/** The unit's figure as a sum; of units whose projects are not this reader's, without names. */
function sumOf(figures: MonthFigures, unit: UnitFigures, named: boolean): readonly Element[] {
  const { measure } = figures.ranking;
  const printed = unit.flows[measure.id]?.month ?? null;
  if (printed === null) return [quiet(`${measure.label}：没有报送，${NONE}，不按 0 计。`)];
  const all = figures.lines?.[unit.unit] ?? [];
  const lines = named ? all : unnamed(all);
  const total = lines.reduce((sum, line) => sum + line.units, 0);
  return [
    { el: 'text', text: { text: `${measure.label}怎么算的`, strong: true }, size: 'heading' },
    {
      el: 'table',
      columns: [
        { key: 'what', title: '项目' },
        { key: 'units', title: unitOf(measure), align: 'right' },
      ],
      rows: [
        ...lines.map((line) => ({ what: line.what, units: plainFigure(line.units) })),
        { what: '合计', units: plainFigure(total) },
      ],
      pageSize: 10,
    },
    ...(total === printed ? [] : [warning(`与公布的 ${printFigure(printed, measure)} 不符，请告诉管理员。`)]),
  ];
}

function unnamed(lines: readonly FigureLine[]): readonly FigureLine[] {
  const projects = lines.filter((line) => line.number !== null);
  if (projects.length === 0) return lines;
  // One line of all: the figure of a single confidential project beside it would be that project's own.
  const others = lines.filter((line) => line.number === null);
  const units = lines.reduce((sum, line) => sum + line.units, 0);
  const what = [`项目 ${projects.length} 个`, ...others.map((line) => line.what)].join('、');
  return [{ what, number: null, units }];
}

const ROWS_MAX = 80;

/** The city's figure as the sum of its units', and where corrections come in. */
export function arithmeticCard(figures: MonthFigures): Card {
  const { measure } = figures.ranking;
  const title = bulletinTitle(figures);
  const printed = figures.city[measure.id]?.month ?? null;
  const rows = figures.units.flatMap((unit) => {
    const units = unit.flows[measure.id]?.month ?? null;
    return units === null ? [] : [{ name: unit.name, units }];
  });
  const total = rows.reduce((sum, row) => sum + row.units, 0);
  const without = figures.units.length - rows.length;
  const [shown, further] = [rows.slice(0, ROWS_MAX), rows.slice(ROWS_MAX)];
  const rest = further.reduce((sum, row) => sum + row.units, 0);
  const clawed = (figures.clawBacks ?? []).filter((one) => one.measure === measure.id);
  return {
    title: `算法：${title}`,
    tone: 'notice',
    summary: `算法：${title}`,
    body: [
      plain(
        printed === null
          ? `全市${measure.label}暂缺，不计为0。`
          : `全市${measure.label} ${printFigure(printed, measure)}，是下列各单位之和；流转项目按比例分给双方，全市只计一次。`,
      ),
      {
        el: 'table',
        columns: [
          { key: 'unit', title: '单位' },
          { key: 'units', title: unitOf(measure), align: 'right' },
        ],
        rows: [
          ...shown.map((row) => ({ unit: row.name, units: plainFigure(row.units) })),
          ...(further.length === 0
            ? []
            : [{ unit: `其余 ${further.length} 个单位`, units: plainFigure(rest) }]),
          { unit: '合计', units: plainFigure(total) },
        ],
        pageSize: 10,
      },
      ...(printed !== null && total !== printed
        ? [plain(`未归入单位的部分 ${printChange(printed - total, measure)}（按流转约定暂不计入任何一方）。`)]
        : []),
      ...(clawed.length === 0
        ? []
        : [
            plain(
              `其中年度考评冲减 ${printChange(
                clawed.reduce((sum, one) => sum + one.units, 0),
                measure,
              )}。`,
            ),
          ]),
      ...(without === 0 ? [] : [quiet(`${without} 个单位没有报送，列“${NONE}”，不按 0 计。`)]),
      quiet('单位数字的逐项算法：在战报卡片上选单位，按「看单位」。'),
    ],
  };
}
