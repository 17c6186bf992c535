/** From accepted to concluded: one answer for each typed message, whatever crashes, races or fails. */
import { describe, expect, test } from 'vitest';
import { handleMessage } from '../../src/machine.ts';
import type { Delivery } from '../../src/ports.ts';
import { message, NOON } from '../contract/kit.ts';
import { World } from './kit.ts';

const said = (id: string, text: string, more: Parameters<typeof message>[1] = {}) =>
  message(id, { body: { type: 'text', text }, ...more });
const group = { chatKind: 'group', chatId: 'oc_group' } as const;
const bot = { key: '@_user_1', openId: 'ou_bot', name: '招商助手', isBot: true, isEveryone: false };

async function receive(world: World, ...deliveries: readonly Delivery[]) {
  const inbox = world.inbox();
  for (const delivery of deliveries) await inbox.accept(delivery);
  await inbox.drain();
}

const everyone = { ...bot, key: '@_all', openId: null, isBot: false, isEveryone: true };
const person = { ...bot, openId: 'ou_bo', isBot: false };

describe('exactly one answer', () => {
  test('every typed message has one promise: known words, unknown words, pictures, files and voice', async () => {
    const world = await World.open();
    await receive(
      world,
      said('1', '计数'),
      said('2', '天气怎么样'),
      message('3', { body: { type: 'image', fileKey: 'k' } }),
      message('4', { body: { type: 'file', fileKey: 'k', fileName: 'a.pdf' } }),
      message('5', { body: { type: 'other', name: '语音' } }),
      said('6', ''),
    );
    expect(await world.promised()).toEqual([1, 2, 3, 4, 5, 6].map((id) => `reply:om_${id}`));
  });

  test('a group is answered only when mentioned, other bots and @所有人 never', async () => {
    const world = await World.open();
    await receive(
      world,
      said('1', '计数', group),
      said('2', '@_all 计数', { ...group, mentions: [everyone] }),
      said('3', '@_user_1 计数', { ...group, mentions: [person] }),
      said('4', '@_user_1 计数', { ...group, mentions: [bot] }),
      said('5', '计数', { senderIsPerson: false }),
    );
    expect(await world.promised()).toEqual(['reply:om_4']);
    expect((await world.stateOf('reply:om_4'))?.receiver).toBe('chat:oc_group');
    expect(await world.ledger.counts()).toEqual({ outbox_waiting: 1 });
  });

  test('of talk that mentions nobody no word is kept, and it is still taken in once', async () => {
    const world = await World.open();
    const inbox = world.inbox();
    const talk = said('1', '今晚谁值班', group);
    expect(await inbox.accept(talk)).toBe('ignored');
    expect(await inbox.accept({ ...talk, eventId: 'ev_other' })).toBe('ignored');
    expect(await world.ledger.waiting(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    expect(await world.ledger.isKnown('message:om_1')).toBe(true);
    expect(await inbox.accept(said('2', '@_user_1 计数', { ...group, mentions: [bot] }))).toBe('new');
  });

  test('of talk that mentions others no word is kept once we know who we are; before that it is', async () => {
    const world = await World.open();
    const strangers = world.inbox();
    const acquainted = world.inbox(world.machine, 'ou_bot');
    const toColleague = (n: string) => said(n, '@_user_1 今晚谁值班', { ...group, mentions: [person] });
    expect(await strangers.accept(toColleague('1'))).toBe('new');
    expect(await acquainted.accept(toColleague('2'))).toBe('ignored');
    expect(await acquainted.accept(said('3', '@_all 开会', { ...group, mentions: [everyone] }))).toBe(
      'ignored',
    );
    const both = said('4', '@_user_1 @_user_1 计数', { ...group, mentions: [person, bot] });
    expect(await acquainted.accept(both)).toBe('new');
    const waiting = await world.ledger.waiting(Number.MAX_SAFE_INTEGER, 10);
    expect(waiting.map(({ delivery }) => 'messageId' in delivery && delivery.messageId)).toEqual([
      'om_1',
      'om_4',
    ]);
    expect(await world.ledger.isKnown('message:om_2')).toBe(true);
  });

  test('a push again, under the same or another event id, is answered once', async () => {
    const world = await World.open();
    await receive(world, said('1', '计数'), said('1', '计数'), said('1', '计数', { eventId: 'ev_other' }));
    await receive(world, said('1', '计数', { eventId: 'ev_late' }));
    expect(await world.promised()).toEqual(['reply:om_1']);
    expect(await world.store.lastValue('count')).toBe(1);
  });

  test('a message recalled before it is processed gets none and changes nothing', async () => {
    const world = await World.open();
    const recalled = {
      kind: 'recalled',
      eventId: 'ev_r',
      createdAt: NOON,
      messageId: 'om_1',
      chatId: 'oc_x',
    } as const;
    await receive(world, said('1', '计数'), recalled, said('2', '计数'));
    expect(await world.promised()).toEqual(['reply:om_2']);
    expect(await world.store.lastValue('count')).toBe(1);
  });

  test('a recall that arrives before its message, or twice, stops it too', async () => {
    const world = await World.open();
    const recalled = { kind: 'recalled', createdAt: NOON, messageId: 'om_1', chatId: 'oc_x' } as const;
    await receive(
      world,
      { ...recalled, eventId: 'ev_a' },
      { ...recalled, eventId: 'ev_b' },
      said('1', '计数'),
    );
    expect(await world.promised()).toEqual([]);
  });

  test('unknown event types are acknowledged and leave nothing', async () => {
    const world = await World.open();
    const inbox = world.inbox();
    const unknown = { kind: 'unknown', eventId: 'ev_u', createdAt: NOON, type: 'im.new_thing_v9' } as const;
    expect(await inbox.accept(unknown)).toBe('ignored');
    expect(await world.ledger.counts()).toEqual({});
  });
});

describe('crashes and races', () => {
  test('a crash between accepting and concluding: the next life processes it once', async () => {
    const world = await World.open();
    await world.inbox().accept(said('1', '计数'));
    await world.inbox().drain();
    await world.inbox().drain();
    expect(await world.promised()).toEqual(['reply:om_1']);
    expect(await world.store.lastValue('count')).toBe(1);
  });

  test('two workers on one database: one conclusion of each delivery', async () => {
    const world = await World.open();
    const [first, second] = [world.inbox(), world.inbox()];
    for (let at = 0; at < 25; at += 1) await first.accept(said(`${at}`, '计数'));
    await Promise.all([first.drain(), second.drain()]);
    expect(await world.promised()).toHaveLength(25);
    expect(await world.store.lastValue('count')).toBe(25);
    expect(await world.ledger.counts()).toEqual({ outbox_waiting: 25 });
  });

  test('somebody moved first: it decides again on what is true now', async () => {
    const world = await World.open();
    let raced = false;
    const store = {
      ...world.store,
      lastValue: async (name: string) => {
        const value = await world.store.lastValue(name);
        if (!raced) {
          raced = true;
          await receive(world, said('other', '计数'));
        }
        return value;
      },
    };
    const inbox = world.inbox({ ...world.machine, tools: { ...world.machine.tools, store } });
    await inbox.accept(said('1', '计数'));
    // Only this inbox sees the slow store; the other delivery is concluded in between.
    await inbox.drain();
    expect(await world.promised()).toEqual(['reply:om_1', 'reply:om_other']);
    expect(await world.store.lastValue('count')).toBe(2);
  });

  test('a call to drain while draining is not lost', async () => {
    const world = await World.open();
    const inbox = world.inbox();
    await inbox.accept(said('1', '计数'));
    const draining = inbox.drain();
    await inbox.accept(said('2', '计数'));
    await Promise.all([draining, inbox.drain()]);
    expect(await world.promised()).toEqual(['reply:om_1', 'reply:om_2']);
  });
});

describe('what keeps failing', () => {
  test('waits 1 s, 5 s, 30 s, 2 min; is parked at the fifth with one line to the sender; others go on', async () => {
    const world = await World.open();
    await receive(world, said('bad', '出错'), said('good', '计数'));
    expect(await world.promised()).toEqual(['reply:om_good']);
    for (const delayMs of [1_000, 5_000, 30_000, 120_000]) {
      expect(world.wakes.at(-1)).toBe(delayMs);
      world.now += delayMs - 1;
      await world.inbox().drain();
      expect(world.wakes.at(-1)).toBe(delayMs);
      world.now += 1;
      await world.inbox().drain();
    }
    expect(world.wakes).toEqual([1_000, 5_000, 30_000, 120_000]);
    expect(await world.ledger.counts()).toEqual({ delivery_parked: 1, outbox_waiting: 2 });
    world.now += 3_600_000;
    await world.inbox().drain();
    expect(await world.promised()).toEqual(['reply:om_bad', 'reply:om_good']);
    const [sorry] = (await world.ledger.due(world.now, 9)).filter((item) => item.key === 'reply:om_bad');
    expect(JSON.stringify(sorry?.outgoing)).toContain('没有办成');
  });

  test('the failure of one worker does not undo the conclusion of another', async () => {
    const world = await World.open();
    await world.inbox().accept(said('1', '计数'));
    world.now += 1;
    const broken = {
      ...world.machine,
      packAt: () => {
        throw new Error('always');
      },
    };
    for (const delayMs of [0, 1_000, 5_000, 30_000]) {
      world.now += delayMs;
      await world.inbox(broken).drain();
    }
    world.now += 120_000;
    // The fifth failure and the success meet.
    await Promise.all([world.inbox().drain(), world.inbox(broken).drain()]);
    const counts = await world.ledger.counts();
    expect(await world.promised()).toEqual(['reply:om_1']);
    const isParked = counts['delivery_parked'] === 1;
    expect(await world.store.lastValue('count')).toBe(isParked ? 0 : 1);
    expect(counts['delivery_waiting']).toBeUndefined();
  });
});

test('a command that is not for groups answers the person alone, with one line in the group', async () => {
  const world = await World.open();
  const machine = {
    ...world.machine,
    tools: {
      ...world.machine.tools,
      commands: world.machine.tools.commands.map((command) => ({ ...command, inGroups: false })),
    },
  };
  const asked = said('1', '@_user_1 计数', { ...group, mentions: [bot] });
  const handled = await handleMessage(machine, asked);
  expect(handled.privateLine).toBe('已私聊回复您。');
  const inbox = world.inbox(machine);
  await inbox.accept(asked);
  await inbox.drain();
  expect(await world.promised()).toEqual(['private:om_1', 'reply:om_1']);
  expect((await world.stateOf('private:om_1'))?.receiver).toBe('person:ou_anna');
});
