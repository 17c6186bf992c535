// What people do in chats: say, send, recall, enter, press a menu, bring the bot in. Each becomes a message and an event.
import type { EventDelivery } from '../deliver.ts';
import {
  botMembership,
  chatEntered,
  contactUser,
  idsOf,
  menuPressed,
  messageRecalled,
  messageReceived,
  messagesRead,
} from '../events.ts';
import { type JsonObject, textAt } from '../json.ts';
import type { Chat, ChatRef, Mention, Message, MessageRef, Person, PersonRef } from '../types.ts';
import type { World } from '../world.ts';

/** How something is said. */
export type SayOptions = {
  /** @ the bot (in groups; a private chat needs none). */
  mention?: boolean;
  /** @ these people too, after the bot. */
  mentionPeople?: readonly PersonRef[];
  /** The message this one replies to. */
  replyTo?: MessageRef;
};

/** What was said and how its push went. `pushed` is false where Feishu pushes nothing (group message without @, bot absent). */
export type Said = {
  readonly message: Message;
  readonly pushed: boolean;
  readonly eventId: string | undefined;
  /** HTTP status of the bot's first answer. */
  readonly status: number | undefined;
  readonly delivery: EventDelivery | undefined;
};

function seat(world: World, personRef: PersonRef, chatRef: ChatRef): { person: Person; chat: Chat } {
  const person = world.platform.person(personRef);
  const chat = world.platform.chat(chatRef);
  if (!chat.memberIds.includes(person.openId))
    throw new Error(`${person.name} is not a member of ${chat.name}`);
  return { person, chat };
}

function mentionsFor(world: World, options: SayOptions): Mention[] {
  const { app } = world.platform;
  const bot =
    options.mention === true ? [{ openId: app.botOpenId, name: app.name, kind: 'bot' as const }] : [];
  const people = (options.mentionPeople ?? []).map((ref) => {
    const person = world.platform.person(ref);
    return { openId: person.openId, name: person.name, kind: 'user' as const };
  });
  return [...bot, ...people].map((mention, index) => ({ key: `@_user_${index + 1}`, ...mention }));
}

/** Puts a person's message of any type into a chat and pushes it where Feishu would. */
export async function sendAs(
  world: World,
  personRef: PersonRef,
  chatRef: ChatRef,
  msgType: string,
  content: JsonObject,
  options: SayOptions = {},
): Promise<Said> {
  const { person, chat } = seat(world, personRef, chatRef);
  const parent = options.replyTo === undefined ? undefined : world.platform.message(options.replyTo);
  const mentions = mentionsFor(world, options);
  const message = world.platform.addMessage({
    chatId: chat.chatId,
    msgType,
    content: JSON.stringify(content),
    mentions,
    sender: { kind: 'user', id: person.openId },
    parentId: parent?.messageId,
    rootId: parent === undefined ? undefined : (parent.rootId ?? parent.messageId),
  });
  const atBot = mentions.some((mention) => mention.kind === 'bot');
  world.reading.mark(chat.chatId, person.openId, world.platform.messagesOf(chat).length);
  world.journal.record({
    kind: 'said',
    who: person.openId,
    chat: chat.chatId,
    message: message.messageId,
    type: msgType,
    text: textAt(content, msgType === 'text' ? 'text' : 'file_name').replace(/@_(user_\d+|all) ?/g, ''),
    atBot,
    replyTo: parent?.messageId,
  });
  const pushed = chat.botIn && (chat.mode === 'p2p' || atBot || world.pushAllGroupMessages);
  if (!pushed) return { message, pushed, eventId: undefined, status: undefined, delivery: undefined };
  const event = messageReceived(world.platform, message, person, chat);
  const delivery = await world.deliverer.event('im.message.receive_v1', event);
  return { message, pushed, eventId: delivery.eventId, status: delivery.status, delivery };
}

/** Says a text. Mentions stand before it. */
export function say(
  world: World,
  person: PersonRef,
  chat: ChatRef,
  text: string,
  options: SayOptions = {},
): Promise<Said> {
  const before = mentionsFor(world, options).map((mention) => `${mention.key} `);
  return sendAs(world, person, chat, 'text', { text: `${before.join('')}${text}` }, options);
}

/** A file or picture a person sends. */
export type Upload = { kind: 'image' | 'file'; name: string; contentType?: string; bytes: Uint8Array };

/** Sends a file or picture. */
export function sendUpload(
  world: World,
  person: PersonRef,
  chat: ChatRef,
  upload: Upload,
  options: SayOptions = {},
): Promise<Said> {
  const resource = world.platform.addResource({
    kind: upload.kind,
    fileType: upload.kind === 'image' ? 'image' : 'stream',
    name: upload.name,
    contentType: upload.contentType ?? (upload.kind === 'image' ? 'image/png' : 'application/octet-stream'),
    bytes: upload.bytes,
    own: false,
  });
  const content: JsonObject =
    upload.kind === 'image'
      ? { image_key: resource.key }
      : { file_key: resource.key, file_name: upload.name };
  return sendAs(world, person, chat, upload.kind, content, options);
}

/** Recalls a person's own message. */
export async function recall(
  world: World,
  personRef: PersonRef,
  ref: MessageRef,
): Promise<EventDelivery | undefined> {
  const message = world.platform.message(ref);
  const person = world.platform.person(personRef);
  if (message.sender.id !== person.openId) throw new Error('only one’s own message can be recalled');
  world.platform.recall(message);
  world.journal.record({ kind: 'recalled', who: person.openId, chat: message.chatId });
  if (!world.platform.chat(message.chatId).botIn) return undefined;
  return world.deliverer.event('im.message.recalled_v1', messageRecalled(message, world.clock.now()));
}

/** The person opens the private chat with the bot. */
export function enterChat(world: World, personRef: PersonRef): Promise<EventDelivery> {
  const person = world.platform.person(personRef);
  const chat = world.platform.privateChat(person);
  const last = world.platform.messagesOf(chat).at(-1);
  world.journal.record({ kind: 'entered', who: person.openId, chat: chat.chatId });
  return world.deliverer.event(
    'im.chat.access_event.bot_p2p_chat_entered_v1',
    chatEntered(chat, person, last),
  );
}

/** The person has the chat open and sees all of it; what the bot newly wrote in private is told to it as read. */
export async function seeChat(world: World, personRef: PersonRef, chatRef: ChatRef): Promise<void> {
  const { platform, reading, clock, deliverer } = world;
  const { person, chat } = seat(world, personRef, chatRef);
  const all = platform.messagesOf(chat);
  const fresh = all
    .slice(reading.seen(chat.chatId, person.openId))
    .filter((one) => one.sender.kind === 'app');
  reading.mark(chat.chatId, person.openId, all.length);
  platform.worldChanged();
  if (chat.mode === 'p2p' && fresh.length > 0)
    await deliverer.event(
      'im.message.message_read_v1',
      messagesRead(person, fresh, clock.now(), platform.app.tenantKey),
    );
}

/** A person joins or leaves a group; the bot in it is told. */
export async function moveMember(
  world: World,
  chatRef: ChatRef,
  personRef: PersonRef,
  into: boolean,
): Promise<void> {
  const { platform, deliverer } = world;
  const chat = platform.chat(chatRef);
  const person = platform.person(personRef);
  if (chat.mode !== 'group') throw new Error('only groups have members');
  if (chat.memberIds.includes(person.openId) === into) return;
  chat.memberIds = into
    ? [...chat.memberIds, person.openId]
    : chat.memberIds.filter((id) => id !== person.openId);
  if (into) world.reading.mark(chat.chatId, person.openId, platform.messagesOf(chat).length);
  platform.worldChanged();
  if (!chat.botIn) return;
  const users = [{ name: person.name, tenant_key: platform.app.tenantKey, user_id: idsOf(person) }];
  const type = into ? 'im.chat.member.user.added_v1' : 'im.chat.member.user.deleted_v1';
  await deliverer.event(type, { ...botMembership(platform, chat, person), users });
}

/** The person reads what the bot has written to them in the private chat. */
export function readAll(world: World, personRef: PersonRef): Promise<EventDelivery> {
  const { platform, clock, deliverer } = world;
  const person = platform.person(personRef);
  const messages = platform
    .messagesOf(platform.privateChat(person))
    .filter((message) => message.sender.id !== person.openId);
  return deliverer.event(
    'im.message.message_read_v1',
    messagesRead(person, messages, clock.now(), platform.app.tenantKey),
  );
}

/** The person presses an entry of the bot's menu. */
export function pressMenu(world: World, personRef: PersonRef, eventKey: string): Promise<EventDelivery> {
  const person = world.platform.person(personRef);
  world.journal.record({ kind: 'menu', who: person.openId, key: eventKey });
  return world.deliverer.event('application.bot.menu_v6', menuPressed(person, eventKey, world.clock.now()));
}

/** The bot is brought into a group, or removed from it. */
export function moveBot(
  world: World,
  chatRef: ChatRef,
  operator: PersonRef,
  into: boolean,
): Promise<EventDelivery> {
  const chat = world.platform.chat(chatRef);
  const person = world.platform.person(operator);
  chat.botIn = into;
  world.platform.worldChanged();
  world.journal.record({ kind: 'bot-moved', who: person.openId, chat: chat.chatId, into });
  const event = botMembership(world.platform, chat, person);
  return world.deliverer.event(into ? 'im.chat.member.bot.added_v1' : 'im.chat.member.bot.deleted_v1', event);
}

/** The person leaves the tenant (离职). */
export function resign(world: World, personRef: PersonRef): Promise<EventDelivery> {
  const person = world.platform.person(personRef);
  person.resigned = true;
  person.available = false;
  world.platform.worldChanged();
  return world.deliverer.event('contact.user.deleted_v3', contactUser(person));
}
