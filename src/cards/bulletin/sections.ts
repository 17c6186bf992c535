/** 履约, scores, city targets, claw-backs, accepted objections and confirmed actions on a bulletin: one panel each. */
import type { Element } from '../../card.ts';
import { dec } from '../../domain/decimal.ts';
import { printChange, printFigure } from '../../domain/figure.ts';
import { sayMonthShort } from '../../domain/month.ts';
import type { MonthFigures, Performance } from '../../domain/month-figures.ts';
import { printPoints } from '../../domain/points/points.ts';
import { ACTION_WORDS } from '../proposal.ts';
import { printKey } from '../score.ts';
import { NONE, plain } from '../show.ts';
import { sayAgainst, sayPercent, sayPoints } from './words.ts';

const LINES_MAX = 20;

function panel(title: string, lines: readonly string[], open = true): readonly Element[] {
  if (lines.length === 0) return [];
  const more = lines.length > LINES_MAX ? [`另有 ${lines.length - LINES_MAX} 项`] : [];
  return [{ el: 'panel', title, open, body: [plain([...lines.slice(0, LINES_MAX), ...more].join('\n'))] }];
}

/** Of what was signed before the period: how far it has come, and funds against totals. */
export function performancePanel({ performance, ranking }: MonthFigures): readonly Element[] {
  if (performance === undefined) return [];
  if (performance.length === 0) return panel('签约项目履约', ['本期以前没有签约项目。']);
  const say = (one: Performance) => {
    const rate = one.investment === 0 ? NONE : sayPercent(dec(one.funds).div(one.investment).toString());
    const left = one.left === 0 ? '' : `，退出或暂停${one.left}个`;
    const unknown = one.unknown === 0 ? '' : `（${one.unknown}个没有人民币总投资，不计）`;
    return `${one.name}：已签约${one.signed}个，开工${one.started}个，投产${one.operating}个${left}；${ranking.measure.label}${printFigure(one.funds, ranking.measure)}，为总投资的${rate}${unknown}`;
  };
  const sum = (pick: (one: Performance) => number) =>
    performance.reduce((total, one) => total + pick(one), 0);
  const total: Performance = {
    unit: '',
    name: '合计',
    signed: sum((one) => one.signed),
    started: sum((one) => one.started),
    operating: sum((one) => one.operating),
    left: sum((one) => one.left),
    investment: sum((one) => one.investment),
    funds: sum((one) => one.funds),
    unknown: sum((one) => one.unknown),
  };
  return panel('签约项目履约（本期以前签约的）', [say(total), ...performance.map(say)]);
}

export function scoresPanel({ scores = [] }: MonthFigures): readonly Element[] {
  const groups = Map.groupBy(scores, (one) => `${one.label}${one.class === null ? '' : `·${one.class}`}`);
  return [...groups].flatMap(([title, lines]) =>
    panel(
      `${title}（${lines[0]?.clause ?? ''}）`,
      lines.map((one) => {
        const place = one.place === null ? `不列名次（${one.reason ?? '暂无得分'}）` : `第${one.place}位`;
        return `${one.name}：${place}，得分 ${printKey(one.score)}${one.grade === null ? '' : `，${one.grade}`}`;
      }),
    ),
  );
}

/** 积分 of units in the period, the most first. */
export const pointsPanel = ({ points = [] }: MonthFigures): readonly Element[] =>
  panel(
    '本期积分',
    points.map((one) => `${one.name} ${printPoints(one.units)}分`),
  );

export function targetsPanel({ cityTargets = [] }: MonthFigures): readonly Element[] {
  return panel(
    '全市目标完成情况',
    cityTargets.map((one) => {
      const gap = one.scheduleGap;
      const ahead =
        gap === null ? '' : `，${gap.startsWith('-') ? '落后' : '超'}时序${sayPoints(gap.replace('-', ''))}`;
      return `${one.label}：${sayAgainst(one)}，完成${sayPercent(one.rate)}${ahead}（${one.clause}）`;
    }),
    false,
  );
}

export function clawBacksPanel({ clawBacks = [], measures, units, month }: MonthFigures): readonly Element[] {
  const names = new Map(units.map((unit) => [unit.unit, unit.name]));
  return panel(
    '年度考评未通过的冲减（已计入本期数字）',
    clawBacks.map((one) => {
      const measure = measures.find(({ id }) => id === one.measure);
      const say = (amount: number) => (measure === undefined ? String(amount) : printChange(amount, measure));
      const parts = one.parts.map(({ unit, units: part }) => `${names.get(unit) ?? unit} ${say(part)}`);
      return `${one.project}：${sayMonthShort(one.month, month)}冲减 ${say(one.units)}（${parts.join('，')}；第${one.year}年考评，${one.clause}）`;
    }),
  );
}

export const objectionsPanel = ({ objections = [] }: MonthFigures): readonly Element[] =>
  panel(
    '采纳的异议',
    objections.map((one) => `${one.unit}：${one.text}；${one.decidedOn} 采纳：${one.reason}`),
  );

/** Confirmed ones only: what is merely proposed is nobody's business yet. */
export const actionsPanel = ({ actions = [] }: MonthFigures): readonly Element[] =>
  panel(
    '已确认的处理',
    actions.map(
      (one) =>
        `${one.unit ?? '全市'}：${one.actions.map((action) => ACTION_WORDS[action] ?? action).join('、')}（${one.label}，${one.clause}，${one.decidedOn} 确认）`,
    ),
  );
