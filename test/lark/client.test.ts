/** The messenger on the wire: what it sends, what it makes of a success, what it never lets out. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../src/card.ts';
import { uuidOf } from '../../src/lark/client.ts';
import type { Content, Outgoing } from '../../src/ports.ts';
import { APP_ID, APP_SECRET, json, TOKEN_PATH, withFake } from './fake-feishu.ts';

const TEXT: Outgoing = {
  how: 'send',
  to: { kind: 'person', openId: 'ou_person' },
  content: { type: 'text', text: '碳纤维项目已登记' },
};
const CHAT = { kind: 'chat', chatId: 'oc_chat' } as const;
const CARD: Card = { title: '战报', tone: 'notice', body: [] };

describe('messenger', () => {
  test('a text to a person goes out as im.v1.message.create by open_id, with the token and the uuid', async () => {
    await withFake({}, async (fake) => {
      const result = await fake.client().send(TEXT, 'intent-1');
      expect(result).toEqual({ result: 'sent', messageId: 'om_new', chatId: 'oc_chat' });
      const [call] = fake.calls;
      expect(call?.method).toBe('POST');
      expect(call?.url).toBe('/open-apis/im/v1/messages?receive_id_type=open_id');
      expect(call?.headers.authorization).toBe('Bearer t-secret1token');
      expect(call?.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(call?.headers['user-agent']).toContain('oapi-node-sdk');
      expect(JSON.parse(call?.body ?? '')).toEqual({
        receive_id: 'ou_person',
        msg_type: 'text',
        content: JSON.stringify({ text: '碳纤维项目已登记' }),
        uuid: 'intent-1',
      });
      expect(JSON.parse(fake.tokenCalls[0]?.body ?? '')).toEqual({ app_id: APP_ID, app_secret: APP_SECRET });
    });
  });

  test('a card to a chat goes out by chat_id, its content a string', async () => {
    await withFake({}, async (fake) => {
      const to = { kind: 'chat', chatId: 'oc_chat' } as const;
      await fake.client().send({ how: 'send', to, content: { type: 'card', card: CARD } }, 'u');
      expect(fake.calls[0]?.url).toBe('/open-apis/im/v1/messages?receive_id_type=chat_id');
      const body: unknown = JSON.parse(fake.calls[0]?.body ?? '');
      expect(body).toMatchObject({
        receive_id: 'oc_chat',
        msg_type: 'interactive',
        content: JSON.stringify({ schema: '2.0', title: '战报' }),
      });
    });
  });

  test('a reply goes to the message it answers', async () => {
    await withFake({}, async (fake) => {
      const content: Content = { type: 'text', text: '好' };
      const result = await fake.client().send({ how: 'reply', messageId: 'om_1', to: CHAT, content }, 'u');
      expect(result.result).toBe('sent');
      expect(fake.calls[0]).toMatchObject({ method: 'POST', url: '/open-apis/im/v1/messages/om_1/reply' });
      expect(JSON.parse(fake.calls[0]?.body ?? '')).toEqual({
        msg_type: 'text',
        content: JSON.stringify({ text: '好' }),
        uuid: 'u',
      });
    });
  });

  test('an update is a PATCH of the content alone, and a success without ids is a success', async () => {
    await withFake(
      { answer: (_s, r) => json(r, 200, { code: 0, data: {}, msg: 'success' }) },
      async (fake) => {
        const result = await fake.client().send({ how: 'update', messageId: 'om_1', card: CARD }, 'u');
        expect(result).toEqual({ result: 'sent', messageId: null, chatId: null });
        expect(fake.calls[0]).toMatchObject({ method: 'PATCH', url: '/open-apis/im/v1/messages/om_1' });
        expect(Object.keys(JSON.parse(fake.calls[0]?.body ?? ''))).toEqual(['content']);
      },
    );
  });

  test('a trailing slash in FEISHU_BASE_URL is tolerated, and a path in it is kept', async () => {
    await withFake({}, async (fake) => {
      await fake.client({ baseUrl: `${fake.origin}//` }).send(TEXT, 'u');
      expect(fake.calls[0]?.url).toBe('/open-apis/im/v1/messages?receive_id_type=open_id');
      await fake.client({ baseUrl: `${fake.origin}/feishu/` }).send(TEXT, 'u');
      expect(fake.calls.at(-1)?.url).toContain('/feishu/open-apis/');
    });
  });

  test('fifty first calls at once make one token request', async () => {
    const answer = {
      token: (_s: unknown, r: Parameters<typeof json>[0]) => setTimeout(() => json(r, 200, TOKEN), 50),
    };
    await withFake(answer, async (fake) => {
      const client = fake.client({ timeoutMs: 5_000 });
      const results = await Promise.all(Array.from({ length: 50 }, (_, i) => client.send(TEXT, `u${i}`)));
      expect(results.every((one) => one.result === 'sent')).toBe(true);
      expect(fake.tokenCalls).toHaveLength(1);
      expect(fake.calls).toHaveLength(50);
    });
  });

  test('ids that could change the path are refused before any request', async () => {
    await withFake({}, async (fake) => {
      const client = fake.client();
      const hostile = [
        '../chats/oc_victim',
        'om_1/../../x',
        'om_1?x=1',
        'om_1%2f..',
        'om_1#x',
        'om_ 1',
        'om_1\n',
        'om_',
        '',
        `om_${'a'.repeat(65)}`,
        'oc_chat',
        'om_碳',
      ];
      for (const messageId of hostile) {
        const reply: Outgoing = { how: 'reply', messageId, to: CHAT, content: { type: 'text', text: 'x' } };
        const update: Outgoing = { how: 'update', messageId, card: CARD };
        for (const outgoing of [reply, update]) {
          expect(await client.send(outgoing, 'u'), messageId).toMatchObject({
            result: 'refused',
            code: null,
          });
        }
        expect(await client.downloadResource(messageId, 'file_1', 'file', 10), messageId).toMatchObject({
          result: 'refused',
        });
      }
      expect(await client.downloadResource('om_1', '../x', 'file', 10)).toMatchObject({ result: 'refused' });
      expect(await client.chatName('oc_../x')).toBeNull();
      const to = { kind: 'person', openId: 'on_union' } as const;
      expect((await client.send({ ...TEXT, to }, 'u')).result).toBe('refused');
      expect([fake.calls.length, fake.tokenCalls.length]).toEqual([0, 0]);
    });
  });

  test('a uuid fits the platform and stays the same for the same intention', () => {
    expect(uuidOf('message:om_1:reply')).toBe('message:om_1:reply');
    const long = `bulletin:${'x'.repeat(60)}`;
    expect(uuidOf(long)).toBe(uuidOf(long));
    expect(uuidOf(long)).toMatch(/^[0-9a-f]{48}$/u);
    expect(uuidOf(long)).not.toBe(uuidOf(`${long}x`));
    expect(uuidOf('战报')).toMatch(/^[0-9a-f]{48}$/u);
    expect(() => uuidOf('')).toThrow(TypeError);
  });

  test('secrets, tokens and message text appear in no log and no result, whatever fails', async () => {
    const bodies = [
      { code: 230001, msg: `bad ${APP_SECRET} Bearer t-secret1token 碳纤维项目已登记` },
      { code: 777, msg: `odd ${APP_SECRET} t-secret1token +86 13812345678` },
      '<html>t-secret1token</html>',
    ];
    for (const body of bodies) {
      await withFake({ answer: (_s, r) => json(r, 400, body) }, async (fake) => {
        const result = JSON.stringify(await fake.client().send(TEXT, 'u'));
        const told = fake.logged() + result;
        expect(fake.logged()).toContain('lark.call.failed');
        for (const secret of [APP_SECRET, 't-secret1token', '碳纤维', '13812345678']) {
          expect(told).not.toContain(secret);
        }
      });
    }
    const refusing = {
      token: (_s: unknown, r: Parameters<typeof json>[0]) => json(r, 200, { code: 10015, msg: APP_SECRET }),
    };
    await withFake(refusing, async (fake) => {
      const result = JSON.stringify(await fake.client().send(TEXT, 'u'));
      expect(fake.logged() + result).not.toContain(APP_SECRET);
      expect(result).toContain('FEISHU_APP_SECRET');
    });
  });

  test('the SDK asks for no token of its own', async () => {
    await withFake({}, async (fake) => {
      const client = fake.client();
      for (let i = 0; i < 3; i += 1) await client.send(TEXT, `u${i}`);
      expect(fake.tokenCalls.map((call) => call.url)).toEqual([TOKEN_PATH]);
      expect(new Set(fake.calls.map((call) => call.headers.authorization)).size).toBe(1);
      expect(fake.calls).toHaveLength(3);
    });
  });
});

const TOKEN = { code: 0, msg: 'ok', tenant_access_token: 't-secret1token', expire: 7200 };
