/**
 * What the bot reads from Feishu: its own identity, people by mobile number, files in messages, names of chats.
 *
 * A refusal the caller can act on is a value; anything else is a `CallFault`. Nothing is cached but the bot's identity.
 */
import { fieldOf, isId } from './answer.ts';
import type { Call } from './call.ts';
import { CallFault, judge } from './faults.ts';

/** What became of a download. */
export type Download =
  | { readonly result: 'got'; readonly bytes: Uint8Array; readonly contentType: string | null }
  | { readonly result: 'tooBig'; readonly bytesMax: number }
  /** It will never work; `why` is Chinese. */
  | { readonly result: 'refused'; readonly code: number | null; readonly why: string }
  /** It may work later. */
  | { readonly result: 'wait'; readonly afterMs: number; readonly why: string };

export interface Reads {
  /** The bot's own identity; asked once, then remembered. */
  self(): Promise<{ openId: string; name: string }>;
  /**
   * Finds people by mobile number, in as many calls of 50 as it takes.
   * @returns open_id by the number as it was given; who is unknown or outside the app's range is left out.
   */
  findByMobiles(mobiles: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Fetches a file or picture a person sent, never reading more than `bytesMax`. */
  downloadResource(
    messageId: string,
    fileKey: string,
    type: 'file' | 'image',
    bytesMax: number,
  ): Promise<Download>;
  /** A chat's name; `null` when the platform will not tell (the bot is not in it, it was dissolved). */
  chatName(chatId: string): Promise<string | null>;
}

const MOBILES_PER_CALL = 50;
const FILE_KEY = /^[A-Za-z0-9_-]{1,160}$/u;

export function createReads(call: Call): Reads {
  let known: Promise<{ openId: string; name: string }> | undefined;
  return {
    self() {
      const asked = known ?? askSelf(call);
      known = asked;
      asked.catch(() => {
        // Not remembered: the next call asks again.
        if (known === asked) known = undefined;
      });
      return asked;
    },
    findByMobiles: (mobiles) => findByMobiles(call, mobiles),
    downloadResource: (messageId, fileKey, type, bytesMax) =>
      download(call, messageId, fileKey, type, bytesMax),
    chatName: (chatId) => chatName(call, chatId),
  };
}

async function askSelf(call: Call): Promise<{ openId: string; name: string }> {
  const answer: unknown = await call((client, withToken) =>
    client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, withToken),
  );
  // Of all calls this one answers under `bot`, not under `data`.
  const bot = fieldOf(answer, 'bot');
  const openId = fieldOf(bot, 'open_id');
  const name = fieldOf(bot, 'app_name');
  if (!isId('person', openId)) throw new CallFault({ kind: 'malformed', reached: 'yes', status: 200 });
  return { openId, name: typeof name === 'string' ? name : '' };
}

async function findByMobiles(call: Call, given: readonly string[]): Promise<ReadonlyMap<string, string>> {
  // Compared without separators and without the mainland prefix, which the answer may drop or add.
  const wanted = new Map<string, string[]>();
  for (const mobile of given) {
    const key = plainMobile(mobile);
    if (key !== undefined) wanted.set(key, [...(wanted.get(key) ?? []), mobile]);
  }
  const found = new Map<string, string>();
  const keys = [...wanted.keys()];
  for (let start = 0; start < keys.length; start += MOBILES_PER_CALL) {
    const mobiles = keys.slice(start, start + MOBILES_PER_CALL);
    const payload = { params: { user_id_type: 'open_id' }, data: { mobiles } } as const;
    const answer: unknown = await call((client, withToken) =>
      client.contact.v3.user.batchGetId(payload, withToken),
    );
    const users = fieldOf(fieldOf(answer, 'data'), 'user_list');
    for (const user of Array.isArray(users) ? users : []) {
      const mobile = fieldOf(user, 'mobile');
      const openId = fieldOf(user, 'user_id');
      if (typeof mobile !== 'string' || !isId('person', openId)) continue;
      for (const one of wanted.get(plainMobile(mobile) ?? '') ?? []) found.set(one, openId);
    }
  }
  return found;
}

function plainMobile(mobile: string): string | undefined {
  const bare = mobile.replace(/[\s()-]/gu, '').replace(/^(?:\+|00)86(?=1\d{10}$)/u, '');
  return /^\+?\d{5,20}$/u.test(bare) ? bare : undefined;
}

async function download(
  call: Call,
  messageId: string,
  fileKey: string,
  type: 'file' | 'image',
  bytesMax: number,
): Promise<Download> {
  if (!isId('message', messageId) || !FILE_KEY.test(fileKey)) {
    return { result: 'refused', code: null, why: '文件编号不合规则，没有下载：请重新发送文件。' };
  }
  const payload = { path: { message_id: messageId, file_key: fileKey }, params: { type } };
  try {
    const answer = await call((client, withToken) => client.im.v1.messageResource.get(payload, withToken));
    const headers: unknown = answer.headers;
    const stream = answer.getReadableStream();
    if (Number(fieldOf(headers, 'content-length') ?? 0) > bytesMax) {
      stream.destroy();
      return { result: 'tooBig', bytesMax };
    }
    const bytes = await collect(stream, bytesMax);
    if (bytes === undefined) return { result: 'tooBig', bytesMax };
    const contentType = fieldOf(headers, 'content-type');
    return { result: 'got', bytes, contentType: typeof contentType === 'string' ? contentType : null };
  } catch (error) {
    // A stream that breaks raises whatever the network raised; reading again does no harm.
    const fault = error instanceof CallFault ? error : new CallFault({ kind: 'network', reached: 'maybe' });
    const judged = judge(fault, true);
    if (judged.result === 'refused') return judged;
    return {
      result: 'wait',
      afterMs: judged.result === 'wait' ? judged.afterMs : 0,
      why: judged.why,
    };
  }
}

/** The whole stream, or nothing once it passes the limit. */
async function collect(stream: AsyncIterable<unknown>, bytesMax: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a download yields bytes');
    length += chunk.byteLength;
    if (length > bytesMax) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

async function chatName(call: Call, chatId: string): Promise<string | null> {
  if (!isId('chat', chatId)) return null;
  try {
    const answer: unknown = await call((client, withToken) =>
      client.im.v1.chat.get({ path: { chat_id: chatId } }, withToken),
    );
    const name = fieldOf(fieldOf(answer, 'data'), 'name');
    return typeof name === 'string' && name !== '' ? name : null;
  } catch (error) {
    if (error instanceof CallFault && judge(error, true).result === 'refused') return null;
    throw error;
  }
}
