// Every report a pack asks for has its window and its units; every measure has a place it is entered in.
import { describe, expect, test } from 'vitest';
import {
  ONCE,
  periodNamed,
  periodsAsked,
  periodsDue,
  runningPeriod,
  sayPeriod,
  unitReport,
  unitReports,
  unitsOwing,
} from '../../../src/domain/filing/window.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { monthlyReport, projectMeasures, reportWindow, unitMeasures } from '../../../src/domain/pack/view.ts';
import { Roster, type Unit } from '../../../src/domain/roster.ts';
import { readPack, shippedPacks } from '../../../src/packs.ts';

const PACKS: ReadonlyMap<string, Pack> = new Map(
  shippedPacks()
    .map((file) => readPack(file))
    .map((pack) => [pack.id, pack]),
);
const packOf = (id: string): Pack => {
  const pack = PACKS.get(id);
  expect.assert(pack !== undefined);
  return pack;
};
const reportOf = (pack: Pack, id: string) => {
  const report = unitReport(pack, id);
  expect.assert(report !== null);
  return report;
};
const unit = (id: string, kind: string, more: Partial<Unit> = {}): Unit => ({
  id,
  name: id,
  aliases: [],
  kind,
  parent: null,
  tags: {},
  activeFrom: null,
  activeTo: null,
  ...more,
});

describe('measures', () => {
  test.each([...PACKS.keys()])('every measure of %s can be entered: by project or by unit', (id) => {
    const pack = packOf(id);
    const entered = new Set([...projectMeasures(pack), ...unitMeasures(pack)].map((measure) => measure.id));
    expect(pack.measures.map((measure) => measure.id).filter((one) => !entered.has(one))).toEqual([]);
  });
});

describe('windows', () => {
  test.each([...PACKS.keys()])('the monthly window of %s is the same however it is asked for', (id) => {
    const pack = packOf(id);
    const monthly = monthlyReport(pack);
    expect.assert(monthly !== null);
    const [period] = periodsDue(pack, monthly, '2026-11-01', '2026-11-30');
    expect(period).toMatchObject({ key: '2026-10', ...reportWindow(pack, '2026-10') });
  });

  test('the quarter of Langfang is due on the 10th of the month after (LF 四(六))', () => {
    const pack = packOf('langfang-2019');
    const quarter = reportOf(pack, 'LF-E3');
    expect(periodsDue(pack, quarter, '2019-07-01', '2020-02-01')).toMatchObject([
      { key: '2019Q2', openOn: '2019-07-01', dueOn: '2019-07-10' },
      { key: '2019Q3', openOn: '2019-10-01', dueOn: '2019-10-10' },
      { key: '2019Q4', openOn: '2020-01-01', dueOn: '2020-01-10' },
    ]);
    expect(runningPeriod(pack, quarter, '2019-08-15')?.key).toBe('2019Q3');
  });

  test('a quarter that ended before the plan was issued is not owed (trap 20)', () => {
    const pack = packOf('langfang-2019');
    const due = periodsDue(pack, reportOf(pack, 'LF-E3'), '2018-01-01', '2019-12-31');
    expect(due.every(({ endOn }) => endOn >= pack.issuedOn)).toBe(true);
    expect(due.length).toBeGreaterThan(0);
  });

  test.each([
    ['langfang-2019', 'LF-E6', '2019-06-30'],
    ['sanming-2021', 'SM-E7', '2021-08-20'],
  ])('the one-off report of %s, %s, is open from the plan’s issue to %s', (id, report, dueOn) => {
    const pack = packOf(id);
    const once = periodNamed(pack, reportOf(pack, report), ONCE, dueOn);
    expect(once).toMatchObject({ dueOn, openOn: pack.issuedOn });
    expect(periodsAsked(pack, dueOn).map((one) => one.cadence.id)).toContain(report);
    // Years later nobody asks for it any more, and it can still be filed.
    expect(periodsAsked(pack, '2026-11-10').map((one) => one.cadence.id)).not.toContain(report);
    expect(periodNamed(pack, reportOf(pack, report), ONCE, '2026-11-10')).not.toBeNull();
  });

  test('a key that is none of the report’s, or has not begun, is no period', () => {
    const pack = packOf('langfang-2019');
    const quarter = reportOf(pack, 'LF-E3');
    for (const key of ['2019-08', '2019', '2019Q5', 'once', '', "'; DROP", '2026Q4', '1980Q1']) {
      expect(periodNamed(pack, quarter, key, '2019-08-01'), key).toBeNull();
    }
    expect(periodNamed(pack, quarter, '2019Q3', '2019-08-01')?.dueOn).toBe('2019-10-10');
  });

  test('only the kinds of units the plan names owe it, and only while they exist', () => {
    const pack = packOf('langfang-2019');
    const period = runningPeriod(pack, reportOf(pack, 'LF-E3'), '2019-08-15');
    expect.assert(period !== null);
    const units = [
      unit('a', 'district_county'),
      unit('b', 'city_dept'),
      unit('c', 'town'),
      unit('d', 'district_county', { activeTo: '2019-05-01' }),
      unit('e', 'district_county', { activeFrom: '2020-01-01' }),
    ];
    const roster = new Roster({ units, people: [], posts: [], chats: [] });
    expect(unitsOwing(pack, period, roster).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('the monthly form is no report of the unit', () => {
    for (const pack of PACKS.values()) {
      expect(unitReports(pack).map((one) => one.monthlyForm)).not.toContain(true);
    }
  });

  test.each([
    ['2026Q3', '2026年第三季度'],
    ['2026H1', '2026年上半年'],
    ['2026', '2026年'],
    ['2026-09', '2026年9月'],
    ['once', ''],
  ])('%s is said %s', (key, words) => {
    expect(sayPeriod(key)).toBe(words);
  });
});
