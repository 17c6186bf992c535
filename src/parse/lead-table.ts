// Rows pasted out of a spreadsheet: with a head row each becomes a labelled form of its own, without one a line of its own.
// Leaves out every other way of writing several leads (src/parse/lead-split.ts).
import { isLabel } from './labels.ts';
import { foldWidth } from './text.ts';

const ORDINAL = /^(?:序号|编号|序|No\.?|#|\d{1,3})$/i;
const HEAD_LABELS_MIN = 2;

const cellsOf = (line: string, gap: RegExp): string[] => line.split(gap).map((cell) => cell.trim());

/** True for a row of labels: 企业名称, 投资额（亿元）, 拟落户. */
const isHead = (cells: readonly string[]): boolean =>
  cells.filter((cell) => isLabel(foldWidth(cell))).length >= HEAD_LABELS_MIN &&
  cells.every((cell) => !/\d/.test(cell));

/** A row under its head: 企业名称：恒逸石化, one cell a line. Empty cells say nothing. */
const asForm = (head: readonly string[], cells: readonly string[]): string =>
  head
    .flatMap((label, at) => {
      const cell = cells[at] ?? '';
      return cell === '' || label === '' || ORDINAL.test(label) ? [] : [`${label}：${cell}`];
    })
    .join('\n');

/** The leads of pasted rows; null when the lines are no table. */
export function tableLeads(lines: readonly string[]): string[] | null {
  const full = lines.filter((line) => line.trim() !== '');
  if (full.length < 2) return null;
  const tabbed = full.filter((line) => line.trim().includes('\t'));
  const gap = tabbed.length === full.length ? /\t/ : / +/;
  const rows = full.map((line) => cellsOf(gap.source === '\\t' ? line : line.trim(), gap));
  const [head = [], ...body] = rows;
  if (isHead(head) && body.every((cells) => cells.length <= head.length && cells.length >= 2)) {
    // Words with spaces between them are columns only where every row has as many.
    const even = body.every((cells) => cells.length === head.length);
    if (gap.source === '\\t' || even) return body.map((cells) => asForm(head, cells));
  }
  const isPlain =
    gap.source === '\\t' && rows.every((cells) => cells.length === head.length && head.length >= 2);
  if (!isPlain || rows.some((cells) => isLabel(foldWidth(cells[0] ?? '')))) return null;
  return rows.map((cells) => (ORDINAL.test(cells[0] ?? '') ? cells.slice(1) : cells).join(' '));
}
