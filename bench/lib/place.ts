/**
 * Where the bench keeps databases and built reference programs: under node_modules/.cache, which is on the same disk as
 * the checkout (a temporary folder may be memory, where a flush costs nothing) and where packages are found.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const CACHE = join(ROOT, 'node_modules', '.cache', 'zhaoshang-bench');

export interface Place {
  readonly folder: string;
  remove(): void;
}

export function makePlace(): Place {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'run-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
