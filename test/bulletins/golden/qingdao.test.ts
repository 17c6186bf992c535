// Bulletins with numbers reckoned by hand; what was filed stands at the head of kit.ts. A line: unit, 万元 of the period and of
// the year, place, change of place, 应报/已报/迟报, months with data; its task: done/whole, rate, schedule gap.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { YearCity } from '../../year/kit.ts';
import { frozen, quarter, told } from './kit.ts';

describe('青岛, spring 2022 (QD 二(五)3; nothing is scored: QD-D1)', () => {
  let city: YearCity;
  beforeAll(async () => {
    city = await quarter({
      id: 'qingdao',
      year: 2022,
      city: '青岛市',
      three: [
        ['西海岸新区', 'function_zone'],
        ['平度市', 'district_county'],
        ['莱西市', 'district_county'],
      ],
      road: ['评估', '签约'],
      targets: [],
      days: { month: 10, quarter: 10 },
    });
  }, 60_000);
  afterAll(() => city?.close());
  // January stands at 1,000 now: −200 against the 1,200 that were signed. February: 甲 2,000 − 1,000 = 1,000; 乙 2,400 − 900 =
  // 1,500; 丙 650 − 700 = −50: the city 2,450; of the year 2,000 + 2,400 + 650 = 5,050.
  // 功能区 甲 alone; 区(市) 乙 1, 丙 2. QD-B4: 0 of 5 a year, −16.67; counties have none.
  test('February: the list by funds in two classes, the zone’s five projects as its task', async () => {
    expect(told(await frozen(city, '2022-02'))).toEqual([
      '双招双引通报：2450 5050',
      '甲 1000 2000 功能区第1 升降0 1/1/0 QD-B4 0/5 0.00% -16.67%',
      '乙 1500 2400 区(市)第1 升降0 1/1/0 未下达',
      '丙 -50 650 区(市)第2 升降0 1/1/0 未下达',
      '更正 2022-01 甲 -200',
    ]);
  });
});
