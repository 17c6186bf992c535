/**
 * A generated city of 200 units, 60 targets, 50,000 projects and 1,000,000 monthly entries of three years: everything
 * evaluated from rows, beside the same sixty aggregates as raw SQL over a covering index of the same database, in turn
 * within one program; one explanation; the peak memory of a program that evaluates once. The answers are compared with
 * an independent reckoning before anything is printed.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { writeCity } from './lib/city-database.ts';
import { WISHES } from './lib/city-plan.ts';
import { PROJECTS, UNITS } from './lib/city-rows.ts';
import { ROOT } from './lib/place.ts';
import { runChild } from './lib/process.ts';
import type { Bench } from './lib/result.ts';
import { median, paired } from './lib/stats.ts';
import { decimals, times, whole } from './lib/table.ts';

const CHILD = join(ROOT, 'bench', 'lib', 'city-child.ts');
/** perf.md G7. */
const RATIO_MAX = 3;

const ms = z.array(z.number());
const alternated = z.object({
  sql: ms,
  rows: ms,
  documents: ms,
  explanations: ms,
  check: z.object({ compared: z.number(), first: z.string().nullable() }),
  peakMb: z.number(),
});
const single = z.object({ targets: z.number(), peakMb: z.number() });

async function child(mode: string, path: string, rounds: number): Promise<unknown> {
  return JSON.parse(await runChild([CHILD, mode, path, String(rounds)], {}));
}

export const evaluate: Bench = async ({ folder, rounds, say }) => {
  say('evaluate: writing the city');
  const path = writeCity(join(folder, 'city.db'));
  say(`evaluate: ${rounds} rounds of raw SQL and evaluation in turn`);
  const measured = alternated.parse(await child('rows', path, rounds));
  say('evaluate: memory of one evaluation');
  const memory = single.parse(await child('once', path, 1));
  const ratio = paired(measured.rows, measured.sql);
  const { check } = measured;
  const failures = check.first === null ? [] : [`differs from the independent reckoning: ${check.first}`];
  return {
    name: 'evaluate',
    tables: [
      {
        title: `${UNITS} units, ${WISHES.length} targets, ${whole(PROJECTS)} projects, 1,000,000 monthly entries`,
        columns: ['what', 'median', 'of raw SQL'],
        rows: [
          ['the same 60 aggregates in raw SQL', `${whole(median(measured.sql))} ms`, times(1)],
          ['everything evaluated from rows', `${whole(median(measured.rows))} ms`, times(ratio.median)],
          ['its document', `${whole(median(measured.documents))} ms`, ''],
          ['one unit and target explained', `${decimals(median(measured.explanations), 1)} ms`, ''],
          ['peak memory, one evaluation', `${whole(memory.peakMb)} MB`, ''],
        ],
        notes: [
          `from rows / raw SQL: ${times(ratio.low)} – ${times(ratio.high)} in ${ratio.pairs} pairs`,
          `compared with an independent reckoning: ${whole(check.compared)} numbers, ${check.first ?? 'none differs'}`,
          'raw SQL only adds up; the evaluation also checks stages, ranks, rates, coverage and flags',
        ],
      },
    ],
    goals: [
      {
        id: 'G7',
        text: `from rows ≤ ${RATIO_MAX} × raw covering-index SQL, identical to an independent reckoning`,
        measured: `${times(ratio.median)}, ${check.first === null ? 'identical' : 'DIFFERENT'}`,
        met: ratio.median <= RATIO_MAX && check.first === null,
      },
    ],
    failures,
    raw: { measured, memory },
  };
};
