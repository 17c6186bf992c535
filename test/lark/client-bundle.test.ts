/** The client in a production bundle: the SDK is a CommonJS file that reads `__dirname`, loaded on first use. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { withFake } from './fake-feishu.ts';

const ENTRY = `
  import { createMessenger } from './client.ts';
  const silent = () => undefined;
  const client = createMessenger({
    appId: 'cli_0123456789abcdef', appSecret: 'a-secret', baseUrl: process.argv[2], fetch, now: Date.now,
    log: { debug: silent, info: silent, warn: silent, error: console.error },
    renderCard: () => ({ text: '{}' }), renderText: (text) => JSON.stringify({ text }),
  });
  const to = { kind: 'person', openId: 'ou_person' };
  console.log(JSON.stringify(await client.send({ how: 'send', to, content: { type: 'text', text: 'x' } }, 'u')));
  process.exit(0);
`;

test.each([true, false])('a bundle sends, in chunks: %s', async (splitting) => {
  const outdir = await mkdtemp(join(tmpdir(), 'client-bundle-'));
  try {
    await build({
      stdin: {
        contents: ENTRY,
        loader: 'ts',
        resolveDir: fileURLToPath(new URL('../../src/lark', import.meta.url)),
      },
      bundle: true,
      splitting,
      minify: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      outdir,
      outExtension: { '.js': '.mjs' },
      define: { __dirname: '"/"' },
      banner: {
        js: 'import{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url);',
      },
    });
    await withFake({}, async (fake) => {
      const { stdout } = await promisify(execFile)(process.execPath, [
        join(outdir, 'stdin.mjs'),
        fake.origin,
      ]);
      expect(JSON.parse(stdout)).toEqual({ result: 'sent', messageId: 'om_new', chatId: 'oc_chat' });
    });
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
});
