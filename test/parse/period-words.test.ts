// Periods of reports as people name them.
import { expect, test } from 'vitest';
import { readPeriodWords } from '../../src/parse/period-words.ts';

test.each([
  ['2026年第三季度', '2026Q3', ''],
  ['三季度 大田县', '2026Q3', '大田县'],
  ['第四季度', '2026Q4', ''],
  ['2026Q2', '2026Q2', ''],
  ['q1', '2026Q1', ''],
  ['去年四季度', '2025Q4', ''],
  ['今年1季度', '2026Q1', ''],
  ['本季度', '2026Q4', ''],
  ['上季度', '2026Q3', ''],
  ['2025年上半年', '2025H1', ''],
  ['下半年', '2026H2', ''],
  ['2025年', '2025', ''],
  ['去年', '2025', ''],
  ['2026-10', '2026-10', ''],
  ['单位 10月', '2026-10', '单位'],
  ['上月 单位', '2026-10', '单位'],
  ['季报', null, '季报'],
  ['LF-E3 once', 'once', 'LF-E3'],
  ['大田县', null, '大田县'],
  ['', null, ''],
])('「%s」 is %s', (text, key, rest) => {
  expect(readPeriodWords(text, '2026-11-10')).toEqual({ key, rest });
});

test('a quarter without a year is the last one that has begun', () => {
  expect(readPeriodWords('四季度', '2026-01-05').key).toBe('2025Q4');
  expect(readPeriodWords('一季度', '2026-01-05').key).toBe('2026Q1');
});
