// P1: periods, and P13 cadence on top of them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cadenceSchema } from '../../../src/domain/pack/work-schema.ts';
import {
  bulletinsOwed,
  cellRate,
  meetingCells,
  minutesLate,
  reportsOwed,
  submissionState,
} from '../../../src/domain/rule/cadence.ts';
import {
  addDays,
  addMonths,
  anniversary,
  daysBetween,
  elapsed,
  isDay,
  isOverdue,
  isOwed,
  monthsOf,
  periodOfKey,
  periodsWithin,
  windowPeriod,
} from '../../../src/domain/rule/period.ts';
import { printRate } from '../../../src/domain/value.ts';
import { sanming } from '../pack/sanming.ts';

describe('P1 period', () => {
  test('keys name months, quarters, halves and years', () => {
    expect(periodOfKey('2021-08')).toEqual({ key: '2021-08', startOn: '2021-08-01', endOn: '2021-08-31' });
    expect(periodOfKey('2021Q3')).toEqual({ key: '2021Q3', startOn: '2021-07-01', endOn: '2021-09-30' });
    expect(periodOfKey('2021H2')).toEqual({ key: '2021H2', startOn: '2021-07-01', endOn: '2021-12-31' });
    expect(periodOfKey('2020')?.endOn).toBe('2020-12-31');
    expect(['2021-13', '2021Q5', '21', '', '2021-8', '2021H3'].map(periodOfKey)).toEqual(Array(6).fill(null));
  });
  test('LC: window 2018-01..2020-12 as of 2019-12-31 is 24/36', () => {
    expect(elapsed(windowPeriod('2018-01-01', '2020-12-31'), '2019-12-31').times(36).toFixed()).toBe('24');
  });
  test('AE-SM-10: meetings from August to December 2021 are owed 5 times (SM 三(五)23)', () => {
    expect(
      periodsWithin('month', '2021-01-01', '2021-12-31').filter((one) => isOwed(one, '2021-08-19')),
    ).toHaveLength(5);
  });
  test('AE-SM-11: hearings owed in 2021 are Q3 and Q4 (SM 三(五)23)', () => {
    expect(
      periodsWithin('quarter', '2021-01-01', '2021-12-31')
        .filter((one) => isOwed(one, '2021-08-19'))
        .map((one) => one.key),
    ).toEqual(['2021Q3', '2021Q4']);
  });
  test('AE-LC-14: Q1 of 2018 is not owed by a plan of 2018-04-08 (LC 四(一))', () => {
    expect(
      periodsWithin('quarter', '2018-01-01', '2018-12-31').filter((one) => isOwed(one, '2018-04-08')),
    ).toHaveLength(3);
  });
  test('RC: a deadline of 2019年6月 is overdue from 07-01', () => {
    expect([isOverdue('2019-06-30', '2019-06-30'), isOverdue('2019-06-30', '2019-07-01')]).toEqual([
      false,
      true,
    ]);
  });
  test('days: month ends, leap years, anniversaries', () => {
    expect(addMonths('2021-11', 3)).toBe('2022-02');
    expect(anniversary('2020-02-29', 1)).toBe('2021-02-28');
    expect([isDay('2020-02-29'), isDay('2021-02-29'), isDay('2021-4-1'), isDay('2021-00-01')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
  test('day arithmetic agrees with the calendar', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 40_000 }),
        fc.integer({ min: -3000, max: 3000 }),
        (at, count) => {
          const day = new Date(at * 86_400_000).toISOString().slice(0, 10);
          const later = new Date((at + count) * 86_400_000).toISOString().slice(0, 10);
          expect(addDays(day, count)).toBe(later);
          expect(daysBetween(day, later)).toBe(count);
        },
      ),
    );
  });
  test('periods of a rhythm cover a window without gap or overlap', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('month' as const, 'quarter' as const, 'half' as const, 'year' as const),
        fc.integer({ min: 0, max: 60 }),
        (rhythm, length) => {
          const periods = periodsWithin(rhythm, '2018-03-17', addDays('2018-03-17', length * 30));
          periods.slice(1).forEach((period, index) => {
            expect(period.startOn).toBe(addDays(periods[index]?.endOn ?? '', 1));
          });
          expect(periods.flatMap(monthsOf).length).toBe(new Set(periods.flatMap(monthsOf)).size);
        },
      ),
    );
  });
});

describe('P13 cadence', () => {
  const monthly = cadenceSchema.parse({
    kind: 'report',
    id: 'm',
    label: '月报',
    from: { kind: 'district_county' },
    to: '办公室',
    every: 'month',
    dueDay: 5,
    dueOrigin: 'default',
    clause: 'LF 四(五)2',
    origin: 'stated',
    strength: 'must',
  });
  test('AE-LF-18: the July report filed 2019-08-06 09:00 is late by 9 hours (LF 四(六))', () => {
    expect(submissionState('2019-08-05', '2019-08-06T09:00', '2019-08-15T00:00')).toBe('late');
    expect(minutesLate('2019-08-05', '2019-08-06T09:00')).toBe(540);
    expect(submissionState('2019-08-05', '2019-08-05T23:59', '2019-08-15T00:00')).toBe('on_time');
    expect(submissionState('2019-08-05', null, '2019-08-05T12:00')).toBe('not_yet_due');
    expect(submissionState('2019-08-05', null, '2019-08-06T00:01')).toBe('missing');
  });
  test('reports are owed from the issue date on, with reminders T−3, T−1, due and the superior on +1', () => {
    if (monthly.kind !== 'report') throw new Error('kind');
    const owed = reportsOwed(monthly, '2019-06-04', '2019-05-01', '2019-07-31');
    expect(owed.map((one) => one.period.key)).toEqual(['2019-06', '2019-07']);
    expect(owed[1]).toMatchObject({
      openOn: '2019-08-01',
      dueOn: '2019-08-05',
      remindOn: ['2019-08-02', '2019-08-04', '2019-08-05'],
      escalateOn: '2019-08-06',
    });
  });
  test('a report owed once has its own day (SM 三(一)2)', () => {
    const once = sanming().cadences.find((cadence) => cadence.id === 'SM-E7');
    if (once?.kind !== 'report') throw new Error('kind');
    expect(reportsOwed(once, '2021-08-19', '2021-01-01', '2021-12-31').map((one) => one.dueOn)).toEqual([
      '2021-08-20',
    ]);
  });
  test('LF-I10: no bulletin in August, the Q3 季通报 comes out on 10-15 (AE-LF-18)', () => {
    const quarterly = cadenceSchema.parse({
      kind: 'bulletin',
      id: 'q',
      label: '季通报',
      by: '领导小组',
      to: '各单位',
      every: 'quarter',
      dueDay: 15,
      dueOrigin: 'default',
      sections: ['scope'],
      clause: 'LF 四(六)',
      origin: 'stated',
      strength: 'must',
    });
    if (quarterly.kind !== 'bulletin') throw new Error('kind');
    const owed = bulletinsOwed(quarterly, '2019-06-04', '2019-04-01', '2019-09-30');
    expect(owed.map((one) => `${one.period.key} ${one.outOn}`)).toEqual([
      '2019Q2 2019-07-15',
      '2019Q3 2019-10-15',
    ]);
  });
  test('AE-SM-10: one group 0 in September and 2 in October leaves 39 of 40 cells, 97.5% (SM 三(五)23; B13)', () => {
    const groups = Array.from({ length: 8 }, (_, index) => `g${index}`);
    const held = groups.flatMap((body) =>
      ['08-20', '09-10', '10-11', '11-12', '12-13'].map((day) => ({
        body,
        on: body === 'g0' && day === '09-10' ? '2021-10-20' : `2021-${day}`,
      })),
    );
    const cells = meetingCells(
      { every: 'month', min: 1, skipBeforeIssue: true },
      groups,
      held,
      '2021-08-19',
      { fromOn: '2021-01-01', toOn: '2021-12-31' },
    );
    expect(cells).toHaveLength(40);
    expect(cells.filter((cell) => cell.met)).toHaveLength(39);
    expect(printRate(cellRate(cells))).toBe('97.5%');
  });
  test('AE-LF-14: trips 1, 2, 0, 3, 1, 1, 2 are 6 of 7 months, September flagged (LF 四(一)2; B30)', () => {
    const counts = [1, 2, 0, 3, 1, 1, 2];
    const held = counts.flatMap((count, index) =>
      Array.from({ length: count }, (_, day) => ({
        body: '市领导',
        on: `2019-${String(index + 6).padStart(2, '0')}-${String(day + 10)}`,
      })),
    );
    const cells = meetingCells(
      { every: 'month', min: 1, max: 2, skipBeforeIssue: true },
      ['市领导'],
      held,
      '2019-06-04',
      { fromOn: '2019-01-01', toOn: '2019-12-31' },
    );
    expect(cells.filter((cell) => cell.met)).toHaveLength(6);
    expect(cells.filter((cell) => cell.over).map((cell) => cell.period.key)).toEqual(['2019-09']);
    expect(printRate(cellRate(cells))).toBe('85.7%');
  });
});
