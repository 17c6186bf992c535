/**
 * The ladder of reminders: before the due day and on it to whoever does it, then to the superior, the city office, and at
 * last urgently. Steps are counted in working days from the due day and taken on working days in the daytime.
 *
 *     −3 ── −1 ── 0 ───────── +1 ────────── +3 ────────── +5
 *     whoever does it      superior     city office      urgent (加急)
 *
 * Left out: who these people are (`standing.ts`) and sending.
 */
import { addWorkdays, dueAfterWorkdays, isWorkday } from '../calendar.ts';
import { type Day, dayOfInstant, daysBetween } from '../day.ts';
import type { Pack } from '../pack/schema.ts';
import { monthlyReport } from '../pack/view.ts';

export type StepTo = 'handler' | 'superior' | 'office' | 'urgent';

export interface Step {
  /** Working days from the due day; negative before it. */
  readonly offset: number;
  readonly to: StepTo;
}

/** 系统默认: the steps nothing in a pack changes. */
const OFFICE_AFTER = 2;
const URGENT_AFTER = 4;
const DEFAULT_AHEAD: readonly number[] = [-3, -1, 0];
const DEFAULT_SUPERIOR = 1;
/** A step nobody could take for this long is not made up for. */
const PATIENCE_DAYS = 15;

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const MINUTE_MS = 60_000;
const FIRST_MINUTE = 8 * 60 + 30;
const LAST_MINUTE = 21 * 60;

/** The pack's own days of its monthly report where it has one, else 系统默认. */
export function ladderOf(pack: Pack): readonly Step[] {
  const report = monthlyReport(pack);
  const ahead = (report?.remindDays ?? DEFAULT_AHEAD).filter((day) => day <= 0);
  const superior = Math.max(1, report?.escalateDays ?? DEFAULT_SUPERIOR);
  return [
    ...[...new Set(ahead)].sort((a, b) => a - b).map((offset): Step => ({ offset, to: 'handler' })),
    { offset: superior, to: 'superior' },
    { offset: superior + OFFICE_AFTER, to: 'office' },
    { offset: superior + URGENT_AFTER, to: 'urgent' },
  ];
}

/** The day a step is taken; `byCalendar` where that year's holidays are not known. A due day off work is met the day before. */
export function stepDay(dueOn: Day, { offset }: Step): { readonly day: Day; readonly byCalendar: boolean } {
  if (offset !== 0) return dueAfterWorkdays(dueOn, offset);
  const works = isWorkday(dueOn);
  if (works === null) return { day: dueOn, byCalendar: true };
  return { day: works ? dueOn : (addWorkdays(dueOn, -1) ?? dueOn), byCalendar: false };
}

/** The latest step that is due and was not taken for this due day; earlier ones are overtaken by it. */
export function stepDue(
  task: {
    readonly dueOn: Day;
    readonly assignedOn: Day;
    readonly reminded: { readonly step: number; readonly dueOn: Day } | null;
  },
  ladder: readonly Step[],
  today: Day,
): { readonly step: Step; readonly byCalendar: boolean } | null {
  const taken = task.reminded !== null && task.reminded.dueOn === task.dueOn ? task.reminded.step : null;
  const due = ladder.flatMap((step) => {
    const { day, byCalendar } = stepDay(task.dueOn, step);
    const isNew = taken === null || step.offset > taken;
    // What was given today was told today.
    return isNew && day <= today && day > task.assignedOn && daysBetween(day, today) <= PATIENCE_DAYS
      ? [{ step, byCalendar }]
      : [];
  });
  return due.at(-1) ?? null;
}

/** May the machine speak unasked: on a working day between 8:30 and 21:00. What falls outside waits for the next 8:30. */
export function mayRemind(now: number): boolean {
  const minute = Math.floor((now + SHANGHAI_OFFSET_MS) / MINUTE_MS) % 1_440;
  // Where the holidays are not known every day counts: a reminder too many is better than none.
  return minute >= FIRST_MINUTE && minute < LAST_MINUTE && isWorkday(dayOfInstant(now)) !== false;
}
