/**
 * The CLI. Each group of commands is one file in `cli/`; this is the list, and where errors become exit codes:
 * 1 refused, 2 usage or configuration. Answers go to stdout, everything else to stderr, in Chinese.
 */
import { Command, CommanderError } from 'commander';
import { auditCommand } from './cli/audit.ts';
import { backupCommand, restoreCommand, verifyCommand } from './cli/backup.ts';
import { bulletinCommand } from './cli/bulletin.ts';
import { CliRefusal, CliUsage, env, faultInChinese, say } from './cli/context.ts';
import { doctorCommand } from './cli/doctor.ts';
import { evaluateCommand } from './cli/evaluate.ts';
import { explainCommand } from './cli/explain.ts';
import { exportCommand } from './cli/export.ts';
import { historyCommand } from './cli/history.ts';
import { importCommand } from './cli/import.ts';
import { inboxCommand } from './cli/inbox.ts';
import { jobsCommand } from './cli/jobs.ts';
import { mirrorCommand } from './cli/mirror.ts';
import { outboxCommand } from './cli/outbox.ts';
import { packCommand } from './cli/pack.ts';
import { personCommand } from './cli/person.ts';
import { rosterCommand } from './cli/roster.ts';
import { ConfigError } from './config.ts';
import { LockedError } from './lock.ts';
import { PackError } from './packs.ts';
import { openDatabase } from './runtime.ts';
import { KEY_BYTES } from './vault.ts';

function program(): Command {
  const cli = new Command('zhaoshang')
    .description('招商助手命令行')
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(inChinese(text)) });
  cli
    .command('migrate')
    .option('--json', '输出 JSON')
    .description('把数据库升级到最新结构')
    .action(async (options: { json?: boolean }) => {
      const { DATABASE_PATH } = env('DATABASE_PATH');
      const database = await openDatabase(DATABASE_PATH);
      await database.close();
      say(options, { database: DATABASE_PATH, migrated: true }, '数据库已是最新结构。');
    });
  cli
    .command('keygen')
    .option('--json', '输出 JSON')
    .description('生成一个 DATA_KEY')
    .action((options: { json?: boolean }) => {
      const key = Buffer.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES))).toString('base64');
      say(options, { key }, key);
    });
  for (const command of [
    rosterCommand(),
    importCommand(),
    exportCommand(),
    packCommand(),
    evaluateCommand(),
    explainCommand(),
    historyCommand(),
    jobsCommand(),
    bulletinCommand(),
    inboxCommand(),
    outboxCommand(),
    mirrorCommand(),
    personCommand(),
    auditCommand(),
    doctorCommand(),
    backupCommand(),
    restoreCommand(),
    verifyCommand(),
  ]) {
    cli.addCommand(withOverride(command));
  }
  return cli;
}

/** Commander's own words, for the few that people meet. */
function inChinese(text: string): string {
  return text
    .replace(/error: unknown command '(.+?)'/, '没有「$1」这个命令，用 --help 查看全部')
    .replace(/error: unknown option '(.+?)'/, '没有「$1」这个选项，用 --help 查看')
    .replace(/error: missing required argument '(.+?)'/, '缺少参数「$1」')
    .replace(/error: required option '(.+?)' not specified/, '缺少选项「$1」，用 --help 查看用法')
    .replace(/error: option '(.+?)' argument missing/, '选项「$1」后面要写内容，用 --help 查看用法')
    .replace(/error: too many arguments.*/, '参数太多，用 --help 查看用法')
    .replace(/\(Did you mean (.+?)\?\)/, '（是不是 $1？）');
}

function withOverride(command: Command): Command {
  command.exitOverride().configureOutput({ writeErr: (text) => process.stderr.write(inChinese(text)) });
  for (const sub of command.commands) withOverride(sub as Command);
  return command;
}

const CODES: readonly [new (...args: never[]) => Error, number][] = [
  [CliRefusal, 1],
  [PackError, 1],
  [LockedError, 1],
  [CliUsage, 2],
  [ConfigError, 2],
];

export async function main(argv: readonly string[]): Promise<void> {
  // The reader has seen enough: `… | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    const code = CODES.find(([kind]) => error instanceof kind)?.[1];
    const text =
      code !== undefined && error instanceof Error ? error.message : `没有办成：${faultInChinese(error)}`;
    process.stderr.write(`${text}\n`);
    process.exitCode = code ?? 1;
  }
}
