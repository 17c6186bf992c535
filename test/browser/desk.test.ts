// The test bench (调试台) as an IT person uses it, with a scripted bot: clock, pushes again, faults, a transcript stepped
// through, the state kept and brought back, the sample again, a second window; all of it by keyboard, on a phone, in the dark.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { type JsonObject, objectAt, textAt } from '../../sandbox/json.ts';
import { restoreSnapshot, takeSnapshot } from '../../sandbox/snapshot.ts';
import { cardWith, type Push, type ScriptedBot, startBot } from '../sandbox/scripted-bot.ts';
import { accessibility, enterChat, launch, missing, openPage, shot } from './browser.ts';

const plain = (content: string): JsonObject => ({ tag: 'plain_text', content });
const form = cardWith(
  [
    {
      tag: 'form',
      name: 'lead',
      elements: [
        { tag: 'input', name: 'company', label: plain('企业名称'), required: true },
        { tag: 'date_picker', name: 'on', placeholder: plain('签约日期') },
        {
          tag: 'button',
          type: 'primary',
          name: 'go',
          text: plain('提交'),
          form_action_type: 'submit',
          behaviors: [{ type: 'callback', value: { c: 'save' } }],
        },
      ],
    },
  ],
  '登记线索',
  'orange',
);
const transcript = `# 登记一家企业
林晓: 登记
< 登记线索
林晓 按「提交」 企业名称=永安碳纤维有限公司
! 已登记
< 企业 永安碳纤维有限公司
王敏: 你好
< 没有这句话
`;

/** The bot: a form for 登记, its own words back for all else. */
const answers = (bot: () => ScriptedBot) => async (push: Push) => {
  const event = objectAt(push.body, 'event');
  if (push.type === 'card.action.trigger') {
    const company = textAt(objectAt(objectAt(event, 'action'), 'form_value'), 'company');
    const card = cardWith([{ tag: 'markdown', content: `企业 ${company}` }], '已登记', 'green');
    return { toast: { type: 'success', content: '已登记' }, card: { type: 'raw', data: card } };
  }
  if (push.type !== 'im.message.receive_v1') return {};
  const message = objectAt(event, 'message');
  const { text } = JSON.parse(textAt(message, 'content')) as { text: string };
  const answer = text.includes('登记')
    ? { msg_type: 'interactive', content: JSON.stringify(form) }
    : { msg_type: 'text', content: JSON.stringify({ text: `收到：${text}` }) };
  await bot().call('POST', `/im/v1/messages/${textAt(message, 'message_id')}/reply`, answer);
  return {};
};

describe.skipIf(missing)('the test bench', () => {
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
    sandbox = await startSandbox({ retryDelaysMs: [3_600_000] });
    bot = await startBot(
      sandbox,
      answers(() => bot),
    );
    const [lin, wang] = [sandbox.addPerson('林晓'), sandbox.addPerson('王敏')];
    sandbox.addChat('招商工作群', [lin, wang]);
    const sample = await takeSnapshot(sandbox.world);
    sandbox.world.lab.reset = () => restoreSnapshot(sandbox.world, sample);
    mistakes.length = 0;
  });

  afterEach(async () => {
    await page?.context().close();
    await bot.close();
    await sandbox.close();
    expect(mistakes).toEqual([]);
  });

  const open = async (width: number, height: number, colorScheme: 'light' | 'dark' = 'light') => {
    page = await openPage(browser, sandbox.baseUrl, { width, height, colorScheme }, mistakes);
    await page.locator('.chat-entry').first().waitFor();
    if (width < 700) return;
    // The private chat opens by itself, and the bot is told: until then that push may meet what a test does to the bot.
    await expect.poll(() => bot.pushes.some(({ type }) => type.includes('p2p_chat_entered'))).toBe(true);
  };
  const say = async (text: string) => {
    await page.getByLabel('输入消息').fill(text);
    await page.getByLabel('输入消息').press('Enter');
  };
  const stream = () => page.locator('#stream');
  const desk = async (tab: string) => {
    const opener = page.getByRole('button', { name: '调试台', exact: true });
    if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click();
    await page.getByRole('tab', { name: tab }).click();
  };

  test('a transcript is opened and stepped through, and the line that does not hold says why', async () => {
    await open(1360, 860);
    await desk('录制');
    await page
      .getByLabel('打开 .chat')
      .setInputFiles({ name: 'a.chat', mimeType: 'text/plain', buffer: Buffer.from(transcript) });
    const next = page.getByRole('button', { name: '下一步' });
    const held = () => page.locator('.script .mark').filter({ hasText: '✓' }).count();
    await next.click();
    await stream().getByRole('button', { name: '提交' }).waitFor();
    await expect.poll(held).toBeGreaterThan(0);
    await page.getByRole('button', { name: '演到底' }).click();
    await page.locator('.script .failed .why').waitFor();
    expect(await page.locator('.script .failed').count()).toBe(1);
    await page.getByRole('heading', { name: '王敏', level: 1 }).waitFor();
    await stream().getByText('收到：你好').waitFor();
    await shot(page, 'desk-player');
    await page.getByRole('button', { name: /切换为 林晓/ }).click();
    await stream().getByText('企业 永安碳纤维有限公司').waitFor();
  });

  test('the state is kept in a file and brought back; the sample comes again when asked twice', async () => {
    await open(1360, 860);
    await say('第一句');
    await stream().getByText('收到：第一句').waitFor();
    await desk('录制');
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '保存状态' }).click(),
    ]);
    const state = await readFile(await kept.path());
    await say('第二句');
    await stream().getByText('收到：第二句').waitFor();
    const reloaded = page.waitForEvent('load');
    await page
      .getByLabel('恢复状态')
      .setInputFiles({ name: 'state.json', mimeType: 'application/json', buffer: state });
    await reloaded;
    await stream().getByText('收到：第一句').waitFor();
    expect(await stream().getByText('第二句').count()).toBe(0);
    await desk('录制');
    await page.getByRole('button', { name: '回到样例城市' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    expect(await stream().getByText('收到：第一句').count()).toBe(1);
    await page.getByRole('button', { name: '回到样例城市' }).click();
    const again = page.waitForEvent('load');
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await again;
    await page.locator('.chat-entry').first().waitFor();
    await expect.poll(() => stream().getByText('第一句').count()).toBe(0);
    await desk('录制');
    await page
      .getByLabel('恢复状态')
      .setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{"x":1}') });
    await page.locator('.toast.error').waitFor();
    // Chromium itself tells of the refusal.
    expect(mistakes.splice(0).filter((line) => !line.includes('400'))).toEqual([]);
  });

  test('a new window is another person’s, and both see the group live', async () => {
    await open(1200, 800);
    const [other] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: '新窗口' }).click(),
    ]);
    await other.getByRole('button', { name: /切换为 王敏/ }).click();
    await enterChat(other, '招商工作群');
    await enterChat(page, '招商工作群');
    await say('两个窗口');
    await other.locator('#stream').getByText('两个窗口').first().waitFor();
    await page
      .getByText('1 人已读')
      .or(page.getByText('已读', { exact: true }))
      .first()
      .waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '林晓', level: 1 }).waitFor();
    await other.close();
  });

  test('a conversation chosen while another person’s list is still coming stays chosen', async () => {
    await open(1200, 800);
    const slow = Promise.withResolvers<void>();
    await page.route('**/sandbox/api/state?as=*', async (route) => {
      await slow.promise;
      await route.continue();
    });
    await page.getByRole('button', { name: /切换为 王敏/ }).click();
    await enterChat(page, '招商工作群');
    slow.resolve();
    await page.getByRole('heading', { name: '王敏', level: 1 }).waitFor();
    await say('我在群里');
    await stream()
      .getByText(/收到：.*我在群里/)
      .waitFor();
    await page.getByRole('heading', { name: /招商工作群/ }).waitFor();
  });

  test('what is typed while a conversation’s messages are still coming is said there', async () => {
    await open(1200, 800);
    const slow = Promise.withResolvers<void>();
    await page.route('**/sandbox/api/chats/*/messages?*', async (route) => {
      await slow.promise;
      await route.continue();
    });
    await enterChat(page, '招商工作群');
    await say('已经在群里');
    slow.resolve();
    await stream()
      .getByText(/收到：.*已经在群里/)
      .waitFor();
  });

  test('an answer that comes late does not take back what a later one has shown', async () => {
    await open(1200, 800);
    await stream().waitFor();
    const [refused, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    bot.script = async () => {
      await refused.promise;
      return new Response('busy', { status: 500 });
    };
    let late: Promise<void> | undefined;
    await page.route('**/sandbox/api/state?as=*', async (route) => {
      if (late !== undefined) return route.continue();
      // What the sandbox says before the refusal reaches the page after what it says of it.
      const response = await route.fetch();
      late = slow.promise.then(() => route.fulfill({ response }));
      return late;
    });
    await say('有人吗');
    await expect.poll(() => late !== undefined).toBe(true);
    refused.resolve();
    await page.locator('.pending').getByText('1 条推送机器人没有收下').waitFor();
    const wasGone = page.evaluate(async () => {
      let gone = false;
      const looking = new MutationObserver(() => {
        gone ||= document.querySelector('.pending') === null;
      });
      looking.observe(document.body, { subtree: true, childList: true });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return gone;
    });
    slow.resolve();
    expect(await wasGone).toBe(false);
  });

  test('a push the bot refuses stands over the conversation until it is pushed again', async () => {
    await open(1200, 800);
    const script = bot.script;
    bot.script = () => new Response('busy', { status: 500 });
    await say('有人吗');
    await page.locator('.pending').getByText('1 条推送机器人没有收下').waitFor();
    await page.locator('.toast.warning').getByText('稍后会重推').waitFor();
    await shot(page, 'desk-pending');
    await page.getByRole('button', { name: '现在重推' }).click();
    await expect.poll(() => bot.pushes.filter(({ type }) => type === 'im.message.receive_v1').length).toBe(2);
    await page.locator('.pending').waitFor();
    bot.script = script;
    await page.getByRole('button', { name: '现在重推' }).click();
    await stream().getByText('收到：有人吗').waitFor();
    await page.locator('.pending').waitFor({ state: 'detached' });
  });

  test('a push is copied as a fixture of the suite; an urgent message is marked for whom it is urgent', async () => {
    await open(1360, 860);
    await say('请看');
    await stream().getByText('收到：请看').waitFor();
    await desk('接线记录');
    const entry = page.locator('.wire-entry').filter({ hasText: 'im.message.receive_v1' }).first();
    await entry.locator('summary').first().click();
    await entry.getByRole('button', { name: '复制为测试数据' }).click();
    await page.getByText('已复制').waitFor();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as unknown;
    const push = bot.pushes.find(({ type }) => type === 'im.message.receive_v1');
    expect(copied).toEqual(push?.body);
    const lin = sandbox.world.platform.person('林晓');
    const sent = [...sandbox.world.platform.messages.values()].findLast(({ content }) =>
      content.includes('收到'),
    );
    const path = `/im/v1/messages/${sent?.messageId ?? ''}/urgent_app?user_id_type=open_id`;
    const urged = await bot.call('PATCH', path, { user_id_list: [lin.openId] });
    expect(urged.body['code']).toBe(0);
    await stream().locator('.message.is-urgent').getByText('加急', { exact: true }).waitFor();
    await shot(page, 'desk-urgent');
  });

  test('events held back are let go in reverse; the clock brings a retry; faults are told and cleared', async () => {
    await open(1360, 860);
    await desk('接线记录');
    await page.getByRole('button', { name: '扣住事件' }).click();
    await page.locator('.pending').getByText('事件扣着不推').waitFor();
    await say('甲');
    await say('乙');
    await page.locator('.tools').getByText('扣住 2 条').waitFor();
    await page.getByRole('button', { name: '倒序放行' }).click();
    await stream().getByText('收到：甲').waitFor();
    const said = bot.pushes.map((push) =>
      textAt(objectAt(objectAt(push.body, 'event'), 'message'), 'content'),
    );
    expect(said.filter((text) => /甲|乙/.test(text)).map((text) => text.slice(9, 10))).toEqual(['乙', '甲']);
    const script = bot.script;
    bot.script = () => new Response('', { status: 500 });
    await say('丙');
    await page.locator('.pending').getByText('已推 1 次').waitFor();
    bot.script = script;
    await desk('时钟');
    await page.getByRole('button', { name: '+1 小时' }).click();
    await page.locator('.news').getByText('收到：丙').waitFor();
    await page.locator('.pending').waitFor({ state: 'detached' });
    await desk('故障');
    await page.getByRole('button', { name: '注入' }).click();
    await page.locator('.pending').getByText('1 种故障排着队').waitFor();
    await page.locator('.pending').getByRole('button', { name: '恢复正常' }).click();
    await page.locator('.pending').waitFor({ state: 'detached' });
  });

  test.each([
    ['light', 1360],
    ['dark', 1360],
    ['light', 390],
    ['dark', 390],
  ] as const)('axe finds nothing on any desk, %s at %i px', async (colorScheme, width) => {
    await open(width, 844, colorScheme);
    if (width < 700) await page.locator('.chat-entry').first().click();
    await say('登记');
    await stream().getByRole('button', { name: '提交' }).waitFor();
    for (const tab of ['接线记录', '时钟', '故障', '录制']) {
      await desk(tab);
      if (tab === '接线记录') await page.locator('.wire-entry summary').first().click();
      await shot(page, `desk-${colorScheme}-${width}-${tab}`);
      expect(await accessibility(page), tab).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    }
  });

  /** Presses Tab until what has the focus is called this. */
  async function tabTo(name: string): Promise<void> {
    for (let steps = 0; steps < 80; steps += 1) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const at = document.activeElement;
        const label = at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : '';
        return `${at?.getAttribute('aria-label') ?? ''}|${label}|${at?.textContent ?? ''}`;
      });
      if (here.includes(name)) return;
    }
    throw new Error(`Tab never comes to ${name}`);
  }

  test('an @ in a group offers the bot and the members, narrows as one types, and Enter takes the first', async () => {
    await open(1200, 800);
    await enterChat(page, '招商工作群');
    const box = page.getByLabel('输入消息');
    await box.pressSequentially('请 @');
    const menu = page.getByRole('menu', { name: '@谁' });
    await expect.poll(() => menu.getByRole('menuitem').allTextContents()).toEqual(['招商助手', '王敏']);
    await box.pressSequentially('王');
    await expect.poll(() => menu.getByRole('menuitem').allTextContents()).toEqual(['王敏']);
    await box.press('Enter');
    await expect.poll(() => box.inputValue()).toBe('请 @王敏 ');
    await box.pressSequentially('看 @');
    await box.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '发送' }).click();
    await stream().locator('.at').getByText('@王敏').waitFor();
  });

  test('the keyboard alone chooses a chat, types, fills a form and presses', async () => {
    await open(1200, 800);
    await tabTo('招商工作群');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /招商工作群/ }).waitFor();
    await tabTo('输入消息');
    await page.keyboard.type('登记');
    await page.keyboard.press('Enter');
    await stream().getByRole('button', { name: '提交' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.evaluate(() => document.getElementById('stream')?.focus());
    await tabTo('企业名称');
    await page.keyboard.type('沙县小吃集团');
    await tabTo('提交');
    await page.keyboard.press('Enter');
    await stream().getByText('企业 沙县小吃集团').waitFor();
    await page.locator('.toast.success').waitFor();
  });
});
