/** What every Node process shares: the database opened and migrated, the vault, the pack, the bot over them. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { commands } from '../commands/index.ts';
import { makeFiles } from '../db/files.ts';
import { keyFits } from '../db/key-check.ts';
import { appliedTo, migrate, readMigrations } from '../db/migrate.ts';
import { NodeDatabase } from '../db/node.ts';
import { type Bot, makeBot } from './compose.ts';
import { type Config, ConfigError } from './config.ts';
import { jobs } from './jobs.ts';
import { makeLog } from './log.ts';
import { type PackVersion, packOn, ROOT } from './packs.ts';
import { papersJob } from './papers/job.ts';
import { threadPaperMaker } from './papers/thread.ts';
import type { Database, Log, Vault } from './ports.ts';
import { threadSheets } from './sheets/thread.ts';
import { threadEvaluator } from './standing/thread.ts';
import { TABLE_KINDS } from './tables/index.ts';
import { makeVault } from './vault.ts';
import { makeDesk } from './workbooks/sheets-desk.ts';

/** Whether `DATABASE_PATH` names the Workers' database (`d1:remote`, `d1:local`) and not a file. */
export const isD1 = (path: string): boolean => /^d1(?::|$)/.test(path);

/** Opens the database and brings it to the newest schema, as every command and the service do first. */
export async function openDatabase(path: string): Promise<NodeDatabase> {
  if (isD1(path))
    throw new ConfigError([
      'DATABASE_PATH 指着 D1，这个命令不能用在 D1 上：迁移、备份、恢复和定时事项由 wrangler 与 Worker 办，见 docs/workers.md',
    ]);
  const database = new NodeDatabase({ path });
  try {
    await migrate(database, readMigrations(join(ROOT, 'db', 'migrations')));
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** Whether this program and the database still agree on the schema, which another version may have changed meanwhile. */
export function schemaWatch(database: Pick<Database, 'query'>): () => Promise<string | null> {
  const ours = readMigrations(join(ROOT, 'db', 'migrations')).map(({ name }) => name);
  return async () => {
    const applied = await appliedTo(database).catch(() => null);
    if (applied === null) return null;
    const missing = ours.filter((name) => !applied.has(name));
    const newer = [...applied].filter((name) => !ours.includes(name));
    if (missing.length > 0) return `migrations are not applied: ${missing.join(', ')}`;
    return newer.length > 0
      ? `migrations are newer than this program: ${newer.join(', ')}; restart the new version`
      : null;
  };
}

/** The vault for this database; refuses a `DATA_KEY` that is not the one it was sealed with. */
export async function openVault(database: Database, key: Uint8Array): Promise<Vault> {
  const vault = makeVault(key);
  if (await keyFits(database, vault)) return vault;
  throw new ConfigError([
    'DATA_KEY 不是这个数据库原来用的那一个：请换回原来的密钥（换了就打不开已有的联系人和消息）',
  ]);
}

export interface BotOptions {
  readonly config: Config;
  /** Every version of the city's plan, in order. */
  readonly packs: readonly PackVersion[];
  readonly database: NodeDatabase;
  readonly vault: Vault;
  readonly log?: Log;
  readonly later: (delayMs: number, run: () => void) => void;
  /** False beside a running service, which does the sending. */
  readonly sends?: boolean;
  /** UTC ms; the machine's clock by default. */
  readonly now?: () => number;
  readonly alsoNotReady?: () => string | null | Promise<string | null>;
  readonly alsoGauges?: () => Readonly<Record<string, number>>;
}

export function nodeBot(options: BotOptions): Bot {
  const { config, packs, database, vault, later, sends = true, log, now, ...also } = options;
  const ownLog = log ?? makeLog(config.LOG_LEVEL);
  const ownNow = now ?? Date.now;
  const papers = papersJob({
    files: makeFiles(database, vault),
    make: threadPaperMaker(),
    log: ownLog,
    now: ownNow,
  });
  return makeBot({
    platform: {
      appId: config.FEISHU_APP_ID,
      appSecret: config.FEISHU_APP_SECRET,
      encryptKey: config.FEISHU_ENCRYPT_KEY,
      verificationToken: config.FEISHU_VERIFICATION_TOKEN,
      baseUrl: config.FEISHU_BASE_URL,
      bitableAppToken: config.FEISHU_BITABLE_APP_TOKEN,
    },
    database,
    vault,
    commands,
    // Last: the others need not wait for it.
    jobs: [...jobs, papers],
    packAt: (day) => packOn(packs, day),
    evaluator: threadEvaluator({ databasePath: config.DATABASE_PATH }),
    desk: makeDesk(threadSheets(), TABLE_KINDS),
    log: ownLog,
    now: ownNow,
    newId: randomUUID,
    fetch,
    sends,
    later,
    ...also,
  });
}
