/** A Feishu that says yes at once and remembers when each answer came; it limits and checks nothing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { identity } from './identity.ts';

export interface FakePlatform {
  readonly baseUrl: string;
  /** When the answer to each message came, by the id of the message answered; `performance.now()`. */
  readonly answeredAt: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function startPlatform(): Promise<FakePlatform> {
  const answeredAt = new Map<string, number>();
  let sent = 0;
  const answer = (path: string): unknown => {
    if (path.includes('/auth/')) return { code: 0, msg: 'ok', tenant_access_token: 't-bench', expire: 7200 };
    if (path.includes('/bot/v3/info'))
      return { code: 0, msg: 'ok', bot: { open_id: identity.selfOpenId, app_name: '招商助手' } };
    const parent = /\/messages\/([^/]+)\/reply/.exec(path)?.[1];
    if (parent !== undefined && !answeredAt.has(parent)) answeredAt.set(parent, performance.now());
    sent += 1;
    return { code: 0, msg: 'success', data: { message_id: `om_bench_answer_${sent}` } };
  };
  const server: Server = createServer((request, response) => {
    request.resume();
    request.once('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(request.url ?? '')));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answeredAt,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
