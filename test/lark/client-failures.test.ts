/** The messenger when the wire or the platform fails: which result each failure becomes. */
import { createServer as createTcp, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Outgoing, SendResult } from '../../src/ports.ts';
import { type Answer, type FakeFeishu, json, SENT, withFake } from './fake-feishu.ts';

const TEXT: Outgoing = {
  how: 'send',
  to: { kind: 'person', openId: 'ou_person' },
  content: { type: 'text', text: '你好' },
};
/** Short enough to wait for, long enough to connect in. */
const HANG_MS = 400;
const UPDATE: Outgoing = {
  how: 'update',
  messageId: 'om_1',
  card: { title: '项目', tone: 'notice', body: [] },
};

const results = async (
  answer: Answer,
  timeoutMs = 5_000,
): Promise<{ send: SendResult; update: SendResult; fake: FakeFeishu }> => {
  let found: { send: SendResult; update: SendResult; fake: FakeFeishu } | undefined;
  await withFake({ answer }, async (fake) => {
    const client = fake.client({ timeoutMs });
    const [send, update] = await Promise.all([client.send(TEXT, 'u1'), client.send(UPDATE, 'u2')]);
    found = { send, update, fake };
  });
  if (found === undefined) throw new Error('the fake did not run');
  return found;
};

describe('failures on the wire', () => {
  test('a refused connection means that nothing left: wait', async () => {
    let client: ReturnType<FakeFeishu['client']> | undefined;
    await withFake({}, async (fake) => {
      client = fake.client();
      expect((await client.send(TEXT, 'u0')).result).toBe('sent');
    });
    // Until the pool has noticed that its kept connection is gone: a call on that one would count as having left.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await client?.send(TEXT, 'u1')).toMatchObject({ result: 'wait', scope: 'fault' });
    expect(await client?.send(UPDATE, 'u2')).toMatchObject({ result: 'wait', scope: 'fault' });
  });

  test('a name that does not resolve means that nothing left: wait', async () => {
    await withFake({}, async (fake) => {
      const client = fake.client({ baseUrl: 'http://feishu.invalid', timeoutMs: 4_000 });
      expect(await client.send(TEXT, 'u')).toMatchObject({ result: 'wait', scope: 'fault' });
      await expect(client.self()).rejects.toThrow(/连不上飞书|建立连接超时/u);
    });
  });

  test('a call that hangs may have been done: unknown for a send, wait for an update', async () => {
    const startedAt = performance.now();
    const { send, update } = await results(() => undefined, HANG_MS);
    expect(send.result).toBe('unknown');
    expect(update).toMatchObject({ result: 'wait', scope: 'fault' });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('a body that stops half way is a time-out as well', async () => {
    const { send } = await results((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"code":0,');
    }, HANG_MS);
    expect(send.result).toBe('unknown');
  });

  test('a time-out while still connecting means that nothing left: wait', async () => {
    // Takes the connection but never answers the TLS greeting, so that no request can follow.
    const sockets: Socket[] = [];
    const silent = createTcp((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await withFake({}, async (fake) => {
      // The token comes from the fake, so that the failing call is the send itself.
      const viaFake: typeof fetch = (input, init) => {
        const url = String(input);
        return fetch(
          url.includes('/auth/') ? url.replace(`https://127.0.0.1:${port}`, fake.origin) : url,
          init,
        );
      };
      const client = fake.client({
        baseUrl: `https://127.0.0.1:${port}`,
        fetch: viaFake,
        timeoutMs: HANG_MS,
      });
      expect(await client.send(TEXT, 'u')).toMatchObject({ result: 'wait', scope: 'fault' });
      expect(fake.tokenCalls).toHaveLength(1);
    });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  test('a reset after the request was taken may have been done: unknown, and wait for an update', async () => {
    const { send, update } = await results((_seen, response) => response.socket?.resetAndDestroy());
    expect(send.result).toBe('unknown');
    expect(update.result).toBe('wait');
  });

  test('a reset in the middle of the answer is unknown', async () => {
    const { send } = await results((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"code":0', () => response.socket?.resetAndDestroy());
    });
    expect(send.result).toBe('unknown');
  });

  test('a page instead of an answer is never taken for a success', async () => {
    for (const page of [
      '<html>login</html>',
      '',
      '{"code":0',
      'null',
      '[]',
      '{"msg":"ok"}',
      '{"code":"0"}',
    ]) {
      const { send, update } = await results((_seen, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(page);
      });
      expect(send.result, page).toBe('unknown');
      expect(update.result, page).toBe('wait');
    }
  });

  test('a redirect is not followed', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { send, fake } = await results((seen, response) => {
        response.writeHead(status, { location: `http://${seen.headers.host}/stolen` });
        response.end();
      });
      expect(send).toMatchObject({ result: 'wait', scope: 'fault' });
      expect(fake.calls.some((call) => call.url === '/stolen')).toBe(false);
    }
  });

  test('an answer without end is not read to its end', async () => {
    const { send } = await results((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = 'x'.repeat(256 * 1024);
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, more);
      };
      more();
    });
    expect(send).toMatchObject({ result: 'unknown' });
    expect('why' in send && send.why).toContain('过长');
  });

  test('gateways and proxies without a code: 502 and 504 may have done it, 500 and 503 have not, 413 never will', async () => {
    const expected: readonly (readonly [status: number, result: string])[] = [
      [500, 'wait'],
      [503, 'wait'],
      [502, 'unknown'],
      [504, 'unknown'],
      [403, 'wait'],
      [404, 'wait'],
      [413, 'refused'],
      [429, 'wait'],
    ];
    for (const [status, result] of expected) {
      const { send } = await results((_seen, response) => {
        response.writeHead(status, { 'content-type': 'text/html', 'retry-after': '7' });
        response.end('<html>nginx</html>');
      });
      expect(send.result, String(status)).toBe(result);
      if (status === 429) expect(send).toMatchObject({ scope: 'app', afterMs: 7_000 });
    }
  });
});

describe('failures of the platform', () => {
  test('the app limit waits as long as the header says, with HTTP 400 and with 429', async () => {
    for (const status of [400, 429]) {
      const { send } = await results((_seen, response) =>
        json(response, status, { code: 99991400, msg: 'slow down' }, { 'x-ogw-ratelimit-reset': '52' }),
      );
      expect(send).toMatchObject({ result: 'wait', scope: 'app', afterMs: 52_000 });
    }
  });

  test('the limit of one person or chat waits, and is not taken for a withdrawn message', async () => {
    const { send } = await results((_seen, response) =>
      json(response, 400, { code: 230020, msg: 'ext=chat rate limit' }),
    );
    expect(send).toMatchObject({ result: 'wait', scope: 'receiver' });
  });

  test('a code in an HTTP 200 is a failure', async () => {
    const { send } = await results((_seen, response) => json(response, 200, { code: 230002, msg: 'x' }));
    expect(send).toMatchObject({ result: 'refused', code: 230002 });
  });

  test('a missing permission is named', async () => {
    const error = { permission_violations: [{ scope: 'im:message:send_as_bot' }, { scope: '<b>x</b>' }] };
    const { send } = await results((_seen, response) =>
      json(response, 400, { code: 99991672, msg: 'x', error }),
    );
    expect(send).toMatchObject({ result: 'refused', code: 99991672 });
    expect('why' in send && send.why).toContain('im:message:send_as_bot');
    expect('why' in send && send.why).not.toContain('<b>');
    const worded = 'Access denied. One of the following scopes is required: [im:message, im:message:send]';
    const other = await results((_seen, response) => json(response, 400, { code: 99991672, msg: worded }));
    expect('why' in other.send && other.send.why).toContain('im:message、im:message:send');
  });

  test('a rejected card tells the element, and not what was in it', async () => {
    const msg =
      'Failed to create card content, ext=ErrCode: 200550; ErrPath: ROOT -> elements -> [2](tag: chart); ErrMsg: bad; ErrorValue: 机密';
    const { send } = await results((_seen, response) => json(response, 400, { code: 230099, msg }));
    expect('why' in send && send.why).toContain('200550');
    expect('why' in send && send.why).toContain('elements -> [2](tag: chart)');
    expect('why' in send && send.why).not.toContain('机密');
  });

  test('a token that has expired is replaced once, and the message goes out', async () => {
    for (const code of [99991661, 99991663, 99991664, 99991668, 99991671, 99991677]) {
      const answer: Answer = (seen, response) =>
        seen.headers.authorization === 'Bearer t-secret1token'
          ? json(response, 400, { code, msg: 'invalid token' })
          : json(response, 200, SENT);
      await withFake({ answer }, async (fake) => {
        expect((await fake.client().send(TEXT, 'u')).result, String(code)).toBe('sent');
        expect([fake.calls.length, fake.tokenCalls.length]).toEqual([2, 2]);
        expect(new Set(fake.calls.map((call) => call.body)).size).toBe(1);
      });
    }
  });

  test('a token that never works is tried twice and no more, then waits', async () => {
    const answer: Answer = (_seen, response) => json(response, 400, { code: 99991663, msg: 'invalid' });
    await withFake({ answer }, async (fake) => {
      expect(await fake.client().send(TEXT, 'u')).toMatchObject({ result: 'wait', scope: 'fault' });
      expect([fake.calls.length, fake.tokenCalls.length]).toEqual([2, 2]);
    });
  });

  test('many calls with one stale token replace it once', async () => {
    const answer: Answer = (seen, response) =>
      seen.headers.authorization === 'Bearer t-secret1token'
        ? json(response, 400, { code: 99991663, msg: 'invalid token' })
        : json(response, 200, SENT);
    await withFake({ answer }, async (fake) => {
      const client = fake.client({ timeoutMs: 5_000 });
      const all = await Promise.all(Array.from({ length: 20 }, (_, i) => client.send(TEXT, `u${i}`)));
      expect(all.every((one) => one.result === 'sent')).toBe(true);
      expect(fake.tokenCalls).toHaveLength(2);
    });
  });

  test('wrong credentials are refused and told, and the message never leaves', async () => {
    for (const code of [10003, 10014, 10015]) {
      await withFake(
        { token: (_seen, response) => json(response, 200, { code, msg: 'x' }) },
        async (fake) => {
          expect(await fake.client().send(TEXT, 'u')).toMatchObject({ result: 'refused', code });
          expect(fake.calls).toHaveLength(0);
        },
      );
    }
  });

  test('no token for any other reason means that nothing left: wait', async () => {
    const tokens: readonly Answer[] = [
      () => undefined,
      (_seen, response) => response.socket?.resetAndDestroy(),
      (_seen, response) => json(response, 502, 'bad gateway'),
      (_seen, response) => json(response, 200, { code: 0, msg: 'ok' }),
      (_seen, response) => json(response, 200, { code: 0, tenant_access_token: 'a\r\nb', expire: 7200 }),
    ];
    for (const token of tokens) {
      await withFake({ token }, async (fake) => {
        const client = fake.client({ timeoutMs: HANG_MS });
        expect(await client.send(TEXT, 'u')).toMatchObject({ result: 'wait', scope: 'fault' });
        expect(fake.calls).toHaveLength(0);
      });
    }
  });
});
