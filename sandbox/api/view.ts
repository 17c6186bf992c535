// A message as the REST API gives it: msg_type, body.content, flat sender and mentions.
import { simplifyCard } from '../card/simplify.ts';
import { compact, isObject, type JsonObject, parseJson } from '../json.ts';
import type { Platform } from '../platform.ts';
import type { Message } from '../types.ts';

function bodyOf(message: Message, rawCards: boolean): string {
  if (message.recalled) return 'This message was recalled';
  if (message.msgType !== 'interactive' || rawCards) return message.content;
  const card = parseJson(message.content);
  return isObject(card) ? JSON.stringify(simplifyCard(card)) : message.content;
}

/** `data` of send and reply, an item of get and list. */
export function messageView(platform: Platform, message: Message, rawCards = false): JsonObject {
  const tenantKey = platform.app.tenantKey;
  const mentions = message.mentions.map((mention) => ({
    key: mention.key,
    id: mention.openId,
    id_type: 'open_id',
    name: mention.name,
    tenant_key: tenantKey,
  }));
  return compact({
    message_id: message.messageId,
    root_id: message.rootId,
    parent_id: message.parentId,
    msg_type: message.msgType,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.recalled,
    updated: message.updated,
    chat_id: message.chatId,
    sender: {
      id: message.sender.id,
      id_type: message.sender.kind === 'app' ? 'app_id' : 'open_id',
      sender_type: message.sender.kind,
      tenant_key: tenantKey,
    },
    body: { content: bodyOf(message, rawCards) },
    mentions: mentions.length === 0 ? undefined : mentions,
  });
}
