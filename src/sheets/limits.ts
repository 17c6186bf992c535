/** What a workbook from outside may cost at most (S23), and the words for one that costs more. */
import { type Refusal, refuse } from '../domain/decision.ts';

export interface SheetLimits {
  /** The file itself. */
  readonly fileBytesMax: number;
  /** All its parts, inflated. */
  readonly inflatedBytesMax: number;
  readonly entriesMax: number;
  /** Inflated over packed, of the whole and of each part above a megabyte. */
  readonly ratioMax: number;
  /** Cells of all sheets, counted with the empty ones between them. */
  readonly cellsMax: number;
  readonly columnsMax: number;
  /** Characters of all cells: a shared text counts wherever it stands. */
  readonly charactersMax: number;
  /** Rows that hold anything, of one table. */
  readonly rowsMax: number;
}

export const SHEET_LIMITS: SheetLimits = {
  fileBytesMax: 20 * 1024 * 1024,
  inflatedBytesMax: 50 * 1024 * 1024,
  entriesMax: 200,
  ratioMax: 100,
  cellsMax: 2_000_000,
  columnsMax: 512,
  charactersMax: 40_000_000,
  rowsMax: 100_000,
};

/** The most characters one cell can hold (Excel's own limit). */
export const CELL_CHARACTERS_MAX = 32_767;

const SMALLER = '请只留要导入的那张表和有内容的行，另存为 .xlsx 后再发。';

export const tooBig = (what: string): Refusal => refuse(`表格${what}，没有打开`, { next: SMALLER });
export const unreadable = (why: string): Refusal =>
  refuse(`这个文件${why}`, { next: '请用 Excel 或 WPS 打开后另存为 .xlsx，再发一次。' });
