/**
 * F12: clients that abort, dribble, send too much or just sit there; F25: little memory under a burst. Whoever behaves is
 * served in time all the while, and the process lives within its bounds.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterEach, test } from 'vitest';
import { City } from '../harness/city.ts';
import { booksOf } from '../harness/city-books.ts';
import { smallCity } from '../harness/city-plan.ts';
import { everybodySays, judged, today } from './lib/crowd.ts';
import { firstSeed, patience, trials } from './lib/profile.ts';
import { seeded } from './lib/random.ts';
import { report } from './lib/report.ts';
import { ServiceProcess } from './lib/service.ts';

const RETRIES_MS = [3_000, 6_000, 12_000, 12_000];
const ACK_MS_MAX = 3_000;
const RSS_MB_MAX = 260;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let city: City | undefined;
let service: ServiceProcess | undefined;
afterEach(async () => {
  await service?.end();
  await city?.close();
});

const opened = async (): Promise<City> => {
  city = await City.open({ ...smallCity, now: today() }, { serve: false, retryDelaysMs: RETRIES_MS });
  return city;
};

const rssMbOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const head = (length: number): string =>
  `POST /webhook/event HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

/** What a bad client does once it is connected. */
const MANNERS: readonly ((socket: Socket, random: ReturnType<typeof seeded>) => Promise<void>)[] = [
  // Aborts in the middle of a body.
  async (socket, random) => {
    socket.write(`${head(5_000)}{"encrypt":"${random.hex(400)}`);
    await sleep(random.below(50));
    socket.destroy();
  },
  // A byte now and then, and never the last.
  async (socket) => {
    socket.write(head(400));
    for (let at = 0; at < 10 && !socket.destroyed; at += 1) {
      socket.write('{');
      await sleep(100);
    }
    socket.destroy();
  },
  // More than may be sent, announced or not.
  async (socket) => {
    socket.write(head(10 * 1024 * 1024));
    const piece = 'x'.repeat(64 * 1024);
    for (let at = 0; at < 160 && socket.writable && !socket.destroyed; at += 1)
      if (!socket.write(piece)) await sleep(5);
    socket.destroy();
  },
  // Chunked, without an end.
  async (socket, random) => {
    socket.write('POST /webhook/event HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n');
    socket.write(`400\r\n${random.hex(1024)}\r\n`);
    await sleep(100);
    socket.destroy();
  },
  // Many requests at once down one socket, all refused.
  async (socket) => {
    socket.write(`${head(2)}{}`.repeat(50));
    await sleep(200);
    socket.destroy();
  },
  // Not HTTP at all.
  async (socket, random) => {
    socket.write(Buffer.from(random.hex(4_096), 'hex'));
    await sleep(20);
    socket.destroy();
  },
];

async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  // What becomes of a bad client's connection is the service's to decide.
  socket.on('error', () => socket.destroy());
  socket.resume();
  await new Promise<void>((resolve) => {
    socket.once('connect', () => resolve());
    socket.once('close', () => resolve());
  });
  return socket;
}

function late(here: City, since: number): string[] {
  return here.sandbox.wire.since(since).flatMap(({ kind, status, durationMs, note }) => {
    if (kind !== 'event') return [];
    if (durationMs > ACK_MS_MAX) return [`I9: answered after ${durationMs} ms (${status ?? note})`];
    return status === 200 || status === 503 ? [] : [`I9: answered ${status ?? note}`];
  });
}

const lastSeq = (here: City): number => here.sandbox.wire.since().at(-1)?.seq ?? 0;

test(
  'F12: aborted, slow, huge, endless and idle clients hold nobody else up',
  async () => {
    const here = await opened();
    service = await ServiceProcess.start(here);
    const { port } = service;
    const random = seeded(firstSeed);
    const count = trials(48, 5_000);
    const failures: string[] = [];
    const idle = await Promise.all(Array.from({ length: 1_000 }, () => connected(port)));
    const from = lastSeq(here);
    let met = 0;
    for (let trial = 0; trial < count; ) {
      const pushes = everybodySays(here, () => '我的');
      const bad = Array.from({ length: Math.min(24, count - trial) }, async (_, at) => {
        const socket = await connected(port);
        if (!socket.destroyed) met += 1;
        await MANNERS[(trial + at) % MANNERS.length]?.(socket, random);
      });
      trial += bad.length;
      await Promise.all(bad);
      failures.push(...(await judged(here, await Promise.all(pushes))));
    }
    failures.push(...late(here, from));
    const rssMb = Math.round(rssMbOf(service.pid));
    if (rssMb > RSS_MB_MAX) failures.push(`I9: ${rssMb} MB`);
    if (!service.isRunning) failures.push('I9: the process ended');
    for (const socket of idle) socket.destroy();
    report({
      id: 'F12',
      fault:
        'clients that abort, dribble, send 10 MB, chunks without end, 50 at once, noise; 1,000 idle sockets',
      place: 'the real service',
      invariant: `I1 I2 I3 I9: true events within 3 s, at most ${RSS_MB_MAX} MB`,
      trials: count,
      fired: met,
      failures,
      seen: { rssMb },
    });
  },
  patience(90_000, 1_800_000),
);

test(
  'F25: with a heap of 96 MB a burst and a bulletin are worked off',
  async () => {
    const rounds = trials(1, 50);
    const failures: string[] = [];
    let deaths = 0;
    const here = await opened();
    const start = () => ServiceProcess.start(here, { NODE_OPTIONS: '--max-old-space-size=96' });
    service = await start();
    for (let round = 0; round < rounds; round += 1) {
      const pushes = Array.from({ length: 6 }, (_, at) =>
        everybodySays(here, () => (at % 3 === 0 ? '战报' : at % 3 === 1 ? '排名' : '我的')),
      ).flat();
      const said = await Promise.all(pushes);
      if (!service.isRunning) {
        deaths += 1;
        service = await start();
      }
      failures.push(...(await judged(here, said, 60_000)));
    }
    failures.push(...(await booksOf(here)).map((line) => `I2: ${line}`));
    report({
      id: 'F25',
      fault: '--max-old-space-size=96, 48 messages at once, bulletins among them',
      place: 'the real service',
      invariant: 'I1 I2 I3: it lives, or what was acknowledged is done after the next start',
      trials: rounds,
      fired: rounds,
      failures,
      seen: { deaths },
    });
  },
  patience(120_000, 1_800_000),
);
