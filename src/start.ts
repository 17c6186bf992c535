/**
 * `npm start` and `npm run cli`: builds the bundle when it is missing or stale, then becomes it. Replacing the process
 * gives back what reading TypeScript has cost; where that cannot be done the bundle is loaded into this one.
 */
import { bundleOf, ensureBuilt } from './build.ts';

const [, , mode, ...rest] = process.argv;
const bundle = bundleOf(mode === 'cli' ? 'cli' : 'service');
await ensureBuilt();
if (process.platform !== 'win32' && typeof process.execve === 'function') {
  process.execve(process.execPath, [process.execPath, bundle, ...rest], process.env);
}
process.argv.splice(1, 2, bundle);
await import(bundle);
