/** 永安亿元以上的签约项目, 本月新开工的有哪些: what a list is narrowed to, and what is left as a name. */
import { describe, expect, test } from 'vitest';
import { readConditions } from '../../src/parse/lead-conditions.ts';

const STAGES = [
  { id: 'signed', label: '签约', words: ['签约', '签订合同'] },
  { id: 'started', label: '开工', words: ['开工', '动工', '在建'] },
  { id: 'operating', label: '投产', words: ['投产', '试生产'] },
];
const read = (text: string) => readConditions(text, STAGES, '2026-11-24');
const YI = 100_000_000;

describe('conditions', () => {
  test.each([
    ['签约', { stage: 'signed', rest: '' }],
    ['已经签约的项目有哪些', { stage: 'signed', rest: '' }],
    ['永安已开工项目', { stage: 'started', rest: '永安' }],
    ['永安 在建', { stage: 'started', rest: '永安' }],
    ['哪些项目试生产了', { stage: 'operating', rest: '' }],
    ['我们签约了哪些项目', { stage: 'signed', isOwn: true, rest: '' }],
    ['本县在建项目', { stage: 'started', isOwn: true, rest: '' }],
    ['沙县区石墨烯 签约', { stage: 'signed', rest: '沙县区石墨烯' }],
  ])('%s: a stage', (text, wanted) => {
    expect(read(text)).toMatchObject({ days: null, investment: null, ...wanted });
  });

  test.each([
    ['亿元以上', YI, null],
    ['5亿以上的项目有几个', 5 * YI, null],
    ['五亿元及以上项目', 5 * YI, null],
    ['超过3000万的线索', 30_000_000, null],
    ['投资额超10亿元项目', 10 * YI, null],
    ['过亿项目', YI, null],
    ['1.5亿以下', null, 1.5 * YI],
    ['5000万元以内的项目', null, 50_000_000],
    ['上千万', 10_000_000, null],
  ])('%s: a sum', (text, from, to) => {
    expect(read(text)).toMatchObject({ stage: null, investment: { from, to }, rest: '' });
  });

  test.each([
    ['本月签约的项目', 'signed', '2026-11-01', '2026-11-30'],
    ['上个月新开工了几个项目', 'started', '2026-10-01', '2026-10-31'],
    ['10月份投产的企业', 'operating', '2026-10-01', '2026-10-31'],
    ['三季度签约项目', 'signed', '2026-07-01', '2026-09-30'],
    ['今年新增线索有哪些', null, '2026-01-01', '2026-12-31'],
    ['去年签约', 'signed', '2025-01-01', '2025-12-31'],
  ])('%s: a period', (text, stage, from, to) => {
    expect(read(text)).toMatchObject({ stage, days: { from, to }, rest: '' });
  });

  test('all together, and said again for a title', () => {
    const found = read('永安市今年亿元以上签约项目有多少个？');
    expect(found).toMatchObject({ stage: 'signed', investment: { from: YI, to: null }, rest: '永安市' });
    expect(found?.said).toEqual(['2026年', '签约', '1亿元以上']);
    expect(read('2500万以下')?.said).toEqual(['2500万元以下']);
  });

  test.each(['', '岩城碳素', '永安市', '所有项目', '哪些项目没进展', `签约${'很'.repeat(80)}`])(
    '%s has none',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  test('hostile text costs nothing', () => {
    const startedAt = performance.now();
    for (const text of [
      '亿'.repeat(60),
      '的项目'.repeat(20),
      '1'.repeat(60),
      '超过'.repeat(30),
      ' '.repeat(60),
    ])
      read(text);
    expect(performance.now() - startedAt).toBeLessThan(100);
  });
});
