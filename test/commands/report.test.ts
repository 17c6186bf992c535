// 月报 as people use it: against the real store, from the words to the figures in the rollup.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { report } from '../../commands/report.ts';
import type { Card } from '../../src/card.ts';
import { owingRule } from '../../src/domain/month.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { type Bureau, buttonOf, buttonsOf, fieldsOf } from '../harness/bureau.ts';
import { file, monthlyBureau } from '../harness/sanming-bureau.ts';

let bureau: Bureau;
beforeEach(async () => {
  bureau = await monthlyBureau();
});
afterEach(() => bureau.close());

/** A second project of 永安 itself: a reporter files for their own unit, not for those below it (design §5). */
const second = () =>
  bureau.lead({
    serial: 7,
    company: '永安二号',
    unit: 'yongan',
    holder: 'yr',
    registered: '2021-08-20',
    signedOn: '2021-08-25',
  });

/** The items of a list, each with its state. */
const statesOf = (card: Card | null): readonly string[] =>
  buttonsOf(card).flatMap(({ label }) => (label.includes(' · ') ? [label] : []));

const funds = async (month: string) =>
  (await bureau.store.rollup(month, month)).filter((row) => row.measure === 'funds_in_place');

describe('which form opens', () => {
  test('the words on the form are the contract’s, figures first (design §5)', async () => {
    const { card } = await bureau.say('xr', report, '');
    expect(fieldsOf(card).map((field) => field.label)).toEqual([
      '到位资金（累计，万元；此前未报）',
      '固定资产投资（累计，万元；此前未报）',
      '实际使用外资（累计，万美元；此前未报）',
      '企业产值（累计，万元；此前未报）',
      '利税（累计，万元；此前未报）',
      '地方级税收（累计，万元；此前未报）',
      '就业人数（累计，人；此前未报）',
      '进展情况',
      '存在问题',
      '下步计划',
    ]);
    expect(buttonsOf(card).map((button) => button.label)).toEqual(['提交', '取消']);
    expect(card?.title).toBe('2021年10月月报');
  });

  test.each([
    '0001',
    'XM-202108-0001',
    'XS-202108-0001',
    'XM-202108-0001 10月',
    '10月 1',
    '闽光',
    '10月闽光',
  ])('「月报 %s」 opens the project’s form for October', async (words) => {
    const { card } = await bureau.say('yr', report, words);
    expect(card?.subtitle).toBe('XM-202108-0001 · 永安市');
    expect(card?.title).toBe('2021年10月月报');
  });

  test('a lone number that is nobody’s own is the month, even when a number ends in it', async () => {
    const { card } = await bureau.say('xr', report, '9');
    expect(card?.title).toBe('2021年9月月报');
    await bureau.lead({
      serial: 19,
      company: '十九',
      unit: 'xiyang',
      holder: 'xr',
      registered: '2021-08-20',
    });
    expect((await bureau.say('xr', report, '9')).card?.title).toBe('2021年9月月报');
    expect((await bureau.say('xr', report, '19')).refusal).toContain('还是线索');
  });

  test('a reply to a card of ours is about its subject', async () => {
    const { card } = await bureau.say('yr', report, '9月', undefined, 'XS-202108-0001');
    expect(card?.subtitle).toContain('XM-202108-0001');
    expect(card?.title).toBe('2021年9月月报');
  });

  test('without a number, one’s own unit’s projects are listed with what is reported, not those below it', async () => {
    await second();
    await file(bureau, 'yr', '0007', { funds_in_place: '100' });
    const { card, text } = await bureau.say('yr', report, '');
    expect(card?.subtitle).toBe('进度 1/2');
    expect(statesOf(card)).toEqual([
      '未报 · XM-202108-0001 闽光新材料',
      '已报 · XM-202108-0007 永安二号',
      '未报 · 招商引资重点项目上报',
    ]);
    expect(text).not.toContain('秘密医药');
    const opened = await bureau.press('yr', buttonOf(card, '未报'));
    expect(opened.card?.subtitle).toContain('XM-202108-0001');
  });

  test('a tail two projects share becomes a choice', async () => {
    await bureau.lead({
      serial: 1,
      company: '另一家',
      unit: 'yongan',
      holder: 'yr',
      registered: '2021-09-20',
      signedOn: '2021-09-25',
    });
    const { card } = await bureau.say('yr', report, '1 10月');
    expect(card?.title).toBe('请选择项目');
    expect(buttonsOf(card)).toHaveLength(2);
  });

  test('more than ten projects are paged', async () => {
    for (let serial = 11; serial <= 22; serial += 1) {
      await bureau.lead({
        serial,
        company: `企业${serial}`,
        unit: 'yongan',
        holder: 'yr',
        registered: '2021-09-20',
        signedOn: '2021-09-25',
      });
    }
    const first = await bureau.say('yr', report, '');
    // Ten projects, and what the unit owes as a whole.
    expect(statesOf(first.card)).toHaveLength(11);
    const next = await bureau.press('yr', buttonOf(first.card, '下一页'));
    expect(buttonsOf(next.card).map((button) => button.label)).toContain('上一页');
    expect(statesOf(next.card)).toHaveLength(4);
  });
});

describe('what is refused, with the next step', () => {
  test.each([
    ['0005', '还是线索', '推进 XS-202110-0005 签约'],
    ['9999', '没有找到', '核对编号'],
    ['0003', '没有找到', ''],
    ['0004', '由经开区填报', '月报'],
    ['0001 2021-12', '还没有开始', '预报'],
    ['0001 7月', '8月登记', '2021-08'],
    ['0001 13月', '没有13月', ''],
  ])('「月报 %s」', async (words, because, next) => {
    const { refusal } = await bureau.say('yr', report, words);
    expect(refusal).toContain(because);
    expect(refusal).toContain(next);
  });

  test('somebody with no project is told what makes one', async () => {
    const { text } = await bureau.say('ux', report, '');
    expect(text).toContain('2021年10月没有需要您填报的项目');
    expect(text).toContain('签约');
    const later = await bureau.at('2021-12-20').say('ux', report, '');
    expect(later.refusal).toContain('没有需要您填报的项目');
  });

  test.each([
    [{ funds_in_place: '-1' }, '「到位资金」是累计数，不能为负数'],
    [{ funds_in_place: '1e308' }, '「到位资金」'],
    [{ fixed_asset: '0.00001' }, '「固定资产投资」最多四位小数'],
    [{ fdi_actual: '300万元' }, '「实际使用外资」按万美元填报'],
    [{ narrative: 'x'.repeat(1001) }, '「进展情况」有 1001 字'],
    [{}, '还没有填任何内容'],
  ])('form %#', async (form, because) => {
    const done = await file(bureau, 'yr', '0001', form as Record<string, string>);
    expect(done.toast).toContain(because);
    expect(await bureau.store.reportedAmong('2021-10', ['XS-202108-0001'])).toEqual(new Set());
  });
});

describe('a submitted month', () => {
  test('turns read-only with each figure as entered, the increment, 未审 and the next step', async () => {
    await second();
    await file(bureau, 'yr', '0001 9月', { funds_in_place: '1000' });
    const done = await file(bureau, 'yr', '0001', {
      funds_in_place: '1.2亿',
      fixed_asset: '3000万',
      fdi_actual: '',
      narrative: '设备进场 [链接](http://x)',
    });
    expect(done.card?.tone).toBe('done');
    expect(done.text).toContain('累计 12000万元（1.2亿元），本月新增 +11000万元（1.1亿元）');
    expect(done.text).toContain('累计 3000万元，本月新增 +3000万元');
    expect(done.text).toContain('—（暂缺，未填）');
    expect(done.text).toContain('未审');
    expect(buttonOf(done.card, '下一个：XM-202108-0007')?.args).toEqual({
      lead: 'XS-202108-0007',
      month: '2021-10',
    });
    expect(fieldsOf(done.card)).toEqual([]);
    expect(await funds('2021-10')).toEqual([
      { month: '2021-10', measure: 'funds_in_place', unit: 'yongan', units: 110_000_000 },
    ]);
  });

  test('last month is shown on the next form, this month prefilled only when it is reported', async () => {
    await file(bureau, 'yr', '0001 9月', { funds_in_place: '1000' });
    const open = await bureau.say('yr', report, '0001');
    expect(fieldsOf(open.card)[0]).toMatchObject({ label: '到位资金（累计，万元；上月 1000）' });
    expect(fieldsOf(open.card)[0]).not.toHaveProperty('value');
    await bureau.press('yr', buttonOf(open.card, '提交'), { funds_in_place: '无变化' });
    const again = await bureau.say('yr', report, '0001');
    expect(fieldsOf(again.card)[0]).toMatchObject({ value: '1000' });
    expect(again.text).toContain('永安填报员');
  });

  test('a skipped month is named: the increment holds it too (AE-X-2)', async () => {
    await file(bureau, 'yr', '0001 8月', { funds_in_place: '1000' });
    const done = await file(bureau, 'yr', '0001 10月', { funds_in_place: '2500' });
    expect(done.text).toContain('本月新增 +1500万元，含8月以后未报各月');
  });

  test('a decrease needs its reason (AE-X-7)', async () => {
    await file(bureau, 'yr', '0001 9月', { fdi_actual: '500' });
    expect((await file(bureau, 'yr', '0001', { fdi_actual: '450' })).toast).toContain('写明原因');
    const done = await file(bureau, 'yr', '0001', { fdi_actual: '450', narrative: '外方减资' });
    expect(done.text).toContain('本月新增 −50万美元');
  });

  test('before the window it is 预报, after the due day 迟报, after publication 更正', async () => {
    expect((await file(bureau.at('2021-10-20'), 'zr', '10月', { funds_in_place: '1' })).text).toContain(
      '预报',
    );
    expect((await file(bureau.at('2021-11-06'), 'yr', '0001 10月', { funds_in_place: '1' })).text).toContain(
      '迟报',
    );
    const late = await bureau.store.unitReports({ rule: owingRule(sanming(), '2021-10') });
    expect(late.map((one) => one.late).filter((count) => count > 0)).toEqual([1]);
  });
});

describe('a form somebody was quicker than', () => {
  test('pressed twice it says what it became, and files once', async () => {
    const open = await bureau.say('yr', report, '0001');
    const submit = buttonOf(open.card, '提交');
    await bureau.press('yr', submit, { funds_in_place: '1' });
    const twice = await bureau.press('yr', submit, { funds_in_place: '2' });
    expect(twice.refusal).toContain('已经提交过（XM-202108-0001 2021年10月）');
    expect((await bureau.store.progress('XS-202108-0001')).entries).toEqual([
      { measure: 'funds_in_place', month: '2021-10', units: 10_000 },
    ]);
  });

  test('pressed twice at the same instant it files once', async () => {
    const open = await bureau.say('yr', report, '0001');
    const submit = buttonOf(open.card, '提交');
    const both = await Promise.all([
      bureau.press('yr', submit, { funds_in_place: '1' }),
      bureau.press('yr', submit, { funds_in_place: '2' }),
    ]);
    expect(both.filter((one) => one.refusal === null)).toHaveLength(1);
    expect((await bureau.store.progress('XS-202108-0001')).version).toBe(1);
  });

  test('another person is told to open one of their own', async () => {
    const open = await bureau.say('yr', report, '0001');
    const other = await bureau.press('o1', buttonOf(open.card, '提交'), { funds_in_place: '1' });
    expect(other.refusal).toContain('发给永安填报员的');
  });

  test('a colleague’s report in between is not overwritten unseen', async () => {
    const open = await bureau.say('yr', report, '0001');
    await file(bureau, 'o1', '0001', { funds_in_place: '5' });
    const late = await bureau.press('yr', buttonOf(open.card, '提交'), { funds_in_place: '6' });
    expect(late.toast).toContain('办公室甲改动了');
    expect(late.toast).toContain('已存为草稿');
  });

  test('cancelled it is closed and cannot be submitted', async () => {
    const open = await bureau.say('yr', report, '0001');
    const cancelled = await bureau.press('yr', buttonOf(open.card, '取消'));
    expect(cancelled.card?.tone).toBe('closed');
    const after = await bureau.press('yr', buttonOf(open.card, '提交'), { funds_in_place: '6' });
    expect(after.refusal).toContain('已取消');
  });

  test('a forged draft or month is refused', async () => {
    const forged = { command: 'report', action: 'submit', args: { draft: 'nobody' } };
    expect((await bureau.press('yr', forged)).refusal).toContain('已失效');
    const open = (args: Record<string, string>) =>
      bureau.press('yr', { command: 'report', action: 'open', args });
    expect((await open({ lead: 'XS-202108-0003', month: '2021-10' })).refusal).toContain('没有找到');
    expect((await open({ lead: 'XS-202108-0001', month: "'; DROP" })).refusal).toContain('失效');
    expect((await open({ lead: 'XS-202108-0004', month: '2021-10' })).refusal).toContain('不能代报');
  });
});
