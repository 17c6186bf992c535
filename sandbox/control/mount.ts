// The control API (/sandbox/api/*) and the page (/), mounted beside the OpenAPI and kept to this machine.
import type { Hono } from 'hono';
import { ZodError } from 'zod';
import type { Env } from '../api/call.ts';
import type { World } from '../world.ts';
import { actions } from './actions.ts';
import { shownCards } from './cards.ts';
import { messageFindings, wireFindings } from './findings.ts';
import { loopbackOnly } from './guard.ts';
import { messagesView } from './messages.ts';
import { PageFiles } from './page-files.ts';
import { stateView } from './state.ts';
import { changeStream } from './stream.ts';
import { giveResource, takeUpload } from './upload.ts';

function problemOf(error: unknown): string {
  if (error instanceof ZodError)
    return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** Mounts everything under /sandbox/api and the page at /. */
export function mountControl(
  app: Hono<Env>,
  world: World,
  menu: readonly { label: string; eventKey: string }[],
): void {
  app.use('/sandbox/*', loopbackOnly);
  app.use('/', loopbackOnly);
  const files = new PageFiles();
  app.use('/gallery', loopbackOnly);
  app.get('/', (context) => files.page(context, 'index.html'));
  app.get('/gallery', (context) => files.page(context, 'gallery.html'));
  app.get('/sandbox/page/*', (context) =>
    files.own(context, context.req.path.slice('/sandbox/page/'.length)),
  );
  app.get('/sandbox/lib/*', (context) =>
    files.library(context, context.req.path.slice('/sandbox/lib/'.length)),
  );
  app.get('/sandbox/api/state', (context) => context.json(stateView(world, menu, context.req.query('as'))));
  app.get('/sandbox/api/clock', (context) => context.json({ now: world.clock.now() }));
  app.get('/sandbox/api/wire', (context) => {
    const since = Number(context.req.query('since') ?? '0');
    return context.json({ entries: world.wire.since(Number.isFinite(since) ? since : 0) });
  });
  app.get('/sandbox/api/events', (context) => changeStream(context, world));
  app.get('/sandbox/api/resources/:key', (context) => giveResource(context, world));
  app.post('/sandbox/api/upload', (context) => takeUpload(context, world));
  app.get('/sandbox/api/chats/:chat/messages', (context) => {
    const chat = context.req.param('chat');
    if (!world.platform.chats.has(chat)) return context.json({ error: 'no such chat' }, 404);
    const count = (name: string) => {
      const value = Number(context.req.query(name) ?? '');
      return Number.isInteger(value) && value > 0 ? value : undefined;
    };
    const view = { as: context.req.query('as'), last: count('last'), skip: count('skip') ?? 0 };
    return context.json(messagesView(world, chat, view));
  });
  app.get('/sandbox/api/cards', (context) => context.json({ cards: shownCards(world) }));
  app.get('/sandbox/api/findings/:of', (context) => {
    const of = context.req.param('of');
    try {
      const seq = Number(of);
      return context.json(Number.isInteger(seq) ? wireFindings(world, seq) : messageFindings(world, of));
    } catch (error) {
      return context.json({ error: problemOf(error) }, 404);
    }
  });
  app.post('/sandbox/api/:verb', async (context) => {
    const run = actions[context.req.param('verb')];
    if (run === undefined) return context.json({ error: 'no such action' }, 404);
    try {
      const body: unknown = await context.req.json();
      return Response.json((await run(world, body)) ?? {});
    } catch (error) {
      return context.json({ error: problemOf(error) }, 400);
    }
  });
}
