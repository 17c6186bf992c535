// P2 quantity and fx (domain.md P2): amounts with unit and currency, compared in the threshold's currency, unrounded.
// Leaves out printing on cards. Invariants: the entered amount is kept; an amount is converted at most once;
// without a rate the answer is null (汇率待定), never 1:1.
import { type Dec, dec, readDecimal } from '../decimal.ts';
import { exactOr, scaledOf } from './scaled.ts';

/** 币种 the engine converts between. */
export type Currency = 'CNY' | 'USD';

/** An amount as entered. */
export interface Quantity {
  readonly amount: string;
  /** 元, 万元, 亿元, 美元, 万美元, 亿美元. */
  readonly unit: string;
}

/** An amount in 万元 or 万美元. */
export interface WanAmount {
  readonly wan: Dec;
  readonly currency: Currency;
}

const SCALES: Readonly<Record<string, readonly [factor: string, currency: Currency]>> = {
  元: ['0.0001', 'CNY'],
  万元: ['1', 'CNY'],
  亿元: ['10000', 'CNY'],
  美元: ['0.0001', 'USD'],
  万美元: ['1', 'USD'],
  亿美元: ['10000', 'USD'],
};

/** Whether a unit is one of money. */
export function isMoneyUnit(unit: string): boolean {
  return Object.hasOwn(SCALES, unit);
}

/** The currency a unit of money says. */
export function currencyOf(unit: string): Currency | null {
  return SCALES[unit]?.[1] ?? null;
}

/** The amount in ten-thousandths of 万 (元), as a machine number; NaN where that is not exact. Same currency only. */
export function scaledWan(quantity: Quantity): number {
  const scaled = scaledOf(quantity.amount);
  const factor = SCALES[quantity.unit]?.[0];
  if (factor === '1') return scaled;
  return factor === '10000' ? exactOr(scaled * 10_000) : Number.NaN;
}

/** The amount in 万 of its currency: 2亿元 → 20 000; null for an unknown unit or no number. */
export function toWan(quantity: Quantity): WanAmount | null {
  const scale = SCALES[quantity.unit];
  const amount = readDecimal(quantity.amount);
  if (scale === undefined || amount === null) return null;
  return { wan: amount.times(scale[0]), currency: scale[1] };
}

/**
 * The unit written with a separate currency (`万元` + `USD` → `万美元`), as evaluate's files have it.
 * Null when both speak and disagree (`万美元` + `CNY`).
 */
export function unitWithCurrency(unit: string, currency: string | undefined): string | null {
  if (!isMoneyUnit(unit)) return null;
  if (currency === undefined || currency === currencyOf(unit)) return unit;
  if (currency === 'USD' && currencyOf(unit) === 'CNY') return unit.replace('元', '美元');
  return null;
}

/** A rate: how many `CNY` one `USD` costs, for a year `2019`, a month `2019-07` or a day. */
export interface FxRate {
  readonly from: Currency;
  readonly to: Currency;
  readonly at: string;
  readonly rate: string;
}

export type FxMode = 'annual_fixed' | 'month_avg' | 'event_date';

/** 汇率 lookup: what a `from` is worth in `to` on a day, or null. */
export type Fx = (from: Currency, to: Currency, on: string) => Dec | null;

/** Builds the lookup. Default mode annual_fixed: the year of the event. The inverse of a listed rate counts too. */
export function fxTable(mode: FxMode, rates: readonly FxRate[]): Fx {
  const length = mode === 'annual_fixed' ? 4 : mode === 'month_avg' ? 7 : 10;
  const table = new Map(rates.map((rate) => [`${rate.from}>${rate.to}@${rate.at}`, dec(rate.rate)]));
  return (from, to, on) => {
    if (from === to) return dec(1);
    const at = on.slice(0, length);
    const direct = table.get(`${from}>${to}@${at}`);
    if (direct !== undefined) return direct;
    const inverse = table.get(`${to}>${from}@${at}`);
    return inverse === undefined || inverse.isZero() ? null : dec(1).div(inverse);
  };
}

/** No rates at all: everything across currencies is 汇率待定. */
export const NO_FX: Fx = (from, to) => (from === to ? dec(1) : null);

/** The amount in 万 of the wanted currency, unrounded; null when there is no rate. 2,000万元 ÷ 6.90 = 289.855…万美元. */
export function convert(amount: WanAmount, to: Currency, on: string, fx: Fx): Dec | null {
  if (amount.currency === to) return amount.wan;
  const inverse = fx(to, amount.currency, on);
  if (inverse === null || inverse.isZero()) return null;
  return amount.wan.div(inverse);
}

/** 亩 for display only: 1亩 = 2000/3 m². */
export function squareMetresFromMu(mu: Dec): Dec {
  return mu.times(2000).div(3);
}
