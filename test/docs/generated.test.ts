// The pages made from code are up to date, and the table of words agrees with the code it names.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandsPage, generatedPages } from '../../docs/generate.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { ROLES } from '../../src/domain/roster.ts';
import { chineseOf, TERM_KINDS, VOCABULARY } from '../../src/domain/vocabulary.ts';
import { readPack, shippedPacks } from '../../src/packs.ts';

const docs = new URL('../../docs/', import.meta.url);
const of = (kind: (typeof TERM_KINDS)[number]) => VOCABULARY.filter((term) => term.kind === kind);

describe('generated pages', () => {
  test.each(Object.entries(generatedPages()))('docs/%s is what docs/generate.ts writes', (name, text) => {
    expect(readFileSync(new URL(name, docs), 'utf8'), 'run: npx node docs/generate.ts').toBe(text);
  });

  test('a pipe in a word does not break the table', () => {
    const [first] = commands;
    expect.assert(first !== undefined);
    const page = commandsPage([{ ...first, summary: 'a|b\nc' }]);
    expect(page).toContain('a\\|b c');
  });
});

describe('the table of words', () => {
  test.each([...TERM_KINDS])('in the list of %ss every word and every identifier stands once', (kind) => {
    const terms = of(kind);
    expect(terms.length).toBeGreaterThan(0);
    expect(new Set(terms.map((term) => term.english)).size).toBe(terms.length);
    expect(new Set(terms.map((term) => term.chinese)).size).toBe(terms.length);
  });

  test('every command stands in it with its first word, and nothing else does', () => {
    const listed = of('command').map((term) => [term.english, term.chinese]);
    expect(listed).toEqual(commands.map((command) => [command.id, command.words[0]]));
  });

  test('every role has a word', () => {
    expect(of('role').map((term) => term.english)).toEqual([...ROLES]);
  });

  test('every stage and exit of the five packs is one of the superset (domain.md X1.3)', () => {
    const packs: readonly Pack[] = shippedPacks().map((file) => readPack(file));
    expect(packs.length).toBe(5);
    for (const pack of packs) {
      for (const { id } of pack.stages) expect(chineseOf('stage', id), `${pack.id} ${id}`).not.toBeNull();
      for (const { id } of pack.exits) expect(chineseOf('exit', id), `${pack.id} ${id}`).not.toBeNull();
    }
  });
});
