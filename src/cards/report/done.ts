/** What a submitted 月报 turns into: read-only figures as entered, the month's increment, and the next step. */
import type { Button, Card, Element } from '../../card.ts';
import type { Month } from '../../domain/day.ts';
import { type FigureKind, printChange, printFigure } from '../../domain/figure.ts';
import { sayMonth, sayMonthShort } from '../../domain/month.ts';
import { NONE, plain, printMinute, quiet, sayButton, warning } from '../show.ts';

export interface DoneFigure {
  readonly measure: FigureKind;
  /** Cumulative; `null` = left blank, 暂缺. */
  readonly units: number | null;
  readonly increment: number | null;
  /** The reported month before, when months in between are missing: the increment holds theirs too. */
  readonly since: Month | null;
}

export interface ReportDoneView {
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly month: Month;
  readonly reporter: string;
  readonly at: number;
  readonly marks: readonly ('未审' | '无变化' | '预报' | '迟报' | '更正')[];
  /** Month that holds this month's correction, or why it is late: one line each. */
  readonly notes: readonly string[];
  readonly figures: readonly DoneFigure[];
  readonly narrative: string | null;
  readonly problems: string | null;
  readonly plan: string | null;
  /** 更正原因, or why nothing changed again. */
  readonly reason: string | null;
  readonly progress: { readonly reported: number; readonly owed: number };
  readonly next: { readonly lead: string; readonly label: string } | null;
  /** Id of the 撤销 command, when there is one. */
  readonly undo: string | null;
}

function figureLine(figure: DoneFigure, month: Month): { label: string; value: string } {
  const { measure, units, increment, since } = figure;
  if (units === null) return { label: measure.label, value: `${NONE}（暂缺，未填）` };
  const held = since === null ? '' : `，含${sayMonthShort(since, month)}以后未报各月`;
  const added = increment === null ? '' : `，本月新增 ${printChange(increment, measure)}${held}`;
  return { label: measure.label, value: `累计 ${printFigure(units, measure)}${added}` };
}

export function reportDoneCard(view: ReportDoneView): Card {
  const { month, progress, next } = view;
  const left = progress.owed - progress.reported;
  const words = [
    { label: '进展情况', value: view.narrative },
    { label: '存在问题', value: view.problems },
    { label: '下步计划', value: view.plan },
    { label: view.marks.includes('更正') ? '更正原因' : '原因', value: view.reason },
  ].flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  const buttons: Button[] = [];
  if (next !== null) {
    buttons.push({
      label: `下一个：${next.label}`,
      look: 'primary',
      press: { command: 'report', action: 'open', args: { lead: next.lead, month } },
    });
  }
  if (left > 0) buttons.push(sayButton('返回列表', 'report', month));
  if (view.undo !== null) buttons.push(sayButton('撤销', view.undo, view.number));
  const rest: Element = plain(
    left > 0
      ? `进度 ${progress.reported}/${progress.owed}：本月应报 ${progress.owed} 个，已报 ${progress.reported} 个，还有 ${left} 个未报。`
      : `本月应报的 ${progress.owed} 个项目都已报齐。`,
  );
  return {
    title: `${sayMonth(month)}月报已提交`,
    subtitle: `${view.number} · ${view.unit}`,
    tone: 'done',
    summary: `${view.number} ${sayMonth(month)}月报已提交`,
    body: [
      { el: 'text', text: [{ text: view.title, strong: true }, `　${view.marks.join(' · ')}`] },
      { el: 'fields', fields: [...view.figures.map((one) => figureLine(one, month)), ...words] },
      ...view.notes.map(warning),
      quiet(`${view.reporter} · ${printMinute(view.at)} 提交`),
      rest,
      ...(buttons.length === 0 ? [] : [{ el: 'buttons', buttons } satisfies Element]),
    ],
  };
}
