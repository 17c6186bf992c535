// P8: rate and met; P7 interim and prorated targets; P6 counting and growth.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '../../../src/domain/decimal.ts';
import { countUnits, countWeighted, distinctCount, growth } from '../../../src/domain/rule/aggregate.ts';
import {
  atYearClose,
  type Completion,
  complete,
  completeAll,
  completeAny,
  type Test,
} from '../../../src/domain/rule/completion.ts';
import { periodOfKey, windowPeriod } from '../../../src/domain/rule/period.ts';
import { adjustmentsBetween, interimValue, prorate, versionOn } from '../../../src/domain/rule/target.ts';
import { na, num, printRate, printValue, type Value } from '../../../src/domain/value.ts';

function shown(completion: Completion): string {
  const met = completion.met === null ? '' : completion.met ? ' met' : ' no';
  return [`${printRate(completion.rate)}${met}`, ...completion.flags].join(' ');
}
function at(
  cmp: Test['cmp'],
  actual: number | string | Value,
  value?: number | string,
  more: Partial<Test> & { base?: Value; whole?: Value } = {},
): string {
  const { base, whole, ...test } = more;
  const reached = { actual: typeof actual === 'object' ? actual : num(actual), base, whole };
  return shown(complete({ cmp, value: value === undefined ? undefined : dec(value), ...test }, reached));
}

describe('P8 completion', () => {
  test('AE-RC-1: 30 of 超过30个 is 100.0% and not met, 31 is met (RC 二)', () => {
    expect(at('>', 30, 30)).toBe('100.0% no');
    expect(at('>', 31, 30)).toBe('103.3% met');
  });
  test('AE-LC-1, AE-LC-4, AE-LC-6, AE-LC-8, AE-LC-10: plain shortfalls', () => {
    expect(at('>=', 96, 100)).toBe('96.0% no');
    expect(at('>=', 48, 50)).toBe('96.0% no');
    expect(at('>=', 2, 3)).toBe('66.7% no');
    expect(at('>=', 950, 1000)).toBe('95.0% no');
    expect(at('>=', 95, 100)).toBe('95.0% no');
  });
  test('AE-LF-1: base 20: 22 is met, 21 is 95.5% not met (LF 一(二); B2)', () => {
    expect(at('growth', 22, '0.1', { base: num(20) })).toBe('100.0% met');
    expect(at('growth', 21, '0.1', { base: num(20) })).toBe('95.5% no');
    expect(at('growth', 63_550, '0.05', { base: num(62_000) })).toBe('97.6% no');
    expect(at('growth', 65_100, '0.05', { base: num(62_500) })).toBe('99.2% no');
  });
  test('AE-LF-2: growth from zero is 基期为零, without a base it is 无基期 (LF-I11)', () => {
    expect(at('growth', 1, '0.1', { base: num(0) })).toBe('100.0% met 基期为零');
    expect(at('growth', 0, '0.1', { base: num(0) })).toBe('0.0% no 基期为零');
    expect(at('growth', 5, '0.1', { base: na('no_data') })).toBe('无基期');
  });
  test('AE-LF-6: the smallest of all_of decides (LF 三(二); B13)', () => {
    const parts = [
      complete({ cmp: '>=', value: dec(20) }, { actual: num(23) }),
      complete({ cmp: '>=', value: dec(5) }, { actual: num(4) }),
    ];
    expect(shown(completeAll(parts))).toBe('80.0% no');
    expect(shown(completeAny(parts))).toBe('115.0% met');
    expect(shown(completeAll([...parts, complete({ cmp: '>=' }, { actual: num(1) })]))).toBe('未下达');
  });
  test('AE-QD-3, AE-QD-6, AE-QD-8, AE-QD-9, AE-QD-10: shares of a list', () => {
    expect(at('share', 126, '0.5', { whole: num(240) })).toBe('105.0% met');
    expect(at('share', 14, '0.5', { whole: num(30) })).toBe('93.3% no');
    expect(at('share', 15, '0.5', { whole: num(30) })).toBe('100.0% met');
    expect(at('>=', 71, 79)).toBe('89.9% no');
    expect(at('share', 100, '0.95', { whole: num(106) }).endsWith('no')).toBe(true);
    expect(at('share', 101, '0.95', { whole: num(106) }).endsWith('met')).toBe(true);
    expect(at('>=', 14, 15)).toBe('93.3% no');
    expect(at('>=', 98, 100)).toBe('98.0% no');
    expect(at('share', 0, '0.5', { whole: num(0) })).toBe('—');
  });
  test('AE-QD-11: 57 of 60左右 is met, 53 not; 4,800 of 5,000 is 96% (QD 一(五))', () => {
    expect(at('approx', 57, 60)).toBe('95.0% met');
    expect(at('approx', 53, 60)).toBe('88.3% no');
    expect(at('approx', 1, 2)).toBe('50.0% met');
    expect(at('>=', 4800, 5000)).toBe('96.0% no');
  });
  test('ranges: below, inside, above with flag or fail', () => {
    const range = (actual: number, over: 'flag' | 'fail'): string =>
      at('range', actual, 30, { upper: dec(40), over });
    expect([
      range(27, 'fail'),
      range(30, 'fail'),
      range(40, 'flag'),
      range(41, 'fail'),
      range(41, 'flag'),
    ]).toEqual(['90.0% no', '100.0% met', '100.0% met', '100.0% no 超出', '100.0% met 超出']);
  });
  test('the rest of the table', () => {
    expect([at('=', 4, 5), at('=', 5, 5), at('=', 6, 5)]).toEqual(['80.0% no', '100.0% met', '83.3% no']);
    expect([at('<=', 5, 4), at('<=', 4, 4)]).toEqual(['80.0% no', '100.0% met']);
    expect([at('positive', 0), at('positive', 1)]).toEqual(['0.0% no', '100.0% met']);
    expect([
      at('trend_up', 10, undefined, { base: num(10) }),
      at('trend_up', 11, undefined, { base: num(10) }),
    ]).toEqual(['100.0% no', '110.0% met']);
    expect([at('done', 0), at('done', 1)]).toEqual(['0.0% no', '100.0% met']);
    const pp = (now: string): string => at('delta_pp', now, '0.02', { base: num('0.30') });
    expect([pp('0.32'), pp('0.31'), pp('0.29'), pp('0.34')]).toEqual([
      '100.0% met',
      '50.0% no',
      '0.0% no',
      '100.0% met',
    ]);
  });
  test('a target of 0 is met at rate 1, a negative amount has rate 0 (AE-X-7)', () => {
    expect([at('>=', 0, 0), at('>', 0, 0), at('>=', 7, 0), at('>=', -50, 100), at('>=', -1, 0)]).toEqual([
      '100.0% met',
      '100.0% met',
      '100.0% met',
      '0.0% no',
      '0.0% no',
    ]);
  });
  test('AE-SM-14: without a target every rate prints 未下达 (SM 三(五)22; I1)', () => {
    expect(at('>=', 5)).toBe('未下达');
  });
  test('at year close no_data scores 0, other NAs stay excluded', () => {
    expect(shown(atYearClose(complete({ cmp: '>=', value: dec(5) }, { actual: na('no_data') })))).toBe(
      '0.0% no 年终未报',
    );
    expect(atYearClose(complete({ cmp: '>=' }, { actual: num(1) })).rate.kind).toBe('na');
  });
  test('no completion ever prints an NA as a number, and a met level test has a rate of at least 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 300 }), fc.integer({ min: 1, max: 200 }), (actual, target) => {
        const result = complete({ cmp: '>=', value: dec(target) }, { actual: num(actual) });
        expect(result.rate.kind === 'num' && result.rate.x.gte(1)).toBe(result.met);
        expect(printRate(complete({ cmp: '>=', value: dec(target) }, { actual: na('no_data') }).rate)).toBe(
          '暂缺',
        );
      }),
    );
  });
});

describe('P7 target', () => {
  const year = periodOfKey('2019') ?? windowPeriod('', '');
  test('AE-LF-13: 10 a year is 2.5 at Q1 and 5.0 at Q2; 2 and 6 done are 80.0% and 120.0% (LF 四(七)2; I4)', () => {
    const q1 = interimValue(dec(10), ['0.25', '0.5', '0.75', '1'], year, '2019-03-31');
    const q2 = interimValue(dec(10), 'linear', year, '2019-06-30');
    expect([q1.toFixed(), q2.toFixed()]).toEqual(['2.5', '5']);
    expect([at('>=', 2, q1.toFixed()), at('>=', 6, q2.toFixed())]).toEqual(['80.0% no', '120.0% met']);
    expect(interimValue(dec(10), ['0.25', '0.5', '0.75', '1'], year, '2019-02-28').toFixed()).toBe('0');
  });
  test('a unit founded 2019-07-15 owes 6/12: 10 → 5, 1 → 1, money exact, stocks whole (P7)', () => {
    const active = { from: '2019-07-15', to: null };
    expect(prorate(dec(10), 'count', year, active).toFixed()).toBe('5');
    expect(prorate(dec(1), 'count', year, active).toFixed()).toBe('1');
    expect(prorate(dec('1000.5'), 'money', year, active).toFixed()).toBe('500.25');
    expect(prorate(dec(20), 'none', year, active).toFixed()).toBe('20');
  });
  test('AE-X-8: a target raised 10 → 12 on 2019-07-01 is 6/10 in June and 6/12 in July, 目标调整 once (P7)', () => {
    const versions = [{ effectiveFrom: '2019-07-01', value: '12' }];
    expect([versionOn('10', versions, '2019-06-30'), versionOn('10', versions, '2019-07-31')]).toEqual([
      '10',
      '12',
    ]);
    expect(adjustmentsBetween(versions, '2019-06-30', '2019-07-31')).toHaveLength(1);
    expect(adjustmentsBetween(versions, '2019-07-31', '2019-08-31')).toHaveLength(0);
  });
});

describe('P6 counting', () => {
  test('AE-LC-1: 104 visit records to 96 enterprises are 96 (LC 三(一); B16)', () => {
    const visits = Array.from({ length: 104 }, (_, index) => `企业${index % 96}`);
    expect(printValue(distinctCount(visits), 0)).toBe('96');
  });
  test('AE-LF-4: zones ≥5,000: 4, ≥10,000: 2; strict 超: 3 and 1; a zone without data lowers coverage (LF 一(二))', () => {
    const zones = [12_000, 10_000, 6_200, 5_000, 4_900].map((x) => num(x));
    expect(printValue(countUnits(zones, '>=', dec(5000)), 0)).toBe('4');
    expect(printValue(countUnits(zones, '>=', dec(10_000)), 0)).toBe('2');
    expect(printValue(countUnits(zones, 'over', dec(5000), true), 0)).toBe('3');
    expect(printValue(countUnits(zones, 'over', dec(10_000), true), 0)).toBe('1');
    expect(countUnits([...zones, na('no_data')], '>=', dec(5000)).coverage).toEqual({
      reported: 5,
      expected: 6,
    });
  });
  test('a fact handed in twice counts once', () => {
    expect(printValue(countWeighted([{ id: 'a' }, { id: 'a' }, { id: 'b', weight: dec('0.3') }]), 1)).toBe(
      '1.3',
    );
  });
  test('growth keeps the sign of the current value when the base is zero, and uses |base| below zero', () => {
    expect(growth(num(5), num(0))).toMatchObject({
      kind: 'na',
      reason: 'zero_base',
      flags: ['基期为零（本期+）'],
    });
    expect(printRate(growth(num(50), num(-100)))).toBe('150.0%');
  });
});
