/** 增资、减资 as people type it: the whole, the part, or neither; the day and the evidence beside it. */
import { describe, expect, test } from 'vitest';
import { readTotal } from '../../commands/shared/advance/total-words.ts';
import { type AmountRange, exactly, printRange } from '../../src/domain/money.ts';

const TODAY = '2026-11-10';
const yuan = (wan: number): AmountRange => exactly({ units: wan * 10_000, currency: 'CNY' });
const read = (words: string, was: AmountRange | null = yuan(52_000)) => readTotal(words, was, TODAY);
const total = (words: string, was: AmountRange | null = yuan(52_000)): string | null => {
  const found = read(words, was).total;
  return found === null ? null : printRange(found);
};

describe('the total', () => {
  test.each([
    ['增资至8亿元', '80000万元（8亿元）'],
    ['增资到8亿', '80000万元（8亿元）'],
    ['增资 总投资由5.2亿元增加到8亿元', '80000万元（8亿元）'],
    ['投资额变更 8亿元', '80000万元（8亿元）'],
    ['总投资变更为6.5亿元', '65000万元（6.5亿元）'],
    ['减资至3亿元', '30000万元（3亿元）'],
    ['增资扩股 总额达9亿元', '90000万元（9亿元）'],
    ['增资3亿元', '82000万元（8.2亿元）'],
    ['增资 3亿', '82000万元（8.2亿元）'],
    ['追加投资5000万元', '57000万元（5.7亿元）'],
    ['减资1.2亿元', '40000万元（4亿元）'],
    ['增资一点五亿', '67000万元（6.7亿元）'],
  ])('%s', (words, wanted) => {
    expect(total(words)).toBe(wanted);
  });
  test('a part is worked out only where the whole is one sum of the same currency, and never below nothing', () => {
    expect(total('增资500万美元')).toBeNull();
    expect(total('增资3亿元', null)).toBeNull();
    expect(total('减资6亿元')).toBeNull();
    const range = { low: yuan(10_000).low, high: yuan(20_000).low, approx: false };
    expect(total('增资3亿元', range)).toBeNull();
    expect(read('减资6亿元').hint).toContain('请填变更后的总额');
  });
  test.each(['增资', '增资 董事会已通过', '减资 原因待查'])('%s names no sum', (words) => {
    expect([read(words).total, read(words).hint]).toEqual([null, null]);
  });
});

test('the day and what proves it stand apart', () => {
  expect(read('增资至8亿元 11月7日 增资协议 DT-9')).toMatchObject({
    happenedOn: '2026-11-07',
    evidence: '增资协议 DT-9',
  });
  expect(read('增资3亿元，昨天，市监变更〔2026〕12号')).toMatchObject({
    happenedOn: '2026-11-09',
    evidence: '市监变更〔2026〕12号',
  });
  expect(read('增资至8亿元').evidence).toBe('');
});
