/** `backup FILE`, `restore FILE`, `verify`: a copy while running, putting it back, and facts against state. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { verifyFacts } from '../../db/verify.ts';
import { isServed } from '../lock.ts';
import { ROOT } from '../packs.ts';
import {
  CliRefusal,
  CliUsage,
  env,
  faultInChinese,
  print,
  printJson,
  say,
  withAnyDatabase,
  withDatabase,
} from './context.ts';

const migrations = () => readMigrations(join(ROOT, 'db', 'migrations'));

export function backupCommand(): Command {
  return new Command('backup')
    .argument('<file>', '备份文件（不能已存在）')
    .option('--json', '输出 JSON')
    .description('备份数据库；服务运行中也可以')
    .action(async (file: string, options: { json?: boolean }) => {
      if (existsSync(file)) throw new CliUsage(`文件已存在，不覆盖：${file}`);
      await withDatabase((database) => database.backup(file));
      await checked(file);
      say(options, { file, checked: true }, `已备份到 ${file}`);
    });
}

export function restoreCommand(): Command {
  return new Command('restore')
    .argument('<file>', '备份文件')
    .option('--json', '输出 JSON')
    .description('用备份恢复数据库；先停服务，原库另存')
    .action(async (file: string, options: { json?: boolean }) => {
      const { DATABASE_PATH } = env('DATABASE_PATH');
      if (!existsSync(file)) throw new CliUsage(`找不到备份文件：${file}`);
      if (isServed(DATABASE_PATH)) throw new CliRefusal('服务正在运行，请先停止服务再恢复。');
      await checked(file);
      const kept = existsSync(DATABASE_PATH) ? `${DATABASE_PATH}.before-restore-${Date.now()}` : null;
      if (kept !== null) await withDatabase((database) => database.backup(kept));
      for (const suffix of ['-wal', '-shm']) rmSync(`${DATABASE_PATH}${suffix}`, { force: true });
      copyFileSync(file, DATABASE_PATH);
      const held = await withDatabase(holdUnsent);
      if (options.json === true) return printJson({ file, database: DATABASE_PATH, kept, held });
      if (kept !== null) print(`原数据库已另存为 ${kept}`);
      print(`已从 ${file} 恢复。`);
      if (held > 0)
        print(
          `备份时还没发出的 ${held} 条消息已停放，可能后来发过：用 outbox list --state uncertain 查看后再决定。`,
        );
    });
}

/** What was unsent when the copy was made may have been sent since: a person decides, nobody sends it blindly. */
async function holdUnsent(database: NodeDatabase): Promise<number> {
  const rows = await database.query("SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')", []);
  await database.commit([
    {
      sql: "UPDATE outbox SET state = 'uncertain', why = ?, ended_at = ? WHERE state IN ('waiting', 'sending')",
      binds: ['数据库由备份恢复，之后是否发过不明', Date.now()],
    },
  ]);
  return Number(rows[0]?.[0] ?? 0);
}

export function verifyCommand(): Command {
  return new Command('verify')
    .option('--json', '输出 JSON')
    .description('用全部事实重算状态，与数据库逐行比对')
    .action(async (options: { json?: boolean }) => {
      const verdict = await withAnyDatabase(async (live) => {
        const empty = new NodeDatabase({ path: ':memory:' });
        try {
          await migrate(empty, migrations());
          return await verifyFacts(live, empty);
        } finally {
          await empty.close();
        }
      });
      if (options.json === true) printJson(verdict);
      else print(`核对 ${verdict.facts} 条事实，${verdict.differences.length} 处不同。`);
      if (verdict.differences.length > 0) throw new CliRefusal(verdict.differences.join('\n'));
    });
}

/** A backup that cannot be opened is worse than none: it is checked before anybody relies on it. */
async function checked(file: string): Promise<void> {
  let verdict: string;
  try {
    const database = new NodeDatabase({ path: file });
    verdict = String((await database.query('PRAGMA integrity_check', []))[0]?.[0]);
    await database.close();
  } catch (error) {
    verdict = faultInChinese(error);
  }
  if (verdict !== 'ok') throw new CliRefusal(`备份文件不完好：${verdict}`);
}
