/** Workbooks for tests: parts packed by hand, well formed or hostile, and a small table. */
import { crc32, deflateRawSync } from 'node:zlib';
import type { Table } from '../../src/sheets/table.ts';

export const TABLE: Table = {
  id: 'sample',
  label: '项目',
  keyColumns: ['number'],
  columns: [
    { key: 'number', label: '编号', kind: 'text', required: true },
    { key: 'name', label: '企业名称', kind: 'text', note: '全称' },
    { key: 'amount', label: '投资额（万元）', kind: 'number' },
    { key: 'on', label: '签约日期', kind: 'date' },
    { key: 'month', label: '月份', kind: 'month' },
    { key: 'stage', label: '阶段', kind: 'choice', choices: ['在谈', '签约', '开工'] },
  ],
};

export interface RawPart {
  readonly name: string;
  readonly body: string | Buffer;
  /** What the directory says instead of the truth. */
  readonly claims?: number;
  readonly flags?: number;
}

/** A zip of these parts, deflated; sizes as claimed. */
export function zipOf(parts: readonly RawPart[]): Buffer {
  const out: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, body, claims, flags = 0 } of parts) {
    const bytes = Buffer.from(body);
    const packed = deflateRawSync(bytes);
    const file = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? bytes.length, 18);
    common.writeUInt16LE(file.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, tail, file);
    out.push(Buffer.from([0x50, 0x4b, 3, 4]), common, file, packed);
    offset += 30 + file.length + packed.length;
  }
  const size = central.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...out, ...central, end]);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export interface RawBook {
  /** Inside `<sheetData>`. */
  readonly rows: string;
  readonly date1904?: boolean;
  readonly shared?: readonly string[];
  readonly before?: string;
  readonly more?: readonly RawPart[];
}

/** The parts of a workbook of one sheet; style 1 is a day. */
export function bookParts({
  rows,
  date1904 = false,
  shared = [],
  before = '',
  more = [],
}: RawBook): RawPart[] {
  return [
    {
      name: '[Content_Types].xml',
      body: `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      body: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      body: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      body: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      body: `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      body: `<sst xmlns="${MAIN}">${shared.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')}</sst>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      body: `${before}<worksheet xmlns="${MAIN}"><dimension ref="A1"/><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...more,
  ];
}

export const bookOf = (book: RawBook): Buffer => zipOf(bookParts(book));

/** A row of inline texts. */
export const textRow = (row: number, cells: readonly string[]): string =>
  `<row r="${row}">${cells
    .map(
      (text, at) => `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`,
    )
    .join('')}</row>`;
