/** The preloaded libraries of `native/`, built when there is a compiler. Without one their trials are skipped, loudly. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Library = 'powercut' | 'slowsync' | 'diskfault';

let built: string | null | undefined;

function build(): string | null {
  if (process.platform !== 'linux') return null;
  const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-native-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['powercut', 'slowsync', 'diskfault'] satisfies Library[]) {
    const source = fileURLToPath(new URL(`../native/${name}.c`, import.meta.url));
    const made = spawnSync('cc', [
      '-shared',
      '-fPIC',
      '-O2',
      '-Wall',
      '-o',
      join(folder, `${name}.so`),
      source,
      '-ldl',
      '-lpthread',
    ]);
    if (made.status !== 0 || !existsSync(join(folder, `${name}.so`))) return null;
  }
  return folder;
}

/** Its path, or `null` where it cannot be built. */
export function library(name: Library): string | null {
  if (built === undefined) built = build();
  if (built === null) {
    console.warn(
      `\n!!! FAULT TRIALS SKIPPED: ${name} needs Linux and a C compiler (cc), which are not here.\n`,
    );
    return null;
  }
  return join(built, `${name}.so`);
}

/** Whether the machine can build them: for `test.skipIf`. */
export const canBuild = (): boolean => library('powercut') !== null;
