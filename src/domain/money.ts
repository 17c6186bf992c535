// Exact money as the plans write it: 万元, 亿元, 万美元. A sum is a safe integer of the currency's main unit
// (元, 美元 …), that is, ten-thousandths of 万, so that four decimals of 万元 are exact. Leaves out exchange
// rates (a pack's business) and reading what people type (src/parse/amount.ts).

/** ISO 4217 codes of the currencies investors come with. */
export type Currency =
  | 'CNY'
  | 'USD'
  | 'HKD'
  | 'EUR'
  | 'JPY'
  | 'TWD'
  | 'GBP'
  | 'KRW'
  | 'SGD'
  | 'MOP'
  | 'AUD'
  | 'CAD'
  | 'CHF'
  | 'MYR'
  | 'THB'
  | 'RUB';

/** Chinese unit word of each currency, as printed after a number. */
export const CURRENCY_LABELS: Readonly<Record<Currency, string>> = {
  CNY: '元',
  USD: '美元',
  HKD: '港元',
  EUR: '欧元',
  JPY: '日元',
  TWD: '新台币',
  GBP: '英镑',
  KRW: '韩元',
  SGD: '新加坡元',
  MOP: '澳门元',
  AUD: '澳元',
  CAD: '加元',
  CHF: '瑞士法郎',
  MYR: '林吉特',
  THB: '泰铢',
  RUB: '卢布',
};

/** Chinese name of each currency, for a 币种 field. */
export const CURRENCY_NAMES: Readonly<Record<Currency, string>> = {
  ...CURRENCY_LABELS,
  CNY: '人民币',
  HKD: '港币',
};

/** All currency codes, most used first. */
export const CURRENCIES: readonly Currency[] = [
  'CNY',
  'USD',
  'HKD',
  'EUR',
  'JPY',
  'TWD',
  'GBP',
  'KRW',
  'SGD',
  'MOP',
  'AUD',
  'CAD',
  'CHF',
  'MYR',
  'THB',
  'RUB',
];

/** A sum of money. `units`: whole 元 (美元, …); 10,000 units are 1万; a safe integer. */
export interface Amount {
  readonly units: number;
  readonly currency: Currency;
}

/** What a person said an investment is: one sum (`low` = `high`) or from–to; `approx` for 约, 左右, 近, 不低于, 多. */
export interface AmountRange {
  readonly low: Amount;
  readonly high: Amount;
  readonly approx: boolean;
}

/** A value, or a refusal sentence in Chinese that says what was wrong and what to type. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

/** Units in one 万. */
export const UNITS_PER_WAN = 10_000;
/** Units in one 亿. */
export const UNITS_PER_YI = 100_000_000;
/** Largest sum accepted, in 万: 10^11 万 = 10^15 元, inside the safe integers. */
export const AMOUNT_WAN_MAX = 100_000_000_000;
const UNITS_MAX = AMOUNT_WAN_MAX * UNITS_PER_WAN;

/** True for a currency code this system keeps sums in. */
export const isCurrency = (text: string): text is Currency =>
  (CURRENCIES as readonly string[]).includes(text);

const refuse = <T>(reason: string): Checked<T> => ({ ok: false, reason });

/** A sum from whole units (元, 美元), within the bounds. */
export function makeAmount(units: number, currency: Currency, allowNegative = false): Checked<Amount> {
  if (!Number.isSafeInteger(units)) return refuse('金额须为精确到元的数字，例如 5200万元。');
  if (units < 0 && !allowNegative) return refuse('金额不能为负数，请填正数，例如 5200万元。');
  if (Math.abs(units) > UNITS_MAX) return refuse('金额过大，超出可登记的范围，请检查单位是否写错。');
  return { ok: true, value: { units: units === 0 ? 0 : units, currency } };
}

/**
 * A sum from a plain decimal string in 万 ("52000", "0.5"). At most four decimals (0.0001万 = 1元) count; a fifth that
 * is not zero is refused, never rounded: a rounded figure could not be explained. Exponents, separators, words and
 * signs other than one leading minus are refused.
 */
export function fromWan(text: string, currency: Currency = 'CNY', allowNegative = false): Checked<Amount> {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,40}))?$/.exec(text.trim());
  if (!match) return refuse('金额须为数字（单位：万），例如 52000 或 0.5。');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > 4) return refuse('金额最多填四位小数（精确到元），例如 0.5 或 12.3456。');
  const digits = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  if (digits.length > 12) return refuse('金额过大，超出可登记的范围，请检查单位是否写错。');
  const units = Number(digits) * UNITS_PER_WAN + Number(fraction.padEnd(4, '0'));
  return makeAmount(match[1] === '-' ? -units : units, currency, allowNegative);
}

function decimalOf(units: number, perUnit: number, places: number): string {
  const size = Math.abs(units);
  const whole = Math.floor(size / perUnit);
  const fraction = String(size % perUnit)
    .padStart(places, '0')
    .replace(/0+$/, '');
  return `${units < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The sum in 万 as a plain decimal string without separators: "52000", "0.5". */
export const toWan = (amount: Amount): string => decimalOf(amount.units, UNITS_PER_WAN, 4);

/** The sum in 亿 as a plain decimal string: "5.2". */
export const toYi = (amount: Amount): string => decimalOf(amount.units, UNITS_PER_YI, 8);

/** As cards print it: 万元 as entered, 亿元 only beside it: "52000万元（5.2亿元）", "3000万美元". */
export function printWan(amount: Amount): string {
  const label = CURRENCY_LABELS[amount.currency];
  const wan = `${toWan(amount)}万${label}`;
  return Math.abs(amount.units) < UNITS_PER_YI ? wan : `${wan}（${toYi(amount)}亿${label}）`;
}

/** A range of one value. */
export const exactly = (amount: Amount): AmountRange => ({ low: amount, high: amount, approx: false });

/** True when the person named one sum and not a span. */
export const isSingle = (range: AmountRange): boolean =>
  range.low.units === range.high.units && range.low.currency === range.high.currency;

/** A range as cards print it: "约20000万元（2亿元）", "5000～8000万元". */
export function printRange(range: AmountRange): string {
  const prefix = range.approx ? '约' : '';
  if (isSingle(range)) return `${prefix}${printWan(range.low)}`;
  const label = CURRENCY_LABELS[range.high.currency];
  const wan = `${prefix}${toWan(range.low)}～${toWan(range.high)}万${label}`;
  if (range.high.units < UNITS_PER_YI) return wan;
  return `${wan}（${toYi(range.low)}～${toYi(range.high)}亿${label}）`;
}

/** True when both sums are the same amount of the same currency. */
export const sameAmount = (a: Amount, b: Amount): boolean => a.units === b.units && a.currency === b.currency;
