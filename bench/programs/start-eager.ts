/** Start-up reference: Hono, better-sqlite3, drizzle and the SDK, imported at the top as people do; the same work. */
import { randomUUID } from 'node:crypto';
import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { honoApp, serveHono } from './parts/hono.ts';
import { openRows } from './parts/rows.ts';

const event = sqliteTable('event', {
  id: text().primaryKey(),
  body: text().notNull(),
  at: integer().notNull(),
});
const db = drizzle(openRows().sqlite);
const client = new Client({ appId: 'bench', appSecret: 'bench', loggerLevel: LoggerLevel.error });
const app = honoApp();
app.post('/webhook/event', async (c) => {
  db.insert(event)
    .values({ id: randomUUID(), body: await c.req.text(), at: Date.now() })
    .run();
  return c.json({});
});
serveHono(app);
// Held, as a bot would hold it.
process.once('exit', () => void client);
