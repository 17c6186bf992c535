/**
 * Finds a table in a workbook: the header row within the first rows of a sheet, by the table's labels, whatever their
 * order; then its rows, cell by cell. Titles above, headers in two rows (merged cells), notes under the header and a 合计
 * row are stepped over. A header twice, a needed one missing, or one in another unit (亿元 for 万元) refuses the sheet.
 */
import { isRefusal, type Refusal, refuse } from '../domain/decision.ts';
import { foldWidth } from '../parse/text.ts';
import { SHEET_LIMITS, tooBig } from './limits.ts';
import type { Book, Sheet } from './read.ts';
import type { Column, Reject, Row, Table, TableRead, TableRow } from './table.ts';
import { readCell, shown } from './value.ts';

/** The header is looked for in so many rows. */
export const HEADER_WITHIN_ROWS = 10;
/** The first cell of the row of explanations under our own headers. */
export const NOTE_MARK = '【填写说明】';
/** What the first cell of an example begins with. */
export const EXAMPLE_MARK = '【示例】';
/** Headers of ours that no table has: where a row stood and why it came back. */
export const REASON_LABEL = '退回原因';
export const ROW_LABEL = '原行号';
export const WRONG_LABEL = '有误的列';
const TOTALS = /^(?:合计|总计|小计|累计合计|全市合计)[:：]?$/;
const IGNORED_SHOWN = 20;

interface Found {
  readonly sheet: Sheet;
  /** Index of the last header row. */
  readonly at: number;
  /** Column index by key. */
  readonly columns: ReadonlyMap<string, number>;
  readonly headers: readonly string[];
}

/** A header without width, spaces, stars: 投资额 (万元)* and 投资额（万元） are one. */
const fold = (text: string): string =>
  foldWidth(text)
    .replace(/[\s*＊:：]/g, '')
    .replaceAll('（', '(')
    .replaceAll('）', ')');
const withoutUnit = (text: string): string => text.replace(/\([^()]*\)$/, '');

/** The table's rows from whichever sheet has its headers; one named like the table first. */
export function readTable(table: Table, book: Book): TableRead | Refusal {
  const found = book.sheets
    .map((sheet) => findHeader(table, sheet))
    .filter((one) => one !== null)
    .sort((a, b) => scoreOf(b, table) - scoreOf(a, table))[0];
  if (found === undefined) return noHeader(table, book);
  const wrong = refuseHeader(table, found);
  return wrong ?? rowsOf(table, found);
}

/** Which of these tables the workbook holds, the best fitting first. */
export function tablesIn(tables: readonly Table[], book: Book): readonly Table[] {
  const scored = tables.flatMap((table) => {
    const scores = book.sheets.flatMap((sheet) => {
      const found = findHeader(table, sheet);
      return found === null || refuseHeader(table, found) !== null ? [] : [scoreOf(found, table)];
    });
    return scores.length === 0 ? [] : [{ table, score: Math.max(...scores) }];
  });
  return scored.sort((a, b) => b.score - a.score).map(({ table }) => table);
}

/** How much of the header is the table's and how much of the table is there; a sheet that bears its name wins. */
const scoreOf = ({ sheet, columns, headers }: Found, table: Table): number =>
  (fold(sheet.name) === fold(table.label) ? 10 : 0) +
  columns.size / Math.max(1, headers.filter((one) => one !== '').length) +
  columns.size / table.columns.length;

function findHeader(table: Table, sheet: Sheet): Found | null {
  let best: Found | null = null;
  const last = Math.min(HEADER_WITHIN_ROWS, sheet.rows.length);
  for (let at = 0; at < last; at += 1) {
    const row = (sheet.rows[at] ?? []).map(fold);
    const above = at === 0 ? [] : (sheet.rows[at - 1] ?? []).map(fold);
    const width = Math.max(row.length, above.length);
    // A header merged over two rows stands in the upper one.
    const joined = Array.from({ length: width }, (_, index) => row[index] || above[index] || '');
    for (const headers of [row, joined]) {
      const columns = columnsOf(table, headers);
      if (columns.size > (best?.columns.size ?? 0)) best = { sheet, at, columns, headers };
    }
  }
  if (best === null) return null;
  const { columns } = best;
  const needed = table.columns.filter((one) => one.required === true);
  const isEnough =
    columns.size >= Math.min(2, table.columns.length) &&
    (needed.length === 0 || needed.some((one) => columns.has(one.key)));
  return isEnough ? best : null;
}

function columnsOf(table: Table, headers: readonly string[]): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const column of table.columns) {
    const at = headers.findIndex((header) => header !== '' && isHeaderOf(column, header));
    if (at >= 0) columns.set(column.key, at);
  }
  return columns;
}

/** The label itself, one of its other words, or the label without its unit where the file states none. */
function isHeaderOf(column: Column, header: string): boolean {
  return [column.label, ...(column.aliases ?? [])]
    .map(fold)
    .some((label) => header === label || header === withoutUnit(label));
}

function refuseHeader(table: Table, { columns, headers, sheet }: Found): Refusal | null {
  const where = `工作表「${shown(sheet.name)}」`;
  const again = {
    next: `请对照模板改好表头再发（「导出 ${table.label} 模板」或命令行 export 可得到模板）。`,
  };
  for (const column of table.columns) {
    if (headers.filter((header) => header !== '' && isHeaderOf(column, header)).length > 1) {
      return refuse(`${where}有两列都是「${column.label}」`, { next: '请删去或改名一列再发。' });
    }
    if (columns.has(column.key)) continue;
    const label = fold(column.label);
    const other = headers.find((header) => header !== label && withoutUnit(header) === withoutUnit(label));
    if (other !== undefined && withoutUnit(label) !== '') {
      return refuse(`${where}的「${other}」与模板的「${column.label}」单位不同`, {
        next: `请换算成「${column.label}」再发。`,
      });
    }
    if (column.required === true) return refuse(`${where}缺少「${column.label}」一列`, again);
  }
  return null;
}

function noHeader(table: Table, book: Book): Refusal {
  const needed = table.columns.filter((one) => one.required === true || table.keyColumns.includes(one.key));
  const labels = needed.map((one) => `「${one.label}」`).join('');
  const sheets = book.sheets
    .slice(0, 5)
    .map((one) => shown(one.name))
    .join('、');
  return refuse(
    `前 ${HEADER_WITHIN_ROWS} 行没有找到「${table.label}」的表头（至少要有${labels}；看过的工作表：${sheets || '无'}）`,
    {
      next: '请用导出的模板填写。',
    },
  );
}

function rowsOf(table: Table, { sheet, at, columns, headers }: Found): TableRead | Refusal {
  const rows: TableRow[] = [];
  const bad: TableRow[] = [];
  const rejects: Reject[] = [];
  const firstOf = new Map<string, number>();
  for (let index = at + 1; index < sheet.rows.length; index += 1) {
    const cells = sheet.rows[index] ?? [];
    if (isStepped(cells, columns) || isExample(table, cells, columns)) continue;
    const row = index + 1;
    if (rows.length + bad.length >= SHEET_LIMITS.rowsMax) return tooBig(`超过 ${SHEET_LIMITS.rowsMax} 行`);
    const read = readRow(table, cells, columns, row);
    const wrong = read.rejects.length > 0 ? read.rejects : twice(table, read.values, row, firstOf);
    rejects.push(...wrong);
    (wrong.length > 0 ? bad : rows).push({ row, values: read.values });
  }
  const known = new Set(columns.values());
  const ours = new Set([REASON_LABEL, ROW_LABEL, WRONG_LABEL].map(fold));
  const ignored = headers.filter((header, index) => header !== '' && !known.has(index) && !ours.has(header));
  const missing = table.columns.filter((one) => !columns.has(one.key)).map((one) => one.key);
  return {
    table: table.id,
    sheet: sheet.name,
    rows,
    bad,
    rejects,
    ignored: ignored.slice(0, IGNORED_SHOWN),
    missing,
  };
}

/** Empty rows, our own row of explanations, totals. */
function isStepped(cells: readonly string[], columns: ReadonlyMap<string, number>): boolean {
  const mine = [...columns.values()].map((index) => cells[index] ?? '');
  if (mine.every((cell) => cell === '')) return true;
  const first = cells.find((cell) => cell !== '') ?? '';
  return first.startsWith(NOTE_MARK) || TOTALS.test(first.replace(/\s/g, ''));
}

/** The template's example as it was: who filled it over without taking the mark away is told, not left out. */
function isExample(
  { columns: all, example }: Table,
  cells: readonly string[],
  columns: ReadonlyMap<string, number>,
): boolean {
  if (example === undefined || !cells.some((cell) => cell.startsWith(EXAMPLE_MARK))) return false;
  return all.every((column) => {
    const at = columns.get(column.key);
    const read = readCell(column, at === undefined ? '' : (cells[at] ?? ''));
    return at === undefined || (read.ok && read.value === (example[column.key] ?? ''));
  });
}

function readRow(table: Table, cells: readonly string[], columns: ReadonlyMap<string, number>, row: number) {
  const values: Record<string, string> = {};
  const rejects: Reject[] = [];
  for (const column of table.columns) {
    const at = columns.get(column.key);
    const text = at === undefined ? '' : (cells[at] ?? '');
    const read = readCell(column, text);
    values[column.key] = read.ok ? read.value : text;
    if (!read.ok) rejects.push({ row, column: column.label, reason: `${read.reason}。` });
    else if (read.value === '' && column.required === true) {
      rejects.push({ row, column: column.label, reason: `「${column.label}」没有填。` });
    }
  }
  return { values: values as Row, rejects };
}

/** The same thing twice: which one counts would be chance. */
function twice(table: Table, values: Row, row: number, firstOf: Map<string, number>): readonly Reject[] {
  const parts = table.keyColumns.map((key) => values[key] ?? '');
  if (parts.length === 0 || parts.some((part) => part === '')) return [];
  const key = JSON.stringify(parts);
  const first = firstOf.get(key);
  if (first === undefined) {
    firstOf.set(key, row);
    return [];
  }
  const label = table.columns.find((one) => one.key === table.keyColumns[0])?.label ?? null;
  return [
    { row, column: label, reason: `与第 ${first} 行重复（${parts.map(shown).join(' ')}），请只留一行。` },
  ];
}

/** Everything of these tables that a workbook holds; a refusal where it holds none of them. */
export function readTables(tables: readonly Table[], book: Book): readonly TableRead[] | Refusal {
  const reads = tablesIn(tables, book).map((table) => readTable(table, book));
  const taken = reads.filter((one): one is TableRead => !isRefusal(one));
  const [only] = tables;
  if (taken.length > 0 || only === undefined) return taken;
  const refused = readTable(only, book);
  return isRefusal(refused) ? refused : [refused];
}
