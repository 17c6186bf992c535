/** 编号 as people type them: whole, in part, without hyphens, in full-width, in small letters. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitNumber } from '../../commands/shared/find.ts';
import {
  formatNumber,
  numberEndsIn,
  numberMatches,
  readNumber,
  sequenceName,
} from '../../src/domain/number.ts';

const means = (words: string, number: string): 'exact' | 'tail' | 'no' => {
  const read = readNumber(words);
  if (read === null) return 'no';
  if (numberMatches(number, read)) return 'exact';
  return numberEndsIn(number, read) ? 'tail' : 'no';
};

describe('reading a number', () => {
  test('numbers have four digits at least after the month, and one sequence a kind and month', () => {
    expect(formatNumber('lead', '2026-11', 1)).toBe('XS-202611-0001');
    expect(formatNumber('project', '2026-11', 12_345)).toBe('XM-202611-12345');
    expect(sequenceName('lead', '2026-11')).toBe('XS-202611');
  });

  test.each([
    'XS-202611-0001',
    'xs-202611-0001',
    'XS2026110001',
    'XS 202611 0001',
    'ＸＳ－２０２６１１－０００１',
    'XS—202611—0001',
    '202611-0001',
    '2026110001',
    '2611-0001',
    '611-0001',
    '11-0001',
    '611-1',
    'XS-0001',
    'xs1',
    '0001',
    '001',
    '1',
    ' ０００１ ',
  ])('%s names XS-202611-0001', (words) => {
    expect(means(words, 'XS-202611-0001')).toBe('exact');
  });

  test.each([
    ['XM-202611-0001', 'no'],
    ['XS-202610-0001', 'no'],
    ['610-0001', 'no'],
    ['0002', 'no'],
    ['01', 'exact'],
    ['10001', 'no'],
    ['21', 'no'],
  ] as const)('%s against XS-202611-0001: %s', (words, meaning) => {
    expect(means(words, 'XS-202611-0001')).toBe(meaning);
  });

  test.each([
    ['23', 'XS-202611-0123', 'tail'],
    ['123', 'XS-202611-0123', 'exact'],
    ['023', 'XS-202611-0123', 'no'],
    ['0023', 'XS-202611-10023', 'tail'],
    ['023', 'XS-202611-1023', 'tail'],
    ['0001', 'XS-202611-10001', 'tail'],
    ['611-23', 'XS-202611-0123', 'no'],
    ['1000001', 'XS-202611-1000001', 'exact'],
  ] as const)('%s against %s: %s', (words, number, meaning) => {
    expect(means(words, number)).toBe(meaning);
  });

  test.each([
    '',
    'XS',
    'XS-',
    '5000万',
    '2026-11',
    '2026-13-01',
    '11月',
    '1.5',
    '-1',
    'XX-202611-0001',
    '１２３４５６７８９０１２',
  ])('“%s” is no number', (words) => {
    expect(readNumber(words)).toBeNull();
  });

  test('every end of every number, from a single digit on, may be typed (design §5)', () => {
    const number = fc
      .record({
        kind: fc.constantFrom('lead' as const, 'project' as const),
        month: fc.integer({ min: 1, max: 12 }),
        value: fc.integer({ min: 1, max: 99_999 }),
      })
      .map(({ kind, month, value }) => formatNumber(kind, `2026-${String(month).padStart(2, '0')}`, value));
    fc.assert(
      fc.property(number, fc.nat(20), fc.boolean(), (whole, cut, small) => {
        // Not through the letters, and not through the year, where the end is no month.
        const tail = whole.slice(Math.min(cut, whole.length - 1)).replace(/^S-|^M-|^-/, '');
        const typed = small ? tail.toLowerCase() : tail;
        expect(means(typed, whole)).not.toBe('no');
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  test('hostile text is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const read = readNumber(text);
        expect(read === null || /^\d{1,9}$/.test(read.typed)).toBe(true);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});

describe('a number at the start of a sentence', () => {
  test.each([
    ['XS-202611-0001 签约', 'XS-202611-0001', '签约'],
    ['0001签约', '0001', '签约'],
    ['611-0001，开工', '611-0001', '开工'],
    ['xm-202611-0001', 'xm-202611-0001', ''],
    ['1 投产', '1', '投产'],
  ])('%s', (text, number, rest) => {
    expect(splitNumber(text)).toEqual({ number, rest });
  });

  test.each([
    '碳纤维',
    '5000万',
    '10月',
    '2026年',
    '11月10日 签约',
    '2026-11-10 签约',
    '1.5亿',
    '30%',
    '11/10 签约',
  ])('%s starts with none', (text) => {
    expect(splitNumber(text)).toEqual({ number: null, rest: text });
  });
});
