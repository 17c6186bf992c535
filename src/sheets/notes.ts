/** 填写说明: the second sheet of a workbook of ours, a line a column. */
import type { CellStyle, CellValue, WriteSheet } from 'hucre/xlsx';
import { HEADER, neutral } from './styles.ts';
import type { Column, Table } from './table.ts';

const KIND_WORDS: Readonly<Record<Column['kind'], string>> = {
  text: '文字',
  number: '数字',
  date: '日期，如 2026-11-10',
  month: '月份，如 2026-10',
  choice: '从列表选择',
};

export function notesSheet(tables: readonly Table[], name: string, about: string | undefined): WriteSheet {
  const rows: CellValue[][] = [];
  const merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = [];
  const bold = new Map<string, { value: CellValue; type: 'string'; style: CellStyle }>();
  const wide = (text: string): void => {
    merges.push({ startRow: rows.length, startCol: 0, endRow: rows.length, endCol: NOTE_WIDTHS.length - 1 });
    rows.push([neutral(text)]);
  };
  const head = (cells: readonly string[]): void => {
    cells.forEach((value, at) => {
      bold.set(`${rows.length},${at}`, { value, type: 'string', style: HEADER });
    });
    rows.push([...cells]);
  };
  if (about !== undefined) wide(about);
  for (const table of tables) {
    if (rows.length > 0) rows.push([]);
    for (const note of table.notes ?? []) wide(note);
    head([neutral(table.label), '必填', '怎么填', '说明']);
    for (const column of table.columns) {
      const needed = column.required === true ? '必填' : '';
      rows.push([neutral(column.label), needed, KIND_WORDS[column.kind], neutral(column.note ?? '')]);
    }
  }
  const style: CellStyle = { alignment: { vertical: 'top', wrapText: true } };
  return {
    name,
    rows,
    merges,
    cells: bold,
    columns: NOTE_WIDTHS.map((width) => ({ width, style })),
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

const NOTE_WIDTHS: readonly number[] = [22, 8, 24, 76];
