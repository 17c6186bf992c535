// What a division leaves behind the fortieth digit decides nothing: thirds, twelfths and thirty-sixths come out whole (X1.1, P7).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dec, sumDec } from '../../src/domain/decimal.ts';
import { equalShares } from '../../src/domain/rule/attribution.ts';
import { windowPeriod } from '../../src/domain/rule/period.ts';
import { interimValue, prorate } from '../../src/domain/rule/target.ts';
import { core, paid, project, run, scoreOf, target, times, unit } from './kit.ts';

const YEAR = windowPeriod('2019-01-01', '2019-12-31');
const THREE_YEARS = windowPeriod('2018-01-01', '2020-12-31');

test('a unit of m months owes exactly m twelfths of a count, rounded up, and of money (X3.17)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 12 }), (value, months) => {
      const active = { from: `2019-${String(13 - months).padStart(2, '0')}-15`, to: null };
      const whole = Math.floor((value * months) / 12);
      const isWhole = (value * months) % 12 === 0;
      expect(prorate(dec(value), 'count', YEAR, active).toNumber()).toBe(isWhole ? whole : whole + 1);
      if (isWhole) expect(prorate(dec(value), 'money', YEAR, active).toFixed()).toBe(String(whole));
    }),
  );
});

test('a linear schedule is whole where the months divide it (LC 二, 2018―2020年)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 35 }), (value, months) => {
      const [year, month] = [2018 + Math.floor(months / 12), String((months % 12) + 1).padStart(2, '0')];
      const lastOn = new Date(Date.parse(`${year}-${month}-01`) - 86_400_000).toISOString().slice(0, 10);
      if ((value * months) % 36 !== 0) return;
      expect(interimValue(dec(value), 'linear', THREE_YEARS, lastOn).toFixed()).toBe(
        String((value * months) / 36),
      );
    }),
  );
});

test('equal shares sum to one, however many share', () => {
  for (let count = 1; count <= 60; count += 1) {
    const shares = equalShares(times(count, (i) => `d${i}`));
    expect(sumDec(shares.map((one) => one.weight)).toFixed()).toBe('1');
  }
});

test('RC 四·25: 18 a year for a town of November and December is 3, and 3 meets it', () => {
  const outcome = run('rongcheng', '2019-12-31', {
    units: [unit('T', 'town', { activeFrom: '2019-11-20' })],
    projects: times(3, (i) => project(`p${i}`, 'T', { registered: '2019-12-01' })),
    progress: [paid('p0', '2019-12', 3)],
    targets: [
      { id: 'RC-B13-new', subject: 'T', value: 18 },
      { id: 'RC-B13-funds', subject: 'T', value: 18 },
    ],
  });
  for (const id of ['RC-B13-new', 'RC-B13-funds'])
    expect(core(target(outcome, id, 'T'))).toEqual(['3', '3', '1.0000', true, null]);
});

test('QD 一(三)(2)一: from 14 of 150 to 17 of 150 is 2 points, met', () => {
  const registered = (year: number, count: number) =>
    times(150, (i) =>
      project(
        `${year}-${i}`,
        null,
        { registered: `${year}-05-01` },
        { capitalType: '内资', tags: i < count ? ['制造业'] : [] },
      ),
    );
  const outcome = run('qingdao', '2021-12-31', {
    projects: [...registered(2020, 14), ...registered(2021, 17)],
  });
  expect(core(target(outcome, 'QD-B11'))).toEqual(['0.02', '0.02', '1.0000', true, null]);
});

test('LC 二: three lead departments of one project of 100亿元 together have 100亿元', () => {
  const outcome = run('liaocheng', '2020-12-31', {
    units: [unit('K', 'district_county'), ...['D1', 'D2', 'D3'].map((id) => unit(id, 'city_dept'))],
    projects: [project('p', 'K', {}, { departments: ['D1', 'D2', 'D3'] })],
    progress: [paid('p', '2020-12', 100, { unit: '亿元' })],
  });
  expect(core(target(outcome, 'LC-B4'))).toEqual(['100', '100', '1.0000', true, null]);
});

test('SM 三(四)21: a score of ninths, thirds and halves that makes 60 is not below 60', () => {
  const outcome = run('sanming', '2021-12-31', {
    units: [unit('K', 'district_county')],
    posts: [{ id: 'head', unit: 'K', rank: 'county_head' }],
    projects: times(3, (i) =>
      project(`p${i}`, 'K', { signed: '2021-09-01', ...(i < 2 ? { started: '2021-10-01' } : {}) }),
    ),
    progress: [paid('p0', '2021-12', 10000)],
    leads: [{ id: 'x', unit: 'K', events: { verified: '2021-09-01' } }],
    targets: [
      { id: 'SM-T-signed', value: 9 },
      { id: 'SM-T-started', value: 2 },
      { id: 'SM-T-funds', value: 18000 },
      { id: 'SM-T-points', value: 6 },
    ],
  });
  expect(scoreOf(outcome, 'K').total).toBe('60');
  expect(outcome.proposals).toEqual([]);
});

test('RC 二 B2: the clusters formed are reported by hand, 4 of 5 is not met', () => {
  const outcome = run('rongcheng', '2021-12-31', { marks: [{ item: 'RC-B2', value: 4 }] });
  expect(core(target(outcome, 'RC-B2'))).toEqual(['4', '5', '0.8000', false, null]);
  expect(target(run('rongcheng', '2021-12-31', {}), 'RC-B2').na).toBe('no_data');
});
