// /readyz tells why, one line a cause, and is ready again when the cause is gone.
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { NodeDatabase } from '../../db/node.ts';
import { makeMetrics } from '../../src/metrics.ts';
import type { Database } from '../../src/ports.ts';
import { Readiness } from '../../src/readiness.ts';
import { memory } from '../contract/factories.ts';
import { NOON } from '../contract/kit.ts';
import { City } from '../harness/city.ts';

const MINUTE = 60_000;

async function watched(wrap: (database: Database) => Database = (database) => database) {
  const place = await memory.start();
  onTestFinished(() => place.stop());
  const database = await place.open();
  const clock = { now: NOON };
  const readiness = new Readiness(wrap(database), makeMetrics(), () => clock.now);
  return { readiness, clock };
}

describe('what can only be made in small', () => {
  test('a disk that refuses is told until a write succeeds, without any traffic', async () => {
    let isFull = true;
    const { readiness, clock } = await watched((database) => ({
      query: (sql, binds) => database.query(sql, binds),
      commit: async (statements) => {
        if (isFull) throw new Error('database or disk is full');
        return database.commit(statements);
      },
      close: () => database.close(),
    }));
    expect(await readiness.why()).toBeNull();
    await expect(readiness.database.commit([])).rejects.toThrow('full');
    expect(await readiness.why()).toMatch(/^database cannot be written: database or disk is full/);
    clock.now += MINUTE;
    expect(await readiness.why()).toMatch(/^database cannot be written/);
    isFull = false;
    clock.now += MINUTE;
    expect(await readiness.why()).toBeNull();
  });

  test('a database that does not answer is told', async () => {
    const { readiness } = await watched((database) => ({
      ...database,
      query: () => Promise.reject(new Error('disk I/O error')),
    }));
    expect(await readiness.why()).toBe('database does not answer: disk I/O error');
  });

  test('jobs that failed, and a look that does not end, are told; the next good look clears them', async () => {
    const { readiness, clock } = await watched();
    await readiness.looking(async () => ({ done: [], failed: ['month-bulletin'] }));
    expect(await readiness.why()).toMatch(/^jobs failed and are overdue: month-bulletin/);
    await readiness.looking(async () => ({ done: [], failed: [] }));
    expect(await readiness.why()).toBeNull();
    let end = () => {};
    const hangs = readiness.looking(
      () =>
        new Promise((resolve) => {
          end = () => resolve({ done: [], failed: [] });
        }),
    );
    clock.now += 11 * MINUTE;
    expect(await readiness.why()).toMatch(/^jobs are overdue: a look that began at/);
    end();
    await hangs;
    expect(await readiness.why()).toBeNull();
  });
});

describe('the service', () => {
  let city: City;
  beforeAll(async () => {
    city = await City.open();
  }, 60_000);
  afterAll(() => city.close());

  const ready = async () => (await fetch(`${city.address}/readyz`)).text();
  /** Beside the service, as an operator's hand would. */
  const beside = async (sql: string): Promise<void> => {
    const other = new NodeDatabase({ path: city.env['DATABASE_PATH'] ?? '' });
    other.exec(sql);
    await other.close();
  };

  test('is ready with status 200 while nothing is wrong', async () => {
    const response = await fetch(`${city.address}/readyz`);
    expect([response.status, await response.text()]).toEqual([200, 'ready']);
  });

  test('tells of an outbox that is stuck, and which kind, with 503', async () => {
    const { sandbox } = city;
    sandbox.faults.next('http500', { on: '/reply', times: 1_000 });
    await sandbox.say('周岚', city.chat('周岚'), '我的');
    await expect.poll(() => city.metrics()).toMatch(/^zhaoshang_outbox_waiting 1$/m);
    await sandbox.advance(6 * MINUTE);
    expect(await ready()).toMatch(/^outbox is stuck: an answer waits since 2026-11-10T/);
    expect((await fetch(`${city.address}/readyz`)).status).toBe(503);
    sandbox.faults.clear();
    await sandbox.advance(MINUTE);
    await expect.poll(ready, { timeout: 15_000 }).toBe('ready');
  });

  test('tells of migrations that are newer than the program, and of tables that are not there', async () => {
    await beside("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
    expect(await ready()).toMatch(/^migrations are newer than this program: 9999_later\.sql/);
    await beside("DELETE FROM d1_migrations WHERE name = '9999_later.sql'");
    await beside('ALTER TABLE delivery RENAME TO elsewhere');
    expect(await ready()).toMatch(/migrations are not applied: no such table: delivery/);
    await beside('ALTER TABLE elsewhere RENAME TO delivery');
    await expect.poll(ready).toBe('ready');
  });

  test('tells of an inbox that is behind, and of several causes at once', async () => {
    const late = city.now - 3 * MINUTE;
    await beside(
      `INSERT INTO delivery (event_id, body, received_at, state, attempts, next_at) VALUES ('late', 'x', ${late}, 'waiting', 0, 9e15)`,
    );
    await beside("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
    expect((await ready()).split('\n')).toEqual([
      expect.stringMatching(/^inbox is behind: a delivery waits since/),
      expect.stringMatching(/^migrations are newer/),
    ]);
    await beside("DELETE FROM delivery WHERE event_id = 'late'");
    await beside("DELETE FROM d1_migrations WHERE name = '9999_later.sql'");
    expect(await ready()).toBe('ready');
  });
});
