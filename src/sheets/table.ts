/**
 * What a table of a workbook is: its columns, in Chinese, and how its rows are known again. Kinds of tables are in
 * `src/tables`; reading and writing files in `read.ts` and `write.ts`. Left out: what a row means.
 */

/** `number`: a plain decimal; `date`: a day; `month`: a month; `choice`: one of a list. */
export type ColumnKind = 'text' | 'number' | 'date' | 'month' | 'choice';

export interface Column {
  /** Name in a `Row`. */
  readonly key: string;
  /** 表头, Chinese; a unit in brackets is part of it: 投资额（万元）. */
  readonly label: string;
  readonly kind: ColumnKind;
  /** Must not be empty, and its header must be there. */
  readonly required?: boolean;
  /** What is no plain number, or none of the choices, is kept as written, for the kind to judge: 5000～8000, 1.2亿, 无变化. */
  readonly loose?: boolean;
  /** A dash takes the value out: it is kept for the kind to see. */
  readonly clears?: boolean;
  /** The words a `choice` takes. */
  readonly choices?: readonly string[];
  /** Words offered in a list; others are taken as well. */
  readonly suggest?: readonly string[];
  /** Other words for the header that files from elsewhere use. */
  readonly aliases?: readonly string[];
  /** Width in characters. */
  readonly width?: number;
  /** One sentence for whoever fills it in. */
  readonly note?: string;
}

export interface Table {
  readonly id: string;
  /** Chinese; the sheet's name in files of ours. */
  readonly label: string;
  readonly columns: readonly Column[];
  /** Columns that say which thing a row is about: two rows with the same ones are a mistake. Empty: no such check. */
  readonly keyColumns: readonly string[];
  /** One row as it might be, below the headers of a template; stepped over when it comes back as it was. */
  readonly example?: Row;
  /** What the whole table is for, printed on 填写说明. */
  readonly notes?: readonly string[];
}

/**
 * One row by column key, as text: trimmed; days `YYYY-MM-DD`, months `YYYY-MM`, numbers plain decimals without
 * separators. A column that is absent or empty is `''`.
 */
export type Row = Readonly<Record<string, string>>;

/** A row and the sheet row it stood in, counted from 1 as spreadsheets do. */
export interface TableRow {
  readonly row: number;
  readonly values: Row;
}

/** Why a row was not taken. */
export interface Reject {
  /** Sheet row, from 1. */
  readonly row: number;
  /** The header of the cell that is wrong; `null` when it is the row as a whole. */
  readonly column: string | null;
  /** One Chinese sentence. */
  readonly reason: string;
}

/** What one sheet held of a table. */
export interface TableRead {
  readonly table: string;
  readonly sheet: string;
  /** Rows that are well formed. */
  readonly rows: readonly TableRow[];
  /** Rows that are not, as they were written, for the file that goes back. */
  readonly bad: readonly TableRow[];
  readonly rejects: readonly Reject[];
  /** Headers of the file the table does not know: not taken. */
  readonly ignored: readonly string[];
  /** Columns of the table the file does not have, by key: their fields are not touched. */
  readonly missing: readonly string[];
}

/** A cell of a row; `''` where there is none. */
export const cellOf = (row: Row, key: string): string => row[key] ?? '';

/** What of these rows a further check finds wrong joins what reading found. */
export function withRejects(read: TableRead, more: readonly Reject[]): TableRead {
  const wrong = new Set(more.map((one) => one.row));
  return {
    ...read,
    rows: read.rows.filter((one) => !wrong.has(one.row)),
    bad: [...read.bad, ...read.rows.filter((one) => wrong.has(one.row))].sort((a, b) => a.row - b.row),
    rejects: [...read.rejects, ...more].sort((a, b) => a.row - b.row),
  };
}
