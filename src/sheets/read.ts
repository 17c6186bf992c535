/**
 * A workbook or a .csv from outside, as rows of text. Formulas give the value last computed; numbers are printed as Excel
 * shows them (15 digits), days as `YYYY-MM-DD`. Costs time and memory: outside tests it runs in the thread (`engine.ts`).
 * Left out: which columns there are (`match.ts`) and .xls, whose readers are not safe enough for files from outside.
 */
import { isRefusal, type Refusal, refuse } from '../domain/decision.ts';
import { openArchive, packStored } from './archive.ts';
import { CELL_CHARACTERS_MAX, SHEET_LIMITS, type SheetLimits, tooBig, unreadable } from './limits.ts';
import { original } from './neutral.ts';
import { lookOver } from './parts.ts';

export interface Sheet {
  readonly name: string;
  /** Row 1 of the sheet first; trailing empty cells are left out. */
  readonly rows: readonly (readonly string[])[];
}

export interface Book {
  readonly sheets: readonly Sheet[];
}

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP = Buffer.from([0x50, 0x4b]);

/** Reads a workbook by what it is, whatever its name says. */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: SheetLimits = SHEET_LIMITS,
): Promise<Book | Refusal> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) return unreadable('是空的');
  if (buffer.subarray(0, 4).equals(OLE)) {
    return refuse('这是旧版 .xls 文件，或者加了密码，不能直接读', {
      next: '请用 Excel 或 WPS 打开，选「另存为」，类型选「Excel 工作簿（*.xlsx）」，不设密码，再发一次。',
    });
  }
  if (!buffer.subarray(0, 2).equals(ZIP)) return readCsv(buffer, limits);
  const parts = openArchive(buffer, limits);
  if (isRefusal(parts)) return parts;
  const safe = lookOver(parts, limits);
  if (isRefusal(safe)) return safe;
  return readParts(packStored(safe), limits);
}

async function readParts(archive: Uint8Array, limits: SheetLimits): Promise<Book | Refusal> {
  const { readXlsx } = await import('hucre/xlsx');
  let book: Awaited<ReturnType<typeof readXlsx>>;
  try {
    book = await readXlsx(archive, { sheets: (info) => info.veryHidden !== true });
  } catch {
    return unreadable('打不开，内容可能已损坏');
  }
  const count = { characters: 0 };
  const sheets: Sheet[] = [];
  for (const { name, rows } of book.sheets) {
    const read = textRows(rows, count, limits);
    if (isRefusal(read)) return read;
    sheets.push({ name, rows: read });
  }
  return { sheets };
}

function textRows(
  rows: readonly (readonly unknown[])[],
  count: { characters: number },
  limits: SheetLimits,
): readonly (readonly string[])[] | Refusal {
  const read: string[][] = [];
  for (const row of rows) {
    const cells = row.map(cellText);
    while (cells.length > 0 && cells.at(-1) === '') cells.pop();
    for (const cell of cells) {
      if (cell.length > CELL_CHARACTERS_MAX) return tooBig('里有一格文字太长');
      count.characters += cell.length;
    }
    if (count.characters > limits.charactersMax) return tooBig('的文字太多');
    read.push(cells);
  }
  while (read.length > 0 && read.at(-1)?.length === 0) read.pop();
  return read;
}

/** Excel keeps 15 digits and shows no more. */
const DIGITS = 15;

function cellText(value: unknown): string {
  if (typeof value === 'string') return tidy(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value instanceof Date) return dateText(value);
  return '';
}

/** Without what cannot be seen, and without the spaces around it; line ends as `\n`. */
export const tidy = (text: string): string =>
  original(
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n\t]|[\u200b-\u200d\u2060\ufeff]/gu, '')
      .trim(),
  );

function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  const short = Number(value.toPrecision(DIGITS));
  const text = String(Object.is(short, -0) ? 0 : short);
  return /e/i.test(text)
    ? short.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

async function readCsv(bytes: Buffer, limits: SheetLimits): Promise<Book | Refusal> {
  if (bytes.length > limits.fileBytesMax) return tooBig('文件太大');
  const text = decoded(bytes);
  if (text === null) return unreadable('不是 .xlsx，也不是能识别的 .csv');
  const { parseCsv } = await import('hucre/csv');
  const read = textRows(parseCsv(text, { typeInference: false }), { characters: 0 }, limits);
  if (isRefusal(read)) return read;
  const cells = read.reduce((sum, row) => sum + row.length, 0);
  if (cells > limits.cellsMax) return tooBig('的单元格太多');
  return { sheets: [{ name: 'CSV', rows: read }] };
}

/** UTF-8 with or without its mark, UTF-16 with it, else GB18030, which is what Chinese Excel saves. */
function decoded(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strictly('utf-16le', bytes);
  if (bytes.includes(0)) return null;
  return strictly('utf-8', bytes) ?? strictly('gb18030', bytes);
}

function strictly(encoding: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
