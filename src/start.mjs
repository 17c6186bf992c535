/**
 * `npm start` and `npm run cli`: builds the bundle when it is missing or stale, then becomes it. What has been built, or was
 * started without the service's flags, replaces the process by a clean one; otherwise the bundle is loaded into this one,
 * which saves starting Node twice.
 *
 * JavaScript on purpose: this file is read at every start, and loading the type stripper for it alone takes 40 ms.
 * `build.ts` comes out of Node's compile cache after the first time, as does the bundle.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

const COMPILED = join(import.meta.dirname, '..', 'dist', 'compiled');
/**
 * A small machine's memory: young objects in 4 MB instead of 16, and the old ones collected when they have grown by a
 * quarter. V8's own rule lets the heap double first when its helper threads find no core to work on. package.json names
 * them too.
 */
const FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=25'];

enableCompileCache(COMPILED);
const { bundleOf, ensureBuilt } = await import('./build.ts');
const [, , mode, ...rest] = process.argv;
const isCli = mode === 'cli';
const bundle = bundleOf(isCli ? 'cli' : 'service');
const wasBuilt = await ensureBuilt();
const isAsWished = isCli || FLAGS.every((flag) => process.execArgv.includes(flag));
const canReplace = process.platform !== 'win32' && typeof process.execve === 'function';
if (canReplace && (wasBuilt || !isAsWished)) {
  flushCompileCache();
  const env = { NODE_COMPILE_CACHE: COMPILED, ...process.env };
  process.execve(process.execPath, [process.execPath, ...FLAGS, bundle, ...rest], env);
}
process.argv.splice(1, 2, bundle);
await import(bundle);
