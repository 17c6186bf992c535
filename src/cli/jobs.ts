/**
 * `jobs run --at ISO`: everything due at that instant, as the scheduler would; idempotent.
 * Beside a running service it only commits; with none running it also sends what is waiting before it ends.
 */
import type { Command } from 'commander';
import type { NodeDatabase } from '../../db/node.ts';
import type { Bot } from '../compose.ts';
import { ALL_VARIABLES } from '../config.ts';
import { isServed, lockDatabase } from '../lock.ts';
import { readPackVersions } from '../packs.ts';
import { nodeBot, openVault } from '../runtime.ts';
import type { Ran } from '../scheduler.ts';
import { CliRefusal, CliUsage, env, group, print, printJson, withDatabase } from './context.ts';

const DRAIN_MS_MAX = 60_000;

export function jobsCommand(): Command {
  const jobs = group('jobs', '定时事项');
  jobs
    .command('run')
    .option('--at <instant>', '按这个时刻运行（ISO，如 2026-11-08T09:00:00+08:00）；默认现在')
    .option('--json', '输出 JSON')
    .description('运行到这个时刻应办的全部事项；重复运行不会重复办理')
    .action(async (options: { at?: string; json?: boolean }) => {
      const at = options.at === undefined ? Date.now() : Date.parse(options.at);
      if (Number.isNaN(at)) throw new CliUsage(`--at 不是有效时刻：${options.at}`);
      const { done, failed } = await withDatabase((database) => runJobs(database, at));
      if (options.json === true) printJson({ at: new Date(at).toISOString(), done, failed });
      else if (done.length + failed.length === 0) print('没有到期的事项。');
      else for (const key of done) print(key);
      if (failed.length > 0)
        throw new CliRefusal(
          `这些事项没有办成：${failed.join('、')}。原因见日志（job_failed）；改好后再运行一次，已办的不会重复。`,
        );
    });
  return jobs;
}

async function runJobs(database: NodeDatabase, at: number): Promise<Ran> {
  const config = env(...ALL_VARIABLES);
  const served = isServed(config.DATABASE_PATH);
  const unlock = served ? () => undefined : lockDatabase(config.DATABASE_PATH);
  const timers: NodeJS.Timeout[] = [];
  try {
    const later = (delayMs: number, run: () => void) => void timers.push(setTimeout(run, delayMs));
    const vault = await openVault(database, config.DATA_KEY);
    const bot = nodeBot({
      config,
      packs: readPackVersions(config.PACK),
      database,
      vault,
      later,
      sends: !served,
    });
    try {
      if (served) return await bot.tick(at);
      await bot.outbox.recover();
      const ran = await bot.tick(at);
      await drained(bot);
      return ran;
    } finally {
      await bot.close();
    }
  } finally {
    for (const timer of timers) clearTimeout(timer);
    unlock();
  }
}

/** Until nothing is waiting that could leave now; what must wait for long stays for the next run. */
async function drained(bot: Bot): Promise<void> {
  const until = Date.now() + DRAIN_MS_MAX;
  for (;;) {
    await bot.drain();
    const nextAt = await bot.ledger.nextDueAt();
    if (nextAt === null || nextAt > until || Date.now() > until) break;
    await new Promise((resolve) => setTimeout(resolve, Math.max(20, Math.min(1_000, nextAt - Date.now()))));
  }
  await bot.outbox.stop();
}
