/**
 * One figure of the monthly form, as people type it: 1000, 1,200, 1.2亿, 1.2个亿, 3000万, 3000万美元, 120人, 无变化. A bare number is in
 * the measure's unit (万元; foreign capital 万美元). Nothing is rounded or guessed: what is not exact is refused with a
 * sentence that names the field. Left out: sums inside sentences (`amount.ts`).
 */
import { currencyOf, type FigureKind, unitOf } from '../domain/figure.ts';
import { type Checked, makeAmount } from '../domain/money.ts';
import { findAmounts } from './amount.ts';
import { foldWidth } from './text.ts';

/** Longest text looked at; no figure needs more. */
const LENGTH_MAX = 40;
/** Units of a figure in one printed unit: four decimals. */
const SCALE_DIGITS = 4;

const PLAIN =
  /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.(\d{1,18}))?(?:个?(亿|千万|百万|十万|万)|(kw|w|e))?(人民币元?|元人民币|元|美元|美金|USD)?整?$/i;
const EXPONENTS: Readonly<Record<string, number>> = {
  亿: 8,
  e: 8,
  千万: 7,
  kw: 7,
  百万: 6,
  十万: 5,
  万: 4,
  w: 4,
};
const YUAN = /^(?:人民币|元)/;
const NEAR =
  /^(?:约|大约|大概|近|将近|超过?|过|不到|至少|最多)|(?:左右|上下|以上|以下|以内|不到|多|余|来万|出头|吧)$/;
/** 1 200: groups of three. */
const SPACED = /^\D{0,3}\d{1,3}(?:\s\d{3})+(?:\s?[^\d\s].*)?$/;
const UNCHANGED =
  /^(?:本月)?(?:没有?|无|未|不)(?:新增|变化|变动|增加|变)$|^(?:同|与)上月(?:相同|一致|持平)?$|^持平$/;
const UNKNOWN = /^(?:[-—–/\\]+|无|暂无|没有|不详|未知|n\/?a)$/i;

/** A figure typed, in ten-thousandths of the measure's unit; `null` = left blank, which is 暂缺 and not 0. */
export type FigureRead = Checked<number | null>;

/** @param lastUnits the last reported cumulative figure, for 无变化. */
export function readFigure(text: string, measure: FigureKind, lastUnits: number | null): FigureRead {
  const refuse = (reason: string): FigureRead => ({ ok: false, reason: `「${measure.label}」${reason}` });
  const typed = foldWidth(text)
    .replace(/\s/g, '')
    .replace(/，/g, ',')
    .replace(/[−－﹣]/g, '-');
  if (typed === '' || UNKNOWN.test(typed)) return { ok: true, value: null };
  if (typed === '零') return { ok: true, value: 0 };
  if (/\d\s+\d/.test(text) && !SPACED.test(foldWidth(text).trim()))
    return refuse('中间有空格，看不出是一个数还是几个，请只填一个数字。');
  if (typed.length > LENGTH_MAX) return refuse(`太长，请只填一个数字，例如 1200。`);
  if (UNCHANGED.test(typed)) {
    if (lastUnits === null) return refuse('此前没有报过数字，不能写无变化；请填累计数，没有发生就填 0。');
    return { ok: true, value: lastUnits };
  }
  const currency = currencyOf(measure);
  // 120人 in a field of 人.
  const bare =
    currency === null && typed.endsWith(measure.unit) ? typed.slice(0, -measure.unit.length) : typed;
  const plain = PLAIN.exec(bare);
  if (plain === null) return readChinese(bare, measure, refuse);
  if (plain[1] === '-') return refuse('是累计数，不能为负数。');
  const named = plain[6];
  if (named !== undefined && currency !== (YUAN.test(named) ? 'CNY' : 'USD'))
    return wrongUnit(measure, refuse);
  const exponent = exponentOf((plain[4] ?? plain[5])?.toLowerCase(), named, measure);
  if (exponent === null) return wrongUnit(measure, refuse);
  return scaled(plain[2] ?? '', plain[3] ?? '', exponent, measure, refuse);
}

/** Powers of ten from the typed number to stored units. */
function exponentOf(
  factor: string | undefined,
  named: string | undefined,
  measure: FigureKind,
): number | null {
  if (currencyOf(measure) === null) {
    if (named !== undefined) return null;
    return SCALE_DIGITS + (factor === undefined ? 0 : (EXPONENTS[factor] ?? 0));
  }
  // A bare number is in 万; 5000元 says 元 itself.
  if (factor === undefined) return named === undefined ? SCALE_DIGITS : 0;
  return EXPONENTS[factor] ?? null;
}

type Refuse = (reason: string) => FigureRead;

function scaled(
  whole: string,
  fraction: string,
  exponent: number,
  measure: FigureKind,
  refuse: Refuse,
): FigureRead {
  const digits = whole.replaceAll(',', '');
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > exponent) {
    return refuse(`最多四位小数（单位：${unitOf(measure)}），例如 0.5 或 12.3456。`);
  }
  const text = `${digits}${kept.padEnd(exponent, '0')}`.replace(/^0+(?=\d)/, '');
  if (text.length > 16) return refuse(`数字过大，请核对单位（填的是${unitOf(measure)}吗？）。`);
  return bounded(Number(text), measure, refuse);
}

/** Words such as 一点五亿 or 五千万: only when the whole text is one exact sum. */
function readChinese(typed: string, measure: FigureKind, refuse: Refuse): FigureRead {
  const currency = currencyOf(measure);
  if (NEAR.test(typed)) return refuse('须是一个确切的数，不能是约数。');
  const example = `看不懂，请填数字（单位：${unitOf(measure)}），例如 1200 或 1.2亿。`;
  if (currency === null || !/[一二三四五六七八九十百千万亿两零]/.test(typed) || /\de/i.test(typed)) {
    return refuse(example);
  }
  const [only, second] = findAmounts(typed, { field: true, currency });
  const isWhole =
    only !== undefined && second === undefined && only.span.end - only.span.start === typed.length;
  if (isWhole && only.unsure !== undefined) return refuse(`里${only.unsure}。`);
  if (!isWhole || only.range.approx) return refuse(example);
  const { low, high } = only.range;
  if (low.units !== high.units) return refuse('须是一个确切的数，不能是范围。');
  if (low.currency !== currency) return wrongUnit(measure, refuse);
  return bounded(low.units, measure, refuse);
}

function bounded(units: number, measure: FigureKind, refuse: Refuse): FigureRead {
  const made = makeAmount(units, 'CNY');
  if (!made.ok) return refuse(`数字过大，请核对单位（填的是${unitOf(measure)}吗？）。`);
  return { ok: true, value: made.value.units };
}

const wrongUnit = (measure: FigureKind, refuse: Refuse): FigureRead =>
  refuse(`按${unitOf(measure)}填报，请换算后只填数字。`);
