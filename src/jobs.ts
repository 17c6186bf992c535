/** What the scheduler knows: the list. Adding one is one new file in `bulletins/` and one line here. */
import { bulletinDelivery } from './bulletins/delivery-due.ts';
import { monthDue } from './bulletins/month-due.ts';
import { claimLapse } from './due/claim-lapse.ts';
import { contactExpiry } from './due/contact-expiry.ts';
import { entryDue } from './due/entry-due.ts';
import { meetingDue } from './due/meeting-due.ts';
import { newcomers } from './due/newcomers.ts';
import { periodProposals } from './due/period-proposals.ts';
import { pledgesDue } from './due/pledge-due.ts';
import { referrerAwardsDue } from './due/referrer-awards.ts';
import { registryStale } from './due/registry-stale.ts';
import { reminders } from './due/report-reminders.ts';
import { rollingChecks } from './due/rolling-check.ts';
import { stageClocks } from './due/stage-clock.ts';
import { taskDue } from './due/task-due.ts';
import { transferHandover } from './due/transfer-handover.ts';
import { transferSettle } from './due/transfer-settle.ts';
import { unsent } from './due/unsent.ts';
import { weeklyDigest } from './due/weekly-digest.ts';
import type { Job } from './scheduler.ts';

export const jobs: readonly Job[] = [
  weeklyDigest,
  reminders,
  monthDue,
  bulletinDelivery,
  taskDue,
  claimLapse,
  stageClocks,
  pledgesDue,
  rollingChecks,
  periodProposals,
  referrerAwardsDue,
  meetingDue,
  registryStale,
  entryDue,
  transferSettle,
  transferHandover,
  newcomers,
  unsent,
  contactExpiry,
];
