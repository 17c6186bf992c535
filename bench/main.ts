/**
 * `npm run bench [-- name…] [--json] [--rounds N] [--seconds S]`: measures, prints ratios first and goals after them,
 * and asserts nothing. Left out on purpose: any threshold that could fail a build.
 */
import { parseArgs } from 'node:util';
import { accept } from './accept.ts';
import { desk } from './desk.ts';
import { door } from './door.ts';
import { evaluate } from './evaluate.ts';
import { fanOut } from './fan-out.ts';
import { describeMachine } from './lib/machine.ts';
import { makePlace } from './lib/place.ts';
import { pinSelf } from './lib/process.ts';
import type { Bench, BenchResult } from './lib/result.ts';
import { printResult } from './lib/table.ts';
import { load } from './load.ts';
import { matching } from './matching.ts';
import { memory } from './memory.ts';
import { page } from './page.ts';
import { registryImport } from './registry-import.ts';
import { sheets } from './sheets.ts';
import { start } from './start.ts';

const BENCHES: ReadonlyMap<string, Bench> = new Map([
  ['accept', accept],
  ['start', start],
  ['desk', desk],
  ['memory', memory],
  ['load', load],
  ['door', door],
  ['evaluate', evaluate],
  ['fan-out', fanOut],
  ['sheets', sheets],
  ['page', page],
  ['registry-import', registryImport],
  ['matching', matching],
]);

const USAGE = `usage: npm run bench -- [${[...BENCHES.keys()].join('] [')}] [--json] [--rounds N] [--seconds S]\n`;

interface Wish {
  readonly benches: readonly Bench[];
  readonly json: boolean;
  readonly rounds: number;
  readonly seconds: number;
}

function readWish(): Wish | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '6' },
        seconds: { type: 'string', default: '1.5' },
      },
    });
    // The long load takes a quarter of an hour: only when it is asked for.
    const names =
      positionals.length === 0 ? [...BENCHES.keys()].filter((name) => name !== 'load') : positionals;
    const benches = names.flatMap((name) => BENCHES.get(name) ?? []);
    const rounds = Number(values.rounds);
    const seconds = Number(values.seconds);
    const isSound =
      benches.length === names.length &&
      Number.isInteger(rounds) &&
      rounds >= 1 &&
      seconds > 0 &&
      seconds <= 60;
    return isSound ? { benches, json: values.json, rounds, seconds } : null;
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const wish = readWish();
  if (wish === null) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  pinSelf();
  const place = makePlace();
  try {
    const machine = describeMachine(place.folder);
    const results: BenchResult[] = [];
    const say = (line: string) => process.stderr.write(`${line}\n`);
    for (const bench of wish.benches) {
      const result = await bench({ folder: place.folder, rounds: wish.rounds, seconds: wish.seconds, say });
      results.push(result);
      if (!wish.json) process.stdout.write(`${printResult(result)}\n\n`);
    }
    if (wish.json) {
      process.stdout.write(`${JSON.stringify({ machine, results })}\n`);
      return;
    }
    const { cpu, cores, node, kernel, fdatasyncP50Micros, fdatasyncP99Micros, pinned } = machine;
    process.stdout.write(
      `machine: ${cpu}, ${cores} cores, Linux ${kernel}, Node ${node}; 4 KB write + fdatasync p50 ${fdatasyncP50Micros} µs, ` +
        `p99 ${fdatasyncP99Micros} µs; ${pinned ? 'programs on the first core, load on the last' : 'not pinned'}\n`,
    );
  } finally {
    place.remove();
  }
}

await main();
