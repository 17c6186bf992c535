// Pushing to the bot: challenge, deadline, retries, redelivery, order, and what the client shows when a callback fails.

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import { type JsonObject, objectAt, textAt } from '../../sandbox/json.ts';
import { cardWith, type ScriptedBot, startBot } from './scripted-bot.ts';

let sandbox: Sandbox | undefined;
let bot: ScriptedBot | undefined;

afterEach(async () => {
  await bot?.close();
  await sandbox?.close();
});

async function house(options: SandboxOptions = {}) {
  sandbox = await startSandbox(options);
  bot = await startBot(sandbox);
  const lin = sandbox.addPerson('林晓');
  return { sandbox, bot, lin, chat: sandbox.privateChat(lin) };
}

const refuse = () => new Response('no', { status: 500 });

async function cardFor(one: ScriptedBot, openId: string): Promise<string> {
  const card = cardWith([
    {
      tag: 'button',
      text: { tag: 'plain_text', content: '好' },
      behaviors: [{ type: 'callback', value: { a: 1 } }],
    },
  ]);
  const sent = await one.call('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: openId,
    msg_type: 'interactive',
    content: JSON.stringify(card),
  });
  return textAt(objectAt(sent.body, 'data'), 'message_id');
}

test('the challenge is encrypted but unsigned, and must be echoed', async () => {
  const { sandbox, bot } = await house();
  expect(await sandbox.challenge()).toMatchObject({ ok: true, status: 200 });
  expect(await sandbox.challenge(`${bot.url}/nowhere`)).toMatchObject({ ok: false, status: 404 });
  const entry = sandbox.wire.pushes('url_verification')[0];
  expect(entry?.request).toMatchObject({ type: 'url_verification' });
});

test('without an Encrypt Key bodies go out plain, compact and unsigned', async () => {
  const { sandbox, bot, lin, chat } = await house({ encryptKey: null });
  await sandbox.say(lin, chat, 'hi');
  const push = bot.pushes[0];
  expect(push?.raw).toBe(JSON.stringify(push?.body));
  expect(push?.headers.get('x-lark-signature')).toBeNull();
});

test('a refused event comes again after 15 s, 5 min, 1 h and 6 h, with the same event_id, and then no more', async () => {
  const { sandbox, bot, lin, chat } = await house();
  bot.script = refuse;
  const said = await sandbox.say(lin, chat, 'hi');
  expect(said.status).toBe(500);
  const counts: number[] = [];
  for (const ms of [14_000, 1500, 300_000, 3_600_000, 21_600_000, 86_400_000]) {
    await sandbox.advance(ms);
    counts.push(bot.pushes.length);
  }
  expect(counts).toEqual([1, 2, 3, 4, 5, 5]);
  const ids = new Set(bot.pushes.map((push) => textAt(objectAt(push.body, 'header'), 'event_id')));
  expect(ids.size).toBe(1);
  expect(bot.pushes.every((push) => push.signed)).toBe(true);
  expect(said.delivery?.state).toBe('given-up');
});

test('an event accepted on its second push is not pushed a third time', async () => {
  const { sandbox, bot, lin, chat } = await house();
  bot.script = refuse;
  await sandbox.say(lin, chat, 'hi');
  bot.script = () => ({});
  await sandbox.advance(15_001);
  await sandbox.advance(86_400_000);
  expect(bot.pushes).toHaveLength(2);
});

test('an answer after the deadline counts as none', async () => {
  const { sandbox, bot, lin, chat } = await house({ deadlineMs: 80 });
  bot.script = () => new Promise((resolve) => setTimeout(() => resolve({}), 200));
  const said = await sandbox.say(lin, chat, 'hi');
  expect(said.status).toBeUndefined();
  expect(said.delivery).toMatchObject({ failure: 'timeout', state: 'waiting' });
});

test('the same event can be pushed again, byte for byte or under a new event_id', async () => {
  const { sandbox, bot, lin, chat } = await house();
  const said = await sandbox.say(lin, chat, 'hi');
  const eventId = said.eventId ?? '';
  await sandbox.redeliver(eventId);
  await sandbox.redeliver(eventId, { asNew: true });
  const [first, again, renamed] = bot.pushes;
  expect(again?.raw).toBe(first?.raw);
  expect(objectAt(renamed?.body, 'event')).toEqual(objectAt(first?.body, 'event'));
  expect(textAt(objectAt(renamed?.body, 'header'), 'event_id')).not.toBe(eventId);
});

test('held events go out in the order asked for, unknown types included', async () => {
  const { sandbox, bot, lin, chat } = await house();
  sandbox.deliverer.hold();
  await sandbox.say(lin, chat, '一');
  await sandbox.pushEvent('drive.file.edit_v1', { any: 1 });
  expect(bot.pushes).toHaveLength(0);
  await sandbox.deliverer.release((held) => held.toReversed());
  expect(bot.pushes.map((push) => push.type)).toEqual(['drive.file.edit_v1', 'im.message.receive_v1']);
});

test('entering, menu, membership and recall events carry what the platform documents', async () => {
  const { sandbox, bot, lin } = await house();
  const group = sandbox.addChat('工作群', [lin], { botIn: false });
  await sandbox.enterChat(lin);
  await sandbox.menu(lin, 'menu_mine');
  await sandbox.addBotToChat(group, lin);
  const said = await sandbox.say(lin, group, '在吗', { mention: true });
  await sandbox.recall(lin, said.message);
  await sandbox.removeBotFromChat(group, lin);
  const events = bot.pushes.map((push) => [push.type, objectAt(push.body, 'event')] as const);
  expect(events.map(([type]) => type)).toEqual([
    'im.chat.access_event.bot_p2p_chat_entered_v1',
    'application.bot.menu_v6',
    'im.chat.member.bot.added_v1',
    'im.message.receive_v1',
    'im.message.recalled_v1',
    'im.chat.member.bot.deleted_v1',
  ]);
  const menu = events[1]?.[1];
  expect(menu).toMatchObject({ event_key: 'menu_mine', operator: { operator_id: { open_id: lin.openId } } });
  expect(typeof menu?.['timestamp']).toBe('number');
  expect(menu).not.toHaveProperty('chat_id');
});

describe('a failing callback shows the client’s code, and is never repeated', () => {
  const bad: [string, (one: ScriptedBot) => void, number][] = [
    ['no answer in time', (one) => (one.script = () => new Promise(() => undefined)), 200341],
    ['a non-200 status', (one) => (one.script = refuse), 200671],
    [
      'a redirect',
      (one) => (one.script = () => new Response('', { status: 302, headers: { location: '/' } })),
      200671,
    ],
    ['no JSON object', (one) => (one.script = () => new Response('ok')), 200672],
    ['a toast without content', (one) => (one.script = () => ({ toast: { type: 'info' } })), 200672],
    ['a card without its wrapper', (one) => (one.script = () => ({ card: cardWith([]) })), 200672],
    ['an unknown component', (one) => (one.script = () => raw(cardWith([{ tag: 'note' }]))), 200673],
    ['a 1.0 card', (one) => (one.script = () => raw({ elements: [] })), 200830],
  ];
  function raw(data: JsonObject): JsonObject {
    return { card: { type: 'raw', data } };
  }
  for (const [name, arrange, code] of bad) {
    test(`${name} → ${code}`, async () => {
      const { sandbox, bot, lin } = await house({ deadlineMs: 150 });
      const messageId = await cardFor(bot, lin.openId);
      arrange(bot);
      const result = await sandbox.press(lin, messageId, '好');
      expect(result.error?.code).toBe(code);
      await sandbox.advance(86_400_000);
      expect(bot.pushes).toHaveLength(1);
    });
  }

  test('an unreachable bot → 200342, no url → 200340', async () => {
    const { sandbox, bot, lin } = await house();
    const messageId = await cardFor(bot, lin.openId);
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    sandbox.setWebhook(`http://127.0.0.1:${port}/`);
    expect((await sandbox.press(lin, messageId, '好')).error?.code).toBe(200342);
    sandbox.deliverer.settings.webhookUrl = undefined;
    sandbox.deliverer.settings.cardUrl = undefined;
    expect((await sandbox.press(lin, messageId, '好')).error?.code).toBe(200340);
  });
});
