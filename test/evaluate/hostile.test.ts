// Files meant to break something: refused with the place and a sentence, or understood; never a crash, never a wrong sum.
import { describe, expect, test } from 'vitest';
import { readFacts } from '../../src/domain/facts-file/read.ts';
import { scanJson } from '../../src/domain/facts-file/scan.ts';
import { cityPack, run } from './kit.ts';

const good = {
  units: [
    { id: 'a', kind: 'district_county' },
    { id: 'b', kind: 'district_county' },
  ],
  projects: [{ id: 'p', unit: 'a', stages: { signed: '2021-09-01' } }],
  progress: [{ project: 'p', measure: 'funds_in_place', month: '2021-09', cumulative: 100, unit: '万元' }],
};
const pack = cityPack('sanming');

function refusal(text: string): string {
  const read = readFacts(text, pack);
  return read.ok ? '' : read.mistakes.map((mistake) => `${mistake.path} ${mistake.message}`).join('\n');
}
const withProgress = (more: object) => ({ ...good, progress: [{ ...good.progress[0], ...more }] });
const split = { project: 'p', sender: 'a', receiver: 'b', ratio: ['0.5', '0.5'] };
const review = { project: 'p', kind: 'rolling', date: '2022-09-01', year: 1 };

test('the file the others are made from is a good one', () => {
  expect(refusal(JSON.stringify(good))).toBe('');
});

describe('numbers', () => {
  test.each([
    1e308,
    1e15,
    'NaN',
    'Infinity',
    '0x10',
    '1e5',
    ' 5 ',
    '1,000',
    '１００',
    '',
    true,
    null,
    {},
    [],
  ])('a cumulative %j is refused once, at its place', (cumulative) => {
    const said = refusal(JSON.stringify(withProgress({ cumulative })));
    expect(said).toMatch(/^progress\[0\]\.cumulative .*应为数字/u);
    expect(said.split('\n')).toHaveLength(1);
  });
  test('a number of thirty digits is refused, not rounded', () => {
    expect(refusal(JSON.stringify(good).replace('100', '9'.repeat(30)))).toContain('progress[0].cumulative');
  });
  test('below 0 only where each January starts anew (P6)', () => {
    expect(refusal(JSON.stringify(withProgress({ cumulative: -5 })))).toBe(
      'progress[0].cumulative 「-5」不能为负数',
    );
  });
});

describe('the text itself', () => {
  test.each([
    ['a key written twice', '{"units":[{"id":"a","kind":"town"}],"units":[]}', 'units 同一个键写了两次'],
    [
      'a key written twice in a row',
      '{"units":[{"id":"a","id":"b","kind":"town"}]}',
      'units[0].id 同一个键写了两次',
    ],
    [
      'the same key, once escaped',
      '{"units":[{"id":"a","\\u0069d":"b","kind":"town"}]}',
      'units[0].id 同一个键',
    ],
    ['a hundred thousand lists', `{"units":${'['.repeat(1e5)}${']'.repeat(1e5)}}`, '嵌套过深'],
    ['as many objects', `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`, '嵌套过深'],
    ['two documents', '{}{}', '不是有效的 JSON'],
    ['cut off', JSON.stringify(good).slice(0, -9), '不是有效的 JSON'],
    ['NaN bare', JSON.stringify(good).replace('100', 'NaN'), '不是有效的 JSON'],
    ['a half character in an id', '{"units":[{"id":"\\ud800","kind":"town"}]}', 'units[0].id'],
    ['__proto__', '{"__proto__":{"units":[]}}', '不认识的键：「__proto__」'],
    ['constructor', '{"projects":[{"id":"p","constructor":1}]}', '不认识的键：「constructor」'],
    ['a list for an object', '{"registries":[]}', '应为对象'],
    ['an object for a list', '{"units":{"a":{}}}', '应为列表'],
  ])('%s', (_, text, message) => {
    expect(refusal(text)).toContain(message);
  });
  test('a byte order mark is no mistake', () => {
    expect(refusal(`\ufeff${JSON.stringify(good)}`)).toBe('');
  });
  test('brackets, quotes and colons inside texts are texts', () => {
    expect(scanJson('{"a":"[{\\"b\\":","b":"\\\\","c":["]}","}"],"d":{"a":1}}')).toBeNull();
  });
});

describe('what contradicts itself', () => {
  test.each([
    [
      'a split that ends before it starts',
      { splits: [{ ...split, startOn: '2021-09-01', endOn: '2020-01-01' }] },
      'splits[0].endOn',
    ],
    ['a negative share', { splits: [{ ...split, ratio: ['-0.5', '1.5'] }] }, 'splits[0].ratio[0]'],
    ['a rate between one currency', { fx: [{ from: 'USD', to: 'USD', at: '2021', rate: 2 }] }, 'fx[0].to'],
    [
      'a rate of a month that is none',
      { fx: [{ from: 'USD', to: 'CNY', at: '2021-13', rate: 6 }] },
      'fx[0].at',
    ],
    [
      'a rate and its contrary',
      {
        fx: [
          { from: 'USD', to: 'CNY', at: '2021', rate: 6 },
          { from: 'CNY', to: 'USD', at: '2021', rate: 6 },
        ],
      },
      'fx[1] 与第 1 行重复',
    ],
    [
      'two findings of one year',
      { reviews: [review, { ...review, date: '2022-10-01' }] },
      'reviews[1] 与第 1 行重复',
    ],
    ['cured before it was found', { reviews: [{ ...review, curedOn: '2020-01-01' }] }, 'reviews[0].curedOn'],
    ['a base in tons', { baselines: [{ id: 'SM-T-funds', value: 1, unit: '吨' }] }, 'baselines[0].unit'],
    [
      'a base of no period',
      { baselines: [{ id: 'SM-T-funds', value: 1, period: '2021-13' }] },
      'baselines[0].period',
    ],
    ['a post called like a unit', { posts: [{ id: 'a', unit: 'a', rank: 'county_head' }] }, 'posts[0].id'],
    [
      'a membership twice',
      {
        memberships: [
          { group: 'a', unit: 'b', role: 'lead' },
          { group: 'a', unit: 'b' },
        ],
      },
      'memberships[1] 与第 1 行重复',
    ],
    [
      'a bulletin of nobody',
      { bulletins: [{ kind: 'month_bulletin', date: '2021-09-08', units: ['q'] }] },
      'bulletins[0].units[0]',
    ],
    [
      'a unit called together',
      { units: [{ id: 'together', kind: 'town' }], projects: [], progress: [] },
      'units[0].id',
    ],
    [
      'a town called city',
      { units: [{ id: 'city', kind: 'town' }], projects: [], progress: [] },
      'units[0].id',
    ],
  ])('%s', (_, more, place) => {
    expect(refusal(JSON.stringify({ ...good, ...more }))).toContain(place);
  });
  test('the city itself may be called city', () => {
    expect(refusal(JSON.stringify({ units: [{ id: 'city', kind: 'city' }] }))).toBe('');
  });
});

test('months after the day are not counted, and how many there were is said', () => {
  const later = { project: 'p', measure: 'funds_in_place', month: '2022-01', cumulative: 900 };
  const outcome = run('sanming', '2021-12-31', { ...good, progress: [...good.progress, later] });
  expect(outcome.targets.find((row) => row.id === 'SM-T-funds' && row.subject === 'a')?.actual).toBe('100');
  expect(outcome.findings.gaps).toContainEqual({
    project: '（全部）',
    missing: ['1行月报的月份晚于截至日，未计'],
  });
});
