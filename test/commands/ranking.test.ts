// 排名: by the month's funds within the class, 系统默认·非考核 in Sanming (AE-SM-14), 暂缺 never 0.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ranking } from '../../commands/ranking.ts';
import { type Bureau, tablesOf } from '../harness/bureau.ts';
import { file, monthlyBureau, octoberFiled } from '../harness/sanming-bureau.ts';

let bureau: Bureau;
beforeEach(async () => {
  bureau = await monthlyBureau();
});
afterEach(() => bureau.close());

test('without any figure it is refused with what makes one', async () => {
  expect((await bureau.say('yr', ranking, '')).refusal).toContain('还没有任何月报数据');
});

test('one table a class: places, the month, the year; a reported 0 has a place, no data has none', async () => {
  await octoberFiled(bureau);
  const { card, text } = await bureau.say('yr', ranking, '');
  expect(card?.title).toBe('2021年10月到位资金排名');
  expect(card?.subtitle).toBe('系统默认·非考核');
  const [counties, departments] = tablesOf(card);
  expect(counties?.columns.map((column) => column.title)).toEqual([
    '名次',
    '单位',
    '本月到位(万元)',
    '本年累计(万元)',
  ]);
  expect(counties?.rows).toEqual([
    { place: '1', unit: '沙县区', month: '3000', year: '3000' },
    { place: '2', unit: '永安市', month: '1300', year: '2300' },
    { place: '3', unit: '经开区', month: '0', year: '0' },
    { place: '—', unit: '尤溪县', month: '—', year: '—' },
  ]);
  expect(departments?.rows).toEqual([{ place: '—', unit: '市商务局', month: '—', year: '—' }]);
  expect(text).toContain('SM-I1');
  expect(text).toContain('2 个单位暂无本月数据');
});

test('equal figures share a place and the next counts them (AE-X-5)', async () => {
  await octoberFiled(bureau);
  await file(bureau, 'sr', '0003', { funds_in_place: '1300' });
  const rows = tablesOf((await bureau.say('yr', ranking, '10月')).card)[0]?.rows;
  expect(rows?.map((row) => row['place'])).toEqual(['1', '1', '3', '—']);
});

test('a running month is marked 预报, an earlier month is its own', async () => {
  await file(bureau.at('2021-10-20'), 'yr', '0001 10月', { funds_in_place: '5' });
  expect((await bureau.say('yr', ranking, '')).text).toContain('预报');
  await file(bureau, 'yr', '0001 9月', { funds_in_place: '2' });
  const september = await bureau.say('yr', ranking, '9月');
  expect(september.text).not.toContain('预报');
  expect(tablesOf(september.card)[0]?.rows[0]).toMatchObject({ place: '1', month: '2', year: '2' });
});

test('it answers in groups and names no project', async () => {
  await octoberFiled(bureau);
  const { text, card } = await bureau.say('yr', ranking, '', 'oc_city');
  expect(tablesOf(card)).toHaveLength(2);
  expect(text).not.toContain('秘密医药');
});

test('an observer sees published months only', async () => {
  await octoberFiled(bureau);
  expect((await bureau.say('obs', ranking, '10月')).refusal).toContain('还没有签发');
});

test.each([
  ['12月', '没有'],
  ['2021-12', '还没有开始'],
  ['随便', '不是月份'],
])('「排名 %s」', async (words, because) => {
  await octoberFiled(bureau);
  const { refusal, text } = await bureau.say('yr', ranking, words);
  // December without a year is last December: shown, and empty.
  if (words === '12月') expect(text).toContain('2020年12月');
  else expect(refusal).toContain(because);
});
