/**
 * The programs that are compared: our bundled service as `npm start` runs it, and the references of
 * `bench/programs/`, each turned into one JavaScript file; its packages stay outside, as an author would run it.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ensureBuilt } from '../../src/build.ts';
import { nodeArgs } from '../../test/harness/node-args.ts';
import { identityEnv } from './identity.ts';
import { ROOT } from './place.ts';
import { type Running, runChild, startChild } from './process.ts';

const SOURCES = join(ROOT, 'bench', 'programs');

/** Builds our bundle when it is stale, and the references into `folder`. */
export async function buildPrograms(folder: string): Promise<void> {
  await ensureBuilt();
  const names = readdirSync(SOURCES).filter((name) => name.endsWith('.ts'));
  const common = {
    outdir: join(folder, 'programs'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'warning',
  } as const;
  await build({ ...common, entryPoints: names.map((name) => join(SOURCES, name)), packages: 'external' });
  // Bundled exactly as the service is, so that a start-up compares what is loaded and not how.
  await build({
    ...common,
    entryPoints: [{ in: join(SOURCES, 'start-eager.ts'), out: 'start-eager.bundled' }],
    external: ['better-sqlite3'],
    define: { __dirname: '"/"' },
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
}

export interface ProgramOptions {
  readonly folder: string;
  /** A file of its own in `folder`. */
  readonly database: string;
  readonly baseUrl: string;
}

const envOf = ({ folder, database, baseUrl }: ProgramOptions) => ({
  ...identityEnv(),
  DATABASE_PATH: join(folder, database),
  FEISHU_BASE_URL: baseUrl,
});

/** As `npm start` does it, the check for a stale bundle included. */
export function startService(options: ProgramOptions): Promise<Running> {
  return startChild(nodeArgs(['service']), envOf(options));
}

export function runCli(options: ProgramOptions, ...args: readonly string[]): Promise<string> {
  return runChild(nodeArgs(['cli', ...args]), envOf(options));
}

/** @param name a file of `bench/programs/`, without its extension. */
export function startReference(name: string, options: ProgramOptions): Promise<Running> {
  return startChild([join(options.folder, 'programs', `${name}.mjs`)], envOf(options));
}
