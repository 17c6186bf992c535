// Point-in-time recovery by the real Litestream, with the configuration and the lines of docs/operations.md as printed: leads are
// registered while it copies, the service is killed and its disk lost, and the city comes back as it was at a chosen second.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { today } from '../faults/lib/crowd.ts';
import { runToEnd, ServiceProcess } from '../faults/lib/service.ts';
import { City } from '../harness/city.ts';
import { smallCity } from '../harness/city-plan.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/operations.md', import.meta.url)), 'utf8');
const CONFIG = /^```yaml\n(# \/etc\/litestream\.yml\n.*?)^```$/ms.exec(page)?.[1] ?? '';
const LINES = (/^```litestream\n(.*?)^```$/ms.exec(page)?.[1] ?? '').trim().split('\n');
const BINARY = binary();
/** What it may be behind, with room: its interval is one second. */
const BEHIND_MS = 3_000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let city: City | undefined;
let service: ServiceProcess | undefined;
let copier: ChildProcess | undefined;
afterEach(async () => {
  copier?.kill('SIGKILL');
  await service?.end();
  await city?.close();
});

test.skipIf(BINARY === null)(
  'the city comes back as it was at a chosen second, and nothing leaves twice',
  async () => {
    expect([CONFIG.length > 0, LINES.length]).toEqual([true, 7]);
    const here = await City.open({ ...smallCity, now: today() }, { serve: false });
    city = here;
    const { sandbox } = here;
    const path = here.env['DATABASE_PATH'] ?? '';
    const config = join(dirname(path), 'litestream.yml');
    let momentIso = '';
    const local = (text: string) =>
      text
        .replaceAll('/var/lib/zhaoshang/zhaoshang.db', path)
        .replaceAll('/backup', dirname(path))
        .replaceAll('/etc/litestream.yml', config)
        .replaceAll('2026-11-23T09:00:00Z', momentIso);
    writeFileSync(config, local(CONFIG));
    const say = (text: string) => sandbox.ask('周岚', here.chat('周岚'), text);
    const register = async (name: string) => {
      const { messageId } = await say(`登记 ${name} 投资5.2亿元 碳纤维 大田`);
      const pressed = await sandbox.press('周岚', messageId, '提交');
      expect([name, pressed.error]).toEqual([name, undefined]);
    };
    const answers = () => sandbox.botMessages(here.chat('周岚')).length;
    let copied = '';
    let seen = 0;

    for (const line of LINES) {
      const words = local(line).split(' ');
      if (line.startsWith('litestream replicate ')) {
        service = await ServiceProcess.start(here);
        copier = spawn(BINARY ?? '', words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
        for (const stream of [copier.stdout, copier.stderr])
          stream?.on('data', (chunk: Buffer) => {
            copied += chunk.toString('utf8');
          });
        await expect.poll(() => copied, { timeout: 20_000 }).toContain('replicating to');
        await register('福建先到甲新材料有限公司');
        await sleep(BEHIND_MS);
        // Whole seconds, as one types them; what comes after lies clearly behind it.
        momentIso = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
        await sleep(BEHIND_MS);
        await register('福建后到乙新材料有限公司');
        await sleep(BEHIND_MS);
        seen = answers();
      } else if (line.startsWith('kill -9 ')) {
        await service?.end('SIGKILL');
        copier?.kill('SIGTERM');
        if (copier !== undefined) await once(copier, 'exit');
      } else if (line.startsWith('rm -f ')) {
        for (const file of words.slice(2)) rmSync(file, { force: true });
        expect(existsSync(path)).toBe(false);
      } else if (line.startsWith('litestream restore ')) {
        // The newest state, as it comes back without a moment, has both; the chosen second has one.
        const newest = join(dirname(path), 'newest.db');
        const at = words.indexOf('-timestamp');
        const chosen = words[words.indexOf('-o') + 1] ?? '';
        expectRestored([...words.slice(0, at), ...words.slice(at + 2)].join(' ').replace(chosen, newest));
        expectRestored(words.join(' '));
        expect([leadsIn(newest), leadsIn(chosen)]).toEqual([2, 1]);
      } else if (line.startsWith('npm run -s cli -- ')) {
        const ended = await runToEnd(here, 'cli', ...words.slice(5));
        expect([line, ended.code, ended.said]).toEqual([line, 0, ended.said]);
      } else {
        expect(line).toBe('npm start');
        service = await ServiceProcess.start(here);
      }
    }
    await sandbox.settle(1_500);
    expect(answers()).toBe(seen);
    expect((await fetch(`http://127.0.0.1:${service?.port}/readyz`)).status).toBe(200);
    expect((await say('线索 先到甲')).text).toContain('福建先到甲新材料有限公司');
    expect((await say('线索 后到乙')).text).not.toContain('福建后到乙新材料有限公司');
    const verified = await runToEnd(here, 'cli', 'verify');
    expect([verified.code, verified.said]).toEqual([0, verified.said]);
    const backup = await runToEnd(here, 'cli', 'backup', join(dirname(path), 'after.db'));
    expect([backup.code, backup.said]).toEqual([0, backup.said]);
  },
  120_000,
);

function expectRestored(line: string): void {
  const ended = spawnSync(BINARY ?? '', line.split(' ').slice(1), { encoding: 'utf8' });
  expect([line, ended.status, ended.stderr]).toEqual([line, 0, ended.stderr]);
}

function leadsIn(path: string): number {
  const sqlite = new Sqlite(path, { readonly: true });
  try {
    return sqlite.prepare<[], { n: number }>('SELECT count(*) AS n FROM lead').get()?.n ?? 0;
  } finally {
    sqlite.close();
  }
}

/** Where LITESTREAM_PATH says, or in PATH; null, said aloud, where there is none. */
function binary(): string | null {
  const named = process.env['LITESTREAM_PATH'];
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'litestream'));
  const found = [...(named === undefined ? [] : [named]), ...places].find((path) => existsSync(path));
  if (found === undefined)
    process.stderr.write('\n!!! no litestream (LITESTREAM_PATH): POINT-IN-TIME RECOVERY IS NOT TRIED !!!\n');
  return found ?? null;
}
