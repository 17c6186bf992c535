// S31: an identity number in free text is masked wherever a phone number is.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPhonesIn } from '../../src/parse/phone.ts';

describe('身份证号 in free text (S31)', () => {
  test.each([
    ['身份证350402198807142316。', '身份证350402********2316。'],
    ['３５０４０２１９８８０７１４２３１６', '350402********2316'],
    ['法人 35040219880714231x 电话13800138000', '法人 350402********231x 电话138****8000'],
    ['两人350402198807142316、110101199003077758', '两人350402********2316、110101********7758'],
  ])('%s', (text, masked) => {
    expect(maskPhonesIn(text)).toBe(masked);
  });

  test.each([
    '统一社会信用代码91350402MA2XN8W17T',
    '合同编号350402201399999999',
    '信用代码913504001990010112',
    'HT350402198807142316',
    '20261110',
  ])('%s is none and stays', (text) => {
    expect(maskPhonesIn(text)).toBe(text);
  });

  test('masked once, masked for good; and what is none of both stays', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = maskPhonesIn(text);
        expect(maskPhonesIn(once)).toBe(once);
      }),
    );
    expect(maskPhonesIn('投资2亿元，5000平方米')).toBe('投资2亿元，5000平方米');
  });
});
