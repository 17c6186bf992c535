// `npm run sandbox`: a Feishu of our own for any bot. Settings come from flags or SANDBOX_* variables; the addresses and
// keys the bot needs are printed. Without people given, three are made up.
import { parseArgs } from 'node:util';
import { startSandbox } from './start.ts';

const usage = `用法：npm run sandbox -- [选项]
  --webhook URL         机器人的事件地址（SANDBOX_WEBHOOK_URL）
  --card-webhook URL    机器人的卡片回调地址，默认同上
  --port N              沙箱端口，默认 3100（SANDBOX_PORT）
  --app-id ID  --app-secret S  --encrypt-key K  --verification-token T
                        默认读 FEISHU_APP_ID 等变量，没有就随机生成
  --plain               不加密、不签名
  --people 甲,乙,丙      租户里的人
  --menu 名称=key,…      机器人菜单
  --lenient             未知卡片属性只警告
  --socket              事件与回调走长连接（机器人用 WSClient），不用事件地址`;

/** What is wrong with the words after the command: a sentence and the usage, exit 2. */
function refuse(why: string): never {
  console.error(`${why}\n\n${usage}`);
  process.exit(2);
}

function optionsOf() {
  try {
    return parseOptions();
  } catch (error) {
    return refuse(`看不懂选项：${error instanceof Error ? error.message : String(error)}`);
  }
}

const parseOptions = () =>
  parseArgs({
    options: {
      webhook: { type: 'string' },
      'card-webhook': { type: 'string' },
      port: { type: 'string' },
      'app-id': { type: 'string' },
      'app-secret': { type: 'string' },
      'encrypt-key': { type: 'string' },
      'verification-token': { type: 'string' },
      plain: { type: 'boolean', default: false },
      people: { type: 'string', default: '林晓,王敏,陈主任' },
      menu: { type: 'string', default: '' },
      lenient: { type: 'boolean', default: false },
      socket: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });

const { values } = optionsOf();

function given<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>);
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(usage);
    return;
  }
  const { env } = process;
  const webhookUrl = values.webhook ?? env['SANDBOX_WEBHOOK_URL'];
  const menu = values.menu
    .split(',')
    .filter((pair) => pair.includes('='))
    .map((pair) => ({ label: pair.split('=')[0] ?? '', eventKey: pair.split('=')[1] ?? '' }));
  const port = Number(values.port ?? env['SANDBOX_PORT'] ?? '3100');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    refuse(`端口「${values.port ?? env['SANDBOX_PORT']}」不对，应为 0 到 65535 的整数`);
  if (webhookUrl !== undefined && !URL.canParse(webhookUrl))
    refuse(`事件地址「${webhookUrl}」不是网址，例如 http://127.0.0.1:3000/webhook/event`);
  const sandbox = await startSandbox({
    port,
    strictCards: !values.lenient,
    mode: values.socket ? 'websocket' : 'webhook',
    menu,
    ...given('webhookUrl', webhookUrl),
    ...given('cardUrl', values['card-webhook']),
    ...given('appId', values['app-id'] ?? env['FEISHU_APP_ID']),
    ...given('appSecret', values['app-secret'] ?? env['FEISHU_APP_SECRET']),
    ...given('verificationToken', values['verification-token'] ?? env['FEISHU_VERIFICATION_TOKEN']),
    ...(values.plain
      ? { encryptKey: null }
      : given('encryptKey', values['encrypt-key'] ?? env['FEISHU_ENCRYPT_KEY'])),
  });
  const people = values.people.split(',').map((name) => sandbox.addPerson(name.trim()));
  if (people.length > 0) sandbox.addChat('招商工作群', people);
  console.log(sandbox.baseUrl);
  console.log('\n仅供演示与测试。机器人需要的设置：');
  for (const [key, value] of Object.entries(sandbox.env())) console.log(`${key}=${value}`);
  if (values.socket) console.log('FEISHU_MODE=websocket');
  else if (webhookUrl === undefined)
    console.log('\n还没有事件地址：用 --webhook 指定，或 POST /sandbox/api/webhook {"url": …}');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  const port = 'port' in error ? ` ${String(error.port)}` : '';
  console.error(`端口${port} 已被占用，请用 --port 换一个`);
  process.exit(1);
}
