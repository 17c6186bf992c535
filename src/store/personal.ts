/** What may be asked about personal data that is no longer needed. Part of `Store`. */

/** Closed before this day, or before this instant (UTC ms) where only the instant is known: the same moment. */
export interface ClosedBefore {
  readonly day: string;
  readonly at: number;
}

export interface PersonalReads {
  /**
   * Ids of contacts still kept of which every lead has left (暂停 is not leaving), was withdrawn or merged, and every entry
   * is retired, all before then; at most `limit`, in the order of their ids.
   */
  expiredContacts(closed: ClosedBefore, limit: number): Promise<readonly string[]>;
}
