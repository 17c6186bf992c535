/**
 * The pieces of an official document after GB/T 9704: fonts, sizes, lines, tables. Sizes are Chinese ones: 二号 22 pt,
 * 三号 16 pt, 四号 14 pt, 小五 9 pt. Left out: what is said (word.ts).
 */
import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Picture } from './chart.ts';
import { cellText, hasSums, type PaperCell, type PaperColumn, type PaperTable, sumOf } from './table.ts';

/** The standard's faces; what stands in for one that a machine has not is in `word-fonts.ts`. */
export const FACES = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  subheading: '楷体_GB2312',
  song: '宋体',
} as const;
export type Face = keyof typeof FACES;

const LATIN = 'Times New Roman';
/** 版心 156 mm, in twips and in pixels of 1/96 inch. */
export const TEXT_WIDTH = 8_844;
const TEXT_WIDTH_PX = 589;
/** 28.8 pt: 22 lines a page. */
const LINE = 576;
const SIZE_BODY = 32;
const SIZE_CELL = 18;
const INDENT_TWO = 640;
export const RED = 'E60012';
const GREY = '595959';

/** Characters a document of this format cannot hold. */
const clean = (text: string): string => text.replaceAll(/[\p{Cc}\u{FFFE}\u{FFFF}]|[\p{Cs}]/gu, ' ');

export interface RunStyle {
  readonly face?: Face;
  /** Half points. */
  readonly size?: number;
  readonly color?: string;
  readonly bold?: boolean;
}

export function run(text: string, { face = 'body', size = SIZE_BODY, color, bold }: RunStyle = {}): TextRun {
  return new TextRun({
    text: clean(text),
    font: { ascii: LATIN, hAnsi: LATIN, eastAsia: FACES[face], cs: LATIN },
    size,
    ...(color === undefined ? {} : { color }),
    ...(bold === true ? { bold } : {}),
  });
}

const LINES = { line: LINE, lineRule: 'exact', before: 0, after: 0 } as const;

/** 正文: two characters in, 28.8 pt a line. */
export const body = (text: string): Paragraph =>
  new Paragraph({ children: [run(text)], spacing: LINES, indent: { firstLine: INDENT_TWO } });

/** 一、 and （一）. */
export const heading = (text: string, level: 1 | 2): Paragraph =>
  new Paragraph({
    children: [run(text, { face: level === 1 ? 'heading' : 'subheading' })],
    spacing: LINES,
    indent: { firstLine: INDENT_TWO },
    keepNext: true,
    outlineLevel: level - 1,
  });

export const small = (text: string): Paragraph =>
  new Paragraph({
    children: [run(text, { size: 21, color: GREY })],
    spacing: { line: 320, lineRule: 'exact', before: 60, after: 60 },
  });

/** A little air under a table. */
export const gap = (): Paragraph =>
  new Paragraph({ children: [], spacing: { line: 200, lineRule: 'exact', before: 0, after: 0 } });

export const picture = ({ png, width, height, words }: Picture, index: number): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120, after: 120 },
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: TEXT_WIDTH_PX, height: Math.round((TEXT_WIDTH_PX * height) / width) },
        // Its own id: the library's counter would differ with what else was made before.
        altText: {
          id: String(index + 1),
          name: `图${index + 1}`,
          title: `图${index + 1}`,
          description: clean(words),
        },
      }),
    ],
  });

const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const BORDERS = {
  top: { ...THIN, size: 8 },
  bottom: { ...THIN, size: 8 },
  left: THIN,
  right: THIN,
  insideHorizontal: THIN,
  insideVertical: THIN,
};

/** A table as wide as the text: its head again on every page, no row torn, numbers to the right. */
export function table(source: PaperTable): Table {
  const widths = widthsOf(source.columns);
  const rows = source.rows.map((row) => dataRow(row, source.columns, widths, false));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: source.columns.map(({ title }, at) =>
      cell(title, widths[at] ?? 0, { align: AlignmentType.CENTER, face: 'heading', shaded: true }),
    ),
  });
  const sums = hasSums(source) ? [dataRow(sumRow(source), source.columns, widths, true)] : [];
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: BORDERS,
    rows: [head, ...rows, ...sums],
  });
}

/** 合计 under the first column of text; nothing under a text, — under numbers without data. */
export function sumRow(source: PaperTable): readonly PaperCell[] {
  const labelAt = source.columns.findIndex(({ kind }) => kind === 'text');
  return source.columns.map((column, at) =>
    at === labelAt ? '合计' : column.summed === true ? sumOf(source, at) : ' ',
  );
}

function widthsOf(columns: readonly PaperColumn[]): number[] {
  const total = columns.reduce((sum, { weight }) => sum + weight, 0);
  const widths = columns.map(({ weight }) => Math.floor((TEXT_WIDTH * weight) / total));
  const rest = TEXT_WIDTH - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, at) => (at === 0 ? width + rest : width));
}

function dataRow(
  cells: readonly PaperCell[],
  columns: readonly PaperColumn[],
  widths: readonly number[],
  bold: boolean,
): TableRow {
  return new TableRow({
    cantSplit: true,
    children: columns.map(({ kind }, at) =>
      cell(cellText(cells[at] ?? null), widths[at] ?? 0, {
        align: kind === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        face: bold ? 'heading' : 'song',
      }),
    ),
  });
}

interface CellLook {
  readonly align: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly face: Face;
  readonly shaded?: boolean;
}

const cell = (text: string, width: number, { align, face, shaded = false }: CellLook): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 50, right: 50 },
    ...(shaded ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EDEDED' } } : {}),
    children: [
      new Paragraph({
        alignment: align,
        spacing: { line: 240, before: 0, after: 0 },
        children: [run(text, { face, size: SIZE_CELL })],
      }),
    ],
  });
