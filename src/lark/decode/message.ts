/**
 * `im.message.receive_v1`: what somebody wrote or sent.
 *
 * Words are read; files and images keep their key; every other kind becomes its Chinese name, so that the answer can
 * say what was received. Messages by other apps without an id of their own are none of our business: `unknown`.
 */
import * as z from 'zod';
import type { Mention, MessageBody, MessageDelivery, UnknownDelivery } from '../../ports.ts';
import { type Envelope, instant } from '../envelope.ts';
import { isRecord, parseJson } from '../json.ts';
import {
  chatIdSchema,
  fileKeySchema,
  type Malformed,
  malformed,
  messageIdSchema,
  readOpenId,
} from './ids.ts';
import { dropLinks, readPost } from './text.ts';

const otherNames: Readonly<Record<string, string>> = {
  audio: '语音',
  media: '视频',
  sticker: '表情',
  interactive: '卡片',
  merge_forward: '合并转发的消息',
  share_user: '名片',
  share_chat: '群名片',
  location: '位置',
  share_calendar_event: '日程',
  calendar: '日程',
  general_calendar: '日程',
  folder: '文件夹',
  system: '系统消息',
  video_chat: '视频会议',
  todo: '任务',
  vote: '投票',
  hongbao: '红包',
};

const loose = z.union([z.string(), z.number()]).optional().catch(undefined);

const eventSchema = z.object({
  sender: z.object({ sender_id: z.unknown().optional(), sender_type: z.string().default('user') }),
  message: z.object({
    message_id: messageIdSchema,
    chat_id: chatIdSchema,
    chat_type: z.string(),
    message_type: z.string().max(64),
    content: z.string(),
    create_time: loose,
    parent_id: messageIdSchema.nullable().optional().catch(null),
    mentions: z.array(z.unknown()).nullable().optional().catch(null),
  }),
});

const mentionSchema = z.object({
  key: z.string().min(1).max(64),
  id: z.unknown().optional(),
  mentioned_type: z.string().optional().catch(undefined),
  name: z.string().catch(''),
});

function readMentions(raw: readonly unknown[], text: string): Mention[] {
  const mentions: Mention[] = [];
  for (const item of raw) {
    const parsed = mentionSchema.safeParse(item);
    if (!parsed.success) continue;
    const { key, id, mentioned_type: type, name } = parsed.data;
    mentions.push({ key, openId: readOpenId(id), name, isBot: type === 'bot', isEveryone: key === '@_all' });
  }
  if (text.includes('@_all') && !mentions.some((mention) => mention.isEveryone))
    mentions.push({ key: '@_all', openId: null, name: '所有人', isBot: false, isEveryone: true });
  return mentions;
}

function image(value: unknown): MessageBody | undefined {
  const key = fileKeySchema.safeParse(value);
  return key.success ? { type: 'image', fileKey: key.data } : undefined;
}

/** `undefined` when the content does not fit its type. */
function readBody(type: string, content: string): MessageBody | undefined {
  const name = Object.hasOwn(otherNames, type) ? otherNames[type] : undefined;
  if (name !== undefined) return { type: 'other', name };
  const data = parseJson(content);
  if (!isRecord(data)) return undefined;
  if (type === 'text') {
    const text = data['text'];
    return typeof text === 'string' ? { type: 'text', text: dropLinks(text) } : undefined;
  }
  if (type === 'post') {
    const post = readPost(data);
    if (post === undefined) return undefined;
    // A picture pasted without a word is a picture, whatever the client wraps it in.
    if (post.text.trim() === '' && post.imageKeys.length > 0) return image(post.imageKeys[0]);
    const imageKeys = post.imageKeys.filter((key) => fileKeySchema.safeParse(key).success);
    return { type: 'text', text: post.text, ...(imageKeys.length === 0 ? {} : { imageKeys }) };
  }
  if (type === 'image') return image(data['image_key']);
  if (type !== 'file') return { type: 'other', name: '这种消息' };
  const key = fileKeySchema.safeParse(data['file_key']);
  if (!key.success) return undefined;
  const fileName = data['file_name'];
  const named = typeof fileName === 'string' && fileName !== '' ? fileName.slice(0, 255) : '未命名文件';
  return { type: 'file', fileKey: key.data, fileName: named.toWellFormed() };
}

/** Decodes a received message. */
export function decodeMessage(envelope: Envelope): MessageDelivery | UnknownDelivery | Malformed {
  const { eventId, eventType } = envelope;
  const parsed = eventSchema.safeParse(envelope.event);
  if (!parsed.success) return malformed(eventType, parsed.error);
  const { sender, message } = parsed.data;
  const createdAt = instant(message.create_time) ?? envelope.createdAt;
  const senderId = readOpenId(sender.sender_id);
  const senderIsPerson = sender.sender_type === 'user';
  if (senderId === null) {
    if (senderIsPerson) return malformed(eventType, 'sender.sender_id');
    return { kind: 'unknown', eventId, createdAt, type: eventType };
  }
  const body = readBody(message.message_type, message.content);
  if (body === undefined) return malformed(eventType, 'message.content');
  return {
    kind: 'message',
    eventId,
    createdAt,
    messageId: message.message_id,
    chatId: message.chat_id,
    chatKind: message.chat_type === 'p2p' ? 'private' : 'group',
    senderId,
    senderIsPerson,
    body,
    mentions: readMentions(message.mentions ?? [], body.type === 'text' ? body.text : ''),
    parentId: message.parent_id ?? null,
  };
}
