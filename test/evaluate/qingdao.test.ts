// Acceptance examples of 青岛 (domain.md X4, AE-QD-*), each as a facts file through evaluate.
import { expect, test } from 'vitest';
import { core, project, run, target, times, unit, yi } from './kit.ts';

const END = '2021-12-31';
const landed = { signed: '2021-03-01', registered: '2021-05-01', started: '2021-08-01' };

test('AE-QD-1 (QD 一(一)(2)一; B1, B2): 126 of 240 signed = 52.5% met, 60 of 126 landed = 47.6% not met; none signed prints —', () => {
  const facts = (signed: number, down: number) => ({
    projects: times(240, (i) =>
      project(`p${i}`, null, i < down ? landed : i < signed ? { signed: '2021-03-01' } : {}, {
        flags: ['key_list'],
      }),
    ),
  });
  const outcome = run('qingdao', END, facts(126, 60));
  expect(core(target(outcome, 'QD-B1'))).toEqual(['0.525', '0.5', '1.0500', true, null]);
  const row = target(outcome, 'QD-B2');
  expect([Number(row.actual).toFixed(3), row.met]).toEqual(['0.476', false]);
  expect(target(run('qingdao', END, facts(0, 0)), 'QD-B2')).toMatchObject({
    actual: null,
    rate: null,
    na: 'zero_denominator',
  });
});

test('AE-QD-3 (QD 一(二)(3)二; B7, B8): 18 of 30 registered 60.0% met; 14 started 46.7% not met, 15 met', () => {
  const facts = (started: number) => ({
    projects: times(30, (i) =>
      project(`p${i}`, null, {
        ...(i < 18 ? { registered: '2021-05-01' } : {}),
        ...(i < started ? { started: '2021-09-01' } : {}),
      }),
    ),
    cohorts: { 'QD-C30': times(30, (i) => `p${i}`) },
  });
  const outcome = run('qingdao', END, facts(14));
  expect(target(outcome, 'QD-B7')).toMatchObject({ actual: '0.6', met: true });
  expect([Number(target(outcome, 'QD-B8').actual).toFixed(3), target(outcome, 'QD-B8').met]).toEqual([
    '0.467',
    false,
  ]);
  expect(target(run('qingdao', END, facts(15)), 'QD-B8')).toMatchObject({
    actual: '0.5',
    rate: '1',
    met: true,
  });
});

test('AE-QD-4 (QD 一(二)(2)一; B3, I5): 35亿 under 乙: 乙 1/1, 甲 0/1 with 协助; 29.9亿 counts for nobody', () => {
  const facts = (amount: number) => ({
    units: [unit('某区', 'district_county')],
    posts: [
      { id: '甲', unit: '某区', title: '书记', rank: 'county_head' },
      { id: '乙', unit: '某区', title: '区长', rank: 'county_head' },
    ],
    projects: [
      project('p', '某区', landed, {
        flags: ['is_industrial'],
        totalInvestment: yi(amount),
        leaders: ['乙', '甲'],
      }),
    ],
  });
  const outcome = run('qingdao', END, facts(35));
  expect(core(target(outcome, 'QD-B3', '乙'))).toEqual(['1', '1', '1.0000', true, null]);
  expect(core(target(outcome, 'QD-B3', '甲'))).toEqual(['0', '1', '0.0000', false, null]);
  expect(target(outcome, 'QD-B3', '甲').flags).toContain('协助');
  const small = run('qingdao', END, facts(29.9));
  expect(['甲', '乙'].map((id) => target(small, 'QD-B3', id).actual)).toEqual(['0', '0']);
});

test('AE-QD-6 (QD 一(三)(1)三; B9): 71 of the 79 paid in = 89.9%; later projects are not in the list, a cancelled one stays', () => {
  const outcome = run('qingdao', END, {
    projects: [
      ...times(79, (i) => project(`m${i}`, null, {}, { capitalType: '外资' })),
      ...times(3, (i) => project(`n${i}`, null, {})),
    ],
    cohorts: { 'QD-C79': times(79, (i) => (i === 78 ? { project: 'm78', exit: '注销' } : `m${i}`)) },
    progress: [...times(71, (i) => `m${i}`), 'n0', 'n1', 'n2'].map((id) => ({
      project: id,
      measure: 'fdi_actual',
      month: '2021-10',
      cumulative: 100,
      unit: '万美元',
    })),
  });
  expect(core(target(outcome, 'QD-B9'))).toEqual(['71', '79', '0.8987', false, null]);
});

test('AE-QD-8 (QD 一(四)(2); B15): of 106 tasks 100 done = 94.34% not met, 101 = 95.28% met', () => {
  const facts = (done: number) => ({
    units: [unit('自贸试验区青岛片区', 'function_zone')],
    registries: { 'QD-G13': times(106, (i) => ({ task: `任务${i}`, done: i < done })) },
  });
  const rows = [100, 101].map((done) => target(run('qingdao', END, facts(done)), 'QD-B15'));
  expect(rows.map((row) => [Number(row.actual).toFixed(4), row.met])).toEqual([
    ['0.9434', false],
    ['0.9528', true],
  ]);
});

test('AE-QD-9 (QD 一(四)(1); B14, I12): 17 starts of which 3 under 5亿 → 14 of 15 = 93.3%, aim', () => {
  const outcome = run('qingdao', END, {
    units: [unit('sco', 'function_zone', { name: '上合示范区' })],
    projects: times(17, (i) =>
      project(`p${i}`, 'sco', { started: '2021-06-01' }, { totalInvestment: yi(i < 3 ? 4.9 : 5) }),
    ),
  });
  const row = target(outcome, 'QD-B14', 'sco');
  expect(core(row)).toEqual(['14', '15', '0.9333', false, null]);
  expect(row).toMatchObject({ strength: 'aim' });
});

test('AE-QD-10 (QD 一(三)(3); B13): 104 private 十强, 6 under 1亿 → 98 of 100 = 98.0%', () => {
  const outcome = run('qingdao', END, {
    projects: times(104, (i) =>
      project(
        `p${i}`,
        null,
        { registered: '2021-05-01' },
        { tags: ['十强'], private: true, totalInvestment: yi(i < 6 ? 0.9 : 1) },
      ),
    ),
  });
  expect(core(target(outcome, 'QD-B13'))).toEqual(['98', '100', '0.9800', false, null]);
});

test('AE-QD-11 (QD 一(五)(5), (6); B19, B21): 57 talents 95.0% met within 60 ± 6, 53 not; 0.48亿 of 青创贷 96.0% not met', () => {
  const facts = (count: number) => ({
    registries: { 'QD-G11': times(count, (i) => ({ name: `人才${i}`, class: '领军人才' })) },
    progress: [{ subject: null, measure: 'loan', month: '2021-12', cumulative: 0.48, unit: '亿元' }],
  });
  const outcome = run('qingdao', END, facts(57));
  expect(core(target(outcome, 'QD-B19'))).toEqual(['57', '60', '0.9500', true, null]);
  expect(target(run('qingdao', END, facts(53)), 'QD-B19')).toMatchObject({ met: false });
  expect(core(target(outcome, 'QD-B21'))).toEqual(['4800', '5000', '0.9600', false, null]);
});

test('AE-QD-13 (QD 二(四)3; B18): of 1,200亩 digested, 180 must be reserved: 180 met, 150 not', () => {
  const facts = (reserved: number) => ({
    marks: [
      { item: 'digested_quota', value: 1200 },
      { item: 'reserved_quota', value: reserved },
    ],
  });
  expect(core(target(run('qingdao', END, facts(180)), 'QD-B18'))).toEqual([
    '0.15',
    '0.15',
    '1.0000',
    true,
    null,
  ]);
  const short = target(run('qingdao', END, facts(150)), 'QD-B18');
  expect(short).toMatchObject({ actual: '0.125', met: false });
  expect(short.flags).toContain('应为 180（1200 × 15%）');
});

test('AE-QD-14 (QD 二(五)2; I9): 签约 without 评估 is refused; 评估 entered 2021-06-01 is due 06-16, overdue from 06-17', () => {
  const facts = {
    projects: [
      project('skipped', null, { talks: '2021-05-01', signed: '2021-06-20' }),
      project('proper', null, { evaluated: '2021-06-01', signed: '2021-06-20' }),
      project('waiting', null, { evaluated: '2021-06-01' }),
    ],
  };
  const outcome = run('qingdao', '2021-06-30', facts);
  expect(outcome.findings.gates.map((row) => [row['project'], row['stage'], row['clause']])).toEqual([
    ['skipped', 'signed', 'QD 二(五)2'],
  ]);
  const limit = (asOf: string) =>
    run('qingdao', asOf, facts).findings.limits.find((row) => row['project'] === 'waiting');
  expect(limit('2021-06-16')).toMatchObject({ dueOn: '2021-06-16', overdue: false });
  expect(limit('2021-06-17')).toMatchObject({ overdue: true });
});

test('AE-QD-15 (QD 一(一)(2); I1): no scores, no grades, the reason; completion and cohorts only', () => {
  const outcome = run('qingdao', END, { units: [unit('某区', 'district_county')], projects: [] });
  expect([outcome.scores, outcome.ranks, outcome.proposals]).toEqual([[], [], []]);
  expect(outcome.absent.map((row) => row['reason'])[0]).toMatch(/考核/u);
});

test('QD-B5, QD-B6 (QD 一(二)(3)一; I2, I3): leftovers frozen on 2020-12-31 by their stages, without a list', () => {
  const signed = { signed: '2020-06-01' };
  const outcome = run('qingdao', END, {
    projects: [
      ...times(6, (i) =>
        project(
          `u${i}`,
          null,
          { ...signed, registered: '2021-04-01', ...(i < 3 ? { started: '2021-09-01' } : {}) },
          { totalInvestment: yi(6) },
        ),
      ),
      ...times(4, (i) => project(`v${i}`, null, signed, { totalInvestment: yi(6) })),
      ...times(10, (i) =>
        project(
          `r${i}`,
          null,
          { ...signed, registered: '2020-09-01', ...(i < 7 ? { operating: '2021-09-01' } : {}) },
          { totalInvestment: yi(5) },
        ),
      ),
      project('small', null, signed, { totalInvestment: yi(4.9) }),
    ],
  });
  expect(target(outcome, 'QD-B5')).toMatchObject({ actual: '0.6', met: true });
  expect(target(outcome, 'QD-B6')).toMatchObject({ actual: '0.5', met: true });
});

test('QD-B2, QD-B12 (QD 一(一)(2)一, 一(三)(2)二): rates are of those signed in the year, never above 100%', () => {
  const listed = { flags: ['key_list'] };
  const early = { signed: '2020-11-01', registered: '2021-02-01', started: '2021-03-01' };
  const facts = {
    projects: [
      ...times(2, (i) => project(`old${i}`, null, early, listed)),
      ...times(2, (i) => project(`new${i}`, null, { signed: '2021-04-01' }, listed)),
    ],
  };
  expect(target(run('qingdao', END, facts), 'QD-B2')).toMatchObject({ actual: '0', met: false });
  const started = run('qingdao', END, {
    projects: [
      ...facts.projects,
      project('begun', null, { signed: '2021-05-01', started: '2021-06-01' }),
      project('other', null, { signed: '2020-05-01', started: '2020-06-01' }),
    ],
  });
  const row = target(started, 'QD-B12');
  const rate = row.parts?.find(({ label }) => label === '项目开工运营率');
  expect([Number(rate?.actual).toFixed(3), Number(rate?.base).toFixed(3)]).toEqual(['0.333', '0.333']);
});
