/**
 * `npm run faults [-- --write] [-- --scale 0.1] [-- --profile pr] [-- --keep folder]`: the whole fault matrix, one row for
 * each fault and place, from what the trials themselves wrote down. With `--write` it goes into docs/faults.md, with commit
 * and machine. Files of trials run one after another; with `--keep` what each found stays in that folder and is not run
 * again, so that hours of trials survive a restart of the machine. FAULTS_SEED=… looks at other seeds.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
  'F7: recalls before their messages; a report that comes after its month is left to the transcripts (`month-edge.chat`).',
  'F21: kills; an older schema does not exist yet: nothing was released.',
  'F26 (tokens): mixed into the months and the sweep; single flight in `test/lark/token.test.ts`.',
];

/** What one file of trials found, and on which commit. */
interface Found {
  readonly commit: string;
  readonly profile: string;
  readonly seconds: number;
  readonly rows: readonly Row[];
}

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    scale: { type: 'string', default: '1' },
    profile: { type: 'string', default: 'full' },
    keep: { type: 'string' },
  },
});

await ensureBuilt();
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'zhaoshang-faults-'));
mkdirSync(folder, { recursive: true });
const found: (Found & { readonly file: string })[] = [];
const red: string[] = [];
for (const file of readdirSync(join(ROOT, 'test', 'faults')).filter((name) => name.endsWith('.test.ts'))) {
  const kept = join(folder, `${file.slice(0, -'.test.ts'.length)}.json`);
  if (!existsSync(kept)) {
    const ended = tried(file);
    if (ended === undefined) {
      red.push(file);
      continue;
    }
    writeFileSync(kept, JSON.stringify(ended));
  }
  found.push({
    ...(JSON.parse(readFileSync(kept, 'utf8')) as Found),
    file: file.slice(0, -'.test.ts'.length),
  });
}
if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });

const document = written(found);
process.stdout.write(`\n${document}\n`);
const isGreen = red.length === 0 && found.length > 0;
if (values.write && isGreen) writeFileSync(DOCUMENT, document);
if (!isGreen) process.stderr.write(`\nThe matrix is not green: ${red.join(', ')}.\n`);
process.exit(isGreen ? 0 : 1);

/** Runs one file of trials. @returns what it found; undefined if it is red. */
function tried(file: string): Found | undefined {
  const path = join(folder, `${file}.jsonl`);
  rmSync(path, { force: true });
  const env = { ...process.env, FAULTS: values.profile, FAULTS_SCALE: values.scale, FAULTS_REPORT: path };
  const config = ['--config', 'test/vitest.config.ts', '--testTimeout=7200000'];
  const at = commit();
  const startedAt = Date.now();
  const run = spawnSync(process.execPath, [VITEST, 'run', ...config, `test/faults/${file}`], {
    cwd: ROOT,
    stdio: 'inherit',
    env,
  });
  if (run.status !== 0 || !existsSync(path)) return undefined;
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
  rmSync(path);
  return { commit: at, profile: values.profile, seconds: Math.round((Date.now() - startedAt) / 1000), rows };
}

function written(files: typeof found): string {
  const all = files.flatMap(({ rows }) => rows);
  const commits = [...new Set(files.map(({ commit: at }) => `\`${at}\``))].join(', ');
  const minutes = (files.reduce((sum, { seconds }) => sum + seconds, 0) / 60).toFixed(1);
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
    `- Commit ${commits}, ${new Date().toISOString().slice(0, 16)}Z, ${profilesOf(files)}, ${minutes} minutes`,
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

/** Profile `full` × 1; where files were tried at different counts, which at which. */
function profilesOf(files: typeof found): string {
  const names = [...new Set(files.map(({ profile }) => profile))].sort();
  const of = (name: string) => files.filter(({ profile }) => profile === name).map(({ file }) => file);
  const each = names.map((name) => `\`${name}\`${names.length === 1 ? '' : ` (${of(name).join(', ')})`}`);
  return `profile ${each.join(' and ')} × ${values.scale}`;
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
