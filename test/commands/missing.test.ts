// 未报: who has not filed, in whose scope, and what a group may not see.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missing } from '../../commands/missing.ts';
import { type Bureau, buttonOf } from '../harness/bureau.ts';
import { file, monthlyBureau } from '../harness/sanming-bureau.ts';

let bureau: Bureau;
beforeEach(async () => {
  bureau = await monthlyBureau();
  await file(bureau, 'xr', '0002', { funds_in_place: '100' });
});
afterEach(() => bureau.close());

test('the office sees the whole city by unit, with names', async () => {
  const { card, text } = await bureau.say('o1', missing, '');
  expect(card?.title).toBe('2021年10月月报未报情况');
  expect(text).toContain('应报 4 个，已报 1 个，未报 3 个，涉及 3 个单位');
  expect(text).toContain('永安市　未报 1 个（应报 1，已报 0）');
  expect(text).toContain('XM-202108-0003 秘密医药');
  expect(text).not.toContain('西洋镇');
});

test('a reporter sees their own units and below, and can go and file', async () => {
  const { card, text } = await bureau.say('yr', missing, '');
  expect(card?.subtitle).toBe('永安市');
  expect(text).toContain('应报 2 个，已报 1 个');
  expect(text).not.toContain('沙县');
  expect(buttonOf(card, '去填报')).toEqual({ command: 'report', action: 'say', args: { text: '2021-10' } });
  expect((await bureau.say('yr', missing, '沙县')).refusal).toContain('只能查看永安市');
});

test('a leader of the city sees all; a unit leader their own', async () => {
  expect((await bureau.say('mayor', missing, '沙县 10月')).text).toContain('未报 1 个');
  expect((await bureau.say('yl', missing, '')).card?.subtitle).toBe('永安市');
});

test('in a group confidential items are counted and not named', async () => {
  const city = await bureau.say('o1', missing, '', 'oc_city');
  expect(city.text).toContain('未报 3 个');
  expect(city.text).not.toContain('秘密医药');
  expect(city.text).toContain('不便列名的 1 个');
  const yongan = await bureau.say('o1', missing, '', 'oc_yongan');
  expect(yongan.card?.subtitle).toBe('永安市');
  expect(yongan.text).not.toContain('经开区');
  expect((await bureau.say('o1', missing, '沙县区', 'oc_yongan')).refusal).toContain('只能查看永安市');
});

test('after the due day the card is red; all filed it is green', async () => {
  expect((await bureau.at('2021-11-06').say('o1', missing, '10月')).card?.tone).toBe('overdue');
  await file(bureau, 'yr', '0001 10月', { funds_in_place: '1' });
  expect((await bureau.say('yr', missing, '10月')).card?.tone).toBe('done');
});

test.each([
  ['火星市', '没有单位「火星市」'],
  ['2021-12', '还没有开始'],
  ['市', '有几个单位'],
  ['永安 沙县', '一次只能查一个单位'],
])('「未报 %s」 is refused with what to type', async (words, because) => {
  expect((await bureau.say('o1', missing, words)).refusal).toContain(because);
});

test('a forged page button shows nothing of another unit', async () => {
  const press = {
    command: 'missing',
    action: 'page',
    args: { month: '2021-10', unit: 'shaxian', page: '0' },
  };
  expect((await bureau.press('yr', press)).refusal).toContain('只能查看永安市');
  expect((await bureau.press('yr', { ...press, args: { month: 'x' } })).refusal).toContain('失效');
});
