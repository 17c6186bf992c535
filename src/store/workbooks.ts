/** Reads of workbooks 表格 asked for and sent. Part of `Store`. */
import type { Workbook, WorkbookState } from '../domain/workbook.ts';

export interface WorkbookReads {
  workbook(id: string): Promise<Workbook | null>;
  /** A person's workbooks in one of these states, newest first. */
  workbooksOf(
    by: string,
    states: readonly WorkbookState[],
    since: number,
    limit: number,
  ): Promise<readonly Workbook[]>;
  /** Those that ended by this instant and whose bytes are still kept. */
  workbooksToForget(endedBy: number, limit: number): Promise<readonly Workbook[]>;
  /** How many workbooks that are not this one use these bytes. */
  workbooksWith(hash: string, except: string): Promise<number>;
}
