/** Needs against assets: hard limits before wishes before words, with a reason for each; quantities read exactly. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { type Bound, fitEntry, rankEntries, type Wish } from '../../../src/domain/registry/match.ts';
import { unitNamed } from '../../../src/domain/registry/units.ts';
import { Roster } from '../../../src/domain/roster.ts';
import { readNeed } from '../../../src/parse/need.ts';
import { findQuantities } from '../../../src/parse/quantity.ts';
import { sanming } from '../pack/sanming.ts';

const REGISTRY = sanming().registries.find((one) => one.id === 'SM-G5');
const unit = (id: string, name: string, kind: string, parent: string | null) => ({
  ...{ id, name, kind, parent },
  aliases: [],
  tags: {},
  activeFrom: null,
  activeTo: null,
});
const ROSTER = new Roster({
  units: [
    unit('city', '三明市', 'city', null),
    unit('shaxian', '沙县区', 'district_county', 'city'),
    unit('gaosha', '高砂镇', 'town', 'shaxian'),
    unit('yongan', '永安市', 'district_county', 'city'),
  ],
  people: [],
  posts: [],
  chats: [],
});
if (REGISTRY === undefined) throw new Error('SM-G5');
const SCENE = { registries: new Map([[REGISTRY.id, REGISTRY]]), roster: ROSTER, today: '2026-11-23' };

const asset = (serial: number, values: Readonly<Record<string, string>>, owner = 'shaxian'): Entry => ({
  id: `TZ-202611-${String(serial).padStart(4, '0')}`,
  version: 1,
  registry: 'SM-G5',
  owner,
  title: values['name'] ?? `资产${serial}`,
  values,
  sealed: {},
  key: String(serial),
  confidential: false,
  state: 'active',
  reason: null,
  registeredBy: null,
  registeredAt: 0,
  checkedAt: Date.UTC(2026, 10, 20),
  endedAt: null,
});
const need = (text: string): Wish => readNeed(text, { roster: ROSTER, isAsset: true });
const against = (text: string, values: Readonly<Record<string, string>>, owner?: string) =>
  fitEntry(asset(1, values, owner), REGISTRY, need(text), SCENE);

describe('quantities', () => {
  const read = (text: string) =>
    findQuantities(text).bounds.map(({ measure, min, max, hard }) => [measure, min, max, hard]);
  test.each([
    ['5000平', [['area', '5000', null, true]]],
    ['5千平米以上', [['area', '5000', null, true]]],
    ['1.2万㎡', [['area', '12000', null, true]]],
    ['不超过8亩', [['area', null, '5333.333333', true]]],
    ['3000-5000平方米', [['area', '3000', '5000', true]]],
    ['三千到五千平', [['area', '3000', '5000', true]]],
    ['5000平左右', [['area', '4000', '6250', false]]],
    ['最好5000平', [['area', '5000', null, false]]],
    ['层高9米', [['height', '9', null, true]]],
    ['净高不低于7.5米', [['height', '7.5', null, true]]],
    ['承重2吨/平', [['load', '2', null, true]]],
    ['承重500公斤/平方米', [['load', '0.5', null, true]]],
    ['变压器2000kVA', [['power', '2000', null, true]]],
    ['电力2兆瓦', [['power', '2000', null, true]]],
    ['2000千瓦', [['power', '2000', null, true]]],
    ['租金15元/平/月以内', [['price', null, '15', true]]],
    ['月租金不超过12块钱一平', [['price', null, '12', true]]],
    ['20万/亩以下', [['price', null, '20', true]]],
    ['世界500强', []],
    ['3号厂房', []],
    ['2026年11月', []],
    ['总投资5亿元', []],
    ['50人', []],
    ['', []],
    ['0平', []],
  ])('%s', (text, bounds) => {
    expect(read(text)).toEqual(bounds);
  });

  test('any text is read without a fault, its bounds are positive and least is not above most', () => {
    const pieces = fc.constantFrom(
      '5000',
      '平',
      '亩',
      '层高',
      '不低于',
      '～',
      '万',
      '米',
      ' ',
      '最好',
      '以上',
      '吨/平',
      '元',
      '。',
      '👍',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.array(pieces, { maxLength: 14 }).map((all) => all.join('')),
        ),
        (text) => {
          for (const { min, max } of findQuantities(text).bounds) {
            expect(min ?? max).not.toBeNull();
            for (const one of [min, max]) if (one !== null) expect(one).toMatch(/^\d+(?:\.\d+)?$/);
          }
        },
      ),
    );
  });

  test.each(['平方米', '㎡', 'm²', '亩', '公顷', '米', 'kVA', '千瓦', '元/平方米·月', '万元/亩', '吨/㎡'])(
    '%s is a unit',
    (word) => {
      expect(unitNamed(word)).not.toBeNull();
    },
  );
});

describe('a need', () => {
  test('takes places from the roster, keeps the other words, and the city itself is no limit', () => {
    expect(need('5000平 厂房 层高9米 沙县')).toMatchObject({
      places: ['shaxian'],
      terms: ['厂房'],
      isPlaceHard: true,
    });
    expect(need('最好在沙县的厂房')).toMatchObject({ places: ['shaxian'], isPlaceHard: false });
    expect(need('三明市 厂房')).toMatchObject({ places: [], terms: ['厂房'] });
  });
});

describe('an asset', () => {
  test('a limit that is met says so, one that fails says by what, one not stated is unknown', () => {
    const { verdict, checks } = against('5000平 层高9米 承重2吨/平', { area: '6000', height: '7' });
    expect(verdict).toBe('fails');
    expect(checks.map((check) => [check.verdict, check.reason])).toEqual([
      ['fits', '面积 6000平方米，符合不少于5000平方米'],
      ['fails', '层高 7米，低于要求（不少于9米）'],
      ['unknown', '承重未登记，要求不少于2吨/平方米，请核实'],
    ]);
    expect(against('5000平', { area: '5000' }).verdict).toBe('fits');
    expect(against('5000平', { area: '4999.99' }).verdict).toBe('fails');
    expect(against('最好6000平', { area: '5000' }).verdict).toBe('fits');
  });

  test('a rent is not compared with a price of land', () => {
    expect(against('20万/亩以下', { price: '15' }).verdict).toBe('unknown');
    expect(against('租金10元/平/月以内', { price: '15' }).verdict).toBe('fails');
  });

  test('a town lies in its county; a name in words is a place too; elsewhere fails', () => {
    expect(against('沙县', {}, 'gaosha').verdict).toBe('fits');
    expect(against('沙县', { park: '沙县区金古园' }, 'yongan').verdict).toBe('fits');
    expect(against('沙县', { park: '尼葛园' }, 'yongan').verdict).toBe('fails');
    expect(against('沙县', { unit: 'yongan' }, 'shaxian').verdict).toBe('fails');
  });

  test('what is gone comes last whatever it offers; a disputed title counts against', () => {
    expect(against('', { state: '已盘活' }).verdict).toBe('fails');
    expect(against('', { title: '有纠纷' }).checks).toMatchObject([{ verdict: 'fails', hard: false }]);
  });

  test('what fits comes before what is unknown, and that before what fails; of two that fit the smaller', () => {
    const all = [
      asset(1, { area: '4000', height: '10' }),
      asset(2, { area: '9000', height: '10' }),
      asset(3, { area: '6000' }),
      asset(4, { area: '5500', height: '9' }),
    ];
    expect(rankEntries(all, need('5000平 层高9米'), SCENE).map((one) => one.entry.id.slice(-1))).toEqual([
      '4',
      '2',
      '3',
      '1',
    ]);
  });

  test('raising a least never turns a failure into a fit', () => {
    const area = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(area, area, fc.nat(50_000), (stated, least, more) => {
        const bound = (min: number): Bound => ({
          measure: 'area',
          min: String(min),
          max: null,
          basis: null,
          hard: true,
          said: '',
        });
        const verdict = (min: number) =>
          fitEntry(
            asset(1, { area: String(stated) }),
            REGISTRY,
            { bounds: [bound(min)], places: [], isPlaceHard: true, terms: [] },
            SCENE,
          ).verdict;
        expect(verdict(least)).toBe(stated >= least ? 'fits' : 'fails');
        if (verdict(least) === 'fails') expect(verdict(least + more)).toBe('fails');
      }),
    );
  });
});
