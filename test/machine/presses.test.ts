/** Pressed buttons: answered after the commit, the same push answered the same, nothing lost silently. */
import { expect, test } from 'vitest';
import { press } from '../contract/kit.ts';
import { World } from './kit.ts';

const toastOf = (reply: Awaited<ReturnType<World['press']>>) => reply.toast?.text;

test('the same push again gets the same reply and changes nothing', async () => {
  const world = await World.open();
  const first = await world.press(press('1'));
  expect(toastOf(first)).toBe('第1个');
  expect(await world.press(press('1'))).toEqual(first);
  expect(await world.store.lastValue('count')).toBe(1);
});

test('a second press, with an event id of its own, is the command’s to answer', async () => {
  const world = await World.open();
  expect(toastOf(await world.press(press('1')))).toBe('第1个');
  expect(toastOf(await world.press(press('2')))).toBe('第2个');
});

test('the same push five times at once is one change and one reply', async () => {
  const world = await World.open();
  const replies = await Promise.all(Array.from({ length: 5 }, () => world.press(press('1'))));
  expect(new Set(replies.map(toastOf))).toEqual(new Set(['第1个']));
  expect(await world.store.lastValue('count')).toBe(1);
});

test('presses that collide decide again: each takes a number of its own', async () => {
  const world = await World.open();
  const replies = await Promise.all(Array.from({ length: 6 }, (_, at) => world.press(press(`${at}`))));
  expect(replies.map(toastOf).sort()).toEqual([1, 2, 3, 4, 5, 6].map((at) => `第${at}个`));
  expect(await world.store.lastValue('count')).toBe(6);
});

test('a fault says that nothing was saved and leaves the card alone; pressing again works', async () => {
  const world = await World.open();
  const failed = await world.press(press('1', { press: { command: 'fail', action: 'add', args: {} } }));
  expect(failed.toast).toMatchObject({ tone: 'error' });
  expect(failed.card).toBeUndefined();
  expect(toastOf(await world.press(press('1')))).toBe('第1个');
});

test('an old, foreign or stopped button says what to type', async () => {
  const world = await World.open();
  for (const value of [
    null,
    { command: 'gone', action: 'add', args: {} },
    { command: 'count', action: 'gone', args: {} },
    { command: 'count', action: 'constructor', args: {} },
  ]) {
    const reply = await world.press(press(`x${JSON.stringify(value)}`, { press: value }));
    expect(toastOf(reply)).toContain('请重新输入命令');
  }
});

test('a press on a card in a bound group whose sending was never confirmed counts as a group', async () => {
  const audiences: string[] = [];
  const world = await World.open();
  const watching = world.machine.tools.commands.map((command) => ({
    ...command,
    press: {
      add: async (_pressed: unknown, scene: { audience: string }) => {
        audiences.push(scene.audience);
        return { changes: [], answer: {}, notices: [] };
      },
    },
  }));
  const machine = { ...world.machine, tools: { ...world.machine.tools, commands: watching } };
  const on = { at: world.now, actor: null, cause: 'cli:test' };
  const changes = [{ subject: 'chat-bound', chatId: 'oc_group', unit: null }] as const;
  await world.ledger.conclude({ on, changes, promises: [], keys: [] });
  await world.press(press('1', { chatId: 'oc_group' }), machine);
  await world.press(press('2', { chatId: 'oc_alone' }), machine);
  expect(audiences).toEqual(['group', 'private']);
});
