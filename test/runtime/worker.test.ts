/**
 * The Worker in real workerd with a real D1: migrations applied by wrangler, a challenge, a stranger's 帮助 answered
 * through the real SDK, the cron tick. What a dry run cannot show is whether it starts at all (the SDK's __dirname).
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
const START_MS_MAX = 60_000;

let sandbox: Sandbox;
let child: ChildProcess;
let address = '';
const state = mkdtempSync(join(tmpdir(), 'zhaoshang-worker-'));
const env = { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false' };

beforeAll(async () => {
  sandbox = await startSandbox({ appId: 'cli_0123456789abcdef' });
  const where = ['--local', '--persist-to', state];
  execFileSync(process.execPath, [WRANGLER, 'd1', 'migrations', 'apply', 'zhaoshang', ...where], {
    cwd: ROOT,
    env,
    stdio: 'pipe',
  });
  const secrets = { ...sandbox.env(), DATA_KEY: Buffer.alloc(32, 7).toString('base64') };
  const vars = Object.entries(secrets).flatMap(([name, value]) => ['--var', `${name}:${value}`]);
  child = spawn(process.execPath, [WRANGLER, 'dev', '--port', '0', '--test-scheduled', ...where, ...vars], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  address = await readyAddress(child);
  sandbox.setWebhook(`${address}/webhook/event`, `${address}/webhook/card`);
}, START_MS_MAX + 30_000);

afterAll(async () => {
  child?.kill('SIGTERM');
  await sandbox?.close();
  rmSync(state, { recursive: true, force: true });
});

function readyAddress(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`wrangler dev did not start:\n${said}`)), START_MS_MAX);
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const port = /Ready on http:\/\/[^:\s]+:(\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(`http://127.0.0.1:${port}`);
    };
    process.stdout?.on('data', hear);
    process.stderr?.on('data', hear);
    process.once('exit', (code) => reject(new Error(`wrangler dev ended with ${code}:\n${said}`)));
  });
}

describe('the Worker', () => {
  test('answers the challenge within the second the platform gives', async () => {
    expect(await sandbox.challenge()).toMatchObject({ ok: true, status: 200 });
  });

  test('answers a stranger’s 帮助 exactly once, also when the push is repeated', async () => {
    const stranger = sandbox.addPerson('路人');
    const chat = sandbox.privateChat(stranger);
    const answer = await sandbox.ask(stranger, chat, '帮助', { timeoutMs: 15_000 });
    expect(answer.text).toContain('招商助手 · 帮助');
    expect(answer.text).toContain('绑定 手机号');
    const said = sandbox.messages(chat)[0];
    const pushed = sandbox.wire.pushes('im.message.receive_v1')[0];
    expect(said).toBeDefined();
    expect(pushed).toBeDefined();
    const eventId = sandbox.deliverer.all()[0]?.eventId;
    if (eventId !== undefined) await sandbox.redeliver(eventId, { asNew: true });
    await sandbox.settle();
    expect(sandbox.botMessages(chat)).toHaveLength(1);
  });

  test('refuses what is forged', async () => {
    const forged = await fetch(`${address}/webhook/event`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"encrypt":"AAAA"}',
    });
    expect(forged.status).toBe(401);
  });

  test('runs its cron tick and is ready', async () => {
    expect((await fetch(`${address}/__scheduled?cron=*+*+*+*+*`)).status).toBe(200);
    expect(await (await fetch(`${address}/readyz`)).text()).toBe('ready');
  });
});
