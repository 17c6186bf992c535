/**
 * Workbooks in transcripts: built from rows written in the .chat file, or taken from what the assistant sent, filled in
 * and sent back. Read and written by the library itself, never by the code under test.
 */
import { parseCsv, writeCsv } from 'hucre/csv';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { City } from '../harness/city.ts';

export interface SheetAtHand {
  readonly rows: (string | number | null)[][];
}

/** `甲 | 乙` a line each. A plain number is a number cell, as somebody types it into Excel. */
export function rowsFrom(text: string): SheetAtHand['rows'] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cellFrom(cell.trim())));
}

const cellFrom = (text: string): string | number | null =>
  text === '' ? null : /^-?\d{1,12}(?:\.\d{1,6})?$/.test(text) && !/^0\d/.test(text) ? Number(text) : text;

/** As a file: .csv by its name, else .xlsx. */
export async function bytesOfRows(name: string, rows: SheetAtHand['rows']): Promise<Uint8Array> {
  if (/\.csv$/i.test(name)) return new TextEncoder().encode(writeCsv(rows));
  return writeXlsx({ sheets: [{ name: 'Sheet1', rows }] });
}

/** The first sheet of a file the assistant sent, as somebody opens it. */
export async function openSent(city: City, content: unknown): Promise<SheetAtHand> {
  const key: unknown =
    typeof content === 'object' && content !== null ? Reflect.get(content, 'file_key') : null;
  const resource = city.sandbox.world.platform.resources.get(typeof key === 'string' ? key : '');
  if (resource === undefined) throw new Error('that file is not there');
  const isZip = resource.bytes[0] === 0x50 && resource.bytes[1] === 0x4b;
  if (!isZip) {
    const text = new TextDecoder().decode(resource.bytes);
    return {
      rows: parseCsv(text, { typeInference: false }).map((row) => row.map((cell) => String(cell ?? ''))),
    };
  }
  const book = await readXlsx(resource.bytes);
  const rows = (book.sheets[0]?.rows ?? []).map((row) => row.map(shownCell));
  return { rows };
}

function shownCell(value: unknown): string | number | null {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number') return value;
  return value === null || value === undefined || value === '' ? null : String(value);
}

/** One line a row, cells parted by ` | `. */
export const textOfSheet = ({ rows }: SheetAtHand): string =>
  rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))).join(' | ')).join('\n');

/** Fills cells of the row that shows `row`, by the header that begins with the name. */
export function fillIn(sheet: SheetAtHand, row: string, cells: Readonly<Record<string, string>>): void {
  const [headers = []] = sheet.rows;
  const found = sheet.rows.slice(1).find((one) => one.some((cell) => String(cell ?? '').includes(row)));
  if (found === undefined) throw new Error(`no row shows ${row}:\n${textOfSheet(sheet)}`);
  for (const [name, value] of Object.entries(cells)) {
    const at = headers.findIndex((header) => String(header ?? '').startsWith(name));
    if (at < 0) throw new Error(`no column begins with ${name}: ${headers.join(' | ')}`);
    while (found.length <= at) found.push(null);
    found[at] = cellFrom(value);
  }
}
