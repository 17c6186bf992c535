/**
 * The acknowledgement under an open load: 2,000 events a second for 5 s, and 200 a second for 10 minutes of which at
 * most 15 want an answer; timed from when each was meant to be sent. The same burst on disks whose flushes take 1, 5 and
 * 20 ms longer (where the machine has a compiler), and the SDK's own adapter beside each. Memory through the long run.
 *
 * `--seconds S` scales the long run: 400 × S, ten minutes by default. Nothing here is a test.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { library } from '../test/faults/lib/native.ts';
import { nodeArgs } from '../test/harness/node-args.ts';
import { askedEvent, overheardEvents, PEOPLE, personId, requestBytes, talkEvents } from './lib/events.ts';
import { identityEnv } from './lib/identity.ts';
import { workedOff } from './lib/loaded.ts';
import { type OpenLoopResult, runOpenLoop } from './lib/open-loop.ts';
import { type FakePlatform, startPlatform } from './lib/platform.ts';
import { type Running, rssMb, startChild } from './lib/process.ts';
import { buildPrograms, runCli } from './lib/programs.ts';
import type { Bench, Goal } from './lib/result.ts';
import { quantile } from './lib/stats.ts';
import { decimals, whole } from './lib/table.ts';

const BURST = { perSecond: 2_000, seconds: 5, connections: 128 } as const;
const STEADY_PER_SECOND = 200;
/** Of 200 a second, those that want an answer. */
const ASKING_EVERY = 14;
const ACK_MS_MAX = 3_000;
const FLUSH_MS = [0, 1, 5, 20] as const;
const MEMORY_MS = 5_000;

interface Measured {
  readonly name: string;
  readonly result: OpenLoopResult;
}

export const load: Bench = async ({ folder, seconds, say }) => {
  await buildPrograms(folder);
  const platform = await startPlatform();
  try {
    const bursts: Measured[] = [];
    const slow = library('slowsync');
    for (const flushMs of FLUSH_MS) {
      if (flushMs > 0 && slow === null) continue;
      for (const program of ['service', 'adapter'] as const) {
        say(`load: 2,000/s for 5 s, ${program}, flush +${flushMs} ms`);
        const env: Record<string, string> =
          slow !== null && flushMs > 0 ? { LD_PRELOAD: slow, SLOWSYNC_US: String(flushMs * 1_000) } : {};
        bursts.push(await burst(program, flushMs, folder, platform, env));
      }
    }
    const steadySeconds = Math.max(5, Math.round(400 * seconds));
    say(`load: 200/s for ${steadySeconds} s`);
    const steady = await steadily(folder, platform, steadySeconds);
    return reported(bursts, steady, steadySeconds);
  } finally {
    await platform.close();
  }
};

function start(
  program: 'service' | 'adapter',
  folder: string,
  database: string,
  baseUrl: string,
  env: Readonly<Record<string, string>>,
): Promise<Running> {
  const args =
    program === 'service' ? nodeArgs(['service']) : [join(folder, 'programs', 'p1-sdk-adapter.mjs')];
  return startChild(args, {
    ...identityEnv(),
    DATABASE_PATH: join(folder, database),
    FEISHU_BASE_URL: baseUrl,
    ...env,
  });
}

async function burst(
  program: 'service' | 'adapter',
  flushMs: number,
  folder: string,
  platform: FakePlatform,
  env: Readonly<Record<string, string>>,
): Promise<Measured> {
  const database = `load-${program}-${flushMs}.db`;
  const running = await start(program, folder, database, platform.baseUrl, env);
  try {
    const warm = talkEvents(200, Date.now()).map((event) => requestBytes(event, running.port));
    await runOpenLoop({
      port: running.port,
      perSecond: 100,
      seconds: 2,
      connections: 16,
      make: (at) => warm[at] ?? Buffer.alloc(0),
    });
    const count = BURST.perSecond * BURST.seconds;
    const requests = talkEvents(count, Date.now()).map((event) => requestBytes(event, running.port));
    const make = (at: number) => requests[at] ?? Buffer.alloc(0);
    const result = await runOpenLoop({ ...BURST, port: running.port, make });
    if (program === 'service') await workedOff(join(folder, database));
    return { name: `${program}, flush +${flushMs} ms`, result };
  } finally {
    await running.stop();
  }
}

interface Steady {
  readonly result: OpenLoopResult;
  readonly memoryMb: readonly number[];
}

async function steadily(folder: string, platform: FakePlatform, seconds: number): Promise<Steady> {
  const database = 'load-steady.db';
  const roster = join(folder, 'load-roster.json');
  const people = Array.from({ length: PEOPLE }, (_, at) => ({
    openId: personId(at),
    name: `填报员${at + 1}`,
    unit: 'u0',
    roles: ['reporter'],
  }));
  const units = [{ id: 'u0', name: '样例单位', kind: 'district_county', parent: null }];
  writeFileSync(roster, JSON.stringify({ units, people }));
  await runCli({ folder, database, baseUrl: platform.baseUrl }, 'roster', 'import', roster);
  const running = await start('service', folder, database, platform.baseUrl, {});
  const memoryMb: number[] = [];
  const watch = setInterval(() => memoryMb.push(rssMb(running.pid)), MEMORY_MS);
  try {
    const make = (at: number): Buffer => requestBytes(mixed(at), running.port);
    const result = await runOpenLoop({
      port: running.port,
      perSecond: STEADY_PER_SECOND,
      seconds,
      connections: 32,
      make,
    });
    memoryMb.push(rssMb(running.pid));
    return { result, memoryMb };
  } finally {
    clearInterval(watch);
    await running.stop();
  }
}

/** A typed word now and then; half of the rest mentions a colleague, half nobody. */
function mixed(at: number) {
  if (at % ASKING_EVERY === 0) return askedEvent(at / ASKING_EVERY, Date.now());
  const [event] = at % 2 === 0 ? talkEvents(1, Date.now()) : overheardEvents(1, Date.now());
  if (event === undefined) throw new Error('no event was made');
  return event;
}

function reported(bursts: readonly Measured[], steady: Steady, seconds: number) {
  const cells = ({ latencies, failures }: OpenLoopResult): string[] => [
    whole(latencies.length),
    decimals(quantile(latencies, 0.5), 1),
    decimals(quantile(latencies, 0.99), 1),
    decimals(quantile(latencies, 0.999), 1),
    decimals(Math.max(...latencies), 0),
    whole(latencies.filter((ms) => ms > ACK_MS_MAX).length),
    Object.entries(failures)
      .map(([what, count]) => `${what} ×${count}`)
      .join(', ') || '–',
  ];
  const columns = ['run', '200s', 'p50 ms', 'p99 ms', 'p99.9 ms', 'max ms', 'over 3 s', 'failures'];
  const third = Math.ceil(steady.memoryMb.length / 3);
  const early = steady.memoryMb[third - 1] ?? Number.NaN;
  const late = steady.memoryMb.at(-1) ?? Number.NaN;
  const ours = [
    ...bursts.filter(({ name }) => name.startsWith('service')).map(({ result }) => result),
    steady.result,
  ];
  const over = ours.flatMap(({ latencies }) => latencies.filter((ms) => ms > ACK_MS_MAX)).length;
  const failed = ours
    .flatMap(({ failures }) => Object.values(failures))
    .reduce((sum, count) => sum + count, 0);
  const goals: Goal[] = [
    {
      id: 'G2',
      text: 'no acknowledgement over 3 s and none but 200, on every disk',
      measured: `${over} late, ${failed} failed`,
      met: over === 0 && failed === 0,
    },
    {
      id: 'G13',
      text: 'memory at the end of the long run ≤ 1.10 × that after its first third',
      measured: `${whole(early)} → ${whole(late)} MB`,
      met: late <= early * 1.1,
    },
  ];
  return {
    name: 'load',
    tables: [
      {
        title: 'load: acknowledgement in an open loop, from the intended moment',
        columns,
        rows: [
          ...bursts.map(({ name, result }) => [`2,000/s for 5 s, ${name}`, ...cells(result)]),
          [`200/s for ${seconds} s, mixed, service`, ...cells(steady.result)],
        ],
        notes: [
          'adapter: the SDK’s own, with a durable insert of one row an event.',
          ...(bursts.length < 8 ? ['Slowed disks were left out: no compiler here.'] : []),
        ],
      },
    ],
    goals,
    failures: [],
    raw: { bursts, steady },
  };
}
