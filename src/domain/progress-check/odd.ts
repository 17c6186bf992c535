/**
 * Which figures of a month's report look odd 疑点, and why, with the numbers. Pure; the standards are `thresholds.ts`.
 *
 * Invariants
 *  1. Only the month's own figures are judged: a measure left blank is 暂缺 and no doubt.
 *  2. What cannot be compared is not judged, and the result says so (`unjudged`): a total without an exchange rate.
 *  3. At most one doubt of a kind and measure; the gravest first.
 */
import { type Day, type Month, monthOf, shiftMonth } from '../day.ts';
import { currencyOf, type FigureKind, printFigure } from '../figure.ts';
import { type Amount, type AmountRange, CURRENCY_NAMES, type Currency, printWan } from '../money.ts';
import { sayMonth, sayMonthShort } from '../month.ts';
import { type Entry, lastBefore } from '../progress.ts';
import type { Span } from '../rule/measure.ts';
import { THRESHOLDS as T } from './thresholds.ts';

/** The kinds, gravest first. */
export const ODD_KINDS = [
  'before_signing',
  'after_exit',
  'above_total',
  'falling',
  'jump',
  'above_plan',
  'drop',
  'round',
  'same',
] as const;
export type OddKind = (typeof ODD_KINDS)[number];

/** One doubt. */
export interface Oddity {
  readonly kind: OddKind;
  readonly measure: string;
  /** A Chinese sentence with the numbers. */
  readonly text: string;
}

export interface OddMeasure extends FigureKind {
  readonly span: Span;
}

/** What a report is judged on. */
export interface OddInput {
  readonly month: Month;
  readonly measures: readonly OddMeasure[];
  /** Of this project, every month; later ones are not looked at. */
  readonly entries: readonly Entry[];
  readonly total: AmountRange | null;
  /** A sum in another currency at the year's rate; `null` without one. */
  readonly convert: (amount: Amount, to: Currency) => Amount | null;
  /** The first verified stage from the project stage on. */
  readonly signedOn: Day | null;
  /** 终止, 迁出, 暂停: since when. */
  readonly exit: { readonly on: Day; readonly label: string } | null;
  /** 本月无变化 or a reason was given for it. */
  readonly reason: string | null;
}

export interface Judged {
  /** Gravest first. */
  readonly odd: readonly Oddity[];
  /** What could not be compared, a sentence each. */
  readonly unjudged: readonly string[];
}

/** Measures that are parts of the total investment. */
const INVESTED: ReadonlySet<string> = new Set(['funds_in_place', 'fixed_asset', 'fdi_actual']);

/** Judges one month's figures. */
export function judgeFigures(input: OddInput): Judged {
  const odd: Oddity[] = [];
  const unjudged: string[] = [];
  const past = input.entries.filter((entry) => entry.month <= input.month);
  for (const measure of input.measures) {
    const now = past.find((entry) => entry.measure === measure.id && entry.month === input.month);
    if (now === undefined) continue;
    const seen = look(measure, now.units, past, input);
    odd.push(...timing(seen, input), ...course(seen), ...shape(seen, input));
    const total = aboveTotal(seen, input);
    if (total !== null && 'unjudged' in total) unjudged.push(total.unjudged);
    else if (total !== null) odd.push(total);
  }
  const order = (one: Oddity) => ODD_KINDS.indexOf(one.kind);
  return { odd: odd.sort((a, b) => order(a) - order(b)), unjudged: [...new Set(unjudged)] };
}

/** Gravest first, then the more doubts; for sorting a queue. */
export function compareOdd(a: readonly Oddity[], b: readonly Oddity[]): number {
  const gravity = (list: readonly Oddity[]) =>
    list[0] === undefined ? ODD_KINDS.length : ODD_KINDS.indexOf(list[0].kind);
  return gravity(a) - gravity(b) || b.length - a.length;
}

/** One figure beside what came before it. */
interface Look {
  readonly measure: OddMeasure;
  readonly month: Month;
  readonly units: number;
  readonly last: Entry | null;
  readonly increment: number;
  /** Months the increment is of: more than one where reports are missing in between. */
  readonly months: number;
  /** Mean increment of a month before, in units, and of how many reports. */
  readonly mean: number | null;
  readonly history: number;
  readonly before: readonly Entry[];
}

const indexOf = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));

function look(measure: OddMeasure, units: number, past: readonly Entry[], { month }: OddInput): Look {
  const { id, span } = measure;
  const before = past
    .filter((entry) => entry.measure === id && entry.month < month)
    .sort((a, b) => (a.month < b.month ? -1 : 1));
  const last = lastBefore({ entries: past }, id, month, span);
  const steps = before.slice(-T.historyMax - 1).flatMap((entry) => {
    const base = lastBefore({ entries: past }, id, entry.month, span);
    // The first figure of a life is what had come until then, no month's increment.
    if (base === null && span === 'life') return [];
    const since = base === null ? `${Number(entry.month.slice(0, 4)) - 1}-12` : base.month;
    return [{ units: entry.units - (base?.units ?? 0), months: indexOf(entry.month) - indexOf(since) }];
  });
  const used = steps.slice(-T.historyMax);
  const months = used.reduce((sum, step) => sum + step.months, 0);
  const sum = used.reduce((total, step) => total + step.units, 0);
  const since =
    last?.month ?? (span === 'year' ? `${Number(month.slice(0, 4)) - 1}-12` : shiftMonth(month, -1));
  return {
    measure,
    month,
    units,
    last,
    increment: units - (last?.units ?? 0),
    months: Math.max(1, indexOf(month) - indexOf(since)),
    mean: months === 0 ? null : sum / months,
    history: used.length,
    before,
  };
}

/** 签约前, 退出后. */
function timing({ measure, month, units, increment, last }: Look, { signedOn, exit }: OddInput): Oddity[] {
  const odd: Oddity[] = [];
  if (signedOn !== null && month < monthOf(signedOn) && units !== 0) {
    odd.push({
      kind: 'before_signing',
      measure: measure.id,
      text: `${measure.label}${sayMonth(month)}已报 ${printFigure(units, measure)}，而项目 ${signedOn} 才签约`,
    });
  }
  if (exit !== null && month > monthOf(exit.on) && (last === null ? units !== 0 : increment !== 0)) {
    odd.push({
      kind: 'after_exit',
      measure: measure.id,
      text: `项目 ${exit.on} 已${exit.label}，${measure.label}本月又变动 ${signed(increment, measure)}`,
    });
  }
  return odd;
}

/** 累计下降, 突增, 骤减. */
function course(seen: Look): Oddity[] {
  const { measure, last, units, increment, mean, history, months, month } = seen;
  const of = measure.id;
  if (last !== null && last.units - units >= T.fallUnitsMin) {
    const text = `${measure.label}累计 ${printFigure(units, measure)}，比${sayMonthShort(last.month, month)}的 ${printFigure(last.units, measure)} 少 ${printFigure(last.units - units, measure)}`;
    return [{ kind: 'falling', measure: of, text }];
  }
  if (mean === null || history < T.jumpHistoryMin || (last === null && measure.span === 'life')) return [];
  const monthly = increment / months;
  const average = `前 ${history} 期平均每月 ${printFigure(Math.round(mean), measure)}`;
  const added = `${measure.label}本月新增 ${printFigure(increment, measure)}${months > 1 ? `（含 ${months} 个月）` : ''}`;
  if (increment >= T.jumpUnitsMin && monthly > Math.max(mean, 0) * T.jumpTimes) {
    const times = mean > 0 ? `，是平均的 ${Math.round((monthly / mean) * 10) / 10} 倍` : '';
    return [{ kind: 'jump', measure: of, text: `${added}，${average}${times}` }];
  }
  if (increment > 0 && mean >= T.dropMeanUnitsMin && monthly * 100 < mean * T.dropSharePct) {
    return [{ kind: 'drop', measure: of, text: `${added}，不到${average}的 ${T.dropSharePct}%` }];
  }
  return [];
}

/** 整数, 连续不变, 单月占总投资过半. */
function shape(seen: Look, { total, reason, month }: OddInput): Oddity[] {
  const { measure, units, increment, last, before } = seen;
  const odd: Oddity[] = [];
  const currency = currencyOf(measure);
  const whole = total !== null && currency === total.high.currency ? total.high.units : null;
  const isComplete = whole !== null && units === whole;
  if (
    INVESTED.has(measure.id) &&
    whole !== null &&
    last !== null &&
    increment >= T.planUnitsMin &&
    increment * 100 > whole * T.planSharePct
  ) {
    odd.push({
      kind: 'above_plan',
      measure: measure.id,
      text: `${measure.label}一个月新增 ${printFigure(increment, measure)}，占总投资 ${printFigure(whole, measure)} 的 ${Math.round((increment / whole) * 100)}%`,
    });
  }
  if (currency !== null && !isComplete && increment !== 0 && units >= T.roundUnitsMin && isRound(units)) {
    odd.push({
      kind: 'round',
      measure: measure.id,
      text: `${measure.label}累计 ${printFigure(units, measure)}，是整数`,
    });
  }
  const running = before.slice(1 - T.sameMonths);
  const isSame =
    units > 0 &&
    running.length === T.sameMonths - 1 &&
    running.every(
      (entry, at) => entry.units === units && entry.month === shiftMonth(month, at + 1 - T.sameMonths),
    );
  if (isSame && !isComplete) {
    const why = reason === null ? '' : `（填报说明：${reason.slice(0, 60)}）`;
    odd.push({
      kind: 'same',
      measure: measure.id,
      text: `${measure.label}连续 ${T.sameMonths} 个月都是 ${printFigure(units, measure)}${why}`,
    });
  }
  return odd;
}

/** 超总投资, in the total's own currency; in another only at the year's rate. */
function aboveTotal(
  { measure, units, before, month }: Look,
  { total, convert }: OddInput,
): Oddity | { readonly unjudged: string } | null {
  const currency = currencyOf(measure);
  if (total === null || currency === null || !INVESTED.has(measure.id)) return null;
  const whole = convert(total.high, currency);
  if (whole === null) {
    const money = CURRENCY_NAMES[total.high.currency];
    return {
      unjudged: `总投资 ${printWan(total.high)} 以${money}计，没有当年汇率，没有核对${measure.label}是否超过总投资`,
    };
  }
  const life = units + (measure.span === 'year' ? closedYears(before, month) : 0);
  const limit = total.approx ? whole.units * (1 + T.approxPct / 100) : whole.units;
  if (life <= limit) return null;
  const at = total.high.currency === currency ? '' : `（按当年汇率折 ${printFigure(whole.units, measure)}）`;
  const since = life === units ? '累计' : '历年累计';
  return {
    kind: 'above_total',
    measure: measure.id,
    text: `${measure.label}${since} ${printFigure(life, measure)}，超过总投资 ${printWan(total.high)}${at}`,
  };
}

/** Of a measure counted anew each January: what the years before closed with. */
function closedYears(before: readonly Entry[], month: Month): number {
  const years = new Map<string, number>();
  for (const entry of before) {
    if (entry.month.slice(0, 4) < month.slice(0, 4)) years.set(entry.month.slice(0, 4), entry.units);
  }
  return [...years.values()].reduce((sum, units) => sum + units, 0);
}

/** 3000万, 2亿: one digit and then zeros. */
const isRound = (units: number): boolean => /^[1-9]0+$/.test(String(units));

const signed = (units: number, measure: FigureKind): string =>
  units < 0 ? `−${printFigure(-units, measure)}` : printFigure(units, measure);
