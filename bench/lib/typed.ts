/**
 * The whole work: words typed by the people of a roster, accepted, decided, answered through the outbox to a platform
 * that says yes at once. Two runs: as many as come, and 15 a second, where nothing has to wait for a limit (the
 * platform allows 50 answers a second and 1,000 a minute), which gives the time from push to answer.
 */
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { askedEvent, PEOPLE, personId, requestBytes } from './events.ts';
import { runLoad } from './load.ts';
import type { FakePlatform } from './platform.ts';
import { cpuMicros } from './process.ts';
import { runCli, startService } from './programs.ts';
import { quantile } from './stats.ts';

const UNITS = 40;
const BURST = 1_500;
const PACED = 75;
const PACE_MS = 1000 / 15;
const WAIT_MS_MAX = 40_000;

export interface TypedWork {
  readonly asked: number;
  readonly acceptedPerSecond: number;
  /** Decided and committed with their answers, per second from the first push to the last conclusion. */
  readonly concludedPerSecond: number;
  readonly cpuMicros: number;
  readonly failures: readonly string[];
  /** From the last byte of the push to the arrival of the answer at the platform, ms. */
  readonly answerP50Ms: number;
  readonly answerP99Ms: number;
  readonly answered: string;
}

function rosterText(): string {
  const units = Array.from({ length: UNITS }, (_, at) => ({
    id: `u${at}`,
    name: `样例单位${at + 1}`,
    kind: 'district_county',
    parent: null,
  }));
  const people = Array.from({ length: PEOPLE }, (_, at) => ({
    openId: personId(at),
    name: `填报员${at + 1}`,
    unit: `u${at % UNITS}`,
    roles: ['reporter'],
  }));
  return JSON.stringify({ units, people });
}

export async function typedWork(folder: string, platform: FakePlatform): Promise<TypedWork> {
  const options = { folder, baseUrl: platform.baseUrl, database: 'typed.db' };
  const roster = join(folder, 'roster.json');
  writeFileSync(roster, rosterText());
  await runCli(options, 'roster', 'import', roster);
  const service = await startService(options);
  const database = new Sqlite(join(folder, options.database), { readonly: true });
  const waiting = database
    .prepare<[], number>("SELECT count(*) FROM delivery WHERE state = 'waiting'")
    .pluck(true);
  try {
    const paced = await pacedAnswers(service.port, platform);
    const cpuBefore = cpuMicros(service.pid);
    const requests = Array.from({ length: BURST }, (_, at) =>
      requestBytes(askedEvent(at, Date.now()), service.port),
    );
    let at = 0;
    const startedAt = performance.now();
    const next = () => requests[at++] ?? null;
    const load = await runLoad({ port: service.port, connections: 32, seconds: 30, next });
    const isDone = await until(() => waiting.get() === 0);
    const seconds = (performance.now() - startedAt) / 1000;
    const bad = Object.entries(load.failures).map(([what, count]) => `typed: ${what} ×${count}`);
    return {
      asked: BURST,
      acceptedPerSecond: load.perSecond,
      concludedPerSecond: BURST / seconds,
      cpuMicros: (cpuMicros(service.pid) - cpuBefore) / BURST,
      failures: isDone ? bad : [...bad, `typed: ${waiting.get()} still waiting`],
      answerP50Ms: quantile(paced, 0.5),
      answerP99Ms: quantile(paced, 0.99),
      answered: `${paced.length}/${PACED}`,
    };
  } finally {
    database.close();
    await service.stop();
  }
}

/** Milliseconds from push to answer, for those that were answered. */
async function pacedAnswers(port: number, platform: FakePlatform): Promise<number[]> {
  const pushed = new Map<string, number>();
  for (let at = 0; at < PACED; at += 1) {
    const event = askedEvent(at, Date.now());
    pushed.set(event.messageId, performance.now());
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.end(requestBytes(event, port)));
    socket.resume();
    await new Promise((resolve) => setTimeout(resolve, PACE_MS));
  }
  await until(() => [...pushed.keys()].every((id) => platform.answeredAt.has(id)));
  return [...pushed].flatMap(([id, from]) => {
    const to = platform.answeredAt.get(id);
    return to === undefined ? [] : [to - from];
  });
}

async function until(isDone: () => boolean): Promise<boolean> {
  const end = performance.now() + WAIT_MS_MAX;
  while (!isDone()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
