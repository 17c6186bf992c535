/**
 * Fields of a registry as people type them: one value (`readField`), `字段=值` pairs of a line (`findLabelled`), and a
 * sentence that fills a form (`guessFields`). Numbers come out in the field's own unit. Left out: what must be filled
 * and what may not stand twice (`src/domain/registry/decide.ts`).
 */
import type { Day } from '../domain/day.ts';
import { type Dec, dec } from '../domain/decimal.ts';
import type { Checked } from '../domain/money.ts';
import type { Registry } from '../domain/pack/schema.ts';
import type { RegistryField } from '../domain/pack/work-schema.ts';
import type { EntryValue } from '../domain/registry/entry.ts';
import { fieldAs, ownerField, titleField } from '../domain/registry/fields.ts';
import { inUnit, unitNamed } from '../domain/registry/units.ts';
import type { Roster } from '../domain/roster.ts';
import { readDay } from './date-field.ts';
import { escapePattern } from './need.ts';
import { ONE, readNumberAt } from './numeral.ts';
import { maskPhonesIn } from './phone.ts';
import { findQuantities } from './quantity.ts';

const VALUE_MAX = 500;
const YES = /^(?:是|有|对|真|已|√|✓|y|yes|true|1)$/iu;
const NO = /^(?:否|不是|没有|无|不|未|假|×|n|no|false|0)$/iu;

export interface FieldScene {
  readonly roster: Roster;
  readonly today: Day;
}

/** `null`: left blank, which takes a value out. */
export function readField(
  field: RegistryField,
  typed: string,
  scene: FieldScene,
): Checked<EntryValue | null> {
  const text = typed.normalize('NFKC').trim();
  const refuse = (why: string) => ({
    ok: false as const,
    reason: `${field.label}「${text.slice(0, 20)}」${why}`,
  });
  if (text === '' || /^(?:—|-|－)$/u.test(text)) return { ok: true, value: null };
  if (text.length > VALUE_MAX) return refuse(`太长，最多 ${VALUE_MAX} 字`);
  switch (field.type) {
    case 'flag':
      return YES.test(text)
        ? { ok: true, value: true }
        : NO.test(text)
          ? { ok: true, value: false }
          : refuse('请写「是」或「否」');
    case 'date': {
      const day = readDay(text, scene.today, { allowFuture: true });
      return day.ok ? day : { ok: false, reason: `${field.label}：${day.reason}` };
    }
    case 'choice': {
      const option = optionOf(field.options ?? [], text);
      return option === null
        ? refuse(`应为其一：${(field.options ?? []).join('、')}`)
        : { ok: true, value: option };
    }
    case 'unit': {
      const unit = scene.roster.unit(text) ?? scene.roster.unitsNamed(text)[0];
      return unit === undefined || unit === null
        ? refuse('名册中没有这个单位')
        : { ok: true, value: unit.id };
    }
    case 'number':
    case 'money':
    case 'area':
      return readAmount(field, text);
    default: {
      // As typed, with its own brackets and marks; a phone in an open text is masked.
      const kept = typed.trim().replace(/[^\P{Cc}\n\t]/gu, '');
      return { ok: true, value: field.personal ? kept : maskPhonesIn(kept) };
    }
  }
}

/** The option itself, or the only one that contains the words or is contained in them: 厂房 → 闲置厂房. */
export function optionOf(options: readonly string[], text: string): string | null {
  if (options.includes(text)) return text;
  if (text.length < 2) return null;
  const near = options.filter(
    (option) => option.includes(text) || (option.length > 1 && text.includes(option)),
  );
  return near.length === 1 ? (near[0] ?? null) : null;
}

const MONEY = /^(亿|万|千万|百万)?(?:人民币)?(元|美元|美金|usd)?$/iu;
const TIMES: Readonly<Record<string, number>> = { 亿: 1e8, 千万: 1e7, 百万: 1e6, 万: 1e4 };

function readAmount(field: RegistryField, typed: string): Checked<EntryValue> {
  const text = typed
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/gu, '')
    .replace(/\s+/gu, '');
  const unitText = field.unit ?? (field.type === 'money' ? '万元' : field.type === 'area' ? '平方米' : '');
  const refuse = (why: string) => ({
    ok: false as const,
    reason: `${field.label}「${typed.slice(0, 20)}」${why}${unitText === '' ? '' : `（单位：${unitText}）`}`,
  });
  if (text.startsWith('-')) return refuse('不能是负数');
  const read = readNumberAt(text, 0);
  if (read === null || read.vague || read.inexact || read.low !== read.high || read.approx)
    return refuse('请写一个确切的数字');
  const rest = text.slice(read.end);
  const plain = dec(read.low.toString()).div(ONE.toString());
  const value =
    field.type === 'money' ? asMoney(plain, read.big, rest, unitText) : asMeasured(plain, rest, unitText);
  if (value === null) return refuse('的单位看不懂');
  const rounded = value.toDecimalPlaces(4);
  return rounded.gte('1e12') ? refuse('太大') : { ok: true, value: rounded.toFixed() };
}

/** A bare number is in the field's unit; 1.2亿 and 3000万元 say theirs. */
function asMoney(plain: Dec, isBig: boolean, rest: string, unitText: string): Dec | null {
  const found = MONEY.exec(rest);
  const foreign = /美元|美金|usd/iu.test(rest);
  if (found === null || (foreign && !unitText.includes('美元'))) return null;
  if (!isBig && found[1] === undefined) return found[2] === undefined ? plain : plain.div(per(unitText));
  return plain.times(TIMES[found[1] ?? ''] ?? 1).div(per(unitText));
}

const per = (unitText: string): number =>
  unitText.startsWith('亿') ? 1e8 : unitText.startsWith('万') ? 1e4 : 1;

function asMeasured(plain: Dec, rest: string, unitText: string): Dec | null {
  if (rest === '' || rest === unitText.toLowerCase() || rest === '%') return plain;
  const [own, said] = [unitNamed(unitText), unitNamed(rest)];
  if (own === null) return /^[个家条张项名人]$/u.test(rest) ? plain : null;
  if (said === null) {
    const many = rest === '万' ? unitNamed(`万${unitText}`) : null;
    return many === null ? null : inUnit(plain, many).times(own.by).div(own.times);
  }
  if (said.measure !== own.measure || said.basis !== own.basis) return null;
  return inUnit(plain, said).times(own.by).div(own.times);
}

/** Typed texts by field id, and what stood beside them. */
export interface TypedFields {
  readonly typed: Readonly<Record<string, string>>;
  readonly rest: string;
}

/** `面积=6000 状态：已盘活`: labels of this registry followed by = or a colon. */
export function findLabelled(registry: Registry, text: string): TypedFields {
  const labels = [...registry.fields].sort((a, b) => b.label.length - a.label.length);
  const names = labels.map((field) => escapePattern(field.label)).join('|');
  const pattern = new RegExp(`(${names})\\s*[=＝:：]`, 'gu');
  const marks = [...text.matchAll(pattern)];
  const typed: Record<string, string> = {};
  let rest = text.slice(0, marks[0]?.index ?? text.length);
  marks.forEach((mark, at) => {
    const field = labels.find((one) => one.label === mark[1]);
    const stretch = text.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? text.length);
    const end = stretch.search(/[，,；;\n]/u);
    const value = (end < 0 ? stretch : stretch.slice(0, end)).trim();
    if (field !== undefined) typed[field.id] = value;
    if (end >= 0) rest += ` ${stretch.slice(end + 1)}`;
  });
  return { typed, rest: rest.trim() };
}

/** A sentence to fields, for a form that a person then checks. */
export function guessFields(
  registry: Registry,
  sentence: string,
  scene: FieldScene,
): Readonly<Record<string, string>> {
  const { typed, rest } = findLabelled(registry, sentence);
  const found: Record<string, string> = { ...typed };
  const { bounds, rest: words } = findQuantities(rest);
  for (const bound of bounds) {
    const field = fieldAs(registry, bound.measure);
    const number = /\d.*$/u.exec(bound.said)?.[0];
    if (field !== null && number !== undefined)
      found[field.id] ??= number.replace(/(?:以上|左右|以内|高)$/u, '');
  }
  const left: string[] = [];
  for (const word of words.split(/[\s,，;；]+/u).filter((one) => one !== '')) {
    if (!takeWord(registry, word, found, scene)) left.push(word);
  }
  const title = titleField(registry);
  if (title !== null && left.length > 0) found[title.id] ??= left.join(' ').slice(0, 200);
  return found;
}

function takeWord(
  registry: Registry,
  word: string,
  found: Record<string, string>,
  { roster }: FieldScene,
): boolean {
  const unit = roster.unitsNamed(word)[0];
  const owner = ownerField(registry);
  if (unit !== undefined && owner !== null && found[owner.id] === undefined) {
    found[owner.id] = unit.name;
    return true;
  }
  for (const field of registry.fields) {
    if (field.type !== 'choice' || found[field.id] !== undefined) continue;
    const option = optionOf(field.options ?? [], word);
    // A word that is longer than the option is rather a name: 高砂园标准厂房.
    if (option !== null && word.length <= option.length) {
      found[field.id] = option;
      return true;
    }
  }
  return false;
}
