// Sending and replying: who may be written to, uuid idempotency for one hour, 5 a second for a person and for a chat.
import { type JsonObject, textAt } from '../json.ts';
import type { Chat, Message } from '../types.ts';
import type { World } from '../world.ts';
import type { Answer, Call, Operation } from './call.ts';
import { checkContent } from './content.ts';
import { ApiRefusal, invalid, tooFrequent } from './refusal.ts';
import { messageView } from './view.ts';

const uuidLifeMs = 3_600_000;
const uuidCharsMax = 50;

function personChat(world: World, openId: string): Chat {
  const person = world.platform.people.get(openId);
  if (person === undefined) throw new ApiRefusal(230034, 'The receive_id is invalid.');
  if (person.resigned) throw new ApiRefusal(230029, 'User has resigned.');
  if (!person.available) throw new ApiRefusal(230013, 'Bot has NO availability to this user.');
  return world.platform.privateChat(person);
}

/** The chat a message may go to, or the refusal. */
export function openChat(world: World, chatId: string): Chat {
  const chat = world.platform.chats.get(chatId);
  if (chat === undefined) throw new ApiRefusal(230034, 'The receive_id is invalid.');
  if (chat.dissolved)
    throw new ApiRefusal(232009, 'Your request specifies a chat which has already been dissolved.');
  if (!chat.botIn) throw new ApiRefusal(230002, 'Bot/User can NOT be out of the chat.');
  const member = chat.memberIds[0];
  return chat.mode === 'p2p' && member !== undefined ? personChat(world, member) : chat;
}

function receiver(call: Call): Chat {
  const type = call.query.get('receive_id_type');
  const id = textAt(call.body, 'receive_id');
  const people = [...call.world.platform.people.values()];
  switch (type) {
    case 'chat_id':
      return openChat(call.world, id);
    case 'open_id':
      return personChat(call.world, id);
    case 'user_id':
      return personChat(call.world, people.find((person) => person.userId === id)?.openId ?? '');
    case 'union_id':
      return personChat(call.world, people.find((person) => person.unionId === id)?.openId ?? '');
    case 'email':
      return personChat(call.world, people.find((person) => person.email === id)?.openId ?? '');
    default:
      throw new ApiRefusal(99992402, 'field validation failed: receive_id_type is required');
  }
}

function takeChatSlot(world: World, chat: Chat): void {
  if (!world.limits.enabled) return;
  const window = chat.mode === 'p2p' ? world.limits.perPerson : world.limits.perChat;
  if (world.limiter.take(`chat:${chat.chatId}`, [window]) !== undefined) throw tooFrequent();
}

function firstAnswer(world: World, uuid: string): JsonObject | undefined {
  const known = world.sentByUuid.get(uuid);
  if (known === undefined) return undefined;
  if (world.clock.now() - known.at < uuidLifeMs) return known.data;
  world.sentByUuid.delete(uuid);
  return undefined;
}

function rememberUuid(world: World, uuid: string, data: JsonObject): void {
  const now = world.clock.now();
  world.sentByUuid.set(uuid, { at: now, data });
  for (const [old, entry] of world.sentByUuid) {
    if (now - entry.at < uuidLifeMs) break;
    world.sentByUuid.delete(old);
  }
}

function deliver(call: Call, chat: Chat, parent: Message | undefined): Answer {
  const { world, body } = call;
  const uuid = textAt(body, 'uuid');
  if (uuid.length > uuidCharsMax) throw invalid('uuid is longer than 50 characters');
  const known = uuid === '' ? undefined : firstAnswer(world, uuid);
  if (known !== undefined) return { data: known };
  const msgType = textAt(body, 'msg_type');
  const content = body['content'];
  if (typeof content !== 'string') throw invalid('content must be a JSON string');
  const checked = checkContent(world, msgType, content, chat);
  takeChatSlot(world, chat);
  const message = world.platform.addMessage({
    chatId: chat.chatId,
    msgType,
    content: checked.content,
    mentions: checked.mentions,
    sender: { kind: 'app', id: world.platform.app.appId },
    parentId: parent?.messageId,
    rootId: parent === undefined ? undefined : (parent.rootId ?? parent.messageId),
  });
  const data = messageView(world.platform, message, true);
  if (uuid !== '') rememberUuid(world, uuid, data);
  return { data };
}

/** The message named in the path, or the refusal. */
export function namedMessage(call: Call): Message {
  const message = call.world.platform.messages.get(call.params['message_id'] ?? '');
  if (message === undefined) throw new ApiRefusal(230001, 'invalid message_id');
  return message;
}

/** Send and reply. */
export const sendOperations: readonly Operation[] = [
  { method: 'POST', path: '/im/v1/messages', run: (call) => deliver(call, receiver(call), undefined) },
  {
    method: 'POST',
    path: '/im/v1/messages/:message_id/reply',
    run: (call) => {
      const parent = namedMessage(call);
      if (parent.recalled) throw new ApiRefusal(230011, 'The message was recalled.');
      return deliver(call, openChat(call.world, parent.chatId), parent);
    },
  },
];
