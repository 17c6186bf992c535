/** What the bot reads from Feishu. */
import { describe, expect, test } from 'vitest';
import { CallFault } from '../../src/lark/faults.ts';
import { type Answer, json, withFake } from './fake-feishu.ts';

describe('reads', () => {
  test('the bot learns its own identity once, by a GET without a body', async () => {
    const answer: Answer = (_seen, response) =>
      json(response, 200, { code: 0, msg: 'ok', bot: { app_name: '招商助手', open_id: 'ou_bot' } });
    await withFake({ answer }, async (fake) => {
      const client = fake.client();
      const both = await Promise.all([client.self(), client.self()]);
      expect([...both, await client.self()]).toEqual(Array(3).fill({ openId: 'ou_bot', name: '招商助手' }));
      expect(fake.calls).toHaveLength(1);
      const [call] = fake.calls;
      expect(call).toMatchObject({ method: 'GET', url: '/open-apis/bot/v3/info', body: '' });
      expect(call?.headers['content-length']).toBeUndefined();
      expect(call?.headers['transfer-encoding']).toBeUndefined();
    });
  });

  test('a failed identity is not remembered', async () => {
    const answer: Answer = (_seen, response, nth) =>
      nth === 1
        ? json(response, 503, 'busy')
        : json(response, 200, { code: 0, bot: { app_name: '招商助手', open_id: 'ou_bot' } });
    await withFake({ answer }, async (fake) => {
      const client = fake.client();
      await expect(client.self()).rejects.toBeInstanceOf(CallFault);
      expect((await client.self()).openId).toBe('ou_bot');
    });
  });

  test('people are found by mobile, fifty a call, under the number as it was given', async () => {
    const answer: Answer = (seen, response) => {
      const { mobiles } = JSON.parse(seen.body) as { mobiles: string[] };
      const user_list = mobiles.map((mobile) =>
        mobile.endsWith('9') ? { mobile } : { mobile, user_id: `ou_${mobile.replace('+', '')}` },
      );
      json(response, 200, { code: 0, data: { user_list } });
    };
    await withFake({ answer }, async (fake) => {
      const many = Array.from({ length: 60 }, (_, i) => `138${String(i).padStart(8, '0')}`);
      const found = await fake
        .client()
        .findByMobiles([...many, '+86 138-0000-0001', '+85251234567', 'x', '']);
      expect(fake.calls).toHaveLength(2);
      expect(fake.calls[0]?.url).toBe('/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id');
      expect(found.get('13800000000')).toBe('ou_13800000000');
      expect(found.get('+86 138-0000-0001')).toBe('ou_13800000001');
      expect(found.get('+85251234567')).toBe('ou_85251234567');
      expect(found.has('13800000009')).toBe(false);
      expect(found.has('x')).toBe(false);
    });
  });

  test('nobody asked for means no call', async () => {
    await withFake({}, async (fake) => {
      expect((await fake.client().findByMobiles([])).size).toBe(0);
      expect(fake.calls.length + fake.tokenCalls.length).toBe(0);
    });
  });

  test('a file comes byte for byte, with its type', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 256);
    const answer: Answer = (_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.ms-excel' });
      response.end(bytes);
    };
    await withFake({ answer }, async (fake) => {
      const got = await fake.client().downloadResource('om_1', 'file_v3_a-b', 'file', 100_000);
      expect(fake.calls[0]).toMatchObject({
        method: 'GET',
        url: '/open-apis/im/v1/messages/om_1/resources/file_v3_a-b?type=file',
        body: '',
      });
      expect(got).toEqual({ result: 'got', bytes, contentType: 'application/vnd.ms-excel' });
    });
  });

  test('an empty file is a file', async () => {
    await withFake({ answer: (_seen, response) => response.end() }, async (fake) => {
      expect(await fake.client().downloadResource('om_1', 'file_1', 'file', 10)).toMatchObject({
        result: 'got',
        bytes: new Uint8Array(),
      });
    });
  });

  test('a file over the limit is not read on, whether its length is told or not', async () => {
    const told: Answer = (_seen, response) => {
      response.writeHead(200, { 'content-length': '5000000' });
      response.write('x');
    };
    const untold: Answer = (_seen, response) => {
      response.writeHead(200, {});
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(50_000), more);
      };
      more();
    };
    for (const answer of [told, untold]) {
      await withFake({ answer }, async (fake) => {
        const got = await fake.client().downloadResource('om_1', 'file_1', 'file', 1_000);
        expect(got).toEqual({ result: 'tooBig', bytesMax: 1_000 });
      });
    }
  });

  test('a refused download says why; a broken or slow one may be tried again', async () => {
    const refused: Answer = (_seen, response) => json(response, 400, { code: 234003, msg: 'x' });
    const broken: Answer = (_seen, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x', () => response.socket?.resetAndDestroy());
    };
    const slow: Answer = (_seen, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x');
    };
    const expected: readonly (readonly [Answer, string])[] = [
      [refused, 'refused'],
      [broken, 'wait'],
      [slow, 'wait'],
    ];
    for (const [answer, result] of expected) {
      await withFake({ answer }, async (fake) => {
        const got = await fake
          .client({ downloadMsMax: 300 })
          .downloadResource('om_1', 'file_1', 'file', 1_000);
        expect(got.result).toBe(result);
      });
    }
  });

  test('a download has longer than a call', async () => {
    const answer: Answer = (_seen, response) => {
      response.writeHead(200, { 'content-length': '2' });
      response.write('a');
      setTimeout(() => response.end('b'), 800);
    };
    await withFake({ answer }, async (fake) => {
      const got = await fake.client({ timeoutMs: 500 }).downloadResource('om_1', 'file_1', 'file', 10);
      expect(got).toMatchObject({ result: 'got', bytes: Uint8Array.from([97, 98]) });
    });
  });

  test('a chat has a name, or none the platform will tell; trouble is thrown', async () => {
    const named: Answer = (_seen, response) => json(response, 200, { code: 0, data: { name: '招商专班' } });
    await withFake({ answer: named }, async (fake) => {
      expect(await fake.client().chatName('oc_1')).toBe('招商专班');
      expect(fake.calls[0]).toMatchObject({ method: 'GET', url: '/open-apis/im/v1/chats/oc_1', body: '' });
    });
    await withFake({ answer: (_s, r) => json(r, 400, { code: 232009, msg: 'x' }) }, async (fake) => {
      expect(await fake.client().chatName('oc_1')).toBeNull();
    });
    await withFake({ answer: (_s, r) => json(r, 500, 'x') }, async (fake) => {
      await expect(fake.client().chatName('oc_1')).rejects.toBeInstanceOf(CallFault);
    });
  });
});
