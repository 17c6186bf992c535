/** Sealed columns of rows opened one by one, so that a row that cannot be read holds up no other. */
import type { Bind, Vault } from '../src/ports.ts';

/** Sealed JSON of each row; one that cannot be opened must not stop the others. */
export function opened<T>(vault: Vault, rows: readonly (readonly Bind[])[], column: number) {
  const read: { row: readonly Bind[]; value: T }[] = [];
  const unreadable: (readonly Bind[])[] = [];
  for (const row of rows) {
    try {
      read.push({ row, value: JSON.parse(vault.open(String(row[column]))) as T });
    } catch {
      unreadable.push(row);
    }
  }
  return { read, unreadable };
}
