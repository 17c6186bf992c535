// The bodies of events, as feishu.md's event pages give them. Pure: state in, JSON out.
import { compact, type JsonObject } from './json.ts';
import type { Platform } from './platform.ts';
import type { Chat, Mention, Message, Person } from './types.ts';

/** The id triple of a person. */
export function idsOf(person: Person): JsonObject {
  return { union_id: person.unionId, user_id: person.userId, open_id: person.openId };
}

function mentionIds(platform: Platform, mention: Mention): JsonObject {
  const person = platform.people.get(mention.openId);
  return person === undefined ? { union_id: '', user_id: '', open_id: mention.openId } : idsOf(person);
}

/** im.message.receive_v1 */
export function messageReceived(
  platform: Platform,
  message: Message,
  sender: Person,
  chat: Chat,
): JsonObject {
  const tenantKey = platform.app.tenantKey;
  const mentions = message.mentions.map((mention) => ({
    key: mention.key,
    id: mentionIds(platform, mention),
    mentioned_type: mention.kind,
    name: mention.name,
    tenant_key: tenantKey,
  }));
  return {
    sender: { sender_id: idsOf(sender), sender_type: 'user', tenant_key: tenantKey },
    message: compact({
      message_id: message.messageId,
      root_id: message.rootId,
      parent_id: message.parentId,
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: message.chatId,
      chat_type: chat.mode,
      message_type: message.msgType,
      content: message.content,
      mentions: mentions.length === 0 ? undefined : mentions,
    }),
  };
}

/** im.message.recalled_v1 */
export function messageRecalled(message: Message, at: number): JsonObject {
  return {
    message_id: message.messageId,
    chat_id: message.chatId,
    recall_time: String(at),
    recall_type: 'message_owner',
  };
}

/** im.chat.member.bot.added_v1 and …deleted_v1 */
export function botMembership(platform: Platform, chat: Chat, operator: Person): JsonObject {
  return {
    chat_id: chat.chatId,
    operator_id: idsOf(operator),
    external: false,
    operator_tenant_key: platform.app.tenantKey,
    name: chat.name,
    i18n_names: { zh_cn: chat.name, en_us: chat.name, ja_jp: chat.name },
  };
}

/** im.chat.access_event.bot_p2p_chat_entered_v1 */
export function chatEntered(chat: Chat, person: Person, last: Message | undefined): JsonObject {
  return compact({
    chat_id: chat.chatId,
    operator_id: idsOf(person),
    last_message_id: last?.messageId,
    last_message_create_time: last === undefined ? undefined : String(last.createdAt),
  });
}

/** application.bot.menu_v6 (timestamp: a number, in seconds; no chat_id) */
export function menuPressed(person: Person, eventKey: string, at: number): JsonObject {
  return {
    operator: { operator_name: person.name, operator_id: idsOf(person) },
    event_key: eventKey,
    timestamp: Math.floor(at / 1000),
  };
}

/** contact.user.deleted_v3 and the like: the object with ids, name and departments. */
export function contactUser(person: Person): JsonObject {
  return {
    object: {
      ...idsOf(person),
      name: person.name,
      ...(person.mobile === undefined ? {} : { mobile: person.mobile }),
      department_ids: person.departmentIds,
      status: {
        is_frozen: person.frozen === true,
        is_resigned: person.resigned,
        is_activated: true,
        is_exited: false,
        is_unjoin: false,
      },
    },
    old_object: { department_ids: person.departmentIds, open_id: person.openId },
  };
}

/** im.message.message_read_v1: only messages of private chats have it. */
export function messagesRead(
  reader: Person,
  messages: readonly Message[],
  at: number,
  tenantKey: string,
): JsonObject {
  return {
    reader: { reader_id: idsOf(reader), read_time: String(at), tenant_key: tenantKey },
    message_id_list: messages.map((message) => message.messageId),
  };
}
