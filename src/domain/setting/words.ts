/** Values as people write and read them: `12亿` for a target in 万元, `95%`, `1-2`. Pure; exact, nothing is rounded. */
import { dec, decText, readDecimal } from '../decimal.ts';
import { type Refusal, refuse } from '../decision.ts';
import { isMoneyUnit } from '../rule/quantity.ts';
import type { SettingValue } from './setting.ts';

const NUMBER = '\\d{1,12}(?:\\.\\d{1,6})?';
const ONE = new RegExp(`^(${NUMBER})([^\\d\\s.—~-]{0,6})$`, 'u');
const TWO = new RegExp(`^(${NUMBER})[^\\d\\s.—~-]{0,4}[-—~至到](${NUMBER})([^\\d\\s.—~-]{0,6})$`, 'u');

/** Words of money to its unit; bare 亿 and 万 take the currency of the target. */
function moneyUnit(word: string, wanted: string): string | null {
  const isDollar = wanted.includes('美元');
  if (word === '') return wanted === '亿元' || wanted === '亿美元' ? wanted : isDollar ? '万美元' : '万元';
  const [scale = ''] = /^[万亿]/u.exec(word) ?? [];
  const rest = word.slice(scale.length);
  if (rest === '') return scale + (isDollar ? '美元' : '元');
  if (rest === '元' || rest === '人民币') return `${scale}元`;
  return rest === '美元' || rest === '美金' || rest === '刀' ? `${scale}美元` : null;
}

/** @param wanted the unit the pack counts in; `null` where it has none */
export function readValue(typed: string, wanted: string | null): SettingValue | Refusal {
  const text = typed.normalize('NFKC').replace(/[\s,，]/gu, '');
  const two = TWO.exec(text);
  const found = two ?? ONE.exec(text);
  const example =
    wanted === null ? '3' : isMoneyUnit(wanted) ? '12亿 或 3000万' : wanted === '%' ? '95%' : `3${wanted}`;
  const unread = refuse(`没有看懂数值「${typed.slice(0, 20)}」`, { next: `请写成例如「${example}」。` });
  if (found === null) return unread;
  const numbers = two === null ? [found[1] ?? ''] : [two[1] ?? '', two[2] ?? ''];
  const word = (two === null ? found[2] : two[3]) ?? '';
  const made = (amounts: readonly string[], unit: string | null): SettingValue => ({
    amounts: amounts.length === 2 ? [amounts[0] ?? '', amounts[1] ?? ''] : [amounts[0] ?? ''],
    unit,
    members: [],
  });
  const plain = numbers.map((one) => decText(dec(one)));
  if (wanted !== null && isMoneyUnit(wanted)) {
    const unit = moneyUnit(word, wanted);
    return unit === null ? unread : made(plain, unit);
  }
  if (wanted === '%') {
    if (word !== '%') return refuse(`「${typed.slice(0, 20)}」要写百分号`, { next: '例如「95%」。' });
    return made(
      plain.map((one) => decText(dec(one).div(100))),
      '%',
    );
  }
  if (word === '' || word === wanted || (wanted === null && word === '分')) return made(plain, wanted);
  return refuse(`单位「${word}」不对${wanted === null ? '，这里没有单位' : `，应为「${wanted}」`}`, {
    next: `请写成例如「${example}」。`,
  });
}

/** As they are typed before their unit: 95 of 95%, which is held as 0.95. */
export const typedAmounts = ({ amounts, unit }: Pick<SettingValue, 'amounts' | 'unit'>): readonly string[] =>
  unit === '%' ? amounts.map((one) => decText((readDecimal(one) ?? dec(0)).times(100))) : amounts;

/** `12亿元`, `95%`, `1—2次`, `3 个项目`. */
export function sayValue(value: SettingValue): string {
  const { unit, members } = value;
  return members.length > 0 ? `${members.length} 个项目` : `${typedAmounts(value).join('—')}${unit ?? ''}`;
}
