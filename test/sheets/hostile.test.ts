// S23, S24: what comes from outside is refused by its directory, by what really comes out, and by its shape, before it can
// cost memory or time; each with a sentence, none with a fault.
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/domain/decision.ts';
import { readWorkbook } from '../../src/sheets/read.ts';
import { threadSheets } from '../../src/sheets/thread.ts';
import { bookOf, bookParts, TABLE, textRow, zipOf } from './kit.ts';

const HEADER = textRow(1, ['编号', '企业名称']);
const MB = 1024 * 1024;
const sheetAt = (at: string) => `${HEADER}<row r="${at.replace(/\D/g, '')}"><c r="${at}"><v>1</v></c></row>`;
const withBig = (body: string | Buffer, claims?: number) => {
  const parts = bookParts({ rows: HEADER }).filter((part) => part.name !== 'xl/sharedStrings.xml');
  return zipOf([
    ...parts,
    { name: 'xl/sharedStrings.xml', body, ...(claims === undefined ? {} : { claims }) },
  ]);
};

describe('S23 a workbook from outside', () => {
  test.each<[string, () => Buffer, RegExp]>([
    ['a sheet of sixty million spaces', () => withBig(Buffer.alloc(60 * MB, 32)), /太大/],
    ['the same with a directory that lies', () => withBig(Buffer.alloc(60 * MB, 32), 1_000), /太大/],
    ['a part packed a thousand times', () => withBig(Buffer.alloc(20 * MB, 32)), /压缩比/],
    ['the same with a directory that lies', () => withBig(Buffer.alloc(20 * MB, 32), 1_000), /压缩比/],
    ['one cell at the last corner', () => bookOf({ rows: sheetAt('XFD1048576') }), /离表太远/],
    ['one cell in the last row', () => bookOf({ rows: sheetAt('A1048576') }), /写到了第 1048576 行|大片空白/],
    [
      'a thousand and one parts',
      () => zipOf(Array.from({ length: 1_001 }, (_, at) => ({ name: `a${at}.xml`, body: 'x' }))),
      /太多/,
    ],
    [
      'entities',
      () => bookOf({ rows: HEADER, before: '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' }),
      /不允许/,
    ],
    [
      'one long text in very many cells',
      () =>
        bookOf({
          shared: ['长'.repeat(30_000)],
          rows: Array.from(
            { length: 2_000 },
            (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`,
          ).join(''),
        }),
      /文字太多/,
    ],
    [
      'two parts of one name',
      () => zipOf([...bookParts({ rows: HEADER }), { name: 'XL/workbook.xml', body: '' }]),
      /不是完整/,
    ],
    ['a part with a password', () => zipOf([{ name: 'xl/workbook.xml', body: 'x', flags: 1 }]), /密码/],
    ['half a file', () => bookOf({ rows: HEADER }).subarray(0, 900), /不是完整/],
    [
      'an entity from elsewhere',
      () => bookOf({ rows: HEADER, before: '<!DOCTYPE x SYSTEM "file:///etc/passwd">' }),
      /不允许/,
    ],
    [
      'a workbook with a password (kept as an old compound file)',
      () =>
        Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(4_096)]),
      /另存为|密码|\.xls/,
    ],
    ['an archive that is no workbook', () => zipOf([{ name: 'word/document.xml', body: '<x/>' }]), /.+/],
    ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /不是 .xlsx/],
    ['an old .xls', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /另存为|\.xls/],
    ['nothing', () => Buffer.alloc(0), /是空的/],
  ])('%s is refused with a sentence, in bounded memory and time', async (_name, make, words) => {
    const bytes = make();
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const read = await readWorkbook(bytes);
    expect(isRefusal(read) ? read.because : 'read').toMatch(words);
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MB);
  });

  test('borders and colours far out are no reason to refuse', async () => {
    const painted =
      '<row r="2"><c r="A2"/><c r="XFD2" s="1"/></row><row r="1048576"><c r="A1048576" s="1"></c></row>';
    const read = await readWorkbook(bookOf({ rows: HEADER + painted }));
    expect(isRefusal(read) ? read : read.sheets[0]?.rows).toEqual([['编号', '企业名称']]);
  });

  test('macros, links and pictures are never opened', async () => {
    const more = [
      {
        name: 'xl/externalLinks/externalLink1.xml',
        body: '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><externalLink/>',
      },
      {
        name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
        body: '<Relationships><Relationship Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
      },
      { name: 'xl/vbaProject.bin', body: Buffer.alloc(100) },
      { name: '../../etc/passwd', body: 'x' },
    ];
    const read = await readWorkbook(bookOf({ rows: HEADER, more }));
    expect(isRefusal(read)).toBe(false);
  });

  test('in the thread, one that takes too long ends with its thread, and the next is read', async () => {
    const rows = Array.from({ length: 40_000 }, (_, at) => textRow(at + 1, ['编号', '企业名称'])).join('');
    const slow = threadSheets({ readMsMax: 60 });
    const refused = await slow.take(bookOf({ rows }), [TABLE]);
    expect(isRefusal(refused) ? refused.because : 'read').toMatch(/没有处理完/);
    const sheets = threadSheets();
    const good = await sheets.take(bookOf({ rows: HEADER + textRow(2, ['A', '甲公司']) }), [TABLE]);
    expect(isRefusal(good) ? good : good[0]?.rows).toMatchObject([
      { row: 2, values: { number: 'A', name: '甲公司' } },
    ]);
  });
});
