/**
 * Bundles the service and the CLI with esbuild: unbundled, importing the libraries costs seconds and hundreds of MB.
 * `ensureBuilt` builds only when a source is newer than the bundle.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const OUT = join(ROOT, 'dist');
const SOURCES = ['src', 'commands', 'db', 'schemes', 'package-lock.json'];
const CHUNK_KEPT_MS = 7 * 86_400_000;
/** Bundle → its source: the service, the CLI, and the threads that work out standings, make papers and handle workbooks. */
const SOURCE_OF = {
  service: 'service-entry.ts',
  cli: 'cli-entry.ts',
  standing: 'worker-standing.ts',
  papers: 'worker-papers.ts',
  sheets: 'worker-sheets.ts',
} as const;
type Entry = keyof typeof SOURCE_OF;
const ENTRIES: readonly Entry[] = ['service', 'cli', 'standing', 'papers', 'sheets'];

export const bundleOf = (entry: Entry): string => join(OUT, `${entry}.js`);

export async function build(): Promise<void> {
  const { build: bundle } = await import('esbuild');
  removeOldChunks();
  const fresh = join(OUT, `.build-${process.pid}`);
  await bundle({
    entryPoints: ENTRIES.map((entry) => ({ in: join(ROOT, 'src', SOURCE_OF[entry]), out: entry })),
    outdir: fresh,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 200,
    sourcemap: 'linked',
    // Native, and read from disk by path.
    external: ['better-sqlite3', '@napi-rs/canvas', 'wrangler'],
    // The SDK reads __dirname while loading; CommonJS parts ask for require.
    define: { __dirname: '"/"' },
    banner: {
      js: "import { createRequire as requireOfBundle } from 'node:module'; const require = requireOfBundle(import.meta.url);",
    },
    logLevel: 'warning',
  });
  await keepCheckedPacks();
  moveInto(OUT, fresh);
  // What Node compiled from the last build; `start.mjs` names the folder.
  rmSync(join(OUT, 'compiled'), { recursive: true, force: true });
}

/** Two builds at once, or a start during one, must never meet half a file: parts are renamed in, entries last. */
function moveInto(target: string, fresh: string): void {
  const isEntry = (name: string) => ENTRIES.some((entry) => name === `${entry}.js`);
  const names = readdirSync(fresh).sort((a, b) => Number(isEntry(a)) - Number(isEntry(b)));
  for (const name of names) renameSync(join(fresh, name), join(target, name));
  rmSync(fresh, { recursive: true, force: true });
}

/** Reading and checking a pack's YAML is a good part of a start: shipped ones are checked once, here. */
async function keepCheckedPacks(): Promise<void> {
  const { checkedPackFile, readPack, shippedPacks } = await import('./packs.ts');
  mkdirSync(join(OUT, 'packs'), { recursive: true });
  for (const file of shippedPacks()) {
    writeFileSync(checkedPackFile(readFileSync(file, 'utf8')), JSON.stringify(readPack(file)));
  }
}

/** A running service may still load a part of the build it started from; a week later nobody does. */
function removeOldChunks(): void {
  if (!existsSync(OUT)) return;
  for (const name of readdirSync(OUT)) {
    const path = join(OUT, name);
    const isOld = Date.now() - statSync(path).mtimeMs > CHUNK_KEPT_MS;
    if (isOld && name.endsWith('.js')) rmSync(path, { force: true });
  }
}

/** Builds when a bundle is missing or older than any source; says whether it did. */
export async function ensureBuilt(): Promise<boolean> {
  if (isFresh()) return false;
  await build();
  return true;
}

function isFresh(): boolean {
  if (ENTRIES.some((entry) => !existsSync(bundleOf(entry)))) return false;
  const built = Math.min(...ENTRIES.map((entry) => statSync(bundleOf(entry)).mtimeMs));
  return SOURCES.every((source) => newest(join(ROOT, source)) <= built);
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  let latest = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = `${path}/${entry.name}`;
    latest = Math.max(latest, entry.isDirectory() ? newest(inside) : statSync(inside).mtimeMs);
  }
  return latest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
