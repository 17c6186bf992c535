// Logs hold no personal data and no secret, whatever goes wrong: names, phones, words of leads, tokens and keys are driven through
// the door, the command line and errors on purpose, at the most talkative level, and looked for in everything written.
import { describe, expect, test } from 'vitest';
import { NodeDatabase } from '../../db/node.ts';
import { makeLog } from '../../src/log.ts';
import { makeConsoleLog } from '../../src/log-console.ts';
import { City } from '../harness/city.ts';
import { runCli } from '../harness/cli-child.ts';

const NAME = '欧阳毓秀';
const MOBILE = '13812345678';
const LANDLINE = '0598-8223344';
const COMPANY = '福建岩城碳素新材料有限公司';
const NOTE = '密谈内容甲乙丙';
const TEXT = `登记 ${COMPANY} 投资5.2亿元 碳纤维 大田 联系人${NAME} ${MOBILE} 备注：${NOTE} ${LANDLINE}`;

/** Everything this process writes while `use` runs, with its logger as talkative as it can be. */
async function written(use: () => Promise<void>): Promise<string> {
  const kept = { out: process.stdout.write, err: process.stderr.write, level: process.env['CITY_LOG'] };
  let all = '';
  const keep = (chunk: unknown): boolean => {
    all += String(chunk);
    return true;
  };
  process.env['CITY_LOG'] = 'debug';
  process.stdout.write = keep;
  process.stderr.write = keep;
  try {
    await use();
  } finally {
    process.stdout.write = kept.out;
    process.stderr.write = kept.err;
    if (kept.level === undefined) delete process.env['CITY_LOG'];
    else process.env['CITY_LOG'] = kept.level;
  }
  return all;
}

const eventsIn = (log: string): ReadonlySet<string> =>
  new Set([...log.matchAll(/"msg":"([\w.]+)"/g)].map(([, event = '']) => event));

test('nothing that was driven through the door, the command line and errors stands in the logs', async () => {
  const forbidden = new Map<string, string>();
  const fromCli: string[] = [];
  const log = await written(async () => {
    const city = await City.open();
    try {
      const { sandbox, env } = city;
      const secrets = ['FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN', 'DATA_KEY'];
      for (const name of secrets) forbidden.set(name, env[name] ?? '');
      const tables = async (sql: string): Promise<void> => {
        const other = new NodeDatabase({ path: env['DATABASE_PATH'] ?? '' });
        other.exec(sql);
        await other.close();
      };
      // The door: what is forged, broken or of another's key, with personal data in it.
      for (const body of [
        TEXT,
        `{"encrypt":"${TEXT}"}`,
        JSON.stringify({ token: 't', event: { text: TEXT } }),
      ])
        await fetch(`${city.address}/webhook/event`, {
          method: 'POST',
          body,
          headers: { 'x-lark-signature': MOBILE },
        });
      await fetch(`${city.address}/webhook/${encodeURIComponent(TEXT)}?mobile=${MOBILE}`);
      // A walk with everything that can go wrong at the platform.
      for (const kind of [
        'http500',
        'html200',
        'rate429',
        'dropped',
        'lostReply',
        'tokenRevoked',
        'unavailable',
      ] as const) {
        sandbox.faults.next(kind, { on: '/reply' });
        await sandbox.say('周岚', city.chat('周岚'), TEXT);
        await expect.poll(() => sandbox.faults.pending().length, { timeout: 10_000 }).toBe(0);
      }
      const form = sandbox.botMessages(city.chat('周岚').chatId).at(-1);
      await sandbox.press('周岚', form?.messageId ?? '', '提交');
      await sandbox.ask('叶青', city.chat('叶青'), `线索 ${COMPANY}`);
      await sandbox.ask('路过', city.chat('路过'), `绑定 ${MOBILE}`);
      await sandbox.ask('罗观', city.chat('罗观'), `线索 ${NAME}`);
      // Errors from inside: a query that fails is told with what it asked for; a sealed form that cannot be opened.
      await tables('ALTER TABLE lead RENAME TO lead_elsewhere');
      await sandbox.say('叶青', city.chat('叶青'), `线索 ${COMPANY}`);
      await sandbox.press('周岚', form?.messageId ?? '', '推进');
      await expect
        .poll(() => city.metrics(), { timeout: 10_000 })
        .toMatch(/delivery_failures_total\{kind="message"\} [1-9]/);
      await city.runJobs().catch(() => undefined);
      await tables('ALTER TABLE lead_elsewhere RENAME TO lead');
      await tables("UPDATE draft SET sealed = 'AAAA'");
      const other = `登记 大田县新桥石材有限公司 联系人${NAME} ${MOBILE}`;
      const again = await sandbox.ask('周岚', city.chat('周岚'), other);
      await tables("UPDATE draft SET sealed = 'AAAA'");
      await sandbox.press('周岚', again.messageId, '提交');
      // The command line: what it writes to stderr is its log.
      for (const [args, more] of [
        [['person', 'erase', '--mobile', MOBILE, '--dry-run'], {}],
        [['person', 'erase', '--nonsense', `${NAME}${MOBILE}`], {}],
        [['history', 'XS-202611-0001'], {}],
        [['outbox', 'list'], { DATA_KEY: Buffer.alloc(32, 7).toString('base64') }],
        [['outbox', 'list'], { DATA_KEY: `${forbidden.get('DATA_KEY') ?? ''}x` }],
        [['doctor'], {}],
      ] as const) {
        const { err } = await runCli([...args], { ...env, ...more, LOG_LEVEL: 'debug' });
        fromCli.push(err);
      }
      forbidden.set('access token', sandbox.world.tokens.issue().token);
    } finally {
      await city.close();
    }
  });
  for (const [what, words] of [
    ['name', NAME],
    ['company', COMPANY],
    ['part of it', '岩城碳素'],
    ['note', NOTE],
  ] as const)
    forbidden.set(what, words);
  // It did talk, of every kind of trouble.
  expect([...eventsIn(log)]).toEqual(
    expect.arrayContaining(['started', 'lark.call.failed', 'delivery_failed', 'press_failed', 'stopped']),
  );
  for (const [what, words] of forbidden) {
    expect(words.length, what).toBeGreaterThan(3);
    expect(log.includes(words), `${what} in the log`).toBe(false);
    if (what !== 'name') expect(fromCli.join('\n').includes(words), `${what} from the CLI`).toBe(false);
  }
  for (const number of [MOBILE, LANDLINE, '138-1234-5678', '8223344']) expect(log).not.toContain(number);
}, 120_000);

describe.each([
  ['on Node', (write: (line: string) => void) => makeLog('debug', write)],
  [
    'on Workers',
    (write: (line: string) => void) => {
      const log = console.log;
      console.log = write;
      return Object.assign(makeConsoleLog('debug'), { end: () => (console.log = log) });
    },
  ],
] as const)('the logger %s', (_name, make) => {
  test('cuts phones, tokens, parameters of queries and quoted JSON from every text, however deep', () => {
    let all = '';
    const before = console.log;
    const log = make((line) => {
      all += line;
    });
    const query = new Error(`Failed query: select * from person where name = ?\nparams: ${NAME},${MOBILE}`);
    let json: unknown;
    try {
      JSON.parse(`${NAME} ${NOTE}`);
    } catch (error) {
      json = error;
    }
    log.error('failed', { error: query });
    log.error('failed', { error: json });
    log.warn('failed', { why: `电话 ${MOBILE} 或 +86 138 1234 5678、${LANDLINE}`, deep: { list: [MOBILE] } });
    log.warn('failed', { why: 'Authorization: Bearer t-g1044ghJRUIJJ5ELPLYBKY6DB5RQO3HX' });
    log.info('failed', {
      accessToken: 'x1',
      nested: { app_secret: 'x2', text: 'x3' },
      at: 1_795_000_000_000,
    });
    console.log = before;
    expect(all).toContain('Failed query');
    expect(all).toContain('is not valid JSON');
    expect(all).toContain('1795000000000');
    for (const words of [NAME, NOTE, MOBILE, '1234 5678', '8223344', 't-g1044', 'x1', 'x2', 'x3'])
      expect(all).not.toContain(words);
  });
});
