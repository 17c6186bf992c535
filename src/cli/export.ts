/**
 * `export KIND FILE`: a table as a workbook, as it is re-imported; with `--template` the empty form, or one filled in as far
 * as known. `public`: the list for the city's platform, also as JSON. Each export is on record (留痕).
 */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { makeLedger } from '../../db/ledger.ts';
import type { NodeDatabase } from '../../db/node.ts';
import { isOffice } from '../domain/access.ts';
import { isMonth } from '../domain/day.ts';
import { sayKind } from '../domain/history/workbook.ts';
import type { WorkbookFact } from '../domain/workbook.ts';
import { mayExport, mayImport } from '../domain/workbook-rights.ts';
import { threadSheets } from '../sheets/thread.ts';
import { readPublicList } from '../tables/public.ts';
import { CliRefusal, CliUsage, say, withDatabase } from './context.ts';
import { type TableCall, tableCall } from './table-scene.ts';

/** As many as `import` takes back. */
const ROWS_MAX = 100_000;
/** In place of a person: the operator at the command line. */
const OPERATOR = 'operator';

interface Options {
  readonly by?: string;
  readonly month?: string;
  readonly template?: boolean;
  readonly json?: boolean;
}

export function exportCommand(): Command {
  return new Command('export')
    .argument(
      '<kind>',
      '表的种类：units people leads projects progress targets figures public，或台账编号、名称',
    )
    .argument('<file>', '写到哪个 .xlsx 文件（public 也可以是 .json）')
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
  const isJson = word === 'public' && file.toLowerCase().endsWith('.json');
  if (!isJson && !file.toLowerCase().endsWith('.xlsx')) {
    const also = word === 'public' ? '或 .json ' : '';
    throw new CliUsage(`只能导出 .xlsx ${also}文件：${file}`);
  }
  const month = options.month ?? null;
  if (month !== null && !isMonth(month)) throw new CliUsage(`--month 不是月份：${month}，请写成 2026-10`);
  const { rows, isCut } = await withDatabase(async (database) => {
    const call = await tableCall(database, word, options.by);
    const made = isJson ? await publicJson(call) : await madeFor(call, options, month);
    // On record before it leaves: who took what out.
    await audit(database, call, { template: options.template === true, month, rows: made.rows });
    writeFileSync(file, made.bytes, { mode: 0o600 });
    return made;
  });
  return { kind: word, file, rows, cut: isCut };
}

interface Made {
  readonly bytes: Uint8Array | string;
  readonly rows: number;
  readonly isCut: boolean;
}

async function publicJson({ scene }: TableCall): Promise<Made> {
  if (scene.actor !== null && !isOffice(scene.actor)) throw new CliRefusal('公开清单由招商办导出。');
  const list = await readPublicList(scene);
  const rows = list.registries.reduce((sum, one) => sum + one.entries.length, 0);
  return { bytes: `${JSON.stringify(list, null, 2)}\n`, rows, isCut: false };
}

async function madeFor(
  { kind, id, scene }: TableCall,
  options: Options,
  month: string | null,
): Promise<Made> {
  const { actor, pack, roster, today } = scene;
  const template = options.template === true;
  if (actor !== null && !mayExport(actor, id) && !(template && mayImport(actor, id))) {
    throw new CliRefusal(`${actor.name}的角色不能导出${sayKind(id, pack.registries)}。`);
  }
  const table = kind.table(pack, roster, today);
  const wish = { month, limit: ROWS_MAX };
  const sheets = threadSheets();
  const aboutOf = (rows: number, isCut: boolean): string =>
    `${today} 导出，共 ${rows} 行${isCut ? '（没有导全）' : ''}。`;
  if (kind.parts !== undefined && !template) {
    const [first, ...more] = await kind.parts(scene);
    const rows = [first, ...more].reduce((sum, one) => sum + (one?.rows.length ?? 0), 0);
    const about = aboutOf(rows, false);
    const bytes = await sheets.write(first?.table ?? table, first?.rows ?? [], { about, more });
    return { bytes, rows, isCut: false };
  }
  const given = template
    ? ((await kind.template?.(scene, wish)) ?? { rows: [], isCut: false })
    : await kind.rows(scene, wish);
  const about = aboutOf(given.rows.length, given.isCut);
  const bytes = await sheets.write(table, given.rows, { about, example: template });
  return { bytes, rows: given.rows.length, isCut: given.isCut };
}

/** 留痕, as an export in chat leaves it: asked and done in one commit. */
async function audit(
  database: NodeDatabase,
  { id, scene }: TableCall,
  what: { readonly template: boolean; readonly month: string | null; readonly rows: number },
): Promise<void> {
  const { template, month, rows } = what;
  const by = scene.actor?.id ?? OPERATOR;
  const facts: readonly WorkbookFact[] = [
    { type: 'workbook.asked', id: `out-${scene.newId()}`, by, kind: id, template, month },
    { type: 'workbook.done', made: null, rows },
  ];
  const done = await makeLedger(database, scene.vault).conclude({
    on: { at: scene.now, actor: scene.actor?.id ?? null, cause: 'cli:export' },
    changes: [{ subject: 'workbook', before: null, facts }],
    promises: [],
    keys: [],
  });
  if (done.result !== 'done') throw new CliRefusal('导出没有记录下来，请再试一次。');
}
