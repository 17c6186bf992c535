/**
 * The HTTP face: the two webhook addresses and what operators probe. Both addresses accept both kinds.
 *
 * Events are acknowledged after the commit; presses are answered with their outcome. What is forged, stale, oversized
 * or malformed gets a 4xx and changes nothing; when the disk refuses, 503, and Feishu will push again. Without keys
 * (long connection only) there is no door, and the webhook addresses do not exist.
 */
import { Hono } from 'hono';
import type { Intake } from './intake.ts';
import { type Door, refusalText } from './lark/door.ts';
import type { Metrics } from './metrics.ts';
import type { Log } from './ports.ts';

export interface AppDeps {
  /** `null`: nothing is taken in over HTTP. */
  readonly door: Door | null;
  readonly take: Intake;
  /** `null` when ready, or why not, in words for the operator. */
  readonly notReady: () => Promise<string | null>;
  readonly metrics: Metrics;
  readonly refreshGauges: () => Promise<void>;
  readonly log: Log;
}

const UNAVAILABLE = 503;

export function makeApp(deps: AppDeps): Hono {
  const { log, metrics } = deps;
  const app = new Hono();

  const webhook = async (door: Door, request: Request): Promise<Response> => {
    const opened = await door.openRequest(request);
    if (opened.pass === 'refused') {
      metrics.count('door_refused', { reason: opened.reason });
      return new Response(refusalText(opened.status), { status: opened.status });
    }
    if (opened.pass === 'challenge') return Response.json({ challenge: opened.challenge });
    const taken = await deps.take(opened.envelope);
    return taken === 'malformed' ? new Response('bad request', { status: 400 }) : Response.json(taken);
  };

  const { door } = deps;
  if (door !== null) {
    for (const path of ['/webhook/event', '/webhook/card']) app.all(path, (c) => webhook(door, c.req.raw));
  }

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
