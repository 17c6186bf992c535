// On which days people are reminded of a report: working days, one a day, after a downtime only the newest that is true (P13).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorkday } from '../../../src/domain/calendar.ts';
import { addDays, daysBetween } from '../../../src/domain/day.ts';
import {
  PATIENCE_DAYS,
  type ReminderStep,
  reminderSteps,
  remindersNow,
  unknownYear,
} from '../../../src/domain/filing/reminders.ts';

const USUAL = { remindDays: [-3, -1, 0], escalateDays: 1 };
const said = (steps: readonly ReminderStep[]) => steps.map(({ offsetDays, on }) => [offsetDays, on]);

describe('the days of a due day', () => {
  test('are T−3, T−1, the due day and the day after when all of them are working days', () => {
    // 2026-11-05 is a Thursday.
    expect(said(reminderSteps(USUAL, '2026-11-05'))).toEqual([
      [-3, '2026-11-02'],
      [-1, '2026-11-04'],
      [0, '2026-11-05'],
      [1, '2026-11-06'],
    ]);
  });

  test('within the National Day holiday: the two before it fall together on its eve, the superior after it', () => {
    expect(said(reminderSteps(USUAL, '2026-10-05'))).toEqual([
      [-1, '2026-09-30'],
      [0, '2026-10-05'],
      [1, '2026-10-08'],
    ]);
  });

  test('a make-up Saturday is a working day', () => {
    // 2026-10-10 is worked.
    expect(said(reminderSteps(USUAL, '2026-10-11'))).toEqual([
      [-3, '2026-10-08'],
      [-1, '2026-10-10'],
      [0, '2026-10-11'],
      [1, '2026-10-12'],
    ]);
  });

  test('in a year without a plan they are calendar days, and the year is named', () => {
    expect(said(reminderSteps(USUAL, '2031-03-02'))).toEqual([
      [-3, '2031-02-27'],
      [-1, '2031-03-01'],
      [0, '2031-03-02'],
      [1, '2031-03-03'],
    ]);
    expect(unknownYear(USUAL, '2031-03-02')).toBe('2031');
    expect(unknownYear(USUAL, '2026-11-05')).toBeNull();
  });

  test('a plan without a superior has none', () => {
    expect(said(reminderSteps({ remindDays: [-1, 0], escalateDays: 0 }, '2026-11-05'))).toEqual([
      [-1, '2026-11-04'],
      [0, '2026-11-05'],
    ]);
  });

  test('two that a weekend brings together are one, whoever else hears on that day (seed 814558142)', () => {
    expect(said(reminderSteps({ remindDays: [2, 1, 0], escalateDays: 1 }, '2021-01-22'))).toEqual([
      [0, '2021-01-22'],
      [1, '2021-01-25'],
      [2, '2021-01-25'],
    ]);
  });

  test('never later than the plan says before the due day, never earlier after it, never twice a day', () => {
    const anyDay = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2019-01-01', days));
    const offsets = fc.uniqueArray(fc.integer({ min: -20, max: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyDay, offsets, fc.integer({ min: 0, max: 9 }), (dueOn, remindDays, escalateDays) => {
        const steps = reminderSteps({ remindDays, escalateDays }, dueOn);
        for (const { offsetDays, on } of steps) {
          const planned = addDays(dueOn, offsetDays);
          if (offsetDays < 0) expect(on <= planned).toBe(true);
          else if (offsetDays === 0) expect(on).toBe(dueOn);
          else expect(on >= planned).toBe(true);
          if (offsetDays !== 0) expect(isWorkday(on)).not.toBe(false);
        }
        const days = steps.map(({ on, to }) => `${on} ${to}`);
        expect(new Set(days).size).toBe(days.length);
        expect([...steps].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))).toEqual(steps);
      }),
    );
  });
});

describe('what goes out today', () => {
  const steps = reminderSteps(USUAL, '2026-11-05');
  const now = (today: string) => remindersNow(steps, '2026-11-05', today).map(({ offsetDays }) => offsetDays);

  test.each([
    ['2026-11-01', []],
    ['2026-11-02', [-3]],
    ['2026-11-03', [-3]],
    ['2026-11-04', [-1]],
    ['2026-11-05', [0]],
    ['2026-11-06', [1]],
    ['2026-11-13', [1]],
    ['2026-11-17', []],
  ] as const)('on %s, whatever was missed before', (today, wanted) => {
    expect(now(today)).toEqual(wanted);
  });

  test('nothing that has become untrue: past the due day nobody hears that it is today', () => {
    // The superior's day is a Monday; on the weekend between nothing is true any more.
    const weekend = reminderSteps(USUAL, '2026-12-04');
    expect(remindersNow(weekend, '2026-12-04', '2026-12-05')).toEqual([]);
    expect(remindersNow(weekend, '2026-12-04', '2026-12-07').map(({ to }) => to)).toEqual(['superior']);
  });

  test('however long nobody ran, at most one step to each', () => {
    const anyDay = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -10, max: 40 }), (dueOn, shift) => {
        const today = addDays(dueOn, shift);
        const due = remindersNow(reminderSteps(USUAL, dueOn), dueOn, today);
        expect(due.length).toBeLessThanOrEqual(1);
        for (const { offsetDays, on } of due) {
          if (offsetDays <= 0) expect(today <= dueOn).toBe(true);
          else expect(daysBetween(on, today)).toBeLessThanOrEqual(PATIENCE_DAYS);
        }
      }),
    );
  });
});
