// One figure of the monthly form: what is accepted, what it is, and what is refused with the field's name.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainFigure, printChange, printFigure } from '../../src/domain/figure.ts';
import { readFigure } from '../../src/parse/figure-field.ts';

const funds = { id: 'funds_in_place', label: '到位资金', unit: '万元' };
const fdi = { id: 'fdi_actual', label: '实际使用外资', unit: '万美元' };
const jobs = { id: 'jobs', label: '就业人数', unit: '人' };

describe('accepted, in whole 元', () => {
  test.each([
    ['1000', 10_000_000],
    ['1,200', 12_000_000],
    ['１，２００', 12_000_000],
    ['1,234,567.8', 12_345_678_000],
    ['0', 0],
    ['0.5', 5_000],
    ['12.3456', 123_456],
    ['12.34560000', 123_456],
    ['1.2亿', 120_000_000],
    ['1.2 亿元', 120_000_000],
    ['3000万', 30_000_000],
    ['3000万元', 30_000_000],
    ['3千万', 30_000_000],
    ['50w', 500_000],
    ['1.2个亿', 120_000_000],
    ['1.2e', 120_000_000],
    ['5kw', 50_000_000],
    ['两个亿', 200_000_000],
    ['零', 0],
    ['3000万人民币元', 30_000_000],
    ['5000元', 5_000],
    ['800万人民币', 8_000_000],
    ['一点五亿', 150_000_000],
    ['五千万', 50_000_000],
    ['12亿5千万元', 1_250_000_000],
    ['1亿9', 190_000_000],
    ['1亿零9千', 100_009_000],
  ])('%s', (typed, units) => {
    expect(readFigure(typed, funds, null)).toEqual({ ok: true, value: units });
  });

  test.each([
    ['300', 3_000_000],
    ['300万美元', 3_000_000],
    ['1.2亿美元', 120_000_000],
    ['0.5亿', 50_000_000],
  ])('foreign capital %s is in 万美元', (typed, units) => {
    expect(readFigure(typed, fdi, null)).toEqual({ ok: true, value: units });
  });

  test.each(['1亿9千', '一亿九千', '3亿2百元'])('%s may be two sums and is asked again', (typed) => {
    const read = readFigure(typed, funds, null);
    expect(read).toMatchObject({ ok: false, reason: expect.stringContaining('说不准') });
  });

  test('a count is in its own unit', () => {
    expect(readFigure('120', jobs, null)).toEqual({ ok: true, value: 1_200_000 });
    expect(readFigure('120人', jobs, null)).toEqual({ ok: true, value: 1_200_000 });
    expect(readFigure('120户', jobs, null)).toMatchObject({ ok: false });
    expect(printFigure(1_200_000, jobs)).toBe('120人');
  });

  test('blank and — are 暂缺, not 0', () => {
    for (const typed of ['', '  ', '-', '—', '无', '暂无']) {
      expect(readFigure(typed, funds, 5)).toEqual({ ok: true, value: null });
    }
  });

  test('无变化 is last time’s figure, and refused when there was none', () => {
    for (const typed of [
      '无变化',
      '没变化',
      '没有变化',
      '本月无变化',
      '不变',
      '无新增',
      '同上月',
      '与上月持平',
    ]) {
      expect(readFigure(typed, funds, 77)).toEqual({ ok: true, value: 77 });
    }
    expect(readFigure('无变化', funds, null)).toMatchObject({ ok: false });
  });
});

describe('refused, naming the field', () => {
  test.each([
    ['-5'],
    ['－5'],
    ['NaN'],
    ['Infinity'],
    ['1e308'],
    ['1e3'],
    ['0x10'],
    ['0.00001'],
    ['12.34567'],
    ['1,20'],
    ['1.2.3'],
    ['约2000'],
    ['1。2亿'],
    ['1 200 5'],
    ['三千多吧'],
    ['2000左右'],
    ['5000-8000万'],
    ['几千万'],
    ['一百多万'],
    ['abc'],
    ['100000000000000'],
    ['9'.repeat(39)],
    ['9'.repeat(500)],
    ['3000万美元'],
    ['50万港元'],
    ['100\u0000'],
    ['<script>'],
  ])('%s', (typed) => {
    const read = readFigure(typed, funds, null);
    expect(read.ok).toBe(false);
    expect(read.ok ? '' : read.reason).toContain('「到位资金」');
  });

  test('元 in a field of 万美元', () => {
    expect(readFigure('300万元', fdi, null)).toMatchObject({ ok: false });
    expect(readFigure('2000万人民币', fdi, null)).toMatchObject({ ok: false });
    expect(readFigure('2000人民币', fdi, null)).toMatchObject({ ok: false });
    expect(readFigure('300万元', jobs, null)).toMatchObject({ ok: false });
  });

  test('no text whatever throws or gives a number that is not a safe integer', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0123456789.,-亿万千百元美约eE一二十') }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const read = readFigure(text, funds, null);
        if (!read.ok || read.value === null) return;
        expect(Number.isSafeInteger(read.value) && read.value >= 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what is printed is read back as the same figure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e15 }), (units) => {
        expect(readFigure(plainFigure(units), funds, null)).toEqual({ ok: true, value: units });
      }),
    );
  });
});

test('changes are printed with their sign', () => {
  expect(printChange(5_000_000, funds)).toBe('+500万元');
  expect(printChange(-3_000_000, funds)).toBe('−300万元');
  expect(printChange(0, funds)).toBe('0万元');
  expect(printFigure(120_000_000, funds)).toBe('12000万元（1.2亿元）');
});
