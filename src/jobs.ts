/** What the scheduler knows: the list. */
import type { Job } from './scheduler.ts';

export const jobs: readonly Job[] = [];
