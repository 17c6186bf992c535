// Files as bureaus send them: headers anywhere near the top and in any order, merged, with titles, notes and totals; numbers
// as texts, days in every form, both date systems, formulas; .csv as Chinese Excel saves it.
import { describe, expect, test } from 'vitest';
import { isRefusal, sayRefusal } from '../../src/domain/decision.ts';
import { readTable, readTables } from '../../src/sheets/match.ts';
import { type Book, readWorkbook } from '../../src/sheets/read.ts';
import type { TableRead } from '../../src/sheets/table.ts';
import { readCell } from '../../src/sheets/value.ts';
import { bookOf, TABLE, textRow } from './kit.ts';

const bookOfRows = (...rows: readonly (readonly string[])[]): Book => ({ sheets: [{ name: '台账', rows }] });
function taken(book: Book): TableRead {
  const read = readTable(TABLE, book);
  if (isRefusal(read)) throw new Error(sayRefusal(read));
  return read;
}
const refusalOf = (book: Book): string => {
  const read = readTable(TABLE, book);
  return isRefusal(read) ? sayRefusal(read) : 'read';
};
async function opened(bytes: Uint8Array): Promise<Book> {
  const book = await readWorkbook(bytes);
  if (isRefusal(book)) throw new Error(sayRefusal(book));
  return book;
}

describe('the header', () => {
  test('is found below titles, in any order, with other columns named and left', () => {
    const read = taken(
      bookOfRows(
        ['全市招商项目台账'],
        ['截至 10 月'],
        ['序号', ' 投资额 (万元)*', '编 号', '领导'],
        ['1', '1,200.50', 'A', '张'],
      ),
    );
    expect(read.rows).toEqual([
      { row: 4, values: { number: 'A', name: '', amount: '1200.5', on: '', month: '', stage: '' } },
    ]);
    expect(read.ignored).toEqual(['序号', '领导']);
    expect(read.missing).toEqual(['name', 'on', 'month', 'stage']);
  });

  test('may be merged over two rows', () => {
    const read = taken(
      bookOfRows(['编号', '项目情况', ''], ['', '企业名称', '投资额（万元）'], ['A', '甲', '3']),
    );
    expect(read.rows).toMatchObject([{ row: 3, values: { number: 'A', name: '甲', amount: '3' } }]);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['twice', ['编号', '企业名称', '企业名称'], /两列都是「企业名称」/],
    ['in another unit', ['编号', '企业名称', '投资额（亿元）'], /单位不同/],
    ['without what is needed', ['企业名称', '签约日期'], /没有找到|缺少「编号」/],
    ['of something else', ['姓名', '电话'], /没有找到「项目」的表头/],
  ])('%s is refused', (_name, header, words) => {
    expect(
      refusalOf(
        bookOfRows(
          header,
          header.map(() => '1'),
        ),
      ),
    ).toMatch(words);
  });

  test('below the tenth row is not looked for', () => {
    const blank = Array.from({ length: 10 }, () => ['说明']);
    expect(refusalOf(bookOfRows(...blank, ['编号', '企业名称'], ['A', '甲']))).toMatch(/前 10 行没有找到/);
  });
});

describe('rows', () => {
  test('blank ones, totals and our own explanations are stepped over', () => {
    const read = taken(
      bookOfRows(['编号', '企业名称'], ['【填写说明】必填'], ['', ''], ['A', '甲'], ['合 计', '1']),
    );
    expect(read.rows.map((one) => one.row)).toEqual([4]);
  });

  test('the same thing twice is rejected with the row it stood in first', () => {
    const read = taken(bookOfRows(['编号', '企业名称'], ['A', '甲'], ['A', '乙']));
    expect(read.rejects).toEqual([
      { row: 3, column: '编号', reason: expect.stringContaining('与第 2 行重复') },
    ]);
    expect(read.bad).toMatchObject([{ row: 3, values: { name: '乙' } }]);
  });

  test('every wrong cell of a row is named at once', () => {
    const read = taken(
      bookOfRows(['编号', '投资额（万元）', '签约日期', '阶段'], ['', '很多', '2026-02-30', '倒闭']),
    );
    expect(read.rejects.map((one) => one.column)).toEqual(['编号', '投资额（万元）', '签约日期', '阶段']);
    expect(read.bad[0]?.values).toMatchObject({ amount: '很多', on: '2026-02-30' });
  });
});

describe('a cell', () => {
  const column = (kind: 'number' | 'date' | 'month', label = '列') => ({ key: 'x', label, kind });
  test.each([
    [column('number'), '１，２００', '1200'],
    [column('number'), ' 0012.50 ', '12.5'],
    [column('number'), '-', ''],
    [column('number', '投资额（万元）'), '1.2亿元', '12000'],
    [column('number', '投资额（万元）'), '300万', '300'],
    [column('date'), '2026年1月5日', '2026-01-05'],
    [column('date'), '2026/1/5 00:00', '2026-01-05'],
    [column('date'), '20260105', '2026-01-05'],
    [column('date'), '46027', '2026-01-05'],
    [column('month'), '２０２６年９月', '2026-09'],
    [column('month'), '202609', '2026-09'],
    [column('month'), '2026-09-01', '2026-09'],
    [column('month'), '2026.10', '2026-10'],
  ])('%j «%s» is %s', (one, text, value) => {
    expect(readCell(one, text)).toEqual({ ok: true, value });
  });

  test.each([
    [column('number'), '约500'],
    [column('number'), '1e9'],
    [column('number'), '500万'],
    [column('number', '投资额（万元）'), '5000元'],
    [column('date'), '1月5日'],
    [column('date'), '2026-13-01'],
    [column('month'), '2026.1'],
    [column('month'), '9月'],
  ])('%j «%s» is not guessed', (one, text) => {
    expect(readCell(one, text).ok).toBe(false);
  });
});

describe('a file', () => {
  const header = textRow(1, ['编号', '投资额（万元）', '签约日期']);
  const row =
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><f>1+1</f><v>0.30000000000000004</v></c><c r="C2" s="1"><v>46027</v></c></row>';

  test.each([
    [false, '2026-01-05'],
    [true, '2030-01-06'],
  ])(
    'gives formulas their value, shared texts, and days by its own system (1904: %s)',
    async (date1904, on) => {
      const read = taken(await opened(bookOf({ rows: header + row, shared: [' 甲\u200b '], date1904 })));
      expect(read.rows).toMatchObject([{ values: { number: '甲', amount: '0.3', on } }]);
    },
  );

  test.each([
    ['UTF-8 with its mark', Buffer.from('\ufeff编号,企业名称\r\nA,"甲,乙\n公司"\r\n')],
    ['UTF-8', Buffer.from('编号,企业名称\nA,"甲,乙\n公司"\n')],
    // 编号,企业名称 / A,"甲,乙 / 公司"
    [
      'GB18030',
      Buffer.concat([
        Buffer.from([
          0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc6, 0xf3, 0xd2, 0xb5, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a,
        ]),
        Buffer.from([
          0x41, 0x2c, 0x22, 0xbc, 0xd7, 0x2c, 0xd2, 0xd2, 0x0a, 0xb9, 0xab, 0xcb, 0xbe, 0x22, 0x0d, 0x0a,
        ]),
      ]),
    ],
  ])('as .csv in %s is read', async (_name, bytes) => {
    expect(taken(await opened(bytes)).rows).toMatchObject([{ values: { number: 'A', name: '甲,乙\n公司' } }]);
  });

  test('with several tables gives each its own sheet', () => {
    const other = { ...TABLE, id: 'other', label: '单位', columns: TABLE.columns.slice(0, 2) };
    const book: Book = {
      sheets: [
        {
          name: '单位',
          rows: [
            ['编号', '企业名称'],
            ['U', '单'],
          ],
        },
        {
          name: '项目',
          rows: [
            ['编号', '企业名称', '阶段'],
            ['P', '项', '签约'],
          ],
        },
      ],
    };
    const reads = readTables([TABLE, other], book);
    expect(isRefusal(reads) ? reads : reads.map(({ table, sheet }) => `${table} ${sheet}`).sort()).toEqual([
      'other 单位',
      'sample 项目',
    ]);
  });
});
