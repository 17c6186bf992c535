// P15 registry (domain.md P15): the size of a list is a stock and counts only complete rows, each thing once.
// Leaves out storage and editing.
import { type Dec, dec } from '../decimal.ts';
import type { Registry } from '../pack/schema.ts';
import { num, type Value } from '../value.ts';
import { daysBetween } from './period.ts';

/** A row as kept: field id → value; a flag is true or false, everything else text. */
export interface RegistryRow {
  readonly id: string;
  readonly owner?: string;
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** `YYYY-MM-DD` of the last change. */
  readonly updatedOn?: string;
}

/** Why a row does not count. */
export interface RowFault {
  readonly id: string;
  readonly missing: readonly string[];
  /** The id of the earlier row it repeats. */
  readonly duplicateOf: string | null;
}

/** A registry looked through: rows that count, and the faults of the others. */
export interface RegistryCheck {
  readonly counted: readonly RegistryRow[];
  readonly faults: readonly RowFault[];
}

function isEmpty(value: string | boolean | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}

function keyOf(row: RegistryRow, dedupe: readonly string[]): string | null {
  if (dedupe.length === 0) return null;
  const parts = dedupe.map((field) =>
    String(row.values[field] ?? '')
      .trim()
      .toLowerCase(),
  );
  return JSON.stringify([...parts]);
}

/** Complete, non-duplicate rows: 130 rows, 25 without contact, 10 repeated → 95 (AE-LC-10). First come counts. */
export function checkRegistry(
  registry: Pick<Registry, 'fields' | 'dedupe'>,
  rows: readonly RegistryRow[],
): RegistryCheck {
  const required = registry.fields.filter((field) => field.required).map((field) => field.id);
  const seen = new Map<string, string>();
  const counted: RegistryRow[] = [];
  const faults: RowFault[] = [];
  for (const row of rows) {
    const missing = required.filter((field) => isEmpty(row.values[field]));
    const key = missing.length > 0 ? null : keyOf(row, registry.dedupe);
    const earlier = key === null ? null : (seen.get(key) ?? null);
    if (missing.length > 0 || earlier !== null) {
      faults.push({ id: row.id, missing, duplicateOf: earlier });
      continue;
    }
    if (key !== null) seen.set(key, row.id);
    counted.push(row);
  }
  return { counted, faults };
}

/** size(registry): the stock on a day. */
export function registrySize(
  registry: Pick<Registry, 'fields' | 'dedupe'>,
  rows: readonly RegistryRow[],
): Value {
  return num(checkRegistry(registry, rows).counted.length);
}

/** Sum of a number field over the rows that count; texts that are no number are passed over. */
export function registrySum(rows: readonly RegistryRow[], field: string): Dec {
  let total = dec(0);
  for (const row of rows) {
    const value = row.values[field];
    if (typeof value === 'string' && /^-?\d{1,15}(\.\d{1,8})?$/.test(value)) total = total.plus(value);
  }
  return total;
}

/** Rows nobody touched for longer than the registry allows. */
export function staleRows(
  registry: Pick<Registry, 'freshDays'>,
  rows: readonly RegistryRow[],
  asOn: string,
): RegistryRow[] {
  const days = registry.freshDays;
  if (days === undefined) return [];
  return rows.filter((row) => row.updatedOn === undefined || daysBetween(row.updatedOn, asOn) > days);
}
