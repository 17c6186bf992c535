// S25, S26, S30, S32 as far as the source itself shows them: where it may call out, what reaches SQL as text, what is installed, and
// that a line of the log stays one line.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { watchDepartures } from '../../src/lark/departures.ts';
import { createHttp } from '../../src/lark/http.ts';
import { makeLog } from '../../src/log.ts';
import { readSources } from '../check/structure.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const product = readSources(ROOT).filter(({ path }) => /^(?:src|commands|db)\//.test(path));
const filesWith = (pattern: RegExp): readonly string[] =>
  product
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)
    .sort();

describe('S26 where the assistant calls out', () => {
  test('one file makes requests, to one origin; the long connection and the Workers entry hand it their fetch', () => {
    expect(filesWith(/(?<![.\w])fetch\(|\bfetch\(url/)).toEqual([
      'src/lark/http.ts',
      'src/worker-handlers.ts',
    ]);
    expect(filesWith(/from 'node:(?:https?|net|tls|dgram|http2)'/)).toEqual([
      'src/lark/socket-watch.ts',
      'src/node.ts',
    ]);
  });

  test.each([
    'https://evil.example/open-apis/im/v1/messages',
    '//evil.example/x',
    'http://open.feishu.cn/open-apis/x',
    'https://open.feishu.cn:8443/x',
    'https://open.feishu.cn.evil.example/x',
    'https://user:pass@open.feishu.cn/x',
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data',
  ])('%s is never called', async (url) => {
    const called: string[] = [];
    const http = createHttp({
      baseUrl: 'https://open.feishu.cn',
      fetch: async (input) => {
        called.push(String(input));
        return new Response('{"code":0}', { headers: { 'content-type': 'application/json' } });
      },
      departures: watchDepartures(),
      newId: () => 'id',
      timeoutMs: 1_000,
      downloadMsMax: 1_000,
      answerBytesMax: 1_000,
      secrets: [],
    });
    await expect(http.request({ url, method: 'GET' })).rejects.toThrow();
    expect(called).toEqual([]);
    // Its own address it does call.
    await http.request({ url: '/open-apis/x', method: 'GET' });
    expect(called).toEqual(['https://open.feishu.cn/open-apis/x']);
  });
});

describe('S25 what reaches SQL as text', () => {
  test('is column names of our own, in one file', () => {
    expect(filesWith(/sql\.raw\(/)).toEqual(['db/reads/leads.ts']);
    const leads = product.find(({ path }) => path === 'db/reads/leads.ts')?.text ?? '';
    expect([...leads.matchAll(/sql\.raw\(([^)]*)\)/g)].map(([, what]) => what)).toEqual([
      'foldedName(column',
      'column',
    ]);
    // Both are closed lists of two.
    expect(leads).toContain("(column: 'company' | 'project') => sql.raw(");
    expect(leads).toContain("function fits(column: 'number' | 'project_number'");
  });
});

describe('S30 what is installed', () => {
  const packageFile = z
    .object({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
      allowScripts: z.record(z.string(), z.boolean()),
    })
    .parse(JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')));
  const lock = z
    .object({
      packages: z.record(
        z.string(),
        z.object({
          version: z.string().optional(),
          integrity: z.string().optional(),
          hasInstallScript: z.boolean().optional(),
        }),
      ),
    })
    .parse(JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')));

  test('every package is of one version, with its checksum in the lockfile', () => {
    const wanted = { ...packageFile.dependencies, ...packageFile.devDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
    const { '': _own, ...others } = lock.packages;
    expect(Object.keys(others).length).toBeGreaterThan(100);
    for (const [path, { integrity }] of Object.entries(others)) expect(integrity, path).toMatch(/^sha512-/);
  });

  test('no package runs a script on installing but those allowed by name', () => {
    const scripted = Object.entries(lock.packages)
      .filter(([, one]) => one.hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    const allowed = Object.keys(packageFile.allowScripts);
    expect(scripted.filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

describe('S32 a line of the log', () => {
  test('stays one line and one JSON value, whatever a stranger wrote into a field', () => {
    const lines: string[] = [];
    const log = makeLog('trace', (line) => lines.push(line));
    const odd = 'x\r\n{"level":50,"msg":"forged"}\u001b[2J\u0000\u2028\u2029';
    log.warn('odd', { name: odd, [odd]: 1, error: new Error(odd) });
    expect(lines).toHaveLength(1);
    const [line = ''] = lines;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(line.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
    expect(JSON.parse(line)).toMatchObject({ msg: 'odd', name: odd });
  });
});
