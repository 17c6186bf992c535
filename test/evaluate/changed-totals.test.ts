// 增资、减资 (domain.md X3.17): a project that grows past a threshold counts at the date the verified total passes it; one
// that shrinks below is taken back in the current period; a sum of totals gains and loses the difference.
import { describe, expect, test } from 'vitest';
import { readFacts } from '../../src/domain/facts-file/read.ts';
import { cityPack, explain, project, run, target, unit, yi } from './kit.ts';

const zone = unit('东昌府区', 'district_county');
const grown = (changes: readonly object[], first: object | undefined = yi('0.8')) => ({
  units: [zone],
  projects: [
    project(
      'p',
      '东昌府区',
      { signed: '2018-02-01', registered: '2018-05-01' },

      {
        classes: ['央企'],
        ...(first === undefined ? {} : { totalInvestment: first }),
        investmentChanges: changes,
      },
    ),
    project('q', '东昌府区', { registered: '2019-01-05' }, { classes: ['央企'], totalInvestment: yi(6) }),
  ],
});
const counted = (asOf: string, facts: object) => target(run('liaocheng', asOf, facts), 'LC-B5').actual;

describe('增资 past the threshold of 1亿元 (LC 二, B5)', () => {
  const facts = grown([{ on: '2019-06-10', verifiedOn: '2019-06-20', ...yi('1.5') }]);
  test('counts in the period in which the total passes it, not when it started', () => {
    expect(counted('2018-12-31', facts)).toBe('0');
    expect(counted('2019-06-09', facts)).toBe('1');
    expect(counted('2019-12-31', facts)).toBe('2');
    expect(explain('liaocheng', '2019-12-31', facts, '东昌府区', 'LC-B5')).toContain('p');
  });
  test('is not there until somebody verified it', () => {
    expect(counted('2019-06-19', facts)).toBe('1');
    expect(counted('2019-06-20', facts)).toBe('2');
    expect(counted('2019-12-31', grown([{ on: '2019-06-10', verifiedOn: null, ...yi(9) }]))).toBe('1');
  });
  test('passed before the stage, it counts on the day of the stage', () => {
    const early = grown([{ on: '2018-03-01', ...yi(8) }]);
    expect(counted('2018-12-31', early)).toBe('1');
    expect(counted('2019-12-31', early)).toBe('1');
  });
  test('a first total that nobody knew counts from the day it became known', () => {
    const late = grown([{ on: '2019-04-01', ...yi(7) }], undefined);
    expect(counted('2018-12-31', late)).toBe('0');
    expect(counted('2019-12-31', late)).toBe('2');
  });
});

describe('减资 below it', () => {
  const facts = grown([{ on: '2019-09-01', ...yi('0.9') }], yi(1));
  test('stays in the year it counted and is taken back in the year it fell', () => {
    expect(counted('2018-12-31', facts)).toBe('1');
    expect(counted('2019-08-31', facts)).toBe('1');
    expect(counted('2019-12-31', facts)).toBe('0');
  });
  test('down and up again within a year leaves nothing', () => {
    const both = grown(
      [
        { on: '2019-03-01', ...yi('0.3') },
        { on: '2019-10-01', ...yi(1) },
      ],
      yi(1),
    );
    expect(counted('2019-06-30', both)).toBe('0');
    expect(counted('2019-12-31', both)).toBe('1');
  });
});

describe('sums of totals (LC 二, 新签约四新)', () => {
  const facts = (changes: readonly object[]) => ({
    projects: [
      project(
        'p',
        null,
        { signed: '2018-03-01' },
        { tags: ['四新'], totalInvestment: yi(10), investmentChanges: changes },
      ),
      project('q', null, { signed: '2019-03-01' }, { tags: ['四新'], totalInvestment: yi(1) }),
    ],
  });
  const summed = (asOf: string, changes: readonly object[]) =>
    target(run('liaocheng', asOf, facts(changes)), 'LC-B2').actual;
  test('the signing brings the whole, a change the difference, each in its own year', () => {
    const changes = [
      { on: '2018-11-01', ...yi(12) },
      { on: '2019-05-01', ...yi(9) },
    ];
    expect(summed('2018-06-30', changes)).toBe('10');
    expect(summed('2018-12-31', changes)).toBe('12');
    expect(summed('2019-12-31', changes)).toBe('-2');
  });
  test('without changes it is as it was', () => {
    expect([summed('2018-12-31', []), summed('2019-12-31', [])]).toEqual(['10', '1']);
  });
});

test('a verified growth is 增资 to every condition that asks for it (QD 一(三)(1)三, B10)', () => {
  const members = ['a', 'b', 'c'];
  const facts = {
    projects: members.map((id) =>
      project(
        id,
        null,
        {},
        {
          totalInvestment: { amount: 1000, unit: '万美元', currency: 'USD' },
          ...(id === 'c'
            ? {}
            : { investmentChanges: [{ on: '2021-03-01', amount: id === 'a' ? 1500 : 800, unit: '万美元' }] }),
        },
      ),
    ),
    cohorts: { 'QD-C29': members },
  };
  expect(target(run('qingdao', '2021-12-31', facts), 'QD-B10').actual).toBe('1');
  expect(target(run('qingdao', '2021-02-28', facts), 'QD-B10').actual).toBe('0');
});

test('a cohort frozen by a condition takes the total of that day', () => {
  const facts = {
    projects: [
      project(
        'p',
        null,
        { signed: '2020-05-01', registered: '2021-02-01' },
        { totalInvestment: yi(3), investmentChanges: [{ on: '2021-01-10', ...yi(9) }] },
      ),
    ],
  };
  expect(target(run('qingdao', '2021-12-31', facts), 'QD-B5').actual).not.toBe('1');
});

test.each([
  [{ on: '2019-06-10', amount: 5, unit: '吨' }, /investmentChanges\[0\]\.unit .*金额单位「吨」/u],
  [{ on: '2019-06-10', verifiedOn: '2019-06-01', ...yi(1) }, /verifiedOn 核实日「2019-06-01」早于发生日/u],
  [{ on: '2019-02-30', ...yi(1) }, /investmentChanges\[0\]\.on/u],
  [{ on: '2019-06-10', ...yi(-5) }, /investmentChanges\[0\]\.amount/u],
  [{ ...yi(1) }, /investmentChanges\[0\]\.on/u],
])('%j is refused at its place', (change, said) => {
  const read = readFacts(JSON.stringify(grown([change])), cityPack('liaocheng'));
  expect(read.ok ? '' : read.mistakes.map(({ path, message }) => `${path} ${message}`).join('\n')).toMatch(
    said,
  );
});

test('two totals of one day are refused', () => {
  const day = { on: '2019-06-10', ...yi(1) };
  const read = readFacts(JSON.stringify(grown([day, { ...day, amount: 2 }])), cityPack('liaocheng'));
  expect(read.ok ? '' : read.mistakes[0]?.message).toContain('同一天只能有一个总投资');
});

test('snake_case and other words for a day are understood', () => {
  const change = { date: '2019-06-10', verified_at: '2019-06-20T08:00:00+08:00', amount: '1.5', unit: '亿' };
  const { projects, ...rest } = grown([]);
  const [first, ...others] = projects;
  const { investmentChanges: _, ...bare } = first as { investmentChanges?: unknown };
  expect(
    counted('2019-12-31', { ...rest, projects: [{ ...bare, investment_changes: [change] }, ...others] }),
  ).toBe('2');
});
