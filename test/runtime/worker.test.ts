/**
 * The Worker as it is deployed, in real workerd with a real D1: a challenge, a stranger's 帮助 answered through the real
 * SDK, the cron tick. What a dry run cannot show is whether it starts at all (the SDK's __dirname).
 */
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { bundleWorker, LocalD1, ROOT, Workerd } from './workerd.ts';

let sandbox: Sandbox;
let d1: LocalD1;
let bundle = '';
let workerd: Workerd;
const DATA_KEY = Buffer.alloc(32, 7).toString('base64');

beforeAll(async () => {
  sandbox = await startSandbox({ appId: 'cli_0123456789abcdef' });
  d1 = await LocalD1.create();
  bundle = await bundleWorker();
  workerd = await Workerd.start(d1, { ...sandbox.env(), DATA_KEY }, bundle);
  sandbox.setWebhook(`${workerd.address}/webhook/event`, `${workerd.address}/webhook/card`);
}, 120_000);

afterAll(async () => {
  await workerd?.stop();
  await sandbox?.close();
  d1?.remove();
  rmSync(bundle, { recursive: true, force: true });
});

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
    const forged = await fetch(`${workerd.address}/webhook/event`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"encrypt":"AAAA"}',
    });
    expect(forged.status).toBe(401);
  });

  test('runs its cron tick and is ready', async () => {
    await workerd.tick();
    expect(await (await fetch(`${workerd.address}/readyz`)).text()).toBe('ready');
  });

  test('sends by the cron tick what the platform refused at first, in the order of its patience', async () => {
    const stranger = sandbox.addPerson('另一位');
    const chat = sandbox.privateChat(stranger);
    sandbox.faults.next('http502', { on: 'POST /im/v1/messages' });
    await sandbox.say(stranger, chat, '帮助');
    await sandbox.settle(300);
    const end = Date.now() + 20_000;
    while (sandbox.botMessages(chat).length === 0 && Date.now() < end) await workerd.tick();
    await sandbox.settle();
    expect(sandbox.botMessages(chat)).toHaveLength(1);
  });

  test('knows a roster at once which the CLI has imported into its D1', async () => {
    const officer = sandbox.addPerson('登记员');
    const file = join(d1.state, 'roster.json');
    const unit = { id: 'yongan', name: '永安市', kind: 'district_county', parent: null };
    const people = [{ openId: officer.openId, name: '登记员', unit: 'yongan', roles: ['reporter'] }];
    writeFileSync(file, JSON.stringify({ units: [unit], people, chats: [] }));
    const cli = (...words: readonly string[]) =>
      promisify(execFile)(process.execPath, [join(ROOT, 'src/start.mjs'), 'cli', ...words], {
        env: { ...process.env, DATA_KEY, DATABASE_PATH: `d1:local:${d1.state}` },
      });
    expect((await cli('roster', 'import', file)).stdout).toContain('已导入：单位 1、人员 1');
    const answer = await sandbox.ask(officer, sandbox.privateChat(officer), '登记', { timeoutMs: 15_000 });
    expect(answer.text).toContain('企业名称');
    expect((await cli('verify')).stdout).toContain('0 处不同');
    await expect(cli('migrate')).rejects.toMatchObject({ code: 2 });
  }, 120_000);
});
