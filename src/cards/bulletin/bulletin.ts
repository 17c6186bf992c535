/**
 * The month's 战报 in each of its states: draft for the office, checked for those who may sign, published for all.
 * Every number comes from the frozen figures; nothing is computed anew but order and rounding of the chart.
 */
import type { Button, Card, Element, Tone } from '../../card.ts';
import { plainFigure, unitOf } from '../../domain/figure.ts';
import { sayMonth } from '../../domain/month.ts';
import { classesOf, type MonthFigures, type UnitFigures } from '../../domain/month-figures.ts';
import { rankingColumns, rankingRow } from '../ranking.ts';
import { plain, printMinute, quiet, warning } from '../show.ts';
import { bulletinDetails } from './details.ts';

export interface Signature {
  readonly name: string;
  readonly at: number;
}

export interface BulletinView {
  readonly id: string;
  readonly hash: string;
  readonly state: 'draft' | 'checked' | 'published';
  readonly figures: MonthFigures;
  readonly checked: Signature | null;
  readonly approved: Signature | null;
  readonly returnedReason: string | null;
  /** What this reader may press. */
  readonly may: readonly ('check' | 'approve' | 'return')[];
  /** Checked figures that composing today would change. */
  readonly outdated: boolean;
  /** People and chats it went to; `null` before it is published and where it is nobody's business. */
  readonly receivers: { readonly people: number; readonly chats: number } | null;
  /** Shown under the card, such as other months waiting. */
  readonly more: readonly Button[];
}

const CHART_POINTS_MAX = 15;
const CLASS_TABLES_MAX = 2;
const ROWS_MAX = 40;

export function bulletinCard(view: BulletinView): Card {
  const { figures } = view;
  const title = `${sayMonth(figures.month)}招商引资${figures.label}`;
  return {
    title: view.state === 'published' ? title : `${title}（${view.state === 'draft' ? '草稿' : '待签发'}）`,
    subtitle: figures.issuer,
    tone: toneOf(view.state),
    summary: title,
    body: [
      ...stateLines(view),
      ...figures.findings.map(plain),
      ...chartOf(figures),
      ...tablesOf(figures),
      ...bulletinDetails(figures),
      quiet(
        `截至 ${printMinute(figures.asOfAt)}；依据《${figures.pack.title}》（${figures.pack.id}，${figures.pack.issuedOn}）；数字未审；校验码 ${view.hash.slice(0, 8)}`,
      ),
      ...formOf(view),
      ...(view.more.length === 0 ? [] : [{ el: 'buttons', buttons: view.more } satisfies Element]),
    ],
  };
}

const toneOf = (state: BulletinView['state']): Tone =>
  state === 'published' ? 'done' : state === 'checked' ? 'notice' : 'todo';

function stateLines(view: BulletinView): readonly Element[] {
  const { checked, approved, receivers, figures } = view;
  const lines: Element[] = [];
  if (figures.forecast) lines.push(warning('预报：本月尚未结束报送，数字还会变。'));
  if (!figures.ranking.assessed) lines.push(quiet('排名为系统默认·非考核'));
  if (view.state === 'draft') lines.push(plain('状态：草稿，等待审核（审核和签发须是两个人）。'));
  if (view.state === 'checked' && checked !== null) {
    lines.push(plain(`状态：${checked.name} ${printMinute(checked.at)} 已审核，等待另一人签发。`));
  }
  if (view.state === 'published' && approved !== null) {
    const by = checked === null ? '' : `${checked.name} 审核，`;
    lines.push(plain(`${by}${approved.name} ${printMinute(approved.at)} 签发，内容不再改动。`));
  }
  if (receivers !== null) {
    lines.push(quiet(`发送给市领导和单位负责人 ${receivers.people} 人、工作群 ${receivers.chats} 个。`));
  }
  if (view.returnedReason !== null) lines.push(warning(`退回理由：${view.returnedReason}`));
  if (view.outdated) lines.push(warning('审核以后又有数据变动；要按最新数字发布，请先退回再重新拟稿。'));
  return lines;
}

const amount = (unit: UnitFigures, measure: string): number | null => unit.flows[measure]?.month ?? null;

/** Bars of the class with the most placed units. */
function chartOf(figures: MonthFigures): readonly Element[] {
  const { measure } = figures.ranking;
  const classes = classesOf(figures.units)
    .map((one) => ({ ...one, units: one.units.filter((unit) => unit.place !== null) }))
    .sort((a, b) => b.units.length - a.units.length);
  const [largest] = classes;
  if (largest === undefined || largest.units.length === 0) return [];
  return [
    {
      el: 'chart',
      kind: 'bar',
      title: `${largest.name}：${sayMonth(figures.month)}新增${measure.label}`,
      unit: unitOf(measure),
      points: largest.units.slice(0, CHART_POINTS_MAX).map((unit) => ({
        label: unit.name,
        value: Number(plainFigure(amount(unit, measure.id) ?? 0)),
      })),
    },
  ];
}

function tablesOf(figures: MonthFigures): readonly Element[] {
  const { ranking } = figures;
  const classes = classesOf(figures.units);
  const columns = [
    ...rankingColumns(ranking),
    { key: 'moved', title: '名次变化' },
    { key: 'leads', title: '新线索', align: 'right' as const },
    { key: 'signed', title: '新签约', align: 'right' as const },
    { key: 'started', title: '开工', align: 'right' as const },
    { key: 'reported', title: '已报/应报', align: 'right' as const },
  ];
  const row = (unit: UnitFigures) => ({
    ...rankingRow(unit, ranking),
    moved: sayMoved(unit.moved),
    leads: String(unit.leads),
    signed: String(unit.signed),
    started: String(unit.started),
    reported:
      unit.owed === 0 ? null : `${unit.reported}/${unit.owed}${unit.late > 0 ? `（迟${unit.late}）` : ''}`,
  });
  return classes.slice(0, CLASS_TABLES_MAX).flatMap(({ name, units }): Element[] => [
    { el: 'text', text: { text: name, strong: true }, size: 'heading' },
    { el: 'table', columns, rows: units.slice(0, ROWS_MAX).map(row), pageSize: 10 },
  ]);
}

function sayMoved(moved: number | null): string | null {
  if (moved === null) return null;
  if (moved === 0) return '持平';
  return moved > 0 ? `升${moved}` : `降${-moved}`;
}

const BUTTONS = {
  check: { label: '审核', look: 'primary', confirm: undefined },
  approve: {
    label: '签发',
    look: 'primary',
    confirm: { title: '签发战报', text: '签发后发送给领导和工作群，内容不能再改。确定签发？' },
  },
  return: { label: '退回', look: 'danger', confirm: undefined },
} as const;

function formOf(view: BulletinView): readonly Element[] {
  if (view.may.length === 0) return [];
  const args = { id: view.id, hash: view.hash };
  const buttons = view.may.map((action): Button => {
    const { label, look, confirm } = BUTTONS[action];
    return {
      label,
      look,
      press: { command: 'bulletin', action, args },
      ...(confirm === undefined ? {} : { confirm }),
    };
  });
  return [
    {
      el: 'form',
      name: 'decision',
      fields: [
        {
          kind: 'line',
          name: 'reason',
          label: '理由（退回时必填）',
          placeholder: '退回时请写明理由',
          maxLength: 200,
        },
      ],
      buttons,
    },
  ];
}
