/**
 * A fact 事实: something that happened, in the past tense, never changed and never removed.
 *
 * Facts are the audit trail, the undo, the replay, and the way an old month is scored by the old rules. They hold
 * no personal data: people appear as roster ids, contacts as ids of sealed rows.
 */
/** Who did it, when, and which delivery or job caused it. */
export interface Occasion {
  /** UTC ms. */
  readonly at: number;
  /** Roster id of the person, or `null` for the machine itself. */
  readonly actor: string | null;
  /** `event:…`, `job:…` or `cli:…`. */
  readonly cause: string;
}
