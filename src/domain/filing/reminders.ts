/**
 * On which days somebody who has not filed is reminded 催报 (domain P13): T−3, T−1, the due day, and the superior the day after.
 *
 *  1. The due day is the plan's: it does not move for a holiday, and neither does the reminder on it.
 *  2. A reminder before it that falls on a day nobody works moves to the last working day before: never later, so that
 *     there is still time. One after it (to the superior) moves to the next working day.
 *  3. At most one a day: of two that fall together the one nearer to the due day goes out.
 *  4. A year whose holiday plan is not published is counted in calendar days, and the office is told so.
 *  5. After a downtime only the newest is sent, and only while it is still true: before the due day has passed to whoever
 *     files, and within some days to the superior.
 */
import { isWorkday, workdayKnown } from '../calendar.ts';
import { addDays, type Day, daysBetween } from '../day.ts';
import type { ReportCadence } from '../pack/work-schema.ts';

/** One reminder of a report that is due. */
export interface ReminderStep {
  /** To the due day as the plan counts it: −3, −1, 0; positive after it. */
  readonly offsetDays: number;
  readonly to: 'reporter' | 'superior';
  /** The day it goes out. */
  readonly on: Day;
}

/** Longest stretch without a working day that is walked over; the longest holidays have nine days. */
const WALK_MAX = 30;
/** A reminder after the due day that was missed for longer than this is not sent any more. */
export const PATIENCE_DAYS = 10;

function movedTo(day: Day, step: 1 | -1): Day {
  let at = day;
  for (let walked = 0; walked < WALK_MAX && isWorkday(at) === false; walked += 1) at = addDays(at, step);
  return isWorkday(at) === null ? day : at;
}

/** The reminders of one due day in the order they go out, one a day. */
export function reminderSteps(
  { remindDays, escalateDays }: Pick<ReportCadence, 'remindDays' | 'escalateDays'>,
  dueOn: Day,
): readonly ReminderStep[] {
  const steps: ReminderStep[] = [...new Set(remindDays)].map((offsetDays) => ({
    offsetDays,
    to: 'reporter',
    on: offsetDays === 0 ? dueOn : movedTo(addDays(dueOn, offsetDays), offsetDays < 0 ? -1 : 1),
  }));
  if (escalateDays > 0) {
    const on = movedTo(addDays(dueOn, escalateDays), 1);
    steps.push({ offsetDays: escalateDays, to: 'superior', on });
  }
  steps.sort((a, b) => (a.on === b.on ? a.offsetDays - b.offsetDays : a.on < b.on ? -1 : 1));
  const isSameTurn = (a: ReminderStep, b: ReminderStep) => a.on === b.on && a.to === b.to;
  return steps.filter((step, at) => !steps.slice(at + 1).some((later) => isSameTurn(later, step)));
}

/** The reminders that may go out today: the newest to whoever files and the newest to the superior, each while still true. */
export function remindersNow(
  steps: readonly ReminderStep[],
  dueOn: Day,
  today: Day,
): readonly ReminderStep[] {
  const newest = steps.filter((step) => step.on <= today).at(-1);
  if (newest === undefined) return [];
  const isTrue = newest.offsetDays <= 0 ? today <= dueOn : daysBetween(newest.on, today) <= PATIENCE_DAYS;
  if (!isTrue) return [];
  return steps.filter((step) => step.on === newest.on);
}

/** The year whose holiday plan would be needed for these reminders and is not known; `null` when all are. */
export function unknownYear(
  { remindDays, escalateDays }: Pick<ReportCadence, 'remindDays' | 'escalateDays'>,
  dueOn: Day,
): string | null {
  const days = [...remindDays, escalateDays].map((offset) => addDays(dueOn, offset));
  return days.find((day) => !workdayKnown(day))?.slice(0, 4) ?? null;
}
