// Live updates for the page: one Server-Sent-Events stream telling which chat changed and what went over the wire.
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Env } from '../api/call.ts';
import type { World } from '../world.ts';

const keepAliveMs = 15_000;

/** Streams changes until the page goes away. */
export function changeStream(context: Context<Env>, world: World): Response {
  return streamSSE(context, async (stream) => {
    const send = (event: string, data: unknown) => {
      if (!stream.aborted && !stream.closed) void stream.writeSSE({ event, data: JSON.stringify(data) });
    };
    const unwatch = [
      world.platform.watch((change) => send('change', change)),
      world.wire.watch((entry) => send('wire', { seq: entry.seq })),
    ];
    const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
    const beat = setInterval(() => send('beat', world.clock.now()), keepAliveMs);
    beat.unref();
    send('beat', world.clock.now());
    await ended;
    clearInterval(beat);
    for (const stop of unwatch) stop();
  });
}
