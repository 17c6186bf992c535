// Engine-wide acceptance examples (domain.md X4, AE-X-*; X3.17), shown on 荣成's towns: changed targets, restated and
// missing months, negative years, units founded or merged.
import { expect, test } from 'vitest';
import { core, explain, paid, project, run, target, times, unit, wan } from './kit.ts';

const END = '2019-12-31';
const on = (stage: string, day = '2019-05-01') => ({ [stage]: day });

test('AE-X-8 (P7): raised 10 → 12 on 2019-07-01 with 6 done: June 6/10, July 6/12 and 目标调整 once', () => {
  const facts = {
    units: [unit('甲', 'town')],
    projects: times(6, (i) => project(`p${i}`, '甲', on('registered'))),
    targets: [
      { id: 'RC-B13-new', subject: '甲', value: 10 },
      { id: 'RC-B13-new', subject: '甲', value: 12, from: '2019-07-01' },
    ],
  };
  const row = (asOf: string) => target(run('rongcheng', asOf, facts), 'RC-B13-new', '甲');
  expect(row('2019-06-30')).toMatchObject({ actual: '6', target: '10', rate: '0.6', flags: [] });
  expect(row('2019-07-31')).toMatchObject({
    target: '12',
    rate: '0.5',
    flags: ['目标调整：10 → 12（2019-07-01起）'],
  });
  expect(row('2019-08-31')).toMatchObject({ target: '12', flags: [] });
});

test('AE-X-1 (P6; RC 四·26): a restated February leaves the quarter at 2,500 and is named −300', () => {
  const facts = {
    units: [unit('甲', 'town')],
    projects: [project('p', '甲', {})],
    progress: [
      paid('p', '2019-01', 1000, { reportedAt: '2019-02-03' }),
      paid('p', '2019-02', 1800, { reportedAt: '2019-03-03' }),
      paid('p', '2019-03', 2500, { reportedAt: '2019-04-03' }),
      paid('p', '2019-02', 1500, { reportedAt: '2019-04-20' }),
    ],
    targets: [{ id: 'RC-B13-funds', subject: '甲', value: 5000 }],
  };
  expect(target(run('rongcheng', '2019-04-10', facts), 'RC-B13-funds', '甲').actual).toBe('2500');
  const later = run('rongcheng', '2019-04-30', facts);
  expect(target(later, 'RC-B13-funds', '甲').actual).toBe('2500');
  expect(later.findings.restated).toMatchObject([
    { month: '2019-02', was: '1800', now: '1500', difference: '-300' },
  ]);
  // As of the end of March only January and February had been reported.
  expect(target(run('rongcheng', '2019-03-31', facts), 'RC-B13-funds', '甲').actual).toBe('1800');
  const explained = explain('rongcheng', '2019-04-30', facts, '甲', 'RC-B13-funds');
  expect(explained).toContain('2019-01 1000、2019-02 500、2019-03 1000');
  const before = explain('rongcheng', '2019-04-10', facts, '甲', 'RC-B13-funds');
  expect(before).toContain('2019-01 1000、2019-02 800、2019-03 700');
});

test('AE-X-2 (P6): February missing: Q1 is 2,500 with 2 of 3 months reported', () => {
  const facts = {
    units: [unit('甲', 'town')],
    projects: [project('p', '甲', {})],
    progress: [paid('p', '2019-01', 1000), paid('p', '2019-03', 2500)],
    targets: [{ id: 'RC-B13-funds', subject: '甲', value: 5000 }],
  };
  expect(target(run('rongcheng', '2019-03-31', facts), 'RC-B13-funds', '甲')).toMatchObject({
    actual: '2500',
    coverage: { reported: 2, expected: 3 },
    flags: ['填报不全'],
  });
  expect(explain('rongcheng', '2019-03-31', facts, '甲', 'RC-B13-funds')).toContain(
    '2019-01 1000、2019-03 1500（含2月）',
  );
});

test('AE-X-7 (P6, P8): 500 → 450万: increment −50, a year of −50 has rate 0 and still prints −50; a reason is asked for', () => {
  const facts = {
    units: [unit('甲', 'town')],
    projects: [project('p', '甲', {}, { totalInvestment: wan(1000) })],
    progress: [paid('p', '2018-12', 500), paid('p', '2019-03', 450)],
    targets: [{ id: 'RC-B13-funds', subject: '甲', value: 100 }],
  };
  const outcome = run('rongcheng', END, facts);
  expect(target(outcome, 'RC-B13-funds', '甲')).toMatchObject({
    actual: '-50',
    rate: '0',
    met: false,
    na: null,
  });
  expect(outcome.findings.gaps).toMatchObject([{ project: 'p', increment: '-50', missing: 'reason' }]);
  expect(explain('rongcheng', END, facts, '甲', 'RC-B13-funds')).toContain('-50万元 ÷ 100万元');
  const [first, second] = facts.progress;
  const reasoned = run('rongcheng', END, { ...facts, progress: [first, { ...second, reason: '减资' }] });
  expect(reasoned.findings.gaps).toEqual([]);
  expect(target(reasoned, 'RC-B13-funds', '甲').actual).toBe('-50');
});

test('X3.17: a unit founded on 2019-07-15 owes 6 of 12 months, counts rounded up; under 6 months it is not ranked', () => {
  const facts = (activeFrom: string) => ({
    units: [unit('新', 'town', { activeFrom }), unit('老', 'town')],
    projects: [],
    targets: [
      { id: 'RC-B13-new', value: 10 },
      { id: 'RC-B13-ten', value: 1 },
      { id: 'RC-B13-funds', value: 100 },
    ],
  });
  const outcome = run('rongcheng', END, facts('2019-07-15'));
  expect(['RC-B13-new', 'RC-B13-ten', 'RC-B13-funds'].map((id) => target(outcome, id, '新').target)).toEqual([
    '5',
    '1',
    '50',
  ]);
  const young = run('rongcheng', END, facts('2019-08-01')).ranks.find((row) => row.subject === '新');
  expect(young).toMatchObject({ place: null, reason: '成立不足6个月' });
});

test('X3.17: a merged unit’s facts and targets pass to its successor', () => {
  const outcome = run('rongcheng', END, {
    units: [unit('甲', 'town'), unit('乙', 'town', { activeTo: '2019-06-30', successor: '甲' })],
    projects: [project('a', '甲', on('registered')), project('b', '乙', on('registered', '2019-03-01'))],
    targets: [
      { id: 'RC-B13-new', subject: '甲', value: 3 },
      { id: 'RC-B13-new', subject: '乙', value: 1 },
    ],
  });
  expect(core(target(outcome, 'RC-B13-new', '甲'))).toEqual(['2', '4', '0.5000', false, null]);
  expect(outcome.targets.some((row) => row.subject === '乙')).toBe(false);
});
