/** What the mirror remembers. Implemented in `db/reads/mirror.ts`; kept apart from `store.ts`, which commands read. */
import type { Cells } from '../lark/bitable.ts';

export const MIRROR_KINDS = ['leads', 'projects', 'months'] as const;
export type MirrorKind = (typeof MIRROR_KINDS)[number];

/** A row as it stands in the Bitable. */
export interface KeptRow {
  readonly key: string;
  readonly recordId: string;
  /** '' = to be sent again. */
  readonly hash: string;
}

/** A creation on its way: on disk before it is sent, so that it can be sent again as it was. */
export interface PendingRows {
  readonly kind: MirrorKind;
  readonly table: string;
  readonly token: string;
  /** UTC ms. */
  readonly at: number;
  readonly rows: readonly { readonly key: string; readonly hash: string; readonly cells: Cells }[];
}

export interface MirrorState {
  readonly version: number;
  /** The last fact that is mirrored; 0: from the beginning. */
  readonly watermark: number;
  readonly pending: PendingRows | null;
  readonly nextAt: number;
  readonly attempts: number;
  readonly parked: string | null;
  readonly doneAt: number | null;
}

/** What goes into a commit beside the state. */
export interface MirrorWrite {
  readonly rows?: { readonly kind: MirrorKind; readonly kept: readonly KeptRow[] };
  /** These kinds start anew: what was kept of them is forgotten first. */
  readonly forget?: readonly MirrorKind[];
  readonly table?: { readonly kind: MirrorKind; readonly appToken: string; readonly tableId: string };
}

export interface MirrorBooks {
  state(): Promise<MirrorState>;
  /** The next state; `null` when somebody else has moved on from this one. */
  commit(
    from: MirrorState,
    to: Partial<Omit<MirrorState, 'version'>>,
    write?: MirrorWrite,
  ): Promise<MirrorState | null>;
  /** Leads that facts after this one are about, of so many facts at most. */
  changedSince(
    fact: number,
    limit: number,
  ): Promise<{ readonly leads: readonly string[]; readonly upTo: number }>;
  table(kind: MirrorKind): Promise<{ readonly appToken: string; readonly tableId: string } | null>;
  /** Rows with one of these keys. */
  rows(kind: MirrorKind, keys: readonly string[]): Promise<ReadonlyMap<string, KeptRow>>;
  /** Keys of months already mirrored of a lead: a lead hidden since has them hidden too. */
  monthsOf(lead: string): Promise<readonly string[]>;
  counts(): Promise<Readonly<Record<MirrorKind, number>>>;
  /** Facts not mirrored yet. */
  behind(watermark: number): Promise<number>;
}
