/** What only better-sqlite3 can show: durability settings, one flush a turn, faults of the disk and recovery. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import { migrate } from '../../db/migrate.ts';
import { DurabilityError, NodeDatabase } from '../../db/node.ts';
import { MIGRATIONS } from '../contract/factories.ts';
import {
  conclusion,
  leadChange,
  message,
  NOON,
  promised,
  registered,
  toPerson,
  vault,
} from '../contract/kit.ts';
import { bytesIn, folder, openAt, take, transactionsInLog } from './kit.ts';

const keysOf = async (database: NodeDatabase) =>
  (await database.query('SELECT key FROM inbox ORDER BY key', [])).map((row) => row[0]);

describe('durability', () => {
  test('synchronous is FULL after the first write, not only before it', async () => {
    const database = await openAt(join(folder(), 'bot.db'));
    await database.commit([take('a')]);
    expect(await database.query('PRAGMA synchronous', [])).toEqual([[2]]);
    expect(await database.query('PRAGMA journal_mode', [])).toEqual([['wal']]);
  });

  test('a connection that fell back to NORMAL acknowledges nothing, and the next one is durable again', async () => {
    const database = await openAt(join(folder(), 'bot.db'));
    database.exec('PRAGMA synchronous = NORMAL');
    await expect(database.commit([take('a')])).rejects.toThrow(DurabilityError);
    expect(await database.commit([take('b')])).toEqual({ result: 'done' });
    expect(await database.query('PRAGMA synchronous', [])).toEqual([[2]]);
  });

  test('the database opened anew has what was committed, without a clean close', async () => {
    const path = join(folder(), 'bot.db');
    const first = await openAt(path);
    await first.commit([take('a')]);
    const second = await openAt(path);
    expect(await keysOf(second)).toEqual(['a']);
  });
});

describe('group commit', () => {
  test('the commits of one turn share one transaction; those of two turns take two', async () => {
    const path = join(folder(), 'bot.db');
    const database = await openAt(path);
    const before = transactionsInLog(path);
    await Promise.all(Array.from({ length: 200 }, (_, at) => database.commit([take(`a${at}`)])));
    expect(transactionsInLog(path) - before).toBe(1);
    await database.commit([take('b')]);
    await database.commit([take('c')]);
    expect(transactionsInLog(path) - before).toBe(3);
    expect(await keysOf(database)).toHaveLength(202);
  });

  test('what may wait rides on the next flush; with none coming it makes its own, and closing loses it not', async () => {
    const path = join(folder(), 'bot.db');
    const database = await openAt(path);
    const before = transactionsInLog(path);
    const waiting = database.commit([take('a')], 'soon');
    await new Promise((resolve) => setImmediate(resolve));
    expect(transactionsInLog(path) - before).toBe(0);
    await Promise.all([waiting, database.commit([take('b')])]);
    expect(transactionsInLog(path) - before).toBe(1);
    await database.commit([take('c')], 'soon');
    expect(transactionsInLog(path) - before).toBe(2);
    const last = database.commit([take('d')], 'soon');
    await database.close();
    expect(await last).toEqual({ result: 'done' });
    expect(await keysOf(await openAt(path))).toEqual(['a', 'b', 'c', 'd']);
  });

  test('in a shared transaction a refused and a failing commit undo only their own', async () => {
    const path = join(folder(), 'bot.db');
    const database = await openAt(path);
    await database.commit([take('taken')]);
    const before = transactionsInLog(path);
    const results = await Promise.allSettled([
      database.commit([take('a')]),
      database.commit([take('b'), take('taken')]),
      database.commit([
        take('c'),
        { sql: 'INSERT INTO inbox (key, received_at) VALUES (?, ?)', binds: ['d', null] },
      ]),
      database.commit([take('e'), { sql: 'SYNTAX ERROR', binds: [] }]),
      database.commit([take('f')]),
    ]);
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value.result : 'rejected'))).toEqual([
      'done',
      'conflict',
      'rejected',
      'rejected',
      'done',
    ]);
    expect(await keysOf(database)).toEqual(['a', 'f', 'taken']);
    expect(transactionsInLog(path) - before).toBe(1);
  });

  test('nothing is visible to others before it is acknowledged, and everything is after', async () => {
    const path = join(folder(), 'bot.db');
    const [writer, reader] = [await openAt(path), await openAt(path)];
    const committed = writer.commit([take('a')]);
    expect(await keysOf(reader)).toEqual([]);
    await committed;
    expect(await keysOf(reader)).toEqual(['a']);
  });

  test('what was queued is written by a close', async () => {
    const path = join(folder(), 'bot.db');
    const database = new NodeDatabase({ path });
    await migrate(database, MIGRATIONS);
    const committed = database.commit([take('a')]);
    await database.close();
    expect(await committed).toEqual({ result: 'done' });
    expect(await keysOf(await openAt(path))).toEqual(['a']);
  });
});

test('an answer made of many reads lets others in between them', async () => {
  const database = new NodeDatabase({ path: ':memory:' });
  onTestFinished(() => database.close());
  const slow =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT count(*) FROM n';
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const started = performance.now();
  let reads = 0;
  // Enough of both, however slow or busy the machine is.
  for (; reads < 10 || performance.now() - started < 200; reads += 1) await database.query(slow, []);
  isDone = true;
  expect(turns).toBeGreaterThan(2);
});

describe('faults of the disk', () => {
  test('a full disk rejects what does not fit, keeps what was there, and serves again when there is room', async () => {
    const database = await openAt(join(folder(), 'bot.db'));
    await database.commit([take('a')]);
    const [[pages] = []] = await database.query('PRAGMA page_count', []);
    database.exec(`PRAGMA max_page_count = ${Number(pages)}`);
    await expect(database.commit([take('x'.repeat(1_000_000))])).rejects.toThrow(/full/);
    expect(await keysOf(database)).toEqual(['a']);
    database.exec('PRAGMA max_page_count = 1000000');
    expect(await database.commit([take('b'), take('y'.repeat(100_000))])).toEqual({ result: 'done' });
    expect(await database.query('PRAGMA integrity_check', [])).toEqual([['ok']]);
    expect(await keysOf(database)).toHaveLength(3);
  });

  test('a file locked by another process rejects the commit in bounded time, and the next one succeeds', async () => {
    const path = join(folder(), 'bot.db');
    const database = await openAt(path, 50);
    const other = new Sqlite(path);
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    await expect(database.commit([take('a')])).rejects.toThrow(/locked/);
    other.exec('ROLLBACK');
    expect(await database.commit([take('a')])).toEqual({ result: 'done' });
    expect(await keysOf(database)).toEqual(['a']);
  });

  test('a transaction left open by a fault is rolled back before anything more is acknowledged', async () => {
    const database = await openAt(join(folder(), 'bot.db'));
    database.exec('BEGIN IMMEDIATE');
    database.exec("INSERT INTO inbox (key, received_at) VALUES ('half', 1)");
    await expect(database.commit([take('a')])).rejects.toThrow(/transaction/);
    expect(await database.commit([take('b')])).toEqual({ result: 'done' });
    expect(await keysOf(database)).toEqual(['b']);
  });
});

describe('migrations', () => {
  test('each is applied once, in order, and named; a second run applies nothing', async () => {
    const database = new NodeDatabase({ path: ':memory:' });
    expect(await migrate(database, MIGRATIONS)).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(await migrate(database, MIGRATIONS)).toEqual([]);
    await database.close();
  });

  test('one that fails is undone whole, and the earlier ones stay', async () => {
    const database = new NodeDatabase({ path: ':memory:' });
    const broken = {
      name: '9999_broken.sql',
      sql: 'CREATE TABLE half (x integer); CREATE TABLE half (x integer);',
    };
    await expect(migrate(database, [...MIGRATIONS, broken])).rejects.toThrow(/half/);
    const tables = await database.query("SELECT name FROM sqlite_master WHERE name = 'half'", []);
    expect(tables).toEqual([]);
    expect(await migrate(database, MIGRATIONS)).toEqual([]);
    await database.close();
  });

  test('one that another process applied meanwhile is taken as applied', async () => {
    const path = join(folder(), 'bot.db');
    const [first, second] = [new NodeDatabase({ path }), new NodeDatabase({ path })];
    onTestFinished(() => first.close());
    onTestFinished(() => second.close());
    const late = MIGRATIONS.map((one, at) => ({
      name: one.name,
      get sql() {
        // Somebody else is faster, between the look at the record and the lock.
        if (at === 0 && !ran) {
          ran = true;
          for (const { name, sql } of MIGRATIONS)
            second.exec(`BEGIN; ${sql}; INSERT INTO d1_migrations (name) VALUES ('${name}'); COMMIT`);
        }
        return one.sql;
      },
    }));
    let ran = false;
    expect(await migrate(first, late)).toEqual([]);
    expect(await first.commit([take('a')])).toEqual({ result: 'done' });
  });
});

test('neither phone number nor contact name is in any byte of the files, log included', async () => {
  const place = folder();
  const database = await openAt(join(place, 'bot.db'));
  const ledger = makeLedger(database, vault);
  const secret = { name: '欧阳明月', phone: '13912345678' };
  const words = `登记 联系人 ${secret.name} ${secret.phone}`;
  await ledger.accept(message('1', { body: { type: 'text', text: words } }), ['event:ev_1'], NOON);
  const draft = { id: 'd1', version: 1, owner: 'p', kind: 'lead', payload: { ...secret, words } };
  await ledger.conclude(
    conclusion({
      changes: [
        leadChange(null, registered('XS-202611-0001', { contact: 'c1' })),
        { subject: 'contact', id: 'c1', plain: JSON.stringify(secret) },
        { subject: 'draft', draft: { ...draft, state: 'open', result: null, createdAt: 1 } },
      ],
      promises: [promised('a', { outgoing: toPerson('ou_anna', words) })],
      reply: { eventId: 'ev_1', reply: { toast: { tone: 'info', text: words } } },
    }),
  );
  const bytes = bytesIn(place);
  expect(bytes.includes('福建闽光新材料有限公司')).toBe(true);
  for (const hidden of [secret.name, secret.phone, words]) expect(bytes.includes(hidden)).toBe(false);
  database.checkpoint();
  for (const hidden of [secret.name, secret.phone, words])
    expect(bytesIn(place).includes(hidden)).toBe(false);
});

test('a backup taken while commits go on opens whole and has what was there', async () => {
  const place = folder();
  const database = await openAt(join(place, 'bot.db'));
  await database.commit([take('a')]);
  await Promise.all([database.backup(join(place, 'copy.db')), database.commit([take('b')])]);
  const copy = new Sqlite(join(place, 'copy.db'), { readonly: true });
  onTestFinished(() => void copy.close());
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.prepare("SELECT count(*) FROM inbox WHERE key = 'a'").pluck().get()).toBe(1);
});
