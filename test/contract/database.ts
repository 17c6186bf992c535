/** What a `Database` promises (src/ports.ts), whatever driver is behind it. */
import { expect } from 'vitest';
import type { Database, Statement } from '../../src/ports.ts';
import { guarantee } from './suite.ts';

const take = (key: string, at = 1): Statement => ({
  sql: 'INSERT INTO inbox (key, received_at) VALUES (?, ?)',
  binds: [key, at],
});
const FACT = 'INSERT INTO fact (stream, seq, type, data, at, actor, cause) VALUES (?, ?, ?, ?, ?, ?, ?)';
const fact = (stream: string, seq: number): Statement => ({
  sql: FACT,
  binds: [stream, seq, 'tested', '{}', 1, null, 'test'],
});
const number = (value: number): Statement => ({
  sql: 'INSERT INTO sequence (name, value) VALUES (?, ?)',
  binds: ['XS-202611', value],
});
const keys = async (database: Database) =>
  (await database.query('SELECT key FROM inbox ORDER BY key', [])).map((row) => row[0]);

export const DATABASE_CONTRACT = [
  guarantee('a commit is all or nothing: a key violated last undoes what came first', async (database) => {
    await database.commit([take('a')]);
    const result = await database.commit([take('b'), fact('x', 1), take('a')]);
    expect(result).toEqual({ result: 'conflict', key: 'inbox.key' });
    expect(await keys(database)).toEqual(['a']);
    expect(await database.query('SELECT count(*) FROM fact', [])).toEqual([[0]]);
  }),

  guarantee('a commit that fails otherwise is rejected and leaves nothing', async (database) => {
    const broken = { sql: 'INSERT INTO inbox (key, received_at) VALUES (?, ?)', binds: ['b', null] };
    await expect(database.commit([take('a'), broken])).rejects.toThrow(/NOT NULL/);
    const unknown = { sql: 'INSERT INTO nowhere (x) VALUES (1)', binds: [] };
    await expect(database.commit([take('a'), unknown])).rejects.toThrow(/nowhere/);
    expect(await keys(database)).toEqual([]);
    expect(await database.commit([take('a')])).toEqual({ result: 'done' });
  }),

  guarantee(
    'a violated key of several columns is named with its table and every column',
    async (database) => {
      await database.commit([fact('lead/1', 1)]);
      expect(await database.commit([fact('lead/1', 1)])).toEqual({
        result: 'conflict',
        key: 'fact.stream, fact.seq',
      });
      await database.commit([number(1)]);
      expect(await database.commit([number(1)])).toEqual({
        result: 'conflict',
        key: 'sequence.name, sequence.value',
      });
    },
  ),

  guarantee('of the commits of one turn a refused one undoes only its own', async (database) => {
    const results = await Promise.allSettled([
      database.commit([take('a'), fact('s', 1)]),
      database.commit([take('b'), take('a')]),
      database.commit([{ sql: 'INSERT INTO inbox (key, received_at) VALUES (?, ?)', binds: ['x', null] }]),
      database.commit([take('c'), fact('s', 2)]),
    ]);
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value.result : 'rejected'))).toEqual([
      'done',
      'conflict',
      'rejected',
      'done',
    ]);
    expect(await keys(database)).toEqual(['a', 'c']);
    expect(await database.query('SELECT seq FROM fact ORDER BY seq', [])).toEqual([[1], [2]]);
  }),

  guarantee('of twenty commits that take the same number at once exactly one wins', async (database) => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) => database.commit([take(`k${at}`), number(7)])),
    );
    expect(results.filter((one) => one.result === 'done')).toHaveLength(1);
    expect(results.filter((one) => one.result === 'conflict')).toHaveLength(19);
    expect(await keys(database)).toHaveLength(1);
  }),

  guarantee('facts only grow: no UPDATE and no DELETE gets through', async (database) => {
    await database.commit([fact('lead/1', 1)]);
    const change = { sql: 'UPDATE fact SET data = \'{"x":1}\' WHERE stream = ?', binds: ['lead/1'] };
    const remove = { sql: 'DELETE FROM fact WHERE stream = ?', binds: ['lead/1'] };
    await expect(database.commit([change])).rejects.toThrow(/facts only grow/);
    await expect(database.commit([take('a'), remove])).rejects.toThrow(/facts only grow/);
    expect(await database.query('SELECT data FROM fact', [])).toEqual([['{}']]);
    expect(await keys(database)).toEqual([]);
  }),

  guarantee('a statement takes a hundred bound parameters', async (database) => {
    const rows = Array.from({ length: 50 }, (_, at) => [`k${String(at).padStart(2, '0')}`, at] as const);
    const sql = `INSERT INTO inbox (key, received_at) VALUES ${rows.map(() => '(?, ?)').join(', ')}`;
    expect(await database.commit([{ sql, binds: rows.flat() }])).toEqual({ result: 'done' });
    const marks = Array.from({ length: 100 }, () => '?').join(', ');
    const found = await database.query(
      `SELECT count(*) FROM inbox WHERE key IN (${marks})`,
      Array.from({ length: 100 }, (_, at) => `k${String(at).padStart(2, '0')}`),
    );
    expect(found).toEqual([[50]]);
  }),

  guarantee('null, whole numbers and text come back as they went in', async (database) => {
    const texts = ['', '中文 🏭 “引号” \' " \\ %_', 'line\nbreak\ttab', 'x'.repeat(100_000), '0001', 'null'];
    const numbers = [0, -1, 1, 1_700_000_000_000, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    for (const [at, text] of texts.entries()) {
      const binds = ['t', at + 1, text, text, numbers[at] ?? 0, null, null];
      expect(await database.commit([{ sql: FACT, binds }])).toEqual({ result: 'done' });
    }
    const rows = await database.query('SELECT type, data, at, actor, cause FROM fact ORDER BY seq', []);
    expect(rows).toEqual(texts.map((text, at) => [text, text, numbers[at], null, null]));
  }),

  guarantee(
    'what a commit wrote is there for the next read, and reads come in the order asked',
    async (database) => {
      for (let at = 0; at < 5; at += 1) {
        await database.commit([take(`k${at}`, at)]);
        expect(await database.query('SELECT count(*) FROM inbox', [])).toEqual([[at + 1]]);
      }
      expect(
        await database.query('SELECT received_at, key FROM inbox ORDER BY received_at DESC LIMIT ?', [2]),
      ).toEqual([
        [4, 'k4'],
        [3, 'k3'],
      ]);
      expect(await database.query('SELECT key FROM inbox WHERE key = ?', ['none'])).toEqual([]);
    },
  ),

  guarantee('a commit of nothing is done', async (database) => {
    expect(await database.commit([])).toEqual({ result: 'done' });
  }),
];
