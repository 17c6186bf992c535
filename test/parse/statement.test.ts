/** Plain statements: what an officer tells in a sentence, as the command whose form it opens. */
import { expect, test } from 'vitest';
import { asStatement, movedWords } from '../../src/parse/statement.ts';

test.each([
  ['岩城昨天签约了，合同HT-22', '推进 岩城 签约 昨天 合同HT-22'],
  ['岩城已经签约了，11月8日，合同HT-22', '推进 岩城 签约 11月8日，合同HT-22'],
  ['岩城碳素今天开工', '推进 岩城碳素 开工 今天'],
  ['把岩城推进到签约', '推进 岩城 签约'],
  ['福建岩城碳素新材料有限公司11月8日投产', '推进 福建岩城碳素新材料有限公司 投产 11月8日'],
  ['岩城项目签约了', '推进 岩城 签约'],
  ['0001签约了', '推进 0001 签约'],
  ['岩城 已于11月6日动工。', '推进 岩城 动工 11月6日'],
  ['昨天走访了海西电子，谈了扩产，下周三回访', '走访 昨天 海西电子，谈了扩产，下周三回访'],
  ['今天去拜访海尔集团谈冷链', '走访 今天 海尔集团谈冷链'],
  ['我们11月6日走访了美的', '走访 11月6日 美的'],
  ['填一下10月月报', '月报 10月'],
  ['交月报', '月报'],
  ['岩城10月到位资金500万', '月报 岩城 10月 到位资金500万'],
  ['岩城上个月固投900万，完成土地平整', '月报 岩城 上个月 固投900万，完成土地平整'],
])('%s → %s', (text, words) => {
  expect(asStatement(text)).toBe(words);
});

test.each([
  '',
  '岩城签约了吗',
  '岩城签约了没有',
  '谁签约了',
  '岩城签约仪式定在礼堂',
  '明天去拜访海西电子',
  '签约了',
  '今天天气不错',
  '请各单位抓紧开工',
  '有个老板想投两个亿搞石墨烯，怎么登记',
  '岩城'.repeat(200),
])('%s is none', (text) => {
  expect(asStatement(text)).toBeNull();
});

test('hostile text costs nothing', () => {
  const startedAt = performance.now();
  for (const text of [
    '昨天'.repeat(100),
    '已'.repeat(200),
    '岩城推进到'.repeat(40),
    '签约'.repeat(100),
    '1月1日'.repeat(40),
  ]) {
    asStatement(text);
    movedWords(text);
  }
  expect(performance.now() - startedAt).toBeLessThan(200);
});
