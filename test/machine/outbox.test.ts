/** Promises on their way: order, pace, faults, restarts; each seen by its receiver once. */
import { describe, expect, test } from 'vitest';
import type { Promised } from '../../src/ledger.ts';
import { UUID_LIFE_MS } from '../../src/outbox.ts';
import type { SendResult } from '../../src/ports.ts';
import { conclusion, promised, toPerson } from '../contract/kit.ts';
import { type Sent, textOf, World } from './kit.ts';

const MINUTE = 60_000;
const unknown: SendResult = { result: 'unknown', why: 'time-out' };
const refused: SendResult = { result: 'refused', code: 230_002, why: '机器人不在群里' };

const to = (key: string, person: string, more: Partial<Promised> = {}): Promised =>
  promised(key, { outgoing: toPerson(`ou_${person}`, key), ...more });

async function withPromises(...promises: readonly Promised[]): Promise<World> {
  const world = await World.open();
  const on = { at: world.now, actor: null, cause: 'event:test' };
  await world.ledger.conclude(conclusion({ on, promises }));
  return world;
}

const texts = (world: World) => world.sent.map(textOf);

/** Drains whenever the next thing is due, until `until`. */
async function liveUntil(world: World, until: number, outbox = world.outbox()): Promise<void> {
  for (;;) {
    await outbox.drain();
    const nextAt = await world.ledger.nextDueAt();
    if (nextAt === null || nextAt > until) break;
    world.now = Math.max(world.now + 1, nextAt);
  }
  world.now = until;
}

describe('order and pace', () => {
  test('the answer somebody waits for goes before notices, notices before bulletins', async () => {
    const world = await withPromises(
      to('bulletin', 'a', { rank: 9 }),
      to('notice', 'b', { rank: 5 }),
      to('answer', 'c', { rank: 0 }),
    );
    await world.outbox().drain();
    expect(texts(world)).toEqual(['answer', 'notice', 'bulletin']);
  });

  test('an answer promised while a bulletin goes out does not wait for its end', async () => {
    const bulletin = Array.from({ length: 120 }, (_, at) => to(`b${at}`, `p${at}`, { rank: 9 }));
    const world = await withPromises(...bulletin);
    const outbox = world.outbox();
    await outbox.drain();
    expect(world.sent.length).toBeLessThanOrEqual(50);
    const before = world.sent.length;
    await world.ledger.conclude(conclusion({ promises: [to('answer', 'asker')] }));
    world.now += 1_100;
    await outbox.drain();
    expect(textOf(world.sent[before] ?? { outgoing: toPerson('', ''), uuid: '', at: 0 })).toBe('answer');
  });

  test('one receiver gets five a second at most, and does not hold up the others', async () => {
    const many = Array.from({ length: 12 }, (_, at) => to(`a${at}`, 'busy'));
    const world = await withPromises(...many, to('other', 'free', { rank: 9 }));
    const outbox = world.outbox();
    await outbox.drain();
    expect(texts(world)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'other']);
    expect(world.wakes.length).toBeGreaterThan(0);
    world.now += 1_100;
    await outbox.drain();
    world.now += 1_100;
    await outbox.drain();
    expect(texts(world).filter((text) => text !== 'other')).toEqual(many.map((one) => one.key));
  });

  test('one call that hangs holds up nobody: what is promised later leaves and is settled meanwhile', async () => {
    const world = await withPromises(to('slow', 'a'), to('fast', 'b'));
    const hanging = Promise.withResolvers<SendResult>();
    world.script = (call: Sent) => (textOf(call) === 'slow' ? hanging.promise : undefined);
    const outbox = world.outbox();
    const drained = outbox.drain();
    await expect.poll(async () => (await world.stateOf('fast'))?.state).toBe('sent');
    await world.ledger.conclude(conclusion({ promises: [to('later', 'c')] }));
    void outbox.drain();
    await expect.poll(async () => (await world.stateOf('later'))?.state).toBe('sent');
    expect((await world.stateOf('slow'))?.state).toBe('sending');
    hanging.resolve({ result: 'sent', messageId: 'om_slow', chatId: null });
    await drained;
    expect((await world.stateOf('slow'))?.state).toBe('sent');
    expect(texts(world)).toEqual(['slow', 'fast', 'later']);
  });

  test('the platform’s wait is honoured, for the whole app when it says so', async () => {
    const world = await withPromises(to('a', 'a'));
    world.script = () => ({ result: 'wait', afterMs: 7_000, scope: 'app', why: '99991400' });
    const outbox = world.outbox();
    await outbox.drain();
    world.script = () => undefined;
    await world.ledger.conclude(conclusion({ promises: [to('b', 'b')] }));
    world.now += 6_900;
    await outbox.drain();
    expect(texts(world)).toEqual(['a']);
    world.now += 200;
    await outbox.drain();
    expect(texts(world).sort()).toEqual(['a', 'a', 'b']);
  });
});

describe('outcomes', () => {
  test('an unknown outcome is tried again with the same uuid and the same words', async () => {
    const world = await withPromises(to('a', 'a'));
    world.script = () => (world.sent.length < 3 ? unknown : undefined);
    await liveUntil(world, world.now + 5 * MINUTE);
    expect(world.sent).toHaveLength(3);
    expect(new Set(world.sent.map((call) => call.uuid)).size).toBe(1);
    expect(new Set(world.sent.map((call) => JSON.stringify(call.outgoing))).size).toBe(1);
    expect((await world.stateOf('a'))?.state).toBe('sent');
  });

  test('after 55 minutes without an outcome it is uncertain, and never sent again', async () => {
    const world = await withPromises(to('a', 'a'));
    const start = world.now;
    world.script = () => unknown;
    await liveUntil(world, start + 5 * 60 * MINUTE);
    expect((await world.stateOf('a'))?.state).toBe('uncertain');
    const last = world.sent.at(-1)?.at ?? 0;
    expect(last - start).toBeLessThanOrEqual(UUID_LIFE_MS);
    expect(last - start).toBeGreaterThan(UUID_LIFE_MS - 11 * MINUTE);
    const before = world.sent.length;
    await world.outbox().recover();
    await liveUntil(world, world.now + 60 * MINUTE);
    expect(world.sent).toHaveLength(before);
  });

  test('an unknown outcome followed by hours without the process is not sent blindly', async () => {
    const world = await withPromises(to('a', 'a'));
    world.script = () => unknown;
    await world.outbox().drain();
    world.now += 3 * 60 * MINUTE;
    const outbox = world.outbox();
    await outbox.recover();
    await outbox.drain();
    expect(world.sent).toHaveLength(1);
    expect((await world.stateOf('a'))?.state).toBe('uncertain');
  });

  test('a clock that is set back an hour does not make the hour longer: it is tried again in time', async () => {
    const world = await withPromises(to('a', 'a'));
    world.script = () => (world.sent.length < 2 ? unknown : undefined);
    const outbox = world.outbox();
    await outbox.drain();
    world.now -= 60 * MINUTE;
    // Two seconds later for the platform, whatever the wall shows.
    for (let beat = 0; beat < 4; beat += 1) {
      world.now += 1_000;
      await outbox.drain();
    }
    expect(world.sent).toHaveLength(2);
    expect((await world.stateOf('a'))?.state).toBe('sent');
  });

  test('a clock that was set back and forth leaves no try younger than it is to the next process', async () => {
    const world = await withPromises(to('a', 'a'));
    const outbox = world.outbox();
    await outbox.drain();
    // Back an hour and forth again: the process's own clock is an hour ahead of the wall from here on.
    world.now -= 60 * MINUTE;
    await outbox.drain();
    world.now += 60 * MINUTE;
    await world.ledger.conclude(conclusion({ promises: [to('late', 'd')] }));
    world.script = (sent) => (textOf(sent) === 'late' ? unknown : undefined);
    await outbox.drain();
    const tries = () => world.sent.filter((sent) => textOf(sent) === 'late').length;
    expect(tries()).toBeGreaterThan(0);
    const before = tries();
    // Down for an hour; the next process sees the wall alone.
    world.now += 61 * MINUTE;
    const next = world.outbox();
    await next.recover();
    await liveUntil(world, world.now + 30 * MINUTE, next);
    expect(tries()).toBe(before);
    expect((await world.stateOf('late'))?.state).toBe('uncertain');
  });

  test('a clock set back while the process was down: how long ago it was tried is not known', async () => {
    const world = await withPromises(to('a', 'a'));
    world.script = () => unknown;
    await world.outbox().drain();
    const tries = world.sent.length;
    world.now -= 60 * MINUTE;
    const outbox = world.outbox();
    await outbox.recover();
    await liveUntil(world, world.now + 3 * 60 * MINUTE, outbox);
    expect(world.sent).toHaveLength(tries);
    expect((await world.stateOf('a'))?.state).toBe('uncertain');
  });

  test('what certainly never arrived may be sent hours later: only the unknown starts the hour', async () => {
    const world = await withPromises(to('a', 'a'));
    world.script = () => ({ result: 'wait', afterMs: 0, scope: 'fault', why: 'ECONNREFUSED' });
    await world.outbox().drain();
    world.script = () => undefined;
    world.now += 3 * 60 * MINUTE;
    await world.outbox().drain();
    expect((await world.stateOf('a'))?.state).toBe('sent');
  });

  test('an update is repeated however long it takes: twice the same card is one card', async () => {
    const card = { title: '卡', tone: 'done' as const, body: [] };
    const world = await withPromises(promised('u', { outgoing: { how: 'update', messageId: 'om_1', card } }));
    world.script = () => unknown;
    await world.outbox().drain();
    world.script = () => undefined;
    world.now += 3 * 60 * MINUTE;
    await world.outbox().drain();
    expect((await world.stateOf('u'))?.state).toBe('sent');
  });

  test('refused is parked with its code, and the others go on', async () => {
    const world = await withPromises(to('a', 'a'), to('b', 'b'));
    world.script = (call) => (textOf(call) === 'a' ? refused : undefined);
    await liveUntil(world, world.now + 60 * MINUTE);
    expect(await world.stateOf('a')).toMatchObject({ state: 'parked', code: 230_002, why: '机器人不在群里' });
    expect((await world.stateOf('b'))?.state).toBe('sent');
    expect(world.sent).toHaveLength(2);
    await world.ledger.retry(['a'], world.now);
    world.script = () => undefined;
    await world.outbox().drain();
    expect((await world.stateOf('a'))?.state).toBe('sent');
    expect(world.sent[2]?.uuid).not.toBe(world.sent[0]?.uuid);
  });

  test('a messenger that throws is an unknown outcome, not an end', async () => {
    const world = await withPromises(to('a', 'a'), to('b', 'b'));
    world.script = (call) => {
      if (textOf(call) === 'a' && world.sent.length < 3) throw new Error('bug');
      return undefined;
    };
    await liveUntil(world, world.now + MINUTE);
    expect(new Set(world.sent.filter((call) => textOf(call) === 'a').map((call) => call.uuid)).size).toBe(1);
    expect([(await world.stateOf('a'))?.state, (await world.stateOf('b'))?.state]).toEqual(['sent', 'sent']);
  });

  test('a settlement the disk refuses is kept and written later; nothing is sent twice, nothing stays claimed', async () => {
    const world = await withPromises(to('a', 'a'));
    const { settle } = world.ledger;
    let isFull = true;
    Object.assign(world.ledger, {
      settle: async (given: Parameters<typeof settle>[0]) => {
        if (isFull) throw new Error('database or disk is full');
        return settle(given);
      },
    });
    const outbox = world.outbox();
    await outbox.drain().catch(() => undefined);
    expect((await world.stateOf('a'))?.state).toBe('sending');
    isFull = false;
    await outbox.drain();
    expect((await world.stateOf('a'))?.state).toBe('sent');
    expect(world.sent).toHaveLength(1);
  });
});

describe('answers grown old', () => {
  test('an answer older than 30 minutes is replaced by one line saying so', async () => {
    const world = await World.open();
    const answer = promised('reply:om_1', { staleAt: world.now + 30 * MINUTE });
    await world.ledger.conclude(conclusion({ promises: [answer, to('notice', 'b', { rank: 5 })] }));
    world.now += 30 * MINUTE + 1;
    await world.outbox().drain();
    expect(texts(world)[0]).toContain('已过时');
    expect(texts(world)[1]).toBe('notice');
    expect((await world.stateOf('reply:om_1'))?.state).toBe('sent');
  });

  test('an answer held back by a platform that was down is replaced too: nothing of it had arrived', async () => {
    const world = await World.open();
    const answer = promised('reply:om_2', { staleAt: world.now + MINUTE });
    await world.ledger.conclude(conclusion({ promises: [answer] }));
    world.script = () => ({ result: 'wait', afterMs: 2 * MINUTE, scope: 'fault', why: 'ECONNREFUSED' });
    await world.outbox().drain();
    world.script = () => undefined;
    world.now += 2 * MINUTE;
    await world.outbox().drain();
    expect(texts(world)[1]).toContain('已过时');
  });

  test('the line that took its place keeps its words too, however often it is tried', async () => {
    const world = await World.open();
    const answer = promised('reply:om_3', { staleAt: world.now + MINUTE });
    await world.ledger.conclude(conclusion({ promises: [answer] }));
    world.now += 2 * MINUTE;
    world.script = () => unknown;
    await world.outbox().drain();
    world.script = () => undefined;
    world.now += 2 * MINUTE;
    await world.outbox().drain();
    const [first = '', second] = texts(world);
    expect(first).toContain('已过时');
    expect(second).toBe(first);
  });

  test('one that may have arrived keeps its words: the same uuid never carries two contents', async () => {
    const world = await World.open();
    const answer = promised('reply:om_1', { staleAt: world.now + MINUTE });
    await world.ledger.conclude(conclusion({ promises: [answer] }));
    world.script = () => unknown;
    await world.outbox().drain();
    world.script = () => undefined;
    world.now += 2 * MINUTE;
    await world.outbox().drain();
    expect(texts(world)).toEqual(['reply:om_1', 'reply:om_1']);
  });
});
