/** Refuses a key that is not this database's before anything is read or sealed with it. */
import type { Database, Vault } from '../src/ports.ts';

const NAME = 'data-key';

/** True when the key opens what the first one sealed; the first key to come is taken as the right one. */
export async function keyFits(database: Database, vault: Vault): Promise<boolean> {
  const sample = async () =>
    (await database.query('SELECT sealed FROM key_check WHERE name = ?', [NAME]))[0]?.[0];
  let sealed = await sample();
  if (sealed === undefined) {
    const insert = 'INSERT INTO key_check (name, sealed) VALUES (?, ?)';
    await database.commit([{ sql: insert, binds: [NAME, vault.seal(NAME)] }]);
    sealed = await sample();
  }
  try {
    return vault.open(String(sealed)) === NAME;
  } catch {
    return false;
  }
}
