// Bulletins with numbers reckoned by hand; what was filed stands at the head of kit.ts. A line: unit, 万元 of the period and of
// the year, place, change of place, 应报/已报/迟报, months with data; its task: done/whole, rate, schedule gap.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { YearCity } from '../../year/kit.ts';
import { frozen, quarter, told } from './kit.ts';

describe('聊城, spring 2020 (LC 四(一); nothing is scored: LC-D3)', () => {
  let city: YearCity;
  beforeAll(async () => {
    city = await quarter({
      id: 'liaocheng',
      year: 2020,
      city: '聊城市',
      three: [
        ['东昌府区', 'district_county'],
        ['临清市', 'district_county'],
        ['经济技术开发区', 'function_zone'],
      ],
      road: ['签约'],
      targets: [],
      days: { month: 10, quarter: 10 },
    });
  }, 60_000);
  afterAll(() => city?.close());
  // January stands at 1,000 now: −200 against the 1,200 that were signed. February: 甲 2,000 − 1,000 = 1,000; 乙 2,400 − 900 =
  // 1,500; 丙 650 − 700 = −50: the city 2,450; of the year 2,000 + 2,400 + 650 = 5,050.
  // LC-B5: 0 of 1 a year; two months of twelve are gone: −16.67.
  test('February: the list by funds, the plan’s own yearly number as the task, no score', async () => {
    expect(told(await frozen(city, '2020-02'))).toEqual([
      '招商引资情况通报：2450 5050',
      '甲 1000 2000 县(市、区)和市属开发区第2 升降-1 1/1/0 LC-B5 0/1 0.00% -16.67%',
      '乙 1500 2400 县(市、区)和市属开发区第1 升降1 1/1/0 LC-B5 0/1 0.00% -16.67%',
      '丙 -50 650 县(市、区)和市属开发区第3 升降0 1/1/0 LC-B5 0/1 0.00% -16.67%',
      '更正 2020-01 甲 -200',
    ]);
  });
});
