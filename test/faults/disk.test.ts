/**
 * Disks: F8 slow, F9 full, F10 failing flushes, F11 locked by another process and read for long, F23 damaged at the start.
 * Never a 200 for what is not stored, never later than 3 s, alive, and well again by itself.
 */
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/runtime.ts';
import { City } from '../harness/city.ts';
import { smallCity } from '../harness/city-plan.ts';
import { everybodySays, judged, today } from './lib/crowd.ts';
import { canBuild, library } from './lib/native.ts';
import { firstSeed, patience, trials } from './lib/profile.ts';
import { seeded } from './lib/random.ts';
import { report } from './lib/report.ts';
import { ServiceProcess } from './lib/service.ts';
import { template } from './town/template.ts';

const RETRIES_MS = [1_000, 2_000, 3_000, 6_000, 6_000];
const ACK_MS_MAX = 3_000;
/** How often the service works its log off. */
const CHECKPOINT_MS = 5_000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let city: City | undefined;
let service: ServiceProcess | undefined;
afterEach(async () => {
  await service?.end();
  await city?.close();
});

async function opened(): Promise<City> {
  city = await City.open({ ...smallCity, now: today() }, { serve: false, retryDelaysMs: RETRIES_MS });
  return city;
}

/** Every first answer: 200, or 503 and quick; nothing late, nothing else. */
function lateOrOdd(here: City, since: number): string[] {
  return here.sandbox.wire.since(since).flatMap(({ kind, status, durationMs, note }) => {
    if (kind !== 'event') return [];
    if (durationMs > ACK_MS_MAX) return [`I9: answered after ${durationMs} ms (${status ?? note})`];
    return status === 200 || status === 503 ? [] : [`I9: answered ${status ?? note}`];
  });
}

const lastSeq = (here: City): number => here.sandbox.wire.since().at(-1)?.seq ?? 0;

describe.skipIf(!canBuild())('with a library preloaded', () => {
  test.each([
    { name: 'full (ENOSPC on write)', id: 'F9', what: 'write', full: 200 },
    { name: 'failing flushes (EIO on fdatasync)', id: 'F10', what: 'flush', full: 200 },
  ])(
    '$id: a disk $name: 503, alive, and well again by itself',
    async ({ id, name, what, full }) => {
      const here = await opened();
      const path = here.env['DATABASE_PATH'] ?? '';
      const flag = join(path, '..', 'fault');
      const counted = join(path, '..', 'faults');
      service = await ServiceProcess.start(here, {
        LD_PRELOAD: library('diskfault') ?? '',
        DISKFAULT_PATH: path,
        DISKFAULT_FLAG: flag,
        DISKFAULT_COUNT: counted,
      });
      const failures: string[] = [];
      const count = trials(2, full);
      let refused = 0;
      for (let trial = 0; trial < count; trial += 1) {
        const from = lastSeq(here);
        writeFileSync(flag, what);
        const pushes = everybodySays(here, (at) =>
          at % 2 === 0 ? '我的' : `登记 福建${trial}盘${at}有限公司 投资1亿元`,
        );
        await sleep(300 + ((trial * 37) % 400));
        rmSync(flag);
        const said = await Promise.all(pushes);
        refused += said.filter((one) => one.status === 503).length;
        failures.push(...(await judged(here, said)), ...lateOrOdd(here, from));
        if (!service.isRunning) failures.push(`the process ended: ${service.said.slice(-300)}`);
      }
      const fired = existsSync(counted) ? statSync(counted).size : 0;
      report({
        id,
        fault: `a disk ${name} for 0.3–0.7 s`,
        place: 'the real service under load',
        invariant: 'I1 I2 I3 I8 I9; the process lives',
        trials: count,
        fired,
        failures,
        seen: { answered503: refused },
      });
    },
    patience(90_000, 1_800_000),
  );

  test(
    'F10: flushes fail while only the log is being worked off: alive, and well again by itself',
    async () => {
      const here = await opened();
      const path = here.env['DATABASE_PATH'] ?? '';
      const flag = join(path, '..', 'fault');
      const counted = join(path, '..', 'faults');
      service = await ServiceProcess.start(here, {
        LD_PRELOAD: library('diskfault') ?? '',
        DISKFAULT_PATH: path,
        DISKFAULT_FLAG: flag,
        DISKFAULT_COUNT: counted,
      });
      const failures: string[] = [];
      const count = trials(2, 20);
      for (let trial = 0; trial < count; trial += 1) {
        const said = await Promise.all(everybodySays(here, () => '我的'));
        // All is answered and committed: from here on only the checkpoint meets the disk.
        failures.push(...(await judged(here, said)));
        writeFileSync(flag, 'flush');
        await sleep(CHECKPOINT_MS + 500);
        rmSync(flag);
        if (!service.isRunning) failures.push(`the process ended: ${service.said.slice(-300)}`);
      }
      report({
        id: 'F10',
        fault: 'a disk failing flushes (EIO on fdatasync) while nobody writes',
        place: 'the checkpoint of the real service',
        invariant: 'I1 I2 I3; the process lives',
        trials: count,
        fired: existsSync(counted) ? statSync(counted).size : 0,
        failures,
      });
    },
    patience(60_000, 600_000),
  );

  test(
    'F8: flushes of 20 ms and a stall of 2 s: everything in time',
    async () => {
      const here = await opened();
      service = await ServiceProcess.start(here, {
        LD_PRELOAD: library('slowsync') ?? '',
        SLOWSYNC_US: '20000',
        SLOWSYNC_STALL_EVERY: '40',
        SLOWSYNC_STALL_US: '2000000',
      });
      const from = lastSeq(here);
      const failures: string[] = [];
      const rounds = trials(2, 40);
      let slow = 0;
      for (let round = 0; round < rounds; round += 1) {
        const said = await Promise.all(everybodySays(here, () => '我的'));
        failures.push(...said.filter((one) => one.status !== 200).map((one) => `answered ${one.status}`));
        failures.push(...(await judged(here, said, 60_000)));
      }
      const entries = here.sandbox.wire.since(from).filter(({ kind }) => kind === 'event');
      slow = entries.filter(({ durationMs }) => durationMs >= 20).length;
      failures.push(...lateOrOdd(here, from));
      report({
        id: 'F8',
        fault: 'each flush 20 ms slower, every 40th 2 s',
        place: 'the real service under load',
        invariant: 'I1 I9: 200 within 3 s',
        trials: rounds,
        fired: slow,
        failures,
        seen: { slowestMs: Math.round(Math.max(...entries.map(({ durationMs }) => durationMs))) },
      });
    },
    patience(120_000, 1_200_000),
  );
});

test(
  'F11: another process holds the write lock for seconds: 200 or 503 in time, then all is taken',
  async () => {
    const here = await opened();
    service = await ServiceProcess.start(here);
    const other = new Sqlite(here.env['DATABASE_PATH'] ?? '');
    const failures: string[] = [];
    const count = trials(2, 60);
    let refused = 0;
    for (let trial = 0; trial < count; trial += 1) {
      const from = lastSeq(here);
      other.exec('BEGIN IMMEDIATE');
      const pushes = everybodySays(here, () => '我的');
      await sleep(trial % 2 === 0 ? 900 : 3_500);
      other.exec('ROLLBACK');
      const said = await Promise.all(pushes);
      refused += said.filter((one) => one.status === 503).length;
      failures.push(...(await judged(here, said)), ...lateOrOdd(here, from));
    }
    other.close();
    report({
      id: 'F11',
      fault: 'another process holds the write lock for 0.9 and 3.5 s',
      place: 'the real service under load',
      invariant: 'I1 I2 I3 I9: 200 or 503 within 3 s',
      trials: count,
      fired: count,
      failures,
      seen: { answered503: refused },
    });
  },
  patience(90_000, 1_200_000),
);

test(
  'F23: a damaged file is refused or still holds what it held; it is never begun anew',
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'zhaoshang-damage-'));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const whole = readFileSync(await template());
    const random = seeded(firstSeed + 23);
    const count = trials(120, 4_000);
    const failures: string[] = [];
    let refused = 0;
    let found = 0;
    for (let trial = 0; trial < count; trial += 1) {
      const path = join(place, `${trial}.db`);
      const bytes = Buffer.from(whole);
      const kind = random.pick(['flip', 'truncate', 'header'] as const);
      const at = kind === 'header' ? random.below(100) : random.below(bytes.length);
      if (kind !== 'truncate') bytes.writeUInt8((bytes.readUInt8(at) ^ (1 << random.below(8))) & 255, at);
      writeFileSync(path, bytes);
      // Nothing left is an empty file, which nobody can tell from a new one.
      if (kind === 'truncate') truncateSync(path, Math.max(512, at));
      const outcome = await openedOrNot(path);
      if (outcome === 'refused') refused += 1;
      else if (outcome.people === 0 && kind === 'truncate')
        failures.push(`${kind} at ${at}: opened without anybody in it`);
      if (!existsSync(path)) failures.push(`${kind} at ${at}: the file is gone`);
      if (outcome !== 'refused' && outcome.check !== 'ok') found += 1;
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    }
    expect(refused).toBeGreaterThan(0);
    report({
      id: 'F23',
      fault: 'one flipped bit anywhere, in the header, or a truncated file, at the start',
      place: 'opening and migrating',
      invariant: 'refused, or opened with its people in it; never recreated',
      trials: count,
      fired: refused + found,
      failures,
      seen: { refused, foundByTheCheck: found },
    });
  },
  patience(60_000, 900_000),
);

async function openedOrNot(path: string): Promise<'refused' | { people: number; check: string }> {
  try {
    const database = await openDatabase(path);
    try {
      const people = await database.query('SELECT count(*) FROM person', []);
      const check = await database.query('PRAGMA integrity_check(1)', []);
      return { people: Number(people[0]?.[0]), check: String(check[0]?.[0]) };
    } finally {
      await database.close();
    }
  } catch {
    return 'refused';
  }
}
