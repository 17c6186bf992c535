/** What a unit files as a whole: the list of what it owes, the form, and what was filed. */
import type { Card, Field } from '../../card.ts';
import { type FigureKind, plainFigure, printFigure, unitOf } from '../../domain/figure.ts';
import { sayMonth } from '../../domain/month.ts';
import { or, plain, printMinute, quiet, sayButton, warning } from '../show.ts';
import { WORDS_MAX } from './form.ts';
import { type UnitItem, unitElements } from './list.ts';

const FIGURE_MAX = 40;
/** Longest text of 附件. */
export const REFERENCE_MAX = 200;

export interface UnitFigure {
  readonly measure: FigureKind;
  readonly yearly: boolean;
  readonly last: { readonly month: string; readonly units: number } | null;
  /** As typed, or as it stands. */
  readonly value: string | null;
}

export interface UnitFormView {
  readonly draft: string;
  /** 季报 2026年第三季度, 单位指标 2026年10月. */
  readonly report: string;
  readonly unit: string;
  /** To whom, by which clause. */
  readonly note: string;
  readonly filing: string;
  readonly attention: boolean;
  readonly figures: readonly UnitFigure[];
  readonly narrative: string | null;
  readonly reference: string | null;
  /** `null`: not published, none is asked. */
  readonly reason: { readonly value: string | null } | null;
  readonly again: string | null;
  /** What was typed and could not be put into a field, as Chinese sentences. */
  readonly hints: readonly string[];
  readonly isKept: boolean;
}

const valued = (value: string | null): { value?: string } => (value === null ? {} : { value });

function figureField({ measure, yearly, last, value }: UnitFigure): Field {
  const before = last === null ? '此前未报' : `${sayMonth(last.month)} ${plainFigure(last.units)}`;
  return {
    kind: 'line',
    name: measure.id,
    label: `${measure.label}（${yearly ? '本年累计' : '累计'}，${unitOf(measure)}；${before}）`,
    placeholder: '本单位累计数，不填＝暂缺；没有变化可写“无变化”',
    maxLength: FIGURE_MAX,
    ...valued(value),
  };
}

export function unitFormCard(view: UnitFormView): Card {
  const press = (action: string) => ({ command: 'filing', action, args: { draft: view.draft } });
  const lines = (name: string, label: string, placeholder: string, value: string | null): Field => ({
    kind: 'lines',
    name,
    label,
    placeholder,
    maxLength: WORDS_MAX,
    ...valued(value),
  });
  return {
    title: view.report,
    subtitle: view.unit,
    tone: 'todo',
    summary: `${view.unit} ${view.report}待填`,
    body: [
      view.attention ? warning(view.filing) : quiet(view.filing),
      quiet(view.note),
      ...(view.again === null ? [] : [quiet(view.again)]),
      ...view.hints.map(warning),
      ...(view.isKept ? [warning('已带出您上次没有提交成功的内容。')] : []),
      {
        el: 'form',
        name: 'filing',
        fields: [
          ...view.figures.map(figureField),
          lines('narrative', '说明', '本期情况；累计数比上次少时，请在这里写明原因', view.narrative),
          {
            kind: 'line',
            name: 'reference',
            label: '附件',
            placeholder: '文号、文件名或云文档链接',
            maxLength: REFERENCE_MAX,
            ...valued(view.reference),
          },
          ...(view.reason === null
            ? []
            : [lines('reason', '更正原因', '必填：本期已经发布', view.reason.value)]),
        ],
        buttons: [
          { label: '提交', look: 'primary', press: press('submit') },
          { label: '取消', press: press('cancel') },
        ],
      },
    ],
  };
}

export interface UnitDoneView {
  readonly report: string;
  readonly unit: string;
  readonly marks: readonly string[];
  readonly reporter: string;
  readonly at: number;
  readonly figures: readonly { readonly measure: FigureKind; readonly units: number }[];
  readonly narrative: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
  /** Opens it again. */
  readonly words: string;
  readonly left: readonly UnitItem[];
}

export function unitDoneCard(view: UnitDoneView): Card {
  const fields = [
    ...view.figures.map(({ measure, units }) => ({
      label: measure.label,
      value: `累计 ${printFigure(units, measure)}`,
    })),
    { label: '说明', value: or(view.narrative) },
    { label: '附件', value: or(view.reference) },
    ...(view.reason === null ? [] : [{ label: '更正原因', value: view.reason }]),
  ];
  return {
    title: `${view.report}已提交`,
    subtitle: view.unit,
    tone: 'done',
    body: [
      plain(view.marks.join(' · ')),
      { el: 'fields', fields },
      quiet(`${view.reporter} · ${printMinute(view.at)} 提交`),
      { el: 'buttons', buttons: [sayButton('修改', 'filing', view.words)] },
      ...unitElements(view.left),
    ],
  };
}

/** Several reports, or several units: which one? */
export const unitListCard = (items: readonly UnitItem[], lead?: string): Card => ({
  title: '本单位报送',
  tone: items.some((item) => item.state === '未报') ? 'todo' : 'notice',
  // By itself the list needs no rule above it.
  body: lead === undefined ? unitElements(items).slice(1) : [plain(lead), ...unitElements(items)],
});
