/**
 * F22, the restore drill: a backup is made, work goes on, the service is killed in the middle of a bulletin, the disk is
 * lost, the backup is put back, the service goes on. What was sent after the backup is not sent again by itself: it is
 * held for a person. What the platform pushes again is taken as new, once.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import { openDatabase } from '../../src/runtime.ts';
import { makeVault } from '../../src/vault.ts';
import { City } from '../harness/city.ts';
import { booksOf } from '../harness/city-books.ts';
import { smallCity } from '../harness/city-plan.ts';
import { everybodySays, judged, PEOPLE, today } from './lib/crowd.ts';
import { patience, trials } from './lib/profile.ts';
import { report } from './lib/report.ts';
import { runToEnd, ServiceProcess } from './lib/service.ts';

let city: City | undefined;
let service: ServiceProcess | undefined;
afterEach(async () => {
  await service?.end();
  await city?.close();
});

const LEADERS = 300;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A bulletin promised to everybody, as its publication does it. */
async function publish(here: City, receivers: readonly string[]): Promise<void> {
  const database = await openDatabase(here.env['DATABASE_PATH'] ?? '');
  const vault = makeVault(new Uint8Array(Buffer.from(here.env['DATA_KEY'] ?? '', 'base64')));
  await makeLedger(database, vault).conclude({
    on: { at: Date.now(), actor: null, cause: 'job:bulletin' },
    changes: [],
    keys: [],
    promises: receivers.map((openId, at) => ({
      key: `bulletin:${at}`,
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
  await database.close();
}

test(
  'F22: after a restore nothing that may have been sent is sent again, and everybody is answered once',
  async () => {
    const rounds = trials(1, 20);
    const failures: string[] = [];
    let sentBefore = 0;
    let heldInAll = 0;
    for (let round = 0; round < rounds; round += 1) {
      const here = await City.open(
        { ...smallCity, now: today() },
        { serve: false, retryDelaysMs: [2_000, 2_000, 4_000] },
      );
      city = here;
      const { sandbox } = here;
      const path = here.env['DATABASE_PATH'] ?? '';
      const copy = join(path, '..', `backup-${round}.db`);
      const receivers = Array.from({ length: LEADERS }, (_, at) => sandbox.addPerson(`领导${at}`).openId);
      service = await ServiceProcess.start(here);
      const first = await Promise.all(everybodySays(here, () => '我的'));
      failures.push(...(await judged(here, first)));
      // The backup falls into the fan-out: some are out, some are not.
      await publish(here, receivers);
      await sleep(2_300);
      const backup = await runToEnd(here, 'cli', 'backup', copy);
      if (backup.code !== 0) failures.push(`backup: ${backup.said}`);
      const after = await Promise.all(
        everybodySays(here, (at) => `登记 福建${round}号${at}丁有限公司 投资1亿元`),
      );
      await sleep(200);
      await service.end();
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
      expect(existsSync(path)).toBe(false);
      const restored = await runToEnd(here, 'cli', 'restore', copy, '--json');
      if (restored.code !== 0) failures.push(`restore: ${restored.said}`);
      const held = Number(/"held":\s*(\d+)/.exec(restored.said)?.[1] ?? '0');
      heldInAll += held;
      const verified = await runToEnd(here, 'cli', 'verify');
      if (verified.code !== 0) failures.push(`verify: ${verified.said}`);
      service = await ServiceProcess.start(here);
      const bulletins = () =>
        receivers.map((openId) => sandbox.botMessages(sandbox.privateChat(openId)).length);
      const seen = bulletins();
      sentBefore += seen.filter((count) => count === 1).length;
      // The platform pushes again what it has: to the restored books it is new, to the people it is not.
      const again = await Promise.all(after.map((one) => sandbox.redeliver(one.eventId ?? '')));
      const odd = again.filter((one) => one.status !== 200);
      failures.push(...odd.map((one) => `a push after the restore: ${one.status ?? one.failure}`));
      const fresh = await Promise.all(everybodySays(here, () => '我的'));
      failures.push(...(await judged(here, fresh)));
      if (bulletins().some((count) => count > 1)) failures.push('I3: a bulletin was sent twice');
      if (bulletins().join() !== seen.join()) failures.push('what was held was sent by itself');
      const listed = await runToEnd(here, 'cli', 'outbox', 'list', '--state', 'uncertain', '--json');
      if (held > 0 && !listed.said.includes('bulletin:'))
        failures.push(`held promises are not listed: ${listed.said.slice(0, 200)}`);
      failures.push(
        ...twiceAnswered(
          here,
          after.map((one) => one.message.messageId),
        ),
      );
      failures.push(...(await booksOf(here)));
      await service.end();
      await here.close();
    }
    report({
      id: 'F22',
      fault: 'killed in a bulletin, disk lost, older backup restored, pushes come again',
      place: `the real service and CLI, ${LEADERS} receivers and ${PEOPLE.length} people`,
      invariant: 'I2 I3: nothing is sent again by itself; verify clean',
      trials: rounds,
      fired: heldInAll,
      failures,
      seen: { sentBefore, held: heldInAll },
    });
  },
  patience(120_000, 1_800_000),
);

/** Within the platform's hour the same uuid shows nothing twice; the answer given before the loss stays the only one. */
function twiceAnswered(here: City, messageIds: readonly string[]): string[] {
  const messages = [...here.sandbox.world.platform.messages.values()];
  return messageIds.flatMap((id) => {
    const count = messages.filter((message) => message.parentId === id).length;
    return count > 1 ? [`I3: ${count} answers to ${id}`] : [];
  });
}
