/**
 * Tables as workbooks: header bold and frozen, widths, numbers as numbers, days as days, lists to choose from, and a second
 * sheet 填写说明. Every text is a text cell, and one that a spreadsheet might take for a formula is marked so (S22), here
 * and after it was saved as .csv. Left out: papers with formulas of their own.
 */
import type { CellValue, WriteSheet } from 'hucre/xlsx';
import { isDay } from '../domain/day.ts';
import { REASON_LABEL, ROW_LABEL, WRONG_LABEL } from './match.ts';
import { notesSheet } from './notes.ts';
import { exampleCells, HEADER, NEEDED, neutral, STYLES, type StyledCell, wrongCells } from './styles.ts';
import type { Column, Reject, Row, Table, TableRow } from './table.ts';

export interface WriteExtra {
  /** A line under the header of 填写说明: 截至何时、何人导出. */
  readonly about?: string;
  /** Further sheets, such as the other tables of a roster. */
  readonly more?: readonly { readonly table: Table; readonly rows: readonly Row[] }[];
  /** Also the table's example, below the headers. */
  readonly example?: boolean;
  /** Columns before the table's own: 退回原因, 原行号. */
  readonly lead?: readonly { readonly column: Column; readonly values: readonly string[] }[];
  /** Of each row the headers of its wrong cells: they are seen to be. */
  readonly wrong?: readonly (readonly string[])[];
}

const EMPTY_ROWS_CHECKED = 500;
const WIDTH_MIN = 8;
const WIDTH_MAX = 48;
/** A number with more digits would not come back as it was: it stays text. */
const SAFE_NUMBER = /^-?\d{1,15}$|^-?(?=[\d.]{3,16}$)\d+\.\d+$/;
/** One table's workbook. */
export async function writeTable(
  table: Table,
  rows: readonly Row[],
  extra: WriteExtra = {},
): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const names = new Set<string>();
  const tables = [{ table, rows }, ...(extra.more ?? [])];
  const lists: string[][] = [];
  const sheets = tables.map((one, index) =>
    sheetOf(one.table, one.rows, sheetName(one.table.label, names), lists, index === 0 ? extra : {}),
  );
  const notes = notesSheet(
    tables.map((one) => one.table),
    sheetName('填写说明', names),
    extra.about,
  );
  const choices = choicesSheet(lists);
  return writeXlsx({
    sheets: [...sheets, notes, ...(choices === null ? [] : [choices])],
    defaultFont: { name: '宋体', size: 11 },
    stringMode: 'inline',
  });
}

/** The rows that were not taken, as they were written, with the reason before each; correct them and send the file again. */
export function writeRejects(
  table: Table,
  rows: readonly TableRow[],
  rejects: readonly Reject[],
): Promise<Uint8Array> {
  const reasons = new Map<number, string[]>();
  for (const { row, column, reason } of rejects) {
    const said = column === null || reason.includes(column) ? reason : `「${column}」${reason}`;
    reasons.set(row, [...(reasons.get(row) ?? []), said]);
  }
  const back = rows.filter((one) => reasons.has(one.row));
  const columns = new Map<number, string[]>();
  for (const { row, column } of rejects)
    if (column !== null) columns.set(row, [...new Set([...(columns.get(row) ?? []), column])]);
  const wrong = back.map((one) => columns.get(one.row) ?? []);
  return writeTable(
    table,
    back.map((one) => one.values),
    {
      about: '请按「退回原因」改正后（有误的格已标红），把这个文件直接发回；改好的行会被收下，前三列不用删。',
      lead: [
        {
          column: { key: '#reason', label: REASON_LABEL, kind: 'text', width: 40 },
          values: back.map((one) => (reasons.get(one.row) ?? []).join('\n')),
        },
        {
          column: { key: '#wrong', label: WRONG_LABEL, kind: 'text', width: 14 },
          values: wrong.map((columns) => columns.join('、')),
        },
        {
          column: { key: '#row', label: ROW_LABEL, kind: 'number', width: 8 },
          values: back.map((one) => String(one.row)),
        },
      ],
      wrong,
    },
  );
}

function sheetOf(
  table: Table,
  rows: readonly Row[],
  name: string,
  lists: string[][],
  { lead = [], example = false, wrong = [] }: WriteExtra,
): WriteSheet {
  const columns = [...lead.map((one) => one.column), ...table.columns];
  const shown = example && table.example !== undefined ? [table.example, ...rows] : rows;
  const lines = shown.map((row, at) => [
    ...lead.map((one) => cellValue(one.column, one.values[at] ?? '')),
    ...table.columns.map((column) => cellValue(column, row[column.key] ?? '')),
  ]);
  const header: CellValue[] = columns.map((column) => neutral(column.label));
  const last = shown.length + 1 + EMPTY_ROWS_CHECKED;
  return {
    name,
    columns: columns.map((column) => ({ width: widthOf(column, shown), style: STYLES[column.kind] })),
    rows: [header, ...lines],
    cells: new Map([
      ...columns.map((column, at): StyledCell => {
        const bold = column.required === true ? NEEDED : HEADER;
        const alignment = { ...bold.alignment, horizontal: 'right' as const };
        const style = column.kind === 'number' ? { ...bold, alignment } : bold;
        return [`0,${at}`, { value: header[at] ?? null, type: 'string', style }];
      }),
      ...(shown === rows ? [] : exampleCells(columns, lines[0] ?? [])),
      ...wrong.flatMap((labels, at) => wrongCells(columns, lines[at] ?? [], labels, at + 1)),
    ]),
    rowDefs: heightsOf(columns, [header, ...lines], shown),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${letters(columns.length - 1)}${shown.length + 1}` },
    dataValidations: columns.flatMap((column, at) => {
      const range = `${letters(at)}2:${letters(at)}${last}`;
      const words = column.kind === 'choice' ? (column.choices ?? []) : (column.suggest ?? []);
      if (words.length === 0) return [];
      const place = lists.push([...words]) - 1;
      const list = letters(place);
      return [
        {
          type: 'list' as const,
          formula1: `'${LISTS}'!$${list}$1:$${list}$${words.length}`,
          allowBlank: true,
          showErrorMessage: column.kind === 'choice',
          errorTitle: column.label,
          errorMessage: '请从下拉列表中选择。',
          range,
        },
      ];
    }),
    pageSetup: pageOf(columns, shown),
  };
}

/** Beyond this a page's width makes print too small to read: it runs on over several. */
const PAGE_WIDTH_MAX = 170;

function pageOf(columns: readonly Column[], rows: readonly Row[]): NonNullable<WriteSheet['pageSetup']> {
  const page = { orientation: 'landscape' as const, printTitlesRow: '$1:$1' };
  const width = columns.reduce((sum, column) => sum + widthOf(column, rows), 0);
  if (width > PAGE_WIDTH_MAX) return { ...page, paperSize: 'a3', scale: 80 };
  return { ...page, paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
}

const LINE_HEIGHT = 16;
const LINES_MAX = 8;
/** Beyond this many rows a table is not read line by line. */
const FITTED_ROWS_MAX = 2_000;

/** Rows with text that runs over several lines: not every program fits them by itself. */
function heightsOf(
  columns: readonly Column[],
  lines: readonly (readonly CellValue[])[],
  rows: readonly Row[],
) {
  const heights = new Map<number, { height: number }>();
  if (lines.length > FITTED_ROWS_MAX) return heights;
  const widths = columns.map((column) => widthOf(column, rows));
  for (const [at, line] of lines.entries()) {
    const most = Math.max(1, ...line.map((cell, column) => linesIn(cell, widths[column] ?? WIDTH_MIN)));
    if (most > 1) heights.set(at, { height: Math.min(most, LINES_MAX) * LINE_HEIGHT });
  }
  return heights;
}

const linesIn = (cell: CellValue, width: number): number =>
  typeof cell !== 'string'
    ? 1
    : cell
        .split('\n')
        .reduce((sum, one) => sum + Math.max(1, Math.ceil(widthIn(one) / Math.max(1, width - 1))), 0);

/** Lists live on a hidden sheet: written into the validation itself they end at 255 characters. */
const LISTS = '选项';

function choicesSheet(lists: readonly (readonly string[])[]): WriteSheet | null {
  if (lists.length === 0) return null;
  const height = Math.max(...lists.map((list) => list.length));
  const rows = Array.from({ length: height }, (_, row) =>
    lists.map((list) => (list[row] === undefined ? null : neutral(list[row]))),
  );
  return { name: LISTS, rows, veryHidden: true };
}

function cellValue(column: Column, text: string): CellValue {
  if (text === '') return null;
  if (column.kind === 'number' && SAFE_NUMBER.test(text)) return Number(text);
  // What is no day (2026-13-45, 2026-02-30) goes back as it was typed, not as NaN or another day.
  if (column.kind === 'date' && isSheetDay(text)) return new Date(`${text}T00:00:00Z`);
  if (column.kind === 'month' && isSheetDay(`${text}-01`)) return new Date(`${text}-01T00:00:00Z`);
  return neutral(text);
}

/** Chinese characters are two wide. */
const widthIn = (text: string): number => [...text].reduce((sum, one) => sum + (one > '\u00ff' ? 2 : 1), 0);

function widthOf(column: Column, rows: readonly Row[]): number {
  if (column.width !== undefined) return column.width;
  const texts = rows.slice(0, 200).map((row) => row[column.key] ?? '');
  const widest = Math.max(widthIn(column.label), ...texts.map(widthIn)) + 2;
  return Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, column.kind === 'date' ? 12 : 0, widest));
}

function letters(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : `${letters(Math.floor(index / 26) - 1)}${letters(index % 26)}`;
}

/** With room for a number behind it. */
const NAME_MAX = 28;

/** A name a sheet may have (31 characters, none of `:\/?*[]`), not twice. */
export function sheetName(wanted: string, taken: Set<string>): string {
  const clean =
    wanted
      .replace(/[:\\/?*[\]\p{Cc}：？＊]/gu, ' ')
      .replace(/^[\s'=+\-@＝＋－＠﹦﹢﹣﹫|]+|[\s']+$/g, '')
      .slice(0, NAME_MAX)
      .replace(/[\s']+$/, '') || '表';
  let name = clean;
  for (let next = 2; taken.has(name); next += 1) name = `${clean}${next}`;
  taken.add(name);
  return name;
}

/** A spreadsheet counts days from March 1900 on without a doubt. */
const isSheetDay = (text: string): boolean => isDay(text) && text >= '1900-03-01';
