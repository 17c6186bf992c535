// The frozen body: canonical, hashed, and the same for the same figures.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson, hashOf } from '../../src/bulletins/canonical.ts';
import { addFlows, Flows } from '../../src/bulletins/flows.ts';
import { draftMonth } from '../../src/bulletins/month.ts';
import { unpublishedMonths } from '../../src/bulletins/read.ts';
import { sanming } from '../domain/pack/sanming.ts';
import type { Bureau } from '../harness/bureau.ts';
import { monthlyBureau, octoberFiled } from '../harness/sanming-bureau.ts';

describe('canonical JSON', () => {
  test('does not depend on the order of keys, and parses back to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled = (one: unknown): unknown =>
          typeof one !== 'object' || one === null
            ? one
            : Array.isArray(one)
              ? one.map(shuffled)
              : Object.fromEntries(
                  Object.entries(one)
                    .reverse()
                    .map(([key, inner]) => [key, shuffled(inner)]),
                );
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      }),
    );
  });

  test('the hash is SHA-256 of the bytes, hex', () => {
    expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('flows', () => {
  const row = (unit: string, month: string, units: number) => ({
    month,
    measure: 'funds_in_place',
    unit,
    units,
  });
  const self = (unit: string) => ({ unit, rankingClass: '县' });

  test('the year runs from January to the month; no row is 暂缺', () => {
    const flows = new Flows(
      [row('a', '2020-12', 9), row('a', '2021-01', 100), row('a', '2021-03', -30), row('a', '2021-04', 5)],
      self,
      '2021-03',
      new Set(['a']),
    );
    expect(flows.flow('funds_in_place', 'a', '2021-03')).toEqual({ month: -30, year: 70 });
    expect(flows.flow('funds_in_place', 'a', '2021-02')).toEqual({ month: null, year: 100 });
    expect(flows.flow('funds_in_place', 'b', '2021-03')).toEqual({ month: null, year: null });
  });

  test('a row of 0 is data where somebody reported, and a leftover where nobody did', () => {
    const rows = [row('a', '2021-03', 0), row('b', '2021-03', 0)];
    const flows = new Flows(rows, self, '2021-03', new Set(['a']));
    expect(flows.increment('funds_in_place', 'a', '2021-03')).toBe(0);
    expect(flows.increment('funds_in_place', 'b', '2021-03')).toBeNull();
  });

  test('a sum of nothing is 暂缺, and of something is its sum', () => {
    expect(addFlows([])).toEqual({ month: null, year: null });
    expect(
      addFlows([
        { month: null, year: 1 },
        { month: 0, year: 2 },
      ]),
    ).toEqual({ month: 0, year: 3 });
  });
});

describe('a drafted month', () => {
  let bureau: Bureau;
  beforeEach(async () => {
    bureau = await monthlyBureau();
    await octoberFiled(bureau);
  });
  afterEach(() => bureau.close());

  test('has amounts as integers of 元, pack, as-of instant, defaults, and no confidential name', async () => {
    const { body, hash, figures, facts } = await draftMonth(bureau.store, sanming(), '2021-10', bureau.now);
    expect(facts).toHaveLength(1);
    expect(hashOf(body)).toBe(hash);
    expect(JSON.parse(body)).toEqual(figures);
    expect(figures).toMatchObject({
      month: '2021-10',
      asOfAt: bureau.now,
      forecast: false,
      pack: { id: 'sanming-2021', issuedOn: '2021-08-19' },
      city: {
        funds_in_place: { month: 43_000_000, year: 53_000_000 },
        fixed_asset: { month: 6_000_000, year: 6_000_000 },
        fdi_actual: { month: 2_000_000, year: 2_000_000 },
      },
      signedConfidential: 1,
      corrections: [],
    });
    expect(figures.stages).toEqual([
      { stage: 'lead', label: '线索', count: 1 },
      { stage: 'talks', label: '意向', count: 0 },
      { stage: 'signed', label: '签约', count: 6 },
      { stage: 'registered', label: '注册', count: 0 },
      { stage: 'started', label: '开工', count: 0 },
      { stage: 'operating', label: '投产', count: 0 },
    ]);
    expect(figures.defaults.join()).toContain('SM-I13');
    expect(figures.findings).toHaveLength(3);
    expect(body).not.toMatch(/机密光电|秘密医药/);
  });

  test('the same figures give the same body at the same instant', async () => {
    const once = await draftMonth(bureau.store, sanming(), '2021-10', bureau.now);
    const twice = await draftMonth(bureau.store, sanming(), '2021-10', bureau.now);
    expect(twice.hash).toBe(once.hash);
  });

  test('months with data and without a published bulletin are found, latest first', async () => {
    expect(await unpublishedMonths(bureau.store)).toEqual(['2021-10', '2021-09']);
  });

  test('a month without any figure says 暂缺 and not 0', async () => {
    const { figures } = await draftMonth(bureau.store, sanming(), '2021-08', bureau.now);
    expect(figures.city['funds_in_place']).toEqual({ month: null, year: null });
    expect(figures.findings[0]).toBe('2021年8月还没有到位资金数据（暂缺，不计为0）。');
    expect(figures.findings[1]).toBe('各单位都还没有可排名的数据。');
  });
});
