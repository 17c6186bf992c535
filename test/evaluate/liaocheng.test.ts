// Acceptance examples of 聊城 (domain.md X4, AE-LC-*), each as a facts file through evaluate.
import { expect, test } from 'vitest';
import { packOf, readText } from '../domain/pack/sanming.ts';
import { core, paid, project, run, runPack, target, times, unit, wan, yi } from './kit.ts';

const registered = (day: string) => ({ registered: day });

test('AE-LC-1 (LC 三(一); B16): 104 visits to 96 enterprises are 96 家, 96.0%, not met', () => {
  const outcome = run('liaocheng', '2018-12-31', {
    units: [unit('甲县', 'district_county')],
    activities: times(104, (i) => ({
      id: `a${i}`,
      kind: 'visit',
      date: '2018-06-01',
      units: ['甲县'],
      enterprises: [`企业${i % 96}`],
    })),
  });
  expect(core(target(outcome, 'LC-B16', '甲县'))).toEqual(['96', '100', '0.9600', false, null]);
});

test('P6 (LC-I8): the city counts an enterprise once: 100 + 100 − 10 + 12 − 2 = 200', () => {
  const visit = (id: string, units: string[], from: number, count: number) => ({
    id,
    kind: 'visit',
    date: '2018-06-01',
    units,
    enterprises: times(count, (i) => `e${from + i}`),
  });
  const outcome = run('liaocheng', '2018-12-31', {
    units: [unit('A', 'district_county'), unit('B', 'district_county'), unit('G', 'industry_group')],
    activities: [
      visit('1', ['A'], 0, 100),
      visit('2', ['B'], 90, 100),
      visit('3', ['G'], 0, 2),
      visit('4', ['G'], 500, 10),
    ],
  });
  expect(target(outcome, 'LC-B1').actual).toBe('200');
  expect(['A', 'B'].map((id) => target(outcome, 'LC-B16', id).actual)).toEqual(['100', '100']);
  expect(target(outcome, 'LC-B9', 'G').actual).toBe('12');
});

test('AE-LC-3 (LC 二; B5): 9,000万元 only is 0 of 1; exactly 10,000万元 of a 央企 is 1 of 1', () => {
  const facts = (classes: string[], amount: number) => ({
    units: [unit('甲县', 'district_county')],
    projects: [project('p', '甲县', registered('2018-05-01'), { classes, totalInvestment: wan(amount) })],
  });
  const rows = [facts(['世界500强'], 9000), facts(['央企'], 10000)].map((one) =>
    target(run('liaocheng', '2018-12-31', one), 'LC-B5', '甲县'),
  );
  expect(rows.map(core)).toEqual([
    ['0', '1', '0.0000', false, null],
    ['1', '1', '1.0000', true, null],
  ]);
});

test('AE-LC-4 (LC 二; B5, B6): every unit green, the city 48 of 50 = 96.0% not met', () => {
  const counts = { 2018: 16, 2019: 17, 2020: 15 };
  const units = times(15, (i) => unit(`u${i}`, 'district_county'));
  const projects = Object.entries(counts).flatMap(([year, count]) =>
    times(count, (i) =>
      project(`p${year}-${i}`, `u${i % 15}`, registered(`${year}-03-01`), {
        classes: ['中国500强'],
        totalInvestment: yi(1),
      }),
    ),
  );
  const outcome = run('liaocheng', '2020-12-31', { units, projects });
  expect(core(target(outcome, 'LC-B6'))).toEqual(['48', '50', '0.9600', false, null]);
  expect(outcome.targets.filter((row) => row.id === 'LC-B5').map((row) => row.met)).toEqual(
    times(15, () => true),
  );
});

test('AE-LC-6 (LC 三(一); B11): landed 1.2亿, 0.8亿, 2.5亿 → 2 of 3 = 66.7% in the window', () => {
  const landed = { registered: '2018-05-01', started: '2019-02-01' };
  const outcome = run('liaocheng', '2020-12-31', {
    units: [unit('团组', 'industry_group')],
    projects: [1.2, 0.8, 2.5].map((amount, i) =>
      project(`p${i}`, null, landed, { groups: ['团组'], totalInvestment: yi(amount) }),
    ),
  });
  expect(core(target(outcome, 'LC-B11', '团组'))).toEqual(['2', '3', '0.6667', false, null]);
});

test('AE-LC-8 (LC 二; B2): signed 四新 420 + 380 + 150亿 of 1000 = 95.0%, the traditional 80 left out', () => {
  const outcome = run('liaocheng', '2018-12-31', {
    projects: [420, 380, 150, 80].map((amount, i) =>
      project(
        `p${i}`,
        null,
        { signed: '2018-09-01' },
        { totalInvestment: yi(amount), tags: i < 3 ? ['四新'] : ['传统'] },
      ),
    ),
  });
  expect(core(target(outcome, 'LC-B2'))).toEqual(['950', '1000', '0.9500', false, null]);
});

test('AE-LC-9 (LC 三(一); B14, B15): must-target 100% met, 力争 target 0% marked 力争, nothing deducted', () => {
  const outcome = run('liaocheng', '2020-12-31', {
    units: [unit('某局', 'city_dept')],
    projects: [],
    activities: times(3, (i) => ({
      id: `a${i}`,
      kind: 'visit',
      date: '2020-05-01',
      units: ['某局'],
      enterprises: [`e${i}`],
    })),
  });
  expect(core(target(outcome, 'LC-B14', '某局'))).toEqual(['3', '3', '1.0000', true, null]);
  const aim = target(outcome, 'LC-B15', '某局');
  expect(core(aim)).toEqual(['0', '1', '0.0000', false, null]);
  expect(aim.flags).toContain('力争');
  expect([outcome.scores, outcome.proposals]).toEqual([[], []]);
});

test('LC-B14 (LC 三(一)): a department that leads a group is not an ordinary one', () => {
  const outcome = run('liaocheng', '2018-12-31', {
    units: [unit('发改委', 'city_dept'), unit('某局', 'city_dept'), unit('团组', 'industry_group')],
    memberships: [{ group: '团组', unit: '发改委', role: 'lead' }],
  });
  expect(outcome.targets.filter((row) => row.id === 'LC-B14').map((row) => row.subject)).toEqual(['某局']);
});

test('AE-LC-10 (LC 三(五); B17): 130 rows, 25 without contact, 10 repeated → 95 of 100 = 95.0%', () => {
  const row = (i: number, contact: string) => ({
    chamber: '北京商会',
    enterprise: `企业${i}`,
    plan: '拟投资',
    contact,
    on: '2018-06-01',
  });
  const rows = [
    ...times(95, (i) => row(i, `电话${i}`)),
    ...times(10, (i) => row(i, `电话${i}`)),
    ...times(25, (i) => row(500 + i, '')),
  ];
  const outcome = run('liaocheng', '2018-12-31', {
    units: [unit('北京商会', 'chamber')],
    registries: { 'LC-G2': rows },
  });
  expect(core(target(outcome, 'LC-B17', '北京商会'))).toEqual(['95', '100', '0.9500', false, null]);
});

test('AE-LC-12 (LC text end; I1): no score, no grade, the reason, and completion tables', () => {
  const outcome = run('liaocheng', '2018-12-31', { units: [unit('甲县', 'district_county')], projects: [] });
  expect([outcome.scores, outcome.ranks, outcome.proposals]).toEqual([[], [], []]);
  expect(outcome.absent.map((row) => row['section'])).toContain('scorecards');
  expect(outcome.targets.length).toBeGreaterThan(10);
  expect(outcome.lists.every((row) => row.grade === null)).toBe(true);
});

test('AE-LC-13 (LC 三(一); B12, I6): one concentrated activity in 京津冀 is 1 of 1; each_region is 1 of 3, 33.3%', () => {
  const facts = {
    activities: [{ id: 'a', kind: 'concentrated', date: '2018-05-01', units: [], region: '京津冀' }],
  };
  const text = readText('schemes/liaocheng/pack.yaml');
  const eachRegion = text.replace(
    'period: year, bind: city, measure: {count: activity, where: {kind: concentrated, field: {region: [京津冀, 长三角, 珠三角]}}}',
    'period: year, bind: {eachValue: [京津冀, 长三角, 珠三角], field: region}, measure: {count: activity, where: {kind: concentrated}}',
  );
  expect(eachRegion).not.toBe(text);
  const strict = runPack(packOf(eachRegion), '2018-12-31', facts);
  expect(core(target(strict, 'LC-B12', 'city'))).toEqual(['1', '3', '0.3333', false, null]);
  expect(target(strict, 'LC-B12', 'city').flags).toContain('未达：长三角、珠三角');
  expect(core(target(strict, 'LC-B12', '京津冀'))).toEqual(['1', '1', '1.0000', true, null]);
  expect(core(target(strict, 'LC-B12', '珠三角'))).toEqual(['0', '1', '0.0000', false, null]);
  expect(core(target(run('liaocheng', '2018-12-31', facts), 'LC-B12'))).toEqual([
    '1',
    '1',
    '1.0000',
    true,
    null,
  ]);
});

test('AE-LC-14 (LC 四(一)): issued 2018-04-08, three meetings: owed 3, held 3; the first quarter is not owed', () => {
  const meetings = ['2018-05-10', '2018-08-10', '2018-11-10'].map((date) => ({
    kind: 'quarter_meeting',
    date,
  }));
  const outcome = run('liaocheng', '2018-12-31', { meetings });
  const rows = outcome.targets.filter((row) => row.id === 'quarter_meeting');
  expect(core(target(outcome, 'quarter_meeting', 'city', '2018'))).toEqual(['3', '3', '1.0000', true, null]);
  expect(rows.map((row) => row.period)).toEqual(['2018', '2018Q2', '2018Q3', '2018Q4']);
});

test('LC-B3, LC-B4 (LC 二; I3): two lead departments share 2亿 by halves; together it is 2, not 4', () => {
  const facts = {
    units: [
      unit('县', 'district_county'),
      unit('一局', 'city_dept'),
      unit('二局', 'city_dept'),
      unit('团组', 'industry_group'),
    ],
    memberships: [
      { group: '团组', unit: '一局', role: 'lead' },
      { group: '团组', unit: '二局', role: 'lead' },
    ],
    projects: [project('p', '县', {}, { groups: ['团组'], totalInvestment: yi(3) })],
    progress: [paid('p', '2020-12', 20000)],
  };
  const outcome = run('liaocheng', '2020-12-31', facts);
  expect(target(outcome, 'LC-B3')).toMatchObject({ subject: 'together', actual: '2', target: '1000' });
  expect(target(outcome, 'LC-B4')).toMatchObject({ subject: 'together', actual: '2', target: '100' });
});

test('P1 (LC-I5): as of 2019-12-31 the window is 24/36 gone: 666.67 of 1000 are due', () => {
  const outcome = run('liaocheng', '2019-12-31', {
    units: [unit('县', 'district_county')],
    projects: [project('p', '县', {}, { totalInvestment: yi(900) })],
    progress: [paid('p', '2019-12', 500, { unit: '亿元' })],
  });
  const row = target(outcome, 'LC-B3');
  expect([row.actual, Number(row.target).toFixed(2), row.whole, Number(row.rate).toFixed(2)]).toEqual([
    '500',
    '666.67',
    '1000',
    '0.75',
  ]);
});

test('domain.md 0.4 (LC-I11): a project of exactly 1亿 counts as 过亿元 and is listed 踩线', () => {
  const outcome = run('liaocheng', '2020-12-31', {
    units: [unit('团组', 'industry_group')],
    projects: [
      project(
        'p',
        null,
        { registered: '2018-05-01', started: '2018-06-01' },
        { groups: ['团组'], totalInvestment: yi(1) },
      ),
    ],
  });
  expect(target(outcome, 'LC-B11', '团组').actual).toBe('1');
  expect(outcome.findings.borderline).toContainEqual({
    project: 'p',
    target: 'LC-B11',
    threshold: '1亿元',
    counted: true,
  });
});
