/**
 * Reading and writing of workbooks as whoever needs them sees it. Where there are threads: `threadSheets` (`thread.ts`);
 * where there are none, and in tests: `inlineSheets`.
 */
import { isRefusal, type Refusal } from '../domain/decision.ts';
import { SHEET_LIMITS, type SheetLimits } from './limits.ts';
import { readTables } from './match.ts';
import { readWorkbook } from './read.ts';
import type { Reject, Row, Table, TableRead, TableRow } from './table.ts';
import { type WriteExtra, writeRejects, writeTable } from './write.ts';

/** Reading and writing of workbooks, wherever it happens. */
export interface Sheets {
  /** What a file holds of these tables, the best fitting first; never empty. */
  take(bytes: Uint8Array, tables: readonly Table[]): Promise<readonly TableRead[] | Refusal>;
  write(table: Table, rows: readonly Row[], extra?: WriteExtra): Promise<Uint8Array>;
  /** The rows that were not taken, with their reasons, to be corrected and sent again. */
  writeRejects(table: Table, rows: readonly TableRow[], rejects: readonly Reject[]): Promise<Uint8Array>;
}

/** In this very thread: for tests, for small tables of our own, and for runtimes without threads. */
export const inlineSheets = (limits: SheetLimits = SHEET_LIMITS): Sheets => ({
  async take(bytes, tables) {
    const book = await readWorkbook(bytes, limits);
    return isRefusal(book) ? book : readTables(tables, book);
  },
  write: writeTable,
  writeRejects,
});
