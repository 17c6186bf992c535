/**
 * The outcome of a command: a description of what is to change and what is to be said. Nothing has happened yet.
 *
 * The machine turns it into one commit: facts, state, and every message as a promise in the outbox.
 */
import type { Card } from './card.ts';
import type { AuditFact } from './domain/audit.ts';
import type { Person, Unit } from './domain/roster.ts';
import type { SubjectChange } from './domain/subjects.ts';
import type { Receiver } from './ports.ts';

/** A form sent and not yet submitted, with what it was filled from. `payload` is sealed in the store. */
export interface Draft {
  readonly id: string;
  readonly version: number;
  readonly owner: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly state: 'open' | 'done' | 'cancelled';
  /** What came of it, such as a lead's number. */
  readonly result: string | null;
  readonly createdAt: number;
}

export type Change =
  | SubjectChange
  | { readonly subject: 'contact'; readonly id: string; readonly plain: string }
  /** Their personal data goes; what was built on them stays. */
  | { readonly subject: 'contacts-erased'; readonly ids: readonly string[] }
  | { readonly subject: 'draft'; readonly draft: Draft }
  /** Takes a number: whoever takes the same one second decides again. */
  | { readonly subject: 'sequence'; readonly name: string; readonly value: number }
  | { readonly subject: 'person-bound'; readonly person: string; readonly openId: string }
  | { readonly subject: 'chat-bound'; readonly chatId: string; readonly unit: string | null }
  | { readonly subject: 'chat-unbound'; readonly chatId: string }
  /** Rows of the roster by import: in place of what stands under the id. */
  | { readonly subject: 'unit'; readonly unit: Unit }
  | {
      readonly subject: 'person';
      readonly person: Person;
      /** Hash of the mobile number; `null` keeps the one there is. */
      readonly mobileMark: string | null;
      /** UTC ms. */
      readonly leftAt: number | null;
    }
  /** Left, by the organisation's own word: no access from this commit on. Whoever left already stays so. */
  | { readonly subject: 'person-left'; readonly person: string; readonly at: number }
  /** The latest event of an account, by the platform's time. */
  | { readonly subject: 'account-seen'; readonly openId: string; readonly at: number }
  /** Joined, and is not in the roster; kept until the administrator was told. */
  | { readonly subject: 'newcomer'; readonly openId: string; readonly name: string; readonly at: number }
  /** All that came before this instant. */
  | { readonly subject: 'newcomers-told'; readonly before: number }
  | {
      readonly subject: 'messages-read';
      readonly reader: string;
      readonly messageIds: readonly string[];
      readonly at: number;
    }
  /** What was read or refused: a record, nobody's state. */
  | { readonly subject: 'audit'; readonly fact: AuditFact }
  /** Messages that wait for a person's decision, by their keys: sent again, or never. On record by itself. */
  | { readonly subject: 'messages'; readonly act: 'retry' | 'purge'; readonly keys: readonly string[] }
  | { readonly subject: 'welcomed'; readonly openId: string; readonly edition: string };

export interface Toast {
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly text: string;
}

/**
 * The one answer to whoever asked.
 * - typed words: `card` or `text` goes out as a reply to the message;
 * - a pressed button: `toast` at once, `card` in place of the pressed one; with `fresh`, as a new message instead.
 */
export interface Answer {
  readonly card?: Card;
  readonly text?: string;
  readonly toast?: Toast;
  readonly fresh?: boolean;
  /** Sent to the asker alone, when they asked in a group what a group must not see. */
  readonly privately?: Card;
  /** What the card is about, so that a reply quoting it finds its subject. */
  readonly about?: string;
}

/** A message to somebody else. Its key makes the promise once, whatever happens. */
export interface Notice {
  readonly key: string;
  readonly to: Receiver;
  readonly card: Card;
  readonly rank: 'notice' | 'bulletin';
  /** Goes out instead of the card: a file kept under its hash. */
  readonly file?: { readonly kind: 'file' | 'image'; readonly hash: string; readonly name: string };
  readonly about?: string;
  /** 加急: only the last step of a ladder is. */
  readonly urgent?: true;
}

export interface Outcome {
  readonly changes: readonly Change[];
  readonly answer: Answer;
  readonly notices: readonly Notice[];
}

/** The commands that were refused for want of a role. */
export const deniedIn = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap((change) =>
    change.subject === 'audit' && change.fact.type === 'audit.denied' ? [change.fact.command] : [],
  );

/** An outcome that changes nothing. */
export const answerOnly = (answer: Answer): Outcome => ({ changes: [], answer, notices: [] });
