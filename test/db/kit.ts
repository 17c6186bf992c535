/** A folder that goes when the test ends, a migrated database in it, and what its write-ahead log says. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import type { Statement } from '../../src/ports.ts';
import { MIGRATIONS } from '../contract/factories.ts';

export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'zhaoshang-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export async function openAt(path: string, busyMs = 2_000): Promise<NodeDatabase> {
  const database = new NodeDatabase({ path, busyMs });
  onTestFinished(() => database.close());
  await migrate(database, MIGRATIONS);
  return database;
}

export const take = (key: string, at = 1): Statement => ({
  sql: 'INSERT INTO inbox (key, received_at) VALUES (?, ?)',
  binds: [key, at],
});

const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/** Transactions in the log: frames that carry the size of the database after a commit. */
export function transactionsInLog(path: string): number {
  const wal = readFileSync(`${path}-wal`);
  if (wal.length < WAL_HEADER) return 0;
  const frame = FRAME_HEADER + wal.readUInt32BE(8);
  const salt = wal.subarray(16, 24);
  let count = 0;
  for (let at = WAL_HEADER; at + frame <= wal.length; at += frame) {
    const isOfThisLog = wal.subarray(at + 8, at + 16).equals(salt);
    if (isOfThisLog && wal.readUInt32BE(at + 4) > 0) count += 1;
  }
  return count;
}

/** Every byte of every file in a folder: database, log and shared memory. */
export const bytesIn = (path: string): Buffer =>
  Buffer.concat(readdirSync(path).map((name) => readFileSync(join(path, name))));
