/**
 * A table of a paper, neutral: Word prints its texts, the workbook keeps its numbers. What is missing is `null` and
 * prints —, never 0.
 */
import { percent, plain, reasonWord } from '../domain/explain/print.ts';
import { plainFigure } from '../domain/figure.ts';

/** What stands where there is no data. */
export const MISSING = '—';

/**
 * Text; a count; a figure in ten-thousandths of its column's unit; a decimal or a fraction printed as a percentage, as
 * exact texts. `null` = 暂缺.
 */
export type PaperCell =
  | string
  | number
  | { readonly units: number }
  | { readonly decimal: string }
  | { readonly fraction: string }
  | null;

export interface PaperColumn {
  readonly title: string;
  readonly kind: 'text' | 'number';
  /** Share of the width, relative to the other columns. */
  readonly weight: number;
  /** Added up in the last row. */
  readonly summed?: true;
}

export interface PaperTable {
  readonly title: string;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly PaperCell[])[];
  readonly note?: string;
}

export const textColumn = (title: string, weight: number): PaperColumn => ({ title, kind: 'text', weight });
export const numberColumn = (title: string, weight: number): PaperColumn => ({
  title,
  kind: 'number',
  weight,
});
export const summedColumn = (title: string, weight: number): PaperColumn => ({
  title,
  kind: 'number',
  weight,
  summed: true,
});

/** As printed; percentages to one place. */
export function cellText(cell: PaperCell): string {
  if (cell === null || cell === '') return MISSING;
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell);
  if ('units' in cell) return plainFigure(cell.units);
  return 'decimal' in cell ? plain(cell.decimal) : percent(cell.fraction, null);
}

/** The number a spreadsheet reckons with; `null` for text and for what is missing. */
export function cellNumber(cell: PaperCell): number | null {
  if (cell === null || typeof cell === 'string') return null;
  if (typeof cell === 'number') return cell;
  if ('units' in cell) return Number(plainFigure(cell.units));
  const value = Number('decimal' in cell ? cell.decimal : cell.fraction);
  return Number.isFinite(value) ? value : null;
}

export const figureCell = (units: number | null | undefined): PaperCell =>
  units === null || units === undefined ? null : { units };
/** A value of an evaluation: a share prints as a percentage, and what is missing as the reason for it. */
export function valueCell(value: string | null, unit: string | null, na: string | null): PaperCell {
  if (value === null) return reasonWord(na);
  return unit === '%' || unit === '百分点' ? { fraction: value } : { decimal: value };
}

/** The exact sum of a column, in the ten-thousandths or counts its cells are; `null` when none has data. */
export function sumOf(table: PaperTable, column: number): PaperCell {
  if (table.columns[column]?.summed !== true) return null;
  const figures: number[] = [];
  const counts: number[] = [];
  for (const row of table.rows) {
    const cell = row[column] ?? null;
    if (typeof cell === 'number') counts.push(cell);
    else if (cell !== null && typeof cell === 'object' && 'units' in cell) figures.push(cell.units);
  }
  const add = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
  if (figures.length > 0) return { units: add(figures) };
  return counts.length > 0 ? add(counts) : null;
}

/** True when the table has a last row of sums. */
export const hasSums = (table: PaperTable): boolean =>
  table.rows.length > 1 && table.columns.some(({ summed }) => summed === true);
