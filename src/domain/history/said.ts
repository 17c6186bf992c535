/**
 * What one fact says in a history 留痕, in parts, so that cards, texts and viewers with less sight take what is theirs.
 *
 * Who sees what (`depth`)
 *  - `full`: who files for the unit, holds it, verifies it, the office, and the leaders above it: every part.
 *  - `outline`: whoever else may see the item (another unit's project, a partner's, the pool): what happened, when and
 *    by which unit; no names of people, no 理由, 说明 or 佐证, and no fact marked `inner`.
 */
import type { HistoryWords } from './words.ts';

export interface Said {
  /** The verb and its object: 推进到「签约」. */
  readonly what: string;
  /** In brackets after it, for everybody who sees the item. */
  readonly details?: readonly (string | null)[];
  /** In the same brackets, for `full` only: 佐证, 说明, amounts that are nobody else's. */
  readonly more?: readonly (string | null)[];
  /** After a colon, `full` only: the words of whoever did it. */
  readonly reason?: string | null;
  readonly clause?: string | null;
  /** The whole sentence is for `full` only. */
  readonly inner?: boolean;
}

/** What a sentence may look at besides its own fact. */
export interface Around<F> {
  readonly words: HistoryWords;
  /** Facts of the same stream before this one, oldest first. */
  readonly earlier: readonly F[];
  /** What follows `lead/`, `task/` … in the stream's name. */
  readonly id: string;
  readonly actor: string | null;
}

/** Pure: one fact and what came before it to the parts of a sentence. Exhaustive over the subject's facts. */
export type Tell<F> = (fact: F, around: Around<F>) => Said;

/** A fact of a newer version of the program, met by an older one: said, never hidden. */
export function untold(fact: never): Said {
  const type = (fact as { readonly type?: unknown }).type;
  return { what: `记录了一项变化（${String(type)}）` };
}

/** `label：text`, or nothing. */
export const labelled = (label: string, text: string | null | undefined): string | null =>
  text === null || text === undefined || text === '' ? null : `${label} ${text}`;
