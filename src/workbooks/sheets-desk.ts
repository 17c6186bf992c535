/** The desk over real workbooks: tables of `src/tables`, read and written by `src/sheets`. */
import type { Month } from '../domain/day.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import { sayKind } from '../domain/history/workbook.ts';
import type { Pack } from '../domain/pack/schema.ts';
import {
  type FixedKind,
  isWorkbookKind,
  type Order,
  registryKind,
  WORKBOOK_KINDS,
  WORKBOOK_ROWS_MAX,
  type WorkbookKind,
} from '../domain/workbook.ts';
import type { Sheets } from '../sheets/engine.ts';
import { type Table, type TableRead, withRejects } from '../sheets/table.ts';
import { tableOfKind } from '../tables/index.ts';
import { decideRows, type FileMemo, type TableKind } from '../tables/kind.ts';
import type { Desk, DeskScene, Filled } from './desk.ts';

/** A kind that is not there is neither given nor taken. */
export type TableKinds = Readonly<Partial<Record<FixedKind, TableKind>>>;

const IGNORED_SHOWN = 8;

export function makeDesk(sheets: Sheets, kinds: TableKinds): Desk {
  const tableOf = (kind: TableKind, { pack, roster, today }: DeskScene): Table =>
    kind.table(pack, roster, today);

  return {
    async make(order, scene) {
      const { kind, template, month } = order;
      const source = tableOfKind(kind, kinds, scene.pack);
      if (source === null) return unknown(kind, scene);
      if (source.parts !== undefined) return makeParts(sheets, source.parts, order, scene);
      const table = tableOf(source, scene);
      const wish = { month, limit: WORKBOOK_ROWS_MAX };
      const ask = template ? source.template : source.rows;
      const { rows, isCut } =
        ask === undefined ? { rows: [], isCut: false } : await ask.call(source, scene, wish);
      if (rows.length === 0 && !(template && ask === undefined)) return nothing(order, scene.pack);
      const about = template
        ? `${scene.today} 下载的模板：填好后把这个文件直接发回。`
        : `${scene.actor.name}于 ${scene.today} 导出，共 ${rows.length} 行${isCut ? '（没有导全）' : ''}。`;
      const bytes = await sheets.write(table, rows, { about, example: template });
      return { bytes, name: `${nameOf(order, scene)}.xlsx`, rows: rows.length, cut: isCut };
    },

    async recognise(bytes, _name, scene) {
      const registries = scene.pack.registries.map(({ id }) => registryKind(id));
      const tables = [...WORKBOOK_KINDS.filter((kind) => kind !== 'public'), ...registries].flatMap(
        (kind) => {
          const source = tableOfKind(kind, kinds, scene.pack);
          return source === null ? [] : [tableOf(source, scene)];
        },
      );
      const reads = await sheets.take(bytes, tables);
      if (isRefusal(reads)) return reads;
      const read = reads.find((one) => isWorkbookKind(one.table));
      if (read === undefined || !isWorkbookKind(read.table)) return refuse('看不出这是哪种表');
      const rows = read.rows.length + read.bad.length;
      return rows === 0 ? noRows(read.table, scene) : { kind: read.table, rows };
    },

    async open(bytes, _name, { kind, month }, scene) {
      const source = tableOfKind(kind, kinds, scene.pack);
      if (source === null) return unknown(kind, scene);
      const table = tableOf(source, scene);
      const reads = await sheets.take(bytes, [table]);
      if (isRefusal(reads)) return reads;
      const [read] = reads;
      if (read === undefined || read.rows.length + read.bad.length === 0) return noRows(kind, scene);
      const all = read.rows.length + read.bad.length;
      if (all > WORKBOOK_ROWS_MAX) {
        return refuse(`表里有 ${all} 行，一次最多导入 ${WORKBOOK_ROWS_MAX} 行（系统默认）`, {
          next: '请拆成几个文件分别发送。',
        });
      }
      return filledOf(ofMonth(read, month), table, source, sheets);
    },
  };
}

/** 导入 月报 10月: rows of another month are not what was meant. */
function ofMonth(read: TableRead, month: Month | null): TableRead {
  if (month === null || read.table !== 'progress') return read;
  const others = read.rows.filter(({ values }) => values['month'] !== month);
  return withRejects(
    read,
    others.map(({ row, values }) => ({
      row,
      column: '月份',
      reason: `「月份」是 ${values['month'] ?? ''}，不是要导入的 ${month}。`,
    })),
  );
}

function filledOf(read: TableRead, table: Table, kind: TableKind, sheets: Sheets): Filled {
  const memo: FileMemo = {};
  const all = [...read.rows, ...read.bad].sort((a, b) => a.row - b.row);
  return {
    rows: read.rows.length,
    badRows: read.bad.length,
    bad: read.rejects,
    notes:
      read.ignored.length === 0
        ? []
        : [
            `没有读的列：${read.ignored.slice(0, IGNORED_SHOWN).join('、')}${read.ignored.length > IGNORED_SHOWN ? ' 等' : ''}。`,
          ],
    decide: (from, count, scene) => decideRows(kind, read.rows, from, count, scene, memo),
    giveBack: (rejects) => sheets.writeRejects(table, all, rejects),
  };
}

/** Several tables, a sheet each. */
async function makeParts(
  sheets: Sheets,
  parts: NonNullable<TableKind['parts']>,
  order: Order,
  scene: DeskScene,
) {
  const [first, ...more] = await parts(scene);
  if (first === undefined) return nothing(order, scene.pack);
  const rows = [first, ...more].reduce((sum, one) => sum + one.rows.length, 0);
  const about = `${scene.actor.name}于 ${scene.today} 导出，共 ${rows} 行。`;
  const bytes = await sheets.write(first.table, first.rows, { about, more });
  return { bytes, name: `${nameOf(order, scene)}.xlsx`, rows, cut: false };
}

const unknown = (kind: WorkbookKind, { pack }: DeskScene) =>
  refuse(`没有「${sayKind(kind, pack.registries)}」这种表`);
const noRows = (kind: WorkbookKind, { pack }: DeskScene) =>
  refuse(`这张「${sayKind(kind, pack.registries)}」里没有填写任何一行`, { next: '请在表头下面填写后再发。' });

function nothing({ kind, template }: Order, { registries }: Pick<Pack, 'registries'>) {
  if (kind === 'public') return refuse('没有可以公开的台账条目', { next: '保密、停用和已盘活的不公开。' });
  if (template) return refuse('这个月没有需要您填报的项目', { next: '发送「项目」查看项目。' });
  return refuse(`没有您可以导出的${sayKind(kind, registries)}`);
}

function nameOf({ kind, template, month }: Order, { today, pack }: DeskScene): string {
  const word = sayKind(kind, pack.registries).replace(/[\p{C}\\/:*?"<>|]/gu, ' ');
  return `${word}${template ? '模板' : ''} ${month ?? today}`;
}
