// The HTTP side of the sandbox: OpenAPI below /open-apis, the control API and the page. Loopback only.

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { accountOperations } from './api/account.ts';
import { bitableOperations } from './api/bitable.ts';
import { type Env, serveOperation } from './api/call.ts';
import { chatOperations } from './api/chats.ts';
import { contactOperations } from './api/contact.ts';
import { messageOperations } from './api/messages.ts';
import { resourceOperations } from './api/resources.ts';
import { sendOperations } from './api/send.ts';
import { parseJson } from './json.ts';
import type { SocketHub } from './socket.ts';
import type { World } from './world.ts';

/** A listening server. */
export type Listening = { readonly port: number; readonly close: () => Promise<void> };

/** Every operation the bot may call. */
export const operations = [
  ...accountOperations,
  ...sendOperations,
  ...messageOperations,
  ...resourceOperations,
  ...chatOperations,
  ...contactOperations,
  ...bitableOperations,
];

/** Builds the app; `mount` adds the control API and the page. */
export function buildServer(world: World, mount: (app: Hono<Env>) => void): Hono<Env> {
  const app = new Hono<Env>();
  for (const operation of operations) serveOperation(app, world, operation);
  if (world.socket !== undefined) serveEndpoint(app, world, world.socket);
  mount(app);
  app.notFound((context) => {
    if (!context.req.path.startsWith('/open-apis')) return context.text('404 not found', 404);
    world.wire.record({
      at: world.clock.now(),
      direction: 'fromBot',
      kind: 'api',
      name: `${context.req.method} ${context.req.path}`,
      status: 404,
      durationMs: 0,
      note: '沙箱没有这个接口',
    });
    return context.text('404 page not found', 404);
  });
  app.onError((error, context) => {
    console.error(`sandbox: ${context.req.method} ${context.req.path}:`, error);
    return context.json({ code: 2200, msg: `sandbox fault: ${error.message}` }, 500);
  });
  return app;
}

/** Where a long connection goes; not below /open-apis. */
function serveEndpoint(app: Hono<Env>, world: World, socket: SocketHub): void {
  app.post('/callback/ws/endpoint', async (context) => {
    const request = parseJson(await context.req.text()) ?? null;
    const response = socket.endpoint(request, new URL(context.req.url).host);
    const code = typeof response['code'] === 'number' ? response['code'] : undefined;
    world.wire.record({
      at: world.clock.now(),
      direction: 'fromBot',
      kind: 'api',
      name: 'POST /callback/ws/endpoint',
      status: 200,
      code,
      durationMs: 0,
      request,
      response: code === 0 ? { code } : response,
    });
    return context.json(response);
  });
}

/** Listens on the loopback address; port 0 = any free port. */
export function listen(app: Hono<Env>, port: number, socket: SocketHub): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) => {
      server.off('error', reject);
      resolve({
        port: info.port,
        close: () =>
          new Promise((done) => {
            socket.close();
            server.close(() => done());
            (server as Server).closeAllConnections();
          }),
      });
    });
    server.on('upgrade', (request, stream, head) => socket.upgrade(request, stream, head));
    server.once('error', reject);
  });
}
