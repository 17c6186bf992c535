/** Reference R2: R1, and one durable row an event; the events of one turn of the event loop share a flush. */
import { openDoor } from './parts/door.ts';
import { honoApp, serveHono } from './parts/hono.ts';
import { openRows } from './parts/rows.ts';

const door = openDoor();
const rows = openRows();
let queue: { id: string; body: string; done: () => void }[] = [];

function flush(): void {
  const batch = queue;
  queue = [];
  rows.sqlite.exec('BEGIN IMMEDIATE');
  for (const { id, body } of batch) rows.insert(id, body);
  rows.sqlite.exec('COMMIT');
  for (const { done } of batch) done();
}

function store(id: string, body: string): Promise<void> {
  return new Promise((resolve) => {
    if (queue.length === 0) setImmediate(flush);
    queue.push({ id, body, done: resolve });
  });
}

const app = honoApp();
app.post('/webhook/event', async (c) => {
  const body = new Uint8Array(await c.req.arrayBuffer());
  const opened = door.open({ method: 'POST', headers: c.req.raw.headers, body });
  if (opened.pass !== 'event') return c.json({}, 401);
  await store(opened.envelope.eventId, JSON.stringify(opened.envelope));
  return c.json({});
});
serveHono(app);
