// Which of the sums in a lead is its investment. A named total wins; two different candidates, a sum that is only a
// phase, or an inexact one (几千万) are left to the person.
import { type AmountRange, type Checked, type Currency, sameAmount } from '../domain/money.ts';
import { type AmountFound, findAmounts } from './amount.ts';
import { currencyNamed } from './amount-words.ts';
import { foldWidth } from './text.ts';

/** The choice: a range, or a hint why there is none; `used` are the sums it rests on. */
export interface AmountChoice {
  readonly range: AmountRange | null;
  readonly text: string;
  readonly hint: string | null;
  readonly used: readonly AmountFound[];
}

const same = (a: AmountFound, b: AmountFound): boolean =>
  sameAmount(a.range.low, b.range.low) && sameAmount(a.range.high, b.range.high);

/** Settles the investment among all sums found. */
export function chooseAmount(found: readonly AmountFound[]): AmountChoice {
  const none: AmountChoice = { range: null, text: '', hint: null, used: [] };
  const ranked = (['total', 'invest', 'plain'] as const).map((role) =>
    found.filter((amount) => amount.role === role),
  );
  const group = ranked.find((amounts) => amounts.length > 0);
  const parts = found.filter((amount) => amount.role === 'part');
  if (!group) {
    const [part] = parts;
    if (!part) return none;
    const text = parts.map((amount) => amount.text).join('、');
    return {
      range: null,
      text,
      hint: part.unsure ?? `“${text}”只是其中一部分（如一期、固定资产），请填总投资。`,
      used: [],
    };
  }
  const [first] = group;
  if (!first) return none;
  const broken = group.find((amount) => amount.unsure !== undefined);
  if (broken) return { range: null, text: broken.text, hint: broken.unsure ?? null, used: [] };
  const others = group.filter((amount) => !same(amount, first));
  if (others.length > 0) {
    const text = group.map((amount) => amount.text).join('、');
    return { range: null, text, hint: `提到${others.length + 1}个金额：${text}，请填总投资。`, used: [] };
  }
  return { range: first.range, text: first.text, hint: null, used: group };
}

/** A labelled or form value of an investment: a bare number is 万 of the currency; `unit` from 投资额（亿元）. */
export function readLabelledAmount(value: string, unit: string, currencyText: string): Checked<AmountRange> {
  const typed = foldWidth(value).trim();
  const currency: Currency = currencyNamed(currencyText.trim()) ?? currencyNamed(unit) ?? 'CNY';
  const big = /^(万|亿|千万|百万)/.exec(unit.trim())?.[1] ?? '';
  const named = big !== '' ? big : /^(?:元|美元|人民币元)$/.test(unit.trim()) ? unit.trim() : '';
  // 投资额（亿元）：1.2 大田: the unit belongs to the number, whatever follows on the line.
  const text = typed.replace(/^[-\d,.]+(?=\s|$)/, (number) => `${number}${named}`);
  const found = findAmounts(text, { field: true, currency });
  const chosen = chooseAmount(
    found.map((amount) => (amount.role === 'part' ? { ...amount, role: 'plain' as const } : amount)),
  );
  if (chosen.hint !== null) return { ok: false, reason: chosen.hint };
  if (chosen.range === null)
    return { ok: false, reason: `“${typed.slice(0, 20)}”不是金额，请写成例如 5200万元、5.2亿元。` };
  return { ok: true, value: chosen.range };
}
