/**
 * Real processes: F1 SIGKILL under load, F16 SIGKILL in a fan-out, F17 two services on one database, F18 a process that
 * stands still, F20 SIGTERM under load. Everybody's answers are counted at the platform.
 */
import { afterEach, expect, test } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import type { Said } from '../../sandbox/index.ts';
import { openDatabase } from '../../src/runtime.ts';
import { makeVault } from '../../src/vault.ts';
import { City } from '../harness/city.ts';
import { booksOf } from '../harness/city-books.ts';
import { smallCity } from '../harness/city-plan.ts';
import { everybodySays, judged, today } from './lib/crowd.ts';
import { firstSeed, patience, trials } from './lib/profile.ts';
import { seeded } from './lib/random.ts';
import { report } from './lib/report.ts';
import { runToEnd, ServiceProcess } from './lib/service.ts';

const RETRIES_MS = [1_000, 1_500, 3_000, 6_000, 6_000];
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let city: City | undefined;
let service: ServiceProcess | undefined;
afterEach(async () => {
  await service?.end();
  await city?.close();
  service = undefined;
  city = undefined;
});

/** The next 200 to a push, or two seconds: so that kills fall where something is at stake. */
function firstAcknowledged(here: City): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, 2_000);
    const stop = here.sandbox.wire.watch((entry) => {
      if (entry.kind === 'event' && entry.status === 200) done();
    });
  });
}

const opened = async (): Promise<City> => {
  city = await City.open({ ...smallCity, now: today() }, { serve: false, retryDelaysMs: RETRIES_MS });
  return city;
};

test(
  'F1: killed at random moments under load, the service loses and repeats nothing',
  async () => {
    const here = await opened();
    const random = seeded(firstSeed);
    const kills = trials(5, 500);
    const failures: string[] = [];
    let unacknowledged = 0;
    let acknowledged = 0;
    service = await ServiceProcess.start(here);
    for (let kill = 0; kill < kills; kill += 1) {
      const pushes = everybodySays(here, (at) =>
        (kill + at) % 2 === 0 ? '我的' : `登记 福建${kill}号${at}新材料有限公司 投资1亿元`,
      );
      await firstAcknowledged(here);
      await sleep(random.below(120));
      await service.end();
      const said = await Promise.all(pushes);
      acknowledged += said.filter((one) => one.status === 200).length;
      unacknowledged += said.filter((one) => one.status !== 200).length;
      service = await ServiceProcess.start(here);
      failures.push(...(await judged(here, said)).map((line) => `kill ${kill}: ${line}`));
    }
    failures.push(...(await booksOf(here)).map((line) => `I2: ${line}`));
    report({
      id: 'F1',
      fault: 'SIGKILL at a random moment under load; what was not acknowledged comes again',
      place: 'the real service',
      invariant: 'I1 I2 I3 I5; facts against state',
      trials: kills,
      fired: kills,
      failures,
      seen: { acknowledged, unacknowledged },
    });
  },
  patience(90_000, 3_600_000),
);

test(
  'F16: killed three times in a fan-out, every message arrives once and no limit is hit',
  async () => {
    const rounds = trials(1, 30);
    const count = 120;
    const failures: string[] = [];
    let killed = 0;
    for (let round = 0; round < rounds; round += 1) {
      const here = await opened();
      const people = Array.from({ length: count }, (_, at) => here.sandbox.addPerson(`领导${at}`));
      const database = await openDatabase(here.env['DATABASE_PATH'] ?? '');
      const vault = makeVault(new Uint8Array(Buffer.from(here.env['DATA_KEY'] ?? '', 'base64')));
      await makeLedger(database, vault).conclude({
        on: { at: Date.now(), actor: null, cause: 'job:fan-out' },
        changes: [],
        keys: [],
        promises: people.map(({ openId }, at) => ({
          key: `fan-out:${at}`,
          rank: 9,
          about: null,
          audience: 'private',
          staleAt: null,
          outgoing: {
            how: 'send',
            to: { kind: 'person', openId },
            content: { type: 'text', text: `战报 ${at}` },
          },
        })),
      });
      const left = async (): Promise<number> =>
        Number((await database.query("SELECT count(*) FROM outbox WHERE state <> 'sent'", []))[0]?.[0]);
      for (let kill = 0; kill < 3; kill += 1) {
        service = await ServiceProcess.start(here);
        await sleep(150 + kill * 170 + (round % 7) * 23);
        if ((await left()) > 0) killed += 1;
        await service.end();
      }
      service = await ServiceProcess.start(here);
      for (let waited = 0; (await left()) > 0 && waited < 60_000; waited += 200) await sleep(200);
      await database.close();
      failures.push(...(await judged(here, [])));
      for (const person of people) {
        const seen = here.sandbox.botMessages(here.sandbox.privateChat(person)).length;
        if (seen !== 1) failures.push(`I3: ${person.name} saw it ${seen} times`);
      }
      await service.end();
      await here.close();
    }
    report({
      id: 'F16',
      fault: 'SIGKILL in the middle of a fan-out, three times in a row',
      place: `the real service, ${count} receivers`,
      invariant: 'I3 I5',
      trials: rounds,
      fired: killed,
      failures: failures.slice(0, 50),
    });
  },
  patience(90_000, 1_800_000),
);

test(
  'F17: a second service on the same database refuses to start, and the first goes on',
  async () => {
    const here = await opened();
    service = await ServiceProcess.start(here);
    const failures: string[] = [];
    const count = trials(1, 50);
    for (let trial = 0; trial < count; trial += 1) {
      const said = await Promise.all(everybodySays(here, () => '我的'));
      const second = await runToEnd(here, 'service');
      if (second.code !== 2 || !second.said.includes('另一个服务'))
        failures.push(`second: ${second.code} ${second.said}`);
      failures.push(...(await judged(here, said)));
    }
    report({
      id: 'F17',
      fault: 'a second service is started on the same database',
      place: 'the real service',
      invariant: 'refused with exit 2; I1 I2 I3 I5',
      trials: count,
      fired: count,
      failures,
    });
  },
  patience(60_000, 900_000),
);

test(
  'F18: stopped for seconds and let go again, it answers everything once',
  async () => {
    const here = await opened();
    service = await ServiceProcess.start(here);
    const failures: string[] = [];
    const count = trials(1, 40);
    let late = 0;
    for (let trial = 0; trial < count; trial += 1) {
      const pushes = everybodySays(here, (at) => (at % 2 === 0 ? '我的' : '帮助'));
      await sleep(trial % 5);
      service.signal('SIGSTOP');
      await sleep(3_500);
      service.signal('SIGCONT');
      const said = await Promise.all(pushes);
      late += said.filter((one) => one.status !== 200).length;
      failures.push(...(await judged(here, said)));
    }
    report({
      id: 'F18',
      fault: 'SIGSTOP for 3.5 s, SIGCONT',
      place: 'the real service',
      invariant: 'I1 I2 I3 I5',
      trials: count,
      fired: late,
      failures,
    });
  },
  patience(60_000, 900_000),
);

test(
  'F20: SIGTERM under load: it ends within 5 s, and what it acknowledged is answered by the next',
  async () => {
    const here = await opened();
    const failures: string[] = [];
    const count = trials(2, 100);
    let acknowledged = 0;
    for (let trial = 0; trial < count; trial += 1) {
      service = await ServiceProcess.start(here);
      const pushes: Promise<Said>[] = everybodySays(here, () => '我的');
      await firstAcknowledged(here);
      await sleep((trial * 13) % 60);
      const startedAt = performance.now();
      const { code } = await service.end('SIGTERM');
      const tookMs = performance.now() - startedAt;
      if (code !== 0 || tookMs > 5_000) failures.push(`exit ${code} after ${Math.round(tookMs)} ms`);
      const said = await Promise.all(pushes);
      acknowledged += said.filter((one) => one.status === 200).length;
      service = await ServiceProcess.start(here);
      failures.push(...(await judged(here, said)));
      await service.end('SIGTERM');
    }
    expect(acknowledged).toBeGreaterThan(0);
    report({
      id: 'F20',
      fault: 'SIGTERM under load',
      place: 'the real service',
      invariant: 'exit 0 within 5 s; I1 I2 I3 I5',
      trials: count,
      fired: acknowledged,
      failures,
      seen: { acknowledged },
    });
  },
  patience(60_000, 1_200_000),
);
