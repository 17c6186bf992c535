/**
 * What a unit sees of itself on a bulletin: its place, the exact amount to the place before it, its task, what would
 * move it; and, while the window is open, where to object. Every amount is of the frozen figures; what is still to come
 * into place is as of now and says so.
 */
import type { Element } from '../../card.ts';
import { printChange, printFigure } from '../../domain/figure.ts';
import {
  classesOf,
  type MonthFigures,
  periodOfFigures,
  type UnitFigures,
} from '../../domain/month-figures.ts';
import { THIS_PERIOD } from '../../domain/period.ts';
import { plain, quiet } from '../show.ts';
import { sayMoved } from './table.ts';
import { sayAgainst, sayPercent, sayPoints } from './words.ts';

/** A project with money still to come. */
export interface OpenProject {
  readonly number: string;
  readonly title: string;
  /** Total less what is in place, 元. */
  readonly remaining: number;
}

export interface OwnView {
  readonly unit: string;
  readonly open: readonly OpenProject[];
  /** Names of units below it, and its own: whose reports are missing. */
  readonly names: readonly string[];
  /** The last day to object, with its note; `null`: this reader may not, or it is over. */
  readonly objection: { readonly untilOn: string; readonly note: string } | null;
}

const NAMES_MAX = 3;

export function ownBlock(figures: MonthFigures, own: OwnView): readonly Element[] {
  const unit = figures.units.find((one) => one.unit === own.unit);
  if (unit === undefined) return [];
  return [
    { el: 'text', text: { text: `本单位：${unit.name}`, strong: true }, size: 'heading' },
    ...ownLines(figures, unit, own).map(plain),
  ];
}

/** Its place, the gap, the task, what would move it. */
export function ownLines(figures: MonthFigures, unit: UnitFigures, own: OwnView): readonly string[] {
  const { measure } = figures.ranking;
  const { kind } = periodOfFigures(figures);
  const amount = unit.flows[measure.id]?.month ?? null;
  const year = unit.flows[measure.id]?.year ?? null;
  const place = unit.place === null ? '暂无名次' : `第${unit.place}位`;
  const moved = sayMoved(unit.moved);
  const told =
    amount === null
      ? `${THIS_PERIOD[kind]}${measure.label}暂缺，不计为0`
      : `${THIS_PERIOD[kind]}${measure.label}${printFigure(amount, measure)}`;
  const sum = year === null || kind === 'year' ? '' : `，本年累计${printFigure(year, measure)}`;
  return [
    `${unit.rankingClass ?? '不参加排名'} ${place}${moved === null ? '' : `（较上期${moved}）`}；${told}${sum}。`,
    ...gapLine(figures, unit, amount),
    ...taskLine(unit),
    ...openLine(own, measure),
    ...missingLine(figures, own),
  ];
}

/** The exact amount to the next place before it. */
function gapLine(figures: MonthFigures, unit: UnitFigures, amount: number | null): readonly string[] {
  const { measure } = figures.ranking;
  const peers = classesOf(figures.units).find((one) => one.name === unit.rankingClass)?.units ?? [];
  if (unit.place === null || amount === null) {
    return peers.length === 0 ? [] : ['报送数字后才有名次。'];
  }
  const own = unit.place;
  const before = peers.filter((one) => one.place !== null && one.place < own).at(-1);
  if (before === undefined) {
    const behind = peers.find((one) => one.place !== null && one.place > own);
    const theirs = behind?.flows[measure.id]?.month ?? null;
    return behind === undefined || theirs === null
      ? []
      : [`领先下一位${behind.name}${printFigure(amount - theirs, measure)}。`];
  }
  const theirs = before.flows[measure.id]?.month ?? null;
  return theirs === null
    ? []
    : [`距前一位${before.name}（第${before.place ?? ''}位）差${printFigure(theirs - amount, measure)}。`];
}

function taskLine({ progress }: UnitFigures): readonly string[] {
  if (progress === undefined) return [];
  const gap = progress.scheduleGap;
  const ahead =
    gap === null ? '' : `，${gap.startsWith('-') ? '落后' : '超'}时序${sayPoints(gap.replace('-', ''))}`;
  return [`${progress.label}：完成${sayAgainst(progress)}（${sayPercent(progress.rate)}）${ahead}。`];
}

function openLine({ open }: OwnView, measure: MonthFigures['ranking']['measure']): readonly string[] {
  if (open.length === 0) return [];
  const names = open
    .slice(0, NAMES_MAX)
    .map((one) => `${one.number} ${one.title}（还差${printFigure(one.remaining, measure)}）`);
  return [`目前未到位最多的项目：${names.join('；')}。`];
}

function missingLine({ missing }: MonthFigures, { names }: OwnView): readonly string[] {
  const own = missing.filter((one) => names.includes(one.unit));
  const titles = own.flatMap((one) => one.titles);
  const count = own.reduce((sum, one) => sum + one.titles.length + (one.more ?? 0) + one.confidential, 0);
  if (count === 0) return [];
  const shown = titles.slice(0, NAMES_MAX).join('；');
  return [
    `未报月报 ${count} 个${shown === '' ? '' : `：${shown}`}${count > NAMES_MAX ? ' 等' : ''}，补报后计入下一期。`,
  ];
}

/** 异议 of the reader's own unit, where the reader may still raise one. @param id the publication's. */
export function objectionBlock(own: OwnView | null | undefined, id: string): readonly Element[] {
  if (own?.objection == null) return [];
  const { unit, objection } = own;
  return [
    { el: 'rule' },
    { el: 'text', text: { text: '对本单位数字有异议', strong: true } },
    quiet(`${objection.note}，截止 ${objection.untilOn}；采纳的列入下一期，已签发的不改。`),
    {
      el: 'form',
      name: 'objection',
      fields: [
        {
          kind: 'lines',
          name: 'objection',
          label: '异议理由',
          placeholder: '哪个数、应是多少、依据',
          maxLength: 500,
        },
      ],
      buttons: [
        {
          label: '提出异议',
          look: 'default',
          press: { command: 'objection', action: 'raise', args: { id, unit } },
        },
      ],
    },
  ];
}

/** A line of a correction: 永安市 −300万元. */
export const sayShare = (name: string, units: number, measure: MonthFigures['ranking']['measure']): string =>
  `${name} ${printChange(units, measure)}`;
