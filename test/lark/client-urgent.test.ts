/** 加急 on the wire: rings once the message was taken, and its failure is not the message's. */
import { describe, expect, test } from 'vitest';
import type { Outgoing } from '../../src/ports.ts';
import { json, withFake } from './fake-feishu.ts';

const URGENT: Outgoing = {
  how: 'send',
  to: { kind: 'person', openId: 'ou_person' },
  content: { type: 'text', text: '任务严重逾期' },
  urgent: true,
};

describe('an urgent message', () => {
  test('is sent, and then rings for its receiver within the app', async () => {
    await withFake({}, async (fake) => {
      const result = await fake.client().send(URGENT, 'u');
      expect(result).toMatchObject({ result: 'sent', messageId: 'om_new' });
      expect(fake.calls.map((call) => [call.method, call.url])).toEqual([
        ['POST', '/open-apis/im/v1/messages?receive_id_type=open_id'],
        ['PATCH', '/open-apis/im/v1/messages/om_new/urgent_app?user_id_type=open_id'],
      ]);
      expect(JSON.parse(fake.calls[1]?.body ?? '')).toEqual({ user_id_list: ['ou_person'] });
    });
  });

  test('has arrived even where ringing is refused (scope missing, 200 unread)', async () => {
    const answer = (
      seen: { readonly method?: string | undefined },
      response: Parameters<typeof json>[0],
    ): void =>
      seen.method === 'PATCH'
        ? json(response, 400, { code: 230023, msg: 'too many urgent messages' })
        : json(response, 200, { code: 0, msg: 'ok', data: { message_id: 'om_new', chat_id: 'oc_chat' } });
    await withFake({ answer }, async (fake) => {
      expect(await fake.client().send(URGENT, 'u')).toMatchObject({ result: 'sent', messageId: 'om_new' });
      expect(fake.logged()).toContain('lark.urgent.failed');
    });
  });

  test('does not ring when the message itself was refused, nor without being urgent', async () => {
    const refused = (_s: unknown, response: Parameters<typeof json>[0]) =>
      json(response, 400, { code: 230002, msg: 'bot not in chat' });
    await withFake({ answer: refused }, async (fake) => {
      expect((await fake.client().send(URGENT, 'u')).result).toBe('refused');
      expect(fake.calls).toHaveLength(1);
    });
    await withFake({}, async (fake) => {
      const { urgent: _urgent, ...calm } = URGENT as Extract<Outgoing, { how: 'send' }>;
      await fake.client().send(calm, 'u');
      expect(fake.calls).toHaveLength(1);
    });
  });
});
