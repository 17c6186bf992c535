/**
 * Clocks 时限: how long a lead has stood in its stage, against the pack's limit (QD 二(五)2「工作时限」).
 *
 * Invariants
 *  1. The clock starts on the day the stage happened, and stands while a submission waits for its verifier and while
 *     the project is paused; what a reporter withdraws gives no time back.
 *  2. Once people were told that it is over (`lead.stage_overdue`), or it was left too late, it is red for good.
 *  3. A limit in working days needs the year's holiday plan; where that is unknown, calendar days are counted and said.
 *
 *     green ──amberFrom──> amber ──after dueOn──> red ──next stage──> 超期完成 (stays on the lead)
 *       └─ submitted ─> waiting ─ returned ─> as before, the wait not counted
 */
import { dueAfterWorkdays, workdaysBetween } from './calendar.ts';
import { addDays, type Day, dayOfInstant, daysBetween } from './day.ts';
import { type Lead, pendingStage, type StageEvent, verifiedStages } from './lead/lead.ts';
import { EXIT_PREFIX, hasLeft, isPaused, PAUSED, RESUME } from './lead/stage-course.ts';
import type { StageLate } from './lead/stage-facts.ts';
import type { Pack } from './pack/schema.ts';
import { stageOf } from './pack/view.ts';

export type Light = 'green' | 'amber' | 'red' | 'waiting' | 'paused';

export interface StageClock {
  readonly stage: string;
  readonly enteredOn: Day;
  /** The limit, in `unit`. */
  readonly limitDays: number;
  readonly unit: 'day' | 'workday';
  /** The last day in time. */
  readonly dueOn: Day;
  /** Days left; negative: days over. */
  readonly left: number;
  readonly light: Light;
  /** Counted in calendar days because the year's holiday plan is unknown. */
  readonly byCalendar: boolean;
}

/** 黄灯, 系统默认: the last fifth of the limit, at least one day, at most five. */
export const amberDays = (limitDays: number): number => Math.max(1, Math.min(5, Math.ceil(limitDays / 5)));

/** The day the lead came into the stage it is in. */
export function enteredOn(lead: Lead): Day {
  const event = verifiedStages(lead).findLast((one) => one.stage === lead.stage);
  return event?.happenedOn ?? dayOfInstant(lead.registeredAt);
}

/** Where the clock of the present stage stands on a day; `null` without a limit, or once it has left. */
export function stageClock(pack: Pack, lead: Lead, today: Day): StageClock | null {
  const due = dueOf(pack, lead, today);
  if (due === null || hasLeft(lead) || lead.status === 'withdrawn') return null;
  const left = between(today, due.dueOn, due.unit);
  return { ...due, left, light: lightOf(lead, due, left, today) };
}

type Due = Omit<StageClock, 'left' | 'light'>;

function dueOf(pack: Pack, lead: Lead, today: Day): Due | null {
  const stage = stageOf(pack, lead.stage);
  if (stage?.slaDays === undefined) return null;
  const from = enteredOn(lead);
  const unit = stage.slaUnit ?? 'day';
  const stood = pausedSince(lead, from, today).reduce(
    (days, [a, b]) => days + Math.max(0, between(a, b, unit)),
    0,
  );
  const due =
    unit === 'workday'
      ? dueAfterWorkdays(from, stage.slaDays + stood)
      : { day: addDays(from, stage.slaDays + stood), byCalendar: false };
  return {
    stage: stage.id,
    enteredOn: from,
    limitDays: stage.slaDays,
    unit,
    dueOn: due.day,
    byCalendar: due.byCalendar,
  };
}

function lightOf(lead: Lead, due: Due, left: number, today: Day): Light {
  const told = lead.course.lates.some((one) => one.stage === due.stage && one.enteredOn === due.enteredOn);
  const waiting = pendingStage(lead);
  const judgedOn = waiting === null ? today : dayOfInstant(waiting.reportedAt);
  if (told || (!isPaused(lead) && judgedOn > due.dueOn)) return 'red';
  if (isPaused(lead)) return 'paused';
  if (waiting !== null) return 'waiting';
  return left <= amberDays(due.limitDays) ? 'amber' : 'green';
}

/** Spans in which the clock stood, since the stage was entered. */
function pausedSince(lead: Lead, from: Day, today: Day): readonly (readonly [Day, Day])[] {
  const later = lead.stages.filter(
    (event) => event.verifiedAt !== null && dayOfInstant(event.reportedAt) >= from,
  );
  const waits = later.flatMap((event): (readonly [Day, Day])[] => {
    // The submission that brought the lead here was waited for before the clock started.
    const isVerified = event.state === 'verified';
    if (event.verifiedAt === null || (isVerified && event.stage === lead.stage)) return [];
    // 暂停 and 恢复 stop it by their own days.
    if (isVerified && (event.stage === RESUME || event.stage === `${EXIT_PREFIX}${PAUSED}`)) return [];
    return [[dayOfInstant(event.reportedAt), dayOfInstant(event.verifiedAt)]];
  });
  return [...waits, ...pauses(lead, from, today)];
}

/** From each 暂停 to its 恢复, or until today. */
function pauses(lead: Lead, from: Day, today: Day): readonly (readonly [Day, Day])[] {
  const spans: (readonly [Day, Day])[] = [];
  let since: Day | null = null;
  for (const { stage, happenedOn } of verifiedStages(lead)) {
    if (stage === `${EXIT_PREFIX}${PAUSED}`) since = happenedOn < from ? from : happenedOn;
    if (stage === RESUME && since !== null) {
      if (happenedOn > since) spans.push([since, happenedOn]);
      since = null;
    }
  }
  if (since !== null && isPaused(lead) && today > since) spans.push([since, today]);
  return spans;
}

/** Days from one day to another in the limit's unit; calendar days where a holiday plan is unknown. */
function between(from: Day, to: Day, unit: StageClock['unit']): number {
  return (unit === 'workday' ? workdaysBetween(from, to) : null) ?? daysBetween(from, to);
}

/**
 * What the step to another stage says of the one it ends: late, with the days over, when it happened after the limit,
 * or when people had been told that it is over, whatever day is entered now.
 */
export function endedLate(pack: Pack, lead: Lead, event: StageEvent): StageLate | null {
  const reportedOn = dayOfInstant(event.reportedAt);
  const due = dueOf(pack, lead, event.happenedOn);
  if (due === null) return null;
  const { stage, dueOn, unit } = due;
  const told = lead.course.lates.find(
    (one) => one.stage === stage && one.enteredOn === due.enteredOn && one.doneOn === null,
  );
  if (told === undefined && event.happenedOn <= dueOn) return null;
  const from = told?.dueOn ?? dueOn;
  const doneOn = event.happenedOn > from ? event.happenedOn : reportedOn;
  return {
    stage,
    enteredOn: due.enteredOn,
    dueOn: from,
    doneOn,
    days: Math.max(1, between(from, doneOn, unit)),
    unit,
  };
}
