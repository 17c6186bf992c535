/** Start-up reference: Hono and better-sqlite3, and nothing else; stores bodies as they come. */
import { randomUUID } from 'node:crypto';
import { honoApp, serveHono } from './parts/hono.ts';
import { openRows } from './parts/rows.ts';

const rows = openRows();
const app = honoApp();
app.post('/webhook/event', async (c) => {
  rows.insert(randomUUID(), await c.req.text());
  return c.json({});
});
serveHono(app);
