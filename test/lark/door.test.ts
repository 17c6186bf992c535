import { describe, expect, test } from 'vitest';
import { createOpener } from '../../src/lark/cipher.ts';
import { createDoor, type DoorResult, refusalText } from '../../src/lark/door.ts';
import { signatureOf } from '../../src/lark/signature.ts';
import { encrypt, fixture, newDoor, nowMs, push, pushBytes, seal, signed } from './door-kit.ts';

const message = fixture('message-text');
const refused = (status: number, reason: string): DoorResult =>
  ({ pass: 'refused', status, reason }) as DoorResult;
const unsigned = refused(401, 'unsigned');
const iso = (offsetMs: number): string => String((nowMs + offsetMs) / 1000);

describe('vectors of the platform', () => {
  test('the documented ciphertext opens', () => {
    const opener = createOpener('test key');
    expect(opener('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')).toBe('hello world');
  });

  test('the signature is SHA-256 over timestamp, nonce, key and raw body', () => {
    expect(signatureOf('1700000000', 'nonce1', 'test key', Buffer.from('{"encrypt":"abc"}'))).toBe(
      'de80858e3de7957990e2543052d09b5d55a8ab2281446b83fafc1df26f93f707',
    );
  });
});

describe('what is let in', () => {
  test('a sealed and signed event passes with its envelope', () => {
    const result = push(message);
    expect(result).toMatchObject({
      pass: 'event',
      envelope: {
        schema: '2.0',
        eventId: '5e3702a84e847582be8db7fb73283c02',
        eventType: 'im.message.receive_v1',
        createdAt: 1_762_740_000_000,
        appId: 'cli_9f5343c580712544',
        tenantKey: '2ca1d211f64f6438',
      },
    });
    expect(JSON.stringify(result)).not.toContain('rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV');
  });

  test('a card action passes as a callback, its µs read as ms', () => {
    expect(push(fixture('card-button'))).toMatchObject({
      pass: 'callback',
      envelope: { createdAt: 1_762_740_000_000 },
    });
  });

  test('a callback without an id gets one from its bytes, the same every time', () => {
    const card = fixture('card-button');
    const header = card['header'] as Record<string, unknown>;
    delete header['event_id'];
    const [first, second] = [push(card), push(card)];
    if (first.pass !== 'callback') expect.fail('not a callback');
    expect(first.envelope.eventId).toMatch(/^body-[0-9a-f]{64}$/);
    expect(second).toEqual(first);
  });

  test('an event of the old schema passes after the token check', () => {
    const old = fixture('old-p2p-chat-create');
    expect(push(old)).toMatchObject({
      pass: 'event',
      envelope: { schema: '1.0', eventId: 'bc447199585340d1f3728d26b1c0297a', eventType: 'p2p_chat_create' },
    });
    expect(push({ ...old, token: 'x' })).toEqual(refused(401, 'token'));
  });

  test('the signature covers the bytes as sent, spaces and all (S1)', () => {
    const body = `{ "encrypt" :\n "${encrypt(JSON.stringify(message))}" }`;
    expect(pushBytes(body).pass).toBe('event');
  });

  test('own headers, schema or event keys beside encrypt change nothing (S17)', () => {
    const sealed = encrypt(JSON.stringify(message));
    const shadow = { headers: { 'x-lark-signature': 'x' }, schema: '2.0', event: {}, encrypt: sealed };
    expect(pushBytes(JSON.stringify(shadow))).toEqual(push(message));
  });

  test('headers come in any letter case, as Fetch headers or as lists of one', () => {
    const body = seal(message);
    const plain = signed(body);
    const lists = Object.fromEntries(
      Object.entries(plain).map(([key, value]) => [key.toUpperCase(), [value]]),
    );
    const door = newDoor();
    expect(door.open({ method: 'POST', headers: new Headers(plain), body }).pass).toBe('event');
    expect(door.open({ method: 'POST', headers: lists, body }).pass).toBe('event');
  });
});

describe('challenge (S8)', () => {
  const challenge = fixture('challenge');
  const open = (value: unknown, headers = {}): DoorResult =>
    newDoor().open({ method: 'POST', headers, body: seal(value) });

  test('is answered unsigned and signed', () => {
    expect(open(challenge)).toEqual({ pass: 'challenge', challenge: 'ajls384kdjx' });
    expect(push(challenge)).toEqual({ pass: 'challenge', challenge: 'ajls384kdjx' });
  });

  test.each([
    ['a wrong token', { ...challenge, token: 'rvaYgkND1GOiu5MM0E1rncYC6PLtF7JW' }],
    ['no token', { type: 'url_verification', challenge: 'x' }],
    ['a token in another place', { ...challenge, token: 1, header: { token: challenge['token'] } }],
    ['a list', [challenge]],
    ['an empty challenge', { ...challenge, challenge: '' }],
    ['a challenge over 1 KB', { ...challenge, challenge: '中'.repeat(342) }],
    ['a challenge that is no string', { ...challenge, challenge: { a: 1 } }],
    ['another type', { ...challenge, type: 'event_callback' }],
    ['an event', message],
    ['an old event', fixture('old-p2p-chat-create')],
  ])('unsigned with %s is refused like everything unsigned', (_name, value) => {
    expect(open(value)).toEqual(unsigned);
  });

  test('unsigned plaintext and foreign ciphertext are refused alike: no oracle (S3, S7)', () => {
    const sealed = encrypt(JSON.stringify(challenge));
    const broken = Buffer.from(sealed, 'base64');
    broken[broken.length - 1] = (broken[broken.length - 1] ?? 0) ^ 1;
    const bodies = [
      JSON.stringify(challenge),
      JSON.stringify({ encrypt: encrypt(JSON.stringify(challenge), 'other') }),
      JSON.stringify({ encrypt: broken.toString('base64') }),
      JSON.stringify({ encrypt: 'AAAA' }),
      JSON.stringify({ encrypt: '' }),
      JSON.stringify({ encrypt: { a: 1 } }),
      JSON.stringify({ encrypt: sealed, padding: 'x'.repeat(5000) }),
      '{"encrypt":',
      'null',
      '',
    ];
    for (const body of bodies)
      expect(newDoor().open({ method: 'POST', headers: {}, body: Buffer.from(body) })).toEqual(unsigned);
  });
});

describe('what is refused', () => {
  test('a door without a secret cannot be made (S10)', () => {
    const good = { encryptKey: 'k', verificationToken: 't', appId: 'a', now: () => 0 };
    for (const key of ['encryptKey', 'verificationToken', 'appId'])
      expect(() => createDoor({ ...good, [key]: '' })).toThrow(TypeError);
  });

  test('one changed byte anywhere in the body is refused (S2)', () => {
    const body = seal(fixture('recalled'));
    const headers = signed(body);
    for (let at = 0; at < body.length; at += 7) {
      const other = Buffer.from(body);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(newDoor().open({ method: 'POST', headers, body: other })).toEqual(refused(401, 'signature'));
    }
  });

  test.each(['X-Lark-Request-Timestamp', 'X-Lark-Request-Nonce', 'X-Lark-Signature'])(
    '%s missing, empty, doubled or in two cases is refused (S2)',
    (name) => {
      const body = seal(message);
      const good = signed(body);
      const value = good[name] ?? '';
      const { [name]: _dropped, ...missing } = good;
      const doubled = new Headers(good);
      doubled.append(name, value);
      const variants = [
        missing,
        { ...good, [name]: '' },
        { ...good, [name]: [value, value] },
        { ...good, [name]: [] },
        { ...good, [name.toLowerCase()]: value },
        { ...good, [name]: `${value}, ${value}` },
        doubled,
      ];
      for (const headers of variants)
        expect(newDoor().open({ method: 'POST', headers, body })).toMatchObject({
          pass: 'refused',
          status: 401,
        });
    },
  );

  test('a signature that is not 64 lower-case hex digits is refused without a throw (S6)', () => {
    const body = seal(message);
    const good = signed(body);
    const hex = good['X-Lark-Signature'] ?? '';
    for (const bad of [
      hex.toUpperCase(),
      hex.slice(1),
      `${hex}0`,
      `${hex}\n`,
      'g'.repeat(64),
      '中'.repeat(64),
    ])
      expect(newDoor().open({ method: 'POST', headers: { ...good, 'X-Lark-Signature': bad }, body })).toEqual(
        refused(401, 'signature'),
      );
  });

  test.each([
    ['NaN', 'timestamp'],
    ['1e9', 'timestamp'],
    ['-179427000', 'timestamp'],
    ['+179427000', 'timestamp'],
    ['17942700001', 'timestamp'],
    ['179427000', 'timestamp'],
    ['１７９４２７００００', 'timestamp'],
    [iso(-9 * 3_600_000), 'stale'],
    [iso(10 * 60_000), 'stale'],
    [iso(365 * 86_400_000), 'stale'],
  ])('timestamp %s is refused although signed (S4)', (timestamp, reason) => {
    expect(push(message, { timestamp })).toEqual(refused(401, reason));
  });

  test("the window admits the platform's last retry and a clock slightly ahead (S4)", () => {
    expect(push(message, { timestamp: iso(-7.1 * 3_600_000) }).pass).toBe('event');
    expect(push(message, { timestamp: iso(-8 * 3_600_000) }).pass).toBe('event');
    expect(push(message, { timestamp: iso(5 * 60_000) }).pass).toBe('event');
  });

  test('digits moved between timestamp and nonce are refused although the signature holds (S4)', () => {
    const body = seal(message);
    const good = signed(body, { nonce: '1628735673' });
    const stamp = good['X-Lark-Request-Timestamp'] ?? '';
    const longer = { ...good, 'X-Lark-Request-Timestamp': `${stamp}1`, 'X-Lark-Request-Nonce': '628735673' };
    expect(newDoor().open({ method: 'POST', headers: longer, body })).toEqual(refused(401, 'timestamp'));
  });

  test('a nonce of 129 characters, with a space or a comma is refused', () => {
    for (const nonce of ['1'.repeat(129), 'a b', 'a,b', 'a\tb', '中'])
      expect(push(message, { nonce })).toEqual(refused(401, 'headers'));
    expect(push(message, { nonce: 'x'.repeat(128) }).pass).toBe('event');
  });

  test('a plaintext event is refused even when correctly signed (S3)', () => {
    expect(pushBytes(JSON.stringify(message))).toEqual(refused(401, 'plaintext'));
  });

  test('a wrong token or app is refused (S9)', () => {
    const header = message['header'] as Record<string, unknown>;
    expect(push({ ...message, header: { ...header, token: 'wrong' } })).toEqual(refused(401, 'token'));
    expect(push({ ...message, header: { ...header, token: ['x'] } })).toEqual(refused(401, 'token'));
    expect(push({ ...message, header: { ...header, app_id: 'cli_other' } })).toEqual(refused(401, 'app'));
    const { app_id: _app, ...without } = header;
    expect(push({ ...message, header: without }).pass).toBe('event');
  });

  test('broken base64, IV, padding, UTF-8 and JSON inside are one refusal (S7)', () => {
    const inside = [
      'AAAA',
      '',
      '!!!!',
      `${encrypt('{}')}=`,
      encrypt('{}').slice(0, 24),
      encrypt('{}', 'other key'),
      encrypt(Buffer.from([0x22, 0xff, 0xfe, 0x22])),
      encrypt('{"a":1} {"b":2}'),
      encrypt('[]'),
      encrypt(`\uFEFF${JSON.stringify(message)}`),
    ];
    for (const text of inside)
      expect(pushBytes(JSON.stringify({ encrypt: text }))).toEqual(refused(400, 'ciphertext'));
  });

  test('bytes appended to a signed body never become a message (S12)', () => {
    const body = seal(message).toString();
    for (const tail of ['\x80\0\0', '{}', ',', '\0', '}'])
      expect(pushBytes(body + tail)).toEqual(refused(400, 'json'));
  });

  test.each([
    ['another schema', { ...message, schema: '3.0' }],
    ['no header', { schema: '2.0', token: 'rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV', event: {} }],
    ['no event', { ...message, event: undefined }],
    ['an event that is a list', { ...message, event: [] }],
    ['no schema and no known type', { ...fixture('challenge'), type: 'other' }],
    ['no id', { ...message, header: { ...(message['header'] as object), event_id: undefined } }],
    ['an id with a newline', { ...message, header: { ...(message['header'] as object), event_id: 'a\nb' } }],
    [
      'a type that is no name',
      { ...message, header: { ...(message['header'] as object), event_type: 'a b' } },
    ],
  ])('an envelope with %s is refused', (_name, value) => {
    expect(push(value)).toEqual(refused(400, 'envelope'));
  });

  test('only POST comes in, and only up to 1 MiB (S11)', () => {
    const body = seal(message);
    expect(newDoor().open({ method: 'GET', headers: signed(body), body })).toEqual(refused(405, 'method'));
    expect(pushBytes(Buffer.alloc(1_048_577, 0x20))).toEqual(refused(413, 'too-large'));
  });

  test('a refusal has one text for each status', () => {
    expect([400, 401, 405, 413, 415].map((status) => refusalText(status as 400))).toEqual([
      'bad request',
      'unauthorized',
      'method not allowed',
      'content too large',
      'unsupported media type',
    ]);
  });
});
