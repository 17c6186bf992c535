// Amounts of money from the unit they were entered in to the unit wanted. Leaves out rates themselves (rule/quantity.ts).
import { type Dec, dec } from '../decimal.ts';
import { convert, currencyOf, type Fx, toWan } from '../rule/quantity.ts';

/** The factor between two units of money of one currency, or null. */
export function moneyFactor(from: string, to: string): Dec | null {
  const [one, other] = [toWan({ amount: '1', unit: from }), toWan({ amount: '1', unit: to })];
  if (one === null || other === null || one.currency !== other.currency) return null;
  return one.wan.div(other.wan);
}

/** An amount in the unit wanted; null without a rate. Units of other things are left as they are. */
export function inUnit(amount: string, unit: string, wanted: string, on: string, fx: Fx): Dec | null {
  const currency = currencyOf(wanted);
  if (currency === null || unit === wanted) return dec(amount);
  const wan = toWan({ amount, unit });
  const scale = toWan({ amount: '1', unit: wanted });
  if (wan === null || scale === null) return null;
  const converted = convert(wan, currency, on, fx);
  return converted === null ? null : converted.div(scale.wan);
}
