/**
 * The messenger the outbox sends with, and the few reads the bot needs.
 *
 * Ids are checked and contents rendered here, before the SDK sees them; every outcome becomes a `SendResult`.
 * Pacing and trying again later are left to the limiter and the outbox.
 */
import { createHash } from 'node:crypto';
import type { Client } from '@larksuiteoapi/node-sdk';
import type { Card } from '../card.ts';
import type { Content, Files, Messenger, Outgoing, SendResult } from '../ports.ts';
import { fieldOf, type IdKind, isId } from './answer.ts';
import { type Call, type CallOptions, createCall, type WithToken } from './call.ts';
import { CallFault, judge } from './faults.ts';
import { findSent } from './find.ts';
import { createReads, type Reads } from './reads.ts';
import { faultFields } from './redact.ts';
import { uploadFile } from './upload.ts';

export interface LarkClientOptions extends CallOptions {
  /** Card → card JSON, as the string the platform wants. */
  readonly renderCard: (card: Card) => { readonly text: string };
  /** Plain text → content JSON, as the string the platform wants. */
  readonly renderText: (text: string) => string;
  /** Bytes of a file to send; without it files are refused. */
  readonly files?: Pick<Files, 'get'>;
}

/** The messenger, and what else the bot asks of Feishu. */
export interface LarkClient extends Messenger, Reads {}

/** `send` never throws for reasons of network or platform; `self` throws `CallFault`. */
export function createMessenger(options: LarkClientOptions): LarkClient {
  const call = createCall(options);
  return {
    ...createReads(call),
    find: (outgoing, traces) =>
      findSent(call, { appId: options.appId, asSent: (one) => asSent(one, options) }, outgoing, traces),
    async send(outgoing, uuid) {
      try {
        const uploaded = await upload(call, outgoing, options);
        if (typeof uploaded === 'object') return { result: 'refused', code: null, why: uploaded.refused };
        const task = prepare(outgoing, uuid, options, uploaded);
        if ('refused' in task) return { result: 'refused', code: null, why: task.refused };
        const sent = sentFrom(await call(task.use));
        await ring(call, outgoing, sent, options);
        return sent;
      } catch (error) {
        options.log.warn('lark.call.failed', {
          call: outgoing.how,
          ...faultFields(error, [options.appSecret]),
        });
        if (error instanceof CallFault) return judge(error, outgoing.how === 'update');
        // Not a fault we raised: we cannot say how far the call got, so we must not say that nothing happened.
        return { result: 'unknown', why: '发送时出现意外错误，不知道对方是否已经收到：请报告。' };
      }
    },
  };
}

/** 加急 within the app (scope im:message.urgent). The message has arrived, whatever becomes of this. */
async function ring(
  call: Call,
  outgoing: Outgoing,
  sent: SendResult,
  options: LarkClientOptions,
): Promise<void> {
  if (outgoing.how !== 'send' || outgoing.urgent !== true || outgoing.to.kind !== 'person') return;
  if (sent.result !== 'sent' || sent.messageId === null) return;
  const payload = {
    path: { message_id: sent.messageId },
    params: { user_id_type: 'open_id' as const },
    data: { user_id_list: [outgoing.to.openId] },
  };
  try {
    await call((client, withToken) => client.im.v1.message.urgentApp(payload, withToken));
  } catch (error) {
    options.log.warn('lark.urgent.failed', faultFields(error, [options.appSecret]));
  }
}

type Task =
  | { readonly use: (client: Client, withToken: WithToken) => Promise<unknown> }
  | { readonly refused: string };

/** The platform's key of a file to send, uploaded anew each time; '' where none is sent. */
async function upload(call: Call, outgoing: Outgoing, { files }: LarkClientOptions) {
  if (outgoing.how === 'update' || outgoing.content.type !== 'file') return '';
  const { kind, hash, name } = outgoing.content;
  const bytes = await files?.get(hash);
  if (bytes === undefined || bytes === null) return { refused: '文件已不在库中，没有发出。' };
  return uploadFile(call, kind, name, bytes);
}

function prepare(outgoing: Outgoing, givenUuid: string, options: LarkClientOptions, uploaded: string): Task {
  const uuid = uuidOf(givenUuid);
  const [kind, id] = targetOf(outgoing);
  if (!isId(kind, id)) return { refused: `${NAME[kind]}编号不合规则，没有发出：请核对名册或绑定。` };
  if (outgoing.how === 'update') {
    const content = options.renderCard(outgoing.card).text;
    const payload = { path: { message_id: id }, data: { content } };
    return { use: (client, withToken) => client.im.v1.message.patch(payload, withToken) };
  }
  const data = { ...contentOf(outgoing.content, options, uploaded), uuid };
  if (outgoing.how === 'reply') {
    const payload = { path: { message_id: id }, data };
    return { use: (client, withToken) => client.im.v1.message.reply(payload, withToken) };
  }
  const receive_id_type = kind === 'person' ? 'open_id' : 'chat_id';
  const payload = { params: { receive_id_type }, data: { ...data, receive_id: id } } as const;
  return { use: (client, withToken) => client.im.v1.message.create(payload, withToken) };
}

const NAME = { person: '用户', chat: '群', message: '消息' } as const;

function targetOf(outgoing: Outgoing): readonly [kind: IdKind, id: string] {
  if (outgoing.how !== 'send') return ['message', outgoing.messageId];
  return outgoing.to.kind === 'person' ? ['person', outgoing.to.openId] : ['chat', outgoing.to.chatId];
}

function contentOf(
  content: Content,
  options: LarkClientOptions,
  uploaded: string,
): { msg_type: string; content: string } {
  if (content.type === 'file') {
    const key = content.kind === 'image' ? 'image_key' : 'file_key';
    return { msg_type: content.kind, content: JSON.stringify({ [key]: uploaded }) };
  }
  return content.type === 'card'
    ? { msg_type: 'interactive', content: options.renderCard(content.card).text }
    : { msg_type: 'text', content: options.renderText(content.text) };
}

/** What the platform would give back; `null` for a file, whose key is another each time. */
const asSent = (outgoing: Outgoing, options: LarkClientOptions) =>
  outgoing.how === 'update' || outgoing.content.type === 'file'
    ? null
    : contentOf(outgoing.content, options, '');

const UUID_PLAIN = /^[\x21-\x7e]{1,50}$/u;

/** The same intention always gives the same key, within the platform's 50 characters. An empty one is a bug. */
export function uuidOf(uuid: string): string {
  if (uuid === '') throw new TypeError('uuid is empty: every message would count as the same one');
  return UUID_PLAIN.test(uuid) ? uuid : createHash('sha256').update(uuid).digest('hex').slice(0, 48);
}

/** Code 0 is all that makes it sent; ids that are missing or odd are left out rather than believed. */
function sentFrom(answer: unknown): SendResult {
  const data = fieldOf(answer, 'data');
  const messageId = fieldOf(data, 'message_id');
  const chatId = fieldOf(data, 'chat_id');
  return {
    result: 'sent',
    messageId: isId('message', messageId) ? messageId : null,
    chatId: isId('chat', chatId) ? chatId : null,
  };
}
