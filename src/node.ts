/**
 * The service on Node: configuration, one process per database, HTTP, timers, and a shutdown that loses nothing.
 *
 * Order of a start: configuration (all mistakes at once, exit 2) · pack · lock · database and migrations · what the
 * last process left unsent · listen. Order of a stop: no new connections · requests answered · outbox settled · close.
 */

import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Bot } from './compose.ts';
import { ALL_VARIABLES, type Config, ConfigError, readConfig } from './config.ts';
import type { LongConnection } from './lark/socket.ts';
import { LockedError, lockDatabase } from './lock.ts';
import { makeLog } from './log.ts';
import { calmed } from './log-calm.ts';
import { PackError, readPackVersions } from './packs.ts';
import type { Log } from './ports.ts';
import { nodeBot, openDatabase, openVault, schemaWatch } from './runtime.ts';

const TICK_MS = 15_000;
/** The CLI commits beside us and does not send: look for what it promised. */
const LOOK_MS = 2_000;
const CHECKPOINT_MS = 5_000;
const SHUTDOWN_MS_MAX = 5_000;
const LOOK_END_MS_MAX = 1_000;
const REQUEST_MS_MAX = 15_000;
const HEADERS_MS_MAX = 5_000;
/** Longer than a proxy in front keeps idle connections (nginx: 60 s), or a push meets one that is just being closed. */
const KEEP_ALIVE_MS = 65_000;
/** How often the limits of requests and headers are looked at; Node's own 30 s would make them 30 s. */
const CHECK_MS = 1_000;

export interface Service {
  readonly port: number;
  /** Looks at once, and not at the next beat, for what another process has promised. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the service with this environment; throws `ConfigError`, `PackError` or `LockedError`.
 *
 * @param clock `now` in UTC ms, for whoever lives in another time than the machine.
 */
export async function startService(
  environment: Readonly<Record<string, string | undefined>>,
  { now = Date.now }: { readonly now?: () => number } = {},
): Promise<Service> {
  const { config, packs } = readSetup(environment);
  const log = calmed(makeLog(config.LOG_LEVEL), Date.now);
  const unlock = lockDatabase(config.DATABASE_PATH);
  const timers = new Set<NodeJS.Timeout>();
  const later = (delayMs: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, delayMs);
    timers.add(timer);
  };
  try {
    const database = await openDatabase(config.DATABASE_PATH);
    const vault = await openVault(database, config.DATA_KEY);
    let connection: LongConnection | null = null;
    const schemaFault = schemaWatch(database);
    const bot = nodeBot({
      config,
      packs,
      database,
      vault,
      log,
      later,
      now,
      alsoNotReady: async () => {
        const open = connection === null ? 'long connection: not opened' : connection.why();
        const causes = [await schemaFault(), config.FEISHU_MODE === 'webhook' ? null : open];
        return causes.filter((cause) => cause !== null).join('\n') || null;
      },
      alsoGauges: () => connection?.gauges() ?? {},
    });
    await bot.outbox.recover();
    const server = await listen(bot, config.PORT, config.HOST);
    const port = (server.address() as AddressInfo).port;
    let working = work(bot, log, now);
    const background = [
      setInterval(() => {
        working = work(bot, log, now);
      }, TICK_MS),
      setInterval(() => void bot.drain(), LOOK_MS),
      setInterval(() => tidy(database, log), CHECKPOINT_MS),
    ];
    if (config.FEISHU_MODE === 'websocket') connection = await openConnection(config, bot, log, now);
    log.info('started', {
      port,
      mode: config.FEISHU_MODE,
      packs: packs.map(({ pack, fromOn }) => (fromOn === null ? pack.id : `${pack.id} ${fromOn}`)),
      database: config.DATABASE_PATH,
    });
    return {
      port,
      look: () => bot.drain(),
      async stop() {
        for (const timer of background) clearInterval(timer);
        for (const timer of timers) clearTimeout(timer);
        await connection?.stop();
        await closed(server);
        await bot.outbox.stop();
        // What is due is done once or again after the next start: worth a moment, not the whole of the shutdown.
        await Promise.race([working, new Promise((resolve) => setTimeout(resolve, LOOK_END_MS_MAX).unref())]);
        await bot.close();
        await database.close();
        unlock();
        log.info('stopped');
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Variables and pack together, so that one start names every mistake. */
function readSetup(environment: Readonly<Record<string, string | undefined>>) {
  const mistakes: string[] = [];
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigError || error instanceof PackError)) throw error;
      mistakes.push(...error.mistakes);
      return null;
    }
  };
  const config = attempt(() => readConfig(environment, ALL_VARIABLES));
  const packs = attempt(() => readPackVersions((config ?? readConfig(environment, ['PACK'])).PACK));
  if (config === null || packs === null || mistakes.length > 0) throw new ConfigError(mistakes);
  return { config, packs };
}

/** Loaded in this mode only. */
async function openConnection(
  config: Config,
  bot: Bot,
  log: Log,
  now: () => number,
): Promise<LongConnection> {
  const { openSocket } = await import('./lark/socket.ts');
  return openSocket({
    appId: config.FEISHU_APP_ID,
    appSecret: config.FEISHU_APP_SECRET,
    baseUrl: config.FEISHU_BASE_URL,
    fetch,
    newId: randomUUID,
    now,
    random: Math.random,
    take: bot.take,
    log,
    count: bot.metrics.count,
  });
}

async function work(bot: Bot, log: Log, now: () => number): Promise<void> {
  try {
    await bot.tick(now());
    await bot.drain();
  } catch (error) {
    log.error('tick_failed', { error });
  }
}

/** Housekeeping: what fails is tried again at the next turn, and loses nothing, for the log keeps it all. */
function tidy(database: { readonly checkpoint: () => void }, log: Log): void {
  try {
    database.checkpoint();
  } catch (error) {
    log.error('checkpoint_failed', { error });
  }
}

type Server = ReturnType<typeof serve>;

function listen(bot: Bot, port: number, hostname: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const serverOptions = {
      requestTimeout: REQUEST_MS_MAX,
      headersTimeout: HEADERS_MS_MAX,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CHECK_MS,
    };
    const server = serve({ fetch: bot.app.fetch, port, hostname, serverOptions }, () => resolve(server));
    server.once('error', reject);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, SHUTDOWN_MS_MAX - 1_500);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}

/** The process: exit 2 for what the administrator must mend, 1 for anything else. */
export async function main(): Promise<void> {
  try {
    const service = await startService(process.env);
    const stop = () => {
      service.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    // Said last: whoever reads it may stop us at once.
    process.stdout.write(`招商助手已启动，端口 ${service.port}\n`);
  } catch (error) {
    const isSetup =
      error instanceof ConfigError || error instanceof PackError || error instanceof LockedError;
    process.stderr.write(
      `${isSetup && error instanceof Error ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exit(isSetup ? 2 : 1);
  }
}
