/** What may be asked about messages that were promised and not sent. Part of `Store`. */

/** One that waits for a person's decision. */
export interface HeldMessage {
  readonly key: string;
  /** What people type for it: six hex digits, the same as long as it waits. */
  readonly id: string;
  readonly state: 'parked' | 'uncertain';
  /** Where it would show: `person:ou_…` or `chat:oc_…`; `message:om_…` for a card whose sending we do not know. */
  readonly receiver: string;
  /** UTC ms: promised; and given up. */
  readonly createdAt: number;
  readonly endedAt: number;
  /** In Chinese, with the platform's code where there was one. */
  readonly why: string | null;
}

export interface OutboxReads {
  /** Newest first, at most `limit`; and how many there are of each state. */
  heldMessages(limit: number): Promise<{
    readonly messages: readonly HeldMessage[];
    readonly parked: number;
    readonly uncertain: number;
  }>;
  /** What they are called, and nothing they say: a card's title, or that it is a text or a file. By their keys. */
  messageTitles(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
