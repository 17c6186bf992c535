/**
 * `npm run faults [-- --write] [-- --scale 0.1] [-- --profile pr]`: the whole fault matrix, one row for each fault and
 * place, from what the trials themselves wrote down. With `--write` it goes into docs/faults.md, with commit and machine.
 * FAULTS_SEED=… looks at other seeds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../src/build.ts';
import type { Row } from './lib/report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const DOCUMENT = join(ROOT, 'docs', 'faults.md');

/** What of the matrix has no trials of its own here, and where it is looked at instead. */
const ELSEWHERE = [
  'F7: recalls before their messages; a report that comes after its month is left to the transcripts (`late.chat`).',
  'F21: kills; an older schema does not exist yet: nothing was released.',
  'F26 (tokens): mixed into the months and the sweep; single flight in `test/lark/token.test.ts`.',
];

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    scale: { type: 'string', default: '1' },
    profile: { type: 'string', default: 'full' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-faults-'));
const path = join(folder, 'rows.jsonl');
const env = { ...process.env, FAULTS: values.profile, FAULTS_SCALE: values.scale, FAULTS_REPORT: path };
await ensureBuilt();
const startedAt = Date.now();
// The heavy ones each have a core; the others would only disturb their timings.
const config = ['--config', 'test/vitest.config.ts', '--maxWorkers=2', '--testTimeout=7200000'];
const run = spawnSync(process.execPath, [VITEST, 'run', ...config, 'test/faults/'], {
  cwd: ROOT,
  stdio: 'inherit',
  env,
});
const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
const rows = existsSync(path)
  ? readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row)
  : [];
rmSync(folder, { recursive: true, force: true });

const document = written(rows, minutes);
process.stdout.write(`\n${document}\n`);
if (values.write) writeFileSync(DOCUMENT, document);
const isGreen = run.status === 0 && rows.length > 0;
if (!isGreen) process.stderr.write('\nThe matrix is not green.\n');
process.exit(isGreen ? 0 : 1);

function written(all: readonly Row[], took: string): string {
  const sorted = all.toSorted((a, b) => orderOf(a.id) - orderOf(b.id) || a.place.localeCompare(b.place));
  const count = all.reduce((sum, row) => sum + row.trials, 0);
  const kills = all.filter(({ id }) => /\bF(?:1|16)\b/.test(id)).reduce((sum, row) => sum + row.fired, 0);
  const cuts = all.filter(({ id }) => id === 'F3').reduce((sum, row) => sum + row.trials, 0);
  const inputs = all.filter(({ id }) => id.startsWith('F27')).reduce((sum, row) => sum + row.trials, 0);
  const failed = all.filter(({ failures }) => failures.length > 0).length;
  return [
    '# Faults',
    '',
    'Written by `npm run faults -- --write`; do not edit. What each fault and invariant means: the headers of `test/faults/`.',
    '',
    `- Commit \`${commit()}\`, ${new Date().toISOString().slice(0, 16)}Z, profile \`${values.profile}\` × ${values.scale}, ${took} minutes`,
    `- ${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.version}`,
    `- ${say(count - inputs)} trials in all, of them ${say(kills)} process kills and ${say(cuts)} power cuts; ${say(inputs)} fuzzed inputs`,
    `- ${failed === 0 ? 'every row held' : `**${failed} rows failed**`}`,
    '',
    'Of a mutant, “fired” counts the trials that caught it.',
    '',
    '| # | fault | place | invariant | trials | fired | result |',
    '|---|---|---|---|--:|--:|---|',
    ...sorted.map(lineOf),
    '',
    '## Not in this matrix',
    '',
    ...ELSEWHERE.map((line) => `- ${line}`),
    '',
  ].join('\n');
}

function lineOf(row: Row): string {
  const seen = Object.entries(row.seen ?? {}).map(([name, count]) => `${name} ${say(count)}`);
  const invariant = [row.invariant, ...(seen.length === 0 ? [] : [`(${seen.join(', ')})`])].join(' ');
  const result = row.failures.length === 0 ? 'held' : `**${row.failures.length} failed**`;
  const cells = [row.id, row.fault, row.place, invariant, say(row.trials), say(row.fired), result];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function orderOf(id: string): number {
  return Number(/\bF(\d+)/.exec(id)?.[1] ?? '99');
}

function say(count: number): string {
  return count.toLocaleString('en-US');
}

function commit(): string {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
  const isClean = git('status', '--porcelain', '--untracked-files=no') === '';
  return `${git('rev-parse', '--short', 'HEAD')}${isClean ? '' : ' with changes not committed'}`;
}
