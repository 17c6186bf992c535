/** Pushes made by hand, as a forger or a broken network would make them: any bytes, any headers, over a real socket. */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { encryptText, signedHeaders } from '../../sandbox/index.ts';
import type { City } from './city.ts';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

export interface RawRequest {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

export function send(city: City, given: RawRequest): Promise<RawAnswer> {
  const { path = '/webhook/event', method = 'POST', headers = JSON_TYPE, body = '' } = given;
  return new Promise((resolve, reject) => {
    const call = request(`${city.address}${path}`, { method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
      answer.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Announces more bytes than it sends, then hangs up. */
export function hangUp(city: City, body: string): Promise<void> {
  const { port } = new URL(city.address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `POST /webhook/event HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length + 500}\r\n\r\n${body}`,
        () => socket.destroy(),
      );
    });
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
}

export interface Pushed {
  readonly eventId?: string;
  readonly type?: string;
  readonly token?: string;
  readonly appId?: string;
  readonly event?: unknown;
}

/** The envelope in clear, true in everything that is not given. */
export function envelope(city: City, given: Pushed = {}): Record<string, unknown> {
  const { verificationToken } = city.sandbox.deliverer.settings;
  return {
    schema: '2.0',
    header: {
      event_id: given.eventId ?? randomUUID(),
      token: given.token ?? verificationToken,
      create_time: String(city.now),
      event_type: given.type ?? 'im.message.receive_v1',
      tenant_key: 'tenant',
      app_id: given.appId ?? city.sandbox.app.appId,
    },
    event: given.event ?? {},
  };
}

/** A text said in private by this person, as the platform words it. */
export function textEvent(city: City, who: string, text: string, messageId = `om_${randomUUID()}`): unknown {
  const { openId, unionId, userId } = city.person(who);
  return {
    sender: {
      sender_id: { open_id: openId, union_id: unionId, user_id: userId },
      sender_type: 'user',
      tenant_key: 'tenant',
    },
    message: {
      message_id: messageId,
      chat_id: city.chat(who).chatId,
      chat_type: 'p2p',
      message_type: 'text',
      content: JSON.stringify({ text }),
      create_time: String(city.now),
    },
  };
}

const keyOf = (city: City): string => city.sandbox.deliverer.settings.encryptKey ?? '';

export const seal = (city: City, value: unknown, key = keyOf(city)): string =>
  JSON.stringify({ encrypt: encryptText(key, JSON.stringify(value)) });

export interface SignWith {
  readonly key?: string;
  /** Whole text of the header; seconds. */
  readonly timestamp?: string;
}

export function signed(city: City, body: string, given: SignWith = {}): Record<string, string> {
  const { key = keyOf(city), timestamp = String(Math.floor(city.now / 1000)) } = given;
  return { ...JSON_TYPE, ...signedHeaders(key, body, timestamp, 'abcdef0123456789') };
}

/** Sealed and signed: a true push unless told otherwise. */
export function push(
  city: City,
  value: unknown,
  given: SignWith & { path?: string } = {},
): Promise<RawAnswer> {
  const body = seal(city, value);
  return send(city, {
    body,
    headers: signed(city, body, given),
    ...(given.path === undefined ? {} : { path: given.path }),
  });
}
