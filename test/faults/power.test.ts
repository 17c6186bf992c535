/**
 * F3: the power fails at any write or flush of the database: whatever was acknowledged is there, in order, and the file
 * is sound. F4: the same with synchronous=NORMAL and OFF must lose or corrupt, or this proves nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, test } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { MIGRATIONS } from '../contract/factories.ts';
import { canBuild, library } from './lib/native.ts';
import { patience, trials } from './lib/profile.ts';
import { seeded } from './lib/random.ts';
import { Disk, type Entry, LOSSES, readRecording } from './lib/recorded.ts';
import { report } from './lib/report.ts';

const ACKS = trials(240, 400);
const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'zhaoshang-power-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Recording {
  readonly before: Buffer;
  readonly entries: readonly Entry[];
}

/** Everything the acceptor asked of the disk until it had acknowledged enough. */
async function recordOf(level: string): Promise<Recording> {
  const path = join(place, `${level}.db`);
  const database = new NodeDatabase({ path });
  await migrate(database, MIGRATIONS);
  await database.close();
  const before = readFileSync(path);
  const log = join(place, `${level}.log`);
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('./programs/acceptor.ts', import.meta.url)),
      path,
      level,
    ],
    {
      env: {
        ...process.env,
        LD_PRELOAD: library('powercut') ?? '',
        POWERCUT_PATH: path,
        POWERCUT_LOG: log,
        POWERCUT_ACK: '1',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await enough(child);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  return { before, entries: readRecording(log) };
}

function enough(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let lines = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      lines += chunk.toString().split('\n').length - 1;
      if (lines >= ACKS) resolve();
    });
    child.once('exit', () => reject(new Error('the acceptor ended by itself')));
  });
}

type Found = { readonly corrupt: string } | { readonly ids: ReadonlySet<string> };

function recovered([database, log]: readonly [Buffer, Buffer]): Found {
  const path = join(place, 'cut.db');
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  writeFileSync(path, database);
  if (log.length > 0) writeFileSync(`${path}-wal`, log);
  try {
    const sqlite = new Sqlite(path);
    try {
      const check = sqlite.pragma('integrity_check', { simple: true });
      if (check !== 'ok') return { corrupt: String(check) };
      const rows = sqlite.prepare('SELECT event_id FROM delivery').raw(true).all() as string[][];
      return { ids: new Set(rows.map(([id]) => id ?? '')) };
    } finally {
      sqlite.close();
    }
  } catch (error) {
    return { corrupt: error instanceof Error ? error.message : String(error) };
  }
}

interface Cuts {
  readonly cuts: number;
  readonly records: number;
  readonly atRisk: number;
  readonly lost: readonly string[];
  readonly corrupt: readonly string[];
}

function cutAll({ before, entries }: Recording, wanted: number): Cuts {
  const step = Math.max(1, Math.floor((entries.length * LOSSES.length) / wanted));
  const random = seeded(entries.length);
  const disk = new Disk(before);
  const lost: string[] = [];
  const corrupt: string[] = [];
  let cuts = 0;
  let atRisk = 0;
  let turn = 0;
  for (const [at, entry] of entries.entries()) {
    disk.play(entry);
    for (const loss of LOSSES) {
      turn += 1;
      if (turn % step !== 0) continue;
      cuts += 1;
      if (disk.atRisk > 0) atRisk += 1;
      const found = recovered(disk.cut(loss, random));
      if ('corrupt' in found) {
        corrupt.push(`record ${at}, ${loss}: ${found.corrupt}`);
        continue;
      }
      const gone = disk.acknowledged
        .map((line) => line.split(' ')[1] ?? '')
        .filter((id) => !found.ids.has(id));
      if (gone.length > 0) lost.push(`record ${at}, ${loss}: ${gone.length} acknowledged are gone`);
      const holes = holesIn(found.ids);
      if (holes.length > 0) lost.push(`record ${at}, ${loss}: not a beginning: ${holes.join(' ')}`);
    }
  }
  return { cuts, records: entries.length, atRisk, lost, corrupt };
}

/** Within a lane ids follow one another: what is there must be a beginning of it. */
function holesIn(ids: ReadonlySet<string>): string[] {
  const lanes = new Map<string, number[]>();
  for (const id of ids) {
    const [, , lane = '', at = '0'] = id.split('_');
    lanes.set(lane, [...(lanes.get(lane) ?? []), Number(at)]);
  }
  return [...lanes].flatMap(([lane, all]) => (Math.max(...all) === all.length - 1 ? [] : [`lane ${lane}`]));
}

describe.skipIf(!canBuild())('the power fails', () => {
  test(
    'with FULL nothing acknowledged is lost and the file is sound, wherever the cut falls',
    async () => {
      const recording = await recordOf('FULL');
      const { cuts, records, atRisk, lost, corrupt } = cutAll(recording, trials(450, 6_000));
      report({
        id: 'F3',
        fault: 'power cut: unflushed writes dropped, half kept, torn by sector',
        place: `at any of ${records} writes, truncations, flushes and acknowledgements`,
        invariant: 'I1 I6; what is there is a beginning',
        trials: cuts,
        fired: atRisk,
        failures: [...lost, ...corrupt],
      });
    },
    patience(60_000, 900_000),
  );

  test.each(['NORMAL', 'OFF'] as const)(
    'control: with %s the same harness finds the loss',
    async (level) => {
      const recording = await recordOf(level);
      const { cuts, lost, corrupt } = cutAll(recording, trials(60, 300));
      const caught = lost.length + corrupt.length;
      report({
        id: 'F4 mutant',
        fault: `synchronous=${level}`,
        place: 'the same cuts',
        invariant: `must fail: ${lost.length} lost, ${corrupt.length} corrupt`,
        trials: cuts,
        fired: caught,
        failures: caught * 4 < cuts ? [`only ${caught} of ${cuts} cuts showed the loss`] : [],
      });
    },
    patience(60_000, 300_000),
  );
});
