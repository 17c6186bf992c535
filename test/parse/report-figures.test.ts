// Figures and texts typed behind 月报 are cut out as typed; what is left names the project and the month.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutReportFigures } from '../../src/parse/report-figures.ts';

const MEASURES = [
  { id: 'funds', label: '到位资金', words: ['到资', '到位'], unit: '万元' },
  { id: 'fixed', label: '固定资产投资', words: ['固投'], unit: '万元' },
  { id: 'fdi', label: '实际使用外资', words: ['外资'], unit: '万美元' },
  { id: 'jobs', label: '就业人数', words: [], unit: '人' },
];
const cut = (text: string) => {
  const { rest, fields } = cutReportFigures(text, MEASURES);
  return { rest: rest.trim().replace(/\s+/g, ' '), fields: Object.fromEntries(fields) };
};

test.each([
  ['0001 10月 到位资金3000', '0001 10月', { funds: '3000' }],
  [
    'XM-202611-0001 到位资金 1.2亿 固投：800万元 外资=300',
    'XM-202611-0001',
    { funds: '1.2亿', fixed: '800万元', fdi: '300' },
  ],
  ['到位资金累计为 3,000 0001', '0001', { funds: '3,000' }],
  ['0001 实际使用外资 50万美元', '0001', { fdi: '50万美元' }],
  ['0001 到资 五千万', '0001', { funds: '五千万' }],
  ['0001 到位资金12亿5千万 9月', '0001 9月', { funds: '12亿5千万' }],
  ['0001 到位12亿5 固投1亿9千万元', '0001', { funds: '12亿5', fixed: '1亿9千万元' }],
  ['0001 到位资金一亿二千万 外资3万5美元', '0001', { funds: '一亿二千万', fdi: '3万5美元' }],
  ['0001 到位资金已达到3200万元，固投累计完成2100万', '0001 ，', { funds: '3200万元', fixed: '2100万' }],
  ['0001 到位1亿9月', '0001 9月', { funds: '1亿' }],
  ['0001 到位1e9', '0001', { funds: '1e9' }],
  ['0001 到位 无变化', '0001', { funds: '无变化' }],
  ['0001 到位资金 -5', '0001', { funds: '-5' }],
  ['0001 到位３０００', '0001', { funds: '3000' }],
  [
    '0001 到位资金3000 进展情况 桩基完成，外资 谈判中 存在问题：缺 用地 下步计划 封顶',
    '0001',
    { funds: '3000', narrative: '桩基完成，外资 谈判中', problems: '缺 用地', plan: '封顶' },
  ],
])('「%s」', (text, rest, fields) => {
  expect(cut(text)).toEqual({ rest, fields });
});

test.each(['0001 10月', '外资项目', '进展科技', '到位资金', '碳纤维 10月', ''])(
  '「%s」 holds nothing to cut',
  (text) => {
    expect(cut(text)).toEqual({ rest: text, fields: {} });
  },
);

test.each([
  ['到位资金1.2个亿', { funds: '1.2个亿' }],
  ['到位资金1.2e', { funds: '1.2e' }],
  ['到位资金5kw 固投50w', { funds: '5kw', fixed: '50w' }],
  ['到位资金两个亿', { funds: '两个亿' }],
  ['到位资金零', { funds: '零' }],
  ['到位资金（万元）800', { funds: '800万元' }],
  ['到位资金（亿元）：1.2', { funds: '1.2亿元' }],
  ['外资2000万人民币', { fdi: '2000万人民币' }],
  ['就业人数120人，到资改成1700', { jobs: '120人', funds: '1700' }],
  ['到位资金截至11月底累计1800万', { funds: '1800万' }],
  ['到位资金1800，固投500', { funds: '1800', fixed: '500' }],
  ['到位资金1,800，固投500', { funds: '1,800', fixed: '500' }],
  // Never half of it: what cannot be read stands as typed.
  ['到位资金约800 厂房封顶', { funds: '约800' }],
  ['到位资金1。2亿', { funds: '1。2亿' }],
  ['到位资金1，5000万', { funds: '1，5000万' }],
  ['到位资金500-800', { funds: '500-800' }],
  ['到位资金500至800万', { funds: '500至800万' }],
  ['到位资金1 200', { funds: '1 200' }],
  ['到位资金3000多万', { funds: '3000多万' }],
  ['到位资金3000万左右', { funds: '3000万左右' }],
  ['到位资金三千多吧', { funds: '三千多吧' }],
  ['到位资金1e9', { funds: '1e9' }],
])('「%s」 is cut whole', (text, fields) => {
  expect(cut(text).fields).toEqual(fields);
});

test.each([
  ['0001 到位资金新增500万', null],
  ['0001 到位资金比上月多200万', null],
  ['0001 本月到位资金500万', null],
  ['0001 计划到位资金5000万', null],
  ['0001 到位资金还差300万', null],
  ['0001 本月到位资金500万，累计1800万', '1800万'],
  ['0001 到位资金本月新增500万，累计到位资金1800万', '1800万'],
  ['0001 累计到位资金1800万，本月新增到位资金500万', '1800万'],
])('「%s」: what is of one month, planned or missing is no cumulative figure', (text, funds) => {
  const read = cutReportFigures(text, MEASURES);
  expect(read.fields.get('funds') ?? null).toBe(funds);
  expect(read.said.join()).toMatch(/500万|200万|5000万|300万/);
  if (funds === null) expect(read.hints.join()).toContain('累计数');
});

test.each(['到位资金10月底到位', '固投2期正在建', '外资3家', '到位资金 0002', '外资项目3个'])(
  '「%s」 counts something else',
  (text) => {
    expect(cut(text).fields).toEqual({});
  },
);

test('two figures of one measure are pointed at', () => {
  const { fields, hints } = cutReportFigures('到位资金1800 到位资金1700', MEASURES);
  expect(fields.get('funds')).toBe('1800');
  expect(hints.join()).toMatch(/1800.*1700/);
});

test('the first of two figures of one measure stands, and nothing throws', () => {
  expect(cut('到位资金 1 到位资金 2').fields).toEqual({ funds: '1' });
  fc.assert(fc.property(fc.string({ maxLength: 4_000 }), (text) => void cut(`到位资金${text}`)));
});
