// Bulletins with numbers reckoned by hand; what was filed stands at the head of kit.ts. A line: unit, 万元 of the period and of
// the year, place, change of place, 应报/已报/迟报, months with data; its task: done/whole, rate, schedule gap.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { YearCity } from '../../year/kit.ts';
import { frozen, quarter, told } from './kit.ts';

describe('荣成, spring 2026 (RC 四·26)', () => {
  let city: YearCity;
  beforeAll(async () => {
    city = await quarter({
      id: 'rongcheng',
      year: 2026,
      city: '荣成市',
      three: [
        ['经济开发区', 'function_zone'],
        ['成山镇', 'town'],
        ['崖头街道', 'subdistrict'],
      ],
      road: ['联席会议评估', '签约'],
      targets: ['目标 经济开发区 2026 RC-B13-funds 2.4亿', '目标 成山镇 2026 RC-B13-funds 7200'],
      days: { month: 10, quarter: 15 },
    });
  }, 60_000);
  afterAll(() => city?.close());
  // January stands at 1,000 now: −200 against the 1,200 that were signed. February: 甲 2,000 − 1,000 = 1,000; 乙 2,400 − 900 =
  // 1,500; 丙 650 − 700 = −50: the city 2,450; of the year 2,000 + 2,400 + 650 = 5,050.
  // Classes: 三区 甲 alone; 镇街 乙 1, 丙 2. Scores (RC-I2, I4, the whole year’s task): 甲 8.33 − 15 (91.67% short: 18 steps, at
  // most 15) = −6.67; 乙 33.33 − 13 (66.67% short: 13 full steps) = 20.33; 丙 has no task.
  test('February, in two ranking classes (RC 四·25)', async () => {
    expect(told(await frozen(city, '2026-02'))).toEqual([
      '招商引资通报：2450 5050',
      '甲 1000 2000 三区第1 升降0 1/1/0 RC-B13-funds 2000/24000 8.33% -8.33%',
      '乙 1500 2400 镇街第1 升降0 1/1/0 RC-B13-funds 2400/7200 33.33% 16.67%',
      '丙 -50 650 镇街第2 升降0 1/1/0 未下达',
      '更正 2026-01 甲 -200',
      '得分 甲 -6.67 第1',
      '得分 乙 20.33 第1',
      '得分 丙 — 第—',
    ]);
  });

  // Sums 3,000, 2,700 and 650. Scores: 甲 12.5 − 15 = −2.5; 乙 37.5 − 12 (62.5% short) = 25.5. No grade: a class has one scored
  // unit, and below three there is none (RC-I6).
  test('the first quarter’s preview', async () => {
    expect(told(await frozen(city, '2026-Q1'))).toEqual([
      '招商引资季度等次预告：6350 6350',
      '甲 3000 3000 三区第1 3/3/0 3/3月 RC-B13-funds 3000/24000 12.50% -12.50%',
      '乙 2700 2700 镇街第1 3/3/0 3/3月 RC-B13-funds 2700/7200 37.50% 12.50%',
      '丙 650 650 镇街第2 3/2/0 2/3月 未下达',
      '期内更正 2026-01 甲 -200',
      '未报 崖头街道 XM-202512-0003 丙号新材料有限公司（3月）',
      '得分 甲 -2.50 第1',
      '得分 乙 25.50 第1',
      '得分 丙 — 第—',
    ]);
  });
});
