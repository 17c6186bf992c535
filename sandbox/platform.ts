// The tenant's state: people, chats, messages, resources. It changes only through these methods and tells its watchers.
// It knows no HTTP, no limits and no deliveries; those sit around it.
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Snapshot } from './snapshot.ts';
import type {
  AppIdentity,
  Change,
  Chat,
  ChatRef,
  Department,
  DepartmentInput,
  Message,
  MessageRef,
  Person,
  PersonRef,
  Resource,
} from './types.ts';

/** A new person's optional particulars. */
export type PersonInput = {
  openId?: string;
  mobile?: string;
  email?: string;
  departmentIds?: string[];
  available?: boolean;
};

/** A new group's optional particulars. */
export type ChatInput = { chatId?: string; botIn?: boolean; atAllAllowed?: boolean };

/** What a new message must say; the rest is filled in. */
export type NewMessage = Pick<Message, 'chatId' | 'msgType' | 'content' | 'sender'> &
  Partial<Pick<Message, 'mentions' | 'parentId' | 'rootId'>>;

/** The state of one tenant with one app in it. */
export class Platform {
  readonly app: AppIdentity;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly people = new Map<string, Person>();
  readonly departments = new Map<string, Department>();
  readonly chats = new Map<string, Chat>();
  readonly messages = new Map<string, Message>();
  readonly resources = new Map<string, Resource>();
  /** 通讯录权限范围: open_department_ids the app may see; null = all. */
  contactRange: string[] | null = null;
  readonly #byChat = new Map<string, Message[]>();
  readonly #watchers = new Set<(change: Change) => void>();

  constructor(app: AppIdentity, clock: Clock, ids: Ids) {
    this.app = app;
    this.clock = clock;
    this.ids = ids;
  }

  /** Calls `watcher` after every change; the returned function stops it. */
  watch(watcher: (change: Change) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Adds a member of the tenant. */
  addPerson(name: string, input: PersonInput = {}): Person {
    const openId = input.openId ?? this.ids.of('ou_');
    if (this.people.has(openId)) throw new Error(`person ${openId} exists already`);
    const person: Person = {
      openId,
      unionId: this.ids.of('on_'),
      userId: this.ids.hex(8),
      name,
      mobile: input.mobile,
      email: input.email,
      departmentIds: input.departmentIds ?? ['0'],
      available: input.available ?? true,
      resigned: false,
    };
    this.people.set(openId, person);
    this.#tell({ kind: 'world' });
    return person;
  }

  /** Adds a department below `parentId` (default the root, '0'). */
  addDepartment(input: DepartmentInput): Department {
    const department: Department = {
      openDepartmentId: input.openDepartmentId ?? this.ids.of('od-'),
      departmentId: this.ids.hex(16),
      name: input.name,
      parentId: input.parentId ?? '0',
    };
    this.departments.set(department.openDepartmentId, department);
    return department;
  }

  /** Adds a group of these people. */
  addChat(name: string, members: readonly PersonRef[], input: ChatInput = {}): Chat {
    const chatId = input.chatId ?? this.ids.of('oc_');
    if (this.chats.has(chatId)) throw new Error(`chat ${chatId} exists already`);
    const memberIds = members.map((ref) => this.person(ref).openId);
    return this.#putChat({
      chatId,
      mode: 'group',
      name,
      memberIds,
      botIn: input.botIn ?? true,
      ownerId: memberIds[0],
      atAllAllowed: input.atAllAllowed ?? true,
      dissolved: false,
    });
  }

  /** The person's conversation with the bot, opened when there is none yet. */
  privateChat(ref: PersonRef): Chat {
    const person = this.person(ref);
    for (const chat of this.chats.values())
      if (chat.mode === 'p2p' && chat.memberIds[0] === person.openId) return chat;
    return this.#putChat({
      chatId: this.ids.of('oc_'),
      mode: 'p2p',
      name: person.name,
      memberIds: [person.openId],
      botIn: true,
      ownerId: undefined,
      atAllAllowed: false,
      dissolved: false,
    });
  }

  /** Looks a person up by object, open_id or name; throws when there is none. */
  person(ref: PersonRef): Person {
    const id = typeof ref === 'string' ? ref : ref.openId;
    const found = this.people.get(id) ?? [...this.people.values()].find((person) => person.name === id);
    if (found === undefined) throw new Error(`no such person: ${id}`);
    return found;
  }

  /** Looks a chat up by object, chat_id or group name; throws when there is none. */
  chat(ref: ChatRef): Chat {
    const id = typeof ref === 'string' ? ref : ref.chatId;
    const found =
      this.chats.get(id) ??
      [...this.chats.values()].find((chat) => chat.mode === 'group' && chat.name === id);
    if (found === undefined) throw new Error(`no such chat: ${id}`);
    return found;
  }

  /** Looks a message up by object or id; throws when there is none. */
  message(ref: MessageRef): Message {
    const id = typeof ref === 'string' ? ref : ref.messageId;
    const found = this.messages.get(id);
    if (found === undefined) throw new Error(`no such message: ${id}`);
    return found;
  }

  /** All messages of a chat, oldest first. */
  messagesOf(ref: ChatRef): readonly Message[] {
    return this.#byChat.get(this.chat(ref).chatId) ?? [];
  }

  /** Puts a message into a chat. */
  addMessage(input: NewMessage): Message {
    const now = this.clock.now();
    const message: Message = {
      messageId: this.ids.of('om_'),
      chatId: input.chatId,
      rootId: input.rootId,
      parentId: input.parentId,
      msgType: input.msgType,
      content: input.content,
      sender: input.sender,
      mentions: input.mentions ?? [],
      createdAt: now,
      updatedAt: now,
      updated: false,
      recalled: false,
      editCount: 0,
      urgentIds: [],
      reactions: [],
    };
    this.messages.set(message.messageId, message);
    const list = this.#byChat.get(message.chatId);
    if (list === undefined) this.#byChat.set(message.chatId, [message]);
    else list.push(message);
    this.touched(message);
    return message;
  }

  /** Replaces what a message shows (an edit, or a card brought up to date). */
  replaceContent(message: Message, content: string): void {
    message.content = content;
    message.updated = true;
    message.updatedAt = this.clock.now();
    this.touched(message);
  }

  /** Marks a message as recalled (撤回). */
  recall(message: Message): void {
    message.recalled = true;
    message.updatedAt = this.clock.now();
    this.touched(message);
  }

  /** Tells the watchers that a message changed. */
  touched(message: Message): void {
    this.#tell({ kind: 'message', chatId: message.chatId, messageId: message.messageId });
  }

  /** Tells the watchers that people or chats changed. */
  worldChanged(): void {
    this.#tell({ kind: 'world' });
  }

  /** Keeps an uploaded file or picture. */
  addResource(input: Omit<Resource, 'key'>): Resource {
    const key = input.kind === 'image' ? this.ids.of('img_v3_') : this.ids.of('file_v3_');
    const resource: Resource = { key, ...input };
    this.resources.set(key, resource);
    return resource;
  }

  /** Puts a kept state in the place of everything. */
  load(kept: Snapshot): void {
    for (const map of [
      this.people,
      this.departments,
      this.chats,
      this.messages,
      this.resources,
      this.#byChat,
    ])
      map.clear();
    for (const person of structuredClone(kept.people) as Person[]) this.people.set(person.openId, person);
    for (const one of structuredClone(kept.departments) as Department[])
      this.departments.set(one.openDepartmentId, one);
    for (const chat of structuredClone(kept.chats) as Chat[]) this.chats.set(chat.chatId, chat);
    for (const message of structuredClone(kept.messages) as Message[]) {
      this.messages.set(message.messageId, message);
      const list = this.#byChat.get(message.chatId);
      if (list === undefined) this.#byChat.set(message.chatId, [message]);
      else list.push(message);
    }
    for (const { base64, ...rest } of kept.resources)
      this.resources.set(rest.key, { ...rest, bytes: new Uint8Array(Buffer.from(base64, 'base64')) });
    this.#tell({ kind: 'reset' });
  }

  #putChat(chat: Chat): Chat {
    this.chats.set(chat.chatId, chat);
    this.#tell({ kind: 'world' });
    return chat;
  }

  #tell(change: Change): void {
    for (const watcher of [...this.#watchers]) watcher(change);
  }
}
