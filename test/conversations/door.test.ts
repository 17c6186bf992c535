// The door of the running service, over HTTP: whatever is forged, stale, oversized or malformed changes nothing and gets a
// 4xx; what is true is answered once. Design §2.5, perf.md S1–S17.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { City } from '../harness/city.ts';
import { envelope, hangUp, push, seal, send, signed, textEvent } from '../harness/raw-push.ts';

let city: City;
beforeAll(async () => {
  city = await City.open();
});
afterAll(() => city.close());

const SECOND = 1000;
const shownCount = () => city.shown.length;
const metric = async (pattern: RegExp) =>
  [...(await city.metrics()).matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);

/** A message that would be answered, if it were let in. */
const message = () => envelope(city, { event: textEvent(city, '周岚', '帮助') });
const at = (ms: number) => String(Math.floor((city.now + ms) / SECOND));

describe('what the door refuses', () => {
  const refused: readonly (readonly [string, number, () => Promise<{ status: number; text: string }>])[] = [
    ['a signature made with another key', 401, () => push(city, message(), { key: 'another key' })],
    [
      'a signature over other bytes',
      401,
      () => send(city, { body: seal(city, message()), headers: signed(city, seal(city, message())) }),
    ],
    ['a timestamp of nine hours ago', 401, () => push(city, message(), { timestamp: at(-9 * 3_600_000) })],
    ['a timestamp ten minutes ahead', 401, () => push(city, message(), { timestamp: at(600_000) })],
    ['a timestamp of eleven digits', 401, () => push(city, message(), { timestamp: `${at(0)}1` })],
    ['a timestamp in milliseconds', 401, () => push(city, message(), { timestamp: String(city.now) })],
    ['an unsigned event', 401, () => send(city, { body: seal(city, message()) })],
    ['a plaintext event, unsigned', 401, () => send(city, { body: JSON.stringify(message()) })],
    [
      'a plaintext event, signed',
      401,
      () => {
        const body = JSON.stringify(message());
        return send(city, { body, headers: signed(city, body) });
      },
    ],
    [
      'a wrong verification token',
      401,
      () => push(city, { ...envelope(city, { token: 'wrong', event: textEvent(city, '周岚', '帮助') }) }),
    ],
    [
      'another app’s event',
      401,
      () => push(city, envelope(city, { appId: 'cli_other', event: textEvent(city, '周岚', '帮助') })),
    ],
    [
      'a body sealed with another key',
      400,
      () => {
        const body = seal(city, message(), 'another key');
        return send(city, { body, headers: signed(city, body) });
      },
    ],
    [
      'two megabytes',
      413,
      () => {
        const body = JSON.stringify({ encrypt: 'A'.repeat(2_000_000) });
        return send(city, { body, headers: signed(city, body) });
      },
    ],
    [
      'half a body, signed whole',
      401,
      () => {
        const body = seal(city, message());
        return send(city, { body: body.slice(0, body.length / 2), headers: signed(city, body) });
      },
    ],
    [
      'half a body, signed as it is',
      400,
      () => {
        const body = seal(city, message()).slice(0, 100);
        return send(city, { body, headers: signed(city, body) });
      },
    ],
    ['no JSON at all', 400, () => send(city, { body: 'hello', headers: signed(city, 'hello') })],
    ['nothing at all', 401, () => send(city, { body: '' })],
    [
      'another content type',
      415,
      () => {
        const body = seal(city, message());
        return send(city, { body, headers: { ...signed(city, body), 'content-type': 'text/plain' } });
      },
    ],
    [
      'a compressed body',
      415,
      () => {
        const body = seal(city, message());
        return send(city, { body, headers: { ...signed(city, body), 'content-encoding': 'gzip' } });
      },
    ],
    ['GET', 405, () => send(city, { method: 'GET', headers: {} })],
    ['PUT', 405, () => send(city, { method: 'PUT', body: '{}' })],
    ['a message without a sender', 400, () => push(city, envelope(city, { event: { message: {} } }))],
    [
      'a challenge with a wrong token',
      401,
      () => send(city, { body: seal(city, { type: 'url_verification', challenge: 'abc', token: 'wrong' }) }),
    ],
    [
      'a plaintext challenge',
      401,
      () =>
        send(city, {
          body: JSON.stringify({
            type: 'url_verification',
            challenge: 'abc',
            token: city.sandbox.deliverer.settings.verificationToken,
          }),
        }),
    ],
  ];

  test.each(refused)('%s gets a 4xx, echoes nothing and changes nothing', async (_, status, attempt) => {
    const before = { shown: shownCount(), taken: await metric(/deliveries_total\{[^}]*\} (\d+)/g) };
    for (const path of ['/webhook/event'] as const) {
      const answer = await attempt();
      expect(answer.status, `${path}: ${answer.text}`).toBe(status);
      expect(answer.text.length).toBeLessThan(40);
      expect(answer.text).not.toMatch(/challenge|encrypt|abc/);
    }
    expect(await metric(/deliveries_total\{[^}]*\} (\d+)/g)).toBe(before.taken);
    expect(shownCount()).toBe(before.shown);
  });
});

describe('what the door takes', () => {
  test('a challenge is echoed, at both addresses, within a second', async () => {
    for (const path of ['/webhook/event', '/webhook/card']) {
      const answer = await city.sandbox.challenge(`${city.address}${path}`);
      expect(answer).toMatchObject({ ok: true, status: 200 });
      expect(answer.durationMs).toBeLessThan(1_000);
    }
  });

  test('a timestamp of seven hours ago, as the last retry may carry, is admitted', async () => {
    const answer = await push(city, envelope(city, { type: 'x.y_v1' }), { timestamp: at(-7 * 3_600_000) });
    expect(answer.status).toBe(200);
  });

  test('an event of an unknown type is acknowledged and counted', async () => {
    const count = () => metric(/unknown_events_total\{type="moon\.landed_v1"\} (\d+)/g);
    const before = await count();
    expect(await push(city, envelope(city, { type: 'moon.landed_v1', event: { a: 1 } }))).toMatchObject({
      status: 200,
    });
    expect(await count()).toBe(before + 1);
  });

  test('either address takes either kind', async () => {
    const text = textEvent(city, '苏敏', '我的');
    const answer = await push(city, envelope(city, { event: text }), { path: '/webhook/card' });
    expect(answer.status).toBe(200);
  });
});

describe('once', () => {
  test('one message under two event ids, and each of them again, is answered once', async () => {
    const { sandbox } = city;
    const chat = city.chat('沈悦');
    const said = await sandbox.say('沈悦', chat, '我的');
    expect(said.status).toBe(200);
    const eventId = said.eventId ?? '';
    const again = await sandbox.redeliver(eventId, { asNew: true });
    await Promise.all([
      sandbox.redeliver(eventId),
      sandbox.redeliver(eventId),
      sandbox.redeliver(again.eventId),
    ]);
    await sandbox.settle(300);
    expect(sandbox.botMessages(chat).map((seen) => seen.parentId)).toEqual([said.message.messageId]);
  });

  test('the same press pushed again is answered alike and registers one lead', async () => {
    const { sandbox } = city;
    const chat = city.chat('周岚');
    const form = await sandbox.ask('周岚', chat, '登记 大田县新桥石材有限公司 投资1亿元');
    const pressed = await sandbox.press('周岚', form.messageId, '提交');
    const sent = sandbox.wire.pushes('card.action.trigger').at(-1);
    const answer = await push(city, sent?.request, { path: '/webhook/card' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ toast: { content: pressed.toast?.content } });
    const found = await sandbox.ask('周岚', chat, '线索 新桥石材');
    expect(found.text).toContain('XS-202611-0001');
    expect(found.text).not.toContain('XS-202611-0002');
  });
});

test('after 500 bad requests the service is up, healthy, and answers people', async () => {
  const bodies = [
    '',
    '{',
    '[]',
    'null',
    '{"encrypt":""}',
    '{"encrypt":"AAAA"}',
    `{"a":${'['.repeat(20_000)}`,
    '\u0000\uFFFD',
    JSON.stringify({ encrypt: seal(city, message()) }),
    JSON.stringify({ encrypt: 'A'.repeat(5_000) }),
  ];
  const statuses = new Map<number, number>();
  for (let round = 0; round < 50; round += 1) {
    const answers = await Promise.all(
      bodies.map((body, index) =>
        send(city, {
          body,
          path: index % 2 === 0 ? '/webhook/event' : '/webhook/card',
          ...(round % 2 === 0 ? {} : { headers: signed(city, body) }),
        }),
      ),
    );
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  await Promise.all(Array.from({ length: 20 }, () => hangUp(city, '{"encrypt":"AAAA')));
  expect([...statuses.keys()].filter((status) => status < 400 || status >= 500)).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(500);
  for (const [path, text] of [
    ['/healthz', 'ok'],
    ['/readyz', 'ready'],
  ] as const) {
    expect(await send(city, { path, method: 'GET', headers: {} })).toEqual({ status: 200, text });
  }
  const metrics = await city.metrics();
  expect(metrics).toMatch(/^zhaoshang_door_refused_total\{reason="signature"\} [1-9]/m);
  expect(metrics).toMatch(/^# TYPE zhaoshang_\w+ (?:counter|gauge)/m);
  expect(metrics).not.toMatch(/^zhaoshang_requests_failed_total.* [1-9]/m);
  const answer = await city.sandbox.ask('方正', city.chat('方正'), '帮助');
  expect(answer.text).toContain('帮助');
}, 30_000);
