import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayFromNumber,
  dayNumber,
  dayOfInstant,
  daysBetween,
  instantOfDay,
  isDay,
  isMonth,
  makeDay,
  mondayOf,
  monthEnd,
  quarterKey,
  quarterOf,
  shiftMonth,
  weekdayName,
  weekdayOf,
} from '../../src/domain/day.ts';

const anyDay = fc.integer({ min: -20_000, max: 300_000 });

describe('calendar days', () => {
  test('numbers and days are inverse, and agree with the proleptic Gregorian calendar', () => {
    fc.assert(
      fc.property(anyDay, (count) => {
        const day = dayFromNumber(count);
        expect(dayNumber(day)).toBe(count);
        expect(day).toBe(new Date(count * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });

  test('the weekday is ISO: 2026-11-22 is a Sunday and its week begins on Monday 11-16', () => {
    expect([weekdayOf('2026-11-22'), weekdayName('2026-11-22'), mondayOf('2026-11-22')]).toEqual([
      7,
      '周日',
      '2026-11-16',
    ]);
    fc.assert(
      fc.property(
        anyDay,
        (count) => weekdayOf(dayFromNumber(count)) === (new Date(count * 86_400_000).getUTCDay() || 7),
      ),
    );
  });

  test('days that the calendar does not have are refused', () => {
    for (const text of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '26-1-1',
      '',
      '2026-1-01',
      '1899-12-31',
      '3000-01-01',
    ])
      expect(isDay(text)).toBe(false);
    expect(isDay('2028-02-29')).toBe(true);
    expect([makeDay(2026, 2, 30), makeDay(2026, 1.5, 1)]).toEqual([null, null]);
    expect([isMonth('2026-10'), isMonth('2026-13'), isMonth('202610')]).toEqual([true, false, false]);
  });

  test('months are shifted across years and days cut to shorter months', () => {
    expect([
      shiftMonth('2026-01', -1),
      shiftMonth('2026-11', 14),
      addMonths('2026-01-31', 1),
      addMonths('2028-02-29', 12),
    ]).toEqual(['2025-12', '2028-01', '2026-02-28', '2029-02-28']);
    expect([monthEnd('2028-02'), quarterOf('2026-07'), quarterKey(2026, 3)]).toEqual([
      '2028-02-29',
      3,
      '2026Q3',
    ]);
    expect([addDays('2026-12-31', 1), daysBetween('2026-11-22', '2026-11-25')]).toEqual(['2027-01-01', 3]);
  });

  test('a Shanghai day begins at 16:00 UTC of the day before', () => {
    expect(dayOfInstant(Date.UTC(2026, 10, 21, 16))).toBe('2026-11-22');
    expect(dayOfInstant(Date.UTC(2026, 10, 21, 15, 59, 59, 999))).toBe('2026-11-21');
    fc.assert(
      fc.property(
        anyDay,
        (count) => dayOfInstant(instantOfDay(dayFromNumber(count))) === dayFromNumber(count),
      ),
    );
  });

  test('an invalid day is a bug, not a value', () => {
    expect(() => dayNumber('2026-02-30')).toThrow(RangeError);
  });
});
