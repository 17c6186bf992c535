/**
 * A sentence of 目标 as a clerk types it, parted into words: 将乐县2026年到位资金任务6.5亿元, 尤溪 今年到位资金改成五亿.
 * Left out: what the words mean (`words.ts`).
 */
import type { KnownScene } from '../../../src/command.ts';
import { UNITS_PER_WAN } from '../../../src/domain/money.ts';
import { readAmountField } from '../../../src/parse/form.ts';

const NUMERAL = '\\d零一二两三四五六七八九十百千';
/** A year as a word: 2026, 2026年, 2026年度. */
export const YEAR = /^(20\d{2})年?度?$/u;
const VALUE =
  /^\d[\d.,]*(?!\d|月|日|号|-|季)[^\d\s]{0,6}$|^\d[\d.]*$|^\d[\d.]*\S{0,4}[-—~至到]\d[\d.]*\S{0,6}$/u;
const FROM = /(?:^|\s)(?:自|从)\s*(\S+?日?)(?:起|开始)?(?=\s|$)/u;
/** What stands behind 说明, 依据 or 理由. */
export const NOTE = /(?:说明|依据|理由)[:：\s]\s*([\s\S]*)$/u;
/** A figure at the end of a word: 6.5亿元, 五亿, 12亿5千万, 8个, 95%. */
const VALUE_AT_END = new RegExp(
  `(?:\\d[\\d.,]*|[${NUMERAL}]+(?=[万亿]))(?:[万亿][${NUMERAL}.]*[千百]?万?)*(?:[千百]万)?(?:美?元|美金|个|家|次|人|项|分|份|户|期|%)?$`,
  'u',
);
/** Money that no plain number says. */
const COMPOUND = new RegExp(`^(?=.*[万亿])(?:[${NUMERAL}万亿.]+)(美元|美金|元)?$`, 'u');
const PLAIN = /^\d[\d.,]*(?:[万亿]|千万|百万)?(?:美元|美金|元)?$/u;
const LINK = /(?:改成|改为|调整为|调整到|调为|调到|定为|设为|下达|为|是|=|→)$/u;

/** 12亿5千万 as 125000万元; anything else as it is. */
function plainValue(word: string): string {
  const currency = COMPOUND.exec(word)?.[1];
  if (PLAIN.test(word) && !/千万|百万/u.test(word)) return word;
  if (!COMPOUND.test(word)) return word;
  const isDollar = currency === '美元' || currency === '美金';
  const read = readAmountField(word, isDollar ? 'USD' : 'CNY');
  if (!read.ok) return word;
  const wan = read.value.units / UNITS_PER_WAN;
  return `${wan}万${isDollar ? '美元' : currency === '元' ? '元' : ''}`;
}

/** The number a word ends in, parted from it. */
function partValue(word: string): readonly string[] {
  const found = VALUE_AT_END.exec(word);
  if (found === null) return [word];
  const before = word.slice(0, found.index);
  // A designation like SM-B4 is one word.
  if (before !== '' && !/[\p{Script=Han}=→]$/u.test(before)) return [word];
  const name = before.replace(LINK, '');
  return name === '' ? [plainValue(found[0])] : [name, plainValue(found[0])];
}

/** A unit's name at the head of the first word, parted from it. */
function partUnit(word: string, { roster }: KnownScene): readonly string[] {
  const names = roster.units.flatMap((unit) => [unit.name, ...unit.aliases]);
  const [name] = names.filter((one) => word.startsWith(one)).sort((a, b) => b.length - a.length);
  if (name === undefined || name === word) return [word];
  const isPost = roster.posts.some((post) => word.endsWith(post.title));
  const rest = word.slice(name.length).replace(/^的/u, '');
  return isPost || rest === '' ? [word] : [name, rest];
}

/** The words with what is run together parted; years written as years. */
function loosened(words: string, here: KnownScene): readonly string[] {
  const year = Number(here.today.slice(0, 4));
  const spaced = words
    .replace(/(?<=(?<!\d)\d{1,3}(?:[,，]\d{3})*)[,，](?=\d{3}(?!\d))/gu, '')
    .replace(/今年度?|本年度?/gu, ` ${year}年 `)
    .replace(/明年度?/gu, ` ${year + 1}年 `)
    .replace(/(?<!\d)20\d{2}年度?(?!\s*\d{1,2}\s*月)/gu, ' $& ');
  return spaced
    .split(/[\s,，、;；:：]+/u)
    .filter((one) => one !== '')
    .flatMap((word, index) => (index === 0 ? partUnit(word, here) : [word]))
    .flatMap(partValue)
    .map((word) => word.replace(/^的/u, '').replace(LINK, ''))
    .filter((word) => word !== '');
}

/** A sentence parted: who and what, the value, from when, of which year, and why. */
export interface Loose {
  readonly tokens: readonly string[];
  readonly value: string;
  readonly from: string;
  readonly year: string;
  readonly note: string;
}

/** Reads a sentence of 目标. */
export function looseOf(text: string, here: KnownScene): Loose {
  const folded = text.normalize('NFKC').slice(0, 600);
  const note = NOTE.exec(folded)?.[1] ?? '';
  const bare = folded.replace(NOTE, ' ');
  const from = FROM.exec(bare)?.[1] ?? '';
  const words = loosened(bare.replace(FROM, ' '), here);
  // The first only: a value may look like a year.
  const yearAt = words.findIndex((one) => YEAR.test(one));
  const year = YEAR.exec(words[yearAt] ?? '')?.[1] ?? '';
  const rest = words.filter((_, index) => index !== yearAt);
  const at = rest.findLastIndex((one) => VALUE.test(one));
  return {
    tokens: rest.filter((_, index) => index !== at),
    value: rest[at] ?? '',
    from,
    year,
    note: note.trim(),
  };
}
