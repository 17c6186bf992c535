/** `export KIND FILE`: a table as a workbook, as it is re-imported; with `--template` the empty form, or one filled in as far as known. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { isMonth } from '../domain/day.ts';
import { threadSheets } from '../sheets/thread.ts';
import { CliUsage, say, withDatabase } from './context.ts';
import { tableCall } from './table-scene.ts';

/** As many as `import` takes back. */
const ROWS_MAX = 100_000;

interface Options {
  readonly by?: string;
  readonly month?: string;
  readonly template?: boolean;
  readonly json?: boolean;
}

export function exportCommand(): Command {
  return new Command('export')
    .argument('<kind>', '表的种类：units people leads projects progress targets')
    .argument('<file>', '写到哪个 .xlsx 文件')
    .option('--by <person>', '以谁的眼光导出（姓名或 openId）；不写为全部')
    .option('--month <YYYY-MM>', '只要这个月（月报）')
    .option('--template', '导出空白模板')
    .option('--json', '输出 JSON')
    .description('导出 Excel，可以改好再导入')
    .action(async (kind: string, file: string, options: Options) => {
      const done = await runExport(kind, file, options);
      say(options, done, `已导出 ${done.rows} 行到 ${file}${done.cut ? '（没有导全）' : ''}`);
    });
}

/** The whole command but for what it prints. */
export async function runExport(word: string, file: string, options: Options) {
  if (!file.toLowerCase().endsWith('.xlsx')) throw new CliUsage(`只能导出 .xlsx 文件：${file}`);
  const month = options.month ?? null;
  if (month !== null && !isMonth(month)) throw new CliUsage(`--month 不是月份：${month}，请写成 2026-10`);
  const { rows, isCut } = await withDatabase(async (database) => {
    const { kind, scene } = await tableCall(database, word, options.by);
    const table = kind.table(scene.pack, scene.roster, scene.today);
    const wish = { month, limit: ROWS_MAX };
    const given =
      options.template === true
        ? ((await kind.template?.(scene, wish)) ?? { rows: [], isCut: false })
        : await kind.rows(scene, wish);
    const about = `${scene.today} 导出，共 ${given.rows.length} 行${given.isCut ? '（没有导全）' : ''}。`;
    writeFileSync(file, await threadSheets().write(table, given.rows, { about }), { mode: 0o600 });
    return given;
  });
  return { kind: word, file, rows: rows.length, cut: isCut };
}
