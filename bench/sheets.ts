/**
 * Workbooks in the thread, as perf.md's §3d and G10 measure them: 10,000 × 12 written beside a hand-made floor that writes
 * the same cells as bare XML and deflates them; 20,000 rows with 500 bad ones read and decided cell by cell, and given back.
 * Each in a program of its own: time, the longest the main thread was held, and the memory it cost.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { ROOT } from './lib/place.ts';
import { runChild } from './lib/process.ts';
import type { Bench } from './lib/result.ts';
import { median } from './lib/stats.ts';
import { decimals, times, whole } from './lib/table.ts';

const CHILD = join(ROOT, 'bench', 'lib', 'sheets-child.ts');
/** perf.md G10. */
const RATIO_MAX = 2;
const BLOCK_MS_MAX = 25;
const RSS_MB_MAX = 40;

const measured = z.object({ ms: z.number(), blockMs: z.number(), rssMb: z.number(), count: z.number() });
type Measured = z.infer<typeof measured>;
const JOBS = [
  ['floor', 'hand-made floor, 10,000 × 12, main thread'],
  ['write', '10,000 × 12 written'],
  ['read', '20,000 rows read, 500 bad'],
  ['reject', '500 rows given back'],
] as const;
type Job = (typeof JOBS)[number][0];

export const sheets: Bench = async ({ rounds, say }) => {
  const found = new Map<Job, Measured[]>();
  for (let round = 0; round < rounds; round += 1) {
    say(`sheets: round ${round + 1} of ${rounds}`);
    for (const [job] of JOBS) {
      const one = measured.parse(JSON.parse(await runChild([CHILD, job], {})));
      found.set(job, [...(found.get(job) ?? []), one]);
    }
  }
  const of = (job: Job, what: keyof Measured): number =>
    median((found.get(job) ?? []).map((one) => one[what]));
  const ratio = of('write', 'ms') / of('floor', 'ms');
  const block = Math.max(...(['write', 'read', 'reject'] as const).map((job) => of(job, 'blockMs')));
  const memory = of('write', 'rssMb');
  const wrong = (found.get('read') ?? []).filter((one) => one.count !== 500).length;
  return {
    name: 'sheets',
    tables: [
      {
        title: 'workbooks in the thread',
        columns: ['what', 'median', 'main thread held', 'memory over idle'],
        rows: JOBS.map(([job, what]) => [
          what,
          `${whole(of(job, 'ms'))} ms`,
          `${decimals(of(job, 'blockMs'), 1)} ms`,
          `${whole(of(job, 'rssMb'))} MB`,
        ]),
        notes: [`written / floor: ${times(ratio)}; a thread's start and the crossing of rows are in it`],
      },
    ],
    goals: [
      {
        id: 'G10',
        text: `10,000 × 12 ≤ ${RATIO_MAX} × floor`,
        measured: times(ratio),
        met: ratio <= RATIO_MAX,
      },
      {
        id: 'G10',
        text: `main thread held ≤ ${BLOCK_MS_MAX} ms`,
        measured: `${decimals(block, 1)} ms`,
        met: block <= BLOCK_MS_MAX,
      },
      {
        id: 'G10',
        text: `memory of 10,000 × 12 ≤ ${RSS_MB_MAX} MB`,
        measured: `${whole(memory)} MB`,
        met: memory <= RSS_MB_MAX,
      },
    ],
    failures: wrong === 0 ? [] : [`${wrong} readings found another number of bad rows than 500`],
    raw: Object.fromEntries(found),
  };
};
