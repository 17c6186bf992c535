/** The token source: one request for everybody, renewed in time, dropped when told. */
import { describe, expect, test } from 'vitest';
import { CallFault } from '../../src/lark/faults.ts';
import { createTokenSource } from '../../src/lark/token.ts';

const MINUTE_MS = 60_000;

interface Rig {
  now: number;
  asked: number;
  answer: () => Promise<unknown>;
}

function rig(answer?: () => Promise<unknown>) {
  const state: Rig = { now: 1_800_000_000_000, asked: 0, answer: async () => null };
  state.answer = answer ?? (async () => token(`t-${state.asked}`, 7_200));
  const source = createTokenSource({
    now: () => state.now,
    request: () => {
      state.asked += 1;
      return state.answer();
    },
  });
  return { state, source };
}

const token = (value: unknown, expire: unknown) => ({ code: 0, tenant_access_token: value, expire });

describe('token source', () => {
  test('fifty who wait share one request, and the next ones its result', async () => {
    const { state, source } = rig();
    const all = await Promise.all(Array.from({ length: 50 }, () => source.get()));
    expect(new Set([...all, await source.get()])).toEqual(new Set(['t-1']));
    expect(state.asked).toBe(1);
  });

  test('it is renewed before it ends, once the platform gives a new one', async () => {
    const { state, source } = rig();
    await source.get();
    state.now += 99 * MINUTE_MS;
    expect(await source.get()).toBe('t-1');
    state.now += 2 * MINUTE_MS;
    expect(await source.get()).toBe('t-2');
  });

  test('a short-lived token is used for most of its life', async () => {
    const { state, source } = rig(async () => token('t-short', 60));
    await source.get();
    state.now += 44_000;
    await source.get();
    expect(state.asked).toBe(1);
    state.now += 2_000;
    await source.get();
    expect(state.asked).toBe(2);
  });

  test('when renewing fails, the old one serves until shortly before its end', async () => {
    const { state, source } = rig();
    await source.get();
    state.answer = async () => {
      throw new CallFault({ kind: 'network', reached: 'no' });
    };
    state.now += 110 * MINUTE_MS;
    expect(await source.get()).toBe('t-1');
    state.now += 10 * MINUTE_MS - 20_000;
    await expect(source.get()).rejects.toMatchObject({ step: 'token' });
  });

  test('a dropped token is not handed out again, also when renewing fails', async () => {
    const { state, source } = rig();
    const first = await source.get();
    state.now += 110 * MINUTE_MS;
    state.answer = async () => {
      source.drop(first);
      throw new CallFault({ kind: 'network', reached: 'no' });
    };
    await expect(source.get()).rejects.toBeInstanceOf(CallFault);
  });

  test('dropping an older token leaves the newer one alone', async () => {
    const { state, source } = rig();
    const first = await source.get();
    source.drop(first);
    expect(await source.get()).toBe('t-2');
    source.drop(first);
    expect(await source.get()).toBe('t-2');
    expect(state.asked).toBe(2);
  });

  test('refused credentials are not tried again for a few seconds, and then are', async () => {
    const { state, source } = rig(async () => {
      throw new CallFault({ kind: 'platform', reached: 'yes', status: 200, code: 10015 });
    });
    for (let i = 0; i < 100; i += 1) await expect(source.get()).rejects.toMatchObject({ step: 'token' });
    expect(state.asked).toBe(1);
    state.now += 5_001;
    await expect(source.get()).rejects.toThrow(/FEISHU_APP_SECRET/u);
    expect(state.asked).toBe(2);
  });

  test('a failed request is not kept: the next one who asks tries again', async () => {
    const { state, source } = rig(async () => {
      throw new CallFault({ kind: 'timeout', reached: 'maybe' });
    });
    await expect(source.get()).rejects.toMatchObject({ step: 'token', facts: { reached: 'no' } });
    state.answer = async () => token('t-good', 7_200);
    expect(await source.get()).toBe('t-good');
  });

  test('an answer without a usable token is a fault', async () => {
    const wrong = [
      null,
      'x',
      token('', 7_200),
      token('a\nb', 7_200),
      token('t-1', 0),
      token('t-1', '7200'),
      token(1, 7_200),
      token('t-1', Number.NaN),
    ];
    for (const body of wrong) {
      const { source } = rig(async () => body);
      await expect(source.get(), JSON.stringify(body)).rejects.toMatchObject({
        step: 'token',
        facts: { kind: 'malformed' },
      });
    }
  });
});
