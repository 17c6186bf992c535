/** The table of codes, code by code, and the judgement for what is not in it. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../../src/lark/codes.ts';
import { CallFault, type FaultFacts, isTokenFault, judge } from '../../src/lark/faults.ts';

const platform = (code: number, more: Partial<FaultFacts> = {}): CallFault =>
  new CallFault({ kind: 'platform', reached: 'yes', status: 400, code, ...more });

const REFUSED = [
  230001, 230002, 230006, 230011, 230013, 230015, 230017, 230018, 230019, 230022, 230025, 230027, 230028,
  230029, 230031, 230034, 230035, 230036, 230038, 230053, 230054, 230055, 230071, 230072, 230075, 230099,
  230110, 231003, 232001, 232004, 232006, 232009, 232010, 232011, 232025, 232034, 234001, 234002, 234003,
  234004, 234008, 234037, 234038, 234040, 234043, 40001, 40003, 40004, 40011, 40012, 40014, 41012, 41050,
  4000, 9499, 10002, 10003, 10014, 10015, 99991401, 99991662, 99991665, 99991672, 99991673, 99991679,
  99992351, 99992352, 99992353, 99992354, 99992355, 99992356, 99992357, 99992358, 99992359, 99992360,
  99992361, 99992362, 99992363, 99992364, 1254040, 1254003, 1254041, 1254004, 1254043, 1254006, 1254044,
  1254045, 1254060, 1254061, 1254062, 1254064, 1254065, 1254015, 1254102, 1254103, 1254100, 1254101, 1254302,
  1254301, 1254303, 91403, 1254608, 1254000, 1254001, 1254130,
];
const TOKEN = [99991661, 99991663, 99991664, 99991668, 99991671, 99991677];
const WAIT: readonly (readonly [code: number, scope: string])[] = [
  [99991400, 'app'],
  [230020, 'receiver'],
  [11232, 'receiver'],
  [11233, 'receiver'],
  [99991403, 'quota'],
  [230049, 'fault'],
  [1500, 'fault'],
  [2200, 'fault'],
  [5000, 'fault'],
  ...[1254290, 1254607, 1254291, 1255001, 1255002, 1255040, 1254036].map((code) => [code, 'fault'] as const),
  ...TOKEN.map((code) => [code, 'fault'] as const),
];

describe('codes', () => {
  test.each(REFUSED)('%i will never work, whatever the HTTP status', (code) => {
    for (const status of [200, 400, 403, 429, 500]) {
      const judged = judge(platform(code, { status }), false);
      expect(judged).toMatchObject({ result: 'refused', code });
      expect(judged.why).toMatch(/[一-鿿]/u);
      expect(judged.why).toContain(String(code));
    }
  });

  test.each(WAIT)('%i is worth waiting for (%s), whatever the HTTP status', (code, scope) => {
    for (const status of [200, 400, 429, 500]) {
      const judged = judge(platform(code, { status }), false);
      expect(judged).toMatchObject({ result: 'wait', scope });
      expect(judged.result === 'wait' && judged.afterMs).toBeGreaterThanOrEqual(1_000);
      expect(judged.why).toContain(String(code));
    }
  });

  test('the table has no code these tests do not name', () => {
    const named = new Set([...REFUSED, ...WAIT.map(([code]) => code)]);
    expect([...CODES.keys()].filter((code) => !named.has(code))).toEqual([]);
    expect(named.size).toBe(CODES.size);
  });

  test('every explanation says what happened and what to do, in Chinese, without a full stop of its own', () => {
    for (const [code, { what, fix }] of CODES) {
      for (const text of [what, fix]) {
        expect(text, String(code)).toMatch(/[一-鿿]{2}/u);
        expect(text, String(code)).not.toMatch(/[。.]$/u);
      }
    }
  });

  test('a used-up quota is left alone for hours', () => {
    const judged = judge(platform(99991403, { status: 429, resetSeconds: 1 }), false);
    expect(judged.result === 'wait' && judged.afterMs).toBeGreaterThanOrEqual(3_600_000);
  });
});

describe('judgement', () => {
  test('the app limit waits for as long as it is told, within reason', () => {
    const waitMs = (resetSeconds: number | undefined): number => {
      const judged = judge(platform(99991400, { resetSeconds }), false);
      return judged.result === 'wait' ? judged.afterMs : -1;
    };
    expect([waitMs(52), waitMs(0), waitMs(0.5), waitMs(1e9)]).toEqual([52_000, 1_000, 1_000, 3_600_000]);
    expect([waitMs(undefined), waitMs(-3), waitMs(Number.NaN)]).toEqual([5_000, 5_000, 5_000]);
  });

  test('an unknown code is judged by its HTTP status and shows the words that came with it', () => {
    const judged = (status: number) => judge(platform(777, { status, msg: 'odd', logId: 'L1' }), false);
    expect(judged(200)).toMatchObject({ result: 'refused', code: 777 });
    expect(judged(400)).toMatchObject({ result: 'refused', code: 777 });
    expect(judged(404)).toMatchObject({ result: 'refused', code: 777 });
    expect(judged(429)).toMatchObject({ result: 'wait', scope: 'app' });
    expect(judged(500)).toMatchObject({ result: 'wait', scope: 'fault' });
    expect(judged(400).why).toContain('「odd」');
    expect(judged(400).why).toContain('L1');
  });

  test('what may have been done is unknown, unless doing it twice does no harm', () => {
    for (const kind of ['network', 'timeout', 'malformed', 'oversize'] as const) {
      const fault = new CallFault({ kind, reached: 'maybe', status: 200 });
      expect(judge(fault, false).result, kind).toBe('unknown');
      expect(judge(fault, true), kind).toMatchObject({ result: 'wait', scope: 'fault' });
    }
  });

  test('what never left waits', () => {
    for (const kind of ['network', 'timeout', 'origin', 'program'] as const) {
      expect(judge(new CallFault({ kind, reached: 'no' }), false), kind).toMatchObject({
        result: 'wait',
        scope: 'fault',
      });
    }
    expect(judge(new CallFault({ kind: 'timeout', reached: 'maybe' }, 'token'), false).result).toBe('wait');
  });

  test('a stale token is a matter of the call, not of the token request', () => {
    for (const code of TOKEN) {
      expect(isTokenFault(platform(code)), String(code)).toBe(true);
      expect(isTokenFault(new CallFault(platform(code).facts, 'token')), String(code)).toBe(false);
    }
    for (const other of [
      platform(99991672),
      new CallFault({ kind: 'network', reached: 'no' }),
      new Error('x'),
    ]) {
      expect(isTokenFault(other)).toBe(false);
    }
  });
});
