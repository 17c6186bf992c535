/** `npm run check`: format and lint, types, structure. Offline; prints every finding and ends with 1 when there is one. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSources, violations } from './structure.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

function step(name: string, run: () => boolean): boolean {
  const startedAt = Date.now();
  const ok = run();
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${Date.now() - startedAt} ms)`);
  return ok;
}

function tool(script: string, ...args: readonly string[]): boolean {
  const path = join(ROOT, 'node_modules', script);
  return spawnSync(process.execPath, [path, ...args], { cwd: ROOT, stdio: 'inherit' }).status === 0;
}

const results = [
  step('format and lint', () => tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')),
  step('types', () => tool('typescript/bin/tsc', '-p', '.')),
  step('structure', () => {
    const found = violations(readSources(ROOT));
    for (const line of found) console.log(line);
    return found.length === 0;
  }),
];
process.exit(results.every(Boolean) ? 0 : 1);
