import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareNames, coreName, isLikelySame, nameKeys, similarity } from '../../src/domain/company.ts';

type Verdict = 'same' | 'similar' | 'different';
const table = (verdict: Verdict, rows: string): [string, string, Verdict][] =>
  rows
    .trim()
    .split('\n')
    .map((row) => {
      const [a = '', b = ''] = row.trim().split(' | ');
      return [a, b, verdict];
    });

const PAIRS = [
  ...table(
    'same',
    `
    福建汇川技术有限公司 | 汇川技术（福建）有限公司
    宁德时代 | 宁德时代新能源科技股份有限公司
    比亚迪 | 比亚迪股份有限公司
    永安林业 | 福建省永安林业（集团）股份有限公司
    福建三钢（集团）有限责任公司 | 三钢集团
    海尔 | 青岛海尔股份有限公司
    Tesla | tesla inc.
    Tesla | 特斯拉（上海）有限公司
    BASF | 巴斯夫（中国）有限公司
    中石化 | 中国石油化工集团有限公司
    中国石化 | 中石化
    SK海力士 | SK hynix
    3M中国 | 3M中国有限公司
    华为 | 华为技术有限公司
    Johnson & Johnson | johnson&johnson
    厦门钨业 | 福建厦门钨业股份有限公司
    美的集团 | 美的
    福建金源重机有限公司 | 福建省金源重机有限公司
    福建金源重机有限公司 | 金源重机（福建）有限责任公司
    福建金源重机有限公司 | 福建 金源重机 有限公司
    三明重机 | 三明市重机有限公司
    恒安集团 | 福建恒安集团有限公司
    安踏 | 安踏（中国）有限公司
    紫金矿业 | 紫金矿业集团股份有限公司
    ＢＹＤ | 比亚迪
    万华化学 | 万华化学集团股份有限公司
    小米 | 小米科技有限责任公司
    京东方 | 京东方科技集团股份有限公司
    盼盼食品 | 福建盼盼食品有限公司
    亿纬锂能 | 惠州亿纬锂能股份有限公司`,
  ),
  ...table(
    'similar',
    `
    长沙比亚迪汽车 | 西安比亚迪汽车有限公司
    福建三棵树涂料有限公司 | 安徽三棵树涂料有限公司
    厦门金龙汽车有限公司 | 南京金龙汽车有限公司
    江苏恒瑞医药有限公司 | 福建恒瑞医药有限公司`,
  ),
  ...table(
    'different',
    `
    福建汇川机电有限公司 | 福建汇明机电有限公司
    汇川新能源科技发展有限公司 | 汇明新能源科技发展有限公司
    华光电子有限公司 | 华润电子有限公司
    福建华光科技有限公司 | 福建华润科技有限公司
    中国石化 | 中国石油
    三明钢铁 | 三明重机
    三明钢铁 | 南京钢铁
    金源机械 | 金源纺织
    三一重工 | 三一重能
    中国银行 | 中国建设银行
    科技公司 | 技术公司
    永安林业 | 沙县林业
    永安林业 | 永安水泥
    厦门钨业 | 厦门国贸
    华为 | 华润
    比亚迪 | 宁德时代
    万达集团 | 万科集团
    福建新大陆环保科技 | 福建新希望环保科技
    安踏 | 特步
    恒申集团 | 恒安集团
    Tesla | BASF
    Siemens | Samsung
    京东 | 京东方
    三元化工 | 三明化工
    福建中科芯源光电科技 | 福建中科曙光光电科技
    江西铜业 | 江西赣锋锂业
    杭州海康威视 | 浙江大华
    青山纸业 | 青岛啤酒
    光明乳业 | 光明生物
    上海宝冶 | 上海宝钢`,
  ),
];

describe('one firm or two (查重)', () => {
  test('the table holds at least 60 pairs', () => {
    expect(PAIRS.length).toBeGreaterThanOrEqual(60);
  });

  test.each(PAIRS)('%s / %s: %s', (a, b, verdict) => {
    expect(compareNames(a, b)).toBe(verdict);
    expect(compareNames(b, a)).toBe(verdict);
    expect(isLikelySame(a, b)).toBe(verdict !== 'different');
    if (verdict !== 'different') expect(nameKeys(a).some((key) => nameKeys(b).includes(key))).toBe(true);
  });

  test('the core keeps brand and trade only', () => {
    expect(coreName('福建省汇川技术（集团）股份有限公司')).toBe('汇川技术');
    expect(coreName('')).toBe('');
  });

  test('similarity is symmetric, within 0…1, and 1 with itself', () => {
    const piece = fc.constantFrom(
      '福建',
      '三明',
      '汇川',
      '华光',
      '科技',
      '新能源',
      '集团',
      '有限公司',
      '（福建）',
      '中国',
      'ABC',
      ' ',
      '股份',
      '永安',
      '林业',
    );
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(name, name, (a, b) => {
        const score = similarity(a, b);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(score).toBeCloseTo(similarity(b, a), 10);
        if (coreName(a) !== '') expect(similarity(a, a)).toBe(1);
        if (isLikelySame(a, b)) expect(nameKeys(a).some((key) => nameKeys(b).includes(key))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
