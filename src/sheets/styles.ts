/** How cells of our workbooks look, and the text as a cell may hold it. */
import type { CellStyle, CellValue } from 'hucre/xlsx';
import { neutral as harmless } from './neutral.ts';
import type { Column } from './table.ts';

/** Harmless, and with nothing in it that the format reads as an escape (`_x0041_`). */
export const neutral = (text: string): string => harmless(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

export const HEADER: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DDEBF7' } },
  alignment: { vertical: 'center', wrapText: true },
};
export const NEEDED: CellStyle = { ...HEADER, font: { bold: true, color: { rgb: 'C00000' } } };
const TOP = { vertical: 'top' } as const;
const TEXT: CellStyle = { numFmt: '@', alignment: { vertical: 'top', wrapText: true } };
export const STYLES: Readonly<Record<Column['kind'], CellStyle>> = {
  text: TEXT,
  choice: TEXT,
  number: { numFmt: 'General', alignment: TOP },
  date: { numFmt: 'yyyy-mm-dd', alignment: TOP },
  month: { numFmt: 'yyyy-mm', alignment: TOP },
};

export type StyledCell = [string, { value: CellValue; type: 'string' | 'number' | 'date'; style: CellStyle }];

const GREY = { font: { italic: true, color: { rgb: '7F7F7F' } } } as const;

const RED: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F8CBAD' } } };

const styled = (at: string, value: CellValue, style: CellStyle): StyledCell => [
  at,
  {
    value,
    type: typeof value === 'number' ? 'number' : value instanceof Date ? 'date' : 'string',
    style,
  },
];

/** The example is seen to be one. */
export const exampleCells = (columns: readonly Column[], line: readonly CellValue[]): StyledCell[] =>
  columns.flatMap((column, at): StyledCell[] => {
    const value = line[at] ?? null;
    return value === null ? [] : [styled(`1,${at}`, value, { ...STYLES[column.kind], ...GREY })];
  });

/** So are the cells that are wrong, empty ones as well. */
export const wrongCells = (
  columns: readonly Column[],
  line: readonly CellValue[],
  labels: readonly string[],
  row: number,
): StyledCell[] =>
  columns.flatMap((column, at) =>
    labels.includes(column.label)
      ? [styled(`${row},${at}`, line[at] ?? '', { ...STYLES[column.kind], ...RED })]
      : [],
  );
