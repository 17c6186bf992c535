// A bot that is not ours, a few lines on the official SDK, chats through the page; every component of the gallery stands there.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adaptDefault, Client, type Domain, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { accessibility, launch, missing, openPage, shot } from './browser.ts';

interface Received {
  readonly message: { readonly message_id: string; readonly content: string };
}

/** The whole bot: it says everything back. */
function echoBot(sandbox: Sandbox): Promise<Server> {
  const { app, baseUrl } = sandbox;
  const client = new Client({
    appId: app.appId,
    appSecret: app.appSecret,
    domain: baseUrl as unknown as Domain,
    loggerLevel: LoggerLevel.fatal,
  });
  const encryptKey = sandbox.env()['FEISHU_ENCRYPT_KEY'] ?? '';
  const dispatcher = new EventDispatcher({ encryptKey, loggerLevel: LoggerLevel.fatal }).register({
    'im.message.receive_v1': async ({ message }: Received) => {
      const { text } = JSON.parse(message.content) as { text: string };
      await client.im.v1.message.reply({
        path: { message_id: message.message_id },
        data: { msg_type: 'text', content: JSON.stringify({ text: `回声：${text}` }) },
      });
    },
  });
  const server = createServer();
  server.on('request', adaptDefault('/webhook', dispatcher, { autoChallenge: true }));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe.skipIf(missing)('the chat page with somebody else’s bot', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let bot: Server;
  const mistakes: string[] = [];

  beforeAll(async () => {
    browser = await launch();
    sandbox = await startSandbox({ botName: '回声机器人' });
    sandbox.addPerson('林晓', { openId: 'ou_lin' });
    sandbox.addPerson('王敏', { openId: 'ou_wang' });
    bot = await echoBot(sandbox);
    sandbox.setWebhook(`http://127.0.0.1:${(bot.address() as AddressInfo).port}/webhook`);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    bot?.close();
    await sandbox?.close();
  });

  test('it answers, in two windows with two people side by side', { timeout: 60_000 }, async () => {
    expect((await sandbox.challenge()).ok).toBe(true);
    const open = (who: string): Promise<Page> =>
      openPage(browser, `${sandbox.baseUrl}/?as=${who}`, { width: 1100, height: 700 }, mistakes);
    const [left, right] = [await open('ou_lin'), await open('ou_wang')];
    for (const [page, words] of [
      [left, '你好'],
      [right, '再见'],
    ] as const) {
      await page.getByLabel('输入消息').fill(words);
      await page.getByLabel('输入消息').press('Enter');
      await page.getByText(`回声：${words}`).first().waitFor();
    }
    expect(await left.getByText('再见').count()).toBe(0);
    expect(mistakes).toEqual([]);
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)(
    'the gallery draws every component, %s at %i px, and axe finds nothing',
    {
      timeout: 90_000,
    },
    async (colorScheme, width) => {
      const page = await openPage(
        browser,
        `${sandbox.baseUrl}/gallery`,
        { width, height: 900, colorScheme },
        mistakes,
      );
      await page.locator('card-chart canvas').nth(2).waitFor();
      expect(await page.locator('.specimen').count()).toBeGreaterThan(30);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await shot(page, `gallery-${colorScheme}-${width}`);
      expect(await accessibility(page)).toEqual([]);
      expect(mistakes).toEqual([]);
      await page.context().close();
    },
  );
});
