/** The 月报 form of one project: last month's cumulative figures shown, this month's prefilled once reported. */
import type { Card, Field } from '../../card.ts';
import type { Month } from '../../domain/day.ts';
import { type FigureKind, plainFigure, unitOf } from '../../domain/figure.ts';
import { sayMonth, sayMonthShort } from '../../domain/month.ts';
import { plain, quiet, warning } from '../show.ts';
import { earlierElements } from './earlier.ts';

export interface ReportFormField {
  readonly measure: FigureKind;
  /** Counted anew each January. */
  readonly yearly: boolean;
  /** Typed with the command, as it stands; judged when submitted. */
  readonly typed: string | null;
  /** The last cumulative figure before this month. */
  readonly last: { readonly month: Month; readonly units: number } | null;
  /** What is reported for this month already. */
  readonly units: number | null;
}

export interface ReportFormView {
  readonly draft: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly month: Month;
  /** 按期 / 预报 / 迟报 / 更正, with the due day. */
  readonly filing: string;
  readonly attention: boolean;
  readonly fields: readonly ReportFormField[];
  readonly words: {
    readonly narrative: string | null;
    readonly problems: string | null;
    readonly plan: string | null;
  };
  /** 更正原因 of a published month, as far as it is known; `null` when the month is not published. */
  readonly reason: { readonly value: string | null } | null;
  /** Who filed it last, when it is being filed again. */
  readonly again: string | null;
  /** 本月无变化 can be said. */
  readonly mayRepeat: boolean;
  /** What of the typed command is not in a field or cannot stay there, as Chinese sentences. */
  readonly hints: readonly string[];
  /** What was typed before and refused: can be had again, or stands in the fields. */
  readonly kept: 'offered' | 'shown' | null;
  /** 3/7: how many of the person's projects have filed. */
  readonly sitting: { readonly reported: number; readonly owed: number } | null;
  /** The closed month before that is not complete. */
  readonly earlier?: { readonly month: Month; readonly left: number } | null;
}

/** Longest text of a words field, as the platform allows. */
export const WORDS_MAX = 1000;
const FIGURE_MAX = 40;

/** `到位资金（累计，万元；上月 1000）`; 本年累计 where the measure starts anew each January. */
export function figureLabel(
  { measure, last, yearly }: Pick<ReportFormField, 'measure' | 'last' | 'yearly'>,
  month: Month,
): string {
  const before =
    last === null
      ? '此前未报'
      : `${isMonthBefore(last.month, month) ? '上月' : sayMonthShort(last.month, month)} ${plainFigure(last.units)}`;
  return `${measure.label}（${yearly ? '本年累计' : '累计'}，${unitOf(measure)}；${before}）`;
}

const indexOf = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
const isMonthBefore = (earlier: Month, month: Month): boolean => indexOf(month) - indexOf(earlier) === 1;

const prefilled = ({ typed, units }: ReportFormField): { value?: string } => {
  if (typed !== null) return { value: typed.slice(0, FIGURE_MAX) };
  return units === null ? {} : { value: plainFigure(units) };
};

const FROM_START = '数字填项目开始以来累计到月底的数';

export function reportFormCard(view: ReportFormView): Card {
  const { month, fields, words } = view;
  const figures = fields.map(
    (field): Field => ({
      kind: 'line',
      name: field.measure.id,
      label: figureLabel(field, month),
      placeholder: `累计到${sayMonth(month)}底，不填＝暂缺；没有变化可写“无变化”`,
      maxLength: FIGURE_MAX,
      ...prefilled(field),
    }),
  );
  const text = (name: 'narrative' | 'problems' | 'plan', label: string, hint: string): Field => ({
    kind: 'lines',
    name,
    label,
    placeholder: hint,
    maxLength: WORDS_MAX,
    ...(words[name] === null ? {} : { value: words[name] }),
  });
  const press = (action: string) => ({ command: 'report', action, args: { draft: view.draft } });
  return {
    title: `${sayMonth(month)}月报`,
    subtitle: `${view.number} · ${view.unit}`,
    tone: 'todo',
    summary: `${view.number} ${sayMonth(month)}月报待填`,
    body: [
      { el: 'text', text: { text: view.title, strong: true } },
      view.attention ? warning(view.filing) : quiet(view.filing),
      ...earlierElements(view.earlier ?? null, {
        label: '补报上一期',
        command: 'report',
        words: view.earlier?.month ?? '',
      }),
      ...(view.sitting === null ? [] : [quiet(`进度 ${view.sitting.reported}/${view.sitting.owed}`)]),
      ...(view.again === null ? [] : [quiet(view.again)]),
      ...view.hints.map(warning),
      ...(view.kept === 'shown' ? [warning('已带出您上次没有提交成功的内容；不用的按「清空草稿」。')] : []),
      ...(view.kept === 'offered' ? [warning('您上次有没提交成功的内容，按「带出草稿」接着填。')] : []),
      plain(
        `${FROM_START}${fields.some(({ yearly }) => yearly) ? '（写明本年累计的，从本年1月起算）' : ''}，单位见各栏；也可以写 1.2亿、3000万。`,
      ),
      {
        el: 'form',
        name: 'report',
        fields: [
          ...figures,
          text('narrative', '进展情况', '累计数比上月少时，请在这里写明原因'),
          text('problems', '存在问题', '没有可不填'),
          text('plan', '下步计划', '没有可不填'),
          ...(view.reason === null
            ? []
            : [
                {
                  kind: 'lines' as const,
                  name: 'reason',
                  label: '更正原因',
                  placeholder: '必填：本月战报已签发，差额列入下一期战报的更正',
                  maxLength: WORDS_MAX,
                  ...(view.reason.value === null ? {} : { value: view.reason.value }),
                },
              ]),
        ],
        buttons: [
          { label: '提交', look: 'primary', press: press('submit') },
          ...(view.mayRepeat ? [{ label: '本月无变化', press: press('unchanged') }] : []),
          ...(view.kept === 'shown' ? [{ label: '清空草稿', press: press('clear') }] : []),
          ...(view.kept === 'offered' ? [{ label: '带出草稿', press: press('restore') }] : []),
          { label: '取消', press: press('cancel') },
        ],
      },
    ],
  };
}
