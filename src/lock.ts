/**
 * One service per database: an exclusive lock on a file beside it, held by the operating system for the life of the
 * process, so that a killed one leaves nothing to clean up. The CLI commits beside the service and takes no lock.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Raised when another service already runs on this database. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** Takes the lock; returns how to give it back. Keep what it returns: a lock nobody can reach is collected, and free. */
export function lockDatabase(path: string): () => void {
  if (path === ':memory:') return () => undefined;
  mkdirSync(dirname(path), { recursive: true });
  const file = new Sqlite(`${path}.lock`, { timeout: 0 });
  try {
    file.pragma('locking_mode = EXCLUSIVE');
    file.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    file.close();
    const isBusy = cause instanceof Sqlite.SqliteError && cause.code.startsWith('SQLITE_BUSY');
    if (!isBusy) throw cause;
    throw new LockedError(`另一个服务正在使用数据库 ${path}，不能同时启动两个。`, { cause });
  }
  return () => file.close();
}

/** True when a service is running on this database. */
export function isServed(path: string): boolean {
  try {
    lockDatabase(path)();
    return false;
  } catch (error) {
    if (error instanceof LockedError) return true;
    throw error;
  }
}
