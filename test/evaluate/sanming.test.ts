// Acceptance examples of 三明 (domain.md X4, AE-SM-*), each as a facts file through evaluate. Weights, points and what is
// 落后 are defaults (SM-I1, I3, I4).
import { describe, expect, test } from 'vitest';
import { core, paid, project, run, scoreOf, target, times, unit, yi } from './kit.ts';

const END = '2021-12-31';
const counties = [unit('甲', 'district_county'), unit('乙', 'district_county')];
const both = { confirmedBySender: true, confirmedByReceiver: true };

test('AE-SM-1 (SM 三(二)11): 860.55万元 of tax at 3:7: sender 258.17, receiver 602.38, sum 860.55', () => {
  const outcome = run('sanming', END, {
    units: counties,
    projects: [project('p', '甲', { started: '2021-09-01' }, { landingUnit: '乙' })],
    progress: [paid('p', '2021-12', '860.55', { measure: 'local_tax' })],
    splits: [{ project: 'p', sender: '甲', receiver: '乙', ratio: [0.3, 0.7], ...both }],
  });
  expect(outcome.splits).toMatchObject([
    { measure: 'local_tax', senderAmount: '258.17', receiverAmount: '602.38', total: '860.55' },
  ]);
});

describe('AE-SM-3 (SM 三(二)11 「具体商定」)', () => {
  const facts = (splits: object[]) => ({
    units: counties,
    projects: [project('p', '甲', { started: '2021-10-15' }, { landingUnit: '乙' })],
    progress: [
      ['2021-09', 1000],
      ['2021-10', 3000],
      ['2021-11', 6000],
      ['2021-12', 10000],
    ].map(([month, total]) => paid('p', String(month), Number(total))),
    splits,
  });
  const row = (ratio: number[], more: object) => ({
    project: 'p',
    sender: '甲',
    receiver: '乙',
    ratio,
    ...more,
  });
  const funds = (splits: object[]) => {
    const outcome = run('sanming', END, facts(splits));
    return ['甲', '乙'].map((id) => target(outcome, 'SM-T-funds', id).actual);
  };
  test('3:7 from 动建 on: 2,700 and 7,300 (SM-I7, I8)', () => {
    expect(funds([row([0.3, 0.7], both)])).toEqual(['2700', '7300']);
  });
  test('both agree 4:6: 3,600 and 6,400', () => {
    expect(
      funds([
        row([0.3, 0.7], { agreedOn: '2021-09-01', ...both }),
        row([0.4, 0.6], { agreedOn: '2021-10-01', ...both }),
      ]),
    ).toEqual(['3600', '6400']);
  });
  test('only one side confirmed: the 3:7 stays', () => {
    expect(funds([row([0.4, 0.6], { confirmedBySender: true })])).toEqual(['2700', '7300']);
  });
});

test('AE-SM-4 (SM 三(二)11): 甲 3 own + 2 sent of 4 = 90.0%, 乙 2.4, the city 6', () => {
  const signed = { signed: '2021-09-01' };
  const outcome = run('sanming', END, {
    units: counties,
    projects: [
      ...times(3, (i) => project(`a${i}`, '甲', signed)),
      ...times(2, (i) => project(`s${i}`, '甲', signed, { landingUnit: '乙' })),
      project('b', '乙', signed),
    ],
    splits: times(2, (i) => ({ project: `s${i}`, sender: '甲', receiver: '乙', ratio: [0.3, 0.7], ...both })),
    targets: [
      { id: 'SM-T-signed', subject: '甲', value: 4 },
      { id: 'SM-T-signed', subject: '乙', value: 3 },
    ],
  });
  expect(core(target(outcome, 'SM-T-signed', '甲'))).toEqual(['3.6', '4', '0.9000', false, null]);
  expect(target(outcome, 'SM-T-signed', '乙').actual).toBe('2.4');
  expect(3.6 + 2.4).toBe(6);
});

test('AE-SM-5 (SM 三(一)2): excluded; a; b; c; not key; b with the warning 省重点应不低于5亿元', () => {
  const cases = [
    [12, ['房地产'], []],
    ['10.0', [], []],
    [6, [], ['省招商引资重点项目']],
    [3, [], ['县认定重点招商项目']],
    [9.9, [], []],
    [4, [], ['省招商引资重点项目']],
  ] as const;
  const outcome = run('sanming', END, {
    projects: cases.map(([amount, tags, flags], i) =>
      project(`p${i}`, null, {}, { totalInvestment: yi(amount), tags, flags }),
    ),
  });
  const rows = outcome.findings.keyProjects;
  expect(rows.map((row) => [row['key'], row['class']])).toEqual([
    ['no', null],
    ['yes', 'a'],
    ['yes', 'b'],
    ['yes', 'c'],
    ['no', null],
    ['yes', 'b'],
  ]);
  expect(rows.map((row) => row['warnings'])[5]).toEqual(['省重点应不低于5亿元']);
});

/** Counties whose only task is funds in place: the score is the rate. */
function scored(points: Record<string, number>, more: Record<string, object> = {}) {
  const ids = Object.keys(points);
  return {
    units: ids.map((id) => unit(id, 'district_county', more[id] ?? {})),
    projects: ids.map((id) => project(`p${id}`, id, {})),
    progress: ids.map((id) => paid(`p${id}`, '2021-12', points[id] ?? 0)),
    targets: [{ id: 'SM-T-funds', value: 100 }],
  };
}

test('AE-SM-7 (SM 三(四)21): A 91, B 88, C 85, B disqualified for grave fraud: A 1, C 2, B 取消考评资格; its facts stay', () => {
  const outcome = run('sanming', END, scored({ A: 91, B: 88, C: 85 }, { B: { flags: ['grave_fraud'] } }));
  expect(outcome.ranks.map((row) => [row.subject, row.place, row['reason']])).toEqual([
    ['A', 1, null],
    ['C', 2, null],
    ['B', null, '取消考评资格'],
  ]);
  expect(target(outcome, 'SM-T-funds', 'B').actual).toBe('88');
  expect(outcome.proposals).toMatchObject([
    { rule: 'SM-D11b', subject: 'B', action: 'disqualify', decision: 'propose' },
  ]);
});

test('AE-SM-9 (SM 三(四)19; I4): 8 valid, 3 verified, 2 visited, 1 signed = 30 points', () => {
  const day = '2021-10-01';
  const leads = times(8, (i) => ({
    id: `l${i}`,
    unit: '甲',
    events: {
      valid: day,
      ...(i < 3 ? { verified: day } : {}),
      ...(i < 2 ? { visited: day } : {}),
      ...(i < 1 ? { signed: day } : {}),
    },
  }));
  const outcome = run('sanming', END, {
    units: counties,
    leads,
    targets: [{ id: 'SM-T-points', subject: '甲', value: 40 }],
  });
  expect(core(target(outcome, 'SM-T-points', '甲'))).toEqual(['30', '40', '0.7500', false, null]);
  const consultant = run('sanming', END, {
    leads: leads.map(({ unit: _, ...lead }) => ({ ...lead, referrer: '顾问' })),
  });
  expect(consultant.findings.points).toMatchObject([{ subject: '顾问', points: '30', isDefault: true }]);
});

test('AE-SM-10 (SM 三(五)23; B13): 39 of 40 cells = 97.5%; October’s second meeting does not repair September', () => {
  const groups = times(8, (i) => `组${i}`);
  const months = ['08', '09', '10', '11', '12'];
  const meetings = groups.flatMap((group, i) =>
    months.flatMap((month) => {
      const count = i > 0 ? 1 : month === '09' ? 0 : month === '10' ? 2 : 1;
      return times(count, (n) => ({ kind: 'group_meeting', date: `2021-${month}-2${n}`, units: [group] }));
    }),
  );
  const outcome = run('sanming', END, { units: groups.map((id) => unit(id, 'industry_group')), meetings });
  const rows = outcome.targets.filter((row) => row.id === 'SM-B13');
  expect(core(rows[0] ?? target(outcome, 'x'))).toEqual(['39', '40', '0.9750', false, null]);
  const open = rows.slice(1).filter((row) => row.met === false);
  expect([rows.length, open.map((row) => [row.subject, row.period])]).toEqual([41, [['组0', '2021-09']]]);
});

test('AE-SM-11 (SM 三(五)23; B12): hearings owed in 2021: the third and fourth quarter', () => {
  const outcome = run('sanming', END, {
    meetings: [{ kind: 'party_head_hearing', date: '2021-09-10', units: [] }],
  });
  const rows = outcome.targets.filter((row) => row.id === 'SM-B12');
  expect(core(rows[0] ?? target(outcome, 'x'))).toEqual(['1', '2', '0.5000', false, null]);
  expect(rows.slice(1).map((row) => [row.period, row.met])).toEqual([
    ['2021Q3', true],
    ['2021Q4', false],
  ]);
});

test('AE-SM-12 (SM 三(四)21; I3): of the bottom two 58 and 61 an interview is proposed for 58 only', () => {
  const outcome = run('sanming', END, scored({ A: 90, B: 61, C: 58 }));
  expect(outcome.proposals).toMatchObject([
    { rule: 'SM-D12', subject: 'C', action: 'interview', clause: 'SM 三(四)21' },
  ]);
});

test('AE-SM-14 (SM 三(五)22; I1): without annual tasks every rate is 未下达, no score, no assessed place; the list by funds stands apart', () => {
  const facts = scored({ A: 90, B: 61 });
  const outcome = run('sanming', END, { ...facts, targets: [] });
  const rows = outcome.targets.filter((row) => row.id.startsWith('SM-T-'));
  expect(rows.map((row) => [row.rate, row.met, row.na])).toEqual(rows.map(() => [null, null, 'no_target']));
  expect(outcome.scores.map((row) => [row.total, row.na])).toEqual([
    [null, 'no_target'],
    [null, 'no_target'],
  ]);
  expect(outcome.ranks.every((row) => row.place === null && row['reason'] === '未下达')).toBe(true);
  expect(outcome.lists.map((row) => [row.subject, row.place])).toEqual([
    ['A', 1],
    ['B', 2],
  ]);
});

test('AE-SM-15 (SM 三(四)19; I1): signed 5/5, started 2.7/3, funds 7,300/10,000, points 30/40 → 83.90', () => {
  const stages = { signed: '2021-09-01', started: '2021-10-15' };
  const day = '2021-10-01';
  const outcome = run('sanming', END, {
    units: counties,
    projects: [
      ...times(2, (i) => project(`own${i}`, '甲', stages)),
      project('in', '乙', { started: '2021-10-15' }, { landingUnit: '甲' }),
      ...times(3, (i) => project(`signed${i}`, '甲', { signed: '2021-09-01' })),
    ],
    splits: [{ project: 'in', sender: '乙', receiver: '甲', ratio: [0.3, 0.7], ...both }],
    progress: [paid('own0', '2021-12', 7300)],
    leads: times(8, (i) => ({
      id: `l${i}`,
      unit: '甲',
      events: {
        valid: day,
        ...(i < 3 ? { verified: day } : {}),
        ...(i < 2 ? { visited: day } : {}),
        ...(i < 1 ? { signed: day } : {}),
      },
    })),
    targets: [
      { id: 'SM-T-signed', subject: '甲', value: 5 },
      { id: 'SM-T-started', subject: '甲', value: 3 },
      { id: 'SM-T-funds', subject: '甲', value: 1, unit: '亿元' },
      { id: 'SM-T-points', subject: '甲', value: 40 },
    ],
  });
  const score = scoreOf(outcome, '甲');
  expect(score.lines.map((line) => line.points)).toEqual(['20', '27', '21.9', '15']);
  expect(score).toMatchObject({ total: '83.9', rounded: '83.90', origin: 'default' });
});

test('AE-SM-16 (SM 三(四)19; C2): a key project needs 前期评价 before 签约; a non-key one signs without it', () => {
  const signed = { signed: '2021-10-01' };
  const outcome = run('sanming', END, {
    projects: [
      project('key', null, signed, { totalInvestment: yi(10) }),
      project('passed', null, signed, { totalInvestment: yi(10) }),
      project('plain', null, signed, { totalInvestment: yi(2) }),
    ],
    reviews: [{ project: 'passed', kind: 'pre_evaluation', date: '2021-09-20', result: 'pass' }],
  });
  expect(outcome.findings.gates).toMatchObject([
    { project: 'key', stage: 'signed', clause: 'SM 三(四)19', isDefault: true },
  ]);
});

test('P14 (SM 三(四)19; I9, I10): 85% verified fails; uncured after 2022-12-14 it is −1,500, at 3:7 −450 and −1,050', () => {
  const facts = {
    units: counties,
    projects: [project('p', '甲', { started: '2021-10-15' }, { landingUnit: '乙' })],
    progress: [paid('p', '2021-12', 10000), paid('p', '2022-06', 10000)],
    splits: [{ project: 'p', sender: '甲', receiver: '乙', ratio: [0.3, 0.7], ...both }],
    reviews: [
      {
        project: 'p',
        kind: 'rolling',
        year: 1,
        date: '2022-10-15',
        inStatistics: true,
        tax: 12.5,
        verified: 8500,
        reported: 10000,
      },
    ],
  };
  const outcome = run('sanming', '2022-12-31', facts);
  expect(outcome.findings.rolling[0]).toMatchObject({
    checkOn: '2022-10-15',
    cureUntilOn: '2022-12-14',
    state: 'failed',
    adjustment: '-1500',
  });
  expect(['甲', '乙'].map((id) => target(outcome, 'SM-T-funds', id).actual)).toEqual(['-450', '-1050']);
  const early = run('sanming', '2022-12-01', facts);
  expect(early.findings.rolling[0]).toMatchObject({ state: 'curing', adjustment: null });
});

test('SM-B16 (SM 三(五)28 每年): a course of last year is none of this year', () => {
  const facts = {
    units: [unit('市委党校', 'university')],
    tasks: [{ id: 'SM-H28', unit: '市委党校', doneOn: '2021-09-30' }],
  };
  expect(target(run('sanming', '2021-12-31', facts), 'SM-B16', '市委党校').met).toBe(true);
  expect(target(run('sanming', '2022-12-31', facts), 'SM-B16', '市委党校').met).toBe(false);
});

test('SM-C4 (SM 三(一)2 下同): 房地产 and 特色小镇 do not count towards the year’s tasks', () => {
  const facts = {
    units: [unit('甲县', 'district_county')],
    projects: [
      project('a', '甲县', { signed: '2021-09-01' }, { tags: ['特色小镇'] }),
      project('b', '甲县', { signed: '2021-09-01' }, { tags: ['房地产'] }),
      project('c', '甲县', { signed: '2021-09-01' }),
    ],
    targets: [{ id: 'SM-T-signed', subject: '甲县', value: 4 }],
  };
  expect(target(run('sanming', '2021-12-31', facts), 'SM-T-signed', '甲县').actual).toBe('1');
});
