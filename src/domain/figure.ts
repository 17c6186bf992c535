/**
 * One figure of a monthly report, in the unit the pack gives its measure.
 *
 * Kept as an integer of ten-thousandths of the printed unit: 元 for 万元, 美元 for 万美元, 0.0001人 for 人, so that
 * four decimals are exact whatever the unit. Money prints in 万 as entered, 亿 only beside it (design §5).
 */
import { type Currency, printWan, toWan } from './money.ts';
import type { PackMeasure } from './pack/schema.ts';

/** What a figure is of: the words that name it and the unit it is entered in. */
export type FigureKind = Pick<PackMeasure, 'id' | 'label' | 'unit'>;

/** The currency a measure is counted in; `null` for what is no money (人, 个). */
export function currencyOf(measure: FigureKind): Currency | null {
  if (!measure.unit.endsWith('元')) return null;
  return measure.unit.includes('美元') ? 'USD' : 'CNY';
}

/** The unit a bare number is taken in and columns are headed with: 万元, 万美元, or the measure's own. */
export function unitOf(measure: FigureKind): string {
  const currency = currencyOf(measure);
  if (currency === null) return measure.unit;
  return currency === 'USD' ? '万美元' : '万元';
}

/** The number alone, in `unitOf`: what stands in a table or is prefilled in a form. */
export const plainFigure = (units: number): string => toWan({ units, currency: 'CNY' });

/** The number with its unit; money from 1亿 on with 亿 beside it. */
export function printFigure(units: number, measure: FigureKind): string {
  const currency = currencyOf(measure);
  return currency === null ? `${plainFigure(units)}${measure.unit}` : printWan({ units, currency });
}

/** A change with its sign, for 本月新增 and corrections: +500万元, −300万元, 0万元. */
export function printChange(units: number, measure: FigureKind): string {
  if (units < 0) return `−${printFigure(-units, measure)}`;
  return `${units > 0 ? '+' : ''}${printFigure(units, measure)}`;
}
