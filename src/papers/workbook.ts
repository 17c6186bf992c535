/**
 * The bulletin as a workbook: numbers as numbers, sums as formulas with their values beside them, heads that stay in
 * sight and come again on every printed page. A sheet a ranking class, 明细, 更正, 未报 and what else there is.
 */
import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import { widthOf } from '../domain/explain/print.ts';
import type { MonthFigures } from '../domain/month-figures.ts';
import { neutral } from '../sheets/neutral.ts';
import { notesOf, type PaperSource, paperTitle, sayDay } from './paper.ts';
import { cityTable, classTables, detailTable, progressTable } from './ranking-tables.ts';
import {
  actionTable,
  cityTargetTable,
  clawBackTable,
  correctionTable,
  lineTable,
  missingTable,
  objectionTable,
  performanceTable,
  restatedTable,
  scoreTable,
  signedTable,
  stageTable,
} from './section-tables.ts';
import { cellNumber, cellText, hasSums, MISSING, type PaperCell, type PaperTable, sumOf } from './table.ts';
import { readZip, writeZip } from './zip.ts';

const NAME_MAX = 31;
const LINE_PT = 15;
/** Excel's own limit. */
const HEIGHT_PT_MAX = 409;
/** 标题, 说明行, 表头. */
const TITLE_ROWS = 2;
const FONT = { name: '宋体', size: 11 };
const BORDER_SIDE = { style: 'thin', color: { rgb: '808080' } } as const;
const BORDER = { top: BORDER_SIDE, bottom: BORDER_SIDE, left: BORDER_SIDE, right: BORDER_SIDE };
const HEAD: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEDED' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: BORDER,
};
const TITLE: CellStyle = { font: { name: '黑体', size: 14, bold: true } };
const QUIET: CellStyle = { font: { ...FONT, size: 9, color: { rgb: '595959' } } };
const TEXT: CellStyle = { font: FONT, alignment: { vertical: 'center', wrapText: true }, border: BORDER };
const NUMBER: CellStyle = {
  font: FONT,
  alignment: { horizontal: 'right', vertical: 'center' },
  border: BORDER,
};

export async function workbookOf(source: PaperSource, figures: MonthFigures): Promise<Uint8Array> {
  const names = new Set<string>();
  const title = paperTitle(figures);
  const about = `${figures.issuer}　${sayDay(source.approvedAt)}签发　“${MISSING}”为暂缺，不是0`;
  const sheets = tablesOf(figures).map((table) =>
    sheetOf(table, sheetName(table.title, names), title, about),
  );
  const at = new Date(source.approvedAt);
  const bytes = await writeXlsx({
    sheets: [...sheets, notesSheet(source, figures, sheetName('说明', names))],
    defaultFont: FONT,
    properties: {
      title,
      creator: figures.issuer,
      lastModifiedBy: figures.issuer,
      description: source.hash,
      created: at,
      modified: at,
    },
  });
  return writeZip(readZip(bytes));
}

/** 更正 and 未报 are there even when empty: their absence would say nothing. */
function tablesOf(figures: MonthFigures): readonly PaperTable[] {
  const optional = [
    progressTable(figures),
    scoreTable(figures),
    cityTargetTable(figures),
    signedTable(figures),
    stageTable(figures),
    performanceTable(figures),
    restatedTable(figures),
    clawBackTable(figures),
    objectionTable(figures),
    actionTable(figures),
    lineTable(figures),
  ].filter(({ rows, note }) => rows.length > 0 || note !== undefined);
  return [
    ...classTables(figures),
    cityTable(figures),
    detailTable(figures),
    correctionTable(figures),
    missingTable(figures),
    ...optional,
  ];
}

/** Thirty-one characters, none that Excel forbids, no name twice. */
function sheetName(title: string, taken: Set<string>): string {
  const plain =
    title
      .replaceAll(/[\\/?*[\]:'\p{Cc}]/gu, ' ')
      .trim()
      .slice(0, NAME_MAX) || '表';
  let name = plain;
  for (let again = 2; taken.has(name.toLowerCase()); again += 1) {
    const end = `(${again})`;
    name = `${plain.slice(0, NAME_MAX - end.length)}${end}`;
  }
  taken.add(name.toLowerCase());
  return name;
}

function sheetOf(table: PaperTable, name: string, title: string, about: string): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: Partial<Cell>) => cells.set(`${row},${column}`, cell);
  put(0, 0, textOf(`${title}：${table.title}`, TITLE));
  put(1, 0, textOf(table.note === undefined ? about : `${about}　${table.note}`, QUIET));
  table.columns.forEach((column, at) => {
    put(TITLE_ROWS, at, textOf(column.title, HEAD));
  });
  const first = TITLE_ROWS + 1;
  table.rows.forEach((row, index) => {
    table.columns.forEach((column, at) => {
      put(first + index, at, cellOf(row[at] ?? null, column.kind === 'number'));
    });
  });
  const empty = table.rows.length === 0;
  if (empty) put(first, 0, textOf('无', TEXT));
  if (hasSums(table)) {
    sumCells(table, first).forEach((cell, at) => {
      put(first + table.rows.length, at, cell);
    });
  }
  const last = first + table.rows.length + (hasSums(table) || empty ? 1 : 0);
  return {
    name,
    columns: table.columns.map(({ weight, kind }) => ({ width: widthOfColumn(weight, kind) })),
    rows: Array.from({ length: last }, () => table.columns.map(() => null)),
    cells,
    rowDefs: heightsOf(table, first),
    // The names stay in sight of a wide sheet.
    freezePane: { rows: first, ...(table.columns.length > 7 ? { columns: 2 } : {}) },
    pageSetup: {
      paperSize: 'a4',
      orientation: table.columns.length > 7 ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${first}:$${first}`,
    },
    headerFooter: { oddFooter: '&C— &P —' },
  };
}

const widthOfColumn = (weight: number, kind: 'text' | 'number'): number =>
  Math.max(kind === 'number' ? 9 : 10, Math.round(weight * 1.3));

/** Rows as high as their longest text needs: nobody works that out for wrapped cells but Excel itself, on being asked. */
function heightsOf(table: PaperTable, first: number): Map<number, { readonly height: number }> {
  const heights = new Map<number, { readonly height: number }>();
  const linesOf = (texts: readonly string[]) =>
    Math.max(
      1,
      ...texts.map((text, at) => {
        const { weight = 10, kind = 'text' } = table.columns[at] ?? {};
        return Math.ceil(widthOf(text) / (widthOfColumn(weight, kind) - 1));
      }),
    );
  heights.set(0, { height: 24 });
  heights.set(TITLE_ROWS, { height: linesOf(table.columns.map(({ title }) => title)) * LINE_PT + 4 });
  table.rows.forEach((row, at) => {
    const texts = table.columns.map((column, index) =>
      column.kind === 'text' ? cellText(row[index] ?? null) : '',
    );
    heights.set(first + at, { height: Math.min(HEIGHT_PT_MAX, linesOf(texts) * LINE_PT + 2) });
  });
  return heights;
}

const textOf = (text: string, style: CellStyle): Partial<Cell> => ({
  value: neutral(text).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'),
  type: 'string',
  style,
});

function cellOf(cell: PaperCell, right: boolean): Partial<Cell> {
  const value = cellNumber(cell);
  if (value !== null) return { value, type: 'number', style: { ...NUMBER, numFmt: formatOf(cell) } };
  return textOf(cellText(cell), right ? NUMBER : TEXT);
}

function formatOf(cell: PaperCell): string {
  if (typeof cell === 'number') return '0';
  return cell !== null && typeof cell === 'object' && 'fraction' in cell ? '0.0%' : '#,##0.####';
}

/** 合计: a formula over the rows, with the value a reader that reckons nothing shows. */
function sumCells(table: PaperTable, first: number): readonly Partial<Cell>[] {
  const labelAt = table.columns.findIndex(({ kind }) => kind === 'text');
  return table.columns.map((_column, at) => {
    const bold = { ...NUMBER, font: { ...FONT, bold: true } };
    if (at === labelAt) return textOf('合计', { ...TEXT, font: { ...FONT, bold: true } });
    const sum = sumOf(table, at);
    const value = cellNumber(sum);
    if (value === null) return textOf(table.columns[at]?.summed === true ? MISSING : '', bold);
    const letters = lettersOf(at);
    return {
      value,
      type: 'formula',
      formula: `SUM(${letters}${first + 1}:${letters}${first + table.rows.length})`,
      formulaResult: value,
      style: { ...bold, numFmt: formatOf(sum) },
    };
  });
}

/** A, …, Z, AA, … */
function lettersOf(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest === 0 ? '' : lettersOf(rest - 1)}${String.fromCharCode(65 + (column % 26))}`;
}

function notesSheet(source: PaperSource, figures: MonthFigures, name: string): WriteSheet {
  const lines = [
    ...figures.findings,
    ...(figures.notes ?? []),
    ...notesOf(figures),
    `数据校验码（SHA-256）：${source.hash}`,
  ];
  const cells = new Map<string, Partial<Cell>>();
  cells.set('0,0', textOf(paperTitle(figures), TITLE));
  lines.forEach((line, at) => {
    cells.set(`${at + 1},0`, textOf(line, { font: FONT, alignment: { wrapText: true, vertical: 'top' } }));
  });
  return {
    name,
    columns: [{ width: 100 }],
    rows: Array.from({ length: lines.length + 1 }, () => [null]),
    cells,
  };
}
