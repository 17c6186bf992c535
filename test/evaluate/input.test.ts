// What a facts file may not say: each mistake is named with its JSON path in Chinese, all at once, and nothing is
// worked out.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluationJsonSchema } from '../../src/domain/evaluate/output-schema.ts';
import { readFacts } from '../../src/domain/facts-file/read.ts';
import { factsJsonSchema } from '../../src/domain/facts-file/schema.ts';
import { packJsonSchema } from '../../src/domain/pack/schema.ts';
import { readText } from '../domain/pack/sanming.ts';
import { type City, cityPack, project, run, target, unit } from './kit.ts';

function mistakes(facts: unknown, city: City = 'rongcheng'): string[] {
  const read = readFacts(typeof facts === 'string' ? facts : JSON.stringify(facts), cityPack(city));
  return read.ok ? [] : read.mistakes.map((mistake) => `${mistake.path} ${mistake.message}`);
}

const units = [unit('甲', 'town')];
const paidRow = { project: 'p', measure: 'funds_in_place', month: '2019-05', cumulative: 1 };
const p = project('p', '甲', {});

describe('a facts file is refused', () => {
  test.each([
    ['not JSON', '{"units": [', '不是有效的 JSON'],
    ['empty', '  ', '文件是空的'],
    ['a list', '[]', '应为一个 JSON 对象'],
    ['a number', '7', '应为一个 JSON 对象'],
  ])('%s', (_, text, message) => {
    expect(mistakes(text).join()).toContain(message);
  });

  test.each([
    ['an unknown section', { project: [] }, '「project」（是否想写「projects」）'],
    [
      'an unknown key',
      { units: [{ ...units[0], actveFrom: '2019-01-01' }] },
      'units[0] 不认识的键：「actveFrom」（是否想写「activeFrom」）',
    ],
    [
      'an unknown kind of unit',
      { units: [unit('甲', 'twon')] },
      'units[0].kind 「twon」不是单位类别，是否想写「town」',
    ],
    [
      'an unknown unit',
      { units: [unit('town_a', 'town')], projects: [project('p', 'town_b', {})] },
      'projects[0].unit units 里没有编号「town_b」，是否想写「town_a」',
    ],
    [
      'an unknown stage',
      { projects: [project('p', null, { registred: '2019-05-01' })] },
      'projects[0].stages.registred 「registred」不是本方案的阶段，是否想写「registered」',
    ],
    [
      'an unknown measure',
      { projects: [p], units, progress: [{ ...paidRow, measure: 'funds' }] },
      'progress[0].measure 「funds」不是本方案的指标',
    ],
    ['an unknown target', { targets: [{ id: 'RC-B13-fund', value: 1 }] }, '是否想写「RC-B13-funds」'],
    [
      'an unknown registry',
      { registries: { 'RC-G77': [] } },
      'registries["RC-G77"] 「RC-G77」不是本方案的台账',
    ],
    ['an unknown field of a registry', { registries: { 'RC-G7': [{ nmae: '张' }] } }, '是否想写「name」'],
    ['an unknown project', { units, progress: [paidRow] }, 'progress[0].project 「p」不是 projects 里的项目'],
    [
      'a wrong unit of money',
      { units, projects: [p], progress: [{ ...paidRow, unit: '个' }] },
      'progress[0].unit 金额单位「个」不对',
    ],
    [
      'a unit that contradicts the currency',
      { projects: [{ ...p, unit: null, totalInvestment: { amount: 1, unit: '万美元', currency: 'CNY' } }] },
      '配币种「CNY」不对',
    ],
    ['an impossible day', { projects: [project('p', null, { registered: '2019-02-30' })] }, '不是实有的日期'],
    [
      'an impossible month',
      { units, projects: [p], progress: [{ ...paidRow, month: '2019-13' }] },
      'progress[0].month 「2019-13」应为月份',
    ],
    [
      '1e308',
      { units, projects: [p], progress: [{ ...paidRow, cumulative: 1e308 }] },
      'progress[0].cumulative 「1e308」应为数字，绝对值小于10的15次方',
    ],
    [
      'a mark above the full mark',
      { units, marks: [{ subject: '甲', item: 'daily', value: 11 }] },
      'marks[0].value 评分「11」超过满分 10',
    ],
    ['1e308 as text', { targets: [{ id: 'RC-B13-funds', value: '1e308' }] }, 'targets[0].value'],
    [
      'a negative amount',
      { units, projects: [p], progress: [{ ...paidRow, cumulative: -1 }] },
      'progress[0].cumulative 「-1」不能为负数',
    ],
    ['a negative target', { targets: [{ id: 'RC-B13-funds', value: -5 }] }, 'targets[0].value'],
    [
      'a project twice',
      { projects: [project('p', null, {}), project('p', null, {})] },
      'projects[1] 与第 1 行重复（编号相同）',
    ],
    [
      'a month twice',
      { units, projects: [p], progress: [paidRow, { ...paidRow, cumulative: 2 }] },
      'progress[1] 与第 1 行重复',
    ],
    [
      'a target twice',
      {
        targets: [
          { id: 'RC-B13-new', value: 1 },
          { id: 'RC-B13-new', value: 2 },
        ],
      },
      'targets[1] 与第 1 行重复',
    ],
    [
      'units that are each other’s superior',
      { units: [unit('甲', 'town', { parent: '乙' }), unit('乙', 'town', { parent: '甲' })] },
      '「甲」的上级成环',
    ],
    [
      'units merged in a circle',
      { units: [unit('甲', 'town', { successor: '乙' }), unit('乙', 'town', { successor: '甲' })] },
      '承接单位成环',
    ],
    [
      'a unit abolished before it began',
      { units: [unit('甲', 'town', { activeFrom: '2019-05-01', activeTo: '2019-04-01' })] },
      '早于成立日',
    ],
    [
      'a split that is not one',
      {
        units: [...units, unit('乙', 'town')],
        projects: [p],
        splits: [{ project: 'p', sender: '甲', receiver: '乙', ratio: [0.5, 0.6] }],
      },
      '两方比例之和应为 1',
    ],
    [
      'a split with itself',
      { units, projects: [p], splits: [{ project: 'p', sender: '甲', receiver: '甲', ratio: [0.5, 0.5] }] },
      '不能是同一单位',
    ],
    ['a rate of nothing', { fx: [{ from: 'USD', to: 'CNY', at: '2019', rate: 0 }] }, '汇率应大于0'],
    [
      'a member of a cohort nobody knows',
      { cohorts: {}, projects: [{ ...p, unit: null, cohorts: ['QD-C30'] }] },
      '不是本方案的固定名单',
    ],
    [
      'a verified day before the event',
      { projects: [project('p', null, { registered: { on: '2019-05-02', verifiedOn: '2019-05-01' } })] },
      '早于发生日',
    ],
  ])('%s', (_, facts, message) => {
    expect(mistakes(facts).join('\n')).toContain(message);
  });

  test('with all its mistakes at once, in the order of the file', () => {
    const found = mistakes({
      units: [unit('甲', 'x1'), unit('乙', 'x2')],
      targets: [{ id: 'zzz', value: 1 }],
    });
    expect(found.map((line) => line.split(' ')[0])).toEqual([
      'units[0].kind',
      'units[1].kind',
      'targets[0].id',
    ]);
  });

  test('whatever it is: any JSON gives a result, never an exception', () => {
    const pack = cityPack('sanming');
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const read = readFacts(text, pack);
        expect(read.ok || read.mistakes.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('whatever stands in a known section: any rows give a result', () => {
    const pack = cityPack('langfang');
    const section = fc.constantFrom(
      'units',
      'projects',
      'progress',
      'targets',
      'splits',
      'cohorts',
      'registries',
      'fx',
      'marks',
      'reviews',
    );
    fc.assert(
      fc.property(section, fc.jsonValue({ maxDepth: 3 }), (name, value) => {
        const read = readFacts(JSON.stringify({ [name]: value }), pack);
        expect(read.ok || read.mistakes.every((mistake) => /[\u4e00-\u9fff]/u.test(mistake.message))).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('other spellings are understood', () => {
  test('snake_case, on for date, true for a switch, {year: rate}', () => {
    const outcome = run('qingdao', '2021-12-31', {
      units: [{ id: 'z', name: '上合示范区', kind: 'function_zone', active_from: '2020-01-01' }],
      projects: [
        {
          id: 'p',
          unit: 'z',
          capital_type: 'foreign',
          total_investment: { amount: 1, unit: '亿', currency: 'USD' },
          stages: { started: '2021-05-01' },
        },
      ],
      fx: { 2021: 6.45 },
      meetings: [],
    });
    expect(target(outcome, 'QD-B14', 'z').actual).toBe('1');
  });
  test('a stage by its Chinese word, an activity by its label', () => {
    const outcome = run('langfang', '2019-12-31', {
      units: [unit('c', 'district_county')],
      projects: [project('p', 'c', { 新批备案: '2019-05-01' }, { capitalType: '外资' })],
      activities: [{ kind: '小团组招商', date: '2019-05-01', units: ['c'] }],
    });
    expect([target(outcome, 'LF-B1').actual, target(outcome, 'LF-B11', 'c').actual]).toEqual(['1', '1']);
  });
});

test('the published JSON Schemas are the ones the code generates', () => {
  const published = (name: string): unknown => JSON.parse(readText(`docs/schemas/${name}.schema.json`));
  expect(published('facts')).toEqual(JSON.parse(JSON.stringify(factsJsonSchema())));
  expect(published('evaluation')).toEqual(JSON.parse(JSON.stringify(evaluationJsonSchema())));
  expect(published('pack')).toEqual(JSON.parse(JSON.stringify(packJsonSchema())));
});
