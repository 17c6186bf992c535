/**
 * The seams: what the machine asks of the world, in neutral terms.
 *
 * Inbound deliveries, outgoing messages, the store, time and randomness. Nothing here knows Feishu or SQLite;
 * `src/lark/` and `db/` implement these, `src/compose.ts` joins them, and tests pass their own.
 */
import type { Card, Press } from './card.ts';

// ── Deliveries: what came through the door ────────────────────────────────────────────────────────────────

interface DeliveryBase {
  /** The platform's id of this push; the same thing may be pushed again under another one. */
  readonly eventId: string;
  /** UTC ms, from the platform; `null` when it gave none. */
  readonly createdAt: number | null;
}

export interface Mention {
  /** The placeholder in the text, such as `@_user_1`. */
  readonly key: string;
  readonly openId: string | null;
  readonly name: string;
  readonly isBot: boolean;
  readonly isEveryone: boolean;
}

export type MessageBody =
  /** `imageKeys`: pictures pasted between the words, in order. */
  | { readonly type: 'text'; readonly text: string; readonly imageKeys?: readonly string[] }
  | { readonly type: 'file'; readonly fileKey: string; readonly fileName: string }
  | { readonly type: 'image'; readonly fileKey: string }
  /** Voice, video, sticker, forwarded messages, cards …: `name` is the Chinese word for it. */
  | { readonly type: 'other'; readonly name: string };

export interface MessageDelivery extends DeliveryBase {
  readonly kind: 'message';
  readonly messageId: string;
  readonly chatId: string;
  readonly chatKind: 'private' | 'group';
  readonly senderId: string;
  readonly senderIsPerson: boolean;
  readonly body: MessageBody;
  readonly mentions: readonly Mention[];
  /** The quoted message, when this one is a reply. */
  readonly parentId: string | null;
}

/** A button pressed or a form submitted on a card; the person is waiting for the answer. */
export interface PressDelivery extends DeliveryBase {
  readonly kind: 'press';
  readonly messageId: string;
  readonly chatId: string;
  readonly operatorId: string;
  /** `null` when the value is not one of ours: an old or foreign card. */
  readonly press: Press | null;
  readonly form: Readonly<Record<string, string | readonly string[] | boolean>>;
}

export interface MenuDelivery extends DeliveryBase {
  readonly kind: 'menu';
  readonly operatorId: string;
  readonly menuKey: string;
}

export interface EnteredDelivery extends DeliveryBase {
  readonly kind: 'entered';
  readonly operatorId: string;
  readonly chatId: string;
}

export interface JoinedDelivery extends DeliveryBase {
  readonly kind: 'joined' | 'removed';
  readonly chatId: string;
  readonly operatorId: string | null;
  readonly chatName: string;
}

export interface RecalledDelivery extends DeliveryBase {
  readonly kind: 'recalled';
  readonly messageId: string;
  readonly chatId: string;
}

/** Somebody opened messages of ours in their private chat. Read receipts of groups do not exist. */
export interface ReadDelivery extends DeliveryBase {
  readonly kind: 'read';
  readonly readerId: string;
  readonly messageIds: readonly string[];
  /** UTC ms. */
  readonly readAt: number;
}

/** An account of the organisation came, changed or went. */
export interface AccountDelivery extends DeliveryBase {
  readonly kind: 'account';
  readonly change: 'created' | 'updated' | 'deleted';
  readonly openId: string;
  /** '' when the app may not see it; the number likewise `null`. */
  readonly name: string;
  readonly mobile: string | null;
  /** No longer of the organisation, or suspended; `null`: neither, or not told. */
  readonly gone: 'left' | 'frozen' | null;
}

/** People came into a group or went out of it. */
export interface MembersDelivery extends DeliveryBase {
  readonly kind: 'members';
  readonly change: 'added' | 'removed';
  readonly chatId: string;
  readonly people: readonly { readonly openId: string; readonly name: string }[];
}

/** Departments, or what the app may see of the organisation, changed. */
export interface OrganisationDelivery extends DeliveryBase {
  readonly kind: 'organisation';
  readonly what: 'department' | 'scope';
}

/** A type we do not handle: acknowledged, counted, forgotten. */
export interface UnknownDelivery extends DeliveryBase {
  readonly kind: 'unknown';
  readonly type: string;
}

export type Delivery =
  | MessageDelivery
  | PressDelivery
  | MenuDelivery
  | EnteredDelivery
  | JoinedDelivery
  | RecalledDelivery
  | ReadDelivery
  | AccountDelivery
  | MembersDelivery
  | OrganisationDelivery
  | UnknownDelivery;

// ── Outgoing ──────────────────────────────────────────────────────────────────────────────────────────────

export type Receiver =
  | { readonly kind: 'person'; readonly openId: string }
  | { readonly kind: 'chat'; readonly chatId: string };

export type Content =
  | { readonly type: 'card'; readonly card: Card }
  | { readonly type: 'text'; readonly text: string }
  /** Bytes kept under this hash, uploaded when the message leaves. */
  | {
      readonly type: 'file';
      readonly kind: 'file' | 'image';
      readonly hash: string;
      readonly name: string;
    };

/** One call to the platform that a person will see. */
export type Outgoing =
  | {
      readonly how: 'send';
      readonly to: Receiver;
      readonly content: Content;
      /** 加急: rings at the person's side once it was taken. It was sent even where that does not work. */
      readonly urgent?: true;
    }
  /** `to`: where the reply will show, for the pace per person and chat. */
  | { readonly how: 'reply'; readonly messageId: string; readonly to: Receiver; readonly content: Content }
  | { readonly how: 'update'; readonly messageId: string; readonly card: Card };

/**
 * What became of a call.
 * - `sent`: the platform took it.
 * - `wait`: nothing happened; try again, not before `afterMs`. `scope` says which limit was hit.
 * - `refused`: it will never work (bot not in the chat, person outside the availability range, bad card …).
 * - `unknown`: the request left and no answer came back: it may or may not have been done.
 */
export type SendResult =
  | { readonly result: 'sent'; readonly messageId: string | null; readonly chatId: string | null }
  | {
      readonly result: 'wait';
      readonly afterMs: number;
      readonly scope: 'app' | 'receiver' | 'quota' | 'fault';
      readonly why: string;
    }
  | { readonly result: 'refused'; readonly code: number | null; readonly why: string }
  | { readonly result: 'unknown'; readonly why: string };

/** What a search for a message goes by. */
export interface Traces {
  /** UTC ms: when it can have arrived. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** A message known to stand in the receiver's chat; `null` when there is none. */
  readonly beside: string | null;
  /** Which of these messages are known to be others. */
  known(messageIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** `unknown`: it could not be read, or what is there cannot be told apart. */
export type Found =
  | { readonly found: 'yes'; readonly messageId: string }
  | { readonly found: 'no' }
  | { readonly found: 'unknown'; readonly why: string };

export interface Messenger {
  /** Looks for a message whose sending has no known outcome where it would show; sends nothing. */
  find?(outgoing: Outgoing, traces: Traces): Promise<Found>;
  /** `uuid` (≤50 characters) makes a repeated call harmless for one hour on send and reply. */
  send(outgoing: Outgoing, uuid: string): Promise<SendResult>;
  /** The bot's own identity, needed to know who was mentioned. Cached after the first success; throws when unreachable. */
  self(): Promise<{ openId: string; name: string }>;
}

export interface ButtonReply {
  readonly toast?: { readonly tone: 'info' | 'success' | 'warning' | 'error'; readonly text: string };
  /** Takes the place of the pressed card. */
  readonly card?: Card;
}

// ── Store ─────────────────────────────────────────────────────────────────────────────────────────────────

export type Bind = string | number | null;

/** One prepared write. The text is constant per use, so that drivers can keep it prepared. */
export interface Statement {
  readonly sql: string;
  readonly binds: readonly Bind[];
}

/**
 * - `done`: every statement took effect, durably.
 * - `conflict`: a key was there already and nothing took effect; `key` is `table.column[, table.column]`.
 */
export type CommitResult =
  | { readonly result: 'done' }
  | { readonly result: 'conflict'; readonly key: string };

/** `soon`: what nobody waits for, and may ride on the next flush of somebody else for a few hundredths of a second. */
export type Urgency = 'now' | 'soon';

/** The database, as both runtimes can offer it: reads, and one atomic list of writes. */
export interface Database {
  query(sql: string, binds: readonly Bind[]): Promise<readonly (readonly Bind[])[]>;
  /** The only write. All or nothing; resolves after the data is on disk. Throws on anything but a key conflict. */
  commit(statements: readonly Statement[], urgency?: Urgency): Promise<CommitResult>;
  close(): Promise<void>;
}

// ── The rest of the world ─────────────────────────────────────────────────────────────────────────────────

export interface Clock {
  /** UTC ms. */
  now(): number;
}

export interface Log {
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void;
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Seals personal data at rest (design §2.3); opening what was altered or sealed with another key throws. */
export interface Vault {
  seal(plain: string): string;
  open(sealed: string): string;
  sealBytes(plain: Uint8Array): string;
  openBytes(sealed: string): Uint8Array;
  /** A keyed hash, to find an equal value without storing it. */
  mark(plain: string): string;
}

/** Bytes of evidence, kept under their SHA-256 (hex). */
export interface Files {
  /** Puts a whole file, in as many commits as it takes; again does no harm. Returns its hash. */
  put(bytes: Uint8Array): Promise<string>;
  /** `null` when there is none. */
  get(hash: string): Promise<Uint8Array | null>;
  forget(hash: string): Promise<void>;
}

/** Evidence received and not here yet. */
export interface DownloadQueue {
  due(now: number, limit: number): Promise<readonly { readonly id: string; readonly attempts: number }[]>;
  postpone(id: string, nextAt: number, why: string): Promise<void>;
}
