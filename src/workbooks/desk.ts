/**
 * What the machine asks of whoever knows tables: make one, tell what a file is, decide its rows. In neutral terms, so that
 * the work's order, its crashes and its commits (`worker.ts`) are tested without any workbook.
 */

import type { Month } from '../domain/day.ts';
import type { Refusal } from '../domain/decision.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Order, WorkbookKind } from '../domain/workbook.ts';
import type { Change } from '../outcome.ts';
import type { Vault } from '../ports.ts';
import type { Reject } from '../sheets/table.ts';
import type { Store } from '../store.ts';

/** For whom and when. */
export interface DeskScene {
  /** UTC ms, and its Shanghai day. */
  readonly now: number;
  readonly today: string;
  /** On whose behalf: what they may see and do, nothing else. */
  readonly actor: Person;
  readonly roster: Roster;
  readonly pack: Pack;
  readonly store: Store;
  readonly vault: Vault;
  readonly newId: () => string;
}

export interface Made {
  readonly bytes: Uint8Array;
  /** As it is sent: 线索 2026-11-10.xlsx. */
  readonly name: string;
  readonly rows: number;
  /** True where there was more than is given out at once. */
  readonly cut: boolean;
}

export type RowFate =
  | { readonly fate: 'added' | 'changed'; readonly changes: readonly Change[] }
  | { readonly fate: 'unchanged' }
  | { readonly fate: 'rejected'; readonly rejects: readonly Reject[] };

/** A file that came in, read as one kind. */
export interface Filled {
  /** How many rows there are to decide: those well formed. */
  readonly rows: number;
  /** Rows that are not, and why: known from the file alone. */
  readonly badRows: number;
  readonly bad: readonly Reject[];
  /** What else is worth saying: columns that were not read. */
  readonly notes: readonly string[];
  /**
   * Decides rows `from` … `from + count − 1`, or fewer where they hang together, each by the state there is now and the
   * rows before it; at least one.
   */
  decide(from: number, count: number, scene: DeskScene): Promise<readonly RowFate[]>;
  /** A workbook of the rows that were not taken, with their reasons. */
  giveBack(rejects: readonly Reject[]): Promise<Uint8Array>;
}

export interface Recognised {
  readonly kind: WorkbookKind;
  readonly rows: number;
}

export interface Desk {
  make(order: Order, scene: DeskScene): Promise<Made | Refusal>;
  /** What the headers say it is; a refusal names what is wrong with it. `clearly`: it is a table of ours all the same. */
  recognise(
    bytes: Uint8Array,
    name: string,
    scene: DeskScene,
  ): Promise<Recognised | (Refusal & { readonly clearly?: boolean })>;
  open(
    bytes: Uint8Array,
    name: string,
    order: { readonly kind: WorkbookKind; readonly month: Month | null },
    scene: DeskScene,
  ): Promise<Filled | Refusal>;
}
