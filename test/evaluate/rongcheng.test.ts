// Acceptance examples of 荣成 (domain.md X4, AE-RC-*), each as a facts file through evaluate. Where the text gives no
// number the row of the default is cited.
import { describe, expect, test } from 'vitest';
import { core, paid, project, run, scoreOf, target, times, unit, yi } from './kit.ts';

const END = '2019-12-31';
const on = (stage: string, day = '2019-05-01') => ({ [stage]: day });

/** A town with 到位资金 6 of 5亿元, 新引进 3 of 4, 十强 2 of 2, 日常 9 of 10, one leading-chain project. */
function town(id: string, kind: string, mark = 9) {
  const projects = times(3, (i) =>
    project(`${id}-${i}`, id, on('registered'), {
      tags: i < 2 ? ['十强'] : [],
      flags: i === 0 ? ['leading_chain'] : [],
      totalInvestment: yi(2),
    }),
  );
  return {
    units: [unit(id, kind)],
    projects,
    progress: [paid(`${id}-0`, '2019-06', 40000), paid(`${id}-0`, '2019-12', 60000)],
    targets: [
      { id: 'RC-B13-funds', subject: id, value: 5, unit: '亿元' },
      { id: 'RC-B13-new', subject: id, value: 4 },
      { id: 'RC-B13-ten', subject: id, value: 2 },
    ],
    marks: [{ subject: id, item: 'daily', value: mark }],
  };
}

test('AE-RC-1 (RC 二; B1): 30 of 超过30个 is 100.0% and not met, 31 is 103.3% and met', () => {
  const facts = (count: number) => ({
    projects: times(count, (i) => project(`p${i}`, null, on('registered'), { tags: ['十强'] })),
  });
  expect(core(target(run('rongcheng', END, facts(30)), 'RC-B1'))).toEqual([
    '30',
    '30',
    '1.0000',
    false,
    null,
  ]);
  expect(core(target(run('rongcheng', END, facts(31)), 'RC-B1'))).toEqual(['31', '30', '1.0333', true, null]);
});

test('AE-RC-3 (RC 四·25; I2–I4): base 91.5, bonus 6, malus 5, total 92.50', () => {
  const score = scoreOf(run('rongcheng', END, town('甲', 'town', 9)), '甲');
  expect(score).toMatchObject({ base: '91.5', bonus: '6', malus: '5', total: '92.5', rounded: '92.50' });
  expect(score.lines.map((line) => [line.id, line.points])).toEqual([
    ['funds', '40'],
    ['new', '22.5'],
    ['ten', '20'],
    ['daily', '9'],
    ['over', '4'],
    ['chain', '2'],
    ['short', '5'],
  ]);
});

test('AE-RC-4 (RC 四·25 「设置相同的考核分值」): 16 of 20亿 and 1.6 of 2亿 both get 32 of 40 points', () => {
  const outcome = run('rongcheng', END, {
    units: [
      unit('区', 'function_zone', { tags: { scoring_tier: '三区' } }),
      unit('镇', 'town', { tags: { scoring_tier: '内陆镇' } }),
    ],
    projects: [project('p1', '区', {}), project('p2', '镇', {})],
    progress: [paid('p1', '2019-12', 160000), paid('p2', '2019-12', 1.6, { unit: '亿元' })],
    targets: [
      { id: 'RC-B13-funds', subject: '区', value: 20, unit: '亿元' },
      { id: 'RC-B13-funds', subject: '镇', value: 20000 },
    ],
  });
  for (const subject of ['区', '镇']) {
    expect(scoreOf(outcome, subject).lines.find((line) => line.id === 'funds')).toMatchObject({
      rate: '0.8',
      points: '32',
    });
  }
});

describe('AE-RC-5 (RC 四·25; I6, I7)', () => {
  const [a, b, c] = [town('甲', 'town', 9), town('乙', 'town', 9.5), town('丙', 'subdistrict', 6.5)];
  const merged = Object.fromEntries(
    Object.keys(a).map((key) => [key, [a, b, c].flatMap((one) => one[key as keyof typeof one] as object[])]),
  ) as Record<string, object[]>;
  const units = [
    unit('甲', 'town', { tags: { scoring_tier: '沿海镇' }, staff: 40 }),
    unit('乙', 'town', { tags: { scoring_tier: '内陆镇' }, staff: 40 }),
    unit('丙', 'subdistrict', { staff: 40 }),
  ];
  const outcome = run('rongcheng', END, { ...merged, units });

  test('towns and streets share the class 镇街: 乙 1 一等, 甲 2 二等, 丙 3 三等', () => {
    expect(['甲', '乙', '丙'].map((id) => scoreOf(outcome, id).rounded)).toEqual(['92.50', '93.00', '90.00']);
    const ranks = outcome.ranks.map((row) => [row.class, row.subject, row.place, row.grade]);
    expect(ranks).toEqual([
      ['镇街', '乙', 1, '一等'],
      ['镇街', '甲', 2, '二等'],
      ['镇街', '丙', 3, '三等'],
    ]);
  });

  test('乙 is proposed for praise and 15% → 20% (6 → 8 of 40), 丙 for an interview and 15% → 10% (6 → 4)', () => {
    const shown = outcome.proposals.map((row) => [row.subject, row.action, row['quota'] ?? null]);
    expect(shown).toEqual([
      ['乙', 'commend', null],
      ['乙', 'reward', null],
      ['乙', 'quota_up', { before: '0.15', after: '0.2', staffBefore: 6, staffAfter: 8 }],
      ['丙', 'interview', null],
      ['丙', 'quota_down', { before: '0.15', after: '0.1', staffBefore: 6, staffAfter: 4 }],
    ]);
    expect(outcome.proposals.every((row) => row.decision === 'propose')).toBe(true);
  });
});

describe('AE-RC-7 (RC 三(九)22)', () => {
  const facts = (split: object) => ({
    units: [unit('转', 'town'), unit('入', 'function_zone')],
    projects: [project('f', '转', on('operating', '2019-01-10'), { landingUnit: '入' })],
    progress: [paid('f', '2019-12', 30000), paid('f', '2020-12', 50000)],
    splits: [{ project: 'f', sender: '转', receiver: '入', ...split }],
  });
  const ratioByYear = { 2019: [0.5, 0.5], 2020: [0.4, 0.6] };
  test('a confirmed yearly scheme shares 3亿 and 2亿: sender 2.3, receiver 2.7, city 5.0', () => {
    const outcome = run(
      'rongcheng',
      '2020-12-31',
      facts({ ratioByYear, confirmedBySender: true, confirmedByReceiver: true }),
    );
    expect(outcome.splits).toMatchObject([
      { senderAmount: '23000', receiverAmount: '27000', total: '50000' },
    ]);
    expect(target(outcome, 'RC-B13-funds', '转').actual).toBe('8000');
    expect(target(outcome, 'RC-B13-funds', '入').actual).toBe('12000');
  });
  test('without a scheme both confirmed, everything is the receiver’s, and it is said (RC-I9)', () => {
    const outcome = run('rongcheng', '2019-12-31', facts({ ratioByYear, confirmedBySender: true }));
    expect(outcome.splits).toMatchObject([
      { senderAmount: '0', receiverAmount: '30000', flags: ['飞地方案未确认'] },
    ]);
  });
});

test('AE-RC-9 (RC 三(九)22): a park-suited project outside needs approval, an idle-asset one passes', () => {
  const outcome = run('rongcheng', END, {
    projects: [
      project('outside', null, on('registered'), { flags: ['park_suited'] }),
      project('idle', null, on('registered'), { flags: ['park_suited', '盘活闲置资产'] }),
      project('inside', null, on('registered'), { flags: ['park_suited', 'in_park'] }),
      project('approved', null, on('registered'), { flags: ['park_suited'] }),
    ],
    reviews: [{ project: 'approved', kind: 'placement', date: '2019-04-20', result: 'pass' }],
  });
  expect(outcome.findings.gates.map((row) => [row['project'], row['clause']])).toEqual([
    ['outside', 'RC 三(九)22'],
  ]);
});

test('AE-RC-10 (RC 三(九)23): 7.50%, 5.00% and together 6.38%, without met or not met', () => {
  const row = (name: string, area: number, status = '已盘活') => ({ name, area, place: '镇', status });
  const outcome = run('rongcheng', END, {
    units: [unit('镇', 'town')],
    registries: {
      'RC-B6': [row('一号', 30000), row('二号', 15000), row('三号', 99999, '待盘活')],
      'RC-B7': [row('商厦', 24500)],
    },
  });
  const shown = ['RC-B6', 'RC-B7', 'RC-B6-B7'].map((id) => target(outcome, id));
  expect(shown.map((one) => Number(one.actual).toFixed(4))).toEqual(['0.0750', '0.0500', '0.0638']);
  expect(shown.map((one) => [one.rate, one.met, one.na])).toEqual(times(3, () => [null, null, 'no_target']));
});

test('AE-RC-12 (RC 1–26): late tasks 0, 1, 5 (1, 2, 3, 14, 17), 18; the standing eight are never late', () => {
  const late = (asOf: string) =>
    run('rongcheng', asOf, { tasks: [] })
      .tasks.filter((row) => row['state'] === 'late' && String(row['id']).startsWith('RC-H'))
      .map((row) => row['no']);
  expect(late('2019-04-30')).toEqual([]);
  expect(late('2019-05-01')).toEqual(['1']);
  expect(late('2019-07-01')).toEqual(['1', '2', '3', '14', '17']);
  expect(late('2020-01-01')).toHaveLength(18);
});

test('AE-RC-13 (RC 四·24): 扶持力度 without a passed joint evaluation is refused with its clause', () => {
  const outcome = run('rongcheng', END, {
    projects: [
      project('new', null, { talks: '2019-03-01', supported: '2019-06-01' }),
      project('ok', null, { supported: '2019-06-01' }),
    ],
    reviews: [{ project: 'ok', kind: 'joint', date: '2019-05-20', result: 'pass' }],
  });
  expect(outcome.findings.gates).toMatchObject([{ project: 'new', stage: 'supported', clause: 'RC 四·24' }]);
});

test('P9 (RC 四·25; RC-I2): without a 十强 target 71.5 points on 80 become 89.375', () => {
  const facts = town('甲', 'town', 9);
  const targets = facts.targets.filter((row) => row.id !== 'RC-B13-ten');
  expect(scoreOf(run('rongcheng', END, { ...facts, targets }), '甲')).toMatchObject({ base: '89.375' });
});

test('AE-X-4 (P9; RC 四·25 「加大扣分力度」): base 12 less malus 15 is −3.00, ranked last, not clipped', () => {
  const outcome = run('rongcheng', END, {
    units: [unit('甲', 'town'), unit('乙', 'town')],
    projects: [
      project('a', '甲', on('registered')),
      project('b', '乙', on('registered'), { tags: ['十强'] }),
    ],
    progress: [paid('a', '2019-12', 5), paid('b', '2019-12', 100)],
    targets: [
      { id: 'RC-B13-funds', value: 100, subject: '甲' },
      { id: 'RC-B13-new', value: 3, subject: '甲' },
      { id: 'RC-B13-ten', value: 1, subject: '甲' },
      { id: 'RC-B13-funds', value: 100, subject: '乙' },
      { id: 'RC-B13-new', value: 1, subject: '乙' },
      { id: 'RC-B13-ten', value: 1, subject: '乙' },
    ],
    marks: [
      { subject: '甲', item: 'daily', value: 0 },
      { subject: '乙', item: 'daily', value: 10 },
    ],
  });
  expect(scoreOf(outcome, '甲')).toMatchObject({ base: '12', malus: '15', total: '-3', rounded: '-3.00' });
  expect(outcome.ranks.map((row) => [row.subject, row.place])).toEqual([
    ['乙', 1],
    ['甲', 2],
  ]);
});

test('AE-X-5 (P11): 95, 90, 90, 85 fully tied in the middle take the places 1, 2, 2, 4', () => {
  const marks = { 甲: 10, 乙: 5, 丙: 5, 丁: 0 };
  const ids = Object.keys(marks);
  const outcome = run('rongcheng', END, {
    units: ids.map((id) => unit(id, 'town')),
    projects: ids.map((id) => project(`p${id}`, id, on('registered'))),
    targets: [{ id: 'RC-B13-new', value: 1 }],
    marks: Object.entries(marks).map(([subject, value]) => ({ subject, item: 'daily', value })),
  });
  expect(outcome.ranks.map((row) => [row.place, row.subject])).toEqual([
    [1, '甲'],
    [2, '丙'],
    [2, '乙'],
    [4, '丁'],
  ]);
});
