// 会议等周期事项 as cells: every body × every period owed since the plan began, in the year of the day (P13). Only those
// that no target counts already. A second meeting does not repair another month.
import { asObject, listAt, textAt, walk } from '../pack/raw.ts';
import type { Pack } from '../pack/schema.ts';
import type { MeetingCadence } from '../pack/work-schema.ts';
import { cellRate, type MeetingCell, meetingCells } from '../rule/cadence.ts';
import { periodHolding } from '../rule/period.ts';
import { na, type Value } from '../value.ts';
import type { Engine } from './measure.ts';
import { CITY } from './scope.ts';
import { unitsFitting } from './unit-scope.ts';

/** A meeting cadence with its cells. */
export interface CadenceResult {
  readonly cadence: MeetingCadence;
  readonly year: string;
  /** Cells owed by the day; one still running is listed once it is met. */
  readonly cells: readonly MeetingCell[];
  readonly rate: Value;
}

/** Meetings some target counts: their cells are that target's rows. */
function countedMeetings(pack: Pack): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const target of pack.targets) {
    const isShort = target.period !== 'year' && target.period !== 'standing';
    walk([target.measure, target.allOf, target.anyOf], (value) => {
      if (textAt(value, 'count') !== 'meeting' || !isShort) return;
      for (const kind of listAt(asObject(value)?.['where'], 'kind')) kinds.add(String(kind));
    });
  }
  return kinds;
}

function resultOf(engine: Engine, cadence: MeetingCadence): CadenceResult {
  const { world } = engine;
  const year = periodHolding('year', world.asOf);
  const bodies =
    cadence.each === undefined
      ? [CITY]
      : unitsFitting(world, cadence.each, year.startOn, world.asOf).map((unit) => unit.id);
  const held = world.meetings
    .filter((meeting) => meeting.kind === cadence.id)
    .flatMap(({ on, units }) =>
      (cadence.each === undefined ? [CITY] : units.map(world.heir)).map((body) => ({ body, on })),
    );
  const cells = meetingCells(cadence, bodies, held, world.pack.issuedOn, {
    fromOn: year.startOn,
    toOn: world.asOf,
  });
  const owed = cells.filter((cell) => cell.period.endOn <= world.asOf || cell.met);
  const hasData = world.facts.meetings !== undefined || world.facts.activities !== undefined;
  return {
    cadence,
    year: year.key,
    cells: owed,
    rate: hasData || owed.length === 0 ? cellRate(owed) : na('no_data'),
  };
}

/** Every meeting cadence of the pack that no target counts. */
export function cadenceResults(engine: Engine): CadenceResult[] {
  const counted = countedMeetings(engine.world.pack);
  return engine.world.pack.cadences.flatMap((cadence) =>
    cadence.kind === 'meeting' && !counted.has(cadence.id) ? [resultOf(engine, cadence)] : [],
  );
}
