// 台账, 外部数据 and 公开清单 as an operator has them: by id, label or word; each export is on record.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CliUsage } from '../../src/cli/context.ts';
import { runExport } from '../../src/cli/export.ts';
import { runImport } from '../../src/cli/import.ts';
import { publicListSchema } from '../../src/domain/registry/public.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'registries-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));
const file = (name: string, text?: string): string => {
  const path = join(FOLDER, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};

beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_PATH: join(FOLDER, 'a.db'),
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    PACK: 'sanming-2021',
  });
  await runImport(
    'units',
    file('units.csv', '单位编号,单位名称,单位类别,别名\nyongan,永安市,"县(市、区)",永安\n'),
  );
}, 60_000);

test('a registry comes in once, its wrong rows lie beside the file, and it goes out as it came in', async () => {
  const assets = file(
    'assets.csv',
    '类别,名称,所在园区,面积（平方米）,责任单位\n闲置厂房,一号,高砂园,7.5亩,永安\n闲置厂房,二号,高砂园,很大,永安\n',
  );
  expect(await runImport('SM-G5', assets)).toMatchObject({
    created: 1,
    rejected: 1,
    rejects: [{ row: 3, column: '面积（平方米）' }],
  });
  expect(existsSync(file('assets-退回.xlsx'))).toBe(true);
  expect(await runImport('要素资源库', assets)).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 1,
    rejected: 1,
  });
  const out = file('out.xlsx');
  expect(await runExport('闲置资产', out, {})).toMatchObject({ rows: 1, cut: false });
  expect(await runImport('SM-G5', out)).toMatchObject({ created: 0, updated: 0, unchanged: 1, rejected: 0 });
  expect(await runExport('SM-G5', file('template.xlsx'), { template: true })).toMatchObject({ rows: 0 });
  await expect(runExport('没有的', file('x.xlsx'), {})).rejects.toBeInstanceOf(CliUsage);
}, 60_000);

test('the public list is JSON by its schema, the same every time', async () => {
  const [one, two] = [file('one.json'), file('two.json')];
  expect(await runExport('public', one, {})).toMatchObject({ rows: 1 });
  await runExport('public', two, {});
  expect(readFileSync(one, 'utf8')).toBe(readFileSync(two, 'utf8'));
  const list = publicListSchema.parse(JSON.parse(readFileSync(one, 'utf8')));
  expect(list.registries.flatMap(({ entries }) => entries)).toMatchObject([
    { values: { name: '一号', area: '5000', unit: '永安市' } },
  ]);
  await expect(runExport('SM-G5', file('x.json'), {})).rejects.toBeInstanceOf(CliUsage);
}, 60_000);

test('each export stands in the facts: what, and how many rows', async () => {
  const database = new Sqlite(join(FOLDER, 'a.db'), { readonly: true });
  const kinds = database.prepare('SELECT kind, rows, state FROM workbook ORDER BY kind, rows').all();
  database.close();
  expect(kinds).toEqual([
    { kind: 'public', rows: 1, state: 'done' },
    { kind: 'public', rows: 1, state: 'done' },
    { kind: 'registry:SM-G5', rows: 0, state: 'done' },
    { kind: 'registry:SM-G5', rows: 1, state: 'done' },
  ]);
});
