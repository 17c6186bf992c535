// `npm run demo`: the service, our own Feishu and a small city, on one machine and without any account. The city is made
// by its people talking to the assistant, exactly as on a real first day. Nothing outlives the demo.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as city from './demo-city.ts';
import { type Person, type Sandbox, startSandbox } from './index.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const entry = join(root, 'src', 'start.mjs');
const pagePortWanted = Number(process.env['SANDBOX_PORT'] ?? '3100');
const startMsMax = 25_000;

const menu = [
  { label: '登记线索', eventKey: 'register' },
  { label: '我的', eventKey: 'mine' },
  { label: '月报', eventKey: 'report' },
  { label: '排名', eventKey: 'ranking' },
  { label: '帮助', eventKey: 'help' },
];

async function openSandbox(): Promise<Sandbox> {
  try {
    return await startSandbox({ port: pagePortWanted, menu });
  } catch (error) {
    // The usual port is taken: any other will do for a demo.
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return startSandbox({ menu });
    throw error;
  }
}

type Env = Readonly<Record<string, string | undefined>>;

function runCli(env: Env, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, 'cli', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`cli ${args.join(' ')} ended with ${code}`)),
    );
  });
}

/** Starts the service and resolves with its port, which it prints. */
function startService(env: Env): Promise<{ child: ChildProcess; port: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, 'service'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const timer = setTimeout(() => reject(new Error('the service did not start in time')), startMsMax);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const port = /端口 (\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve({ child, port: Number(port) });
    });
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
}

async function play(sandbox: Sandbox, people: ReadonlyMap<string, Person>): Promise<void> {
  const person = (key: string): Person => {
    const found = people.get(key);
    if (found === undefined) throw new Error(`nobody is called ${key}`);
    return found;
  };
  const ask = async (key: string, text: string) => {
    const who = person(key);
    const answer = await sandbox.ask(who, sandbox.privateChat(who), text, { timeoutMs: 15_000 });
    return { who, answer };
  };
  const submit = async (key: string, text: string, button: string, inputs?: Record<string, string>) => {
    const { who, answer } = await ask(key, text);
    const result = await sandbox.press(who, answer.messageId, button, inputs);
    if (result.error !== undefined) throw new Error(`${text}: ${result.error.message}`);
    return result;
  };
  for (const { who, say } of city.leads) await submit(who, say, '提交');
  for (const { by, verifier, project, stage, evidence } of city.moves) {
    const number = await numberOf(sandbox, person(by), project);
    await submit(by, `推进 ${number}`, '提交', { 阶段: stage, 佐证: evidence });
    await submit(verifier, `待审 ${number}`, '通过');
  }
  const month = new Date(sandbox.clock.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  for (const { by, project, fundsWan, fixedWan, words } of city.filings) {
    const number = await numberOf(sandbox, person(by), project);
    await submit(by, `月报 ${number} ${month}`, '提交', {
      到位资金: fundsWan,
      固定资产投资: fixedWan,
      进展情况: words,
    });
  }
}

/** The number of a lead, as its officer finds it: by asking. */
async function numberOf(sandbox: Sandbox, who: Person, words: string): Promise<string> {
  const answer = await sandbox.ask(who, sandbox.privateChat(who), `线索 ${words}`, { timeoutMs: 15_000 });
  const number = /X[SM]-\d{6}-\d{4,}/.exec(answer.text)?.[0];
  if (number === undefined) throw new Error(`no number for ${words}: ${answer.text}`);
  return number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-demo-'));
  const sandbox = await openSandbox();
  const people = new Map(city.people.map((one) => [one.key, sandbox.addPerson(one.name)]));
  const stranger = sandbox.addPerson(city.visitor);
  const chat = sandbox.addChat('全市招商工作群', [...people.values(), stranger]);
  const roster = {
    units: city.units,
    people: city.people.map(({ key, name, unit, roles }) => ({
      openId: people.get(key)?.openId,
      name,
      unit,
      roles,
    })),
    chats: [{ chatId: chat.chatId, unit: null }],
  };
  const rosterFile = join(folder, 'roster.json');
  writeFileSync(rosterFile, JSON.stringify(roster));
  const env: Env = {
    ...process.env,
    ...sandbox.env(),
    FEISHU_MODE: 'webhook',
    DATABASE_PATH: join(folder, 'zhaoshang.db'),
    DATA_KEY: randomBytes(32).toString('base64'),
    PACK: process.env['PACK'] ?? 'sanming-2021',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  };
  await runCli(env, 'roster', 'import', rosterFile);
  const { child, port } = await startService(env);
  sandbox.setWebhook(`http://127.0.0.1:${port}/webhook/event`, `http://127.0.0.1:${port}/webhook/card`);

  let ending = false;
  const end = (code: number) => {
    if (ending) return;
    ending = true;
    child.kill('SIGTERM');
    void sandbox.close().finally(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(code);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(0));
  child.once('exit', () => end(1));
  process.once('exit', () => child.kill('SIGKILL'));

  console.log(sandbox.baseUrl);
  console.log('\n用浏览器打开上面的地址：左上角选“我是谁”，在对话里打字、按卡片上的按钮。仅供演示与测试。');
  console.log('正在请样例城市的人员登记、签约、填月报……');
  await play(sandbox, people);
  console.log('样例城市已就绪。可以试试：\n');
  console.log(
    '  1. 林晓（永安市填报员）　登记 三明石墨烯科技有限公司拟在永安投资2亿元建石墨烯项目，联系人李工13700003333',
  );
  console.log(
    '  2. 林晓　　　　　　　　　推进 然后点编号，选阶段、写佐证，提交；再换成王敏（审核人）按「通过」',
  );
  console.log('  3. 吴海（沙县区填报员）　登记 闽光新材料 沙县 投资3亿　（看“疑似重复”）');
  console.log('  4. 陈立（招商办）　　　　战报　（审核后换黄静签发，市领导和工作群就会收到）');
  console.log('  5. 任何人在全市招商工作群　@招商助手 排名\n');
  console.log('按 Ctrl+C 结束；结束后不留任何数据。');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
