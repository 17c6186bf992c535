/** `npm run sandbox` and `npm run gallery` as commands of their own: what they print, what they serve, how they end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const SANDBOX = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));
const GALLERY = fileURLToPath(new URL('../gallery/main.ts', import.meta.url));

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

interface Run {
  out: string;
  err: string;
  readonly ended: Promise<number | null>;
}

function run(file: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Run {
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
  });
  child = started;
  const ended = new Promise<number | null>((resolve) => started.on('close', resolve));
  const seen: Run = { out: '', err: '', ended };
  started.stdout.on('data', (chunk: Buffer) => {
    seen.out += chunk.toString();
  });
  started.stderr.on('data', (chunk: Buffer) => {
    seen.err += chunk.toString();
  });
  return seen;
}

test('the sandbox alone prints its address and what a bot needs, answers the page, and ends on a signal', async () => {
  const sandbox = run(SANDBOX, ['--port', '0', '--people', '甲,乙', '--menu', '登记=register']);
  await expect.poll(() => sandbox.out, { timeout: 20_000 }).toContain('POST /sandbox/api/webhook');
  const address = sandbox.out.split('\n')[0] ?? '';
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  for (const key of ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'])
    expect(sandbox.out).toMatch(new RegExp(`^${key}=.+$`, 'm'));
  expect(sandbox.out).toContain('仅供演示与测试');
  expect((await fetch(address)).headers.get('content-type')).toContain('text/html');
  const state = (await (await fetch(`${address}/sandbox/api/state`)).json()) as {
    people: { name: string }[];
    menu: { label: string }[];
  };
  expect(state.people.map(({ name }) => name)).toEqual(['甲', '乙']);
  expect(state.menu).toEqual([{ label: '登记', eventKey: 'register' }]);
  child?.kill('SIGTERM');
  expect(await sandbox.ended).toBe(0);
}, 60_000);

test.each([
  [['--port', 'abc'], '端口「abc」不对'],
  [['--port', '70000'], '端口「70000」不对'],
  [['--webhook', 'nowhere'], '事件地址「nowhere」不是网址'],
  [['--nonsense'], '看不懂选项'],
])(
  '%j is refused with a sentence and the usage, exit 2',
  async (args, why) => {
    const refused = run(SANDBOX, args);
    expect(await refused.ended).toBe(2);
    expect(refused.err).toContain(why);
    expect(refused.err).toContain('用法');
    expect(refused.err).not.toMatch(/^\s+at /m);
  },
  60_000,
);

test('a port that is taken is said so, exit 1', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    }),
  );
  try {
    const refused = run(SANDBOX, ['--port', String(port)]);
    expect(await refused.ended).toBe(1);
    expect(refused.err).toContain(`端口 ${port} 已被占用`);
  } finally {
    server.close();
  }
}, 60_000);

test('the gallery opens a folder of cards that was left before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-gallery-'));
  const card = {
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: '留下的卡片' }, template: 'blue' },
    body: { elements: [{ tag: 'markdown', content: '正文' }] },
  };
  const kept = {
    from: 'left.chat',
    people: [],
    cards: [{ name: '留下的卡片', card }],
    titles: ['留下的卡片'],
  };
  writeFileSync(join(folder, 'a.json'), JSON.stringify(kept));
  try {
    const gallery = run(GALLERY, [folder], { SANDBOX_PORT: '0' });
    await expect.poll(() => gallery.out, { timeout: 20_000 }).toMatch(/种卡片。按 Ctrl\+C 结束/);
    const address = gallery.out.split('\n')[0] ?? '';
    expect(address).toMatch(/\/gallery$/);
    expect((await fetch(address)).status).toBe(200);
    const cards = await (await fetch(address.replace('/gallery', '/sandbox/api/cards'))).text();
    expect(cards).toContain('留下的卡片');
    child?.kill('SIGTERM');
    expect(await gallery.ended).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
