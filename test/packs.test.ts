// Versions of one city's plan: files beside each other with the day they take effect in their names.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PackError, packOn, readPackVersions } from '../src/packs.ts';
import { readText } from './domain/pack/sanming.ts';

const TEXT = readText('schemes/sanming/pack.yaml');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhaoshang-packs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, change: (text: string) => string = (text) => text): string => {
  const file = join(folder, name);
  writeFileSync(file, change(TEXT));
  return file;
};
const titled = (title: string) => (text: string) => text.replace(/^title: .*$/m, `title: ${title}`);
function mistakesOf(file: string): string {
  try {
    readPackVersions(file);
  } catch (error) {
    if (error instanceof PackError) return error.message;
    throw error;
  }
  return '';
}

test('a plan alone is in force on every day', () => {
  const versions = readPackVersions(put('pack.yaml'));
  expect(versions).toHaveLength(1);
  expect(packOn(versions, '1999-01-01').id).toBe('sanming-2021');
});

test('each version is in force from the day in its name until the next; before all of them the first', () => {
  const file = put('pack.yaml', titled('旧办法'));
  put('pack-2027.yaml', titled('年办法'));
  put('pack-2027-07.yaml', titled('半年办法'));
  put('pack-2027-07-15.yml', titled('十五日办法'));
  const versions = readPackVersions(file);
  const on = (day: string) => packOn(versions, day).title;
  expect(
    ['2021-01-01', '2026-12-31', '2027-01-01', '2027-06-30', '2027-07-01', '2027-07-15', '2030-01-01'].map(
      on,
    ),
  ).toEqual(['旧办法', '旧办法', '年办法', '年办法', '半年办法', '十五日办法', '十五日办法']);
});

test('files of other names beside it are not looked at', () => {
  const file = put('pack.yaml');
  writeFileSync(join(folder, 'pack-draft.yaml'), 'nothing: of ours');
  writeFileSync(join(folder, 'notes-2027.yaml'), 'nothing: of ours');
  writeFileSync(join(folder, 'pack-2027.txt'), 'nothing of ours');
  expect(readPackVersions(file)).toHaveLength(1);
});

test('a day that does not exist, one day twice, another city, and mistakes inside are all said at once', () => {
  const file = put('pack.yaml');
  put('pack-2027-13.yaml');
  put('pack-2027.yaml');
  put('pack-2027-01-01.yaml');
  put('pack-2028.yaml', (text) => text.replace(/^city: .*$/m, 'city: 别的市'));
  put('pack-2029.yaml', (text) => `${text}\nnonsense: 1\n`);
  const said = mistakesOf(file);
  expect(said).toContain('生效日看不懂');
  expect(said).toContain('同一天生效（2027-01-01）');
  expect(said).toContain('不是同一个城市');
  expect(said).toMatch(/pack-2029\.yaml:\d+:\d+ .*nonsense/);
});

test('a shipped plan named by its id has its versions too', () => {
  expect(readPackVersions('qingdao-2021').map((one) => one.fromOn)).toEqual([null]);
});
