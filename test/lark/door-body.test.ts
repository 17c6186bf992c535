import { describe, expect, test } from 'vitest';
import { readCapped } from '../../src/lark/body.ts';
import { fixture, newDoor, seal, signed } from './door-kit.ts';

const url = 'http://localhost/webhook/event';

function stream(chunks: readonly Uint8Array[], end: 'close' | 'error' = 'close') {
  let pulled = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[pulled];
        pulled += 1;
        if (chunk !== undefined) controller.enqueue(chunk);
        else if (end === 'close') controller.close();
        else controller.error(new Error('gone'));
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, pulled: () => pulled, cancelled: () => cancelled };
}

function request(body: ReadableStream<Uint8Array> | null, headers: Record<string, string> = {}) {
  return { method: 'POST', headers: new Headers(headers), body };
}

describe('readCapped (S11)', () => {
  test('joins chunks in order, a character split between them included', async () => {
    const bytes = new TextEncoder().encode('招商助手');
    const read = await readCapped(request(stream([bytes.slice(0, 4), bytes.slice(4)]).body), 100);
    expect(read).toEqual(bytes);
  });

  test('a declared length over the cap is refused without reading', async () => {
    const source = stream([new Uint8Array(10)]);
    expect(await readCapped(request(source.body, { 'content-length': '101' }), 100)).toBe('too-large');
    expect(source.pulled()).toBe(0);
  });

  test('an endless body is left after the first byte too many', async () => {
    const source = stream(Array.from({ length: 1000 }, () => new Uint8Array(10)));
    expect(await readCapped(request(source.body), 95)).toBe('too-large');
    expect(source.pulled()).toBe(10);
    expect(source.cancelled()).toBe(true);
  });

  test('exactly the cap is accepted', async () => {
    expect(await readCapped(request(stream([new Uint8Array(100)]).body), 100)).toHaveLength(100);
  });

  test('a body that breaks off, or differs from its declared length, is aborted', async () => {
    expect(await readCapped(request(stream([new Uint8Array(9)], 'error').body), 100)).toBe('aborted');
    for (const length of ['8', '10', 'x', '-1', '9, 9', ' ', '1e1'])
      expect(
        await readCapped(request(stream([new Uint8Array(9)]).body, { 'content-length': length }), 100),
      ).toBe('aborted');
    expect(await readCapped(request(null, { 'content-length': '5' }), 100)).toBe('aborted');
  });

  test('no body is an empty one; a body somebody read already is aborted', async () => {
    expect(await readCapped(request(null), 100)).toHaveLength(0);
    const used = new Request(url, { method: 'POST', body: 'x' });
    await used.text();
    expect(await readCapped(used, 100)).toBe('aborted');
  });
});

describe('openRequest', () => {
  const body = new Uint8Array(seal(fixture('message-text')));
  const open = (init: RequestInit) =>
    newDoor().openRequest(new Request(url, { method: 'POST', body, ...init }));

  test('a good fetch request passes', async () => {
    expect(await open({ headers: signed(body) })).toMatchObject({ pass: 'event' });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=gbk',
    'application/jsonp',
    '',
  ])('content type "%s" is 415', async (type) => {
    const headers = { ...signed(body), 'content-type': type };
    expect(await open({ headers })).toEqual({ pass: 'refused', status: 415, reason: 'media-type' });
  });

  test.each(['application/json', 'application/json;charset=utf-8', 'Application/JSON; Charset="UTF-8"'])(
    'content type "%s" is accepted',
    async (type) => {
      expect(await open({ headers: { ...signed(body), 'content-type': type } })).toMatchObject({
        pass: 'event',
      });
    },
  );

  test('a compressed body is 415, another method 405, a large one 413, a short one 400', async () => {
    const headers = signed(body);
    expect(await open({ headers: { ...headers, 'content-encoding': 'gzip' } })).toMatchObject({
      status: 415,
    });
    expect(await open({ headers, method: 'PUT' })).toMatchObject({ status: 405 });
    expect(await open({ headers, body: Buffer.alloc(1_048_577) })).toMatchObject({ status: 413 });
    expect(await open({ headers: { ...headers, 'content-length': '5' } })).toMatchObject({ status: 400 });
  });
});
