/** The lower part of a 战报: new projects, stages, who is late or missing, corrections, defaults. Names no secret. */
import type { Element } from '../../card.ts';
import { printChange } from '../../domain/figure.ts';
import { sayMonthShort } from '../../domain/month.ts';
import type { MonthFigures } from '../../domain/month-figures.ts';
import { plain, printInvestment } from '../show.ts';

const SIGNED_MAX = 30;
const MISSING_MAX = 20;
const NAMES_MAX = 5;
const CORRECTIONS_MAX = 20;

export function bulletinDetails(figures: MonthFigures): readonly Element[] {
  return [
    ...signedTable(figures),
    panel('各阶段项目数', [figures.stages.map(({ label, count }) => `${label} ${count}`).join('　')]),
    ...missingPanel(figures),
    ...correctionsPanel(figures),
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

function correctionsPanel({ corrections, units, measures, month }: MonthFigures): readonly Element[] {
  if (corrections.length === 0) return [];
  const names = new Map(units.map((unit) => [unit.unit, unit.name]));
  const lines = corrections.slice(0, CORRECTIONS_MAX).map((one) => {
    const measure = measures.find(({ id }) => id === one.measure);
    const change =
      measure === undefined ? String(one.units) : `${measure.label} ${printChange(one.units, measure)}`;
    return `${names.get(one.unit) ?? one.unit}：${sayMonthShort(one.month, month)}调整 ${change}`;
  });
  if (corrections.length > CORRECTIONS_MAX) lines.push(`另有 ${corrections.length - CORRECTIONS_MAX} 项`);
  return [panel('以前月份的更正', lines)];
}
