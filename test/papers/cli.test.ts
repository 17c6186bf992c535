// `bulletin show --word --excel`: the kept bytes where there are some, else the same made here; nothing of a draft.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writePapers } from '../../src/cli/papers.ts';
import type { Papers } from '../../src/domain/paper.ts';
import type { Publication } from '../../src/domain/publication.ts';
import { readZip } from '../../src/papers/zip.ts';
import type { Files } from '../../src/ports.ts';
import type { Store } from '../../src/store.ts';
import { figuresOf, sourceOf } from './figures.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'zhaoshang-papers-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const source = sourceOf(figuresOf(4));
const signed = { ...source, state: 'published' } as unknown as Publication;
const kept: Papers = {
  id: source.id,
  version: 1,
  body: source.hash,
  word: { hash: 'w', name: 'a.docx', bytes: 1 },
  excel: { hash: 'gone', name: 'a.xlsx', bytes: 1 },
  pictures: 0,
  madeAt: 0,
};
const desk = (papers: Papers | null) => ({
  store: { papers: async () => papers } as unknown as Store,
  files: {
    get: async (hash: string) => (hash === 'w' ? new Uint8Array([7]) : null),
  } as unknown as Files,
});
const at = (name: string) => join(FOLDER, name);

test('makes both where none are kept', async () => {
  const lines = await writePapers(signed, { word: at('a.docx'), excel: at('a.xlsx') }, desk(null));
  expect(lines).toHaveLength(2);
  expect(readZip(readFileSync(at('a.docx'))).map(({ name }) => name)).toContain('word/document.xml');
  expect(readZip(readFileSync(at('a.xlsx'))).map(({ name }) => name)).toContain('xl/workbook.xml');
}, 30_000);

test('writes what is kept as it is, and says when it is gone', async () => {
  await writePapers(signed, { word: at('k.docx') }, desk(kept));
  expect([...readFileSync(at('k.docx'))]).toEqual([7]);
  await expect(writePapers(signed, { excel: at('k.xlsx') }, desk(kept))).rejects.toThrow('不见了');
});

test('refuses a draft, and does nothing when nothing is asked for', async () => {
  const draft = { ...signed, state: 'draft', approvedAt: null } as unknown as Publication;
  await expect(writePapers(draft, { word: at('d.docx') }, desk(null))).rejects.toThrow('还没有签发');
  expect(await writePapers(draft, {}, desk(null))).toEqual([]);
});
