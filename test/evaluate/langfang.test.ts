// Acceptance examples of 廊坊 (domain.md X4, AE-LF-*), each as a facts file through evaluate. Weights are defaults (LF-I1).
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../src/domain/pack/load.ts';
import { readText } from '../domain/pack/sanming.ts';
import { core, project, run, runPack, scoreOf, target, times, unit } from './kit.ts';

const END = '2019-12-31';
const fdi = (id: string, cumulative: number | string, month = '2019-12') => ({
  project: id,
  measure: 'fdi_actual',
  month,
  cumulative,
  unit: '万美元',
  currency: 'USD',
});
const foreign = { capitalType: '外资' };

function large(count: number, baselines: object[] | undefined) {
  return {
    projects: times(count, (i) => project(`p${i}`, null, {}, foreign)),
    progress: times(count, (i) => fdi(`p${i}`, 3000)),
    ...(baselines === undefined ? {} : { baselines }),
  };
}

test('AE-LF-1 (LF 一(二); B2): base 20: 22 is growth 10.0% met; 21 is 5.0%, level rate 95.5%, not met', () => {
  const base = [{ id: 'LF-B2', period: '2018', value: 20 }];
  const [met, not] = [22, 21].map((count) => target(run('langfang', END, large(count, base)), 'LF-B2'));
  expect(met).toMatchObject({ actual: '22', target: '22', rate: '1', met: true, value: '0.1', base: '20' });
  expect(not).toMatchObject({ actual: '21', met: false, value: '0.05' });
  expect(Number(not?.rate).toFixed(3)).toBe('0.955');
});

test('AE-LF-2 (LF 一(二); I11): base 0: 1 met 基期为零, 0 not met; base missing is NA', () => {
  const base = [{ id: 'LF-B2', value: 0 }];
  const one = target(run('langfang', END, large(1, base)), 'LF-B2');
  expect(one).toMatchObject({ met: true, rate: '1', value: null });
  expect(one.flags).toContain('基期为零');
  expect(target(run('langfang', END, large(0, base)), 'LF-B2')).toMatchObject({ met: false, rate: '0' });
  expect(target(run('langfang', END, large(5, undefined)), 'LF-B2')).toMatchObject({
    rate: null,
    met: null,
    na: 'no_base',
  });
});

describe('AE-LF-4 (LF 一(二); B4, B5, I8)', () => {
  const amounts = [12000, 10000, 6200, 5000, 4900];
  const facts = {
    units: amounts.map((_, i) => unit(`z${i}`, 'function_zone')),
    projects: amounts.map((_, i) => project(`p${i}`, `z${i}`, {}, foreign)),
    progress: amounts.map((amount, i) => fdi(`p${i}`, amount)),
  };
  test('zones of 12,000 … 4,900万美元: four reach 5,000, two reach 10,000; both met', () => {
    const outcome = run('langfang', END, facts);
    expect(core(target(outcome, 'LF-B4'))).toEqual(['4', '4', '1.0000', true, null]);
    expect(core(target(outcome, 'LF-B5'))).toEqual(['2', '2', '1.0000', true, null]);
  });
  test('with the strict reading of 超: 3 and 1, both not met', () => {
    const text = readText('schemes/langfang/pack.yaml')
      .replace("cmp: '>=', value: 5000, unit: 万美元}}", "cmp: '>', value: 5000, unit: 万美元}}")
      .replace("cmp: '>=', value: 10000, unit: 万美元}}", "cmp: '>', value: 10000, unit: 万美元}}");
    const pack = loadPack(text, 'strict');
    if (!pack.ok) throw new Error('pack');
    const outcome = runPack(pack.pack, END, facts);
    expect([target(outcome, 'LF-B4'), target(outcome, 'LF-B5')].map((row) => [row.actual, row.met])).toEqual([
      ['3', false],
      ['1', false],
    ]);
  });
});

const list = (owner: string, all: number, foreigners: number) =>
  times(all, (i) => ({ enterprise: `企业${i}`, owner, foreign: i < foreigners }));
const cooperation = (owner: string, all: number, foreigners: number) =>
  times(all, (i) => ({ project: `合作${i}`, owner, foreign: i < foreigners }));

test('AE-LF-6 (LF 三(二); B13): 23 listed of which 4 foreign → min(23/20, 4/5) = 80.0%, not met', () => {
  const outcome = run('langfang', END, {
    units: [unit('甲县', 'district_county'), unit('kfq', 'function_zone', { name: '廊坊开发区' })],
    registries: { 'LF-G1': [...list('甲县', 23, 4), ...list('kfq', 20, 5)] },
  });
  expect(target(outcome, 'LF-B13', '甲县')).toMatchObject({ rate: '0.8', met: false });
  expect(target(outcome, 'LF-B13', '甲县').parts.map((part) => [part.actual, part.target])).toEqual([
    ['23', '20'],
    ['4', '5'],
  ]);
  expect(target(outcome, 'LF-B13', 'kfq')).toMatchObject({ rate: '1', met: true });
});

test('AE-LF-7 (LF 三(三); B17): at 6.90, 2,000万元 do not reach 300万美元, 2,100万元 do; without a rate 汇率待定', () => {
  const facts = (amount: number, fx: object[]) => ({
    units: [unit('甲县', 'district_county')],
    posts: [{ id: '县长', unit: '甲县', title: '县长', rank: 'county_head' }],
    projects: [
      project(
        'p',
        '甲县',
        { signed: '2019-05-01' },
        { ...foreign, leaders: ['县长'], totalInvestment: { amount, unit: '万元' } },
      ),
    ],
    fx,
  });
  const rate = [{ from: 'USD', to: 'CNY', at: '2019', rate: '6.90' }];
  const part = (amount: number, fx: object[]) =>
    target(run('langfang', END, facts(amount, fx)), 'LF-B17', '县长').parts[1];
  expect(part(2000, rate)?.actual).toBe('0');
  expect(part(2100, rate)?.actual).toBe('1');
  const blind = run('langfang', END, facts(2100, []));
  expect(target(blind, 'LF-B17', '县长').parts[1]?.actual).toBe('0');
  expect(blind.findings.gaps).toEqual([{ project: 'p', missing: ['total_investment:汇率待定'] }]);
});

test('AE-LF-9 (LF 四(七)3; I5): rounded first, banded after: 89.995 优秀, 89.994 良好, 79.995 良好, 60.00 一般, 59.994 较差', () => {
  const totals = ['90', '89.995', '89.994', '79.995', '60', '59.994'];
  // 名单 40 + 小团组 20 earned; 协助 ≤ 30 and 及时 ≤ 10 judged.
  const facts = (total: string) => {
    const rest = (Number(total) * 1000 - 60000) / 1000;
    const [assist, timely] = rest <= 30 ? [rest, 0] : [30, rest - 30];
    const isLow = Number(total) < 60;
    return {
      units: [unit('某局', 'city_dept')],
      registries: { 'LF-G1': list('某局', isLow ? 0 : 8, isLow ? 0 : 2) },
      activities: [{ id: 'a', kind: 'small_group', date: '2019-05-01', units: ['某局'] }],
      marks: isLow
        ? [
            { subject: '某局', item: 'assist', value: 30 },
            { subject: '某局', item: 'timely', value: (Number(total) * 1000 - 50000) / 1000 },
          ]
        : [
            { subject: '某局', item: 'assist', value: assist.toFixed(3) },
            { subject: '某局', item: 'timely', value: timely.toFixed(3) },
          ],
    };
  };
  const scores = totals.map((total) => scoreOf(run('langfang', END, facts(total)), '某局'));
  expect(scores.map((score) => [score.total, score.grade])).toEqual([
    ['90', '优秀'],
    ['89.995', '优秀'],
    ['89.994', '良好'],
    ['79.995', '良好'],
    ['60', '一般'],
    ['59.994', '较差'],
  ]);
});

/** A county as in AE-LF-10: FDI 4,500/5,000, projects 2/2, cooperation 9/10 (5/5), list 23/20 (4/5), 10/10, 1/1. */
function county(id: string, amount: number) {
  return {
    units: [unit(id, 'district_county')],
    projects: times(2, (i) => project(`${id}${i}`, id, { registered: '2019-04-01' }, foreign)),
    progress: [fdi(`${id}0`, amount)],
    targets: [
      { id: 'LF-FDI', subject: id, value: 5000 },
      { id: 'LF-NEW', subject: id, value: 2 },
    ],
    registries: { 'LF-G1': list(id, 23, 4), 'LF-G2': cooperation(id, 9, 5) },
    activities: [
      ...times(10, (i) => ({ id: `${id}s${i}`, kind: 'small_group', date: '2019-06-01', units: [id] })),
      { id: `${id}f`, kind: 'fair', date: '2019-06-02', units: [id], region: '上海' },
    ],
  };
}

test('AE-LF-10 (LF 四(七)3; I1): 27 + 20 + 18 + 8 + 10 + 10 = 93.00, 优秀, but no commendation: 未完成目标任务', () => {
  const outcome = run('langfang', END, county('甲县', 4500));
  const score = scoreOf(outcome, '甲县');
  expect(score.lines.map((line) => line.points)).toEqual(['27', '20', '18', '8', '10', '10']);
  expect(score).toMatchObject({ total: '93', rounded: '93.00', grade: '优秀', origin: 'default' });
  expect(outcome.ranks).toMatchObject([{ class: '县(市、区)', subject: '甲县', place: 1, grade: '优秀' }]);
  expect(outcome.proposals.filter((row) => row.rule === 'LF-D6')).toEqual([]);
  const done = run('langfang', END, county('甲县', 5000));
  expect(done.proposals.filter((row) => row.rule === 'LF-D6').map((row) => row.action)).toEqual([
    'commend',
    'reward',
  ]);
});

test('AE-LF-12 (LF 四(七)3): departments 95.00, 90.00, 89.99: the first two are commended, no quota', () => {
  const marks = { 甲: [30, 5], 乙: [25, 5], 丙: [24.99, 5] };
  const ids = Object.keys(marks);
  const outcome = run('langfang', END, {
    units: ids.map((id) => unit(id, 'city_dept')),
    registries: { 'LF-G1': ids.flatMap((id) => list(id, 8, 2)) },
    activities: ids.map((id) => ({ id, kind: 'small_group', date: '2019-05-01', units: [id] })),
    marks: Object.entries(marks).flatMap(([subject, [assist, timely]]) => [
      { subject, item: 'assist', value: assist },
      { subject, item: 'timely', value: timely },
    ]),
  });
  expect(ids.map((id) => scoreOf(outcome, id).rounded)).toEqual(['95.00', '90.00', '89.99']);
  const praised = outcome.proposals.filter((row) => row.rule === 'LF-D5' && row.action === 'commend');
  expect(praised.map((row) => row.subject).sort()).toEqual(['乙', '甲']);
});

test('AE-LF-13 (LF 四(七)2; I4): 10 activities a year: Q1 2 of 2.5 = 80.0%, Q2 6 of 5.0 = 120.0%', () => {
  const facts = {
    units: [unit('甲县', 'district_county')],
    activities: times(6, (i) => ({
      id: `a${i}`,
      kind: 'small_group',
      date: i < 2 ? '2019-02-01' : '2019-05-01',
      units: ['甲县'],
    })),
  };
  expect(
    target(run('langfang', '2019-03-31', { ...facts, activities: facts.activities.slice(0, 2) }), 'LF-B11'),
  ).toMatchObject({
    actual: '2',
    target: '2.5',
    whole: '10',
    rate: '0.8',
  });
  expect(target(run('langfang', '2019-06-30', facts), 'LF-B11')).toMatchObject({
    actual: '6',
    target: '5',
    rate: '1.2',
    met: true,
  });
});

test('AE-LF-14 (LF 四(一)2; B30): trips 1, 2, 0, 3, 1, 1, 2 → 6 of 7 months = 85.7%; August missing, September 超出', () => {
  const counts = [1, 2, 0, 3, 1, 1, 2];
  const activities = counts.flatMap((count, i) =>
    times(count, (n) => ({
      id: `t${i}-${n}`,
      kind: 'capital_trip',
      date: `2019-${String(i + 6).padStart(2, '0')}-1${n}`,
      units: ['市'],
    })),
  );
  const outcome = run('langfang', END, { units: [unit('市', 'city')], activities });
  const rows = outcome.targets.filter((row) => row.id === 'LF-B30');
  expect(core(rows[0] ?? target(outcome, 'x'))).toEqual(['6', '7', '0.8571', false, null]);
  expect(rows.slice(1).map((row) => [row.subject, row.actual, row.met])).toEqual(
    counts.map((count, i) => [`2019-${String(i + 6).padStart(2, '0')}`, String(count), count > 0]),
  );
  expect(rows.find((row) => row.subject === '2019-09')?.flags).toContain('超出');
});

test('AE-LF-15 (LF 三(六); B23–25, I7): eight offices together: 96 of 100 not met, 12 of 12 met, 11 of 10 met', () => {
  const given = [20, 15, 14, 12, 11, 10, 9, 5];
  const offices = given.map((_, i) => `处${i}`);
  const outcome = run('langfang', END, {
    units: offices.map((id) => unit(id, 'liaison_office')),
    leads: given.flatMap((count, i) =>
      times(count, (n) => ({ id: `l${i}-${n}`, unit: `处${i}`, registeredOn: '2019-07-01' })),
    ),
    activities: times(12, (i) => ({
      id: `d${i}`,
      kind: 'docking',
      date: '2019-07-01',
      units: [`处${i % 8}`],
    })),
    projects: times(11, (i) => project(`p${i}`, `处${i % 8}`, { signed: '2019-08-01' })),
  });
  expect(['LF-B23', 'LF-B24', 'LF-B25'].map((id) => core(target(outcome, id)))).toEqual([
    ['96', '100', '0.9600', false, null],
    ['12', '12', '1.0000', true, null],
    ['11', '10', '1.1000', true, null],
  ]);
});

test('AE-LF-18 (LF 四(六); I10): the July report filed 2019-08-06 09:00 is 9 hours late', () => {
  const outcome = run('langfang', '2019-08-15', {
    units: [unit('甲县', 'district_county')],
    reports: [{ cadence: 'LF-E1', unit: '甲县', period: '2019-07', submittedAt: '2019-08-06T09:00' }],
  });
  expect(outcome.findings.reports).toMatchObject([
    { dueOn: '2019-08-05', state: 'late', minutesLate: 540, isDefault: true },
  ]);
});

test('AE-LF-18 (LF 四(六); I10): filed late it still counts in the table of 08-15, and the mark stands on 10-15', () => {
  const facts = {
    units: [unit('甲县', 'district_county')],
    projects: [project('p', '甲县', {}, foreign)],
    progress: [{ ...fdi('p', 800, '2019-07'), reportedAt: '2019-08-06T09:00' }],
    targets: [{ id: 'LF-FDI', value: 1000 }],
    reports: [
      { cadence: 'LF-E1', unit: '甲县', period: '2019-07', submittedAt: '2019-08-06T09:00' },
      { cadence: 'LF-E3', unit: '甲县', period: '2019Q3', submittedAt: '2019-10-10T23:00' },
    ],
  };
  // On the day it was due nothing had come: neither the report nor its number.
  const due = run('langfang', '2019-08-05', facts);
  expect(due.findings.reports[0]).toMatchObject({ state: 'not_yet_due', minutesLate: 0 });
  expect(target(due, 'LF-FDI', '甲县').actual).toBeNull();
  const table = run('langfang', '2019-08-15', facts);
  expect(target(table, 'LF-FDI', '甲县').actual).toBe('800');
  expect(table.findings.reports[0]).toMatchObject({ unit: '甲县', state: 'late', minutesLate: 540 });
  const bulletin = run('langfang', '2019-10-15', facts);
  expect(bulletin.findings.reports).toMatchObject([
    { period: '2019-07', state: 'late', minutesLate: 540 },
    { period: '2019Q3', dueOn: '2019-10-10', state: 'on_time', minutesLate: 0 },
  ]);
});

test('P6: 实际利用外资 starts anew each January; a year that lost more than it gained is negative, with its reason', () => {
  const facts = (reason?: string) => ({
    units: [unit('甲县', 'district_county')],
    projects: [project('p', '甲县', {}, foreign)],
    progress: [
      fdi('p', 500, '2018-12'),
      fdi('p', 30, '2019-01'),
      { ...fdi('p', -50, '2019-03'), ...(reason === undefined ? {} : { reason }) },
    ],
    targets: [{ id: 'LF-FDI', value: 1000 }],
  });
  const row = target(run('langfang', END, facts('减资')), 'LF-FDI', '甲县');
  expect([row.actual, row.rate, row.met]).toEqual(['-50', '0', false]);
  expect(target(run('langfang', '2019-02-28', facts('减资')), 'LF-B6')).toMatchObject({
    actual: '30',
    base: '500',
  });
  expect(() => run('langfang', END, facts())).toThrow(
    'progress[2].cumulative 「-50」是负数，要在 reason 里写明原因',
  );
});

test('AE-LF-19 (LF 四(三)1): a zone still at 0 is listed 清零任务未完成; no penalty is proposed', () => {
  const outcome = run('langfang', END, {
    units: [unit('A', 'function_zone'), unit('B', 'function_zone')],
    projects: [project('p', 'B', {}, foreign), project('q', 'A', {}, foreign)],
    progress: [fdi('p', 10), fdi('q', 0)],
    baselines: [
      { id: 'LF-B20', subject: 'A', value: 0 },
      { id: 'LF-B20', subject: 'B', value: 0 },
    ],
  });
  const row = target(outcome, 'LF-B20');
  expect(core(row)).toEqual(['1', '2', '0.5000', false, null]);
  expect(row.flags).toContain('清零任务未完成：A');
  expect(outcome.proposals).toEqual([]);
});

test('LF-D6, LF-D7, LF-D8 (LF 四(七)1, 3): places, completion and single items are separate facts', () => {
  const amounts = { 甲: 5000, 乙: 4000, 丙: 5000, 丁: 100, 戊: 50 };
  const all = Object.entries(amounts).map(([id, amount]) => county(id, amount));
  const facts = {
    units: all.flatMap((one) => one.units),
    projects: all.flatMap((one) => one.projects),
    progress: all.flatMap((one) => one.progress),
    targets: all.flatMap((one) => one.targets),
    activities: all.flatMap((one) => one.activities),
    registries: {
      'LF-G1': all.flatMap((one) => one.registries['LF-G1']),
      'LF-G2': all.flatMap((one) => one.registries['LF-G2']),
    },
  };
  const outcome = run('langfang', END, facts);
  const of = (rule: string) => outcome.proposals.filter((row) => row.rule === rule);
  expect(of('LF-D6').map((row) => row.subject)).toEqual(['丙', '丙', '甲', '甲']);
  expect([...new Set(of('LF-D7').map((row) => row.subject))].sort()).toEqual(['丁', '戊']);
  expect(
    of('LF-D8')
      .filter((row) => row['item'] === 'LF-FDI')
      .map((row) => row.subject)
      .sort(),
  ).toEqual(['丁', '戊']);
});

test('LF-B3, LF-B6 (LF 一(二)): share of zones and growth of FDI; a restated base turns met into not met', () => {
  const facts = (base: number) => ({
    units: [unit('z', 'function_zone'), unit('c', 'district_county')],
    projects: [project('p', 'z', {}, foreign), project('q', 'c', {}, foreign)],
    progress: [fdi('p', 45570), fdi('q', 19530)],
    baselines: [{ id: 'fdi_actual', period: '2018', value: base }],
  });
  const outcome = run('langfang', END, facts(62000));
  expect(target(outcome, 'LF-B3')).toMatchObject({ actual: '0.7', target: '0.7', rate: '1', met: true });
  expect(target(outcome, 'LF-B6')).toMatchObject({
    actual: '65100',
    target: '65100',
    met: true,
    value: '0.05',
  });
  expect(target(run('langfang', END, facts(62500)), 'LF-B6')).toMatchObject({ met: false, value: '0.0416' });
});

test('LF-D8, P8: who never reported stands at 0 once the year is over, and is named; before that, nobody ranks it', () => {
  const facts = {
    units: ['甲', '乙', '丙'].map((id) => unit(id, 'district_county')),
    projects: [project('p', '甲', {}, foreign), project('q', '乙', {}, foreign)],
    progress: [fdi('p', 900), fdi('q', 1200)],
    targets: ['甲', '乙', '丙'].map((id) => ({ id: 'LF-FDI', subject: id, value: 1000 })),
  };
  const named = (asOf: string) =>
    run('langfang', asOf, facts)
      .proposals.filter((row) => row.rule === 'LF-D8' && row['item'] === 'LF-FDI')
      .map((row) => row.subject)
      .sort();
  expect(named(END)).toEqual(['丙', '甲']);
  expect(named('2019-12-30')).toEqual([]);
});

test('P13, LF-E1: a day without an hour is late from the day after the last one on; what ended before the plan was not owed', () => {
  const state = (period: string, submittedAt: string) =>
    run('langfang', END, {
      units: [unit('甲县', 'district_county')],
      reports: [{ cadence: 'LF-E1', unit: '甲县', period, submittedAt }],
    }).findings.reports.map(({ state: one, minutesLate }) => [one, minutesLate]);
  expect(state('2019-06', '2019-07-05')).toEqual([['on_time', 0]]);
  expect(state('2019-06', '2019-07-06')).toEqual([['late', 1440]]);
  expect(state('2019-05', '2019-06-07')).toEqual([]);
});

test('LF-B32 (LF 四(一)1): 廊坊开发区管委会 owes the list too', () => {
  const outcome = run('langfang', END, {
    units: [
      unit('甲县', 'district_county'),
      unit('廊坊开发区', 'function_zone'),
      unit('某开发区', 'function_zone'),
    ],
    tasks: [{ id: 'LF-H7', unit: '甲县', doneOn: '2019-06-28' }],
  });
  const rows = outcome.targets
    .filter((row) => row.id === 'LF-B32')
    .map((row) => [row.subject, row.met])
    .sort();
  expect(rows).toEqual([
    ['廊坊开发区', false],
    ['甲县', true],
  ]);
});
