// Figures and texts typed behind 月报 are cut out as typed; what is left names the project and the month.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutReportFigures } from '../../src/parse/report-figures.ts';

const MEASURES = [
  { id: 'funds', label: '到位资金', words: ['到资', '到位'] },
  { id: 'fixed', label: '固定资产投资', words: ['固投'] },
  { id: 'fdi', label: '实际使用外资', words: ['外资'] },
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

test.each([
  '0001 到位资金新增500万',
  '到位资金比上月多200万',
  '0001 10月',
  '外资项目',
  '进展科技',
  '到位资金',
  '碳纤维 10月',
  '',
])('「%s」 holds nothing to cut', (text) => {
  expect(cut(text)).toEqual({ rest: text, fields: {} });
});

test('the first of two figures of one measure stands, and nothing throws', () => {
  expect(cut('到位资金 1 到位资金 2').fields).toEqual({ funds: '1' });
  fc.assert(fc.property(fc.string({ maxLength: 4_000 }), (text) => void cut(`到位资金${text}`)));
});
