// Two people at the same moment, through the door: the second one sees what the first one did. Design §2.3.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { City } from '../harness/city.ts';
import { verdictOf } from '../harness/city-verdict.ts';

let city: City;
beforeAll(async () => {
  city = await City.open();
});
afterAll(() => city.close());

const ask = (who: string, words: string) => city.sandbox.ask(who, city.chat(who), words);

test('of two units registering one company at once, one registers it and the other sees 疑似重复', async () => {
  const [one, other] = await Promise.all([
    ask('周岚', '登记 福建海峡光学仪器有限公司 投资2亿元'),
    ask('苏敏', '登记 海峡光学仪器（福建）有限公司 投资3亿元'),
  ]);
  const results = await Promise.all([
    city.sandbox.press('周岚', one.messageId, '提交'),
    city.sandbox.press('苏敏', other.messageId, '提交'),
  ]);
  const toasts = results.map((result) => result.toast?.content ?? '').sort();
  expect(toasts[0]).toContain('发现疑似重复');
  expect(toasts[1]).toBe('已登记 XS-202611-0001');
});

test('of two verifiers passing and returning one move at once, one is heard and the other told', async () => {
  const form = await ask('江帆', '登记 三明高创激光有限公司 投资9000万元');
  const done = await city.sandbox.press('江帆', form.messageId, '提交');
  const number = /XS-\d{6}-\d{4}/.exec(done.toast?.content ?? '')?.[0] ?? '';
  const move = await ask('江帆', `推进 ${number} 签约 合同1号`);
  await city.sandbox.press('江帆', move.messageId, '提交');
  const [first, second] = await Promise.all([ask('叶青', '待审'), ask('方正', '待审')]);
  const results = await Promise.all([
    city.sandbox.press('叶青', first.messageId, '通过'),
    city.sandbox.press('方正', second.messageId, '退回', { 理由: '合同缺页' }),
  ]);
  const toasts = results.map((result) => result.toast?.content ?? '').join('\n');
  expect(toasts).toMatch(
    /^(已通过，成为项目 XM-202611-0001\n「签约」已经审核通过。|「签约」已经退回。\n已退回)$/,
  );
});

test('thirty messages of ten people at once are answered once each, within every limit', async () => {
  const people = ['周岚', '许国强', '苏敏', '曾毅', '江帆', '沈悦', '叶青', '方正', '秦岭', '高市长'];
  await Promise.all(people.flatMap((who) => ['帮助', '我的', '排名'].map((words) => ask(who, words))));
  expect(await verdictOf(city)).toEqual([]);
});
