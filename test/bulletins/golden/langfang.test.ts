// Bulletins with numbers reckoned by hand; what was filed stands at the head of kit.ts. A line: unit, 万元 of the period and of
// the year, place, change of place, 应报/已报/迟报, months with data; its task: done/whole, rate, schedule gap.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { YearCity } from '../../year/kit.ts';
import { close, frozen, quarter, told } from './kit.ts';

describe('廊坊, 2026 (LF 四(六) 月统计、季通报; 四(七)3)', () => {
  let city: YearCity;
  beforeAll(async () => {
    city = await quarter({
      id: 'langfang',
      year: 2026,
      city: '廊坊市',
      three: [
        ['三河市', 'district_county'],
        ['香河县', 'district_county'],
        ['廊坊开发区', 'function_zone'],
      ],
      road: ['签约'],
      targets: ['目标 三河市 2026 LF-FDI 1200', '目标 香河县 2026 LF-FDI 1000'],
      days: { month: 15, quarter: 15 },
      usd: [300, 200],
    });
  }, 60_000);
  afterAll(() => city?.close());
  // January stands at 1,000 now: −200 against the 1,200 that were signed. February: 甲 2,000 − 1,000 = 1,000; 乙 2,400 − 900 =
  // 1,500; 丙 650 − 700 = −50: the city 2,450; of the year 2,000 + 2,400 + 650 = 5,050.
  // 廊坊开发区 is in its own class.
  test('February: 月统计 has no scores; foreign capital nobody reported is 暂缺 of its task, not 0', async () => {
    expect(told(await frozen(city, '2026-02'))).toEqual([
      '招商引资月统计：2450 5050',
      '甲 1000 2000 县(市、区)第2 升降-1 1/1/0 LF-FDI —/1200 — —',
      '乙 1500 2400 县(市、区)第1 升降1 1/1/0 LF-FDI —/1000 — —',
      '丙 -50 650 廊坊开发区第1 升降0 1/1/0 未下达',
      '更正 2026-01 甲 -200',
    ]);
  });

  // Foreign capital: 300 of 1,200: 25.00%, and the plan asks for 25% by now: 0; 200 of 1,000: 20.00%, −5. Scores of the one item
  // with a task: 300/300 = 100, 优秀; 200/250 = 80, 良好. 履约: one project each, signed in December, 5亿 in total.
  test('the first quarter’s 季通报', async () => {
    expect(told(await frozen(city, '2026-Q1'))).toEqual([
      '招商引资季通报：6350 6350',
      '甲 3000 3000 县(市、区)第1 3/3/0 3/3月 LF-FDI 300/1200 25.00% 0.00%',
      '乙 2700 2700 县(市、区)第2 3/3/0 3/3月 LF-FDI 200/1000 20.00% -5.00%',
      '丙 650 650 廊坊开发区第1 3/2/0 2/3月 未下达',
      '期内更正 2026-01 甲 -200',
      '未报 廊坊开发区 XM-202512-0003 丙号新材料有限公司（3月）',
      '履约 甲 签约1 总投资50000 到位3000',
      '履约 乙 签约1 总投资50000 到位2700',
      '履约 丙 签约1 总投资50000 到位650',
      '得分 甲 100.00 第1 优秀',
      '得分 乙 80.00 第2 良好',
    ]);
  });

  // Funds as in every golden year: 30,200. Foreign capital 900/1,200 = 75%, 1,000/1,000 = 100%. Scores: the year is over, so the
  // four items nobody recorded are 0 (合作项目 20, 清单 10, 小团组 10, 推介会 10), 新增外资项目 has no task: 甲 22.5 of 80 = 28.13,
  // 乙 30 of 80 = 37.50; both 较差 (LF-I5: two digits, then the band).
  test('the year is the sum of what was reported, scored by the year’s plan', async () => {
    await close(city, 2026, ['到位资金18000 外资900', '到位资金7200 外资1000', '到位资金5000']);
    const figures = await frozen(city, '2026');
    expect(told({ ...figures, missing: [] })).toEqual([
      '招商引资年终考核通报：30200 30200',
      '甲 18000 18000 县(市、区)第1 12/4/0 4/12月 LF-FDI 900/1200 75.00% -25.00%',
      '乙 7200 7200 县(市、区)第2 12/4/0 4/12月 LF-FDI 1000/1000 100.00% 0.00%',
      '丙 5000 5000 廊坊开发区第1 12/3/0 3/12月 未下达',
      '期内更正 2026-01 甲 -200',
      '得分 乙 37.50 第1 较差',
      '得分 甲 28.13 第2 较差',
    ]);
  }, 60_000);
});
