/** Reference: bare Hono, the body read and thrown away. Nothing can be faster on this server. */
import { honoApp, serveHono } from './parts/hono.ts';

const app = honoApp();
app.post('/webhook/event', async (c) => {
  await c.req.arrayBuffer();
  return c.json({});
});
serveHono(app);
