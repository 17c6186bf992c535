// `evaluate`, `explain` and `pack check` as an operator runs them: exit codes, one JSON document, errors in Chinese, and
// nothing on stdout when something is wrong.
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { evaluationSchema } from '../../src/domain/evaluate/output-schema.ts';
import { readText } from '../domain/pack/sanming.ts';
import { CLI } from '../harness/cli-child.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const FOLDER = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function cli(...args: string[]) {
  const done = spawnSync(process.execPath, [...CLI, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}
function file(name: string, text: string | Uint8Array): string {
  const path = join(FOLDER, name);
  writeFileSync(path, text);
  return path;
}
const data = (city: string) => `docs/examples/${city}.facts.json`;
const evaluate = (pack: string, asOf: string, path: string, ...more: string[]) =>
  cli('evaluate', '--pack', pack, '--as-of', asOf, '--data', path, ...more);

describe('evaluate', () => {
  test('--json prints one document of the published shape, exit 0, stderr empty', () => {
    const run = evaluate('rongcheng-2019', '2019-12-31', data('rongcheng'), '--json');
    expect([run.code, run.err]).toEqual([0, '']);
    const document = evaluationSchema.parse(JSON.parse(run.out));
    expect(document.asOf).toBe('2019-12-31');
    expect(document.scores.find((row) => row.subject === 'chengshan')?.rounded).toBe('103.50');
  });
  test('without --json it prints tables in Chinese, defaults marked 系统默认, NA by its word', () => {
    const run = evaluate('langfang-2019', '2019-12-31', data('langfang'));
    expect(run.code).toBe(0);
    for (const word of ['目标完成情况', '得分', '排名', '奖惩建议', '系统默认', '暂缺', '未达标'])
      expect(run.out).toContain(word);
    expect(run.out).not.toMatch(/NaN|undefined|null|\[object/u);
  });
  test('mistakes of the file: every one with its path on stderr, nothing on stdout, exit 1', () => {
    const path = file(
      'bad.json',
      JSON.stringify({ units: [{ id: 'a', kind: 'x' }], targets: [{ id: 'no', value: -1 }] }),
    );
    const run = evaluate('sanming-2021', '2021-12-31', path, '--json');
    expect([run.code, run.out]).toEqual([1, '']);
    expect(run.err).toContain('targets[0].value');
    expect(run.err).toContain('没有计算');
    expect(run.err).not.toMatch(/at .*\.ts:\d+/u);
  });
  test('100 MB are refused by size, before they are read', () => {
    const path = join(FOLDER, 'big.json');
    const handle = openSync(path, 'w');
    ftruncateSync(handle, 100 * 1024 * 1024);
    closeSync(handle);
    const run = evaluate('sanming-2021', '2021-12-31', path);
    expect([run.code, run.out]).toEqual([1, '']);
    expect(run.err).toContain('文件过大（100 MB），上限 64 MB');
  });
  test('bytes that are no UTF-8 (GBK, UTF-16, a packed file) and a text too deep are refused in a sentence', () => {
    for (const bytes of [
      Buffer.from([0x7b, 0x22, 0xcf, 0xd8, 0x22, 0x3a, 0x31, 0x7d]),
      Buffer.from('\ufeff{"units":[]}', 'utf16le'),
      Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x61]),
    ]) {
      const run = evaluate('sanming-2021', '2021-12-31', file('bytes.json', bytes));
      expect([run.code, run.out]).toEqual([1, '']);
      expect(run.err).toContain('不是文本文件，应为 UTF-8 的 JSON');
    }
    const deep = evaluate(
      'sanming-2021',
      '2021-12-31',
      file('deep.json', `${'['.repeat(2e5)}${']'.repeat(2e5)}`),
    );
    expect([deep.code, deep.out]).toEqual([1, '']);
    expect(deep.err).toContain('嵌套过深');
  });
  test('wrong use is exit 2: no data file, an impossible day, a missing option', () => {
    expect(evaluate('sanming-2021', '2021-12-31', join(FOLDER, 'none.json'))).toMatchObject({
      code: 2,
      out: '',
    });
    expect(evaluate('sanming-2021', '2021-02-30', data('sanming'))).toMatchObject({ code: 2, out: '' });
    const missing = cli('evaluate', '--pack', 'sanming-2021', '--as-of', '2021-12-31');
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('缺少选项「--data')]);
  });
  test('a pack that is wrong or not there is exit 1, in Chinese', () => {
    expect(evaluate('atlantis-2020', '2021-12-31', data('sanming'))).toMatchObject({ code: 1, out: '' });
    const pack = file('pack.yaml', readText('docs/tutorial/pack.yaml').replace('kind: town', 'kind: twon'));
    const run = evaluate(pack, '2022-12-31', data('sanming'));
    expect([run.code, run.err]).toEqual([1, expect.stringContaining('是否想写「town」')]);
  });
});

describe('explain', () => {
  const explain = (pack: string, year: string, city: string, ...more: string[]) =>
    cli('explain', '--pack', pack, '--as-of', `${year}-12-31`, '--data', data(city), ...more);
  test('a score line by line, each with its clause, defaults marked', () => {
    const run = explain('rongcheng-2019', '2019', 'rongcheng', '--subject', '成山镇', '--score');
    expect(run.code).toBe(0);
    for (const text of [
      '到位资金（权重 40）：1 × 40 = 40',
      '〔RC-I2·系统默认〕',
      '总分 = 99.5 + 4 − 0 = 103.50',
      '第 2 名',
      '等次：二等',
    ]) {
      expect(run.out).toContain(text);
    }
  });
  test('AE-LC-12: a pack without a scorecard answers 未配置考核办法 with the reason, and completion', () => {
    const run = explain('liaocheng-2018', '2018', 'liaocheng', '--subject', 'linqing', '--score', '--json');
    expect(run.code).toBe(0);
    const said = JSON.parse(run.out);
    expect([said.found, said.lines[0].text]).toEqual([
      false,
      '未配置考核办法：原文在四(一)中断，考核、等次、奖惩部分缺失',
    ]);
    expect(JSON.stringify(said.lines)).toContain('LC-B16');
  });
  test('one target with the projects and months behind it; an unknown subject or target is refused with a suggestion', () => {
    const run = explain('sanming-2021', '2021', 'sanming', '--subject', 'jiangle', '--target', 'SM-T-funds');
    expect(run.out).toContain('7300万元 ÷ 6000万元 = 121.7%');
    expect(run.out).toContain('2021-12 4000');
    expect(explain('sanming-2021', '2021', 'sanming', '--subject', 'jiangl')).toMatchObject({
      code: 1,
      err: expect.stringContaining('是否想写「jiangle」'),
    });
    expect(
      explain('sanming-2021', '2021', 'sanming', '--subject', 'jiangle', '--target', 'SM-T-fund'),
    ).toMatchObject({ code: 1, err: expect.stringContaining('SM-T-funds') });
  });
});
