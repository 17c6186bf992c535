/** The same contract on Cloudflare's own runtime. Where workerd cannot start it is left out, loudly; never in CI. */
import { expect, test } from 'vitest';
import { D1Database } from '../../db/d1.ts';
import { DATABASE_CONTRACT } from './database.ts';
import { d1 } from './factories.ts';
import { LEDGER_CONTRACT } from './ledger.ts';
import { STORE_CONTRACT } from './store.ts';
import { runContract } from './suite.ts';

const why = await whyNot();

if (why === null) {
  runContract('database, ledger and store', d1, [
    ...DATABASE_CONTRACT,
    ...LEDGER_CONTRACT,
    ...STORE_CONTRACT,
  ]);
} else {
  process.stderr.write(`\n!!! D1 contract LEFT OUT: workerd does not start here: ${why}\n\n`);
  test.skip(`D1 contract — left out: workerd does not start here: ${why}`, () => undefined);
}

/** Why workerd cannot be used here; `null` when it can. CI has no excuse. */
async function whyNot(): Promise<string | null> {
  try {
    const place = await d1.start();
    await place.stop();
    return null;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

test('binds that D1 would refuse late or change silently are refused before the call', async () => {
  const calls: string[] = [];
  const statement = { bind: () => statement, raw: async () => [] };
  const database = new D1Database({
    prepare: (sql) => {
      calls.push(sql);
      return statement;
    },
    batch: async () => undefined,
  });
  const many = Array.from({ length: 101 }, () => 1);
  await expect(database.query('SELECT 1', many)).rejects.toThrow(/101 bound parameters/);
  for (const bad of [2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])
    await expect(database.commit([{ sql: 'x', binds: [bad] }])).rejects.toThrow(/stored exactly/);
  expect(calls).not.toContain('SELECT 1');
});
