/** Pieces of plain statements that several reads are put together from. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Bind } from '../src/ports.ts';

/** Part of a statement with what it binds, in order. */
export interface Part {
  readonly sql: string;
  readonly binds: readonly Bind[];
}

/** A lead `l` that bulletins count: not withdrawn, not gone for good; 暂停 stays. */
export const UNDER_WAY = "l.status <> 'withdrawn' AND (l.exit IS NULL OR l.exit = 'paused')";

/** Placeholders for a short list; a pack's stages are a dozen. */
export const marks = (list: readonly string[]): string =>
  list.length === 0 ? "''" : list.map(() => '?').join(', ');

/** One placeholder for a list of any length, bound as JSON. */
export const LISTED = '(SELECT value FROM json_each(?))';

/** The same for the builder: a column against a list of any length, in one placeholder. */
export const isOneOf = (column: SQLWrapper, values: readonly string[]): SQL =>
  sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;

export const textOrNull = (value: Bind | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
export const numberOrNull = (value: Bind | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);
