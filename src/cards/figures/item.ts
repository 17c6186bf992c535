/** One month's report before its verifier: last month, this month, the change, what looks odd, and 通过 or 退回 at hand. */
import type { Button, Card, Element } from '../../card.ts';
import type { Month } from '../../domain/day.ts';
import { type FigureKind, printChange, printFigure } from '../../domain/figure.ts';
import { sayMonth, sayMonthShort } from '../../domain/month.ts';
import { NONE, plain, printMinute, quiet, sayButton, warning } from '../show.ts';

export interface FigureView {
  readonly measure: FigureKind;
  /** Cumulative to the month. */
  readonly units: number;
  readonly last: { readonly month: Month; readonly units: number } | null;
  readonly increment: number;
}

export interface FiguresItem {
  readonly lead: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly month: Month;
  readonly stamp: string;
  readonly state: '未审' | '已审' | '已退回';
  /** By whom and when, and why; `null` while 未审 and never judged. */
  readonly said: string | null;
  /** 第2版, 迟报, 预报, 无变化. */
  readonly marks: readonly string[];
  readonly reporter: string;
  readonly at: number;
  readonly figures: readonly FigureView[];
  readonly doubts: readonly string[];
  readonly unjudged: readonly string[];
  readonly words: readonly { readonly label: string; readonly value: string }[];
}

/** Longest 理由. */
export const REASON_MAX = 500;
const WORDS_MAX = 120;

const figureLine = ({ measure, units, last, increment }: FigureView, month: Month): string =>
  last === null
    ? `${measure.label}：首次报 ${printFigure(units, measure)}`
    : `${measure.label}：${sayMonthShort(last.month, month)} ${printFigure(last.units, measure)} → 本月 ${printFigure(units, measure)}，新增 ${printChange(increment, measure)}`;

/** What the report says, and what is doubted. */
export function figuresElements(
  item: FiguresItem,
  { short }: { readonly short: boolean },
): readonly Element[] {
  const marks = item.marks.length === 0 ? '' : `　${item.marks.join(' · ')}`;
  const cut = (text: string) => (short && text.length > WORDS_MAX ? `${text.slice(0, WORDS_MAX)}…` : text);
  const lines = item.figures.map((figure) => figureLine(figure, item.month));
  const words = item.words.map(({ label, value }) => `${label}：${cut(value)}`);
  return [
    { el: 'text', text: [{ text: `${item.number} ${item.title}`, strong: true }, `　${item.unit}${marks}`] },
    plain([...(lines.length === 0 ? [`本月没有填数字（${NONE}）`] : lines), ...words].join('\n')),
    ...(item.doubts.length === 0 ? [] : [warning(item.doubts.map((doubt) => `疑点：${doubt}`).join('\n'))]),
    ...item.unjudged.map(quiet),
    quiet(`${item.reporter} ${printMinute(item.at)} 报送${item.said === null ? '' : `；${item.said}`}`),
  ];
}

const argsOf = (item: FiguresItem, from: Readonly<Record<string, string>>) => ({
  lead: item.lead,
  month: item.month,
  stamp: item.stamp,
  ...from,
});

/** Beside an item of the list: 通过 at once, 退回 on the item's own card. */
export const itemButtons = (item: FiguresItem, from: Readonly<Record<string, string>>): Element => ({
  el: 'buttons',
  buttons: [
    {
      label: '通过',
      look: item.doubts.length === 0 ? 'primary' : 'default',
      press: { command: 'pending', action: 'figurePass', args: argsOf(item, from) },
    },
    { label: '退回…', press: { command: 'pending', action: 'figureOpen', args: argsOf(item, from) } },
  ],
});

/** The report alone, with a form for the reason. @param note why it is shown instead of what was asked */
export function figuresItemCard(item: FiguresItem, note: string | null): Card {
  const press = (action: string): Button['press'] => ({
    command: 'pending',
    action,
    args: argsOf(item, { from: 'item' }),
  });
  const pass: Button = { label: '通过', look: 'primary', press: press('figurePass') };
  const sendBack: Button = { label: '退回', look: 'danger', press: press('figureReturn') };
  return {
    title: `${sayMonth(item.month)}月报审核：${item.state}`,
    subtitle: `${item.number} · ${item.unit}`,
    tone: item.state === '已审' ? 'done' : 'todo',
    body: [
      ...(note === null ? [] : [warning(note)]),
      ...figuresElements(item, { short: false }),
      {
        el: 'form',
        name: 'figures',
        fields: [
          {
            kind: 'lines',
            name: 'reason',
            label: '理由（退回时必填）',
            placeholder: '例如：到位资金疑为单位填错，请核对银行回单后重报',
            maxLength: REASON_MAX,
          },
        ],
        buttons: item.state === '已审' ? [sendBack] : item.state === '已退回' ? [pass] : [pass, sendBack],
      },
      { el: 'buttons', buttons: [sayButton('月报待审列表', 'pending', `月报 ${item.month}`)] },
    ],
  };
}

/** After the verdict. */
export function figuresVerdictCard(
  item: FiguresItem,
  verdict: { readonly by: string; readonly passed: boolean; readonly reason: string | null },
): Card {
  return {
    title: `${sayMonth(item.month)}月报${verdict.passed ? '已审核通过' : '已退回'}`,
    subtitle: `${item.number} · ${item.unit}`,
    tone: verdict.passed ? 'done' : 'closed',
    body: [
      ...figuresElements(item, { short: false }),
      plain(`${verdict.by} ${verdict.passed ? '审核通过' : `退回：${verdict.reason ?? ''}`}`),
      quiet(
        verdict.passed
          ? `数字记为已审；填报单位再改报的，回到未审。要收回发送「撤销 ${item.number}」。`
          : `已通知填报人重新报送，改报前按未报催办，原数仍计入、标未审。要收回发送「撤销 ${item.number}」。`,
      ),
      { el: 'buttons', buttons: [sayButton('继续审月报', 'pending', `月报 ${item.month}`, 'primary')] },
    ],
  };
}

/** To whoever filed it: why, and what to do. */
export function figuresReturnedCard(item: FiguresItem, by: string, reason: string): Card {
  const words = `${item.number} ${item.month}`;
  return {
    title: `${sayMonth(item.month)}月报被退回，请重新报送`,
    subtitle: `${item.number} · ${item.unit}`,
    tone: 'todo',
    body: [
      { el: 'text', text: { text: item.title, strong: true } },
      {
        el: 'fields',
        fields: [
          { label: '退回理由', value: reason },
          { label: '退回人', value: by },
          ...item.figures.map(({ measure, units }) => ({
            label: measure.label,
            value: `累计 ${printFigure(units, measure)}`,
          })),
        ],
      },
      plain(`请核对后发送「月报 ${words}」改数并重新提交；数字没有错的，在「进展情况」写明后再提交一次。`),
      quiet('重新提交以前，这份月报按未报提醒。'),
      { el: 'buttons', buttons: [sayButton('重新填报', 'report', words, 'primary')] },
    ],
  };
}
