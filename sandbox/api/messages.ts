// What the bot does with messages that stand: update a card, edit, recall, read, list, urge, react.
import { arrayAt, isObject, type JsonObject, parseJson, textAt } from '../json.ts';
import type { Message } from '../types.ts';
import type { World } from '../world.ts';
import type { Answer, Call, Operation } from './call.ts';
import { checkCard, checkContent, declaresShared } from './content.ts';
import { pageOf } from './paging.ts';
import { ApiRefusal, invalid, tooFrequent } from './refusal.ts';
import { namedMessage, openChat } from './send.ts';
import { messageView } from './view.ts';

/** How long a card 2.0 may be pressed and updated (ms). */
export const cardLifeMs = 14 * 86_400_000;
const editsMax = 20;
const urgentUnreadMax = 200;

function ownStanding(call: Call, notOwner: number): Message {
  const message = namedMessage(call);
  if (message.sender.kind !== 'app')
    throw new ApiRefusal(notOwner, 'The operator is NOT the sender of the message.');
  if (message.recalled) throw new ApiRefusal(230011, 'The message was recalled.');
  return message;
}

function takePatchSlot(world: World, messageId: string): void {
  if (!world.limits.enabled) return;
  if (world.limiter.take(`patch:${messageId}`, [world.limits.perMessagePatch]) !== undefined)
    throw tooFrequent();
}

/** Puts a new card in the place of a message's card, with all checks of an update. */
export function updateCard(world: World, message: Message, content: string | JsonObject): void {
  if (message.recalled) throw new ApiRefusal(230011, 'The message was recalled.');
  if (world.clock.now() - message.createdAt > cardLifeMs)
    throw new ApiRefusal(230031, 'The message sent time is more than 14 days ago.');
  const chat = openChat(world, message.chatId);
  const card = checkCard(world, content, chat);
  takePatchSlot(world, message.messageId);
  world.platform.replaceContent(message, JSON.stringify(card));
}

function patch(call: Call): Answer {
  const message = ownStanding(call, 230001);
  if (message.msgType !== 'interactive') throw invalid('This message is NOT a card.');
  const content = call.body['content'];
  if (typeof content !== 'string') throw invalid('content must be a JSON string');
  const before = parseJson(message.content);
  const after = parseJson(content);
  const shared = [before, after].every((card) => !isObject(card) || declaresShared(card));
  if (!shared) throw invalid('config.update_multi must be true before and after the update');
  updateCard(call.world, message, content);
  return { data: {} };
}

function edit(call: Call): Answer {
  const message = ownStanding(call, 230071);
  const msgType = textAt(call.body, 'msg_type');
  const content = call.body['content'];
  if (
    !['text', 'post'].includes(message.msgType) ||
    !['text', 'post'].includes(msgType) ||
    typeof content !== 'string'
  )
    throw invalid('only text and post can be edited');
  if (message.editCount >= editsMax)
    throw new ApiRefusal(230072, 'The message has reached the number of times it can be edited.');
  const checked = checkContent(call.world, msgType, content, openChat(call.world, message.chatId));
  message.editCount += 1;
  message.mentions = checked.mentions;
  call.world.platform.replaceContent(message, checked.content);
  return { data: messageView(call.world.platform, message) };
}

function list(call: Call): Answer {
  const { world, query } = call;
  if (query.get('container_id_type') !== 'chat') throw invalid('container_id_type must be chat');
  const chat = openChat(world, query.get('container_id') ?? '');
  const since = Number(query.get('start_time') ?? '0') * 1000;
  const until = Number(query.get('end_time') ?? '9999999999') * 1000 + 999;
  const found = world.platform.messagesOf(chat).filter((m) => m.createdAt >= since && m.createdAt <= until);
  if (query.get('sort_type') === 'ByCreateTimeDesc') found.reverse();
  const raw = query.get('card_msg_content_type') === 'user_card_content';
  const page = pageOf(found, query, 50);
  return {
    data: { ...page.rest, items: page.items.map((message) => messageView(world.platform, message, raw)) },
  };
}

function read(call: Call): Answer {
  const message = namedMessage(call);
  openChat(call.world, message.chatId);
  const raw = call.query.get('card_msg_content_type') === 'user_card_content';
  return { data: { items: [messageView(call.world.platform, message, raw)] } };
}

function recall(call: Call): Answer {
  const message = ownStanding(call, 230026);
  call.world.platform.recall(message);
  return { data: {} };
}

function urge(call: Call): Answer {
  const message = ownStanding(call, 230012);
  const { platform } = call.world;
  const chat = openChat(call.world, message.chatId);
  const ids = arrayAt(call.body, 'user_id_list').map(String);
  if (ids.length === 0) throw invalid('user_id_list is empty');
  const valid = ids.filter((id) => chat.memberIds.includes(id));
  for (const id of valid) {
    const unread = [...platform.messages.values()].filter((other) => other.urgentIds.includes(id)).length;
    if (unread >= urgentUnreadMax)
      throw new ApiRefusal(230023, 'The number of unread urgent messages of the user reaches its limit.');
  }
  message.urgentIds = [...new Set([...message.urgentIds, ...valid])];
  platform.touched(message);
  return { data: { invalid_user_id_list: ids.filter((id) => !valid.includes(id)) } };
}

function react(call: Call): Answer {
  const message = namedMessage(call);
  const emoji = textAt(call.body['reaction_type'], 'emoji_type');
  if (emoji === '') throw invalid('reaction_type.emoji_type');
  const id = call.world.ids.hex(24);
  message.reactions.push({ emoji, id });
  call.world.platform.touched(message);
  const operator = { operator_id: call.world.platform.app.appId, operator_type: 'app' };
  return {
    data: {
      reaction_id: id,
      operator,
      action_time: String(call.world.clock.now()),
      reaction_type: { emoji_type: emoji },
    },
  };
}

/** All of them. */
export const messageOperations: readonly Operation[] = [
  { method: 'GET', path: '/im/v1/messages', run: list },
  { method: 'GET', path: '/im/v1/messages/:message_id', run: read },
  { method: 'PATCH', path: '/im/v1/messages/:message_id', run: patch },
  { method: 'PUT', path: '/im/v1/messages/:message_id', run: edit },
  { method: 'DELETE', path: '/im/v1/messages/:message_id', run: recall },
  { method: 'PATCH', path: '/im/v1/messages/:message_id/urgent_app', run: urge },
  { method: 'POST', path: '/im/v1/messages/:message_id/reactions', run: react },
];
