/** The programs of `accept`: started, loaded one at a time, and checked: what was acknowledged is in the database. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type PushedEvent, requestBytes } from './events.ts';
import { type LoadResult, runLoad } from './load.ts';
import { cpuMicros, type Running, rssMb } from './process.ts';
import { startReference, startService } from './programs.ts';

export const CONNECTIONS = 32;
const WARM_UP_SECONDS = 1.2;
const BACKLOG_MS_MAX = 60_000;
const LOOK_MS = 50;

export interface Round {
  readonly load: LoadResult;
  /** User and system time per event until the last answer, µs. */
  readonly cpuAccept: number;
  readonly failure: string | null;
}

export type ContestantId = 'echo' | 'r1' | 'r2' | 'service' | 'p1';

export interface Contestant {
  readonly id: ContestantId;
  readonly running: Running;
  readonly rounds: Round[];
  acknowledged: number;
  /** Rows stored for events, and those not worked off yet; `null` for a program without a database. */
  readonly stored: (() => { rows: number; waiting: number }) | null;
  readonly memory: () => number;
  readonly close: () => Promise<void>;
}

const ROWS = {
  service: "SELECT (SELECT count(*) FROM inbox WHERE key LIKE 'event:%'), (SELECT count(*) FROM delivery)",
  reference: "SELECT count(*), 0 FROM event WHERE id <> 'first write'",
} as const;

/** The neighbours of the service are those whose ratio to it matters most. */
export async function openAll(folder: string, baseUrl: string): Promise<Contestant[]> {
  const open = (id: ContestantId, file: string) => {
    const options = { folder, baseUrl, database: `${id}.db` };
    return file === '' ? startService(options) : startReference(file, options);
  };
  const contestants: Contestant[] = [];
  for (const [id, file, rows] of [
    ['echo', 'hono-echo', null],
    ['r1', 'r1-hono-verify', null],
    ['r2', 'r2-hono-group', ROWS.reference],
    ['service', '', ROWS.service],
    ['p1', 'p1-sdk-adapter', ROWS.reference],
  ] as const) {
    const running = await open(id, file);
    contestants.push(contestant(id, running, rows === null ? null : counter(join(folder, `${id}.db`), rows)));
  }
  return contestants;
}

interface Counter {
  readonly count: () => { rows: number; waiting: number };
  readonly close: () => void;
}

function counter(path: string, sql: string): Counter {
  const sqlite = new Sqlite(path, { readonly: true });
  const statement = sqlite.prepare<[], [number, number]>(sql).raw(true);
  const count = () => {
    const [rows = 0, waiting = 0] = statement.get() ?? [];
    return { rows, waiting };
  };
  return { count, close: () => sqlite.close() };
}

function contestant(id: ContestantId, running: Running, rows: Counter | null): Contestant {
  let closed = false;
  return {
    id,
    running,
    rounds: [],
    acknowledged: 0,
    stored: rows === null ? null : rows.count,
    memory: () => rssMb(running.pid),
    close: async () => {
      if (closed) return;
      closed = true;
      rows?.close();
      await running.stop();
    },
  };
}

export async function closeAll(contestants: readonly Contestant[]): Promise<void> {
  for (const one of contestants) await one.close();
}

export async function warmUp(program: Contestant, events: readonly PushedEvent[]): Promise<void> {
  await accepting(program, events, WARM_UP_SECONDS);
  program.rounds.length = 0;
}

/** One program's turn. */
export async function accepting(
  program: Contestant,
  events: readonly PushedEvent[],
  seconds: number,
): Promise<void> {
  const { running, stored } = program;
  const requests = events.map((event) => requestBytes(event, running.port));
  let at = 0;
  const next = () => {
    // Only who keeps nothing may be sent the same event again.
    if (at >= requests.length && stored !== null) return null;
    at += 1;
    return requests[(at - 1) % requests.length] ?? null;
  };
  const cpuBefore = cpuMicros(running.pid);
  const load = await runLoad({ port: running.port, connections: CONNECTIONS, seconds, next });
  const cpuAfter = cpuMicros(running.pid);
  program.acknowledged += load.okInAll;
  const behind = await workedOff(program);
  program.rounds.push({
    load,
    cpuAccept: (cpuAfter - cpuBefore) / load.okInAll,
    failure: whatFailed(program, load) ?? behind,
  });
}

function whatFailed(program: Contestant, load: LoadResult): string | null {
  const bad = Object.entries(load.failures).map(([what, count]) => `${what} ×${count}`);
  if (bad.length > 0) return bad.join(', ');
  if (load.ranDry) return 'more events needed than were made';
  const rows = program.stored?.().rows;
  if (rows !== undefined && rows !== program.acknowledged)
    return `${program.acknowledged} acknowledged, ${rows} stored`;
  return null;
}

async function workedOff(program: Contestant): Promise<string | null> {
  if (program.stored === null) return null;
  const until = performance.now() + BACKLOG_MS_MAX;
  for (;;) {
    const { waiting } = program.stored();
    if (waiting === 0) return null;
    if (performance.now() > until) return `${waiting} events still waiting after ${BACKLOG_MS_MAX / 1000} s`;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
