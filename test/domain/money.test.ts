import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CURRENCIES,
  fromWan,
  isCurrency,
  makeAmount,
  printRange,
  printWan,
  toWan,
  toYi,
} from '../../src/domain/money.ts';

const wan = (text: string, currency: 'CNY' | 'USD' = 'CNY') => {
  const read = fromWan(text, currency);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
};

describe('exact money', () => {
  test('万 is read and printed back exactly, four decimals at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (units) => {
        const amount = { units, currency: 'CNY' as const };
        expect(fromWan(toWan(amount))).toEqual({ ok: true, value: amount });
      }),
    );
    expect([wan('52000').units, wan('0.5').units, wan('0.0001').units, wan('1.50000').units]).toEqual([
      520_000_000, 5000, 1, 15_000,
    ]);
  });

  test('a fifth decimal, exponents, separators, words and excess are refused with a sentence', () => {
    for (const text of [
      '0.00001',
      '1e308',
      'NaN',
      'Infinity',
      '12,000',
      '五亿',
      '',
      '.',
      '-',
      '1.',
      '--1',
      '100000000001',
      '9'.repeat(40),
    ]) {
      const read = fromWan(text);
      expect(read.ok ? '' : read.reason).toMatch(/。$/);
    }
    expect(fromWan('-5').ok).toBe(false);
    expect(fromWan('-5', 'CNY', true)).toEqual({ ok: true, value: { units: -50_000, currency: 'CNY' } });
    expect(fromWan('100000000000').ok).toBe(true);
    expect(makeAmount(0.5, 'CNY').ok).toBe(false);
    expect(Object.is(fromWan('-0', 'CNY', true).ok && wan('0').units, 0)).toBe(true);
  });

  test('cards print 万元 as entered and 亿元 only beside it (design §5)', () => {
    expect(printWan(wan('52000'))).toBe('52000万元（5.2亿元）');
    expect(printWan(wan('9999.5'))).toBe('9999.5万元');
    expect(printWan(wan('10000'))).toBe('10000万元（1亿元）');
    expect(printWan(wan('3000', 'USD'))).toBe('3000万美元');
    expect(toYi(wan('0.0001'))).toBe('0.00000001');
    expect(printRange({ low: wan('5000'), high: wan('8000'), approx: false })).toBe('5000～8000万元');
    expect(printRange({ low: wan('20000'), high: wan('20000'), approx: true })).toBe('约20000万元（2亿元）');
  });

  test('the currencies are ISO codes, 人民币 and 新台币 among them', () => {
    expect(CURRENCIES).toEqual(expect.arrayContaining(['CNY', 'USD', 'HKD', 'EUR', 'JPY', 'TWD']));
    expect([isCurrency('TWD'), isCurrency('XXX')]).toEqual([true, false]);
  });
});
