/** Real processes and SIGKILL: what was acknowledged is there, and the lock of a killed service is free. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { isServed, LockedError, lockDatabase } from '../../src/lock.ts';
import { folder, openAt } from './kit.ts';

type Child = ChildProcessByStdio<null, Readable, null>;

function run(script: string, ...args: string[]): Child {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function killed(child: Child): Promise<void> {
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}

const TRIALS = 6;
/** Moments after the first acknowledgement, spread so that writes, flushes and checkpoints are hit. */
const DELAYS_MS = [3, 17, 41, 73, 129, 211];

test(`everything acknowledged is there after kill -9, and nothing twice (${TRIALS} trials on one file)`, async () => {
  const path = join(folder(), 'bot.db');
  await (await openAt(path)).commit([]);
  const acknowledged: string[] = [];
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const child = run('acceptor.ts', path, String(trial));
    let printed = '';
    const started = Promise.withResolvers<void>();
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      started.resolve();
    });
    await started.promise;
    await new Promise((resolve) => setTimeout(resolve, DELAYS_MS[trial] ?? 0));
    await killed(child);
    const lines = printed.split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !line.startsWith('new '))).toEqual([]);
    acknowledged.push(...lines.map((line) => line.slice('new '.length)));
  }
  const database = await openAt(path);
  expect(await database.query('PRAGMA integrity_check', [])).toEqual([['ok']]);
  const there = await database.query("SELECT event_id FROM delivery WHERE state = 'waiting'", []);
  const ids = new Set(there.map((row) => row[0]));
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  const keys = await database.query("SELECT count(*) FROM inbox WHERE key LIKE 'message:%'", []);
  expect(keys).toEqual([[there.length]]);
}, 40_000);

test('a second service on one database is refused, until the first is killed', async () => {
  const path = join(folder(), 'data', 'bot.db');
  const child = run('holder.ts', path);
  await once(child.stdout, 'data');
  expect(() => lockDatabase(path)).toThrow(LockedError);
  expect(() => lockDatabase(path)).toThrow(/另一个服务正在使用数据库/);
  expect(isServed(path)).toBe(true);
  await killed(child);
  expect(isServed(path)).toBe(false);
  const unlock = lockDatabase(path);
  expect(() => lockDatabase(path)).toThrow(LockedError);
  unlock();
  lockDatabase(path)();
});

test('the lock does not touch the database itself: the CLI commits beside a running service', async () => {
  const path = join(folder(), 'bot.db');
  const unlock = lockDatabase(path);
  expect(existsSync(path)).toBe(false);
  const database = await openAt(path);
  expect(await database.commit([])).toEqual({ result: 'done' });
  unlock();
});

test('a lock that fails for another reason says so, instead of blaming another service', () => {
  const place = join(folder(), 'bot.db');
  mkdirSync(`${place}.lock`);
  expect(() => lockDatabase(place)).toThrow();
  expect(() => lockDatabase(place)).not.toThrow(LockedError);
  expect(() => lockDatabase(':memory:')()).not.toThrow();
});
