/**
 * Start-up and memory of the bundled service: from spawn to the first 200 on /healthz, resident memory then, and after
 * 20,000 events; beside Hono with SQLite, and beside the same with the SDK and drizzle imported at the top.
 *
 * Each start has a new database, so migrations are in the service's time, as on the very first start.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sendEvents, workedOff } from './lib/loaded.ts';
import { type FakePlatform, startPlatform } from './lib/platform.ts';
import { type Running, rssMb } from './lib/process.ts';
import { buildPrograms, type ProgramOptions, startReference, startService } from './lib/programs.ts';
import type { Bench, Goal } from './lib/result.ts';
import { median, type Paired, paired } from './lib/stats.ts';
import { decimals, times, whole } from './lib/table.ts';

const ALTERNATIONS = 7;
const EVENTS = 20_000;

type Name = 'service' | 'lean' | 'eager' | 'loose';

const NAMES: Readonly<Record<Name, string>> = {
  service: 'this service, as npm start runs it',
  lean: 'Hono + better-sqlite3',
  eager: 'Hono + better-sqlite3 + SDK + drizzle, imported eagerly, bundled',
  loose: 'the same, not bundled',
};
const ORDER: readonly Name[] = ['lean', 'service', 'eager', 'loose'];

function startOne(name: Name, options: ProgramOptions): Promise<Running> {
  if (name === 'lean') return startReference('start-hono-sqlite', options);
  if (name === 'eager') return startReference('start-eager.bundled', options);
  if (name === 'loose') return startReference('start-eager', options);
  return startService(options);
}

interface Figures {
  readonly readyMs: number[];
  readonly idleMb: number[];
  loadedMb: number;
}

export const start: Bench = async ({ folder, say }) => {
  await buildPrograms(folder);
  const platform = await startPlatform();
  const failures: string[] = [];
  const figures = new Map<Name, Figures>(
    ORDER.map((name) => [name, { readyMs: [], idleMb: [], loadedMb: Number.NaN }]),
  );
  try {
    for (let round = 0; round <= ALTERNATIONS; round += 1) {
      say(round === 0 ? 'start: once, to warm the file cache' : `start: ${round} of ${ALTERNATIONS}`);
      for (const name of round % 2 === 0 ? ORDER : ORDER.toReversed()) {
        const running = await startFresh(name, folder, platform);
        const found = figures.get(name);
        if (round > 0) {
          found?.readyMs.push(running.readyMs);
          await new Promise((resolve) => setTimeout(resolve, 150));
          found?.idleMb.push(rssMb(running.pid));
        }
        await running.stop();
      }
    }
    for (const name of ORDER) {
      say(`start: memory of ${NAMES[name]} after ${EVENTS} events`);
      const found = figures.get(name);
      if (found !== undefined) found.loadedMb = await memoryUnderLoad(name, folder, platform, failures);
    }
  } finally {
    await platform.close();
  }
  return report(figures, failures);
};

async function startFresh(name: Name, folder: string, platform: FakePlatform): Promise<Running> {
  const database = `start-${name}.db`;
  for (const suffix of ['', '-wal', '-shm', '.lock'])
    rmSync(join(folder, database + suffix), { force: true });
  return startOne(name, { folder, database, baseUrl: platform.baseUrl });
}

async function memoryUnderLoad(
  name: Name,
  folder: string,
  platform: FakePlatform,
  failures: string[],
): Promise<number> {
  const running = await startFresh(name, folder, platform);
  try {
    failures.push(...(await sendEvents(running, EVENTS)).map((failure) => `${name}: ${failure}`));
    if (name === 'service') await workedOff(join(folder, 'start-service.db'));
    return rssMb(running.pid);
  } finally {
    await running.stop();
  }
}

function report(figures: ReadonlyMap<Name, Figures>, failures: readonly string[]) {
  const of = (name: Name): Figures => figures.get(name) ?? { readyMs: [], idleMb: [], loadedMb: Number.NaN };
  const service = of('service');
  const ratio = (name: Name): Paired => paired(service.readyMs, of(name).readyMs);
  const span = (value: Paired) =>
    `${times(value.median)} (${decimals(value.low, 2)}–${decimals(value.high, 2)})`;
  const rows = ORDER.map((name) => [
    NAMES[name],
    name === 'service' ? '1' : span(ratio(name)),
    whole(median(of(name).readyMs)),
    whole(median(of(name).idleMb)),
    whole(of(name).loadedMb),
  ]);
  return {
    name: 'start',
    tables: [
      {
        title: `start: spawn → first 200 on /healthz on an empty database, ${ALTERNATIONS} alternations; resident memory then and after ${whole(EVENTS)} events`,
        columns: ['program', 'service takes', 'ready ms', 'RSS MB idle', `RSS MB after`],
        rows,
        notes: [
          'The service also reads and checks its pack, migrates, and proves its first flush before it listens.',
        ],
      },
    ],
    goals: goalsOf(ratio('eager').median, ratio('lean').median, median(service.idleMb), service.loadedMb),
    failures,
    raw: Object.fromEntries(figures),
  };
}

function goalsOf(toEager: number, toLean: number, idleMb: number, loadedMb: number): Goal[] {
  return [
    { id: 'G14', text: 'ready ≤ 1.5 × the eager reference', measured: times(toEager), met: toEager <= 1.5 },
    { id: 'G14 stretch', text: 'ready ≤ 2 × Hono + SQLite', measured: times(toLean), met: toLean <= 2 },
    { id: 'G13', text: 'idle RSS ≤ 110 MB', measured: `${whole(idleMb)} MB`, met: idleMb <= 110 },
    {
      id: 'G13',
      text: `RSS ≤ 200 MB after ${whole(EVENTS)} events`,
      measured: `${whole(loadedMb)} MB`,
      met: loadedMb <= 200,
    },
  ];
}
