// `import` and `export` as an operator runs them: each kind comes in, goes out, and coming in again changes nothing; what is
// not taken lies in a workbook beside the file and is taken once corrected.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CliRefusal, CliUsage } from '../../src/cli/context.ts';
import { runExport } from '../../src/cli/export.ts';
import { type ImportSummary, runImport } from '../../src/cli/import.ts';
import { runCli } from '../harness/cli-child.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const FOLDER = mkdtempSync(join(tmpdir(), 'books-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));
const ENVIRONMENT = {
  DATABASE_PATH: join(FOLDER, 'a.db'),
  DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
  PACK: 'sanming-2021',
};

const cli = (...args: readonly string[]) => runCli(args, ENVIRONMENT);
const file = (name: string, text?: string): string => {
  const path = join(FOLDER, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};
const take = (kind: string, path: string, by?: string): Promise<ImportSummary> => runImport(kind, path, by);
const give = (kind: string, path: string, options: Parameters<typeof runExport>[2] = {}) =>
  runExport(kind, path, options);
const counts = ({ created, updated, unchanged, rejected }: ImportSummary) => [
  created,
  updated,
  unchanged,
  rejected,
];

const ROSTER = {
  units: [
    { id: 'city', name: '三明市', kind: 'city' },
    { id: 'yongan', name: '永安市', aliases: ['永安'], kind: 'district_county', parent: 'city' },
    { id: 'shaxian', name: '沙县区', kind: 'district_county', parent: 'city' },
  ],
  people: [
    { openId: 'ou_r1', name: '林报', unit: 'yongan', roles: ['reporter'] },
    { openId: 'ou_o1', name: '陈办', unit: 'city', roles: ['office', 'admin'] },
  ],
};

beforeAll(async () => {
  Object.assign(process.env, ENVIRONMENT);
  const { code, err } = await cli('roster', 'import', file('roster.json', JSON.stringify(ROSTER)));
  expect([code, err]).toEqual([0, '']);
});

describe('leads', () => {
  const text =
    '线索编号,企业名称,项目名称,投资额（万元）,拟落户,登记单位,登记日期,联系人,联系电话,备注,序\n' +
    ',闽光新材料有限公司,碳纤维,52000,永安,永安市,2024-03-01,王强,13800001111,找13900002222,1\n' +
    'XS-202405-0007,厦门钨业股份有限公司,硬质合金,5000～8000,沙县区,沙县区,2024-05-02,,,,2\n' +
    '旧-12,宁德时代新能源,储能,1.2亿,永安市,永安市,2024-06-01,,,,3\n' +
    ',坏行有限公司,甲,很多,不存在,永安市,2024-06-01,,,,4\n' +
    ',闽光新材料公司,树脂,100,永安市,沙县区,2024-06-01,,,,5\n';

  test('come in with their days and numbers, a second time change nothing, and go out as they come in', async () => {
    const path = file('线索.csv', text);
    const first = await take('leads', path);
    // 沙县区 has no reporter in the roster: who would hold it?
    expect(first.rejects.map(({ row, column }) => [row, column])).toEqual([
      [3, '持有人'],
      [5, '投资额（万元）'],
      [6, '企业名称'],
    ]);
    expect(counts(first)).toEqual([2, 0, 0, 3]);
    expect(counts(await take('leads', path))).toEqual([0, 0, 2, 3]);

    const out = file('线索.xlsx');
    expect((await give('leads', out)).rows).toBe(2);
    const rows = (await readXlsx(readFileSync(out))).sheets[0]?.rows ?? [];
    expect(rows.slice(1).map((cells) => [cells[1], cells[3]])).toEqual(
      expect.arrayContaining([
        ['闽光新材料有限公司', 52_000],
        ['宁德时代新能源', 12_000],
      ]),
    );
    expect(counts(await take('leads', out))).toEqual([0, 0, 2, 0]);
  });

  test('given back are taken from the very workbook once corrected', async () => {
    const back = file('线索-退回.xlsx');
    expect(existsSync(back)).toBe(true);
    const book = await readXlsx(readFileSync(back));
    const [header = [], ...rows] = book.sheets[0]?.rows ?? [];
    const at = (label: string) => header.indexOf(label);
    const cells = rows.map((row) =>
      row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell ?? ''))),
    );
    for (const row of cells) {
      if (row[at('企业名称')] === '厦门钨业股份有限公司') row[at('持有人')] = '陈办';
      if (row[at('企业名称')] === '坏行有限公司') {
        row[at('投资额（万元）')] = 10;
        row[at('拟落户')] = '永安';
      }
      if (row[at('企业名称')] === '闽光新材料公司') {
        row[at('仍要登记')] = '是';
        row[at('登记单位')] = '永安市';
      }
    }
    const quoted = [header, ...cells].map((row) =>
      row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','),
    );
    const again = await take('leads', file('改好.csv', quoted.join('\r\n')));
    expect([counts(again), again.rejects]).toEqual([[3, 0, 0, 0], []]);
    const shown = await cli('history', 'XS-202405-0007');
    expect(shown.out).toContain('导入线索 XS-202405-0007');
  });

  test('of somebody else are not taken for a reporter', async () => {
    const path = file('别人.csv', '企业名称,登记单位\n外县公司,沙县区\n自家公司,永安市\n');
    const summary = await take('leads', path, '林报');
    expect(counts(summary)).toEqual([1, 0, 0, 1]);
    expect(summary.rejects[0]).toMatchObject({ row: 2, column: '登记单位' });
  });
});

describe('projects and their months', () => {
  const projects =
    '2024年台账,,,,,,,,,\n' +
    '项目编号,企业名称,项目名称,投资额(万元),拟落户,登记单位,登记日期,签约日期,签约佐证,开工日期,开工佐证,资金类型\n' +
    'XM-202403-0009,三钢股份,特钢技改,80000,永安市,永安市,2024/1/5,2024年3月1日,合同9号,2024-06-18,施工许可12,内资\n' +
    ',只有洽谈公司,甲,100,永安,永安市,2025-01-05,,,,,\n' +
    ',没有佐证公司,乙,100,永安,永安市,2025-01-05,2025-02-01,,,,\n' +
    ',未来公司,丙,100,永安,永安市,2025-01-05,2999-02-01,协议,,,\n';

  test('come in with their stages of the past, verified by the importer', async () => {
    const path = file('项目.csv', projects);
    const first = await take('projects', path, '陈办');
    expect(first.rejects.map(({ row, column }) => [row, column])).toEqual([
      [4, '签约日期'],
      [5, '签约佐证'],
      [6, '签约日期'],
    ]);
    expect(counts(first)).toEqual([1, 0, 0, 3]);
    expect(counts(await take('projects', path, '陈办'))).toEqual([0, 0, 1, 3]);
    const { out } = await cli('history', 'XM-202403-0009');
    expect(out).toMatch(/陈办.*推进到「签约」.*2024-03-01.*合同9号.*导入/);
    expect(out).toMatch(/陈办.*审核通过「开工」/);
    const exported = file('项目.xlsx');
    await give('projects', exported);
    expect(counts(await take('projects', exported))).toEqual([0, 0, 1, 0]);
  });

  test('months of the past come in, fall only with a reason, and go out as they came in', async () => {
    const path = file(
      '月报.csv',
      '编号,月份,企业名称,到位资金（万元）,进展情况\n' +
        'XM-202403-0009,2024-04,三钢股份,1000,主体施工\n' +
        'XM-202403-0009,2024年10月,,"３，０００",\n' +
        'XM-202403-0009,2024-11,,无变化,\n' +
        'XM-202403-0009,2024-12,,10,\n' +
        'XM-202403-0009,2023-12,,5,\n' +
        'XM-202403-0009,2025-01,别家公司,5000,\n' +
        'XM-209901-0001,2025-01,,5000,\n' +
        'XM-202403-0009,2025-02,,,\n',
    );
    const first = await take('progress', path);
    expect(first.rejects.map(({ row }) => row)).toEqual([5, 6, 7, 8]);
    expect(counts(first)).toEqual([3, 0, 1, 4]);
    expect(counts(await take('progress', path))).toEqual([0, 0, 4, 4]);
    const exported = file('月报.xlsx');
    await give('progress', exported);
    expect(counts(await take('progress', exported))).toEqual([0, 0, 3, 0]);
    const template = file('模板.xlsx');
    await give('progress', template, { template: true, month: '2026-10' });
    expect(counts(await take('progress', template))).toEqual([0, 0, 1, 0]);
  });
});

describe('the roster', () => {
  test('units and people come in, go out, and come in again unchanged', async () => {
    const units = file(
      '单位.csv',
      '单位编号,单位名称,单位类别,上级单位\ntown1,曹远镇,乡镇,永安市\nbad id,坏,乡镇,\nloop,环,乡镇,loop\n',
    );
    const first = await take('units', units);
    expect(first.created + first.rejected).toBe(3);
    expect(first.rejected).toBeGreaterThanOrEqual(2);
    const people = file(
      '人员.csv',
      '姓名,手机号,所在单位,角色\n沙报,13700003333,沙县区,填报员、审核人\n无号,,沙县区,填报员\n错角,13700004444,沙县区,皇帝\n',
    );
    expect(counts(await take('people', people))).toEqual([1, 0, 0, 2]);
    expect(counts(await take('people', people))).toEqual([0, 0, 1, 2]);
    for (const kind of ['units', 'people']) {
      const out = file(`${kind}.xlsx`);
      await give(kind, out);
      const again = await take(kind, out);
      expect([again.created, again.updated, again.rejected]).toEqual([0, 0, 0]);
    }
    expect((await cli('roster', 'import', file('units.xlsx'), '--json')).out).toContain('"changed": false');
  });
});

test('targets come in by effective day, once, and go out as they came in', async () => {
  const path = file(
    '目标.csv',
    '目标编号,单位或岗位,数值,单位,生效日期,说明\nSM-B4,永安市,3,个,2026-01-01,下达\nSM-B4,永安市,5,个,2026-07-01,调整\nSM-B4,无此单位,3,个,,\nSM-B99,永安市,3,,,\n',
  );
  expect(counts(await take('targets', path))).toEqual([1, 1, 0, 2]);
  expect(counts(await take('targets', path))).toEqual([0, 0, 2, 2]);
  const out = file('目标.xlsx');
  expect((await give('targets', out)).rows).toBe(2);
  expect(counts(await take('targets', out))).toEqual([0, 0, 2, 0]);
});

test('--json prints one document, and a file with rejected rows ends with exit 0', async () => {
  const path = file('一半.csv', '企业名称,登记单位\n山城食品公司,永安市\n无处公司,不存在的单位\n');
  const { code, out, err } = await cli('import', 'leads', path, '--json');
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({
    kind: 'leads',
    read: 2,
    created: 1,
    rejected: 1,
    rejects: [{ row: 3, column: '登记单位' }],
    rejectFile: file('一半-退回.xlsx'),
  });
});

test('facts and state agree after all of it', async () => {
  const { out } = await cli('verify', '--json');
  expect(JSON.parse(out)).toMatchObject({ differences: [] });
});

describe('refused in Chinese', () => {
  const junk = join(ROOT, 'package.json');
  test.each<[string, () => Promise<unknown>, new (words: string) => Error, RegExp]>([
    ['an unknown word', () => take('nothing', junk), CliUsage, /没有「nothing」这种表/],
    ['a file that is not there', () => take('leads', file('absent.xlsx')), CliUsage, /找不到文件/],
    ['a file that is no table', () => take('leads', junk), CliRefusal, /没有找到「线索」的表头/],
    [
      'a table without rows',
      () => take('leads', file('空.csv', '企业名称,项目名称\n')),
      CliRefusal,
      /没有填写任何一行/,
    ],
    ['an export that is no workbook', () => give('leads', file('x.csv')), CliUsage, /只能导出 .xlsx/],
    ['a month that is none', () => give('progress', file('x.xlsx'), { month: '10月' }), CliUsage, /不是月份/],
    ['somebody unknown', () => take('leads', junk, '没有此人'), CliRefusal, /名册中没有「没有此人」/],
  ])('%s', async (_name, act, kind, words) => {
    const fault = await act().then(
      () => null,
      (error: unknown) => error,
    );
    expect(fault).toBeInstanceOf(kind);
    expect(fault).toMatchObject({ message: expect.stringMatching(words) });
  });
});
