/**
 * 排名: one table a ranking class by funds, and, where the plan assesses, one a class by score. A unit without data
 * stands last with “—” and no place; it is never a 0.
 */
import type { Button, Card, Column, Element } from '../card.ts';
import type { Month } from '../domain/day.ts';
import { plainFigure, unitOf } from '../domain/figure.ts';
import { checkedOf, classesOf, type RankingRule, type UnitFigures } from '../domain/month-figures.ts';
import { type BulletinPeriod, sayPeriod, THIS_PERIOD } from '../domain/period.ts';
import { sayChecked } from '../domain/progress-check/check.ts';
import { sourceMark } from './explanation.ts';
import { printKey } from './score.ts';
import { NONE, plain, printMinute, quiet, warning } from './show.ts';

export interface RankingView {
  /** The period's last month. */
  readonly month: Month;
  readonly period: BulletinPeriod;
  /** Words of the classes asked for. */
  readonly group?: string;
  readonly rule: RankingRule;
  /** Heading where nothing is assessed: 系统默认·非考核. */
  readonly heading: string | null;
  readonly units: readonly UnitFigures[];
  readonly forecast: boolean;
  /** The figures are those of the signed bulletin. */
  readonly signed: boolean;
  /** UTC ms. */
  readonly asOfAt: number;
  /** The first class shown. */
  readonly page: number;
  /** What the plan ranks by score, class by class; none where it assesses nothing or nothing could be worked out. */
  readonly assessed: readonly AssessedClass[];
}

/** One class of an assessed ranking: the placed ones first. */
export interface AssessedClass {
  readonly label: string;
  readonly class: string | null;
  readonly clause: string;
  readonly origin: string;
  readonly rows: readonly {
    readonly name: string;
    readonly place: number | null;
    /** The score, exact; `null` without one. */
    readonly key: string | null;
    readonly grade: string | null;
    /** Why it has no place. */
    readonly reason: string | null;
  }[];
}

/** Tables a card may hold. */
const TABLES_MAX = 3;
const ROWS_MAX = 60;

const figure = (units: number | null | undefined): string =>
  units === null || units === undefined ? NONE : plainFigure(units);

/** The columns every ranking table starts with. */
export function rankingColumns(rule: RankingRule, period = '本月'): readonly Column[] {
  const unit = unitOf(rule.measure);
  const short = rule.measure.id === 'funds_in_place' ? '到位' : rule.measure.label;
  return [
    { key: 'place', title: '名次', align: 'right' },
    { key: 'unit', title: '单位' },
    { key: 'month', title: `${period}${short}(${unit})`, align: 'right' },
    { key: 'year', title: `本年累计(${unit})`, align: 'right' },
  ];
}

export function rankingRow(unit: UnitFigures, rule: RankingRule): Record<string, string | null> {
  const flow = unit.flows[rule.measure.id];
  return {
    place: unit.place === null ? NONE : String(unit.place),
    unit: unit.name,
    month: figure(flow?.month),
    year: figure(flow?.year),
  };
}

/** A heading and the table under it. */
interface Block {
  readonly heading: string;
  readonly elements: readonly Element[];
}

export function rankingCard(view: RankingView): Card {
  const { period, rule, group } = view;
  const name = `${sayPeriod(period)}${rule.measure.label}排名`;
  const isMonthly = period.kind === 'month';
  const scored = view.assessed.filter((one) => one.rows.some((row) => row.place !== null));
  // Where one class of an assessment has places, the others are named by their class.
  const unscored = new Set(
    view.assessed
      .filter((one) => !scored.includes(one))
      .map((one) =>
        scored.some(({ label }) => label === one.label) && one.class !== null
          ? `${one.label}·${one.class}`
          : one.label,
      ),
  );
  const blocks = [...fundBlocks(view, scored.length > 0), ...scored.map(assessedBlock)];
  const pages = Math.max(1, Math.ceil(blocks.length / TABLES_MAX));
  const page = Math.min(Math.max(0, Math.trunc(view.page)), pages - 1);
  const shown = blocks.slice(page * TABLES_MAX, (page + 1) * TABLES_MAX);
  const without = view.units.filter((unit) => unit.rankingClass !== null && unit.place === null).length;
  const turn = (label: string, to: number): Button => ({
    label,
    press: {
      command: 'ranking',
      action: 'page',
      args: {
        ...(isMonthly ? { month: period.key } : { kind: period.kind, period: period.key }),
        page: String(to),
        ...(group === undefined ? {} : { group }),
      },
    },
  });
  const turns = [
    ...(page > 0 ? [turn('上一页', page - 1)] : []),
    ...(page < pages - 1 ? [turn('其余类别', page + 1)] : []),
  ];
  return {
    title: name,
    ...(view.heading === null ? {} : { subtitle: view.heading }),
    tone: 'notice',
    summary: name,
    body: [
      ...(view.forecast ? [warning(`预报：${THIS_PERIOD[period.kind]}尚未结束报送，数字还会变。`)] : []),
      ...(blocks.length === 0 ? [plain('名册中没有归入排名类别的单位。')] : []),
      ...shown.flatMap(({ heading, elements }): Element[] => [
        { el: 'text', text: { text: heading, strong: true }, size: 'heading' },
        ...elements,
      ]),
      ...(without > 0
        ? [quiet(`${without} 个单位暂无${THIS_PERIOD[period.kind]}数据，列“—”、不排名次，不按 0 计。`)]
        : []),
      ...[...unscored].map((label) => quiet(`${label}：暂无得分，排不出名次；原因请发送「得分」查看。`)),
      quiet(
        `依据 ${rule.clause}${rule.note === null ? '' : `：${rule.note}`}；并列同名次；数字${sayChecked(checkedOf(view.units))}。`,
      ),
      quiet(
        `截至 ${printMinute(view.asOfAt)}${view.signed ? '；与已签发的战报一致，此后的更正计入下一期' : ''}`,
      ),
      ...(turns.length === 0 ? [] : [{ el: 'buttons', buttons: turns } satisfies Element]),
    ],
  };
}

/** Where the plan assesses too, the funds' tables say of themselves what they are. */
function fundBlocks({ units, rule, period }: RankingView, besideScores: boolean): readonly Block[] {
  const mark = !besideScores || rule.assessed ? '' : `（${rule.measure.label}，系统默认·非考核）`;
  return classesOf(units).map(({ name, units: members }) => ({
    heading: `${name}${mark}`,
    elements: [
      {
        el: 'table',
        columns: rankingColumns(rule, THIS_PERIOD[period.kind]),
        rows: members.slice(0, ROWS_MAX).map((unit) => rankingRow(unit, rule)),
        pageSize: 10,
      },
    ],
  }));
}

function assessedBlock({ label, class: name, clause, origin, rows }: AssessedClass): Block {
  return {
    heading: `${label}${name === null ? '' : `·${name}`}`,
    elements: [
      {
        el: 'table',
        columns: [
          { key: 'place', title: '名次', align: 'right' },
          { key: 'unit', title: '单位' },
          { key: 'score', title: '得分', align: 'right' },
          { key: 'grade', title: '等次' },
        ],
        rows: rows.slice(0, ROWS_MAX).map((row) => ({
          place: row.place === null ? NONE : String(row.place),
          unit: row.name,
          score: printKey(row.key),
          grade: row.grade ?? row.reason ?? NONE,
        })),
        pageSize: 10,
      },
      quiet(`按年度得分排名${sourceMark(clause, origin)}；逐项算法请发送「得分」。`),
    ],
  };
}
