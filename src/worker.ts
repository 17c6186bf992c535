/**
 * The service on Cloudflare Workers: D1 as database, cron as scheduler, the same bot.
 *
 * What happens after an acknowledgement is carried by `waitUntil`, and by the cron tick when an isolate died first.
 * Packs come bundled as text (`wrangler.toml` rules), since there is no disk.
 */
import { commands } from '../commands/index.ts';
import { type D1Binding, D1Database } from '../db/d1.ts';
import sanming from '../schemes/sanming/pack.yaml';
import { type Bot, makeBot } from './compose.ts';
import { readConfig } from './config.ts';
import { formatMistake, loadPack } from './domain/pack/load.ts';
import type { Pack } from './domain/pack/schema.ts';
import { jobs } from './jobs.ts';
import { makeConsoleLog } from './log-console.ts';
import { inlineSheets } from './sheets/engine.ts';
import { SHEET_LIMITS, type SheetLimits } from './sheets/limits.ts';
import { TABLE_KINDS } from './tables/index.ts';
import { makeVault } from './vault.ts';
import { makeDesk } from './workbooks/sheets-desk.ts';

/** An isolate has 128 MB for everything. */
const WORKERS_SHEETS: SheetLimits = {
  ...SHEET_LIMITS,
  fileBytesMax: 2 * 1024 * 1024,
  inflatedBytesMax: 8 * 1024 * 1024,
  cellsMax: 100_000,
  charactersMax: 4_000_000,
  rowsMax: 2_000,
};

/** Shipped packs by id. */
const PACKS: Readonly<Record<string, string>> = { 'sanming-2021': sanming };

interface Environment extends Readonly<Record<string, unknown>> {
  readonly DB: D1Binding;
}

interface Context {
  waitUntil(work: Promise<unknown>): void;
}

let cached: Bot | null = null;
let current: Context | null = null;

function botOf(environment: Environment): Bot {
  if (cached !== null) return cached;
  const variables = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
  const config = readConfig(variables, [
    'FEISHU_APP_ID',
    'FEISHU_APP_SECRET',
    'FEISHU_ENCRYPT_KEY',
    'FEISHU_VERIFICATION_TOKEN',
    'FEISHU_BASE_URL',
    'DATA_KEY',
    'PACK',
    'LOG_LEVEL',
  ]);
  const pack = packOf(config.PACK);
  cached = makeBot({
    platform: {
      appId: config.FEISHU_APP_ID,
      appSecret: config.FEISHU_APP_SECRET,
      encryptKey: config.FEISHU_ENCRYPT_KEY,
      verificationToken: config.FEISHU_VERIFICATION_TOKEN,
      baseUrl: config.FEISHU_BASE_URL,
    },
    database: new D1Database(environment.DB),
    vault: makeVault(config.DATA_KEY),
    commands,
    jobs,
    // No threads here: what costs too much ends with the invocation and is tried again at the next tick.
    desk: makeDesk(inlineSheets(WORKERS_SHEETS), TABLE_KINDS),
    packAt: () => pack,
    log: makeConsoleLog(config.LOG_LEVEL),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    fetch: (input, init) => fetch(input, init),
    // Nothing outlives a request but what waitUntil carries; the next cron tick looks again.
    later: () => undefined,
    background: (work) => current?.waitUntil(work),
  });
  return cached;
}

function packOf(id: string): Pack {
  const text = PACKS[id];
  if (text === undefined) throw new Error(`没有叫「${id}」的方案：${Object.keys(PACKS).join('、')}`);
  const loaded = loadPack(text, `${id}.yaml`);
  if (!loaded.ok) throw new Error(loaded.mistakes.map((one) => formatMistake(`${id}.yaml`, one)).join('\n'));
  return loaded.pack;
}

const worker = {
  async fetch(request: Request, environment: Environment, context: Context): Promise<Response> {
    current = context;
    return botOf(environment).app.fetch(request);
  },

  async scheduled(_event: unknown, environment: Environment, context: Context): Promise<void> {
    current = context;
    const bot = botOf(environment);
    await bot.outbox.recover();
    await bot.tick(Date.now());
    await bot.drain();
  },
};

// The one default export of the project: Workers ask for it.
// biome-ignore lint/style/noDefaultExport: the platform's entry point
export default worker;
