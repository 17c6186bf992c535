// A chat as its members see it: every message with its words, its card and who sent it.
import { cardText } from '../card/text.ts';
import { isObject, type Json, type JsonObject, parseJson, textAt } from '../json.ts';
import type { Platform } from '../platform.ts';
import type { ChatRef, Message } from '../types.ts';

/** A message on the screen. */
export type SeenMessage = {
  readonly messageId: string;
  readonly chatId: string;
  /** 'bot' or the person's open_id. */
  readonly from: string;
  readonly fromName: string;
  readonly fromBot: boolean;
  readonly type: string;
  /** The words a person reads: the text with names for mentions, or all words on the card; '' when recalled. */
  readonly text: string;
  readonly card: JsonObject | undefined;
  readonly content: Json;
  readonly parentId: string | undefined;
  readonly recalled: boolean;
  readonly updated: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly urgentIds: readonly string[];
  readonly reactions: readonly string[];
};

function postWords(content: Json): string {
  if (!isObject(content)) return '';
  const first = Object.values(content).find(isObject);
  const post = Array.isArray(content['content']) ? content : first;
  if (post === undefined) return '';
  const lines = Array.isArray(post['content']) ? post['content'] : [];
  const body = lines.map((line) => (Array.isArray(line) ? line.map(nodeWords).join('') : ''));
  return [textAt(post, 'title'), ...body].filter((line) => line !== '').join('\n');
}

function nodeWords(node: Json): string {
  const tag = textAt(node, 'tag');
  if (tag === 'at') return `@${textAt(node, 'user_name') || textAt(node, 'user_id')}`;
  if (tag === 'img') return '[图片]';
  return textAt(node, 'text');
}

function wordsOf(message: Message, content: Json): string {
  switch (message.msgType) {
    case 'text': {
      const raw = textAt(content, 'text');
      const named = new Map(message.mentions.map((mention) => [mention.key, mention.name]));
      return raw.replace(
        /@_(user_\d+|all)\b/g,
        (key) => `@${key === '@_all' ? '所有人' : (named.get(key) ?? key)}`,
      );
    }
    case 'post':
      return postWords(content);
    case 'interactive':
      return isObject(content) ? cardText(content) : '';
    case 'image':
      return '[图片]';
    case 'file':
      return `[文件] ${textAt(content, 'file_name')}`;
    default:
      return `[${message.msgType}]`;
  }
}

/** One message as seen. */
export function seenMessage(platform: Platform, message: Message): SeenMessage {
  const fromBot = message.sender.kind === 'app';
  const content = parseJson(message.content) ?? null;
  return {
    messageId: message.messageId,
    chatId: message.chatId,
    from: fromBot ? 'bot' : message.sender.id,
    fromName: fromBot ? platform.app.name : (platform.people.get(message.sender.id)?.name ?? ''),
    fromBot,
    type: message.msgType,
    text: message.recalled ? '' : wordsOf(message, content),
    card: message.msgType === 'interactive' && !message.recalled && isObject(content) ? content : undefined,
    content: message.recalled ? null : content,
    parentId: message.parentId,
    recalled: message.recalled,
    updated: message.updated,
    createdAt: message.createdAt,
    updatedAt: message.updatedAt,
    urgentIds: message.urgentIds,
    reactions: message.reactions.map((reaction) => reaction.emoji),
  };
}

/** All messages of a chat, oldest first. */
export function seenIn(platform: Platform, chat: ChatRef): SeenMessage[] {
  return platform.messagesOf(chat).map((message) => seenMessage(platform, message));
}
