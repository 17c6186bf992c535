/**
 * The XML parts of a workbook from outside, looked over before anybody parses them: no document type, no entities, and
 * no sheet whose few cells stand so far apart that the empty ones between them fill the memory. Cells without a value
 * (borders and colours alone) are taken out: people format whole columns, and that is no reason to refuse.
 */
import type { Refusal } from '../domain/decision.ts';
import type { Part } from './archive.ts';
import { type SheetLimits, tooBig, unreadable } from './limits.ts';

const SHEET = /\/?worksheets\/[^/]+\.xml$/i;
const EMPTY_CELL = /<(?:[A-Za-z]\w{0,20}:)?c(?:\s[^<>]*)?\/>/g;
const EMPTY_PAIR = /<((?:[A-Za-z]\w{0,20}:)?)c(?:\s[^<>]*)?><\/\1c>/g;
const UNPLACED = /<(?:[A-Za-z]\w{0,20}:)?c(?=[\s/>])(?![^<>]*\sr\s*=)/;
const TAG = /<(?:[A-Za-z]\w{0,20}:)?(row|c)(?=[\s>])([^<>]*)>/g;
const REF = /(?:^|\s)r\s*=\s*["']\s*([A-Za-z]*)(\d+)\s*["']/;

/** Rows may lie apart by some thousands (separate blocks); a sheet of mostly nothing is not a table. */
const ROWS_APART_MAX = 20_000;

/** The parts, sheets without their empty cells; or why they are not to be parsed. */
export function lookOver(parts: readonly Part[], limits: SheetLimits): readonly Part[] | Refusal {
  if (!parts.some((part) => /(?:^|\/)workbook\.xml$/i.test(part.name))) return unreadable('里没有工作簿');
  const kept: Part[] = [];
  let cells = 0;
  for (const part of parts) {
    if (isUtf16(part.bytes) || part.bytes.includes('<!DOCTYPE') || part.bytes.includes('<!ENTITY')) {
      return unreadable('带有不允许的内容');
    }
    if (!SHEET.test(part.name)) {
      kept.push(part);
      continue;
    }
    // One byte a character: only the tags matter here, and the text between them goes back as it came.
    const xml = withoutEmptyCells(part.bytes.toString('latin1'));
    const size = extentOf(xml, limits);
    if (typeof size !== 'number') return size;
    cells += size;
    if (cells > limits.cellsMax) return tooBig('的单元格太多');
    kept.push({ name: part.name, bytes: Buffer.from(xml, 'latin1') });
  }
  return kept;
}

/** Where cells do not say where they stand, the empty ones count: they push the others on. */
function withoutEmptyCells(xml: string): string {
  return UNPLACED.test(xml) ? xml : xml.replace(EMPTY_CELL, '').replace(EMPTY_PAIR, '');
}

const isUtf16 = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes[1] === 0;

/** How many cells the sheet makes once its gaps are filled. */
function extentOf(xml: string, limits: SheetLimits): number | Refusal {
  let row = 0;
  let rowsSeen = 0;
  let columns = 0;
  let column = 0;
  let lastRow = 0;
  for (const [, tag, attributes = ''] of xml.matchAll(TAG)) {
    const ref = REF.exec(attributes);
    if (tag === 'row') {
      row = ref === null ? row + 1 : Number(ref[2]);
      column = 0;
      continue;
    }
    column = ref === null || ref[1] === '' ? column + 1 : columnOf(ref[1] ?? '');
    if (column > limits.columnsMax) return tooBig(`第 ${row} 行在第 ${column} 列还有内容，离表太远`);
    columns = Math.max(columns, column);
    const at = Math.max(row, ref === null ? 0 : Number(ref[2]));
    if (at !== lastRow) rowsSeen += 1;
    lastRow = Math.max(lastRow, at);
    if (lastRow * columns > limits.cellsMax) return tooBig(`写到了第 ${lastRow} 行`);
  }
  if (lastRow > rowsSeen + ROWS_APART_MAX) return tooBig(`第 ${lastRow} 行还有内容，中间大片空白`);
  return lastRow * columns;
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase().slice(0, 4)) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
