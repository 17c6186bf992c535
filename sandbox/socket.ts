// The long connection (长连接) as the platform offers it: an address for app id and secret, then a WebSocket with
// protobuf frames. Each push goes to one random client, in fragments when it is large, and waits for its ack.
// What a client may meet on a bad day can be switched on: refusals, a hanging handshake, silence, lost acks.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Ids } from './ids.ts';
import { type JsonObject, parseJson, textAt } from './json.ts';
import type { PostResult } from './post.ts';
import { decodeFrame, encodeFrame, type Frame, frameMethod, split } from './socket-frame.ts';
import type { AppIdentity } from './types.ts';

/** What the client is told of its pace, in seconds. */
export type ClientConfig = {
  ReconnectCount: number;
  ReconnectInterval: number;
  ReconnectNonce: number;
  PingInterval: number;
};

/** Feishu's own numbers. */
export const documentedClientConfig: ClientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 120,
  ReconnectNonce: 30,
  PingInterval: 120,
};

export const connectionsMax = 50;
const serviceId = 33_554_678;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

type Refusal = { code: number; msg: string; left: number };
type Trouble = {
  endpoint: Refusal[];
  /** Handshakes never answered. */
  hanging: number;
  /** Handshakes refused, with the code for Handshake-Autherrcode. */
  refused: Refusal[];
  /** Acks that are thrown away. */
  lostAcks: number;
  /** Neither pongs nor pushes: a half-open connection. */
  mute: boolean;
};

/** The platform's side of all long connections of the app. */
export class SocketHub {
  readonly config: ClientConfig;
  /** Larger payloads are split. */
  fragmentBytesMax = 32_768;
  readonly trouble: Trouble = { endpoint: [], hanging: 0, refused: [], lostAcks: 0, mute: false };
  /** How often an address was asked for, and how often a client pinged. */
  readonly seen = { endpoint: 0, pings: 0, acks: 0 };
  readonly #app: AppIdentity;
  readonly #ids: Ids;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #clients = new Set<WebSocket>();
  readonly #hanging = new Set<Duplex>();
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, (ack: Frame) => void>();
  readonly #watchers = new Set<() => void>();

  constructor(app: AppIdentity, ids: Ids, config: Partial<ClientConfig> = {}) {
    this.config = { ...documentedClientConfig, ...config };
    this.#app = app;
    this.#ids = ids;
  }

  get connections(): number {
    return this.#clients.size;
  }

  /** The next `times` requests for an address get this code (514, 1000040350 …). */
  refuseEndpoint(code: number, msg: string, times = 1): void {
    this.trouble.endpoint.push({ code, msg, left: times });
  }

  /** The next `times` handshakes are refused in this way. */
  refuseHandshake(code: number, msg: string, times = 1): void {
    this.trouble.refused.push({ code, msg, left: times });
  }

  /** Cuts every connection without a goodbye. */
  kill(): void {
    for (const client of this.#server.clients) client.terminate();
  }

  /** Resolves when at least `count` clients are connected; rejects after `timeoutMs` of real time. */
  connected(count = 1, timeoutMs = 10_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.#clients.size < count) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`${this.#clients.size} of ${count} long connections after ${timeoutMs} ms`));
      }, timeoutMs);
      this.#watchers.add(look);
      look();
    });
  }

  /** POST /callback/ws/endpoint: the address, with a ticket good for one handshake. */
  endpoint(body: unknown, host: string): JsonObject {
    this.seen.endpoint += 1;
    const refused = take(this.trouble.endpoint);
    if (refused !== undefined) return { code: refused.code, msg: refused.msg, data: {} };
    if (textAt(body, 'AppID') !== this.#app.appId || textAt(body, 'AppSecret') !== this.#app.appSecret)
      return { code: 514, msg: 'app_id or app_secret is invalid', data: {} };
    if (this.#clients.size >= connectionsMax)
      return { code: 1000040350, msg: 'the number of connections exceeded the limit', data: {} };
    const ticket = this.#ids.hex(32);
    this.#tickets.add(ticket);
    const device = this.#ids.hex(16);
    // Neither id comes first: the SDK parses the whole address as a query.
    const query = `fpid=493&aid=552564&device_id=${device}&service_id=${serviceId}&ticket=${ticket}`;
    return { code: 0, msg: '', data: { URL: `ws://${host}/ws/v2?${query}`, ClientConfig: this.config } };
  }

  /** Takes an HTTP upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const url = new URL(request.url ?? '/', 'ws://sandbox');
    if (this.trouble.hanging > 0) {
      this.trouble.hanging -= 1;
      this.#hanging.add(socket);
      return;
    }
    const refused = take(this.trouble.refused);
    if (refused !== undefined) refuse(socket, refused);
    else if (url.pathname !== '/ws/v2' || !this.#tickets.delete(url.searchParams.get('ticket') ?? ''))
      refuse(socket, { code: 403, msg: 'forbidden' });
    else this.#server.handleUpgrade(request, socket, head, (client) => this.#welcome(client));
  }

  /** Sends one push to a random client and waits for its ack; never throws. */
  async push(plain: JsonObject, deadlineMs: number): Promise<PostResult> {
    const startedAt = performance.now();
    const clients = [...this.#clients];
    const client = clients[Number.parseInt(this.#ids.hex(4), 16) % Math.max(1, clients.length)];
    const after = () => performance.now() - startedAt;
    if (client === undefined) return { status: undefined, text: '', failure: 'connect', durationMs: after() };
    const messageId = this.#ids.hex(32);
    const ack = await this.#exchange(client, messageId, plain, deadlineMs);
    this.#waiting.delete(messageId);
    if (ack === undefined) return { status: undefined, text: '', failure: 'timeout', durationMs: after() };
    const answer = parseJson(decoder.decode(ack.payload));
    const code = typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? answer['code'] : 0;
    const text = Buffer.from(textAt(answer, 'data'), 'base64').toString('utf8');
    return { status: typeof code === 'number' ? code : 0, text, failure: undefined, durationMs: after() };
  }

  /** Ends everything. */
  close(): void {
    this.kill();
    for (const socket of this.#hanging) socket.destroy();
    this.#server.close();
  }

  #exchange(
    client: WebSocket,
    messageId: string,
    plain: JsonObject,
    deadlineMs: number,
  ): Promise<Frame | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), deadlineMs);
      this.#waiting.set(messageId, (ack) => {
        clearTimeout(timer);
        resolve(ack);
      });
      if (this.trouble.mute) return;
      const parts = split(encoder.encode(JSON.stringify(plain)), this.fragmentBytesMax);
      const trace = this.#ids.hex(16);
      for (const [seq, payload] of parts.entries()) {
        const headers = {
          type: 'event',
          message_id: messageId,
          sum: String(parts.length),
          seq: String(seq),
          trace_id: trace,
        };
        client.send(encodeFrame({ method: frameMethod.data, service: serviceId, headers, payload }));
      }
    });
  }

  #welcome(client: WebSocket): void {
    client.on('error', () => client.terminate());
    client.on('close', () => this.#clients.delete(client));
    client.on('message', (data: Buffer) => {
      try {
        this.#hear(client, decodeFrame(data));
      } catch {
        // What is no frame is answered as the platform does: by the end of the connection.
        client.close(1007);
      }
    });
  }

  /** Pushes go to it from its first ping on: before that the official client does not listen yet. */
  #admit(client: WebSocket): void {
    if (this.#clients.has(client)) return;
    this.#clients.add(client);
    for (const look of [...this.#watchers]) look();
  }

  #hear(client: WebSocket, frame: Frame): void {
    if (frame.method === frameMethod.control) {
      if (frame.headers['type'] !== 'ping') return;
      this.seen.pings += 1;
      this.#admit(client);
      if (this.trouble.mute) return;
      const payload = encoder.encode(JSON.stringify(this.config));
      client.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload }));
      return;
    }
    this.seen.acks += 1;
    if (this.trouble.mute) return;
    if (this.trouble.lostAcks > 0) {
      this.trouble.lostAcks -= 1;
      return;
    }
    this.#waiting.get(frame.headers['message_id'] ?? '')?.(frame);
  }
}

function take(queue: Refusal[]): Refusal | undefined {
  const first = queue[0];
  if (first === undefined) return undefined;
  first.left -= 1;
  if (first.left <= 0) queue.shift();
  return first;
}

function refuse(socket: Duplex, { code, msg }: { code: number; msg: string }): void {
  const lines = [
    'HTTP/1.1 403 Forbidden',
    'Connection: close',
    'Content-Length: 0',
    `Handshake-Status: ${code === 403 ? 403 : 514}`,
    `Handshake-Msg: ${msg}`,
    `Handshake-Autherrcode: ${code}`,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
}
