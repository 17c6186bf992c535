/**
 * The machine's own books: what was received, what was promised, what was run. Implemented in `db/ledger.ts`.
 * Kept apart from `store.ts`, which is what commands may read.
 */
import type { Occasion } from './domain/fact.ts';
import type { Change } from './outcome.ts';
import type { ButtonReply, CommitResult, Delivery, Outgoing } from './ports.ts';

/** A message to be sent, promised in the commit of its cause. */
export interface Promised {
  readonly key: string;
  /** 0 somebody is waiting · 5 notice · 9 bulletin */
  readonly rank: number;
  readonly outgoing: Outgoing;
  readonly about: string | null;
  readonly audience: 'private' | 'group';
  /** After this instant one line says so instead (answers only). */
  readonly staleAt: number | null;
}

/** One commit: the facts, the state, the promises, and the end of the delivery that caused them. */
export interface Conclusion {
  readonly on: Occasion;
  readonly changes: readonly Change[];
  readonly promises: readonly Promised[];
  /** From when the promises may leave, UTC ms; the occasion's own instant unless said. */
  readonly leaveAt?: number;
  /** Identities taken in with this commit; a key that is there already means: handled. */
  readonly keys: readonly string[];
  /** The waiting delivery this concludes, if any, by its row. */
  readonly delivery?: number;
  /** The waiting delivery this gives up on, kept for the operator. */
  readonly parked?: { readonly row: number; readonly why: string };
  /** What was answered to a press, kept for its repetition. */
  readonly reply?: { readonly eventId: string; readonly reply: ButtonReply };
  readonly job?: string;
}

export interface WaitingDelivery {
  /** Its place in the queue. */
  readonly row: number;
  /** The platform's event id. */
  readonly id: string;
  readonly delivery: Delivery;
  readonly attempts: number;
  readonly receivedAt: number;
}

export type OutboxState = 'waiting' | 'sending' | 'sent' | 'parked' | 'uncertain' | 'purged';

export interface OutboxItem {
  readonly key: string;
  readonly rank: number;
  readonly how: Outgoing['how'];
  /** `person:ou_…`, `chat:oc_…` or `message:om_…`. */
  readonly receiver: string;
  readonly uuid: string;
  readonly state: OutboxState;
  readonly createdAt: number;
  readonly nextAt: number;
  readonly staleAt: number | null;
  readonly attempts: number;
  /** The first attempt whose outcome is not known to be "nothing happened". */
  readonly firstTriedAt: number | null;
  /** When the outcome of the last attempt was known, or given up on. */
  readonly endedAt: number | null;
  readonly about: string | null;
  readonly code: number | null;
  readonly why: string | null;
}

/** What became of one attempt. */
export type Settlement =
  | { readonly key: string; readonly state: 'sent'; readonly messageId: string | null; readonly at: number }
  | {
      readonly key: string;
      readonly state: 'waiting';
      readonly nextAt: number;
      readonly why: string;
      readonly at: number;
      /** The first attempt that may have arrived; `null` when certainly none did. */
      readonly firstTriedAt: number | null;
    }
  | {
      readonly key: string;
      readonly state: 'parked' | 'uncertain' | 'purged';
      readonly code: number | null;
      readonly why: string;
      readonly at: number;
    };

export interface PastAttempt {
  readonly receiver: string;
  readonly triedAt: number;
  /** When its outcome was known; `null` when it never was. */
  readonly endedAt: number | null;
}

/** A message of unknown outcome, to be looked for. */
export interface UnsureItem {
  readonly key: string;
  readonly uuid: string;
  readonly outgoing: Outgoing;
  /** UTC ms: between the first attempt and when it was given up. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly beside: string | null;
}

export interface UnsureBooks {
  /** Those due for a look and given up after `since`; a card's change is none of them. */
  unsure(now: number, since: number, limit: number): Promise<readonly UnsureItem[]>;
  messagesKnown(messageIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** It stands in the chat: sent. Nothing happens when somebody has decided meanwhile. */
  foundSent(found: {
    readonly key: string;
    readonly uuid: string;
    readonly messageId: string;
    readonly at: number;
  }): Promise<void>;
  /** @param againAt UTC ms of the next look; `null`: none. */
  stillUnsure(key: string, uuid: string, why: string | null, againAt: number | null): Promise<void>;
}

/** A delivery nothing came of, without what it says. */
export interface ParkedDelivery {
  readonly eventId: string;
  /** UTC ms. */
  readonly receivedAt: number;
  readonly attempts: number;
  readonly why: string | null;
  /** `null`: it can no longer be read. */
  readonly kind: Delivery['kind'] | null;
  /** openId of whoever sent or pressed it. */
  readonly from: string | null;
}

export interface Ledger extends UnsureBooks {
  /**
   * Takes a delivery in, durably and once; `seen` when any of its identities was there.
   * @param delivery what is to be worked on; `null` for one that needs nothing, of which only the identities are kept.
   */
  accept(delivery: Delivery | null, keys: readonly string[], now: number): Promise<'new' | 'seen'>;
  /** What is to be worked on; what can no longer be read is parked. */
  waiting(now: number, limit: number): Promise<readonly WaitingDelivery[]>;
  /** Those that could not be done, the latest first. */
  parked(limit: number): Promise<readonly ParkedDelivery[]>;
  postpone(row: number, nextAt: number, why: string): Promise<void>;
  isKnown(key: string): Promise<boolean>;

  conclude(conclusion: Conclusion): Promise<CommitResult>;
  /** Deliveries, by their rows, that changed nothing and of which nothing is said: they wait no more. */
  dismiss(rows: readonly number[]): Promise<void>;
  replyTo(eventId: string): Promise<ButtonReply | null>;

  /** What may leave, people who wait first; what can no longer be read is parked. */
  due(now: number, limit: number): Promise<readonly (OutboxItem & { readonly outgoing: Outgoing })[]>;
  /** The earliest instant anything waits for, or `null`. */
  nextDueAt(): Promise<number | null>;
  claim(keys: readonly string[], now: number): Promise<void>;
  settle(settlements: readonly Settlement[]): Promise<void>;
  /** After a start: what was being sent when the process ended, and what was tried after this instant, by a clock since set back. */
  interrupted(after: number): Promise<readonly OutboxItem[]>;
  /** Attempts of the last minute, to rebuild the limiter: receiver and instant. */
  recentAttempts(since: number): Promise<readonly PastAttempt[]>;
  list(state: OutboxState | null, limit: number): Promise<readonly OutboxItem[]>;
  counts(): Promise<Readonly<Record<string, number>>>;
  retry(keys: readonly string[], now: number): Promise<number>;
  purge(keys: readonly string[], now: number): Promise<number>;

  jobDone(key: string): Promise<boolean>;
  /** Removes what retention no longer needs; returns how many rows went. */
  forget(before: { readonly inbox: number; readonly bodies: number }): Promise<number>;
}
