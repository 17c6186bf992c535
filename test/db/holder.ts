/** A real process for the lock tests: takes the lock of a database and keeps it until it is killed. */
import { writeSync } from 'node:fs';
import { lockDatabase } from '../../src/lock.ts';

const unlock = lockDatabase(process.argv[2] ?? '');
writeSync(1, 'locked\n');
process.once('SIGTERM', unlock);
setInterval(() => undefined, 1_000);
