/**
 * The service on Cloudflare Workers, given a clock: D1 as database, cron as scheduler, the same bot.
 *
 * Invariants
 *  1. An acknowledgement is given after D1's batch was durable; whatever follows it is carried by `waitUntil`, and by
 *     the cron tick when the invocation ended first.
 *  2. A bot whose work was cut off is replaced: nothing may wait for promises that never settle.
 *
 * Left out: threads (none here: what is heavy runs in the cron tick, within smaller limits), the CLI (it works on D1
 * from the operator's machine, docs/workers.md), the long connection (the SDK's client does not run here).
 */
import { commands } from '../commands/index.ts';
import { type D1Binding, D1Database } from '../db/d1.ts';
import { makeFiles } from '../db/files.ts';
import { keyFits } from '../db/key-check.ts';
import { makeBucketFiles, type R2Binding } from '../db/r2.ts';
import { type Bot, makeBot } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { jobs } from './jobs.ts';
import { makeConsoleLog } from './log-console.ts';
import { packOn } from './packs-on.ts';
import { papersJob } from './papers/job.ts';
import { makePapers } from './papers/make.ts';
import type { Files, Vault } from './ports.ts';
import { inlineSheets } from './sheets/engine.ts';
import { SHEET_LIMITS, type SheetLimits } from './sheets/limits.ts';
import { TABLE_KINDS } from './tables/index.ts';
import { makeVault } from './vault.ts';
import { makeDesk } from './workbooks/sheets-desk.ts';
import { type Invocation, type WorkerBackground, workerBackground } from './worker-context.ts';
import { carriedPack } from './worker-packs.ts';

/** An isolate has 128 MB for everything. */
const WORKERS_SHEETS: SheetLimits = {
  ...SHEET_LIMITS,
  fileBytesMax: 2 * 1024 * 1024,
  inflatedBytesMax: 8 * 1024 * 1024,
  cellsMax: 100_000,
  charactersMax: 4_000_000,
  rowsMax: 2_000,
};
/** What another isolate was sending when it ended is taken up so often; the stable uuid makes a meeting harmless. */
const RECOVER_MS = 5 * 60_000;
const UNAVAILABLE = 503;

export interface Environment extends Readonly<Record<string, unknown>> {
  readonly DB: D1Binding;
  /** Optional: evidence and papers go there instead of into D1. */
  readonly FILES?: R2Binding;
}

export interface WorkerHandlers {
  fetch(request: Request, environment: Environment, invocation: Invocation): Promise<Response>;
  scheduled(event: unknown, environment: Environment, invocation: Invocation): Promise<void>;
}

interface Running {
  readonly bot: Bot;
  readonly carrier: WorkerBackground;
  recoveredAt: number;
}

async function build(environment: Environment, now: () => number): Promise<Running> {
  const variables = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
  if (variables['FEISHU_MODE'] === 'websocket')
    throw new ConfigError(['FEISHU_MODE=websocket（长连接）只能在 Node 上用，Workers 请用 webhook']);
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
  const packs = carriedPack(config.PACK);
  const database = new D1Database(environment.DB);
  const vault = makeVault(config.DATA_KEY);
  if (!(await keyFits(database, vault)))
    throw new ConfigError(['DATA_KEY 不是这个数据库原来用的那一个：请换回原来的密钥']);
  const log = makeConsoleLog(config.LOG_LEVEL);
  // Of the real clock, whatever time the city lives in.
  const carrier = workerBackground(Date.now);
  const files = filesOf(environment, database, vault);
  const papers = papersJob({
    files,
    // No canvas here: the papers say their numbers without pictures.
    make: (source) => makePapers(source, () => Promise.reject(new Error('Workers 上不画图'))),
    log,
    now,
  });
  const bot = makeBot({
    platform: {
      appId: config.FEISHU_APP_ID,
      appSecret: config.FEISHU_APP_SECRET,
      encryptKey: config.FEISHU_ENCRYPT_KEY,
      verificationToken: config.FEISHU_VERIFICATION_TOKEN,
      baseUrl: config.FEISHU_BASE_URL,
    },
    database,
    vault,
    files,
    commands,
    // Last: the others need not wait for it.
    jobs: [...jobs, papers],
    // No threads here: what costs too much ends with the invocation and is tried again at the next tick.
    desk: makeDesk(inlineSheets(WORKERS_SHEETS), TABLE_KINDS),
    packAt: (day) => packOn(packs, day),
    log,
    now,
    newId: () => crypto.randomUUID(),
    fetch: (input, init) => fetch(input, init),
    later: carrier.later,
    background: carrier.background,
  });
  return { bot, carrier, recoveredAt: 0 };
}

function filesOf({ FILES }: Environment, database: D1Database, vault: Vault): Files {
  const rows = makeFiles(database, vault);
  return FILES === undefined ? rows : makeBucketFiles(FILES, vault, rows);
}

/** @param now UTC ms. */
export function makeWorker(now: () => number): WorkerHandlers {
  let cached: Running | null = null;

  // The promise of one is never shared: the invocation that builds it may be cut off.
  async function running(environment: Environment): Promise<Running> {
    if (cached !== null && !cached.carrier.isCutOff()) return cached;
    const made = await build(environment, now);
    cached = made;
    return made;
  }

  return {
    async fetch(request, environment, invocation) {
      try {
        const { bot, carrier } = await running(environment);
        return await carrier.under(invocation, async () => bot.app.fetch(request));
      } catch (error) {
        // Said to the operator's log only; the platform pushes again.
        console.error(error instanceof Error ? error.message : String(error));
        return new Response("not configured: see the Worker's log", { status: UNAVAILABLE });
      }
    },

    async scheduled(_event, environment, invocation) {
      const one = await running(environment);
      await one.carrier.under(invocation, async () => {
        if (now() - one.recoveredAt > RECOVER_MS) {
          one.recoveredAt = now();
          await one.bot.outbox.recover();
        }
        await one.bot.drain();
        await one.bot.tick(now());
        await one.bot.drain();
      });
    },
  };
}
