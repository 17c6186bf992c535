// Written and read again it is the same; what a spreadsheet might run stays text; rows given back can be sent again.
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { isRefusal, sayRefusal } from '../../src/domain/decision.ts';
import { readTable } from '../../src/sheets/match.ts';
import { neutral, original } from '../../src/sheets/neutral.ts';
import { readWorkbook, tidy } from '../../src/sheets/read.ts';
import type { Row, TableRead } from '../../src/sheets/table.ts';
import { sheetName, writeRejects, writeTable } from '../../src/sheets/write.ts';
import { TABLE } from './kit.ts';

async function back(bytes: Uint8Array): Promise<TableRead> {
  const book = await readWorkbook(bytes);
  if (isRefusal(book)) throw new Error(sayRefusal(book));
  const read = readTable(TABLE, book);
  if (isRefusal(read)) throw new Error(sayRefusal(read));
  return read;
}

const PIECES = [
  '闽光',
  '（集团）',
  '=',
  '＝',
  '+',
  '－',
  '@',
  "'",
  '"',
  ',',
  '\n',
  ' ',
  '_x0041_',
  '<&>',
  '😀',
  '𠮷',
  '0',
  '中',
  '|',
  '\t',
  '1e5',
  'é',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => tidyFully(parts.join('')));
/** As a cell gives it: what is trimmed once is trimmed. */
function tidyFully(words: string): string {
  let now = words;
  for (let next = tidy(now); next !== now; next = tidy(now)) now = next;
  return now;
}
const pad = (value: number) => String(value).padStart(2, '0');
const row: fc.Arbitrary<Row> = fc.record({
  number: fc.uuid().map((id) => `编${id}`),
  name: text,
  amount: fc.oneof(
    fc.constant(''),
    fc.integer({ min: -1_000_000_000, max: 1_000_000_000_000 }).map(String),
    fc
      .tuple(fc.nat(99_999_999), fc.integer({ min: 1, max: 9_999 }))
      .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0').replace(/0+$/, '')}`),
    fc.constant('123456789012345678'),
  ),
  on: fc
    .tuple(
      fc.integer({ min: 1990, max: 2099 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([y, m, d]) => `${y}-${pad(m)}-${pad(d)}`),
  month: fc
    .tuple(fc.integer({ min: 1990, max: 2099 }), fc.integer({ min: 1, max: 12 }))
    .map(([y, m]) => `${y}-${pad(m)}`),
  stage: fc.constantFrom('', '在谈', '签约', '开工'),
});

describe('S22 what is written', () => {
  test('read again is the same, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        const read = await back(await writeTable(TABLE, rows));
        expect(read.rejects).toEqual([]);
        expect(read.rows.map((one) => one.values)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '\t=1',
    "'=1",
    '=HYPERLINK("http://x","点")',
    '|cmd',
  ])('«%s» is a text cell that begins with no sign a spreadsheet runs', async (evil) => {
    const bytes = await writeTable(
      { ...TABLE, label: evil, columns: TABLE.columns.map((one) => ({ ...one, note: evil })) },
      [{ number: 'A', name: evil, stage: evil, amount: evil, on: evil }],
      { about: evil },
    );
    const book = await readXlsx(bytes, { readStyles: true });
    for (const sheet of book.sheets) {
      expect(sheet.name).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      for (const cell of sheet.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
      for (const cells of sheet.rows) {
        for (const cell of cells)
          if (typeof cell === 'string') expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠|]/);
      }
    }
  });

  test('reading takes off exactly the mark that writing put on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text, (any, words) => {
        for (const one of [any, words]) {
          if (/^\p{Cc}/u.test(one)) continue;
          expect(original(neutral(one))).toBe(one);
        }
      }),
    );
  });

  test('has its header frozen, numbers as numbers, days as days, and a list to choose from', async () => {
    const bytes = await writeTable(TABLE, [
      { number: 'A', amount: '1200.5', on: '2026-01-05', month: '2026-01', stage: '签约' },
    ]);
    const book = await readXlsx(bytes, { readStyles: true });
    const [sheet, notes] = book.sheets;
    expect(sheet?.rows[1]).toEqual([
      'A',
      null,
      1200.5,
      new Date('2026-01-05'),
      new Date('2026-01-01'),
      '签约',
    ]);
    expect(sheet?.freezePane).toEqual({ rows: 1 });
    expect(sheet?.dataValidations?.[0]).toMatchObject({ type: 'list', range: 'F2:F502' });
    expect(sheet?.cells?.get('0,0')?.style?.font?.bold).toBe(true);
    expect(notes?.name).toBe('填写说明');
  });

  test.each(['a/b:c*?[x]', '', "'x'", '很'.repeat(40)])('a sheet named «%s» gets a legal name', (wanted) => {
    const name = sheetName(wanted, new Set());
    expect(name).toMatch(/^[^:\\/?*[\]]{1,31}$/);
    expect(sheetName(wanted, new Set([name]))).not.toBe(name);
  });
});

describe('rows given back', () => {
  const rows = ['A', 'B', 'C'].map((number, at) => ({
    row: at + 5,
    values: { number, name: `=${number}`, amount: '约5' },
  }));
  const rejects = [
    { row: 6, column: '投资额（万元）', reason: '不是数字。' },
    { row: 6, column: null, reason: '重复。' },
  ];

  test('are those with reasons, as they were written, and are read again once corrected', async () => {
    const bytes = await writeRejects(TABLE, rows, rejects);
    const book = await readXlsx(bytes);
    expect(book.sheets[0]?.rows.slice(0, 2).map((cells) => cells.slice(0, 5))).toEqual([
      ['退回原因', '有误的列', '原行号', '编号', '企业名称'],
      ['「投资额（万元）」不是数字。\n重复。', '投资额（万元）', 6, 'B', "'=B"],
    ]);
    const read = await back(bytes);
    expect(read.ignored).toEqual([]);
    expect(read.bad).toMatchObject([{ row: 2, values: { number: 'B', name: '=B', amount: '约5' } }]);
  });

  test('what is no day or month goes back as it was typed, neither NaN nor another day', async () => {
    const wrong = ['2026-13-45', '2026-02-30', '0001-01-01', '2026-11-05'];
    const given = wrong.map((on, at) => ({
      row: at + 2,
      values: { number: `N${at}`, on, month: '2026-13' },
    }));
    const bytes = await writeRejects(
      TABLE,
      given,
      given.map(({ row }) => ({ row, column: '签约日期', reason: '没有这一天。' })),
    );
    const cells = (await readXlsx(bytes)).sheets[0]?.rows.slice(1) ?? [];
    expect(cells.map((row) => [row[6], row[7]])).toEqual([
      ['2026-13-45', '2026-13'],
      ['2026-02-30', '2026-13'],
      ['0001-01-01', '2026-13'],
      [new Date('2026-11-05T00:00:00Z'), '2026-13'],
    ]);
  });
});
