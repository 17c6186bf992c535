/** Canonical JSON and its hash: what two signatures refer to. Keys are sorted, so that equal figures are equal bytes. */
import { createHash } from 'node:crypto';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));

/** SHA-256 of a body, hex. */
export const hashOf = (body: string): string => createHash('sha256').update(body, 'utf8').digest('hex');
