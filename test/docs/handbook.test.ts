// What the handbook rehearses goes as printed, and its pictures stay small enough to be kept in the repository.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { route, routePlain } from '../../src/route.ts';
import { parseTranscript } from '../transcripts/parse.ts';
import { play } from '../transcripts/run.ts';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const PICTURE_BYTES_MAX = 40_000;
const PICTURES_BYTES_MAX = 600_000;

describe('the handbook', () => {
  test('the turn of the year goes as written', async () => {
    const page = readFileSync(join(docs, 'handbook/year.md'), 'utf8');
    const [, conversation] = /^```chat\n(.*?)^```$/ms.exec(page) ?? [];
    expect.assert(conversation !== undefined);
    await play(parseTranscript(conversation, 'handbook/year.md'), 'handbook/year.md');
  }, 60_000);

  test('every plain question of it is understood as the query beside it', () => {
    const page = readFileSync(join(docs, 'handbook/README.md'), 'utf8');
    const [, section = ''] = /^## 用自己的话问\n(.*?)^## /ms.exec(page) ?? [];
    const rows = section.split('\n').filter((line) => line.split('|').length === 5 && line.includes('`'));
    const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words);
    const found = rows.flatMap((row) => {
      const [, , asked = '', query = ''] = row.split('|');
      const meant = quoted(query).map((words) => route(words, commands)?.command.id);
      return quoted(asked).map((words) => {
        const heard = route(words, commands) ?? routePlain(words, commands);
        return { words, isMeant: meant.includes(heard?.command.id) };
      });
    });
    const [, said = ''] = /^\| 说 \| 打开 \|\n(.*?)\n\n/ms.exec(section) ?? [];
    const opened = quoted(said).map((words) => routePlain(words, commands)?.command.id);
    expect(opened).toEqual(['advance', 'advance', 'visit', 'report', 'report']);
    expect(found.length).toBeGreaterThan(15);
    expect(found.filter(({ isMeant }) => !isMeant)).toEqual([]);
  });

  test('every picture is shown on some page, and all of them are small', () => {
    const folder = join(docs, 'images');
    const names = readdirSync(folder);
    const pages = readdirSync(join(docs, 'handbook')).map((name) => join(docs, 'handbook', name));
    const text = [...pages, join(docs, '../README.md'), join(docs, 'chat-page.md')]
      .map((page) => readFileSync(page, 'utf8'))
      .join('\n');
    const sizes = names.map((name) => statSync(join(folder, name)).size);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !text.includes(`images/${name}`))).toEqual([]);
    expect(names.filter((_, index) => (sizes[index] ?? 0) > PICTURE_BYTES_MAX)).toEqual([]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(PICTURES_BYTES_MAX);
  });
});
