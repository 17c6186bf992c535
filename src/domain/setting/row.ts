/**
 * Settings by rows, as a workbook brings them: one target a row, under these headings. Pure, and without a say in who
 * may: the caller asks access for that, then `decideSetting`.
 */
import type { Day } from '../day.ts';
import { isRefusal, type Refusal, refuse } from '../decision.ts';
import type { Pack } from '../pack/schema.ts';
import { unitWithCurrency } from '../rule/quantity.ts';
import { testsOf } from '../rule/target.ts';
import { refuseWish, type SettingScene } from './check.ts';
import { decideSet, type Setting, type SettingFact, type SettingWish, settingId } from './setting.ts';
import { readValue } from './words.ts';

/** Headings of the kind `targets`, in order. */
export const TARGET_COLUMNS = ['目标编号', '单位或岗位', '数值', '单位', '币种', '生效日期', '说明'] as const;

/** A row's cells as text; blank where empty. */
export type TargetCells = Readonly<Record<(typeof TARGET_COLUMNS)[number], string>>;

export interface RowReading {
  readonly pack: Pack;
  /** Unit, post or `city` by its id, name or alias; `null`: none, or more than one. */
  readonly subjectNamed: (words: string) => string | null;
  /** Reads a written day; `null`: not one. */
  readonly dayOf: (text: string) => Day | null;
  /** For a row without a day: the first of the year. */
  readonly today: Day;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  元: 'CNY',
  CNY: 'CNY',
  美元: 'USD',
  USD: 'USD',
};

/** A row as the wish it states. The target may be named by id (`LF-B15#2` for one of several tests) or label. */
export function settingFromRow(cells: TargetCells, reading: RowReading): SettingWish | Refusal {
  const { pack, subjectNamed, dayOf, today } = reading;
  const [name = '', no] = cells.目标编号.trim().split('#');
  const target = pack.targets.find(
    (one) => one.id.toLowerCase() === name.toLowerCase() || one.label === name,
  );
  if (target === undefined) return refuse(`方案里没有目标「${name}」`);
  const who = cells.单位或岗位.trim();
  const subject = /^(?:|各单位|全部)$/u.test(who) ? null : subjectNamed(who);
  if (subject === null && !/^(?:|各单位|全部)$/u.test(who))
    return refuse(`名册中没有单位或岗位「${who}」，或不止一个`);
  const part = no === undefined ? null : Number.parseInt(no, 10) - 1;
  if (part !== null && !(part >= 0 && part < 20)) return refuse(`「#${no}」应为第几项，例如 #1`);
  const wanted = testsOf(target).tests[part ?? 0]?.unit ?? target.unit ?? null;
  const word = cells.单位.trim();
  const currency = cells.币种.trim();
  const code = currency === '' ? undefined : CURRENCIES[currency];
  if (currency !== '' && code === undefined) return refuse(`币种「${currency}」应为 人民币 或 美元`);
  const unit = code === undefined ? word : (unitWithCurrency(word || (wanted ?? ''), code) ?? word);
  const typed = cells.数值.trim();
  const value = readValue(/[\d.]$/u.test(typed) ? `${typed}${unit}` : typed, wanted);
  if (isRefusal(value)) return value;
  const written = cells.生效日期.trim();
  const from = written === '' ? `${today.slice(0, 4)}-01-01` : dayOf(written);
  if (from === null) return refuse(`「${written}」不是实有的日期，应如 2026-07-01`);
  const note = cells.说明.trim();
  return {
    kind: 'target',
    item: target.id,
    subject,
    part,
    scope: null,
    ...value,
    from,
    note: note === '' ? null : note,
  };
}

/** Checked and decided in one: facts for the setting's stream, `settingId(wish)`. */
export function decideSetting(
  setting: Setting | null,
  wish: SettingWish,
  scene: SettingScene,
): { readonly id: string; readonly facts: readonly SettingFact[] } | Refusal {
  const refused = refuseWish(wish, scene);
  if (refused !== null) return refused;
  const decided = decideSet(setting, wish);
  return isRefusal(decided) ? decided : { id: settingId(wish), facts: decided.facts };
}
