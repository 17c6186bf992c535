import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toWan, toYi } from '../../src/domain/money.ts';
import { findAmounts } from '../../src/parse/amount.ts';
import { readAmountField, readInvestmentField, readPhoneField } from '../../src/parse/form.ts';
import { printChinese, readWhole } from '../../src/parse/numeral.ts';
import { findPhones, maskPhone, maskPhonesIn } from '../../src/parse/phone.ts';
import { AMOUNTS } from './amounts.ts';

describe('sums of money as typed', () => {
  test.each(AMOUNTS.map(([text, ...expected]) => [text, expected] as const))('%s', (text, expected) => {
    const read = findAmounts(text).map(({ role, range, unsure }) => {
      const span = toWan(range.low) + (range.low.units === range.high.units ? '' : `~${toWan(range.high)}`);
      return `${role} ${unsure === undefined ? `${span} ${range.low.currency}${range.approx ? ' approx' : ''}` : '?'}`;
    });
    expect(read).toEqual(expected);
  });

  test('what is printed in 万元 or 亿元 reads back as the same sum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000_000 }), (units) => {
        const amount = { units, currency: 'CNY' as const };
        for (const text of [`${toWan(amount)}万元`, `投资${toWan(amount)}万`, `${toYi(amount)}亿元`]) {
          expect(findAmounts(text).map((found) => found.range.low.units)).toEqual([units]);
        }
        const field = readInvestmentField(toWan(amount));
        expect(units >= 10_000_000 * 10_000 || (field.ok && field.value.low.units === units)).toBe(true);
      }),
    );
  });

  test('whole numbers up to 10^12 in Chinese numerals read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        (value) => readWhole(printChinese(value)) === value,
      ),
      { numRuns: 1000 },
    );
    expect([printChinese(105), printChinese(10), printChinese(20_030_000)]).toEqual([
      '一百零五',
      '十',
      '二千零三万',
    ]);
    expect(['三千五', '二十五', '一万二', '一亿零五', '廿', '几千'].map(readWhole)).toEqual([
      3500,
      25,
      12_000,
      100_000_005,
      null,
      null,
    ]);
  });
});

describe('form fields', () => {
  test('a bare number is 万 of the currency of the field', () => {
    expect(readInvestmentField('52000')).toMatchObject({
      ok: true,
      value: { low: { units: 520_000_000, currency: 'CNY' } },
    });
    expect(readInvestmentField('3,000', 'USD')).toMatchObject({
      ok: true,
      value: { low: { units: 30_000_000, currency: 'USD' } },
    });
    expect(readInvestmentField('约2亿')).toMatchObject({
      ok: true,
      value: { approx: true, low: { units: 200_000_000 } },
    });
    expect(readAmountField('0')).toEqual({ ok: true, value: { units: 0, currency: 'CNY' } });
  });

  test.each([
    '',
    '-5',
    '1e308',
    'NaN',
    '面议',
    '几千万',
    '0.00001',
    '9'.repeat(30),
    '300000000',
    '2亿和3亿',
    '8-5亿',
    '负3亿',
  ])('%j is refused with a sentence', (text) => {
    const read = readInvestmentField(text);
    expect(read.ok ? 'accepted' : read.reason).toMatch(/[\u4e00-\u9fa5].*[\u4e00-\u9fa5。）]$/);
    expect(read.ok).toBe(false);
  });

  test('one sum fields refuse ranges', () => {
    expect(readAmountField('2-3亿').ok).toBe(false);
  });

  test('phones are normalised or refused with what to type', () => {
    expect(
      [
        '138 0013 8000',
        '138-0013-8000',
        '+86 13800138000',
        '０５９８－８２２３３４４',
        '(0598)8223344',
        '02168881234',
        '400-800-1234',
      ].map((text) => readPhoneField(text)),
    ).toEqual(
      [
        '13800138000',
        '13800138000',
        '13800138000',
        '0598-8223344',
        '0598-8223344',
        '021-68881234',
        '400-800-1234',
      ].map((value) => ({ ok: true, value })),
    );
    for (const text of ['', '1380013800', '138001380001', 'abc', '13800138000 13900139000'])
      expect(readPhoneField(text).ok).toBe(false);
  });

  test('masking keeps three and four digits, also inside text', () => {
    expect([
      maskPhone('13800138000'),
      maskPhone('0598-8223344'),
      maskPhonesIn('王总13800138000，投资2亿'),
    ]).toEqual(['138****8000', '059****3344', '王总138****8000，投资2亿']);
    expect(findPhones('2026-11-10 20261110 投资13800万元 3.14159265358').length).toBe(0);
  });
});
