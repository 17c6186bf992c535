// Num | NA: the honest number (domain.md X3).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec, readDecimal } from '../../../src/domain/decimal.ts';
import {
  isComplete,
  NA_REASONS,
  na,
  naWord,
  num,
  plus,
  printRate,
  printValue,
  ratio,
  sumFacts,
  times,
} from '../../../src/domain/value.ts';

describe('Value', () => {
  test('arithmetic with an NA is that NA, the first reason wins', () => {
    expect(plus(na('no_target'), na('no_data'))).toMatchObject({ kind: 'na', reason: 'no_target' });
    expect(times(num(3), na('no_base'))).toMatchObject({ kind: 'na', reason: 'no_base' });
    expect(printValue(plus(num('0.1'), num('0.2')), 1)).toBe('0.3');
  });
  test('a zero denominator is —, never 0% or 100%', () => {
    expect(printRate(ratio(num(0), num(0)))).toBe('—');
    expect(printRate(ratio(num(5), num(0)))).toBe('—');
  });
  test('a sum over facts skips what is missing and lowers the coverage; nothing at all is 暂缺', () => {
    const sum = sumFacts([num(1), na('no_data'), num(2)]);
    expect([printValue(sum, 0), sum.coverage, isComplete(sum)]).toEqual([
      '3',
      { reported: 2, expected: 3 },
      false,
    ]);
    expect(printValue(sumFacts([na('no_data')]))).toBe('暂缺');
    expect(printValue(sumFacts([]))).toBe('暂缺');
  });
  test('no NA prints a digit', () => {
    for (const reason of NA_REASONS)
      expect([naWord(reason), printValue(na(reason)), printRate(na(reason))].join('')).not.toMatch(/\d/);
  });
  test('printing rounds half up, away from zero', () => {
    expect([printValue(num('258.165')), printValue(num('-258.165')), printRate(num('0.6635'))]).toEqual([
      '258.17',
      '-258.17',
      '66.4%',
    ]);
  });
});

describe('readDecimal', () => {
  test('takes plain digits only: no exponent, blank, NaN or Infinity', () => {
    expect(
      ['1e308', '', ' 1', 'NaN', '１', '1,000', Number.NaN, Number.POSITIVE_INFINITY, 1e308, null, {}].map(
        readDecimal,
      ),
    ).toEqual(Array(11).fill(null));
    expect(readDecimal('-860.55')?.toFixed(2)).toBe('-860.55');
  });
  test('keeps every digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (whole) => {
        expect(readDecimal(String(whole))?.toFixed()).toBe(String(whole));
        expect(dec(String(whole)).plus('0.01').minus('0.01').toFixed()).toBe(String(whole));
      }),
    );
  });
});
