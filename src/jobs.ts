/** What the scheduler knows: the list. Adding one is one new file in `bulletins/` and one line here. */
import { monthDue } from './bulletins/month-due.ts';
import { reminders } from './bulletins/reminders.ts';
import type { Job } from './scheduler.ts';

export const jobs: readonly Job[] = [reminders, monthDue];
