/** The limiter: its rules one by one, then against three kinds of server in virtual time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createLimiter,
  FEISHU_LIMITS,
  type Limiter,
  type LimiterSettings,
  type Ticket,
} from '../src/limiter.ts';
import { type Policy, simulate } from './limiter.sim.ts';

const TEN_A_SECOND: LimiterSettings = {
  app: [{ count: 10, windowMs: 1_000 }],
  receiver: { count: 2, windowMs: 1_000 },
  message: { count: 1, windowMs: 1_000 },
  timeoutMs: 5_000,
  guardMs: 0,
  spare: 0,
  share: 1,
};

function take(limiter: Limiter, now: number, receiver?: string, message?: string): Ticket {
  const got = limiter.tryTake({ receiver, message }, now);
  if (!got.taken) throw new Error(`refused until ${got.waitUntil} by ${got.by}`);
  return got.ticket;
}

describe('limiter', () => {
  test('a slot comes free one window after the response, not after the call', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 1, windowMs: 1_000 }] });
    const ticket = take(limiter, 0);
    ticket.done(700);
    expect(limiter.tryTake({}, 1_699)).toEqual({ taken: false, waitUntil: 1_700, by: 'app' });
    expect(limiter.tryTake({}, 1_700).taken).toBe(true);
  });

  test('a call without a response keeps its slot until its time-out plus one window', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 1, windowMs: 1_000 }] });
    take(limiter, 0);
    expect(limiter.tryTake({}, 5_999)).toEqual({ taken: false, waitUntil: 6_000, by: 'app' });
    expect(limiter.tryTake({}, 6_000).taken).toBe(true);
  });

  test('a response after the deadline takes its slot back', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 1, windowMs: 1_000 }] });
    const ticket = take(limiter, 0);
    ticket.done(6_500);
    expect(limiter.tryTake({}, 6_600)).toMatchObject({ taken: false, waitUntil: 7_500 });
  });

  test('a second done and a cancel after done change nothing', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 1, windowMs: 1_000 }] });
    const ticket = take(limiter, 0);
    ticket.done(100);
    ticket.done(900);
    ticket.cancel();
    expect(limiter.tryTake({}, 1_099).taken).toBe(false);
    expect(limiter.tryTake({}, 1_100).taken).toBe(true);
  });

  test('a cancelled call gives its slots back at once', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 1, windowMs: 1_000 }] });
    take(limiter, 0, 'ou_a').cancel();
    expect(limiter.tryTake({ receiver: 'ou_a' }, 0).taken).toBe(true);
  });

  test('bulk leaves a share of the app’s slots to people, and as many as they have lately taken, up to half', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, spare: 0.1 });
    const bulk = (now: number) => {
      const got = limiter.tryTake({ bulk: true }, now);
      if (got.taken) got.ticket.done(now);
      return got.taken;
    };
    const ask = (now: number) => take(limiter, now).done(now);
    const rush = (now: number) => Array.from({ length: 20 }, () => bulk(now)).filter((taken) => taken).length;
    expect(rush(0)).toBe(10);
    expect(limiter.tryTake({}, 0).taken).toBe(false);
    for (let at = 0; at < 3; at += 1) ask(2_000);
    expect(rush(2_000)).toBe(4);
    for (let at = 0; at < 3; at += 1) ask(2_000);
    // Looking whether anything may leave is not asking.
    for (let at = 0; at < 9; at += 1) take(limiter, 4_000).cancel();
    expect(rush(4_000)).toBe(9);
    ask(4_000);
    for (let at = 0; at < 10; at += 1) ask(6_000 + at);
    // Four of theirs are still held, and four more are kept free.
    expect(rush(7_005)).toBe(2);
    expect(rush(700_000)).toBe(10);
  });

  test('a hot receiver does not hold up the others', () => {
    const limiter = createLimiter(TEN_A_SECOND);
    const calls = [take(limiter, 0, 'oc_hot'), take(limiter, 0, 'oc_hot')];
    for (const call of calls) call.done(10);
    expect(limiter.tryTake({ receiver: 'oc_hot' }, 30)).toEqual({
      taken: false,
      waitUntil: 1_010,
      by: 'receiver',
    });
    expect(limiter.tryTake({ receiver: 'ou_other' }, 30).taken).toBe(true);
  });

  test('a refused take leaves every slot as it was', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 3, windowMs: 1_000 }] });
    take(limiter, 0, 'oc_hot');
    take(limiter, 0, 'oc_hot');
    for (let i = 0; i < 20; i += 1) expect(limiter.tryTake({ receiver: 'oc_hot' }, 0).taken).toBe(false);
    expect(limiter.tryTake({ receiver: 'ou_other' }, 0).taken).toBe(true);
  });

  test('updates of one message have a limit of their own', () => {
    const limiter = createLimiter(TEN_A_SECOND);
    take(limiter, 0, undefined, 'om_1').done(50);
    expect(limiter.tryTake({ message: 'om_1' }, 60)).toMatchObject({ by: 'message', waitUntil: 1_050 });
    expect(limiter.tryTake({ message: 'om_2' }, 60).taken).toBe(true);
  });

  test('what the platform says of the app holds everybody, and is never shortened', () => {
    const limiter = createLimiter(TEN_A_SECOND);
    limiter.block({ scope: 'app' }, 5_000, 1_000);
    limiter.block({ scope: 'app' }, 2_000, 1_000);
    expect(limiter.tryTake({}, 4_999)).toMatchObject({ taken: false, waitUntil: 5_000 });
    expect(limiter.tryTake({}, 5_000).taken).toBe(true);
  });

  test('what the platform says of one receiver holds only that one', () => {
    const limiter = createLimiter(TEN_A_SECOND);
    limiter.block({ scope: 'receiver', id: 'oc_hot' }, 5_000, 0);
    expect(limiter.tryTake({ receiver: 'oc_hot' }, 10)).toMatchObject({ waitUntil: 5_000, by: 'receiver' });
    expect(limiter.tryTake({ receiver: 'ou_other' }, 10).taken).toBe(true);
  });

  test('after a restart the calls of the last window still count, answered or not', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 2, windowMs: 1_000 }] });
    const past = [
      { sentAt: 9_000, answeredAt: 9_400 },
      { sentAt: 9_500, answeredAt: null },
      { sentAt: 1_000, answeredAt: 1_100 },
    ];
    limiter.restore(past, 10_000);
    expect(limiter.tryTake({}, 10_399)).toMatchObject({ taken: false, waitUntil: 10_400 });
    expect(limiter.tryTake({}, 10_400).taken).toBe(true);
    expect(limiter.tryTake({}, 10_401)).toMatchObject({ taken: false, waitUntil: 15_500 });
  });

  test('after a restart with more calls than slots, it waits for all that are too many', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 1, windowMs: 1_000 }] });
    limiter.restore(
      [100, 300, 200].map((answeredAt) => ({ sentAt: 0, answeredAt })),
      400,
    );
    expect(limiter.tryTake({}, 400)).toMatchObject({ taken: false, waitUntil: 1_300 });
  });

  test('a clock set back neither frees a slot early nor stops the sending', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 1, windowMs: 1_000 }] });
    take(limiter, 3_600_000).done(3_600_100);
    expect(limiter.tryTake({}, 100)).toMatchObject({ taken: false, waitUntil: 1_100 });
    expect(limiter.tryTake({}, 1_100).taken).toBe(true);
  });

  test('a caller whose time is a moment old does not make the limiter run fast', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 1, windowMs: 1_000 }] });
    take(limiter, 0).done(0);
    for (let now = 50; now < 1_000; now += 50) {
      expect(limiter.tryTake({}, now).taken, `at ${now}`).toBe(false);
      expect(limiter.tryTake({}, now - 40).taken, `at ${now - 40} again`).toBe(false);
    }
  });

  test('settings that make no sense are refused', () => {
    for (const wrong of [{ share: 0 }, { share: 1.1 }, { guardMs: -1 }, { timeoutMs: Number.NaN }]) {
      expect(() => createLimiter({ ...TEN_A_SECOND, ...wrong })).toThrow(RangeError);
    }
    expect(() => createLimiter({ ...TEN_A_SECOND, receiver: { count: 0, windowMs: 1 } })).toThrow(RangeError);
  });

  test('a share below 1 leaves the rest of the limit to others', () => {
    const limiter = createLimiter({ ...TEN_A_SECOND, share: 0.5 });
    for (let i = 0; i < 5; i += 1) take(limiter, 0);
    expect(limiter.tryTake({}, 0).taken).toBe(false);
  });

  test('waitUntil is the truth: with nothing answered meanwhile, a slot is free then and not before', () => {
    const step = fc.record({
      gapMs: fc.nat(400),
      receiver: fc.constantFrom('ou_1', 'ou_2', undefined),
      answerMs: fc.option(fc.nat(900), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const limiter = createLimiter({ ...TEN_A_SECOND, app: [{ count: 4, windowMs: 1_000 }] });
        let now = 0;
        for (const { gapMs, receiver, answerMs } of steps) {
          now += gapMs;
          const got = limiter.tryTake({ receiver }, now);
          if (got.taken) {
            now += answerMs ?? 0;
            if (answerMs !== null) got.ticket.done(now);
            continue;
          }
          expect(got.waitUntil).toBeGreaterThan(now);
          expect(limiter.tryTake({ receiver }, got.waitUntil - 1).taken).toBe(false);
          now = got.waitUntil;
          expect(limiter.tryTake({ receiver }, now).taken).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const POLICIES: readonly Policy[] = ['sliding', 'fixed', 'bucket'];

describe('limiter against a server, in virtual time', () => {
  for (const policy of POLICIES) {
    for (const jitterMs of [50, 250, 500]) {
      test(`no call is over a limit: ${policy} server, jitter up to ${jitterMs} ms`, () => {
        for (let seed = 1; seed <= 25; seed += 1) {
          const run = simulate({ policy, jitterMs, seed, calls: 400, receivers: 60, lossRate: 0.02 });
          expect(run.violations, `seed ${seed}`).toBe(0);
          expect(run.sent).toBe(400);
        }
      });
    }
  }

  test('the same holds over a restart in the middle, state rebuilt from what the outbox knows', () => {
    for (const policy of POLICIES) {
      for (let seed = 1; seed <= 15; seed += 1) {
        const run = simulate({
          policy,
          jitterMs: 250,
          seed,
          calls: 400,
          receivers: 30,
          restartEveryMs: 1_700,
        });
        expect(run.violations, `${policy} seed ${seed}`).toBe(0);
        expect(run.restarts).toBeGreaterThan(1);
      }
    }
  });

  test('a long run under the minute limit stays within it and loses little', () => {
    const run = simulate({ policy: 'sliding', jitterMs: 250, seed: 7, calls: 6_000, receivers: 6_000 });
    expect(run.violations).toBe(0);
    expect(run.efficiency).toBeGreaterThan(0.94);
  });

  test('a thousand calls lose no more to the waiting than the delay explains', () => {
    const efficiency = (jitterMs: number): number =>
      simulate({ policy: 'sliding', jitterMs, seed: 3, calls: 1_000, receivers: 1_000 }).efficiency;
    expect(efficiency(50)).toBeGreaterThan(0.8);
    expect(efficiency(250)).toBeGreaterThan(0.6);
    expect(efficiency(500)).toBeGreaterThan(0.5);
  });

  test('the simulation catches a limiter that counts from the call instead of the response', () => {
    const wrong = (settings: LimiterSettings): Limiter => {
      const inner = createLimiter(settings);
      return {
        ...inner,
        tryTake(target, now) {
          const got = inner.tryTake(target, now);
          if (got.taken) got.ticket.done(now);
          return got;
        },
      };
    };
    // A token bucket forgives a single late burst, so it does not tell.
    for (const policy of ['sliding', 'fixed'] as const) {
      const run = simulate({ policy, jitterMs: 250, seed: 1, calls: 1_000, receivers: 60, limiterOf: wrong });
      expect(run.violations, policy).toBeGreaterThan(0);
    }
  });

  test('the simulation catches a restart that forgets', () => {
    const forgetful = (settings: LimiterSettings): Limiter => ({
      ...createLimiter(settings),
      restore: () => undefined,
    });
    const run = simulate({
      policy: 'sliding',
      jitterMs: 50,
      seed: 1,
      calls: 1_000,
      receivers: 1_000,
      restartEveryMs: 1_700,
      limiterOf: forgetful,
    });
    expect(run.violations).toBeGreaterThan(0);
  });

  test('the published limits are what it starts from', () => {
    expect(FEISHU_LIMITS.app).toEqual([
      { count: 50, windowMs: 1_000 },
      { count: 1_000, windowMs: 60_000 },
    ]);
    expect([FEISHU_LIMITS.receiver.count, FEISHU_LIMITS.message.count, FEISHU_LIMITS.share]).toEqual([
      5, 5, 1,
    ]);
  });
});
