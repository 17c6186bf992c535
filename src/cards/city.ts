/** 全市: the city at a glance — the funnel, money against its targets, and what is red. Counts only, so it may stand in a group. */
import type { Card, Element } from '../card.ts';
import type { Month } from '../domain/day.ts';
import type { TargetRow } from '../domain/evaluate/output-schema.ts';
import { amount, percent } from '../domain/explain/print.ts';
import { actualWord } from '../domain/explain/table.ts';
import { type FigureKind, printFigure } from '../domain/figure.ts';
import { sayMonth } from '../domain/month.ts';
import { NONE, plain, quiet, sayButton, warning, workedOutLines } from './show.ts';
import { resultWord } from './targets.ts';

export interface CityView {
  readonly month: Month;
  /** Of the money and the targets. */
  readonly asOf: string;
  /** Of everything else: what is under way, late or waiting is never of a day gone by. */
  readonly today: string;
  readonly plan: string;
  /** Leads under way at each stage, in the ladder's order. */
  readonly funnel: readonly { readonly label: string; readonly count: number }[];
  readonly money: {
    readonly measure: FigureKind;
    /** Of the month and of its year so far, in ten-thousandths; `null`: nobody has reported. */
    readonly month: number | null;
    readonly year: number | null;
  };
  /** The city's own targets. */
  readonly targets: readonly TargetRow[];
  /** When the targets were worked out, if not just now. */
  readonly workedOutAt: number | null;
  /** Why the targets could not be worked out in time. */
  readonly unread: string | null;
  /** The month being filed, which need not be the one shown. */
  readonly reportMonth: Month;
  readonly reports: { readonly owed: number; readonly reported: number };
  /** Stages, and reports of that month, that nobody has verified yet. */
  readonly waiting: number;
  readonly figures: number;
  /** Visits and activities held that nobody has verified yet. */
  readonly activities: number;
  readonly late: readonly { readonly label: string; readonly count: number }[];
  readonly soon: number;
}

const TARGETS_SHOWN = 6;

export function cityCard(view: CityView): Card {
  const { funnel, reports, late } = view;
  const underWay = funnel.reduce((sum, one) => sum + one.count, 0);
  const red = late.reduce((sum, one) => sum + one.count, 0);
  return {
    title: '全市一览',
    subtitle: `${view.plan} · ${asOfWords(view)}`,
    tone: red > 0 ? 'overdue' : 'notice',
    summary: `全市：在办 ${underWay} 个，逾期 ${red} 件`,
    body: [
      plain(`${view.asOf < view.today ? '目前' : ''}在办线索和项目 ${underWay} 个。${sayMoney(view)}`),
      ...funnelOf(funnel),
      ...targetsOf(view),
      ...workedOutLines(view.workedOutAt),
      red === 0
        ? plain('没有逾期的事项。')
        : warning(`逾期 ${red} 件：${late.map((one) => `${one.label} ${one.count}`).join('，')}。`),
      plain(
        [
          `${sayMonth(view.reportMonth)}月报已报 ${reports.reported}/${reports.owed}`,
          `待审阶段 ${view.waiting} 件、月报 ${view.figures} 份${view.activities === 0 ? '' : `、活动 ${view.activities} 项`}`,
          ...(view.soon === 0 ? [] : [`快到时限 ${view.soon} 件`]),
        ]
          .join('；')
          .concat('。'),
      ),
      {
        el: 'buttons',
        buttons: [
          sayButton('逾期', 'overdue', '全市'),
          sayButton('排名', 'ranking'),
          sayButton('目标', 'target', '全市'),
          sayButton('未报', 'missing'),
          sayButton('战报', 'bulletin'),
        ],
      },
    ],
  };
}

const asOfWords = ({ asOf, today }: CityView): string =>
  asOf < today ? `资金和目标截至 ${asOf}，其余截至 ${today}` : `截至 ${asOf}`;

function sayMoney({ money, month }: CityView): string {
  const { measure } = money;
  if (money.year === null) return `${month.slice(0, 4)}年还没有${measure.label}的月报。`;
  const now =
    money.month === null
      ? `${sayMonth(month)}暂无月报`
      : `${sayMonth(month)}新增${printFigure(money.month, measure)}`;
  return `${measure.label}：${now}，本年新增${printFigure(money.year, measure)}。`;
}

function funnelOf(funnel: CityView['funnel']): readonly Element[] {
  const points = funnel.map(({ label, count }) => ({ label, value: count }));
  if (points.every((point) => point.value === 0)) return [];
  return [{ el: 'chart', kind: 'bar', title: '各阶段在办数', unit: '个', points }];
}

/** Those with a verdict first, the furthest behind on top; what is not issued is only counted. */
function targetsOf({ targets, unread }: CityView): readonly Element[] {
  if (unread !== null) return [quiet(`目标完成情况：${unread}。`)];
  if (targets.length === 0) return [];
  const met = targets.filter((row) => row.met === true);
  const missed = targets.filter((row) => row.met === false);
  const shown = [...missed.sort((a, b) => Number(a.rate ?? 0) - Number(b.rate ?? 0)), ...met].slice(
    0,
    TARGETS_SHOWN,
  );
  const rest = targets.length - met.length - missed.length;
  const said = quiet(
    `全市目标 ${targets.length} 项：达标 ${met.length}，未达 ${missed.length}，暂不能判断 ${rest}。`,
  );
  if (shown.length === 0) return [said];
  return [
    said,
    {
      el: 'table',
      pageSize: TARGETS_SHOWN,
      columns: [
        { key: 'label', title: '目标' },
        { key: 'actual', title: '实际', align: 'right' },
        { key: 'due', title: '目标值', align: 'right' },
        { key: 'rate', title: '完成率', align: 'right' },
        { key: 'met', title: '结果' },
      ],
      rows: shown.map((row) => ({
        label: row.label,
        actual: actualWord(row),
        due: Array.isArray(row.target)
          ? row.target.join('—')
          : row.target === null
            ? NONE
            : amount(row.target, row.unit, row.na),
        rate: row.rate === null ? NONE : percent(row.rate, row.na),
        met: resultWord(row),
      })),
    },
  ];
}
