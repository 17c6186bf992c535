// What the control API tells the page. Types only.
import type { Finding } from '../card/rules.ts';
import type { SeenMessage } from '../people/seen.ts';
import type { WireEntry } from '../wire.ts';

/** A message with what the page adds: how far it was read, and whether it mentions the one who looks. */
export type PageMessage = SeenMessage & {
  /** Members besides the sender who have read it. */
  readonly readBy: number;
  readonly readers: number;
  readonly mentionsMe: boolean;
};

export type PagePerson = {
  readonly openId: string;
  readonly name: string;
  readonly about: string;
  readonly available: boolean;
  readonly resigned: boolean;
  readonly unread: number;
};

export type PageChat = {
  readonly chatId: string;
  readonly mode: 'p2p' | 'group';
  readonly name: string;
  readonly memberIds: readonly string[];
  readonly ownerId: string;
  readonly botIn: boolean;
  readonly count: number;
  readonly unread: number;
  readonly atMe: boolean;
  readonly lastAt: number;
  readonly preview: string;
};

export type PageState = {
  readonly app: { readonly name: string; readonly appId: string; readonly botOpenId: string };
  readonly now: number;
  readonly people: readonly PagePerson[];
  readonly menu: readonly { readonly label: string; readonly eventKey: string }[];
  readonly chats: readonly PageChat[];
  /** Groups the person is not in. */
  readonly others: readonly { readonly chatId: string; readonly name: string }[];
  readonly faults: readonly { readonly kind: string; readonly left: number; readonly on: string }[];
  readonly waiting: readonly {
    readonly eventId: string;
    readonly type: string;
    readonly attempts: number;
    readonly nextAttemptAt: number;
  }[];
  readonly held: number;
  readonly moments: readonly { readonly label: string; readonly at: number }[];
  readonly chaos: { readonly seed: number; readonly share: number } | null;
  readonly can: { readonly keepBot: boolean; readonly reset: boolean; readonly due: boolean };
};

export type Toast = { readonly type: 'info' | 'success' | 'warning' | 'error'; readonly content: string };

export type Pressed = {
  readonly toast?: Toast;
  readonly error?: { readonly code: number | string; readonly message: string };
  readonly openedUrl?: string;
};

export type PageFinding = Finding & { readonly severity: 'error' | 'warning'; readonly at: string };

export type { WireEntry };

/** What a person puts into a field of a card. */
export type FieldValue = string | boolean | readonly string[];
