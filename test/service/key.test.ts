/** A database answers only to the key it was sealed with: nothing is read or sealed with another. */
import { describe, expect, test } from 'vitest';
import { keyFits } from '../../db/key-check.ts';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { makeVault } from '../../src/vault.ts';

describe('DATA_KEY', () => {
  test('the first key is kept; another one is refused, and the first still fits', async () => {
    const database = new NodeDatabase({ path: ':memory:' });
    await migrate(database, readMigrations('db/migrations'));
    const [first, other] = [makeVault(new Uint8Array(32).fill(1)), makeVault(new Uint8Array(32).fill(2))];
    expect(await keyFits(database, first)).toBe(true);
    expect(await keyFits(database, other)).toBe(false);
    expect(await keyFits(database, first)).toBe(true);
    await database.close();
  });
});
