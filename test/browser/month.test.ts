// A month of the bureau in a real browser, through the real service: register, move on, verify, the clock, the report, the
// bulletin, a query in a group, a push repeated, the network broken. What was done is saved as a transcript, and the suite runs it.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { City } from '../harness/city.ts';
import { type CityPlan, smallCity } from '../harness/city-plan.ts';
import { parseTranscript } from '../transcripts/parse.ts';
import { play } from '../transcripts/run.ts';
import { accessibility, enterChat, launch, missing, openPage, shot } from './browser.ts';

/** The end of a month, so that the way to the reporting days is short. */
const plan: CityPlan = { ...smallCity, now: '2026-11-30 09:00' };

/** The plan in a recording's head. */
function planOf(recording: string): CityPlan {
  const line = /^# 城市 (.+)$/m.exec(recording)?.[1];
  if (line === undefined) throw new Error('the recording names no city');
  return JSON.parse(line) as CityPlan;
}

describe.skipIf(missing)('a month at the chat page', () => {
  let browser: Browser;
  let city: City;
  let page: Page;
  const mistakes: string[] = [];

  beforeAll(async () => {
    browser = await launch();
    city = await City.open(plan);
    const { lab } = city.sandbox.world;
    lab.moved = async () => {
      await city.runJobs();
    };
    lab.city = () => ({ ...plan }) as unknown as ReturnType<NonNullable<typeof lab.city>>;
    page = await openPage(browser, city.sandbox.baseUrl, { width: 1400, height: 900 }, mistakes);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  const become = async (name: string) => {
    await page.getByRole('button', { name: new RegExp(`切换为 ${name}`) }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  };
  const say = async (text: string) => {
    await page.getByLabel('输入消息').fill(text);
    await page.getByLabel('输入消息').press('Enter');
  };
  const button = (name: string) => page.locator('.stream').getByRole('button', { name, exact: true }).last();

  test('a lead is registered, moved on with evidence and verified by another person', {
    timeout: 60_000,
  }, async () => {
    await become('周岚');
    await say('登记 三明海丰机械有限公司 投资3000万元 落户大田 联系人李工 13700003333');
    await button('提交').click();
    await page.getByText('已登记 XS-202611-0001').first().waitFor();
    await say('推进 XS-202611-0001');
    await page.locator('.stream').getByLabel('阶段').last().selectOption({ label: '签约' });
    await page.getByLabel(/^佐证/).last().fill('投资合同 DT-18');
    await shot(page, 'month-advance');
    await button('提交').click();
    await page.getByText('已提交「签约」').first().waitFor();
    await become('许国强');
    await button('通过').click();
    await page.getByText('已通过：XM-202611-0001').first().waitFor();
    expect(mistakes).toEqual([]);
  });

  test('the clock runs what is due and the page lists it; the report is filed from the reminder', {
    timeout: 90_000,
  }, async () => {
    await become('周岚');
    await page.getByRole('button', { name: '调试台' }).click();
    await page.getByRole('tab', { name: '时钟' }).click();
    await page.getByLabel('到这个时刻').fill('2026-12-02T10:00');
    await page.getByLabel('到这个时刻').blur();
    await page.getByRole('button', { name: '跳过去' }).click();
    await page.locator('.news').getByText('月报').first().waitFor({ timeout: 60_000 });
    await shot(page, 'month-clock');
    await button('月报 XM-202611-0001').click();
    await page
      .getByLabel(/^到位资金/)
      .last()
      .fill('1200');
    await button('提交').click();
    await page.getByText('月报已提交').first().waitFor();
    expect(mistakes).toEqual([]);
  });

  test('the bulletin is checked by one, signed by another, and stands in the group', {
    timeout: 60_000,
  }, async () => {
    await become('叶青');
    await say('战报 2026-11');
    await button('审核').click();
    await page.getByText('待签发').first().waitFor();
    await become('方正');
    await button('签发').click();
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await page.getByText('签发，内容不再改动').first().waitFor();
    await become('周岚');
    await enterChat(page, '全市群');
    await page.getByText('签发，内容不再改动').first().waitFor();
    await say('排名');
    await page
      .getByText(/回复 周岚：.*排名/)
      .first()
      .waitFor();
    await shot(page, 'month-group');
    expect(await accessibility(page)).toEqual([]);
    expect(mistakes).toEqual([]);
  });

  test('a push repeated under another id changes nothing; behind three failures the answer still comes', {
    timeout: 60_000,
  }, async () => {
    const { sandbox } = city;
    await page.getByRole('tab', { name: '接线记录' }).click();
    await page.getByLabel('筛选接线记录').fill('排名');
    const entry = page.locator('.wire-entry').filter({ hasText: 'im.message.receive_v1' }).first();
    await entry.locator('summary').first().click();
    await entry.getByRole('button', { name: '复制为 curl' }).click();
    await page.getByText('已复制').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('X-Lark-Signature');
    const before = sandbox.botMessages('全市群').length;
    await entry.getByRole('button', { name: '换 event_id 重推' }).click();
    await page.getByText('已换号重推').waitFor();
    await sandbox.settle(400);
    expect(sandbox.botMessages('全市群')).toHaveLength(before);
    await shot(page, 'month-wire');
    await page.getByRole('tab', { name: '故障' }).click();
    await page.locator('select[name=kind]').selectOption('http500');
    await page.getByLabel('次数').selectOption('3');
    await page.getByRole('button', { name: '注入' }).click();
    await page.getByText('故障已排上').waitFor();
    await say('逾期');
    await expect.poll(() => sandbox.botMessages('全市群').length, { timeout: 30_000 }).toBe(before + 1);
    expect(mistakes).toEqual([]);
  });

  test('the session saved from the page is a transcript the suite plays in a fresh city', {
    timeout: 120_000,
  }, async () => {
    await page.getByRole('tab', { name: '录制' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '保存全部' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    const session = text.slice(0, text.indexOf('换号重推'));
    expect(session).toContain('许国强 按');
    await play(parseTranscript(session, 'session.chat'), 'session.chat', { plan: planOf(text) });
  });
});
