/**
 * A 台账 of 20,000 rows with 500 bad ones sent in chat, through the real desk, worker and database: time, the longest the main
 * thread was held, memory; then the same file again, which changes nothing; then all of it out again. In a program of its own.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { ROOT } from './lib/place.ts';
import { runChild } from './lib/process.ts';
import type { Bench } from './lib/result.ts';
import { decimals, whole } from './lib/table.ts';

const CHILD = join(ROOT, 'bench', 'lib', 'registry-import-child.ts');
const ROWS = 20_000;
const BAD = 500;
/** A card callback has one second in all. */
const BLOCK_MS_MAX = 500;
const RSS_MB_MAX = 300;
/** At most so many messages of how far it has come. */
const PROGRESS_MAX = 3;

const counts = z.object({
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
});
const measured = z.object({
  bytes: z.number(),
  said: z.array(z.string()),
  runs: z.array(
    z.object({
      run: z.string(),
      ms: z.number(),
      blockMs: z.number(),
      blockP99Ms: z.number(),
      rssMb: z.number(),
      peakMb: z.number(),
      rejects: z.number(),
      counts: counts.nullable(),
    }),
  ),
});

export const registryImport: Bench = async ({ folder, say }) => {
  say(`registry-import: ${whole(ROWS)} rows, ${BAD} bad, twice`);
  const found = measured.parse(JSON.parse(await runChild([CHILD, folder, String(ROWS), String(BAD)], {})));
  const [first, second] = found.runs;
  const block = Math.max(...found.runs.map((one) => one.blockMs));
  const memory = Math.max(...found.runs.map((one) => one.rssMb));
  const told = found.said.filter((key) => key.includes(':progress:')).length / 2;
  const right = first?.counts?.added === ROWS - BAD && first.rejects === BAD;
  const same = second?.counts?.added === 0 && second.counts.changed === 0 && second.rejects === BAD;
  return {
    name: 'registry-import',
    tables: [
      {
        title: `目标企业, ${whole(ROWS)} rows (${whole(found.bytes / 1000)} KB), ${BAD} bad`,
        columns: [
          'run',
          'time',
          'rows/s',
          'main thread held, longest',
          'p99',
          'memory over before',
          'peak',
          'in',
          'same',
          'back',
        ],
        rows: found.runs.map((one) => [
          one.run,
          `${decimals(one.ms / 1000, 1)} s`,
          whole((ROWS / one.ms) * 1000),
          `${whole(one.blockMs)} ms`,
          `${whole(one.blockP99Ms)} ms`,
          `${whole(one.rssMb)} MB`,
          `${whole(one.peakMb)} MB`,
          one.counts === null ? '' : whole(one.counts.added),
          one.counts === null ? '' : whole(one.counts.unchanged),
          one.counts === null ? '' : whole(one.rejects),
        ]),
        notes: [`messages of how far it has come, per import: ${told}; rows of one commit: 20`],
      },
    ],
    goals: [
      {
        id: 'rows',
        text: `${whole(ROWS - BAD)} right rows in, ${BAD} given back`,
        measured: `${first?.counts?.added ?? 0} in, ${first?.rejects ?? 0} back`,
        met: right,
      },
      {
        id: 'again',
        text: 'the same file again changes nothing',
        measured: `${(second?.counts?.added ?? 0) + (second?.counts?.changed ?? 0)} changed`,
        met: same,
      },
      {
        id: 'block',
        text: `main thread held ≤ ${BLOCK_MS_MAX} ms`,
        measured: `${whole(block)} ms`,
        met: block <= BLOCK_MS_MAX,
      },
      {
        id: 'memory',
        text: `memory over before ≤ ${RSS_MB_MAX} MB`,
        measured: `${whole(memory)} MB`,
        met: memory <= RSS_MB_MAX,
      },
      {
        id: 'flood',
        text: `≤ ${PROGRESS_MAX} messages of progress`,
        measured: String(told),
        met: told <= PROGRESS_MAX,
      },
    ],
    failures: right && same ? [] : ['the imports did not come to what they should'],
    raw: found,
  };
};
