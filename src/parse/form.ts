// Lenient readers of single form fields: a value, or a refusal sentence in Chinese that names what was wrong and what
// to type. Dates are in date-field.ts.
import {
  type Amount,
  type AmountRange,
  type Checked,
  CURRENCY_NAMES,
  type Currency,
  isSingle,
} from '../domain/money.ts';
import { readLabelledAmount } from './lead-amount.ts';
import { findPhones, readPhone } from './phone.ts';
import { foldWidth } from './text.ts';

const AMOUNT_HINT = '请写成例如 5200（万元）、5.2亿元 或 3000万美元。';

/** The 投资额 field: a bare number is 万 of `currency`; ranges, 约 and units are read; negatives are refused. */
export function readInvestmentField(text: string, currency: Currency = 'CNY'): Checked<AmountRange> {
  const typed = foldWidth(text).trim();
  if (typed === '') return { ok: false, reason: `投资额是空的，${AMOUNT_HINT}` };
  if (typed.length > 60) return { ok: false, reason: `投资额太长，${AMOUNT_HINT}` };
  if (/^(?:-|负)/.test(typed))
    return { ok: false, reason: '投资额不能为负数，请填正数，例如 5200（万元）。' };
  if (/^[+]?\d[\d.,]*e[+-]?\d+$/i.test(typed) || /^(?:nan|infinity|∞)$/i.test(typed))
    return { ok: false, reason: `“${typed}”不是金额，${AMOUNT_HINT}` };
  if (/^\d[\d,]*\.\d{5,}$/.test(typed) && !/^\d[\d,]*\.\d{4}0+$/.test(typed))
    return { ok: false, reason: '投资额最多填四位小数（精确到元），例如 0.5 或 12.3456。' };
  return readLabelledAmount(typed, '', CURRENCY_NAMES[currency]);
}

/** A money field that takes one sum only (月报 and the like): as above, ranges refused; zero allowed. */
export function readAmountField(text: string, currency: Currency = 'CNY'): Checked<Amount> {
  if (/^\s*0+(?:\.0+)?\s*(?:万|亿)?元?\s*$/.test(foldWidth(text)))
    return { ok: true, value: { units: 0, currency } };
  const read = readInvestmentField(text, currency);
  if (!read.ok)
    return { ok: false, reason: read.reason.replaceAll('投资额', '金额').replaceAll('总投资', '金额') };
  if (!isSingle(read.value)) return { ok: false, reason: `这里只能填一个数，${AMOUNT_HINT}` };
  return { ok: true, value: read.value.low };
}

/** The 联系电话 field: the normalised number. */
export function readPhoneField(text: string): Checked<string> {
  const typed = foldWidth(text).trim();
  const hint = '请填11位手机号，或带区号的座机，例如 0598-8223344。';
  if (typed === '') return { ok: false, reason: `联系电话是空的，${hint}` };
  const found = readPhone(typed.slice(0, 60));
  if (found && found.kind !== 'wrong') return { ok: true, value: found.normal };
  if (found?.reason !== undefined) return { ok: false, reason: `${found.reason}，${hint}` };
  const several = findPhones(typed.slice(0, 200)).length > 1;
  return {
    ok: false,
    reason: several ? `这里只能填一个电话，${hint}` : `“${typed.slice(0, 20)}”不是电话号码，${hint}`,
  };
}
