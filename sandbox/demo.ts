// `npm run demo`: the service, our own Feishu and a small city, on one machine and without any account. The city is made
// by its people talking to the assistant, exactly as on a real first day. Nothing outlives the demo.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as city from './demo-city.ts';
import { DemoService } from './demo-service.ts';
import { type Chat, type Person, type Sandbox, startSandbox } from './index.ts';
import { shanghaiAt } from './lab.ts';
import { restoreSnapshot, takeSnapshot } from './snapshot.ts';

const pagePortWanted = Number(process.env['SANDBOX_PORT'] ?? '3100');
/** `FEISHU_MODE=websocket npm run demo`: over the long connection. */
const mode = process.env['FEISHU_MODE'] === 'websocket' ? 'websocket' : 'webhook';

const menu = [
  { label: '登记线索', eventKey: 'register' },
  { label: '我的', eventKey: 'mine' },
  { label: '月报', eventKey: 'report' },
  { label: '排名', eventKey: 'ranking' },
  { label: '帮助', eventKey: 'help' },
];

async function openSandbox(): Promise<Sandbox> {
  try {
    return await startSandbox({ port: pagePortWanted, menu, mode });
  } catch (error) {
    // The usual port is taken: any other will do for a demo.
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return startSandbox({ menu, mode });
    throw error;
  }
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

/** Due days of the demo's reports and bulletins: the 5th and the 8th, as the sample city's plan has them. */
function dueDays(now: number): { label: string; at: number }[] {
  const local = new Date(now + 8 * 3_600_000);
  const next = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1))
    .toISOString()
    .slice(0, 7);
  const month = local.toISOString().slice(0, 7);
  const days = [month, next].flatMap((prefix) => [
    { label: '月报截止日', at: shanghaiAt(`${prefix}-05`) },
    { label: '战报日', at: shanghaiAt(`${prefix}-08`) },
  ]);
  return days.filter((one) => one.at > now).slice(0, 2);
}

/** Gives the page's test bench what it needs of the service. */
function fitLab(
  sandbox: Sandbox,
  service: DemoService,
  chat: Chat,
  people: ReadonlyMap<string, Person>,
): void {
  const { lab } = sandbox.world;
  lab.about = new Map(city.people.map((one) => [people.get(one.key)?.openId ?? '', one.about]));
  lab.moments = dueDays;
  lab.moving = (to) => service.setClock(to);
  lab.moved = () => service.settle();
  lab.save = () => service.keep();
  lab.restore = (kept) => service.putBack(kept);
  lab.city = () => ({
    pack: process.env['PACK'] ?? 'sanming-2021',
    units: city.units.map(({ parent, ...unit }) => ({
      ...unit,
      aliases: [...unit.aliases],
      ...(parent === null ? {} : { parent }),
    })),
    people: city.people.map(({ name, unit, roles }) => ({ name, unit, roles: [...roles] })),
    strangers: [city.visitor],
    chats: [{ name: chat.name, unit: null }],
  });
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
  const service = new DemoService(sandbox, folder, {
    ...process.env,
    ...sandbox.env(),
    FEISHU_MODE: mode,
    DATA_KEY: randomBytes(32).toString('base64'),
    PACK: process.env['PACK'] ?? 'sanming-2021',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  });
  await service.cli('roster', 'import', rosterFile);
  await service.start();
  fitLab(sandbox, service, chat, people);

  let ending = false;
  const end = (code: number) => {
    if (ending) return;
    ending = true;
    void Promise.all([service.stop(), sandbox.close()]).finally(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(code);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(0));
  service.onEnd(() => end(1));
  process.once('exit', () => service.kill());

  console.log(sandbox.baseUrl);
  console.log('\n用浏览器打开上面的地址：左边点头像换人，在对话里打字、按卡片上的按钮。仅供演练。');
  console.log('正在请样例城市的人员登记、签约、填月报……');
  await play(sandbox, people);
  const sample = await takeSnapshot(sandbox.world);
  sandbox.world.lab.reset = () => restoreSnapshot(sandbox.world, sample);
  sandbox.world.platform.worldChanged();
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
