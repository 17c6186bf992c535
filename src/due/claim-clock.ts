/** The clocks of 首招保护 and 签收, in working days: what a job does today and what 逾期 shows. Reads only. */
import { addWorkdays, isWorkday } from '../domain/calendar.ts';
import { addDays, type Day, dayOfInstant, instantOfDay } from '../domain/day.ts';
import { type Activity, canLapse, decideLapse, lapsesAfter } from '../domain/lead/claim.ts';
import { CLAIM_DEFAULTS, claimRule } from '../domain/lead/claim-rule.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Store } from '../store.ts';

const WARN_DAYS = [...CLAIM_DEFAULTS.warnDaysBefore].sort((a, b) => a - b);
const HORIZON_DAYS = Math.max(...WARN_DAYS);

/** Nobody is written to on a day off; a year without a holiday plan has only working days. */
export const isOffDay = (today: Day): boolean => isWorkday(today) === false;

/** The next day on which people are written to. */
const nextDay = (today: Day): Day => addWorkdays(today, 1) ?? addDays(today, 1);

export type ClaimState =
  /** There was progress that nobody recorded as a renewal. */
  | { readonly what: 'renew'; readonly lead: Lead; readonly until: Day }
  | { readonly what: 'warn'; readonly lead: Lead; readonly until: Day; readonly daysBefore: number }
  | { readonly what: 'lapse'; readonly lead: Lead; readonly until: Day };

interface ClockScene {
  readonly pack: Pack;
  readonly store: Store;
  readonly today: Day;
}

/** Every held lead whose clock asks for something today, or `only` this one; those in dispute stand still. */
export async function claimStates(scene: ClockScene, only?: Lead): Promise<readonly ClaimState[]> {
  const { pack, store, today } = scene;
  const horizon = addDays(nextDay(today), HORIZON_DAYS);
  const heldBefore = instantOfDay(addDays(horizon, 1 - claimRule(pack).protectDays));
  const [found, disputes] = await Promise.all([
    only === undefined ? store.leadsLapsingBy(horizon, heldBefore) : [only],
    store.openDisputes(),
  ]);
  const disputed = new Set(disputes.map((one) => one.lead));
  const timed = found.filter(
    (lead) => !disputed.has(lead.number) && canLapse(lead) && lapsesAfter(pack, lead) <= horizon,
  );
  const reports = await store.latestReports(timed.map((lead) => lead.number));
  return timed.flatMap((lead) => stateOf(lead, activityAt(reports.get(lead.number)), scene) ?? []);
}

function stateOf(lead: Lead, activity: Activity, { pack, today }: ClockScene): ClaimState | null {
  const until = lapsesAfter(pack, lead);
  const [next] = decideLapse(pack, lead, activity, today);
  if (next?.type === 'lead.protected') return { what: 'renew', lead, until };
  if (next !== undefined) return { what: 'lapse', lead, until };
  // What falls on days off is said before them: after them it may be too late.
  const daysBefore = WARN_DAYS.find((days) => addDays(until, -days) < nextDay(today));
  return daysBefore === undefined ? null : { what: 'warn', lead, until, daysBefore };
}

const activityAt = (reportedAt: number | undefined): Activity => ({
  progressOn: reportedAt === undefined ? null : dayOfInstant(reportedAt),
  visitOn: null,
});

/** The latest report and visit known of a lead. */
export async function activityOf(lead: Lead, store: Store): Promise<Activity> {
  return activityAt((await store.latestReports([lead.number])).get(lead.number));
}

/** 签收 is due by the end of this day. */
export function receiptDueOn(lead: Lead): Day | null {
  const { receiptAskedAt, receiptedAt } = lead.holding;
  if (receiptAskedAt === null || receiptedAt !== null) return null;
  const asked = dayOfInstant(receiptAskedAt);
  const days = CLAIM_DEFAULTS.receiptWorkdaysMax;
  return addWorkdays(asked, days) ?? addDays(asked, days);
}
