/** Occasions: each once, whoever runs it, caught up in order, and one failing job does not stop the others. */
import { expect, test } from 'vitest';
import type { Outcome } from '../../src/outcome.ts';
import { type Job, type JobScene, runDue } from '../../src/scheduler.ts';
import { NOON } from '../contract/kit.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { standingsHere } from '../standing/here.ts';
import { quiet, World } from './kit.ts';

const DAY = 86_400_000;
const pack = sanming();

const notice = (key: string): Outcome => ({
  changes: [],
  answer: {},
  notices: [
    {
      key: `notice:${key}`,
      to: { kind: 'person', openId: 'ou_anna' },
      card: { title: key, tone: 'notice', body: [] },
      rank: 'notice',
    },
  ],
});

/** One occasion a day since NOON. */
const daily = (
  id: string,
  run: (key: string, scene: JobScene) => Promise<Outcome> = async (key) => notice(key),
): Job => ({
  id,
  due: async (scene) =>
    Array.from({ length: Math.floor((scene.now - NOON) / DAY) + 1 }, (_, at) => ({
      key: `${id}:${at}`,
      run: (running) => run(`${id}:${at}`, running),
    })),
});

const depsOf = (world: World, ...jobs: readonly Job[]) => ({
  jobs,
  ledger: world.ledger,
  store: world.store,
  standing: standingsHere(world.store, () => pack),
  packAt: () => pack,
  log: quiet,
  now: () => NOON + 1_000 * DAY,
  onPromised: () => {},
  count: () => {},
});

test('an occasion runs once, with its promise, however often it is due', async () => {
  const world = await World.open();
  const deps = depsOf(world, daily('a'));
  expect((await runDue(deps, NOON)).done).toEqual(['a:0']);
  expect((await runDue(deps, NOON + 1_000)).done).toEqual([]);
  expect(await world.promised()).toEqual(['notice:a:0']);
});

test('two who run at once do it once', async () => {
  const world = await World.open();
  const deps = depsOf(world, daily('a'), daily('b'));
  const both = await Promise.all([runDue(deps, NOON), runDue(deps, NOON), runDue(deps, NOON)]);
  expect(both.flatMap(({ done }) => done).sort()).toEqual(['a:0', 'b:0']);
  expect(await world.promised()).toEqual(['notice:a:0', 'notice:b:0']);
});

test('occasions missed while nobody ran are caught up in order', async () => {
  const world = await World.open();
  const order: string[] = [];
  const deps = depsOf(
    world,
    daily('a', async (key) => {
      order.push(key);
      return notice(key);
    }),
  );
  expect((await runDue(deps, NOON + 3 * DAY)).done).toEqual(['a:0', 'a:1', 'a:2', 'a:3']);
  expect(order).toEqual(['a:0', 'a:1', 'a:2', 'a:3']);
});

test('one failing job does not stop the others, keeps nothing half done, and runs at the next tick', async () => {
  const world = await World.open();
  let isBroken = true;
  const shaky = daily('bad', async (key) => {
    if (isBroken) throw new Error('no');
    return notice(key);
  });
  const deps = depsOf(world, shaky, daily('good'));
  expect(await runDue(deps, NOON)).toEqual({ done: ['good:0'], failed: ['bad'] });
  expect(await world.promised()).toEqual(['notice:good:0']);
  isBroken = false;
  expect(await runDue(deps, NOON + 1)).toEqual({ done: ['bad:0'], failed: [] });
});

test('an occasion that finds somebody moved first decides again', async () => {
  const world = await World.open();
  let runs = 0;
  const job = daily('a', async (key, { store }) => {
    runs += 1;
    const value = (await store.lastValue('n')) + 1;
    if (runs === 1) {
      const on = { at: NOON, actor: null, cause: 'cli:test' };
      const changes = [{ subject: 'sequence', name: 'n', value }] as const;
      await world.ledger.conclude({ on, changes, promises: [], keys: [] });
    }
    return { ...notice(key), changes: [{ subject: 'sequence', name: 'n', value }] };
  });
  expect((await runDue(depsOf(world, job), NOON)).done).toEqual(['a:0']);
  expect([runs, await world.store.lastValue('n')]).toEqual([2, 2]);
});

test('told of a day to come, what it promises leaves now and not on that day', async () => {
  const world = await World.open();
  const deps = { ...depsOf(world, daily('a')), now: () => NOON };
  expect((await runDue(deps, NOON + DAY)).done).toEqual(['a:0', 'a:1']);
  const items = await world.ledger.list('waiting', 10);
  expect(items.map((item) => item.nextAt)).toEqual([NOON, NOON]);
});
