import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromNumber } from '../../src/domain/day.ts';
import { findDates } from '../../src/parse/date.ts';
import { readDay, readMonth } from '../../src/parse/date-field.ts';
import { cpuMsSince } from '../harness/cpu.ts';
import { DATES } from './dates.ts';

const TODAY = '2026-11-22';

describe('dates as typed, weeks beginning on Monday', () => {
  test.each(DATES.map(([text, ...expected]) => [text, expected] as const))('%s', (text, expected) => {
    const read = findDates(text, TODAY).map(
      (date) =>
        `${date.kind} ${date.key}${date.before ? ' <' : ''}${date.after ? ' >' : ''}${date.unsure ? ' ?' : ''}${date.impossible ? ' !' : ''}`,
    );
    expect(read).toEqual(expected);
  });

  test('every day reads back from its ISO and its Chinese form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (count) => {
        const day = dayFromNumber(count);
        const [year, month, date] = day.split('-').map(Number);
        for (const text of [day, `${year}年${month}月${date}日`, `${year}/${month}/${date}`]) {
          expect(findDates(text, TODAY).map((found) => found.key)).toEqual([day]);
        }
      }),
    );
  });

  test('hostile text never throws and takes linear time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(findDates(text, TODAY))));
    for (const piece of ['1', '一', '月', '11.', '下', '2026-']) {
      const began = process.cpuUsage();
      findDates(piece.repeat(50_000), TODAY);
      expect(cpuMsSince(began)).toBeLessThan(2_000);
    }
  });
});

describe('发生日期 leans to the past', () => {
  const days: readonly (readonly [string, string | null])[] = [
    ['11月10日', '2026-11-10'],
    ['3月5日', '2026-03-05'],
    ['12-30', '2025-12-30'],
    ['10号', '2026-11-10'],
    ['25号', '2026-10-25'],
    ['周五', '2026-11-20'],
    ['上周五', '2026-11-13'],
    ['昨天', '2026-11-21'],
    ['今天', '2026-11-22'],
    ['2026/11/1', '2026-11-01'],
    ['11.10', '2026-11-10'],
    ['三天前', '2026-11-19'],
    ['２０２６年１１月１０日', '2026-11-10'],
    ['2026年11月10日下午', '2026-11-10'],
    ['十一月十日', '2026-11-10'],
    ['12月10日', null],
    ['明天', null],
    ['2027-01-01', null],
    ['2月30日', null],
    ['2月29日', null],
    ['上月', null],
    ['瞎写', null],
    ['', null],
    ['下周三和下周四', null],
  ];
  test.each(days)('%s → %s', (text, expected) => {
    const read = readDay(text, TODAY);
    expect(read.ok ? read.value : null).toBe(expected);
    if (!read.ok) expect(read.reason).toMatch(/。$/);
  });

  test('with allowFuture the future is read', () => {
    expect(readDay('下周三', TODAY, { allowFuture: true })).toEqual({ ok: true, value: '2026-11-25' });
  });

  const months: readonly (readonly [string, string | null])[] = [
    ['10月', '2026-10'],
    ['2026-10', '2026-10'],
    ['上月', '2026-10'],
    ['本月', '2026-11'],
    ['十月', '2026-10'],
    ['202610', '2026-10'],
    ['去年12月', '2025-12'],
    ['12月', '2025-12'],
    ['12', '2025-12'],
    ['上个月', '2026-10'],
    ['2026年10月', '2026-10'],
    ['10月份', '2026-10'],
    ['2026/10', '2026-10'],
    ['13月', null],
    ['202613', null],
    ['', null],
    ['x', null],
    ['三季度', null],
  ];
  test.each(months)('month %s → %s', (text, expected) => {
    const read = readMonth(text, TODAY);
    expect(read.ok ? read.value : null).toBe(expected);
    if (!read.ok) expect(read.reason).toMatch(/。$/);
  });
});
