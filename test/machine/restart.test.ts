/** The outbox over restarts: what was under way, the pace reached, and a stop that loses nothing. */
import { describe, expect, test } from 'vitest';
import type { Promised } from '../../src/ledger.ts';
import { UUID_LIFE_MS } from '../../src/outbox.ts';
import type { SendResult } from '../../src/ports.ts';
import { conclusion, promised, toPerson } from '../contract/kit.ts';
import { World } from './kit.ts';

const MINUTE = 60_000;

const to = (key: string, person: string, more: Partial<Promised> = {}): Promised =>
  promised(key, { outgoing: toPerson(`ou_${person}`, key), ...more });

async function withPromises(...promises: readonly Promised[]): Promise<World> {
  const world = await World.open();
  const on = { at: world.now, actor: null, cause: 'event:test' };
  await world.ledger.conclude(conclusion({ on, promises }));
  return world;
}

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

describe('restarts', () => {
  test('what was being sent when the process ended is sent again with the same uuid', async () => {
    const world = await withPromises(to('a', 'a'));
    const [item] = await world.ledger.due(world.now, 1);
    await world.ledger.claim(['a'], world.now);
    const outbox = world.outbox();
    await outbox.drain();
    expect(world.sent).toEqual([]);
    await outbox.recover();
    await liveUntil(world, world.now + MINUTE, outbox);
    expect(world.sent.map((call) => call.uuid)).toEqual([item?.uuid]);
    expect((await world.stateOf('a'))?.state).toBe('sent');
  });

  test('what was being sent an hour before the start is uncertain, and waits for a person', async () => {
    const world = await withPromises(to('a', 'a'));
    await world.ledger.claim(['a'], world.now);
    world.now += UUID_LIFE_MS + 1;
    const outbox = world.outbox();
    await outbox.recover();
    await outbox.drain();
    expect(world.sent).toEqual([]);
    expect((await world.stateOf('a'))?.state).toBe('uncertain');
  });

  test('the pace reached before a restart still holds after it', async () => {
    const world = await withPromises(...Array.from({ length: 10 }, (_, at) => to(`a${at}`, 'busy')));
    await world.outbox().drain();
    expect(world.sent).toHaveLength(5);
    world.now += 200;
    const next = world.outbox();
    await next.recover();
    await next.drain();
    expect(world.sent).toHaveLength(5);
    world.now += 1_000;
    await next.drain();
    expect(world.sent).toHaveLength(10);
  });

  test('stop lets what is under way finish and starts nothing new', async () => {
    const world = await withPromises(to('a', 'a'));
    const hanging = Promise.withResolvers<SendResult>();
    world.script = () => hanging.promise;
    const outbox = world.outbox();
    void outbox.drain();
    await expect.poll(() => world.sent.length).toBe(1);
    await world.ledger.conclude(conclusion({ promises: [to('b', 'b')] }));
    const stopped = outbox.stop();
    hanging.resolve({ result: 'sent', messageId: 'om_1', chatId: null });
    await stopped;
    await outbox.drain();
    expect((await world.stateOf('a'))?.state).toBe('sent');
    expect((await world.stateOf('b'))?.state).toBe('waiting');
  });
});
