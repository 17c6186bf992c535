/**
 * The lower part of a 战报: new projects, stages, 履约, scores, who is late or missing, corrections, claw-backs, accepted
 * objections, confirmed actions, defaults — the 栏目 the plan lists. Names no secret.
 */
import type { Element } from '../../card.ts';
import { printChange } from '../../domain/figure.ts';
import { sayMonthShort } from '../../domain/month.ts';
import {
  type Correction,
  hasSection,
  type MonthFigures,
  periodOfFigures,
} from '../../domain/month-figures.ts';
import { periodHolding, sayPeriodShort } from '../../domain/period.ts';
import { plain, printInvestment } from '../show.ts';
import {
  actionsPanel,
  clawBacksPanel,
  objectionsPanel,
  performancePanel,
  pointsPanel,
  scoresPanel,
  targetsPanel,
} from './sections.ts';

const SIGNED_MAX = 30;
const MISSING_MAX = 20;
const NAMES_MAX = 5;
const CORRECTIONS_MAX = 20;

export function bulletinDetails(figures: MonthFigures): readonly Element[] {
  const has = (section: string) => hasSection(figures, section);
  return [
    ...(figures.notes ?? []).map(plain),
    ...(has('new_signed') ? signedTable(figures) : []),
    ...(has('stages')
      ? [panel('各阶段项目数', [figures.stages.map(({ label, count }) => `${label} ${count}`).join('　')])]
      : []),
    ...performancePanel(figures),
    ...pointsPanel(figures),
    ...scoresPanel(figures),
    ...targetsPanel(figures),
    ...(has('late') ? missingPanel(figures) : []),
    ...correctionsPanel(figures),
    ...clawBacksPanel(figures),
    ...objectionsPanel(figures),
    ...actionsPanel(figures),
    ...(figures.defaults.length === 0 ? [] : [panel('系统默认', figures.defaults, false)]),
  ];
}

const panel = (title: string, lines: readonly string[], open = true): Element => ({
  el: 'panel',
  title,
  open,
  body: [plain(lines.join('\n'))],
});

function signedTable({ signed, signedConfidential }: MonthFigures): readonly Element[] {
  const total = signed.length + signedConfidential;
  if (total === 0) return [];
  const hidden = signedConfidential === 0 ? '' : `，其中保密 ${signedConfidential} 个不列名`;
  const heading: Element = {
    el: 'text',
    text: { text: `新签约项目 ${total} 个${hidden}`, strong: true },
    size: 'heading',
  };
  if (signed.length === 0) return [heading];
  return [
    heading,
    {
      el: 'table',
      columns: [
        { key: 'number', title: '编号' },
        { key: 'title', title: '企业/项目' },
        { key: 'unit', title: '单位' },
        { key: 'investment', title: '投资额', align: 'right' },
        { key: 'on', title: '签约日期' },
      ],
      rows: signed.slice(0, SIGNED_MAX).map((one) => ({
        number: one.number,
        title: one.title,
        unit: one.unit,
        investment: one.investment === null ? null : printInvestment(one.investment),
        on: one.belated ? `${one.signedOn}（补登）` : one.signedOn,
      })),
      pageSize: 10,
    },
  ];
}

function missingPanel({ missing, units }: MonthFigures): readonly Element[] {
  const late = units.filter((unit) => unit.late > 0);
  const lines = missing.slice(0, MISSING_MAX).map((one) => {
    const names = one.titles.slice(0, NAMES_MAX).join('；');
    const all = one.titles.length + (one.more ?? 0);
    const more = all > NAMES_MAX ? `等 ${all} 个` : '';
    const hidden = one.confidential === 0 ? '' : `${names === '' ? '' : '；'}保密 ${one.confidential} 个`;
    return `待补：${one.unit} — ${names}${more}${hidden}`;
  });
  if (missing.length > MISSING_MAX) lines.push(`另有 ${missing.length - MISSING_MAX} 个单位`);
  if (late.length > 0) lines.push(`迟报：${late.map((unit) => `${unit.name} ${unit.late} 个`).join('、')}`);
  return lines.length === 0 ? [] : [panel('待补、迟报', lines)];
}

function correctionsPanel(figures: MonthFigures): readonly Element[] {
  const { corrections, restated = [] } = figures;
  const { kind } = periodOfFigures(figures);
  const title = { month: '以前月份的更正', quarter: '以前季度的更正', year: '以前年度的更正' }[kind];
  const when = (one: Correction) => sayPeriodShort(periodHolding(kind, one.month), figures.month);
  return [
    ...listOf(title, corrections, figures, when),
    ...listOf('期内各月与当月战报的差额（已含在本期合计内）', restated, figures, (one) =>
      sayMonthShort(one.month, figures.month),
    ),
  ];
}

function listOf(
  title: string,
  corrections: readonly Correction[],
  { units, measures }: MonthFigures,
  when: (one: Correction) => string,
): readonly Element[] {
  if (corrections.length === 0) return [];
  const names = new Map(units.map((unit) => [unit.unit, unit.name]));
  const lines = corrections.slice(0, CORRECTIONS_MAX).map((one) => {
    const measure = measures.find(({ id }) => id === one.measure);
    const change =
      measure === undefined ? String(one.units) : `${measure.label} ${printChange(one.units, measure)}`;
    return `${names.get(one.unit) ?? one.unit}：${when(one)}调整 ${change}`;
  });
  if (corrections.length > CORRECTIONS_MAX) lines.push(`另有 ${corrections.length - CORRECTIONS_MAX} 项`);
  return [panel(title, lines)];
}
