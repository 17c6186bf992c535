/**
 * The HTTP face: the two webhook addresses and what operators probe. Both addresses accept both kinds.
 *
 * Events are acknowledged after the commit; presses are answered with their outcome. What is forged, stale, oversized
 * or malformed gets a 4xx and changes nothing; when the disk refuses, 503, and Feishu will push again.
 */
import { Hono } from 'hono';
import type { Inbox } from './inbox.ts';
import { decode } from './lark/decode.ts';
import { type Door, refusalText } from './lark/door.ts';
import type { Envelope } from './lark/envelope.ts';
import { renderCard } from './lark/render/card.ts';
import type { Metrics } from './metrics.ts';
import type { ButtonReply, Log, PressDelivery } from './ports.ts';

export interface AppDeps {
  readonly door: Door;
  readonly inbox: Inbox;
  readonly answerPress: (delivery: PressDelivery) => Promise<ButtonReply>;
  /** Starts the work behind an accepted delivery; on Workers it also keeps the isolate alive for it. */
  readonly afterAccept: () => void;
  /** `null` when ready, or why not, in words for the operator. */
  readonly notReady: () => Promise<string | null>;
  readonly metrics: Metrics;
  readonly refreshGauges: () => Promise<void>;
  readonly log: Log;
}

const UNAVAILABLE = 503;

export function makeApp(deps: AppDeps): Hono {
  const { door, inbox, log, metrics } = deps;
  const app = new Hono();

  const webhook = async (request: Request): Promise<Response> => {
    const opened = await door.openRequest(request);
    if (opened.pass === 'refused') {
      metrics.count('door_refused', { reason: opened.reason });
      return new Response(refusalText(opened.status), { status: opened.status });
    }
    if (opened.pass === 'challenge') return Response.json({ challenge: opened.challenge });
    return deliver(opened.envelope);
  };

  const deliver = async (envelope: Envelope): Promise<Response> => {
    const delivery = decode(envelope);
    if (delivery.kind === 'malformed') {
      metrics.count('door_refused', { reason: 'event' });
      return new Response('bad request', { status: 400 });
    }
    if (delivery.kind === 'press') return Response.json(wireReply(await deps.answerPress(delivery)));
    const accepted = await inbox.accept(delivery);
    if (accepted === 'new') deps.afterAccept();
    return Response.json({});
  };

  for (const path of ['/webhook/event', '/webhook/card']) app.all(path, (c) => webhook(c.req.raw));

  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    const why = await deps.notReady();
    return why === null ? c.text('ready') : c.text(why, UNAVAILABLE);
  });
  app.get('/metrics', async (c) => {
    await deps.refreshGauges();
    return c.text(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4' });
  });

  app.onError((error, c) => {
    log.error('request_failed', { path: c.req.path, error });
    metrics.count('requests_failed');
    return c.text('temporarily unavailable', UNAVAILABLE);
  });
  return app;
}

/** The press' answer as Feishu wants it (feishu.md §3.2). */
function wireReply(reply: ButtonReply): Record<string, unknown> {
  const { toast, card } = reply;
  return {
    ...(toast === undefined ? {} : { toast: { type: toast.tone, content: toast.text } }),
    ...(card === undefined ? {} : { card: { type: 'raw', data: renderCard(card).json } }),
  };
}
