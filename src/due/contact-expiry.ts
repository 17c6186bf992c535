/**
 * 个人信息到期删除: once a month, contacts of leads that closed long ago (`domain/retention.ts`) lose their sealed row; the
 * audit says how many, facts and totals stay. Looked for in the one run of the month: it reads every lead.
 */
import { atHour } from '../bulletins/hours.ts';
import { addMonths, instantOfDay, monthOf } from '../domain/day.ts';
import { contactMonths } from '../domain/retention.ts';
import type { Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';

/** More than a city closes in a month; the rest goes the next month. */
const A_MONTH_MAX = 5_000;

export const contactExpiry: Job = {
  id: 'contact-expiry',
  async due({ now, today }) {
    return atHour(now) ? [{ key: `contact-expiry:${monthOf(today)}`, run: erase }] : [];
  },
};

async function erase({ pack, store, today }: JobScene): Promise<Outcome> {
  const months = contactMonths(pack);
  const day = addMonths(today, -months);
  const contacts = await store.expiredContacts({ day, at: instantOfDay(day) }, A_MONTH_MAX);
  if (contacts.length === 0) return { changes: [], answer: {}, notices: [] };
  return {
    changes: [
      { subject: 'contacts-erased', ids: contacts },
      { subject: 'audit', fact: { type: 'audit.contacts_expired', contacts, months } },
    ],
    answer: {},
    notices: [],
  };
}
