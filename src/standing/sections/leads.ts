/** 线索: who registered how many, and the steps of each that earn points. */
import { type Day, dayOfInstant } from '../../domain/day.ts';
import type { Pack } from '../../domain/pack/schema.ts';
import type { StandingLead } from '../../store/standing.ts';
import type { Section } from '../gathering.ts';

export const leads: Section = ({ pack, asOf, leads: known }) => {
  const awarded = new Set(pack.points.flatMap((table) => table.awards.map((award) => award.event)));
  return {
    leads: known.flatMap((lead) => {
      const registeredOn = dayOfInstant(lead.registeredAt);
      if (registeredOn > asOf) return [];
      return {
        id: lead.number,
        unit: lead.unit,
        ...(lead.channel === null ? {} : { sourceChannel: lead.channel }),
        registeredOn,
        events: eventsOf(pack, lead, awarded, asOf),
      };
    }),
  };
};

/** Stages that a table of points names by the pack's own word for them, and what else was granted points. */
function eventsOf(
  pack: Pack,
  lead: StandingLead,
  awarded: ReadonlySet<string>,
  asOf: Day,
): Record<string, string> {
  const events: Record<string, string> = {};
  for (const { stage, happenedOn } of lead.stages) {
    const isStage = pack.stages.some((one) => one.id === stage);
    if (isStage && awarded.has(stage) && happenedOn <= asOf) events[stage] ??= happenedOn;
  }
  for (const { event, on } of lead.earned ?? []) {
    const isStage = pack.stages.some((one) => one.id === event);
    if (!isStage && awarded.has(event) && on <= asOf) events[event] ??= on;
  }
  return events;
}
