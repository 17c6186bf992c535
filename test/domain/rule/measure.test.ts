// P6: monthly cumulative entries.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dec, dec, sumDec } from '../../../src/domain/decimal.ts';
import {
  cumulativeAt,
  increment,
  incrementChanges,
  increments,
  type MonthlyEntry,
  needsReason,
  periodValue,
  printRestatement,
  restatements,
} from '../../../src/domain/rule/measure.ts';
import { addMonths, periodOfKey, windowPeriod } from '../../../src/domain/rule/period.ts';
import { printValue } from '../../../src/domain/value.ts';

const Q1 = periodOfKey('2021Q1') ?? windowPeriod('', '');
const Y2021 = periodOfKey('2021') ?? windowPeriod('', '');

function entries(...pairs: [string, number, number?, number?][]): MonthlyEntry[] {
  return pairs.map(([month, cumulative, version = 1, enteredAt = 0]) => ({
    month,
    cumulative,
    version,
    enteredAt,
  }));
}
function shown(values: ReturnType<typeof increments>): string[] {
  return values.map((value) => [printValue(value, 0), ...value.flags].join(' '));
}

describe('P6 increments', () => {
  test('AE-X-2: February missing → Feb 暂缺, Mar 1,500 含2月, Q1 2,500 with coverage 2/3', () => {
    const list = entries(['2021-01', 1000], ['2021-03', 2500]);
    expect(shown(increments(list, ['2021-01', '2021-02', '2021-03']))).toEqual([
      '1000',
      '暂缺',
      '1500 含2月',
    ]);
    const q1 = periodValue(list, Q1);
    expect(printValue(q1, 0)).toBe('2500');
    expect(q1.coverage).toEqual({ reported: 2, expected: 3 });
  });

  test('AE-X-1: a restated February changes increments, not Q1; the next bulletin prints the difference', () => {
    const list = entries(
      ['2021-01', 1000, 1, 10],
      ['2021-02', 1800, 1, 20],
      ['2021-03', 2500, 1, 30],
      ['2021-02', 1500, 2, 40],
    );
    expect(shown(increments(list, ['2021-01', '2021-02', '2021-03']))).toEqual(['1000', '500', '1000']);
    expect(printValue(periodValue(list, Q1), 0)).toBe('2500');
    expect(printValue(periodValue(list, { ...Q1, endOn: '2021-02-28' }, { knownAt: 25 }), 0)).toBe('1800');
    expect(restatements(list, 35).map(printRestatement)).toEqual(['2月调整 -300']);
    expect(restatements(list, 50)).toEqual([]);
  });

  test('AE-X-7: 500 → 450万美元 needs a reason, the increment is −50 and prints so', () => {
    const list = entries(['2021-01', 500]);
    const next = { month: '2021-02', cumulative: 450 };
    expect(needsReason(list, next)).toBe(true);
    expect(needsReason(list, { ...next, cumulative: 500 })).toBe(false);
    expect(printValue(increment([...list, next], '2021-02'), 0)).toBe('-50');
  });

  test('two missing months are named as a range, a first report in April of a yearly series includes 1—3月', () => {
    expect(shown([increment(entries(['2021-01', 1], ['2021-04', 9]), '2021-04')])).toEqual(['8 含2—3月']);
    expect(shown([increment(entries(['2020-12', 70], ['2021-04', 9]), '2021-04', 'year')])).toEqual([
      '9 含1—3月',
    ]);
    expect(shown([increment(entries(['2020-12', 70], ['2021-04', 90]), '2021-04', 'life')])).toEqual([
      '20 含1—3月',
    ]);
  });

  test('a period nobody reported is 暂缺, never 0; a period not begun is 未到期', () => {
    const list = entries(['2020-12', 700]);
    expect(printValue(periodValue(list, Q1))).toBe('暂缺');
    expect(printValue(periodValue(list, Q1, { asOn: '2020-12-31' }))).toBe('未到期');
    expect(periodValue(list, Q1, { asOn: '2021-02-03' }).coverage).toEqual({ reported: 0, expected: 2 });
    expect(printValue(cumulativeAt(list, '2021-02'), 0)).toBe('700');
    expect(cumulativeAt(list, '2021-02').flags).toEqual(['截至12月']);
    expect(cumulativeAt(list, '2021-02', 'year').kind).toBe('na');
    expect(cumulativeAt([], '2021-02').kind).toBe('na');
  });
});

const entryArbitrary = fc.record({
  month: fc.integer({ min: 0, max: 23 }).map((count) => addMonths('2020-06', count)),
  cumulative: fc.integer({ min: -1_000_000, max: 1_000_000 }),
});

describe('P6 properties', () => {
  test('increments of reported months add up to the period value', () => {
    fc.assert(
      fc.property(
        fc.array(entryArbitrary, { maxLength: 40 }),
        fc.constantFrom('life' as const, 'year' as const),
        (list, span) => {
          const versioned = list.map((entry, version) => ({ ...entry, version }));
          const months = Array.from({ length: 12 }, (_, index) => addMonths('2021-01', index));
          const parts = increments(versioned, months, span).flatMap((value) =>
            value.kind === 'num' ? [value.x] : [],
          );
          const whole = periodValue(versioned, Y2021, { span });
          if (whole.kind === 'na') expect(parts).toEqual([]);
          else expect(whole.x.toFixed()).toBe(sumDec(parts).toFixed());
        },
      ),
    );
  });

  test('a rollup kept by differences equals the one made from scratch, in any order of entry', () => {
    fc.assert(
      fc.property(
        fc.array(entryArbitrary, { maxLength: 40 }),
        fc.constantFrom('life' as const, 'year' as const),
        (list, span) => {
          const rollup = new Map<string, Dec>();
          const held: MonthlyEntry[] = [];
          list.forEach((entry, version) => {
            const next = { ...entry, version };
            for (const change of incrementChanges(held, next, span)) {
              const before = rollup.get(change.month) ?? dec(0);
              expect(before.eq(change.was ?? 0)).toBe(true);
              rollup.set(change.month, change.now ?? dec(0));
            }
            held.push(next);
          });
          for (const [month, value] of rollup) {
            const fresh = increment(held, month, span);
            expect(fresh.kind === 'num' && fresh.x.eq(value)).toBe(true);
          }
        },
      ),
    );
  });

  test('the order of entries does not matter', () => {
    fc.assert(
      fc.property(fc.array(entryArbitrary, { maxLength: 20 }), (list) => {
        const versioned = list.map((entry, version) => ({ ...entry, version }));
        expect(shown([periodValue([...versioned].reverse(), Y2021)])).toEqual(
          shown([periodValue(versioned, Y2021)]),
        );
      }),
    );
  });
});
