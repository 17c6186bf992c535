/** What stands around the text of an official document: 版头 above, 版记 below, and the page number “— 1 —”. */
import {
  AlignmentType,
  BorderStyle,
  Footer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { RED, run, TEXT_WIDTH } from './word-parts.ts';

/** 156 mm in points, less a little for the letters' own edges. */
const HEAD_WIDTH_PT = 430;
const HEAD_PT_MAX = 44;
const HEAD_PT_MIN = 18;

/** 发文机关标志 in red as large as one line allows, the number where there is one, the red rule. */
export function headOf(issuer: string, number: string | null): readonly Paragraph[] {
  const letters = Math.max(1, [...issuer].length);
  const size = Math.max(HEAD_PT_MIN, Math.min(HEAD_PT_MAX, Math.floor(HEAD_WIDTH_PT / letters)));
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 400, after: 360 },
      children: [run(issuer, { face: 'title', size: size * 2, color: RED })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 0, after: 560 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 6 } },
      children: number === null ? [] : [run(number)],
    }),
  ];
}

/** 标题, 二号小标宋, centred. */
export const titleOf = (title: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 640, lineRule: 'atLeast', before: 0, after: 400 },
    keepNext: true,
    children: [run(title, { face: 'title', size: 44 })],
  });

/** 发文机关署名 and 成文日期: four characters in from the right. */
export function signatureOf(issuer: string, day: string): readonly Paragraph[] {
  const line = (text: string, last: boolean) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: { line: 576, lineRule: 'exact', before: last ? 0 : 576 },
      indent: { right: 1_280 },
      keepNext: !last,
      children: [run(text)],
    });
  return [line(issuer, false), line(day, true)];
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const THICK = { style: BorderStyle.SINGLE, size: 8, color: '000000' } as const;
const FINE = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const;

/** 版记: 抄送, then 印发机关 and 印发日期, between rules. */
export function imprintOf(copies: string, issuer: string, day: string): Table {
  const narrow = 3_700;
  const wide = TEXT_WIDTH - narrow;
  const cell = (text: string, width: number, span: number, right: boolean) =>
    new TableCell({
      columnSpan: span,
      width: { size: width, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 280, right: 280 },
      children: [
        new Paragraph({
          alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
          keepNext: true,
          children: [run(text, { size: 28 })],
        }),
      ],
    });
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [wide, narrow],
    layout: TableLayoutType.FIXED,
    borders: {
      top: THICK,
      bottom: THICK,
      insideHorizontal: FINE,
      left: NONE,
      right: NONE,
      insideVertical: NONE,
    },
    rows: [
      new TableRow({ cantSplit: true, children: [cell(copies, TEXT_WIDTH, 2, false)] }),
      new TableRow({
        cantSplit: true,
        children: [cell(issuer, wide, 1, false), cell(`${day}印发`, narrow, 1, true)],
      }),
    ],
  });
}

/** — 1 —: 四号, to the outside of the page, one character in. */
export function pageNumberOf(side: 'odd' | 'even'): Footer {
  const dash = (text: string) =>
    new TextRun({ text, size: 28, font: { eastAsia: '宋体', ascii: '宋体', hAnsi: '宋体' } });
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: 280 } : { left: 280 },
        children: [
          dash('— '),
          new TextRun({
            children: [PageNumber.CURRENT],
            size: 28,
            font: { eastAsia: '宋体', ascii: '宋体', hAnsi: '宋体' },
          }),
          dash(' —'),
        ],
      }),
    ],
  });
}
