/**
 * A 战报 of a month, quarter or year in each of its states: draft for the office, checked for those who may sign, published
 * for all. Three findings, one chart, one ranking class at a time; below, what the plan lists. Every number comes from
 * the frozen figures; nothing is computed anew but order and rounding of the chart.
 */
import type { Button, Card, Element, Tone } from '../../card.ts';
import { checkedOf, classesOf, type MonthFigures, periodOfFigures } from '../../domain/month-figures.ts';
import { sayPeriod } from '../../domain/period.ts';
import { sayChecked } from '../../domain/progress-check/check.ts';
import { plain, printMinute, quiet, warning } from '../show.ts';
import { pageWithin } from '../turns.ts';
import { bulletinDetails } from './details.ts';
import { type OwnView, objectionBlock, ownBlock } from './own.ts';
import { paperButtons } from './papers.ts';
import { classChart, classTable, PAGE_ROWS } from './table.ts';

export interface Signature {
  readonly name: string;
  readonly at: number;
}

/** Who received a published bulletin, as the office sees it. */
export interface Receipts {
  readonly people: number;
  readonly chats: number;
  /** Leaders without a Feishu account bound. */
  readonly unbound: readonly string[];
  /** Copies that could not be delivered, with why. */
  readonly failed: readonly string[];
  /** Copies to people sent and opened; `null` while nothing has been sent. */
  readonly sent: number;
  readonly read: number;
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
  /** Whom it went to, for the office; `null` before it is published and where it is nobody's business. */
  readonly receivers: Receipts | null;
  /** The reader's own unit; left out where there is none. */
  readonly own?: OwnView | null;
  /** The ranking class shown, and its page; the largest class at first. */
  readonly turn?: { readonly class: string; readonly page: number };
  /** Rebuilt to look at, recorded nowhere. */
  readonly preview?: true;
  /** Shown under the card, such as other months waiting. */
  readonly more: readonly Button[];
}

/** Buttons a row of classes may have. */
const CLASS_BUTTONS_MAX = 8;
const UNIT_OPTIONS_MAX = 80;
const NAMES_MAX = 10;

/** What a bulletin is called: 2026年三季度招商引资季通报. */
/** What a bulletin is called. */
export type Titled = Pick<MonthFigures, 'heading' | 'label'> & Parameters<typeof periodOfFigures>[0];

export const bulletinTitle = (figures: Titled): string =>
  `${sayPeriod(periodOfFigures(figures))}${figures.heading ?? `招商引资${figures.label}`}`;

export function bulletinCard(view: BulletinView): Card {
  const { figures, preview } = view;
  const title = bulletinTitle(figures);
  const mark = preview === true ? '预览' : view.state === 'draft' ? '草稿' : '待签发';
  const isOut = view.state === 'published' && preview !== true;
  return {
    title: isOut ? title : `${title}（${mark}）`,
    subtitle: figures.issuer,
    tone: toneOf(view.state),
    summary: title,
    body: [
      ...stateLines(view),
      ...figures.findings.map(plain),
      ...(view.own === undefined || view.own === null ? [] : ownBlock(figures, view.own)),
      ...rankingOf(view),
      ...bulletinDetails(figures),
      quiet(
        `截至 ${printMinute(figures.asOfAt)}；依据《${figures.pack.title}》（${figures.pack.id}，${figures.pack.issuedOn}）；数字${sayChecked(checkedOf(figures.units))}；校验码 ${view.hash.slice(0, 8)}`,
      ),
      ...lookOf(view),
      ...formOf(view),
      ...(view.state === 'published' ? [paperButtons(view.id)] : []),
      ...objectionBlock(view.own, view.id),
      ...(view.more.length === 0 ? [] : [{ el: 'buttons', buttons: view.more } satisfies Element]),
    ],
  };
}

const toneOf = (state: BulletinView['state']): Tone =>
  state === 'published' ? 'done' : state === 'checked' ? 'notice' : 'todo';

function stateLines(view: BulletinView): readonly Element[] {
  const { checked, approved, receivers, figures } = view;
  const lines: Element[] = [];
  if (view.preview === true) lines.push(quiet('按现有数据重算的预览，没有记录，也没有发布。'));
  if (figures.forecast) lines.push(warning('预报：本期尚未结束报送，数字还会变。'));
  if (!figures.ranking.assessed) lines.push(quiet('排名为系统默认·非考核'));
  if (view.state === 'draft' && view.preview !== true)
    lines.push(plain('状态：草稿，等待审核（审核和签发须是两个人）。'));
  if (view.state === 'checked' && checked !== null) {
    lines.push(plain(`状态：${checked.name} ${printMinute(checked.at)} 已审核，等待另一人签发。`));
  }
  if (view.state === 'published' && approved !== null) {
    const by = checked === null ? '' : `${checked.name} 审核，`;
    lines.push(plain(`${by}${approved.name} ${printMinute(approved.at)} 签发，内容不再改动。`));
  }
  if (receivers !== null) {
    lines.push(quiet(`发送给市领导和单位负责人 ${receivers.people} 人、工作群 ${receivers.chats} 个。`));
    lines.push(...receiptLines(receivers));
  }
  if (view.returnedReason !== null) lines.push(warning(`退回理由：${view.returnedReason}`));
  if (view.outdated) lines.push(warning('审核以后又有数据变动；要按最新数字发布，请先退回再重新拟稿。'));
  return lines;
}

/** The chart and the table of one class, and the way to the others. */
function rankingOf({ figures, turn, id, outdated }: BulletinView): readonly Element[] {
  const classes = classesOf(figures.units);
  const placed = (one: (typeof classes)[number]) => one.units.filter((unit) => unit.place !== null).length;
  const largest = [...classes].sort((a, b) => placed(b) - placed(a))[0];
  const shown = classes.find((one) => one.name === turn?.class) ?? largest;
  if (shown === undefined) return [plain('名册中没有归入排名类别的单位。')];
  const pages = Math.ceil(shown.units.length / PAGE_ROWS);
  const page = pageWithin(turn?.page ?? 0, pages);
  const to = (label: string, name: string, at: number): Button => ({
    label,
    press: {
      command: 'bulletin',
      action: 'turn',
      args: { id, class: name, page: String(at), ...(outdated ? { outdated: '1' } : {}) },
    },
  });
  const buttons = [
    ...(page > 0 ? [to('上一页', shown.name, page - 1)] : []),
    ...(page < pages - 1 ? [to('下一页', shown.name, page + 1)] : []),
    ...classes
      .filter((one) => one.name !== shown.name)
      .slice(0, CLASS_BUTTONS_MAX)
      .map((one) => to(`看${one.name}`, one.name, 0)),
  ];
  const first = page * PAGE_ROWS + 1;
  const last = Math.min(shown.units.length, first + PAGE_ROWS - 1);
  const heading =
    pages > 1 ? `${shown.name}（${first}–${last}，共 ${shown.units.length} 个单位）` : shown.name;
  return [
    ...classChart(figures, shown),
    { el: 'text', text: { text: heading, strong: true }, size: 'heading' },
    classTable(figures, shown, page),
    ...(buttons.length === 0 ? [] : [{ el: 'buttons', buttons } satisfies Element]),
  ];
}

/** Into a unit, and into the arithmetic; of what is out only. */
function lookOf({ figures, id, state, preview }: BulletinView): readonly Element[] {
  if (state !== 'published' || preview === true) return [];
  const options = figures.units
    .slice(0, UNIT_OPTIONS_MAX)
    .map((unit) => ({ value: unit.unit, label: unit.name }));
  if (options.length === 0) return [];
  return [
    {
      el: 'form',
      name: 'look',
      fields: [{ kind: 'choice', name: 'unit', label: '单位', options }],
      buttons: [
        { label: '看单位', look: 'default', press: { command: 'bulletin', action: 'unit', args: { id } } },
        { label: '算法', look: 'default', press: { command: 'bulletin', action: 'sum', args: { id } } },
      ],
    },
  ];
}

const few = (names: readonly string[]): string =>
  `${names.slice(0, NAMES_MAX).join('、')}${names.length > NAMES_MAX ? ` 等 ${names.length} 个` : ''}`;

/** Who could not be reached, by name; and who has opened it. */
function receiptLines({ unbound, failed, sent, read }: Receipts): readonly Element[] {
  return [
    ...(sent === 0 ? [] : [quiet(`已送达个人 ${sent} 份，已读 ${read}/${sent}（平台回执）。`)]),
    ...(unbound.length === 0
      ? []
      : [warning(`没有绑定飞书，收不到：${few(unbound)}；请提醒发送「绑定 手机号」。`)]),
    ...(failed.length === 0 ? [] : [warning(`未送达：${few(failed)}。`)]),
  ];
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
