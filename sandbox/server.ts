// The HTTP side of the sandbox: OpenAPI below /open-apis, the control API and the page. Loopback only.

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { accountOperations } from './api/account.ts';
import { type Env, serveOperation } from './api/call.ts';
import { chatOperations } from './api/chats.ts';
import { contactOperations } from './api/contact.ts';
import { messageOperations } from './api/messages.ts';
import { resourceOperations } from './api/resources.ts';
import { sendOperations } from './api/send.ts';
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
];

/** Builds the app; `mount` adds the control API and the page. */
export function buildServer(world: World, mount: (app: Hono<Env>) => void): Hono<Env> {
  const app = new Hono<Env>();
  for (const operation of operations) serveOperation(app, world, operation);
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

/** Listens on the loopback address; port 0 = any free port. */
export function listen(app: Hono<Env>, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) => {
      server.off('error', reject);
      resolve({
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            (server as Server).closeAllConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}
