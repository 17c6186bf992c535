import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/lark/decode.ts';
import { jsonDepthMax, jsonNodesMax, parseJson } from '../../src/lark/json.ts';
import { cpuMsSince } from '../harness/cpu.ts';
import { fixture, newDoor, nowMs, push, pushBytes, seal } from './door-kit.ts';

const names = [
  'X-Lark-Request-Timestamp',
  'x-lark-request-nonce',
  'X-LARK-SIGNATURE',
  'headers',
  '__proto__',
];
const headerValue = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constant(String(nowMs / 1000)),
  fc.constant('a'.repeat(64)),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.constant(undefined),
);

describe('no input makes the door throw (S14)', () => {
  test('any method, headers and bytes unsigned end in a refusal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('POST', 'GET', '', 'post'),
        fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), headerValue),
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (method, headers, body) => {
          expect(newDoor().open({ method, headers, body }).pass).toBe('refused');
        },
      ),
    );
  });

  test('any bytes, correctly signed, end in a refusal', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json({ noUnicodeString: false }).map((text) => Buffer.from(text)),
        ),
        (body) => {
          expect(pushBytes(body).pass).toBe('refused');
        },
      ),
    );
  });

  test('any JSON value in place of any part of an event is refused or decoded, never thrown', () => {
    const paths = [
      ['header'],
      ['event'],
      ['event', 'message'],
      ['event', 'sender'],
      ['event', 'action'],
      ['event', 'context'],
    ];
    const files = ['message-text', 'message-group', 'card-form', 'menu', 'bot-added', 'entered', 'recalled'];
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.constantFrom(...paths),
        fc.option(fc.string(), { nil: undefined }),
        fc.jsonValue(),
        (file, path, key, value) => {
          const root = fixture(file);
          let at = root;
          for (const step of path) {
            const next = at[step];
            if (typeof next === 'object' && next !== null) at = next as Record<string, unknown>;
          }
          const keys = Object.keys(at);
          at[key ?? keys[0] ?? 'x'] = value;
          const result = push(root);
          if (result.pass === 'event' || result.pass === 'callback')
            expect(decode(result.envelope)).toHaveProperty('kind');
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('JSON (S15, S16)', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

  test('depth is capped outside and inside, and 500,000 levels do no harm', () => {
    expect(parseJson(nested(jsonDepthMax))).toBeDefined();
    expect(parseJson(nested(jsonDepthMax + 1))).toBeUndefined();
    expect(pushBytes(nested(500_000))).toMatchObject({ status: 400 });
    expect(push(JSON.parse(nested(1000)))).toMatchObject({ status: 400 });
  });

  test('a hundred thousand keys or items are refused', () => {
    const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, 1]));
    expect(parseJson(JSON.stringify(keys))).toBeUndefined();
    expect(parseJson(JSON.stringify(Array(jsonNodesMax + 1).fill(0)))).toBeUndefined();
    expect(push({ ...fixture('menu'), more: Array(jsonNodesMax).fill(0) })).toMatchObject({ status: 400 });
  });

  test('keys that reach a prototype vanish at every level, written plainly or escaped', () => {
    const text =
      '{"__proto__":{"polluted":1},"a":[{"constructor":{"prototype":{"polluted":1}},"b":{"\\u005f_proto__":2,"c":3}}]}';
    const value = parseJson(text);
    expect(value).toEqual({ a: [{ b: { c: 3 } }] });
    expect(Object.assign({}, value)).not.toHaveProperty('polluted');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('lone surrogates and NUL become U+FFFD; large numbers in strings stay; the last of doubled keys counts', () => {
    const text =
      '{"a":"x\\ud800y\\u0000","n":"9007199254740993123","d":1,"d":2,"list":["\\udfff"],"\\ud800":1}';
    expect(parseJson(text)).toEqual({
      a: 'x\uFFFDy\uFFFD',
      n: '9007199254740993123',
      d: 2,
      list: ['\uFFFD'],
    });
    expect(parseJson('"\\ud800"')).toBe('\uFFFD');
  });

  test('any harmless JSON value comes back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        if (/__proto__|constructor|prototype/.test(text)) return;
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('what is not one JSON document is undefined', () => {
    for (const text of ['', ' ', '{', '{}{}', '\uFEFF{}', 'NaN', "{'a':1}", '\0'])
      expect(parseJson(text)).toBeUndefined();
  });
});

test('a thousand refusals cost little', () => {
  const door = newDoor();
  const body = seal(fixture('message-text'));
  const start = process.cpuUsage();
  for (let count = 0; count < 1000; count += 1) door.open({ method: 'POST', headers: {}, body });
  expect(cpuMsSince(start)).toBeLessThan(2_000);
});
