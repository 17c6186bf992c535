/**
 * What meetings the pack's cadences ask for (domain.md P13, SM 三(四)19 每季联席, 三(五)23 每月推进会): which are held, still
 * owed or missed; and the rows of the facts document. A meeting of another period repairs nothing (AE-SM-10).
 */
import { addDays, type Day } from '../day.ts';
import type { FactsShape } from '../facts-file/schema.ts';
import type { Pack } from '../pack/schema.ts';
import { unitFits } from '../pack/view.ts';
import type { MeetingCadence } from '../pack/work-schema.ts';
import type { Unit } from '../roster.ts';
import { meetingCells } from '../rule/cadence.ts';
import { type Period, periodHolding, type Rhythm } from '../rule/period.ts';
import type { Meeting } from './meeting.ts';

/** One body and one period of one cadence. */
export interface OwedMeeting {
  readonly cadence: MeetingCadence;
  /** `null`: the city's own. */
  readonly unit: string | null;
  readonly period: Period;
  readonly held: number;
  /** `over`: more than the upper bound. */
  readonly state: 'met' | 'over' | 'running' | 'missed';
}

export const meetingCadences = (pack: Pack): readonly MeetingCadence[] =>
  pack.cadences.filter((cadence): cadence is MeetingCadence => cadence.kind === 'meeting');

const CITY = '';

/** Units that each owe this meeting; empty where it is the city's. A pack's `kind: city` is the city itself. */
export function bodiesOf(
  pack: Pack,
  cadence: MeetingCadence,
  units: readonly Unit[],
): readonly (string | null)[] {
  const { each } = cadence;
  if (each === undefined) return [null];
  return units.filter((unit) => unitFits(pack, each, unit)).map((unit) => unit.id);
}

type Held = Pick<Meeting, 'kind' | 'units' | 'heldOn'>;

/** Every cell of the running period and the one before it. @param units those active on the day */
export function owedMeetings(
  pack: Pack,
  units: readonly Unit[],
  meetings: readonly Held[],
  today: Day,
): readonly OwedMeeting[] {
  return meetingCadences(pack).flatMap((cadence) => {
    const running = periodHolding(cadence.every, today);
    const before = periodHolding(cadence.every, addDays(running.startOn, -1));
    const bodies = bodiesOf(pack, cadence, units);
    const held = meetings.flatMap(({ kind, units: of, heldOn }) => {
      if (kind !== cadence.id || heldOn === null) return [];
      return (cadence.each === undefined ? [CITY] : of).map((body) => ({ body, on: heldOn }));
    });
    const cells = meetingCells(
      cadence,
      bodies.map((body) => body ?? CITY),
      held,
      pack.issuedOn,
      { fromOn: before.startOn, toOn: today },
    );
    return cells.map(({ body, period, held: count, met, over }): OwedMeeting => {
      const isOpen = period.endOn >= today;
      const state = over ? 'over' : met ? 'met' : isOpen ? 'running' : 'missed';
      return { cadence, unit: body === CITY ? null : body, period, held: count, state };
    });
  });
}

/** Days before the end of a period on which the missing are reminded. 系统默认. */
const REMIND_BEFORE: Readonly<Record<Rhythm, number>> = { month: 5, quarter: 15, half: 15, year: 30 };

/** A missed one is told once, within so many days. */
const MISSED_TOLD_DAYS = 7;

/** True on the days people hear of it: near the period's end, and right after it. */
export function isMeetingReminder(owed: OwedMeeting, today: Day): boolean {
  const { period, state, cadence } = owed;
  if (state === 'running') return addDays(period.endOn, -REMIND_BEFORE[cadence.every]) <= today;
  return state === 'missed' && addDays(period.endOn, MISSED_TOLD_DAYS) >= today;
}

type MeetingRow = NonNullable<FactsShape['meetings']>[number];

/** `meetings` of the facts document: those held by a day. */
export function meetingRows(meetings: readonly Meeting[], asOf: Day): readonly MeetingRow[] {
  return meetings.flatMap(({ number, kind, units, heldOn, state }) =>
    state === 'held' && heldOn !== null && heldOn <= asOf
      ? [{ id: number, kind, date: heldOn, units: [...units] }]
      : [],
  );
}

/** 2026年第4季度, 2026年11月, 2026年. */
export function sayPeriod({ key }: Pick<Period, 'key'>): string {
  const year = key.slice(0, 4);
  if (key.includes('Q')) return `${year}年第${key.slice(-1)}季度`;
  if (key.includes('H')) return `${year}年${key.endsWith('1') ? '上' : '下'}半年`;
  return key.includes('-') ? `${year}年${Number(key.slice(5))}月` : `${year}年`;
}
