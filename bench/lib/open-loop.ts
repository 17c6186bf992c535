/**
 * An open loop: requests leave when they are meant to, whether or not earlier ones were answered, and each is timed
 * from when it was meant to leave. A closed loop would wait politely while the server stalls, and see nothing.
 */
import { connect, type Socket } from 'node:net';
import { readResponse } from './load.ts';

export interface OpenLoopOptions {
  readonly port: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly connections: number;
  /** The bytes of the request meant for this place, made at most a second ahead. */
  readonly make: (at: number) => Buffer;
}

export interface OpenLoopResult {
  /** ms from the intended moment, of those answered 200. */
  readonly latencies: readonly number[];
  readonly failures: Readonly<Record<string, number>>;
  readonly sent: number;
}

const SETTLE_MS = 45_000;
const AHEAD_MS = 1_000;

interface Lane {
  readonly socket: Socket;
  buffered: Buffer;
  /** When the request under way was meant to leave; `null` while idle. */
  meantAt: number | null;
}

export async function runOpenLoop(options: OpenLoopOptions): Promise<OpenLoopResult> {
  const { port, perSecond, seconds, connections, make } = options;
  const latencies: number[] = [];
  const failures: Record<string, number> = {};
  const fail = (what: string) => {
    failures[what] = (failures[what] ?? 0) + 1;
  };
  const idle: Lane[] = [];
  const all: Lane[] = [];
  const count = Math.floor(perSecond * seconds);
  const ready: { readonly meantAt: number; readonly bytes: Buffer }[] = [];
  let open = 0;
  let isOver = false;
  const finish = (lane: Lane, what: string | null) => {
    if (lane.meantAt === null) return;
    open -= 1;
    if (what === null) latencies.push(performance.now() - lane.meantAt);
    else fail(what);
    lane.meantAt = null;
  };
  const addLane = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
        idle.push(lane);
        resolve();
      });
      const lane: Lane = { socket, buffered: Buffer.alloc(0), meantAt: null };
      all.push(lane);
      socket.on('data', (chunk) => {
        lane.buffered = lane.buffered.length === 0 ? chunk : Buffer.concat([lane.buffered, chunk]);
        const response = readResponse(lane.buffered);
        if (response === null) return;
        lane.buffered = lane.buffered.subarray(response.length);
        finish(lane, response.status === 200 ? null : `status ${response.status}`);
        idle.push(lane);
      });
      socket.once('error', reject);
      socket.once('close', () => {
        finish(lane, 'socket closed');
        const at = idle.indexOf(lane);
        // As a pool of connections does: one that was closed while idle is opened anew.
        if (at >= 0) idle.splice(at, 1);
        if (!isOver) addLane().catch(() => fail('refused'));
      });
    });
  await Promise.all(Array.from({ length: connections }, addLane));

  const startedAt = performance.now() + AHEAD_MS;
  let made = 0;
  let next = 0;
  const meantAt = (at: number): number => startedAt + (at * 1_000) / perSecond;
  const until = meantAt(count) + SETTLE_MS;
  while ((next < count || open > 0) && performance.now() < until) {
    const now = performance.now();
    // A few at a time, so that making the next does not delay sending this one.
    for (let some = 0; some < 40 && made < count && meantAt(made) < now + AHEAD_MS; some += 1) {
      ready.push({ meantAt: meantAt(made), bytes: make(made) });
      made += 1;
    }
    while (next < made && (ready[0]?.meantAt ?? Number.POSITIVE_INFINITY) <= performance.now()) {
      const lane = idle.pop();
      const request = ready[0];
      if (lane === undefined || request === undefined) break;
      ready.shift();
      next += 1;
      if (lane.socket.destroyed) {
        fail('socket closed');
        continue;
      }
      lane.meantAt = request.meantAt;
      open += 1;
      lane.socket.write(request.bytes);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  isOver = true;
  for (const lane of all) lane.socket.destroy();
  const never = count - next;
  if (never > 0) failures['never sent'] = never;
  return { latencies, failures, sent: next };
}
