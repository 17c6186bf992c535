// What the READMEs promise is true: their conversation goes as printed over signed HTTP, their links lead somewhere,
// and the permission list to paste is one and the same list everywhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { ALL_VARIABLES } from '../../src/config.ts';
import { readRoster } from '../../src/roster-file.ts';
import { parseTranscript } from '../transcripts/parse.ts';
import { play } from '../transcripts/run.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The fenced blocks of one language. */
const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((found) => found[1] ?? '');

const pages = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];

/** What the calls and events of src/lark need, and nothing else. */
const permissions = [
  'im:message:send_as_bot',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:message:readonly',
  'im:message.urgent',
  'im:resource',
  'im:chat:readonly',
  'contact:user.id:readonly',
];

describe('the READMEs', () => {
  test.concurrent.each(['README.md', 'README.zh-CN.md'])(
    '%s prints a conversation that goes as written',
    async (file) => {
      const [conversation, ...more] = blocks(read(file), 'chat');
      expect.assert(conversation !== undefined);
      expect(more).toEqual([]);
      await play(parseTranscript(conversation, file), file);
    },
    60_000,
  );

  test.each(['README.md', 'README.zh-CN.md'])('the roster printed in %s can be imported', (file) => {
    const [roster] = blocks(read(file).replace(/^ {3}/gm, ''), 'json');
    expect(readRoster(roster ?? '', new Set())).toMatchObject({ ok: true });
  });

  test.each(['README.md', 'README.zh-CN.md'])('%s lists every variable of the configuration', (file) => {
    const missing = ALL_VARIABLES.filter((name) => !read(file).includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });

  test('both languages print the same conversation', () => {
    expect(blocks(read('README.zh-CN.md'), 'chat')).toEqual(blocks(read('README.md'), 'chat'));
  });
});

describe('the pages', () => {
  test.each(pages)('%s links only to files that are there', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      (found) => found[1] ?? '',
    );
    const broken = links.filter((link) => !existsSync(join(root, dirname(page), link)));
    expect(broken).toEqual([]);
  });

  test('the permission list to paste is valid JSON and the same in both languages', () => {
    const lists = ['docs/feishu-console.md', 'docs/feishu-console.zh-CN.md'].map((page) =>
      blocks(read(page), 'json').map((text): unknown => JSON.parse(text)),
    );
    const [english, chinese] = lists;
    expect(english).toEqual([{ scopes: { tenant: permissions, user: [] } }]);
    expect(chinese).toEqual(english);
  });

  test.each(['docs/feishu-console.md', 'docs/feishu-console.zh-CN.md'])(
    '%s names every event that is decoded, and no other',
    (page) => {
      const decoded = [...read('src/lark/decode.ts').matchAll(/^ {2}\['([a-z0-9_.]+)', decode/gm)].map(
        (found) => found[1] ?? '',
      );
      const named = [
        ...new Set(
          [...read(page).matchAll(/`((?:im|application|card|contact)(?:\.[a-z0-9_]+){2,})`/g)].map(
            (found) => found[1] ?? '',
          ),
        ),
      ];
      expect(decoded.length).toBeGreaterThan(3);
      expect(named.sort()).toEqual(decoded.sort());
    },
  );

  test.each(['docs/feishu-console.md', 'docs/feishu-console.zh-CN.md'])(
    '%s names only menu keys that are commands',
    (page) => {
      const ids = new Set(commands.map((command) => command.id));
      const keys = [...read(page).matchAll(/^\| [^|]+ \| `([a-z]+)` \|$/gm)].map((found) => found[1] ?? '');
      expect(keys.length).toBeGreaterThan(3);
      expect(keys.filter((key) => !ids.has(key))).toEqual([]);
    },
  );
});
