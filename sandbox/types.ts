// The nouns of the sandbox: people, chats, messages, resources. Data only.
import type { JsonObject } from './json.ts';

/** A member of the tenant. */
export type Person = {
  readonly openId: string;
  readonly unionId: string;
  readonly userId: string;
  name: string;
  mobile: string | undefined;
  email: string | undefined;
  departmentIds: string[];
  /** In the app's availability range (可用范围); outside it, private messages give 230013. */
  available: boolean;
  resigned: boolean;
  /** The account is suspended (暂停). */
  frozen?: boolean;
};

/** A conversation: private (p2p, always with the bot) or a group. */
export type Chat = {
  readonly chatId: string;
  readonly mode: 'p2p' | 'group';
  name: string;
  memberIds: string[];
  botIn: boolean;
  ownerId: string | undefined;
  atAllAllowed: boolean;
  dissolved: boolean;
};

/** A department of the tenant. */
export type Department = {
  readonly openDepartmentId: string;
  readonly departmentId: string;
  name: string;
  parentId: string;
};

/** One mention in a message; `key` is what stands in the text. */
export type Mention = {
  readonly key: string;
  readonly openId: string;
  readonly name: string;
  readonly kind: 'user' | 'bot';
};

/** A message. `content` is the JSON string of the wire; of a card, the card last shown. */
export type Message = {
  readonly messageId: string;
  readonly chatId: string;
  readonly rootId: string | undefined;
  readonly parentId: string | undefined;
  readonly msgType: string;
  content: string;
  readonly sender: { readonly kind: 'user' | 'app'; readonly id: string };
  mentions: Mention[];
  readonly createdAt: number;
  updatedAt: number;
  updated: boolean;
  recalled: boolean;
  editCount: number;
  urgentIds: string[];
  reactions: { emoji: string; id: string }[];
};

/** Something uploaded: by the bot (own: true) or sent by a person. */
export type Resource = {
  readonly key: string;
  readonly kind: 'image' | 'file';
  readonly fileType: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly own: boolean;
};

/** A department to be added. */
export type DepartmentInput = { name: string; openDepartmentId?: string; parentId?: string };

/** How people, chats and messages may be named in calls: by object, id, or (people, groups) by name. */
export type PersonRef = string | { readonly openId: string };
export type ChatRef = string | { readonly chatId: string };
export type MessageRef = string | { readonly messageId: string };

/** What changed, told to whoever watches. */
export type Change =
  | { readonly kind: 'message'; readonly chatId: string; readonly messageId: string }
  | { readonly kind: 'world' }
  /** Everything is another now. */
  | { readonly kind: 'reset' };

/** The app (bot) of this tenant, as the console would show it. */
export type AppIdentity = {
  readonly appId: string;
  readonly appSecret: string;
  readonly name: string;
  readonly botOpenId: string;
  readonly tenantKey: string;
};

/** A card that stands in a message. */
export type Card = JsonObject;
