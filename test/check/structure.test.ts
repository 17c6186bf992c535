/** The tree keeps its directions, and the check that says so can say no. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LINES_MAX, readSources, violations } from './structure.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

describe('structure', () => {
  test('the tree breaks no rule', () => {
    const sources = readSources(ROOT);
    expect(sources.length).toBeGreaterThan(100);
    expect(violations(sources)).toEqual([]);
  });

  test.each([
    ['src/domain/a.ts', "import { x } from '../lark/client.ts';", 'domain must not import lark'],
    ['src/domain/a.ts', "import type { x } from '../ports.ts';", 'domain must not import ports'],
    ['sandbox/a.ts', "import { x } from '../src/card.ts';", 'sandbox must not import card'],
    ['sandbox/a.ts', "import { x } from './page/words.ts';", 'sandbox must not import page'],
    ['sandbox/page/a.ts', "import { x } from '../json.ts';", 'page must not import sandbox'],
    ['sandbox/page/card/a.ts', "import type { X } from '../../../src/card.ts';", 'page must not import card'],
    ['sandbox/a.ts', "import { html } from 'lit/html.js';", 'only page may import lit/html.js'],
    ['src/cards/a.ts', "import MarkdownIt from 'markdown-it/browser';", 'only page may import markdown-it'],
    ['sandbox/page/a.ts', '\n'.repeat(LINES_MAX + 1), 'split it'],
    ['commands/a.ts', "import { x } from '../db/store.ts';", 'commands must not import db'],
    ['src/cards/a.ts', "import { x } from '../../commands/help.ts';", 'cards must not import commands'],
    ['src/machine.ts', "import { x } from '../commands/index.ts';", 'machine must not import commands'],
    [
      'commands/a.ts',
      "import { Client } from '@larksuiteoapi/node-sdk';",
      'may import @larksuiteoapi/node-sdk',
    ],
    ['commands/a.ts', "const x = await import('better-sqlite3');", 'may import better-sqlite3'],
    ['src/domain/a.ts', '\n'.repeat(LINES_MAX + 1), 'split it'],
  ])('%s with %j is told', (path, text, words) => {
    expect(violations([{ path, text }]).join('\n')).toContain(words);
  });

  test('the chat page is read like the rest, and knows the sandbox by its types alone', () => {
    expect(readSources(ROOT).filter(({ path }) => path.startsWith('sandbox/page/')).length).toBeGreaterThan(
      30,
    );
    const text = "import type { Finding } from '../card/rules.ts';\n";
    expect(violations([{ path: 'sandbox/page/a.ts', text }])).toEqual([]);
  });

  test('the line that crosses is named', () => {
    const text = "// one\n// two\nimport { x } from '../lark/client.ts';\n";
    expect(violations([{ path: 'src/domain/a.ts', text }])[0]).toMatch(/^src\/domain\/a\.ts:3 /);
  });
});
