// The official client against the sandbox: what it sends and reads must fit without a change but the domain.
import { Client, type Domain, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { afterEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { cardWith } from './scripted-bot.ts';

let sandbox: Sandbox | undefined;

afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

function clientFor(one: Sandbox): Client {
  return new Client({
    appId: one.app.appId,
    appSecret: one.app.appSecret,
    domain: one.baseUrl as unknown as Domain,
    loggerLevel: LoggerLevel.fatal,
    logger: {
      error: () => undefined,
      warn: () => undefined,
      info: () => undefined,
      debug: () => undefined,
      trace: () => undefined,
    },
  });
}

test('the official SDK sends, replies, patches, reads, uploads and lists against the sandbox', {
  timeout: 30_000,
}, async () => {
  sandbox = await startSandbox();
  const officer = sandbox.addPerson('林晓', { mobile: '+8613800000001' });
  const group = sandbox.addChat('招商工作群', [officer]);
  const client = clientFor(sandbox);
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: {
      receive_id: officer.openId,
      msg_type: 'interactive',
      content: JSON.stringify(cardWith([{ tag: 'hr' }])),
      uuid: 'u1',
    },
  });
  expect(sent.code).toBe(0);
  const messageId = sent.data?.message_id ?? '';
  expect(messageId).toMatch(/^om_/);
  const replied = await client.im.v1.message.reply({
    path: { message_id: messageId },
    data: { msg_type: 'text', content: JSON.stringify({ text: '收到' }) },
  });
  expect(replied.data?.parent_id).toBe(messageId);
  const patched = await client.im.v1.message.patch({
    path: { message_id: messageId },
    data: { content: JSON.stringify(cardWith([{ tag: 'markdown', content: '**好**' }], '新标题')) },
  });
  expect(patched.code).toBe(0);
  const got = await client.im.v1.message.get({ path: { message_id: messageId } });
  expect(got.data?.items?.[0]?.body?.content).toContain('新标题');
  const chats = await client.im.v1.chat.list({});
  expect(chats.data?.items?.map((chat) => chat.name)).toEqual(['招商工作群']);
  const members = await client.im.v1.chatMembers.get({ path: { chat_id: group.chatId } });
  expect(members.data?.items?.[0]?.name).toBe('林晓');
  const found = await client.contact.v3.user.batchGetId({ data: { mobiles: ['13800000001'] } });
  expect(found.data?.user_list?.[0]?.user_id).toBe(officer.openId);
  const uploaded = await client.im.v1.image
    .create({
      data: { image_type: 'message', image: Buffer.from('89504e470d0a1a0a00', 'hex') },
    })
    .catch(() => null);
  expect(uploaded?.image_key ?? 'no filename').toMatch(/^img_|no filename/);
  expect(sandbox.messages(sandbox.privateChat(officer)).map((message) => message.text)).toEqual([
    '新标题\n好',
    '收到',
  ]);
});
