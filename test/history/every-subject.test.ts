// A conversation that touches every subject there is: at its end state is what the facts say, and each fact has a sentence.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SUBJECTS } from '../../db/subjects.ts';
import { verdictOn, withBooks } from '../harness/city-books.ts';
import { smallCity } from '../harness/city-plan.ts';
import { CLI } from '../harness/cli-child.ts';
import { playFile } from '../transcripts/run.ts';

const CHAT = fileURLToPath(new URL('every-subject.chat', import.meta.url));

/** `history NUMBER`, as an operator runs it, beside the running service. */
function history(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { DATABASE_PATH, PACK } = env;
  const done = spawnSync(process.execPath, [...CLI, 'history', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATABASE_PATH, PACK },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

test('a conversation on every subject leaves no difference, and the history is printed without DATA_KEY', async () => {
  await playFile(CHAT, {
    // The yearly checks are those of the document's own years.
    plan: { ...smallCity, now: '2021-11-10 09:00' },
    atEnd: async (city) => {
      await withBooks(city, async (live) => {
        const verdict = await verdictOn(live);
        expect(verdict.differences).toEqual([]);
        const streams = (await live.query('SELECT DISTINCT stream FROM fact', [])).map(([one]) =>
          String(one),
        );
        const touched = new Set(streams.map((stream) => stream.split('/')[0] ?? ''));
        expect([...touched]).toEqual(expect.arrayContaining(SUBJECTS.map((subject) => subject.kind)));
      });
      const text = history(city.env, 'XS-202111-0001');
      expect([text.code, text.err]).toEqual([0, '']);
      expect(text.out).toContain('周岚（大田县）登记线索 XS-202111-0001，企业「福建岩城碳素新材料有限公司」');
      expect(text.out).toContain('［XS-202111-0002］登记线索 XS-202111-0002');
      expect(text.out).not.toMatch(/undefined|\[object/);
      const json = history(city.env, 'XM-202111-0001', '--json');
      const document = JSON.parse(json.out) as { number: string; entries: { at: string; text: string }[] };
      expect(document.number).toBe('XM-202111-0001');
      expect(document.entries.map((entry) => entry.text)).toEqual(text.out.trimEnd().split('\n'));
      const times = document.entries.map((entry) => entry.at);
      expect(times).toEqual([...times].sort());
      expect(history(city.env, 'XS-202111-9999')).toMatchObject({ code: 1, out: '' });
      expect(history(city.env, '岩城').code).toBe(2);
      expect(history(city.env, 'LZ-202111-0001').out).toContain('发起流转 LZ-202111-0001');
      expect(history(city.env, 'rw-202111-1').out).toContain('签收任务');
    },
  });
}, 60_000);
