/**
 * `npm start` and `npm run cli`: builds the bundle when it is missing or stale, then becomes it. Replacing the process
 * gives back what reading TypeScript has cost; where that cannot be done the bundle is loaded into this one.
 */
import { bundleOf, ensureBuilt } from './build.ts';

/** V8 else keeps 3 × 16 MB for young objects: a tenth less work, and 40 MB more of a small machine's memory. */
const FLAGS = ['--max-semi-space-size=4'];

const [, , mode, ...rest] = process.argv;
const bundle = bundleOf(mode === 'cli' ? 'cli' : 'service');
await ensureBuilt();
if (process.platform !== 'win32' && typeof process.execve === 'function') {
  process.execve(process.execPath, [process.execPath, ...FLAGS, bundle, ...rest], process.env);
}
process.argv.splice(1, 2, bundle);
await import(bundle);
