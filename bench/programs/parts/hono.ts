/** Serves a Hono app on a free loopback port. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { sayPort } from './env.ts';

export function honoApp(): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.text('ok'));
  return app;
}

export function serveHono(app: Hono): void {
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => sayPort(info.port));
}
