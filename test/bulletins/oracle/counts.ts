/**
 * Oracle, lead by lead. Counts of a month by unit: leads registered, projects signed and started, reports owed, filed and late.
 * A project of an agreed transfer counts for both sides in parts. Left out: amounts (`flows.ts`) and places.
 */

import type { Standing } from '../../../src/bulletins/flows.ts';
import { dayOfInstant, monthOf } from '../../../src/domain/day.ts';
import { type Lead, type StageEvent, verifiedStages } from '../../../src/domain/lead/lead.ts';
import { owesReport } from '../../../src/domain/month.ts';
import { isProjectStage } from '../../../src/domain/pack/view.ts';
import { countPartsOf, type SharedProject } from '../../../src/domain/transfer/shares.ts';
import type { WholeMaterial } from './read.ts';

const STARTED = 'started';

export interface Counts {
  readonly leads: number;
  readonly signed: number;
  readonly started: number;
  readonly owed: number;
  readonly reported: number;
  readonly late: number;
}
export const NO_COUNTS: Counts = { leads: 0, signed: 0, started: 0, owed: 0, reported: 0, late: 0 };

/** Parts of one project: counts of shared ones are fractions that sum to one (SM-I7, AE-SM-4). */
const WHOLE = 10_000;

export function countsByUnit(
  material: WholeMaterial,
  standing: (unit: string) => Standing,
): ReadonlyMap<string, Counts> {
  const { month, pack, reported, late, shared } = material;
  const transfers = new Map(shared.map((one): [string, SharedProject] => [one.lead.number, one]));
  const counts = new Map<string, Counts>();
  const add = (unit: string, more: Partial<Counts>) => {
    const { unit: under } = standing(unit);
    const before = counts.get(under) ?? NO_COUNTS;
    const sum = (name: keyof Counts) => before[name] + (more[name] ?? 0);
    counts.set(under, {
      leads: sum('leads'),
      signed: sum('signed'),
      started: sum('started'),
      owed: sum('owed'),
      reported: sum('reported'),
      late: sum('late'),
    });
  };
  for (const lead of material.leads) {
    const isReported = reported.has(lead.number);
    add(lead.unit, {
      leads: monthOf(dayOfInstant(lead.registeredAt)) === month ? 1 : 0,
      owed: owesReport(pack, lead, month) || isReported ? 1 : 0,
      reported: isReported ? 1 : 0,
      late: late.has(lead.number) ? 1 : 0,
    });
    const transfer = transfers.get(lead.number)?.transfer;
    const counted = [
      ['signed', countedEvent(lead, material, (stage) => isProjectStage(pack, stage))],
      ['started', countedEvent(lead, material, (stage) => stage === STARTED)],
    ] as const;
    for (const [name, found] of counted) {
      if (found === null) continue;
      const parts = transfer === undefined ? null : countPartsOf(transfer, found.event.happenedOn);
      for (const { unit, parts: of } of parts ?? [{ unit: lead.unit, parts: WHOLE }])
        add(unit, { [name]: of });
    }
  }
  return new Map([...counts].map(([unit, one]) => [unit, inProjects(one)]));
}

/** Summed in ten-thousandths, so that 0.3 and 0.7 are exactly one. */
const inProjects = (counts: Counts): Counts => ({
  ...counts,
  signed: counts.signed / WHOLE,
  started: counts.started / WHOLE,
});

/**
 * The first verified event of such a stage, if it counts for this month: it happened in it; or it happened before and
 * was verified only after the last bulletin (补登), where the pack counts late entries when verified.
 */
export function countedEvent(
  lead: Lead,
  { month, pack, published }: WholeMaterial,
  isWanted: (stage: string) => boolean,
): { readonly event: StageEvent; readonly belated: boolean } | null {
  const events = verifiedStages(lead).filter((event) => isWanted(event.stage));
  events.sort((a, b) => (a.happenedOn < b.happenedOn ? -1 : a.happenedOn > b.happenedOn ? 1 : 0));
  const event = events[0];
  if (event === undefined) return null;
  const happenedIn = monthOf(event.happenedOn);
  if (happenedIn === month) return { event, belated: false };
  const last = published.at(-1);
  if (happenedIn > month || last === undefined || pack.lifecycle.lateEntry !== 'count_when_verified')
    return null;
  return (event.verifiedAt ?? 0) > last.asOfAt ? { event, belated: true } : null;
}
