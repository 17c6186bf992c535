/** 工作日: the official plans of 2004–2026, and no guess about the years after them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkdays,
  dueAfterWorkdays,
  isWorkday,
  workdayKnown,
  workdaysBetween,
} from '../../src/domain/calendar.ts';
import { addDays, dayFromNumber, dayNumber } from '../../src/domain/day.ts';

const FIRST = dayNumber('2004-01-01');
const LAST = dayNumber('2026-12-31');
const knownDay = fc.integer({ min: FIRST, max: LAST }).map(dayFromNumber);

describe('working days', () => {
  test.each(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])(
    'the make-up day %s of the 2026 plan is worked though it is a weekend',
    (day) => expect(isWorkday(day)).toBe(true),
  );

  test.each([
    '2026-01-01',
    '2026-02-16',
    '2026-04-06',
    '2026-05-05',
    '2026-06-19',
    '2026-09-25',
    '2026-10-07',
  ])('the holiday %s of the 2026 plan is not worked though it is a weekday', (day) =>
    expect(isWorkday(day)).toBe(false),
  );

  test('ordinary weekdays are worked and ordinary weekends are not', () => {
    expect(isWorkday('2026-11-30')).toBe(true);
    expect(isWorkday('2026-11-28')).toBe(false);
    expect(isWorkday('2026-11-29')).toBe(false);
  });

  test.each(['2027-01-01', '2027-06-15', '2027-10-01', '2003-12-31', '2999-01-01'])(
    'a day of a year without a published plan is unknown: %s',
    (day) => {
      expect(workdayKnown(day)).toBe(false);
      expect(isWorkday(day)).toBeNull();
    },
  );

  test('days are added over holidays and make-up days', () => {
    expect(addWorkdays('2026-09-30', 1)).toBe('2026-10-08');
    expect(addWorkdays('2026-10-09', 1)).toBe('2026-10-10');
    expect(addWorkdays('2026-10-10', 1)).toBe('2026-10-12');
    expect(addWorkdays('2026-10-08', -1)).toBe('2026-09-30');
    expect(addWorkdays('2026-11-30', 3)).toBe('2026-12-03');
  });

  test('nothing added to a holiday is the next working day', () => {
    expect(addWorkdays('2026-10-03', 0)).toBe('2026-10-08');
    expect(addWorkdays('2026-10-10', 0)).toBe('2026-10-10');
  });

  test('a way into an unknown year has no answer, and the caller counts calendar days and says so', () => {
    expect(addWorkdays('2026-12-31', 1)).toBeNull();
    expect(workdaysBetween('2026-12-30', '2027-01-05')).toBeNull();
    expect(workdaysBetween('2003-12-31', '2004-01-05')).toBeNull();
    expect(dueAfterWorkdays('2026-12-30', 3)).toEqual({ day: '2027-01-02', byCalendar: true });
    expect(dueAfterWorkdays('2026-12-28', 3)).toEqual({ day: '2026-12-31', byCalendar: false });
  });

  test('a fraction of a day is a bug', () =>
    expect(() => addWorkdays('2026-11-30', 0.5)).toThrow(RangeError));

  test('what is added is what lies between', () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: -60, max: 60 }), (day, count) => {
        const to = addWorkdays(day, count);
        fc.pre(to !== null && count !== 0);
        expect(isWorkday(to ?? '')).toBe(true);
        if (count > 0 || isWorkday(day) === true) expect(workdaysBetween(day, to ?? '')).toBe(count);
      }),
    );
  });

  test('between is additive over any day in the middle', () => {
    fc.assert(
      fc.property(knownDay, knownDay, knownDay, (a, b, c) => {
        const sum = (workdaysBetween(a, b) ?? Number.NaN) + (workdaysBetween(b, c) ?? Number.NaN);
        expect(workdaysBetween(a, c)).toBe(sum);
      }),
    );
  });

  test('every known year has between 240 and 262 working days', () => {
    for (let year = 2004; year <= 2026; year += 1) {
      const before = addDays(`${year}-01-01`, 0);
      const count = (workdaysBetween(before, `${year}-12-31`) ?? 0) + (isWorkday(before) === true ? 1 : 0);
      expect(count).toBeGreaterThan(240);
      expect(count).toBeLessThan(262);
    }
  });
});
