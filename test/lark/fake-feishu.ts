/**
 * A loopback server that answers as a test tells it to, and a client pointed at it. Real sockets, no rules of its own.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMessenger, type LarkClient, type LarkClientOptions } from '../../src/lark/client.ts';
import type { Log } from '../../src/ports.ts';

export const APP_ID = 'cli_0123456789abcdef';
export const APP_SECRET = 'S3cr3t/+of.the$app&0123456789';
export const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal';

export interface Seen {
  readonly method: string;
  /** Path and query, as it came. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (seen: Seen, response: ServerResponse, nth: number) => void;

export interface FakeFeishu {
  readonly origin: string;
  /** Everything but token requests. */
  readonly calls: Seen[];
  readonly tokenCalls: Seen[];
  /** Everything that was logged, as one text. */
  readonly logged: () => string;
  readonly client: (over?: Partial<LarkClientOptions>) => LarkClient;
  close(): Promise<void>;
}

export interface Script {
  readonly answer?: Answer;
  readonly token?: Answer;
}

export const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
};

export const SENT = { code: 0, msg: 'success', data: { message_id: 'om_new', chat_id: 'oc_chat' } };
const giveToken: Answer = (_seen, response, nth) =>
  json(response, 200, { code: 0, msg: 'ok', tenant_access_token: `t-secret${nth}token`, expire: 7200 });

export async function startFake(script: Script = {}): Promise<FakeFeishu> {
  const calls: Seen[] = [];
  const tokenCalls: Seen[] = [];
  const lines: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
    const forToken = seen.url === TOKEN_PATH;
    const list = forToken ? tokenCalls : calls;
    list.push(seen);
    const answer = forToken
      ? (script.token ?? giveToken)
      : (script.answer ?? ((_seen, reply) => json(reply, 200, SENT)));
    answer(seen, response, list.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const write =
    (level: string) =>
    (event: string, fields?: Readonly<Record<string, unknown>>): void => {
      lines.push(`${level} ${event} ${JSON.stringify(fields ?? {})}`);
    };
  const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  return {
    origin,
    calls,
    tokenCalls,
    logged: () => lines.join('\n'),
    client: (over = {}) =>
      createMessenger({
        appId: APP_ID,
        appSecret: APP_SECRET,
        baseUrl: origin,
        fetch,
        now: Date.now,
        log,
        renderCard: (card) => ({ text: JSON.stringify({ schema: '2.0', title: card.title }) }),
        renderText: (text) => JSON.stringify({ text }),
        newId: randomUUID,
        timeoutMs: 5_000,
        ...over,
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs a test against a fake server and closes it. */
export async function withFake(script: Script, body: (fake: FakeFeishu) => Promise<void>): Promise<void> {
  const fake = await startFake(script);
  try {
    await body(fake);
  } finally {
    await fake.close();
  }
}
