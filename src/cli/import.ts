/**
 * `import KIND FILE`: rows of a workbook (.xlsx, .csv) taken in, each by the rules of chat, committed in batches. Rows that
 * cannot be taken go into a workbook beside the file, 名-退回.xlsx, with their reasons. Importing the same file again
 * changes nothing.
 *
 * Exit 0: the file was read to its end; rejected rows are listed and do not fail it, for the good ones are in. Exit 1:
 * nothing could be read. Exit 2: wrong use.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { Command } from 'commander';
import { makeLedger } from '../../db/ledger.ts';
import type { NodeDatabase } from '../../db/node.ts';
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import type { Ledger } from '../ledger.ts';
import { SHEET_LIMITS } from '../sheets/limits.ts';
import type { Reject, Table, TableRead, TableRow } from '../sheets/table.ts';
import { threadSheets } from '../sheets/thread.ts';
import { decideRows, type FileMemo, type RowFate } from '../tables/kind.ts';
import { CliRefusal, CliUsage, print, printJson, warn, withDatabase } from './context.ts';
import { type TableCall, tableCall } from './table-scene.ts';

const ROWS_A_COMMIT = 50;
const TRIES = 4;
/** Progress is worth saying from here on. */
const LONG_ROWS = 500;
const REJECTS_PRINTED = 20;

export interface ImportSummary {
  readonly kind: string;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rejects: readonly Reject[];
  readonly rejectFile: string | null;
  readonly ignored: readonly string[];
}

export function importCommand(): Command {
  return new Command('import')
    .argument('<kind>', '表的种类：units people leads projects progress targets figures，或台账编号、名称')
    .argument('<file>', 'Excel 文件（.xlsx）或 .csv')
    .option('--by <person>', '以谁的身份导入（姓名或 openId）；不写为系统管理员')
    .option('--json', '输出 JSON')
    .description('导入 Excel；没有收下的行写入同目录的「名-退回.xlsx」，改好后可再导入')
    .action(async (kind: string, file: string, options: { by?: string; json?: boolean }) => {
      const summary = await runImport(kind, file, options.by);
      if (options.json === true) return printJson(summary);
      say(summary);
    });
}

/** The whole command but for what it prints. */
export const runImport = (kind: string, file: string, by?: string): Promise<ImportSummary> =>
  withDatabase(async (database) => {
    const call = await tableCall(database, kind, by);
    return importFile(database, call, kind, file);
  });

async function importFile(
  database: NodeDatabase,
  call: TableCall,
  word: string,
  file: string,
): Promise<ImportSummary> {
  const { kind, scene } = call;
  const table = kind.table(scene.pack, scene.roster, scene.today);
  const sheets = threadSheets();
  const reads = await sheets.take(bytesOf(file), [table]);
  if (isRefusal(reads)) throw new CliRefusal(`${file}：${sayRefusal(reads)}`);
  const [read] = reads;
  if (read === undefined || read.rows.length + read.bad.length === 0) {
    throw new CliRefusal(`${file}：表头下面没有填写任何一行，没有导入。`);
  }
  const fates = await takeIn(database, call, read);
  const rejects = [
    ...read.rejects,
    ...fates.flatMap((fate) => (fate.fate === 'rejected' ? fate.rejects : [])),
  ].sort((a, b) => a.row - b.row);
  const count = (fate: RowFate['fate']): number => fates.filter((one) => one.fate === fate).length;
  return {
    kind: word,
    read: read.rows.length + read.bad.length,
    created: count('added'),
    updated: count('changed'),
    unchanged: count('unchanged'),
    rejected: new Set(rejects.map((one) => one.row)).size,
    rejects,
    rejectFile: rejects.length === 0 ? null : await writeBack(file, table, read, rejects, sheets),
    ignored: read.ignored,
  };
}

function bytesOf(file: string): Uint8Array {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new CliUsage(`找不到文件：${file}`);
  if (!stat.isFile()) throw new CliUsage(`不是文件：${file}`);
  if (stat.size > SHEET_LIMITS.fileBytesMax) {
    throw new CliRefusal(
      `${file}：文件过大，上限 ${SHEET_LIMITS.fileBytesMax / 1024 / 1024} MB，请拆成几个文件。`,
    );
  }
  return readFileSync(file);
}

async function takeIn(database: NodeDatabase, call: TableCall, { rows }: TableRead): Promise<RowFate[]> {
  const ledger = makeLedger(database, call.scene.vault);
  const fates: RowFate[] = [];
  const memo: FileMemo = {};
  let said = 0;
  while (fates.length < rows.length) {
    fates.push(...(await advance(ledger, call, rows, fates.length, memo)));
    if (rows.length >= LONG_ROWS && fates.length - said >= LONG_ROWS) {
      said = fates.length;
      warn(`已处理 ${said}/${rows.length} 行`);
    }
  }
  return fates;
}

/** The next rows in one commit; when somebody moved first, one row at a time. */
async function advance(
  ledger: Ledger,
  { kind, scene }: TableCall,
  rows: readonly TableRow[],
  from: number,
  memo: FileMemo,
): Promise<readonly RowFate[]> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const count = attempt === 0 ? ROWS_A_COMMIT : 1;
    const fates = await decideRows(kind, rows, from, count, scene, memo);
    const changes = fates.flatMap((fate) => ('changes' in fate ? fate.changes : []));
    if (changes.length === 0) return fates;
    const on = { at: scene.now, actor: scene.actor?.id ?? null, cause: 'cli:import' };
    const done = await ledger.conclude({ on, changes, promises: [], keys: [] });
    if (done.result === 'done') return fates;
  }
  throw new CliRefusal(
    `第 ${rows[from]?.row ?? '?'} 行正被别人改动，导入停在这里；前面的行已经收下，请稍后重新导入同一文件。`,
  );
}

async function writeBack(
  file: string,
  table: Table,
  read: TableRead,
  rejects: readonly Reject[],
  sheets: ReturnType<typeof threadSheets>,
): Promise<string> {
  const all = [...read.rows, ...read.bad].sort((a, b) => a.row - b.row);
  const bytes = await sheets.writeRejects(table, all, rejects);
  const path = freePath(
    join(dirname(file), `${basename(file, extname(file)).replace(/-退回\d*$/, '')}-退回`),
    file,
  );
  writeFileSync(path, bytes);
  return path;
}

/** Never over the very file that is being read. */
function freePath(stem: string, file: string): string {
  const plain = `${stem}.xlsx`;
  if (plain !== file) return plain;
  for (let next = 2; ; next += 1) if (!existsSync(`${stem}${next}.xlsx`)) return `${stem}${next}.xlsx`;
}

function say({
  read,
  created,
  updated,
  unchanged,
  rejected,
  rejects,
  rejectFile,
  ignored,
}: ImportSummary): void {
  print(`共 ${read} 行：新增 ${created}，更新 ${updated}，未变 ${unchanged}，退回 ${rejected}。`);
  if (ignored.length > 0) print(`没有读的列：${ignored.join('、')}`);
  for (const { row, column, reason } of rejects.slice(0, REJECTS_PRINTED)) {
    print(`  第 ${row} 行${column === null ? '' : `「${column}」`}：${reason}`);
  }
  if (rejects.length > REJECTS_PRINTED) print(`  …… 共 ${rejects.length} 处`);
  if (rejectFile !== null) print(`退回的行在 ${rejectFile}，改好后再导入它即可。`);
}
