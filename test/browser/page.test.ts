// The chat page in a real browser, with a scripted bot behind the sandbox: a person can do everything by hand.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { type JsonObject, objectAt, textAt } from '../../sandbox/json.ts';
import { cardWith, type ScriptedBot, startBot } from '../sandbox/scripted-bot.ts';
import { accessibility, enterChat, launch, missing, openPage, shot } from './browser.ts';

const plain = (content: string): JsonObject => ({ tag: 'plain_text', content });
const callback = (value: JsonObject): JsonObject[] => [{ type: 'callback', value }];

const form = cardWith(
  [
    {
      tag: 'markdown',
      content:
        '已从您的话里填好 **三项**，请核对。<br>来源：&#60;at id&#61;all&#62; [政策](https://example.com/a)',
    },
    {
      tag: 'form',
      name: 'lead',
      elements: [
        {
          tag: 'input',
          name: 'company',
          label: plain('企业名称'),
          required: true,
          default_value: '永安碳纤维有限公司',
        },
        {
          tag: 'column_set',
          flex_mode: 'bisect',
          columns: [
            {
              tag: 'column',
              width: 'weighted',
              weight: 1,
              elements: [{ tag: 'input', name: 'amount', label: plain('投资额'), default_value: '50000' }],
            },
            {
              tag: 'column',
              width: 'weighted',
              weight: 1,
              elements: [
                { tag: 'div', text: plain('币种') },
                {
                  tag: 'select_static',
                  name: 'currency',
                  initial_option: 'CNY',
                  options: [
                    { text: plain('人民币（万元）'), value: 'CNY' },
                    { text: plain('美元（万美元）'), value: 'USD' },
                  ],
                },
              ],
            },
          ],
        },
        { tag: 'div', text: plain('产业') },
        {
          tag: 'multi_select_static',
          name: 'industry',
          options: [
            { text: plain('新材料'), value: 'xcl' },
            { text: plain('纺织'), value: 'fz' },
          ],
        },
        { tag: 'div', text: plain('负责人') },
        { tag: 'select_person', name: 'owner', placeholder: plain('请选择负责人') },
        { tag: 'div', text: plain('发生日期') },
        { tag: 'date_picker', name: 'on', initial_date: '2026-11-20' },
        { tag: 'input', name: 'remark', label: plain('备注'), input_type: 'multiline_text', rows: 3 },
        { tag: 'checker', name: 'secret', text: plain('保密') },
        {
          tag: 'column_set',
          columns: [
            {
              tag: 'column',
              width: 'auto',
              elements: [
                {
                  tag: 'button',
                  type: 'primary',
                  name: 'go',
                  text: plain('提交'),
                  form_action_type: 'submit',
                  confirm: { title: plain('提交登记'), text: plain('提交后由招商办核验') },
                  behaviors: callback({ c: 'save' }),
                },
              ],
            },
            {
              tag: 'column',
              width: 'auto',
              elements: [
                { tag: 'button', name: 'no', text: plain('取消'), behaviors: callback({ c: 'cancel' }) },
              ],
            },
          ],
        },
      ],
    },
    {
      tag: 'collapsible_panel',
      header: { title: plain('填写说明') },
      elements: [{ tag: 'markdown', content: '- 金额为万元\n- 日期为签约日' }],
    },
  ],
  '登记线索',
  'orange',
);

const bulletin = cardWith(
  [
    { tag: 'markdown', content: '## 十一月战报\n**到位资金** 前三：\n1. 永安\n2. 沙县\n3. 尤溪' },
    {
      tag: 'table',
      page_size: 5,
      columns: [
        { name: 'place', display_name: '名次', data_type: 'number' },
        { name: 'unit', display_name: '单位' },
        { name: 'words', display_name: '说明' },
        {
          name: 'funds',
          display_name: '到位资金（万元）',
          data_type: 'number',
          format: { precision: 2, separator: true },
        },
        { name: 'light', display_name: '进度', data_type: 'options' },
      ],
      rows: Array.from({ length: 12 }, (_, i) => ({
        place: i + 1,
        unit: `第${i + 1}县`,
        words: '在建项目较多，年内可望完成全年任务的大部分',
        funds: 123456.5 - i * 9876,
        light: [{ text: i < 6 ? '达标' : '滞后', color: i < 6 ? 'green' : 'red' }],
      })),
    },
    {
      tag: 'chart',
      chart_spec: {
        type: 'bar',
        title: { text: '逐月到位' },
        data: { values: [1, 2, 3].map((m) => ({ 月份: `${m}月`, 万元: m * 1000 })) },
        xField: '月份',
        yField: '万元',
      },
    },
    { tag: 'hr' },
    { tag: 'div', text: { tag: 'plain_text', content: '系统默认·非考核', text_size: 'notation' } },
  ],
  '战报',
);

async function answer(bot: ScriptedBot, messageId: string, card: JsonObject): Promise<void> {
  await bot.call('POST', `/im/v1/messages/${messageId}/reply`, {
    msg_type: 'interactive',
    content: JSON.stringify(card),
  });
}

describe.skipIf(missing)('the chat page', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let bot: ScriptedBot;
  let page: Page;
  const mistakes: string[] = [];

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);

  afterAll(() => browser?.close());

  beforeEach(async () => {
    sandbox = await startSandbox({
      menu: [
        { label: '登记线索', eventKey: 'menu_report' },
        { label: '我的', eventKey: 'menu_mine' },
      ],
    });
    bot = await startBot(sandbox, async (push) => {
      const event = objectAt(push.body, 'event');
      if (push.type === 'card.action.trigger')
        return {
          toast: { type: 'success', content: '已登记' },
          card: {
            type: 'raw',
            data: cardWith(
              [
                {
                  tag: 'markdown',
                  content: `编号 **XS-202611-0001**\n企业 ${textAt(objectAt(objectAt(event, 'action'), 'form_value'), 'company')}`,
                },
              ],
              '已登记',
            ),
          },
        };
      if (push.type !== 'im.message.receive_v1') return {};
      const message = objectAt(event, 'message');
      const id = textAt(message, 'message_id');
      await answer(bot, id, textAt(message, 'content').includes('战报') ? bulletin : form);
      return {};
    });
    const [lin, wang] = [sandbox.addPerson('林晓'), sandbox.addPerson('王敏')];
    sandbox.addChat('招商工作群', [lin, wang]);
    mistakes.length = 0;
  });

  afterEach(async () => {
    await page?.context().close();
    await bot.close();
    await sandbox.close();
    expect(mistakes).toEqual([]);
  });

  async function open(width: number, height: number, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
    page = await openPage(browser, sandbox.baseUrl, { width, height, colorScheme }, mistakes);
  }

  async function overflow(): Promise<number> {
    return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** How far cards reach beyond the stream; what lies there cannot be seen. */
  async function cutOff(): Promise<number> {
    return page.evaluate(() => {
      const edge = document.getElementById('stream')?.getBoundingClientRect().right ?? 0;
      const cards = [...document.querySelectorAll('#stream .card')];
      return Math.max(...cards.map((card) => card.getBoundingClientRect().right - edge));
    });
  }

  test('on a desktop a person types, fills the form, confirms, and sees toast and new card', {
    timeout: 60_000,
  }, async () => {
    await open(1280, 860);
    await page.getByText('仅供演练').waitFor();
    await page.getByLabel('输入消息').fill('登记');
    await page.getByLabel('输入消息').press('Enter');
    await page.getByRole('button', { name: '提交' }).waitFor();
    await shot(page, 'desktop-form');
    await page.getByLabel('企业名称').fill('沙县<b>小吃</b>集团');
    await page.getByLabel('币种').selectOption({ label: '美元（万美元）' });
    await page.getByRole('button', { name: /^产业/ }).click();
    await page.getByLabel('新材料').check();
    await page.getByLabel('负责人').selectOption({ label: '林晓' });
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('dialog').getByText('提交后由招商办核验').waitFor();
    await shot(page, 'desktop-confirm');
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('XS-202611-0001').first().waitFor();
    await page.locator('.toast.success').waitFor();
    await shot(page, 'desktop-done');
    const pressed = sandbox.wire.pushes('card.action.trigger').at(-1);
    const values = objectAt(objectAt(objectAt(pressed?.request, 'event'), 'action'), 'form_value');
    expect(values).toMatchObject({
      company: '沙县<b>小吃</b>集团',
      currency: 'USD',
      industry: ['xcl'],
      on: '2026-11-20 +0800',
      secret: false,
    });
    expect(await page.locator('.message b').count()).toBe(0);
    expect(await accessibility(page)).toEqual([]);
  });

  test('on a phone the list, the chat and a paged table fit 390 px, in the dark too', {
    timeout: 60_000,
  }, async () => {
    await open(390, 844, 'dark');
    await page.getByRole('button', { name: /招商工作群/ }).waitFor();
    await shot(page, 'phone-list');
    expect(await overflow()).toBeLessThanOrEqual(0);
    await enterChat(page, '招商工作群');
    await page.getByLabel('输入消息').fill('战报');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByRole('button', { name: '下一页' }).click();
    await page.getByText('第6县').waitFor();
    await page.getByText('十一月战报').scrollIntoViewIfNeeded();
    // Drawn by the library Feishu's client draws with, its data beneath for whoever cannot see it.
    await page.getByRole('img', { name: '逐月到位' }).locator('canvas').waitFor();
    await page.getByText('逐月到位：数据').click();
    await page.getByRole('cell', { name: '3000' }).waitFor();
    await shot(page, 'phone-bulletin-dark');
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await cutOff()).toBeLessThanOrEqual(0);
    await page.getByLabel('返回会话列表').click();
    await enterChat(page, '招商助手');
    await page.getByLabel('输入消息').fill('登记');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByRole('button', { name: '提交' }).waitFor();
    await shot(page, 'phone-form-dark');
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await accessibility(page)).toEqual([]);
  });

  test('switching people, unread marks, @ toggle, menu, files, recall and the wire view work', {
    timeout: 60_000,
  }, async () => {
    await open(1360, 860);
    await page.getByRole('button', { name: '登记线索' }).click();
    await expect.poll(() => sandbox.wire.pushes('application.bot.menu_v6').length).toBe(1);
    await enterChat(page, '招商工作群');
    await page.getByLabel('输入消息').fill('大家好');
    await page.getByRole('button', { name: '@招商助手' }).click();
    await page.getByLabel('输入消息').press('Shift+Enter');
    await page.getByLabel('输入消息').pressSequentially('第二行');
    await page.getByLabel('输入消息').press('Enter');
    await page.getByText('大家好').first().waitFor();
    expect(sandbox.wire.pushes('im.message.receive_v1')).toHaveLength(0);
    await page.getByRole('button', { name: /切换为 王敏/ }).click();
    await page.getByRole('img', { name: '1 条未读' }).waitFor();
    await shot(page, 'desktop-unread');
    await enterChat(page, '招商工作群');
    await page
      .getByLabel('选择文件')
      .setInputFiles({ name: '合同.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await page.getByText('文件 · 合同.pdf').waitFor();
    await page.getByRole('button', { name: '撤回' }).last().click();
    await page.getByText('王敏 撤回了一条消息').waitFor();
    await page.getByRole('button', { name: '调试台' }).click();
    await page.locator('.wire-entry').first().waitFor();
    await page.locator('.wire-entry summary').first().click();
    await shot(page, 'desktop-wire');
    await page.getByRole('tab', { name: '时钟' }).click();
    await page.getByRole('button', { name: '+1 天' }).click();
    await page.getByText('时钟已前移 1 天').waitFor();
    expect(sandbox.clock.now()).toBeGreaterThan(Date.now() + 86_000_000);
  });

  test('a bot that does not answer gives the client’s error code as a toast', {
    timeout: 60_000,
  }, async () => {
    await open(1000, 800);
    await page.getByLabel('输入消息').fill('登记');
    await page.getByLabel('输入消息').press('Enter');
    bot.script = () => new Response('oops', { status: 500 });
    await page.getByRole('button', { name: '取消' }).click();
    await page.getByText('code: 200671').waitFor();
  });
});
