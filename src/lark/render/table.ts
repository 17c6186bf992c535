/**
 * Tables: text cells only, numbers right-aligned as printed, nothing never printed as 0.
 *
 * The platform allows few tables a card; from the fourth on the rows become lines of text.
 */
import type { Element } from '../../card.ts';
import { type Draft, fitLine, type Node, paragraph } from './draft.ts';

type TableElement = Extract<Element, { el: 'table' }>;

/** The documents say five; production has been seen to refuse four. */
export const tablesMax = 3;
const columnsMax = 50;
const pageRowsMax = 10;
/** Rows of a table that had to become text. */
const textRowsMax = 20;

/** What stands for a value that is not there. */
const missing = '—';

interface Shaped {
  readonly columns: readonly {
    readonly name: string;
    readonly title: string;
    readonly right: boolean;
    readonly width: string;
  }[];
  readonly rows: readonly (readonly string[])[];
  readonly left: number;
}

function shape(draft: Draft, table: TableElement, rowsMax: number): Shaped {
  const columns = table.columns.slice(0, columnsMax);
  if (columns.length < table.columns.length) draft.cut.add('columns');
  const kept = table.rows.slice(0, rowsMax);
  const left = table.rows.length - kept.length;
  if (left > 0) draft.cut.add(`rows:${left}`);
  const taken = new Set<string>();
  const shaped = columns.map(({ key, title, align, percent }, index) => {
    // `tag` would make a row look like a component.
    const usable = /^[a-z][A-Za-z0-9_]{0,31}$/.test(key) && key !== 'tag' && !taken.has(key);
    const name = usable ? key : `column_${index}`;
    taken.add(name);
    return {
      name,
      title: fitLine(draft, title, 60),
      right: align === 'right',
      width: percent === undefined ? 'auto' : `${percent}%`,
    };
  });
  const rows = kept.map((row) =>
    columns.map(({ key }) => {
      const cell = Object.hasOwn(row, key) ? row[key] : null;
      return cell === null || cell === undefined ? missing : fitLine(draft, cell, draft.fit.cellLengthMax);
    }),
  );
  return { columns: shaped, rows, left };
}

function restLine(left: number): Node[] {
  return left > 0
    ? [paragraph(`其余 ${left} 行未显示，请用更窄的条件查询`, { size: 'notation', color: 'grey' })]
    : [];
}

function asText(draft: Draft, table: TableElement): Node[] {
  draft.cut.add('table-as-text');
  const { columns, rows, left } = shape(draft, table, Math.min(textRowsMax, draft.fit.rowsMax));
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) => cells.join('　'));
  return [paragraph(lines.join('\n')), ...restLine(left)];
}

function clampPage(size: number | undefined): number {
  return size === undefined || !Number.isFinite(size)
    ? pageRowsMax
    : Math.min(pageRowsMax, Math.max(1, Math.floor(size)));
}

/** A table, and a line telling how many rows are not shown. Belongs directly under the card's body. */
export function renderTable(draft: Draft, table: TableElement): Node[] {
  if (table.columns.length === 0) return [];
  if (table.rows.length === 0) return [paragraph('暂无数据', { color: 'grey' })];
  if (draft.tables >= tablesMax) return asText(draft, table);
  draft.tables += 1;
  const { columns, rows, left } = shape(draft, table, Math.max(1, draft.fit.rowsMax));
  const node: Node = {
    tag: 'table',
    page_size: clampPage(table.pageSize),
    row_height: 'auto',
    header_style: { bold: true, background_style: 'grey' },
    columns: columns.map(({ name, title, right, width }) => ({
      name,
      display_name: title,
      data_type: 'text',
      horizontal_align: right ? 'right' : 'left',
      width,
    })),
    rows: rows.map((cells) =>
      Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? missing])),
    ),
  };
  return [node, ...restLine(left)];
}
