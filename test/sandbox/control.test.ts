// The control API: other processes of this machine may drive the sandbox; web pages from elsewhere may not.
import { afterEach, expect, test } from 'vitest';
import { mayDrive } from '../../sandbox/control/guard.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { type ScriptedBot, startBot } from './scripted-bot.ts';

let sandbox: Sandbox | undefined;
let bot: ScriptedBot | undefined;

afterEach(async () => {
  await bot?.close();
  await sandbox?.close();
});

const here = { peer: '127.0.0.1', host: '127.0.0.1:3100', origin: undefined, fetchSite: undefined };

test('only this machine’s own page or processes may drive', () => {
  expect(mayDrive(here)).toBe(true);
  expect(
    mayDrive({ ...here, host: 'localhost:3100', origin: 'http://localhost:3100', fetchSite: 'same-origin' }),
  ).toBe(true);
  expect(mayDrive({ ...here, peer: '10.0.0.7' })).toBe(false);
  expect(mayDrive({ ...here, host: 'evil.example:3100' })).toBe(false);
  expect(mayDrive({ ...here, host: undefined })).toBe(false);
  expect(mayDrive({ ...here, origin: 'https://evil.example' })).toBe(false);
  expect(mayDrive({ ...here, origin: 'http://127.0.0.1:9999' })).toBe(false);
  expect(mayDrive({ ...here, origin: 'null' })).toBe(false);
  expect(mayDrive({ ...here, fetchSite: 'cross-site' })).toBe(false);
});

test('people, chats, words, clock and faults go through the control API; mistakes get 400 with words', async () => {
  sandbox = await startSandbox();
  bot = await startBot(sandbox);
  const { baseUrl } = sandbox;
  const post = async (verb: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${baseUrl}/sandbox/api/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  expect((await post('people', { name: '林晓', openId: 'ou_lin' })).status).toBe(200);
  expect((await post('people', { name: '林晓', openId: 'ou_lin' })).status).toBe(400);
  await post('chats', { name: '工作群', members: ['ou_lin'], chatId: 'oc_g' });
  const said = await post('say', { person: 'ou_lin', chat: 'oc_g', text: '排名', mention: true });
  expect(said.body).toMatchObject({ pushed: true, status: 200 });
  expect((await post('say', { person: 'ou_lin', chat: 'oc_g' })).status).toBe(400);
  expect((await post('nothing', {})).status).toBe(404);
  expect((await post('say', {}, { origin: 'https://evil.example' })).status).toBe(403);
  const before = sandbox.clock.now();
  await post('advance', { ms: 3_600_000 });
  expect(sandbox.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
  await post('faults', { kind: 'rate429', on: 'POST /im/v1/messages' });
  expect(sandbox.faults.pending()).toHaveLength(1);
  await post('clear-faults', {});
  const state = (await (await fetch(`${baseUrl}/sandbox/api/state?as=ou_lin`)).json()) as {
    chats: { mode: string }[];
  };
  expect(state.chats.map((chat) => chat.mode).sort()).toEqual(['group', 'p2p']);
  const shown = (await (await fetch(`${baseUrl}/sandbox/api/chats/oc_g/messages`)).json()) as {
    messages: { text: string }[];
  };
  expect(shown.messages[0]?.text).toBe('@招商助手 排名');
  const wire = (await (await fetch(`${baseUrl}/sandbox/api/wire`)).json()) as { entries: { name: string }[] };
  expect(wire.entries.map((entry) => entry.name)).toEqual(['im.message.receive_v1']);
});

test('the page is served with a strict policy and nothing outside its folder', async () => {
  sandbox = await startSandbox();
  const page = await fetch(sandbox.baseUrl);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('仅供演练');
  for (const name of ['..%2fmain.ts', '%2e%2e/main.ts', 'nothing.js', 'app.js%00'])
    expect((await fetch(`${sandbox.baseUrl}/sandbox/page/${name}`)).status).toBe(404);
});

test('secrets never enter the wire log', async () => {
  sandbox = await startSandbox();
  bot = await startBot(sandbox);
  await bot.call('GET', '/bot/v3/info');
  const text = JSON.stringify(sandbox.wire.since());
  expect(text).not.toContain(sandbox.app.appSecret);
  expect(text).not.toMatch(/"t-[0-9a-f]{40}"/);
});
