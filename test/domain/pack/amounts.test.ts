// Numbers no plan can mean, each refused with its line and its words.
import { expect, test } from 'vitest';
import { formatMistake, loadPack } from '../../../src/domain/pack/load.ts';
import { readText } from './sanming.ts';

const TUTORIAL = readText('docs/tutorial/pack.yaml');

function mistakes(from: string, to: string): string[] {
  if (!TUTORIAL.includes(from)) throw new Error(`not in the pack: ${from}`);
  const result = loadPack(TUTORIAL.replace(from, to), 'p.yaml');
  return result.ok ? [] : result.mistakes.map((mistake) => formatMistake('p.yaml', mistake));
}

test.each([
  ['a weight below 0', 'weight: 50', 'weight: -50', '权重「-50」应大于 0'],
  ['a weight of 0', 'weight: 50', 'weight: 0', '权重「0」应大于 0'],
  ['steps of nothing', 'size: 0.1', 'size: 0', '每档「0」应大于 0'],
  ['a cap below 0', 'cap: 10', 'cap: -10', '封顶「-10」不能为负'],
  ['a full mark of 0', 'judge: {max: 10}', 'judge: {max: 0}', '满分「0」应大于 0'],
  ['a negative threshold', 'over, 1, 亿元', 'over, -1, 亿元', '金额「-1」不能为负'],
  ['a negative target', 'value: 2, unit: 个', 'value: -2, unit: 个', '目标值「-2」不能为负'],
  ['a schedule backwards', "'0.25', '0.5'", "'0.5', '0.25'", '进度「0.25」低于前一期「0.5」'],
  ['a schedule in percent', "'0.25', '0.5'", "'25', '0.5'", '进度「25」应在 0 到 1 之间'],
  ['a schedule that ends early', "'0.75', '1']", "'0.75', '0.9']", '最后一期进度「0.9」应为 1'],
  [
    'money counted in 个',
    'unit: 万元, phasing',
    'unit: 个, phasing',
    '单位「个」与指标口径不符，应为金额单位',
  ],
  ['projects counted in 万元', 'value: 2, unit: 个', 'value: 2, unit: 万元', '单位「万元」与指标口径不符'],
  [
    'a share in percent',
    'cmp: growth, value: 0.1',
    'cmp: delta_pp, value: 10',
    '「10」应写成小数，10% 写 0.1',
  ],
  ['a stage that rests on itself', '{stage: registered}, {or', '{stage: landed}, {or', '绕回到它自己'],
  ['a word for a number', 'value: 2, unit: 个', 'value: two, unit: 个', '「two」目标值应为数字'],
  ['1e308', 'value: 2, unit: 个', 'value: 1e308, unit: 个', '「1e308」目标值应为数字'],
])('%s is refused', (_name, from, to, wanted) => {
  const found = mistakes(from, to);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^p\.yaml:\d+:\d+ /u);
  expect(found[0]).toContain(wanted);
});

test('a bracket left open is said to be open', () => {
  const result = loadPack('id: [1,2\n', 'p.yaml');
  expect(result.ok ? [] : result.mistakes.map((one) => one.message)).toEqual([
    '缺少标点（引号、冒号或括号没有写完）',
  ]);
});

test('growth may be below 0: a plan may ask for less', () => {
  expect(mistakes('cmp: growth, value: 0.1', 'cmp: growth, value: -0.1')).toEqual([]);
});
