// What follows 月报: month and number in any order, also run together.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReportWords } from '../../src/parse/report-words.ts';

const TODAY = '2026-11-22';

describe('month and number', () => {
  test.each([
    ['', null, null, []],
    ['XM-202611-0001 10月', '2026-10', 'XM-202611-0001', []],
    ['10月 XM-202611-0001', '2026-10', 'XM-202611-0001', []],
    ['10月XM-202611-0001', '2026-10', 'XM-202611-0001', []],
    ['XM-202611-0001', null, 'XM-202611-0001', []],
    ['ｘｍ－202611－0001', null, 'xm-202611-0001', []],
    ['0001', null, '0001', []],
    ['0001 上月', '2026-10', '0001', []],
    ['XM1 本月', '2026-11', 'XM1', []],
    ['2026年9月份的', '2026-09', null, []],
    ['去年12月', '2025-12', null, []],
    ['12月', '2025-12', null, []],
    ['2026-10', '2026-10', null, []],
    ['202610', '2026-10', null, []],
    ['2026/9', '2026-09', null, []],
    ['10', null, '10', []],
    ['碳纤维 10月', '2026-10', null, ['碳纤维']],
    ['永安市、10月', '2026-10', null, ['永安市']],
    ['十月', '2026-10', null, []],
  ])('「%s」', (text, month, number, rest) => {
    expect(readReportWords(text, TODAY)).toEqual({ month, monthWrong: null, number, second: null, rest });
  });

  test.each([
    ['0001 0002', '0002'],
    ['XM-202611-0001 0002', '0002'],
    ['XM-202611-0001 XM-202611-0003', 'XM-202611-0003'],
    ['0001 XM-202611-0001', null],
    ['0001 3000', null],
    ['0001 10', null],
  ])('a second project in 「%s」', (text, second) => {
    expect(readReportWords(text, TODAY).second).toBe(second);
  });

  test('a month that is none says so', () => {
    expect(readReportWords('13月', TODAY).monthWrong).toContain('13');
    expect(readReportWords('下月', TODAY)).toMatchObject({ month: '2026-12' });
  });

  test('no text throws', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => void readReportWords(text, TODAY)));
  });
});
