/**
 * Quantities in what people say they need: 5000平, 层高9米以上, 承重不低于2吨/平, 1.2万㎡左右, 租金15元/平/月以内, 3000-5000平.
 * Finds the number, its unit, whether it is a least or a most, and whether it is a must; hands out what is left over.
 */
import { type Dec, dec } from '../domain/decimal.ts';
import type { Bound } from '../domain/registry/match.ts';
import { inUnit, type Measure, type UnitOf, unitNamed } from '../domain/registry/units.ts';
import { ONE, readNumberAt, startsNumber } from './numeral.ts';

const TEXT_MAX = 400;
const BOUNDS_MAX = 8;

const SQUARE = '(?:平方米|平米|平方(?!公里|千米)|m2|平(?![台均安凡和果阳原度地顶整]))';
const PER = '[/每一·]{1,2}个?';
const UNIT = new RegExp(
  [
    `^(?:万元?|元|块钱?)${PER}(?:${SQUARE}|亩)(?:(?:${PER})?(?:月|年|天|日))?`,
    `^(?:元|块钱?)${PER}月${PER}${SQUARE}`,
    `^(?:吨|t|公斤|千克|kg)${PER}${SQUARE}`,
    '^(?:平方公里|平方千米|公顷|亩)',
    `^个?${SQUARE}`,
    '^[/每]亩',
    '^(?:千伏安|kva|千瓦|kw|兆瓦|mw|兆伏安|mva)(?![a-z时])',
    '^(?:厘米|cm|米|m)(?![a-z0-9²])',
    '^吨',
    '^(?:元|块钱?)',
  ].join('|'),
  'u',
);
const LABEL =
  /(建筑面积|占地面积|占地|面积|层高|净高|檐高|挑高|高度|高|承重|荷载|载荷|载重|供电|用电|电力|配电|变压器|电|每平方?米?每月|每个?月每平方?米?|月租金|租金|租价|价格|单价|总价|售价|预算)(?:容量|要求|需求)?\s*[:=]?\s*$/u;
const LABELS: Readonly<Record<string, Measure>> = {
  建筑面积: 'area',
  占地面积: 'area',
  占地: 'area',
  面积: 'area',
  层高: 'height',
  净高: 'height',
  檐高: 'height',
  挑高: 'height',
  高度: 'height',
  高: 'height',
  承重: 'load',
  荷载: 'load',
  载荷: 'load',
  载重: 'load',
  供电: 'power',
  用电: 'power',
  电力: 'power',
  配电: 'power',
  变压器: 'power',
  电: 'power',
  月租金: 'price',
  租金: 'price',
  租价: 'price',
  价格: 'price',
  单价: 'price',
  总价: 'price',
  售价: 'price',
  预算: 'price',
};
/** 每平米每月不超过12块: what is said of each square metre is a rent. */
const labelled = (word: string): Measure | null => (word.startsWith('每') ? 'price' : (LABELS[word] ?? null));
const LEAST_BEFORE =
  /(?:不得?低于|不得?少于|不得?小于|至少|最少|起码|(?<!不|不得)(?:大于|超过|高于|多于)|达到|>=?|≥)\s*(?:有|要|为)?\s*$/u;
const MOST_BEFORE = /(?:不得?超过|不得?高于|不得?多于|不得?大于|最多|最高|低于|小于|少于|控制在|<=?|≤)\s*$/u;
const NEAR_BEFORE = /(?:大约|大概|约莫|约|差不多|接近)\s*$/u;
const FILL_BEFORE = /(?:需要|需|要求|要|为|是|在|有|大概|[:=])\s*$/u;
const SOFT_BEFORE = /(?:最好|希望|尽量|优先|争取|理想)(?:是|有|能|在)?\s*$/u;
const AFTER =
  /^\s*(以上|及以上|起步|起|往上|打底|以下|以内|之内|内|封顶|左右|上下|的?高|宽|就行|即可|就可以)/u;
const RANGE = /^\s*(?:-|~|到|至|—|～)\s*/u;

export interface QuantitiesRead {
  readonly bounds: readonly Bound[];
  /** The text without them. */
  readonly rest: string;
}

interface Piece {
  readonly low: Dec;
  readonly high: Dec | null;
  readonly unit: UnitOf;
  readonly end: number;
}

/** Every quantity of a sentence; `rest` keeps the words between. */
export function findQuantities(typed: string): QuantitiesRead {
  let text = fold(typed);
  const bounds: Bound[] = [];
  for (let at = 0; at < text.length && bounds.length < BOUNDS_MAX; at += 1) {
    if (!startsNumber(text.charAt(at)) || /[a-z0-9.]/u.test(text.charAt(at - 1))) continue;
    const before = beforeOf(text.slice(0, at));
    const piece = pieceAt(text, at, before.measure);
    if (piece === null) continue;
    const after = AFTER.exec(text.slice(piece.end));
    const end = piece.end + (after?.[0].length ?? 0);
    bounds.push(boundOf(piece, before, after?.[1] ?? '', text.slice(before.start, end).trim()));
    text = `${text.slice(0, before.start)} ${text.slice(end)}`;
    at = before.start;
  }
  return { bounds, rest: text.replace(/\s+/gu, ' ').trim() };
}

const fold = (text: string): string =>
  text
    .slice(0, TEXT_MAX)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[－–—]/gu, '-')
    // 20来亩 is about 20.
    .replace(/([\d.]*[\d十百千万])来(?=个?(?:亩|平|㎡|m2|吨|米|公顷))/gu, '约$1')
    .replace(/，/gu, ',');

interface Before {
  readonly start: number;
  readonly measure: Measure | null;
  readonly op: 'min' | 'max' | 'near' | null;
  readonly soft: boolean;
}

/** Reads backwards from a number: 最好 层高 不低于. */
function beforeOf(text: string): Before {
  let left = text;
  let op: Before['op'] = null;
  let soft = false;
  let measure: Measure | null = null;
  for (let step = 0; step < 5; step += 1) {
    const cut = (pattern: RegExp): boolean => {
      const next = left.replace(pattern, '');
      if (next === left) return false;
      left = next;
      return true;
    };
    if (cut(SOFT_BEFORE)) soft = true;
    else if (op === null && cut(LEAST_BEFORE)) op = 'min';
    else if (op === null && cut(MOST_BEFORE)) op = 'max';
    else if (op === null && cut(NEAR_BEFORE)) op = 'near';
    else if (measure === null && LABEL.test(left)) {
      measure = labelled(LABEL.exec(left)?.[1] ?? '');
      cut(LABEL);
    } else if (!(FILL_BEFORE.test(left) && LABEL.test(left.replace(FILL_BEFORE, '')) && cut(FILL_BEFORE)))
      break;
  }
  return { start: left.length, measure, op, soft };
}

/** A number, or a range of two, with a unit that a registry knows. */
function pieceAt(text: string, at: number, label: Measure | null): Piece | null {
  const watts = wattsAt(text, at);
  if (watts !== null) return watts;
  const first = readNumberAt(text, at);
  if (first === null || first.vague || first.inexact) return null;
  let end = first.end;
  let high = first.high > first.low ? first.high : null;
  let early = '';
  const own = UNIT.exec(text.slice(end).replace(/^ /u, ''));
  const range = RANGE.exec(text.slice(end + (own?.[0].length ?? 0)));
  if (range !== null) {
    const from = end + (own?.[0].length ?? 0) + range[0].length;
    const second = startsNumber(text.charAt(from)) ? readNumberAt(text, from) : null;
    if (second !== null && !second.vague) {
      early = own?.[0] ?? '';
      high = second.high;
      end = second.end;
    }
  }
  const blank = text.charAt(end) === ' ' ? 1 : 0;
  const word = UNIT.exec(text.slice(end + blank))?.[0] ?? '';
  const named = label ?? labelAfter(text.slice(end + blank + word.length));
  const unit = unitFor(word === '' ? early : word, named);
  if (unit === null) return null;
  const scaled = (value: bigint) => inUnit(dec(value.toString()).div(ONE.toString()), unit);
  const low = scaled(first.low);
  if (low.lte(0)) return null;
  const tail = word === '' && early === '' && !/^(?=[\s,。;、]|$)/u.test(text.slice(end)) ? null : end;
  if (tail === null) return null;
  return {
    low,
    high: high === null ? null : scaled(high),
    unit,
    end: end + (word === '' ? 0 : blank + word.length),
  };
}

/** 带2吨承重: the label stands behind. */
const labelAfter = (text: string): Measure | null =>
  /^(?:的|每平方米?)?(?:承重|荷载|载荷|载重)/u.test(text) ? 'load' : null;

/** 2000千瓦, 800千伏安: the number would take 千 for its own. */
function wattsAt(text: string, at: number): Piece | null {
  const found = /^(\d{1,9}(?:\.\d{1,4})?)\s*千(?:瓦(?!时)|伏安)/u.exec(text.slice(at));
  const unit = unitNamed('千瓦');
  if (found === null || unit === null) return null;
  return { low: dec(found[1] ?? '0'), high: null, unit, end: at + found[0].length };
}

const UNSAID: Readonly<Partial<Record<Measure, string>>> = { height: '米', area: '平', power: '千伏安' };

/** 吨 alone is a load only where 承重 stands before it; 元 alone a rent after 租金; no unit at all needs a label. */
function unitFor(word: string, label: Measure | null): UnitOf | null {
  if (word === '') {
    const own = label === null ? undefined : UNSAID[label];
    return own === undefined ? null : unitNamed(own);
  }
  const plain = word
    .replace(/块钱?/u, '元')
    .replace(/一/gu, '/')
    .replace(/^个/u, '')
    .replace(/^[/每]亩/u, '元/亩');
  if (plain === '元') return label === 'price' ? unitNamed('元/平/月') : null;
  if (plain === '吨' && label !== 'load') return null;
  const unit = unitNamed(plain);
  return unit === null || (label !== null && unit.measure !== label) ? null : unit;
}

function boundOf({ low, high, unit }: Piece, before: Before, after: string, said: string): Bound {
  const op =
    /上|起|打底/u.test(after) && after !== '上下'
      ? 'min'
      : /下|内|封顶/u.test(after) && after !== '上下'
        ? 'max'
        : /左右|上下/u.test(after)
          ? 'near'
          : before.op;
  const about = { measure: unit.measure, basis: unit.basis, said };
  const text = (value: Dec) => value.toDecimalPlaces(6).toFixed();
  if (high !== null) return { ...about, min: text(low), max: text(high), hard: !before.soft };
  if (op === 'near')
    return { ...about, min: text(low.times('0.8')), max: text(low.times('1.25')), hard: false };
  const isMost = op === 'max' || (op === null && unit.measure === 'price');
  return {
    ...about,
    min: isMost ? null : text(low),
    max: isMost ? text(low) : null,
    hard: !before.soft,
  };
}
