/**
 * Quantities of registries and needs in comparable units: area in m², height in m, load in t/m², power in kVA (1 kW as
 * 1 kVA), prices by what they are for: rent 元/m²·月, land 万元/亩, in all 万元. Exact.
 */
import { type Dec, dec } from '../decimal.ts';
import type { Registry } from '../pack/schema.ts';
import type { FieldUse } from '../pack/terms.ts';
import type { Entry } from './entry.ts';
import { fieldAs } from './fields.ts';

/** 面积, 层高, 承重, 供电, 价格. */
export const MEASURES = ['area', 'height', 'load', 'power', 'price'] as const satisfies readonly FieldUse[];
export type Measure = (typeof MEASURES)[number];

export const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  area: '面积',
  height: '层高',
  load: '承重',
  power: '供电',
  price: '价格',
};

/** What prices are compared by: only those of one kind. */
export type Basis = 'rent' | 'land' | 'total';

export interface UnitOf {
  readonly measure: Measure;
  readonly basis: Basis | null;
  readonly times: number;
  readonly by: number;
}

const u = (measure: Measure, times = 1, by = 1, basis: Basis | null = null): UnitOf => ({
  measure,
  basis,
  times,
  by,
});

const UNITS: Readonly<Record<string, UnitOf>> = {
  平: u('area'),
  平方米: u('area'),
  平方公里: u('area', 1_000_000),
  公顷: u('area', 10_000),
  亩: u('area', 2_000, 3),
  米: u('height'),
  m: u('height'),
  厘米: u('height', 1, 100),
  cm: u('height', 1, 100),
  '吨/平': u('load'),
  '吨/平方米': u('load'),
  't/平': u('load'),
  吨: u('load'),
  '公斤/平': u('load', 1, 1_000),
  '千克/平': u('load', 1, 1_000),
  'kg/平': u('load', 1, 1_000),
  千伏安: u('power'),
  kva: u('power'),
  千瓦: u('power'),
  kw: u('power'),
  兆瓦: u('power', 1_000),
  mw: u('power', 1_000),
  兆伏安: u('power', 1_000),
  mva: u('power', 1_000),
  '元/平/月': u('price', 1, 1, 'rent'),
  '元/平方米·月': u('price', 1, 1, 'rent'),
  '元/平': u('price', 1, 1, 'rent'),
  '元/月/平': u('price', 1, 1, 'rent'),
  '元/平/天': u('price', 30, 1, 'rent'),
  '元/平/年': u('price', 1, 12, 'rent'),
  '万元/亩': u('price', 1, 1, 'land'),
  '万/亩': u('price', 1, 1, 'land'),
  '元/亩': u('price', 1, 10_000, 'land'),
  万元: u('price', 1, 1, 'total'),
  万: u('price', 1, 1, 'total'),
  亿元: u('price', 10_000, 1, 'total'),
  亿: u('price', 10_000, 1, 'total'),
};

/** The unit as compared: ㎡, 平方米 and 平 are one; 每 and · are strokes. */
export function plainUnit(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, '')
    .replace(/[每·・]/gu, '/')
    .replace(/个?(?:平方米|平米|平方(?!公里|千米)|m2|㎡)|(?<=\/)平/gu, '平')
    .replace(/平方千米/gu, '平方公里')
    .replace(/\/个?月/gu, '/月')
    .replace(/\/\//gu, '/')
    .replace(/\/日/gu, '/天');
}

/** `null`: no unit of these. A multiple in front (万平方米) is the number's. */
export function unitNamed(word: string): UnitOf | null {
  // Packs write them plainly.
  const own = UNITS[word];
  if (own !== undefined) return own;
  const plain = plainUnit(word);
  const known = UNITS[plain];
  if (known !== undefined) return known;
  const many = /^(万|百)(平|千瓦|kw|kva|千伏安)$/u.exec(plain);
  const base = many === null ? undefined : UNITS[many[2] ?? ''];
  return base === undefined ? null : { ...base, times: base.times * (many?.[1] === '万' ? 10_000 : 100) };
}

/** A number with its unit, as compared. */
export const inUnit = (value: Dec, unit: UnitOf): Dec =>
  unit.times === 1 && unit.by === 1 ? value : value.times(unit.times).div(unit.by);

/** A quantity an entry states. */
export interface Stated {
  readonly value: Dec;
  readonly basis: Basis | null;
  /** As the entry has it: 6000 平方米. */
  readonly text: string;
}

const DEFAULTS: Readonly<Record<Measure, string>> = {
  area: '平方米',
  height: '米',
  load: '吨/平方米',
  power: '千伏安',
  price: '元/平方米·月',
};

/** What an entry says of a measure; `null`: nothing, or no number. */
export function statedOf(registry: Registry, entry: Entry, measure: Measure): Stated | null {
  const field =
    fieldAs(registry, measure) ??
    (measure === 'area' ? (registry.fields.find((one) => one.type === 'area') ?? null) : null);
  if (field === null) return null;
  const raw = entry.values[field.id];
  if (typeof raw !== 'string') return null;
  const unitText = field.unit ?? DEFAULTS[measure];
  const unit = unitNamed(unitText);
  if (unit === null || !/^\d{1,15}(?:\.\d{1,8})?$/u.test(raw)) return null;
  return { value: inUnit(dec(raw), unit), basis: unit.basis, text: `${raw}${unitText}` };
}

/** True when the registry has a field for it at all. */
export const hasMeasure = (registry: Registry, measure: Measure): boolean =>
  fieldAs(registry, measure) !== null ||
  (measure === 'area' && registry.fields.some((one) => one.type === 'area'));
