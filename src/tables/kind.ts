/**
 * What a kind of table knows: its columns in this city, the rows somebody may see, and what one row means. Rows are decided
 * one by one by the same rules as in chat, each to changes or to reasons; nothing is written here.
 *
 * Invariants
 *  1. The same row twice changes nothing the second time.
 *  2. A row that cannot be taken changes nothing at all: no half of it.
 *  3. A blank cell, or a column that is not there, leaves its field as it is.
 *
 * Left out: commits (the caller's, a batch at a time) and files (`src/sheets`).
 */
import type { Month } from '../domain/day.ts';
import { type Refusal, sayRefusal } from '../domain/decision.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Change } from '../outcome.ts';
import type { Vault } from '../ports.ts';
import type { Reject, Row, Table, TableRow } from '../sheets/table.ts';
import type { Store } from '../store.ts';

/** On whose behalf, and when. */
export interface TableScene {
  /** UTC ms, and its Shanghai day. */
  readonly now: number;
  readonly today: string;
  /** `null`: the operator at the command line, who may do everything. */
  readonly actor: Person | null;
  readonly roster: Roster;
  readonly pack: Pack;
  readonly store: Store;
  readonly vault: Vault;
  readonly newId: () => string;
}

export type RowFate =
  | { readonly fate: 'added' | 'changed'; readonly changes: readonly Change[] }
  | { readonly fate: 'unchanged' }
  | { readonly fate: 'rejected'; readonly rejects: readonly Reject[] };

/** What rows of one commit have taken so far, which the store does not know yet. */
export interface Batch {
  readonly numbers: Map<string, number>;
  readonly registered: Lead[];
  /** The whole file: what one row refers to may stand in another. */
  readonly file: readonly TableRow[];
  /** What a kind has worked out about the whole file, once. */
  readonly memo: FileMemo;
}

/** Of the rows up to one, the row of each key that stands first. */
export interface FileMemo {
  firstRows?: Map<string, number>;
  /** How many rows of the file are in it. */
  upTo?: number;
}

export interface Decision {
  /** What it is about: a second row about the same waits for the commit of the first. */
  readonly about: string | null;
  /** What else it changes or looks at, which waits likewise. */
  readonly beside?: readonly string[];
  readonly fate: RowFate;
}

type Rows = (
  scene: TableScene,
  wish: { readonly month: Month | null; readonly limit: number },
) => Promise<{ readonly rows: readonly Row[]; readonly isCut: boolean }>;

/** One of several tables of a workbook. */
export interface Part {
  readonly table: Table;
  readonly rows: readonly Row[];
}

export interface TableKind {
  /** The columns in this city. */
  readonly table: (pack: Pack, roster: Roster, today: string) => Table;
  /** What they may see of it, as rows; at most `limit`. */
  readonly rows: Rows;
  /** 模板, filled in as far as it is known: of 月报 a row a project owed, with its last figures beside. Absent: headers only. */
  readonly template?: Rows;
  /** A workbook of several sheets, in place of `rows`; never taken in. */
  readonly parts?: (scene: TableScene) => Promise<readonly Part[]>;
  readonly decide: (row: TableRow, scene: TableScene, batch: Batch) => Promise<Decision>;
}

/**
 * Decides rows from `from` on for one commit: `count` of them, or fewer where they hang together; at least one.
 * @param file every well-formed row of the file
 * @param memo the same for all rows of one file
 */
export async function decideRows(
  kind: TableKind,
  file: readonly TableRow[],
  from: number,
  count: number,
  scene: TableScene,
  memo: FileMemo = {},
): Promise<readonly RowFate[]> {
  const batch: Batch = { numbers: new Map(), registered: [], file, memo };
  const touched = new Set<string>();
  const fates: RowFate[] = [];
  for (const row of file.slice(from, from + count)) {
    const { about, beside = [], fate } = await kind.decide(row, scene, batch);
    const all = about === null ? beside : [about, ...beside];
    if (all.some((one) => touched.has(one))) break;
    for (const one of all) touched.add(one);
    fates.push(fate);
  }
  return fates;
}

/** The next number of a sequence, counting those this batch has taken. */
export async function nextIn(sequence: string, scene: TableScene, batch: Batch): Promise<number> {
  const last = batch.numbers.get(sequence) ?? (await scene.store.lastValue(sequence));
  return last + 1;
}

/** Takes it. */
export function take(sequence: string, value: number, batch: Batch): Change {
  batch.numbers.set(sequence, Math.max(value, batch.numbers.get(sequence) ?? 0));
  return { subject: 'sequence', name: sequence, value };
}

export const rejected = (row: TableRow, column: string | null, reason: string): RowFate => ({
  fate: 'rejected',
  rejects: [{ row: row.row, column, reason: reason.endsWith('。') ? reason : `${reason}。` }],
});

export const rejectedBy = (row: TableRow, column: string | null, refusal: Refusal): RowFate =>
  rejected(row, column, sayRefusal(refusal));

export const fateOf = (isNew: boolean, changes: readonly Change[]): RowFate =>
  changes.length === 0 ? { fate: 'unchanged' } : { fate: isNew ? 'added' : 'changed', changes };
