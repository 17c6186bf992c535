/**
 * Events as Feishu pushes them, encrypted and signed before the clock starts, each with an id of its own: a repeated
 * id would measure the dedupe path.
 *
 * The main load is group talk that mentions a colleague: 2 KB like the reference figures, and by far the most that an
 * app in work groups is pushed. One durable commit each, as the references do; nothing follows (ADR 0019).
 * `overheardEvents` mention nobody; `askedEvent` is a typed word, stored, decided and answered.
 */
import { randomBytes } from 'node:crypto';
import { encryptText, signedHeaders } from '../../sandbox/crypto.ts';
import { identity } from './identity.ts';

const GROUPS = 40;

/** Length of the decrypted event, bytes. */
export const PLAIN_BYTES = 2_020;

export interface PushedEvent {
  readonly eventId: string;
  readonly messageId: string;
  /** The HTTP body, and the three signature headers. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Said {
  readonly senderId: string;
  readonly chatId: string;
  readonly chatType: 'group' | 'p2p';
  readonly text: string;
  readonly mentions?: readonly object[];
}

const newId = (): string => randomBytes(16).toString('hex');

function envelopeOf(said: Said, eventId: string, messageId: string, now: number) {
  const { senderId, chatId, chatType, text, mentions } = said;
  return {
    schema: '2.0',
    header: {
      event_id: eventId,
      token: identity.verificationToken,
      create_time: String(now),
      event_type: 'im.message.receive_v1',
      tenant_key: identity.tenantKey,
      app_id: identity.appId,
    },
    event: {
      sender: {
        sender_id: { union_id: 'on_bench', user_id: 'bench', open_id: senderId },
        sender_type: 'user',
        tenant_key: identity.tenantKey,
      },
      message: {
        message_id: messageId,
        create_time: String(now),
        update_time: String(now),
        chat_id: chatId,
        chat_type: chatType,
        message_type: 'text',
        content: JSON.stringify({ text }),
        ...(mentions === undefined ? {} : { mentions }),
      },
    },
  };
}

function push(said: Said, now: number): PushedEvent {
  const eventId = newId();
  const messageId = `om_${newId()}`;
  const plain = JSON.stringify(envelopeOf(said, eventId, messageId, now));
  const body = JSON.stringify({ encrypt: encryptText(identity.encryptKey, plain) });
  const headers = signedHeaders(identity.encryptKey, body, String(Math.floor(now / 1000)), newId());
  return { eventId, messageId, body, headers };
}

const TALK = '今天走访了三家企业，两家有意向在园区落户，材料下周一前补齐，请各组同步进展。';

/** A text that brings the decrypted event to `PLAIN_BYTES`. */
function fillerText(said: (at: number, text: string) => Said): string {
  const bare = Buffer.byteLength(
    JSON.stringify(envelopeOf(said(0, ''), newId(), `om_${newId()}`, 1_700_000_000_000)),
  );
  let text = '';
  while (bare + Buffer.byteLength(text + TALK) <= PLAIN_BYTES) text += TALK;
  return text + '.'.repeat(PLAIN_BYTES - bare - Buffer.byteLength(text));
}

export const PEOPLE = 300;
export const personId = (at: number): string => `ou_bench_officer_${1_001 + (at % PEOPLE)}`;

const COLLEAGUE = {
  key: '@_user_1',
  id: { open_id: personId(0), union_id: 'on_bench', user_id: 'bench' },
  name: '周岚',
  tenant_key: identity.tenantKey,
};

const addressed = (at: number, text: string): Said => ({
  ...groupTalk(at, `@_user_1 ${text}`),
  mentions: [COLLEAGUE],
});

function groupTalk(at: number, text: string): Said {
  return {
    senderId: personId(at),
    chatId: `oc_bench_group_${1_001 + (at % GROUPS)}`,
    chatType: 'group',
    text,
  };
}

/** Group talk that mentions a colleague and not the bot. @param now UTC ms, signed into the headers. */
export function talkEvents(count: number, now: number): PushedEvent[] {
  const text = fillerText(addressed);
  return Array.from({ length: count }, (_, at) => push(addressed(at, text), now));
}

/** Group talk that mentions nobody. */
export function overheardEvents(count: number, now: number): PushedEvent[] {
  const text = fillerText(groupTalk);
  return Array.from({ length: count }, (_, at) => push(groupTalk(at, text), now));
}

/** One of the roster's people types a word in private. */
export function askedEvent(at: number, now: number): PushedEvent {
  const text = at % 2 === 0 ? '帮助' : '我的';
  const senderId = personId(at);
  return push({ senderId, chatId: `oc_bench_private_${at % PEOPLE}`, chatType: 'p2p', text }, now);
}

/** The bytes of the whole HTTP request, for a socket. */
export function requestBytes(event: PushedEvent, port: number): Buffer {
  const body = Buffer.from(event.body, 'utf8');
  const lines = [
    'POST /webhook/event HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body.length}`,
    ...Object.entries(event.headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
