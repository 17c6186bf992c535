// 战报: drafted, checked, signed by a second person, published and frozen; corrections go into the next one.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bulletin } from '../../commands/bulletin.ts';
import { ranking } from '../../commands/ranking.ts';
import { report } from '../../commands/report.ts';
import { figuresOf } from '../../src/bulletins/read.ts';
import type { Card } from '../../src/card.ts';
import { type Bureau, buttonOf, buttonsOf, elementsOf, tablesOf, textOf } from '../harness/bureau.ts';
import { file, monthlyBureau, octoberFiled } from '../harness/sanming-bureau.ts';

let bureau: Bureau;
beforeEach(async () => {
  bureau = await monthlyBureau();
  await octoberFiled(bureau);
});
afterEach(() => bureau.close());

/** October checked by o1 and signed by o2; the answers of each step. */
async function publish(words = '10月') {
  const draft = await bureau.say('o1', bulletin, words);
  const checked = await bureau.press('o1', buttonOf(draft.card, '审核'));
  const mine = checked.notices.find((notice) => notice.to.kind === 'person' && notice.to.openId === 'ou_o2');
  const published = await bureau.press('o2', buttonOf(mine?.card ?? null, '签发'));
  return { draft, checked, published };
}
const labels = (card: Card | null) => buttonsOf(card).map((button) => button.label);

describe('the draft', () => {
  test('holds findings, a chart, the tables and who is missing; no confidential name', async () => {
    const { card, text } = await bureau.say('o1', bulletin, '');
    expect(card?.title).toBe('2021年10月招商引资战报（草稿）');
    expect(text).toContain('2021年10月全市新增到位资金4300万元，本年累计5300万元；2个单位暂缺，不计为0。');
    expect(text).toContain('县(市、区)和园区中，沙县区居第1位（3000万元），其后是永安市、经开区。');
    expect(text).toContain('新登记线索3条，新签约项目2个，开工0个；应报项目6个，已报4个，未报2个。');
    const chart = card?.body.find((element) => element.el === 'chart');
    expect(chart?.el === 'chart' && chart.points).toEqual([
      { label: '沙县区', value: 3000 },
      { label: '永安市', value: 1300 },
      { label: '经开区', value: 0 },
    ]);
    const tables = tablesOf(card);
    expect(tables).toHaveLength(2);
    expect(tables[0]?.rows[1]).toEqual({
      place: '2',
      unit: '永安市',
      month: '1300',
      year: '2300',
      moved: null,
      leads: '1',
      signed: '0',
      started: '0',
      reported: '2/2',
    });
    expect(tables[1]?.rows).toEqual([
      { number: 'XM-202110-0007', title: '尤溪纺织', unit: '尤溪县', investment: null, on: '2021-10-15' },
    ]);
    expect(text).toContain('新签约项目 2 个，其中保密 1 个不列名');
    expect(text).toContain('待补：尤溪县 — XM-202110-0007 尤溪纺织；保密 1 个');
    expect(text).toContain('系统默认·非考核');
    expect(text).not.toContain('机密光电');
    expect(text).not.toContain('秘密医药');
    expect(labels(card)).toEqual(['看市直部门', '审核', '退回', '改看2021年9月', '改看2021年三季度']);
  });

  test('is recorded once and drafted again only when its figures have moved', async () => {
    await bureau.say('o1', bulletin, '');
    const first = await bureau.store.publication('month:2021-10');
    await bureau.at('2021-11-03 10:00').say('o2', bulletin, '');
    expect((await bureau.store.publication('month:2021-10'))?.version).toBe(1);
    await file(bureau, 'zr', '0004', { funds_in_place: '10' });
    await bureau.say('o2', bulletin, '');
    const again = await bureau.store.publication('month:2021-10');
    expect(again?.version).toBe(2);
    expect(again?.hash).not.toBe(first?.hash);
  });

  test('an outdated card cannot be checked', async () => {
    const old = await bureau.say('o1', bulletin, '');
    await file(bureau, 'zr', '0004', { funds_in_place: '10' });
    await bureau.say('o2', bulletin, '');
    expect((await bureau.press('o1', buttonOf(old.card, '审核'))).refusal).toContain('不是最新');
  });

  test('is the office’s alone', async () => {
    await bureau.say('o1', bulletin, '');
    for (const person of ['yr', 'yl', 'mayor', 'adm', 'obs']) {
      expect((await bureau.say(person, bulletin, '10月')).refusal).toContain('还没有签发');
    }
    expect((await bureau.say('o1', bulletin, '10月', 'oc_city')).refusal).toContain('还没有签发');
  });
});

describe('two people', () => {
  test('审核 turns the same card, and asks every other approver on a card of their own', async () => {
    const { checked } = await publish();
    expect(checked.card?.title).toContain('待签发');
    expect(checked.text).toContain('办公室甲 2021-11-03 09:00 已审核，等待另一人签发');
    expect(labels(checked.card)).toEqual(['看市直部门', '退回']);
    expect(checked.notices.map((notice) => notice.to)).toEqual(
      ['o2', 'mayor', 'adm'].map((id) => ({ kind: 'person', openId: `ou_${id}` })),
    );
    for (const notice of checked.notices) expect(labels(notice.card)).toEqual(['看市直部门', '签发', '退回']);
  });

  test('the same person cannot do both, and those without the role neither', async () => {
    const draft = await bureau.say('o1', bulletin, '');
    const check = buttonOf(draft.card, '审核');
    expect((await bureau.press('yr', check)).refusal).toContain('您不能审核');
    expect((await bureau.press('mayor', check)).refusal).toContain('您不能审核');
    const checked = await bureau.press('o1', check);
    const sign = buttonOf(checked.notices[0]?.card ?? null, '签发');
    expect((await bureau.press('o1', sign)).refusal).toContain('审核和签发须是两个人');
    expect((await bureau.press('yl', sign)).refusal).toContain('您不能签发');
    expect((await bureau.press('o1', check)).refusal).toContain('已经审核过');
  });

  test('退回 needs a reason, goes back to draft, and tells the checker and the office', async () => {
    const draft = await bureau.say('o1', bulletin, '');
    const checked = await bureau.press('o1', buttonOf(draft.card, '审核'));
    const back = buttonOf(checked.notices[1]?.card ?? null, '退回');
    expect((await bureau.press('mayor', back)).refusal).toContain('理由');
    const returned = await bureau.press('mayor', back, { reason: '永安数字请核对' });
    expect(returned.text).toContain('退回理由：永安数字请核对');
    expect(returned.notices.map((notice) => notice.to)).toEqual([
      { kind: 'person', openId: 'ou_o1' },
      { kind: 'person', openId: 'ou_o2' },
    ]);
    expect((await bureau.store.publication('month:2021-10'))?.state).toBe('draft');
    expect((await bureau.say('o1', bulletin, '')).text).toContain('永安数字请核对');
  });

  test('an approver finds what waits for a signature again; the checker finds it checked', async () => {
    const draft = await bureau.say('o1', bulletin, '');
    await bureau.press('o1', buttonOf(draft.card, '审核'));
    expect(labels((await bureau.say('mayor', bulletin, '10月')).card)).toEqual([
      '看市直部门',
      '签发',
      '退回',
    ]);
    expect(labels((await bureau.say('o1', bulletin, '10月')).card)).toContain('退回');
    expect((await bureau.say('yr', bulletin, '10月')).refusal).toContain('还没有签发');
  });
});

describe('published', () => {
  test('goes once to every leader who can be reached and every bound chat', async () => {
    const { published } = await publish();
    expect(published.card?.tone).toBe('done');
    expect(published.text).toContain('发送给市领导和单位负责人 2 人、工作群 2 个');
    expect(published.notices.map((notice) => notice.key)).toEqual([
      'bulletin:month:2021-10:mayor',
      'bulletin:month:2021-10:yl',
      'bulletin:month:2021-10:oc_city',
      'bulletin:month:2021-10:oc_yongan',
    ]);
    for (const notice of published.notices) {
      expect(notice.rank).toBe('bulletin');
      expect(labels(notice.card)).not.toEqual(expect.arrayContaining(['审核', '签发', '退回']));
      expect(textOf(notice.card)).not.toContain('机密光电');
      expect(elementsOf(notice.card).some((element) => element.el === 'chart')).toBe(true);
    }
  });

  test('is what everybody and every group reads; nothing on it changes it', async () => {
    await publish();
    const publication = await bureau.store.publication('month:2021-10');
    for (const chat of [undefined, 'oc_city', 'oc_yongan']) {
      const { card, text } = await bureau.say('yr', bulletin, '', chat);
      expect(card?.title).toBe('2021年10月招商引资战报');
      expect(text).toContain(`校验码 ${publication?.hash.slice(0, 8)}`);
      expect(labels(card)).not.toEqual(expect.arrayContaining(['审核', '签发', '退回']));
    }
    expect((await bureau.say('obs', ranking, '')).card?.title).toContain('2021年10月');
  });

  test('a second signature on it is refused', async () => {
    const draft = await bureau.say('o1', bulletin, '');
    const checked = await bureau.press('o1', buttonOf(draft.card, '审核'));
    const sign = buttonOf(checked.notices[0]?.card ?? null, '签发');
    const both = await Promise.all([bureau.press('o2', sign), bureau.press('mayor', sign)]);
    expect(both.map((one) => one.refusal ?? '')).toEqual(
      expect.arrayContaining(['', expect.stringContaining('已经签发')]),
    );
    expect((await bureau.store.publication('month:2021-10'))?.version).toBe(3);
  });

  test('stays as printed; a later change is 更正 and stands in the next one (AE-X-1)', async () => {
    await publish();
    const frozen = await bureau.store.publication('month:2021-10');
    const corrected = await file(bureau.at('2021-11-20'), 'yr', '0001 10月', {
      funds_in_place: '1500',
      reason: '核减重复计数',
    });
    expect(corrected.text).toContain('更正');
    expect(await bureau.store.publication('month:2021-10')).toEqual(frozen);
    await file(bureau.at('2021-12-02'), 'yr', '0001', { funds_in_place: '2500' });
    const november = await bureau.say('o1', bulletin, '');
    expect(november.card?.title).toContain('2021年11月');
    expect(november.text).toContain('永安市：10月调整 到位资金 −300万元');
    const row = tablesOf(november.card)[0]?.rows.find((one) => one['unit'] === '永安市');
    expect(row).toMatchObject({ month: '1000', year: '3000', place: '1', moved: '升1' });
  });

  test('a correction is printed once', async () => {
    await publish();
    await file(bureau.at('2021-11-20'), 'yr', '0001 10月', { funds_in_place: '1500', reason: '更正' });
    await file(bureau.at('2021-12-02'), 'yr', '0001', { funds_in_place: '2500' });
    await publish('11月');
    await file(bureau.at('2022-01-02'), 'yr', '0001', { funds_in_place: '2600' });
    await bureau.say('o1', bulletin, '12月');
    const december = await bureau.store.publication('month:2021-12');
    expect(december === null ? null : figuresOf(december).corrections).toEqual([]);
  });

  test('a stage verified after its month’s bulletin is counted once, in the next, as 补登', async () => {
    await publish();
    await bureau.lead({
      serial: 9,
      company: '迟核项目',
      unit: 'zone',
      holder: 'zr',
      registered: '2021-10-25',
      signedOn: '2021-10-28',
      promoted: '2021-11-15',
    });
    await file(bureau.at('2021-12-02'), 'yr', '0001', { funds_in_place: '2500' });
    const november = await bureau.say('o1', bulletin, '11月');
    expect(november.text).toContain('2021-10-28（补登）');
    expect(november.text).not.toContain('尤溪纺织","unit');
  });

  test('a form opened before publication says that it has become a correction', async () => {
    const open = await bureau.say('yr', report, '0001');
    await publish();
    const late = await bureau.press('yr', buttonOf(open.card, '提交'), { funds_in_place: '1900' });
    expect(late.toast).toContain('战报刚刚签发');
    expect(late.toast).toContain('月报 XM-202108-0001 2021-10');
  });
});

test('a reply to a bulletin asks about its month', async () => {
  await publish();
  const { card } = await bureau.at('2021-12-20').say('yr', ranking, '', undefined, 'month:2021-09');
  expect(card?.title).toBe('2021年9月到位资金排名');
});

test('September can be drafted beside October, and has its own figures', async () => {
  const { text } = await bureau.say('o1', bulletin, '9月');
  expect(text).toContain('2021年9月全市新增到位资金1000万元，本年累计1000万元；4个单位暂缺，不计为0。');
});
