/**
 * A bulletin to two thousand leaders at the platform's limits (50 a second, 1,000 a minute, 5 a second a receiver), once in
 * peace and once with the service killed in the middle: how near to the fastest the limits allow, how many calls the
 * platform refused, and whether anybody got it twice or not at all. The platform is our own Feishu, which enforces them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type WireEntry } from '../sandbox/index.ts';
import { dayOfInstant, monthOf } from '../src/domain/day.ts';
import { nodeArgs } from '../test/harness/node-args.ts';
import { identityEnv } from './lib/identity.ts';
import { runChild, startChild } from './lib/process.ts';
import { buildPrograms } from './lib/programs.ts';
import type { Bench, Goal } from './lib/result.ts';
import { decimals, whole } from './lib/table.ts';

const LEADERS = 2_000;
const PER_SECOND = 50;
const PER_MINUTE = 1_000;
const KILL_AFTER = 700;
const DOWN_MS = 2_000;
const WAIT_MS_MAX = 300_000;

/** The fastest the limits allow: full seconds at 50 until the minute's thousand are gone, then the next minute. */
const idealMs = (count: number): number =>
  Math.floor((count - 1) / PER_MINUTE) * 60_000 + ((((count - 1) % PER_MINUTE) + 1) / PER_SECOND) * 1_000;

interface Run {
  readonly received: number;
  /** All messages that left, the office's few among them: they take their slots too. */
  readonly sent: number;
  readonly twice: number;
  readonly refused: Readonly<Record<string, number>>;
  /** From the first message at the platform to the last. */
  readonly tookMs: number;
  readonly downMs: number;
}

export const fanOut: Bench = async ({ folder, say }) => {
  await buildPrograms(folder);
  say(`fan-out: ${whole(LEADERS)} leaders, in peace (a minute and a half)`);
  const peace = await publish('peace', folder, false);
  say('fan-out: the same, killed in the middle');
  const killed = await publish('killed', folder, true);
  const rows = [
    row('in peace', peace),
    row(`killed after ${KILL_AFTER}, started again ${DOWN_MS / 1_000} s later`, killed),
  ];
  return {
    name: 'fan-out',
    tables: [
      {
        title: `fan-out: one bulletin to ${whole(LEADERS)} leaders, ${whole(peace.sent)} messages in all; the limits allow ${decimals(idealMs(peace.sent) / 1000, 1)} s at best`,
        columns: ['run', 'share of the ideal', 'seconds', 'received', 'twice', 'refused by a limit'],
        rows,
        notes: [
          'The share leaves out the time the service was down. Every receiver is a private chat of its own.',
        ],
      },
    ],
    goals: [...goalsOf('in peace', peace, 0.95), ...goalsOf('killed', killed, 0.8)],
    failures: [],
    raw: { peace, killed, idealMs: idealMs(peace.sent) },
  };
};

const shareOf = ({ sent, tookMs, downMs }: Run): number => idealMs(sent) / (tookMs - downMs);
const refusals = ({ refused }: Run): number => Object.values(refused).reduce((sum, count) => sum + count, 0);

function row(name: string, run: Run): readonly string[] {
  return [
    name,
    `${decimals(shareOf(run) * 100, 1)} %`,
    decimals(run.tookMs / 1_000, 1),
    whole(run.received),
    whole(run.twice),
    refusals(run) === 0 ? '0' : JSON.stringify(run.refused),
  ];
}

function goalsOf(name: string, run: Run, least: number): readonly Goal[] {
  const share = shareOf(run);
  const exact = run.received === LEADERS && run.twice === 0;
  return [
    {
      id: 'G12',
      text: `${name}: ≥ ${least * 100} % of the ideal`,
      measured: decimals(share, 3),
      met: share >= least,
    },
    {
      id: 'G12',
      text: `${name}: no call over a limit`,
      measured: whole(refusals(run)),
      met: refusals(run) === 0,
    },
    {
      id: 'G12',
      text: `${name}: everybody once`,
      measured: `${whole(run.received)} received, ${whole(run.twice)} twice`,
      met: exact,
    },
  ];
}

async function publish(name: string, folder: string, isKilled: boolean): Promise<Run> {
  const sandbox = await startSandbox();
  const env = {
    ...identityEnv(),
    ...sandbox.env(),
    DATABASE_PATH: join(folder, `fan-out-${name}.db`),
    // A plan without meetings: their reminders go to leaders too, and would be counted.
    PACK: 'qingdao-2021',
    PORT: '0',
    LOG_LEVEL: 'fatal',
  };
  const office = sandbox.addPerson('招商办甲');
  const second = sandbox.addPerson('招商办乙');
  const leaders = Array.from({ length: LEADERS }, (_, at) => sandbox.addPerson(`领导${at + 1}`));
  const roster = join(folder, `fan-out-${name}.json`);
  writeFileSync(roster, JSON.stringify(rosterOf([office, second], leaders)));
  const cli = (...args: readonly string[]) => runChild(nodeArgs(['cli', ...args]), env);
  const period = monthOf(dayOfInstant(Date.now()));
  await cli('roster', 'import', roster);
  for (const [step, by] of [
    ['draft', office],
    ['check', office],
    ['approve', second],
  ] as const) {
    await cli('bulletin', step, '--kind', 'month', '--period', period, '--by', by.openId);
  }
  const seen = new Map<string, Set<string>>();
  const refused: Record<string, number> = {};
  let sent = 0;
  let firstAt: number | null = null;
  let lastAt = 0;
  const watch = (entry: WireEntry): void => {
    if (entry.kind !== 'api' || !/POST .*\/im\/v1\/messages/.test(entry.name)) return;
    if (entry.code !== 0) {
      const key = String(entry.code ?? entry.status);
      refused[key] = (refused[key] ?? 0) + 1;
      return;
    }
    const at = performance.now();
    sent += 1;
    const to = (entry.request as { body?: { receive_id?: string } }).body?.receive_id;
    const { data } = entry.response as { data?: { message_id?: string } };
    const messages = seen.get(to ?? '') ?? new Set<string>();
    // A repeated call with the same uuid is answered with the message that is there.
    seen.set(to ?? '', messages.add(data?.message_id ?? ''));
    firstAt ??= at;
    lastAt = at;
  };
  const unwatch = sandbox.wire.watch(watch);
  const wanted = new Set(leaders.map((leader) => leader.openId));
  const received = () => [...seen.keys()].filter((openId) => wanted.has(openId)).length;
  const until = async (count: number): Promise<void> => {
    const end = performance.now() + WAIT_MS_MAX;
    while (received() < count && performance.now() < end) await pause(20);
  };
  let running = await startChild(nodeArgs(['service']), env);
  let downMs = 0;
  try {
    if (isKilled) {
      await until(KILL_AFTER);
      const killedAt = performance.now();
      process.kill(running.pid, 'SIGKILL');
      await pause(DOWN_MS);
      running = await startChild(nodeArgs(['service']), env);
      downMs = performance.now() - killedAt;
    }
    await until(LEADERS);
    const tookMs = lastAt - (firstAt ?? lastAt);
    // A repetition would come right behind.
    await pause(3_000);
    const twice = [...seen.values()].filter((messages) => messages.size > 1).length;
    return { received: received(), sent, twice, refused, tookMs, downMs };
  } finally {
    unwatch();
    await running.stop();
    await sandbox.close();
  }
}

interface Known {
  readonly openId: string;
  readonly name: string;
}

const rosterOf = (office: readonly Known[], leaders: readonly Known[]) => ({
  units: [
    { id: 'city', name: '样例市', kind: 'city' },
    { id: 'a', name: '样例县', kind: 'district_county', parent: 'city' },
  ],
  people: [
    ...office.map(({ openId, name }) => ({ openId, name, unit: 'city', roles: ['office'] })),
    // Of a unit: those of the city are also asked to sign, which would be a second message.
    ...leaders.map(({ openId, name }) => ({ openId, name, unit: 'a', roles: ['leader'] })),
  ],
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
