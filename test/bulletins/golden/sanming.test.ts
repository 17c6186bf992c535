// Bulletins with numbers reckoned by hand; what was filed stands at the head of kit.ts. A line: unit, 万元 of the period and of
// the year, place, change of place, 应报/已报/迟报, months with data; its task: done/whole, rate, schedule gap.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulletinCard } from '../../../src/cards/bulletin/bulletin.ts';
import { sanming } from '../../domain/pack/sanming.ts';
import { textOf } from '../../harness/bureau.ts';
import type { YearCity } from '../../year/kit.ts';
import { clawBack, sharedYear } from '../claw-back.ts';
import { figuresAt } from '../scenes.ts';
import { addUp, close, frozen, quarter, told } from './kit.ts';

describe('三明, 2026 (SM 三(四)19, 25)', () => {
  let city: YearCity;
  beforeAll(async () => {
    city = await quarter({
      id: 'sanming',
      year: 2026,
      city: '三明市',
      three: [
        ['大田县', 'district_county'],
        ['宁化县', 'district_county'],
        ['高新区', 'function_zone'],
      ],
      road: ['签约'],
      targets: ['目标 大田县 2026 SM-T-funds 2.4亿', '目标 宁化县 2026 SM-T-funds 7200'],
      days: { month: 8, quarter: 10 },
    });
  }, 60_000);
  afterAll(() => city?.close());
  // 甲 1,200 of 24,000: 5%, a twelfth of the year gone: −3.33. 乙 900 of 7,200: 12.5%, +4.17. 丙 has no task: 未下达, no score.
  // Scores against a twelfth: 1,200/2,000 = 60; 900/600: 100, no more (linear, capped).
  test('January as it was signed, whatever was restated since', async () => {
    expect(told(await frozen(city, '2026-01'))).toEqual([
      '招商引资战报：2800 2800',
      '甲 1200 1200 县(市、区)和园区第1 1/1/0 SM-T-funds 1200/24000 5.00% -3.33%',
      '乙 900 900 县(市、区)和园区第2 1/1/0 SM-T-funds 900/7200 12.50% 4.17%',
      '丙 700 700 县(市、区)和园区第3 1/1/0 未下达',
      '得分 乙 100.00 第1',
      '得分 甲 60.00 第2',
      '得分 丙 — 第—',
    ]);
  });

  // January stands at 1,000 now: −200 against the 1,200 that were signed. February: 甲 2,000 − 1,000 = 1,000; 乙 2,400 − 900 =
  // 1,500; 丙 650 − 700 = −50: the city 2,450; of the year 2,000 + 2,400 + 650 = 5,050.
  // Places 乙 1 (+1), 甲 2 (−1), 丙 3. Scores: 2,000/4,000 = 50; 2,400/1,200: 100.
  test('February corrects January once; a month may be negative', async () => {
    expect(told(await frozen(city, '2026-02'))).toEqual([
      '招商引资战报：2450 5050',
      '甲 1000 2000 县(市、区)和园区第2 升降-1 1/1/0 SM-T-funds 2000/24000 8.33% -8.33%',
      '乙 1500 2400 县(市、区)和园区第1 升降1 1/1/0 SM-T-funds 2400/7200 33.33% 16.67%',
      '丙 -50 650 县(市、区)和园区第3 升降0 1/1/0 未下达',
      '更正 2026-01 甲 -200',
      '得分 乙 100.00 第1',
      '得分 甲 50.00 第2',
      '得分 丙 — 第—',
    ]);
  });

  // 3,000 − 2,000 and 2,700 − 2,400: 1,300; 丙 暂缺. Of the year 3,000 + 2,700 + 650 = 6,350.
  test('March: who did not file has no figure and no place, and January is not corrected again', async () => {
    expect(told(await frozen(city, '2026-03'))).toEqual([
      '招商引资战报：1300 6350',
      '甲 1000 3000 县(市、区)和园区第1 升降1 1/1/0 SM-T-funds 3000/24000 12.50% -12.50%',
      '乙 300 2700 县(市、区)和园区第2 升降-1 1/1/0 SM-T-funds 2700/7200 37.50% 12.50%',
      '丙 — 650 县(市、区)和园区第— 1/0/0 未下达',
      '未报 高新区 XM-202512-0003 丙号新材料有限公司',
      '得分 乙 100.00 第1',
      '得分 甲 50.00 第2',
      '得分 丙 — 第—',
    ]);
  });

  // 甲 1,000 + 1,000 + 1,000; 乙 900 + 1,500 + 300; 丙 700 − 50, two months of three: 6,350. January printed 1,200: −200 within.
  test('the quarter is the sum of its months as they read now', async () => {
    expect(told(await frozen(city, '2026-Q1'))).toEqual([
      '招商引资季度联席会议材料：6350 6350',
      '甲 3000 3000 县(市、区)和园区第1 3/3/0 3/3月 SM-T-funds 3000/24000 12.50% -12.50%',
      '乙 2700 2700 县(市、区)和园区第2 3/3/0 3/3月 SM-T-funds 2700/7200 37.50% 12.50%',
      '丙 650 650 县(市、区)和园区第3 3/2/0 2/3月 未下达',
      '期内更正 2026-01 甲 -200',
      '未报 高新区 XM-202512-0003 丙号新材料有限公司（3月）',
      '得分 乙 100.00 第1',
      '得分 甲 50.00 第2',
      '得分 丙 — 第—',
    ]);
  });

  // December: 18,000, 7,200 and 5,000: 30,200. 18,000/24,000 = 75%; 7,200/7,200 = 100%. Nothing was filed from April (丙: March)
  // to November: 4, 4 and 3 months of 12, yet the sums are whole. A year’s bulletin names nobody late: it has no such section.
  test('the year is the sum of what was reported, scored by the year’s plan', async () => {
    await close(city, 2026, ['到位资金18000', '到位资金7200', '到位资金5000']);
    const figures = await frozen(city, '2026');
    expect(told({ ...figures, missing: [] })).toEqual([
      '招商引资年终考核结果通报：30200 30200',
      '甲 18000 18000 县(市、区)和园区第1 12/4/0 4/12月 SM-T-funds 18000/24000 75.00% -25.00%',
      '乙 7200 7200 县(市、区)和园区第2 12/4/0 4/12月 SM-T-funds 7200/7200 100.00% 0.00%',
      '丙 5000 5000 县(市、区)和园区第3 12/3/0 3/12月 未下达',
      '期内更正 2026-01 甲 -200',
      '得分 乙 100.00 第1',
      '得分 甲 75.00 第2',
      '得分 丙 — 第—',
    ]);
  }, 60_000);
});

// 10,000万 shared 3:7 is 3,000 and 7,000; 8,500 of them were verified: 85% < 90%, not cured by 2022-12-14, −1,500 in December:
// 3:7 of it is −450 and −1,050. 永安市 3,000 − 450 + 400 of its own = 2,950; 经开区 5,950; the city counts once: 10,400 − 1,500.
test('三明 2022: a claw-back of −1,500万元 is borne 3:7, −450 and −1,050, and every line adds up (SM 三(四)19; P14)', async () => {
  const bureau = await sharedYear();
  try {
    bureau.at('2022-12-15');
    await clawBack(bureau);
    const figures = await figuresAt(bureau, sanming(), '2022', '2023-01-31 09:00');
    addUp(figures);
    expect(told({ ...figures, missing: [] })).toEqual([
      '招商引资年终考核结果通报：8900 8900',
      'yongan 2950 2950 县(市、区)和园区第2 24/2/0 1/12月 未下达',
      'zone 5950 5950 县(市、区)和园区第1 0/0/0 未下达',
    ]);
    const lines = Object.entries(figures.lines ?? {}).flatMap(([unit, own]) =>
      own.map((line) => `${unit} ${line.what} ${line.units / 10_000}`),
    );
    // 10,000 + 400 − 1,500 − 5,950 = 2,950: what goes to the other side is 70% of 10,000 − 1,500.
    expect(lines).toEqual([
      'yongan XM-202110-0001 飞地钢构 10000',
      'yongan XM-202201-0002 永安石墨 400',
      'yongan XM-202110-0001 第1年考评冲减 -1500',
      'yongan 流转项目按比例分计 -5950',
      'zone 流转项目按比例分计 5950',
    ]);
    const card = bulletinCard({
      id: 'year:2022',
      hash: '',
      state: 'draft',
      figures,
      checked: null,
      approved: null,
      returnedReason: null,
      may: [],
      outdated: false,
      receivers: null,
      more: [],
    });
    expect(textOf(card)).toContain('−450万元');
    expect(textOf(card)).toContain('−1050万元');
    expect(textOf(card)).toContain('−1500万元');
  } finally {
    await bureau.close();
  }
});
