// The restore drill of docs/operations.md, line by line as printed: killed in the middle of a bulletin, the disk lost, the backup put
// back, the service started. Nobody gets anything twice, and what may have been sent waits for a person.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import { openDatabase } from '../../src/runtime.ts';
import { makeVault } from '../../src/vault.ts';
import { today } from '../faults/lib/crowd.ts';
import { runToEnd, ServiceProcess } from '../faults/lib/service.ts';
import { City } from '../harness/city.ts';
import { smallCity } from '../harness/city-plan.ts';

const LEADERS = 200;
const page = readFileSync(fileURLToPath(new URL('../../docs/operations.md', import.meta.url)), 'utf8');
const LINES = (/^```drill\n(.*?)^```$/ms.exec(page)?.[1] ?? '').trim().split('\n');

async function publish(city: City, receivers: readonly string[]): Promise<void> {
  const database = await openDatabase(city.env['DATABASE_PATH'] ?? '');
  const vault = makeVault(new Uint8Array(Buffer.from(city.env['DATA_KEY'] ?? '', 'base64')));
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

test('the drill goes as printed: nothing is sent twice, what is unsure is listed, the books are right', async () => {
  expect(LINES.length).toBeGreaterThan(5);
  const city = await City.open({ ...smallCity, now: today() }, { serve: false });
  let service: ServiceProcess | null = null;
  try {
    const { sandbox } = city;
    const path = city.env['DATABASE_PATH'] ?? '';
    const here = (line: string) =>
      line.replaceAll('/var/lib/zhaoshang/zhaoshang.db', path).replaceAll('/backup', dirname(path));
    const receivers = Array.from({ length: LEADERS }, (_, at) => sandbox.addPerson(`领导${at}`).openId);
    const copies = () => receivers.map((openId) => sandbox.botMessages(sandbox.privateChat(openId)).length);
    const out = () => copies().filter((count) => count > 0).length;
    service = await ServiceProcess.start(city);
    await sandbox.ask('周岚', city.chat('周岚'), '我的');
    await publish(city, receivers);
    await expect.poll(out, { timeout: 20_000, interval: 20 }).toBeGreaterThan(20);

    const said: string[] = [];
    let atLoss: readonly number[] = [];
    for (const line of LINES.map(here)) {
      const [, words] = /^npm run -s cli -- (.+)$/.exec(line) ?? [];
      if (words !== undefined) {
        const ended = await runToEnd(city, 'cli', ...words.split(' '));
        expect([line, ended.code, ended.said]).toEqual([line, 0, ended.said]);
        said.push(ended.said);
      } else if (line.startsWith('kill -9 ')) {
        await service?.end('SIGKILL');
        atLoss = copies();
      } else if (line.startsWith('rm -f ')) {
        for (const file of line.split(' ').slice(2)) rmSync(file, { force: true });
        expect(existsSync(path)).toBe(false);
      } else {
        expect(line).toBe('npm start');
        service = await ServiceProcess.start(city);
      }
    }
    // The loss fell into the bulletin: some had it, some had not.
    expect(atLoss.filter((count) => count === 1).length).toBeLessThan(LEADERS);
    const answer = await sandbox.ask('叶青', city.chat('叶青'), '发件箱');
    expect(answer.text).toMatch(/结果不明 \d+ 条/);
    await sandbox.settle(1_500);
    expect(Math.max(...copies())).toBe(1);
    expect(copies()).toEqual(atLoss);
    expect(said.join('\n')).toContain('结果不明');
    // What a person decides is done: whoever had none gets one.
    const decided = await runToEnd(city, 'cli', 'outbox', 'retry', '--all');
    expect(decided.code).toBe(0);
    await expect.poll(out, { timeout: 30_000 }).toBe(LEADERS);
  } finally {
    await service?.end();
    await city.close();
  }
}, 120_000);
