/** Reference R1: bare Hono with our verification and decryption, and no database. */
import { openDoor } from './parts/door.ts';
import { honoApp, serveHono } from './parts/hono.ts';

const door = openDoor();
const app = honoApp();
app.post('/webhook/event', async (c) => {
  const body = new Uint8Array(await c.req.arrayBuffer());
  const opened = door.open({ method: 'POST', headers: c.req.raw.headers, body });
  return opened.pass === 'event' ? c.json({}) : c.json({}, 401);
});
serveHono(app);
