/** Sends a running program many events in slices, so that only a slice is held by the sender, and waits for its backlog. */
import Sqlite from 'better-sqlite3';
import { requestBytes, talkEvents } from './events.ts';
import { runLoad } from './load.ts';
import type { Running } from './process.ts';

const SLICE = 5_000;
const CONNECTIONS = 32;
const SLICE_SECONDS_MAX = 60;
const BACKLOG_MS_MAX = 60_000;

/** @returns what failed, as `what ×count`; empty when every event was acknowledged. */
export async function sendEvents(running: Running, events: number): Promise<readonly string[]> {
  const failures: string[] = [];
  for (let sent = 0; sent < events; sent += SLICE) {
    const requests = talkEvents(SLICE, Date.now()).map((event) => requestBytes(event, running.port));
    let at = 0;
    const load = await runLoad({
      port: running.port,
      connections: CONNECTIONS,
      seconds: SLICE_SECONDS_MAX,
      next: () => requests[at++] ?? null,
    });
    for (const [what, count] of Object.entries(load.failures)) failures.push(`${what} ×${count}`);
  }
  return failures;
}

/** Resolves when the service has concluded everything, or after a minute. */
export async function workedOff(database: string): Promise<void> {
  const sqlite = new Sqlite(database, { readonly: true });
  const waiting = sqlite
    .prepare<[], number>("SELECT count(*) FROM delivery WHERE state = 'waiting'")
    .pluck(true);
  const until = performance.now() + BACKLOG_MS_MAX;
  while (waiting.get() !== 0 && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 100));
  sqlite.close();
}
