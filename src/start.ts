/** `npm start` and `npm run cli`: builds the bundle when it is missing or stale, then runs it. */
import { bundleOf, ensureBuilt } from './build.ts';

const entry = process.argv[2] === 'cli' ? 'cli' : 'service';
await ensureBuilt();
process.argv.splice(1, 2, bundleOf(entry));
await import(bundleOf(entry));
