/**
 * What an evaluation reads, in few and plain statements: hundreds of thousands of rows may come of them, and a builder
 * would make an object of each twice. Part of `store.ts`.
 */
import { dayOfInstant } from '../../src/domain/day.ts';
import type { LeadTags } from '../../src/domain/lead/lead.ts';
import type { Course } from '../../src/domain/lead/stage-course.ts';
import { isCurrency } from '../../src/domain/money.ts';
import type { Bind, Database } from '../../src/ports.ts';
import type { StandingLead, StandingReads, YearFigures } from '../../src/store/standing.ts';

const VERSION_SQL =
  "SELECT (SELECT coalesce(max(id), 0) FROM fact), (SELECT coalesce(max(value), 0) FROM sequence WHERE name = 'roster')";
const SIZE_SQL =
  "SELECT (SELECT count(*) FROM progress_year) + (SELECT count(*) FROM lead WHERE status <> 'withdrawn')";
const LEADS_SQL =
  'SELECT number, project_number, unit, landing_unit, channel, industry, low_units, currency, tags, registered_at, course ' +
  "FROM lead WHERE status <> 'withdrawn' ORDER BY number";
const STAGES_SQL =
  'SELECT lead, stage, happened_on, verified_at FROM stage_event ' +
  "WHERE state = 'verified' AND verified_at IS NOT NULL ORDER BY happened_on, verified_at, id";
const EARNED_SQL =
  "SELECT p.lead, p.event, p.at FROM points_line p WHERE p.holder_kind = 'unit' AND p.revokes IS NULL " +
  'AND NOT EXISTS (SELECT 1 FROM points_line r WHERE r.lead = p.lead AND r.revokes = p.id) ORDER BY p.at, p.id';
const YEARS_SQL =
  'SELECT lead, measure, year, figures FROM progress_year WHERE year <= ? ORDER BY lead, measure, year';

export function standingReads(database: Pick<Database, 'query'>): StandingReads {
  return {
    async standingVersion() {
      const [row] = await database.query(VERSION_SQL, []);
      return `${row?.[0] ?? 0}.${row?.[1] ?? 0}`;
    },

    async standingSize() {
      const [row] = await database.query(SIZE_SQL, []);
      return Number(row?.[0] ?? 0);
    },

    async memberships() {
      const rows = await database.query('SELECT `group`, unit, role FROM membership ORDER BY 1, 2', []);
      return rows.map(([group, unit, role]) => ({
        group: String(group),
        unit: String(unit),
        role: String(role),
      }));
    },

    async standingLeads() {
      const [leads, events, points] = await Promise.all([
        database.query(LEADS_SQL, []),
        database.query(STAGES_SQL, []),
        database.query(EARNED_SQL, []),
      ]);
      const earned = Map.groupBy(points, ([lead]) => String(lead));
      const stages = new Map<string, StandingLead['stages'][number][]>();
      for (const [lead, stage, happenedOn, verifiedAt] of events) {
        const event = {
          stage: String(stage),
          happenedOn: String(happenedOn),
          verifiedAt: Number(verifiedAt),
        };
        const held = stages.get(String(lead));
        if (held === undefined) stages.set(String(lead), [event]);
        else held.push(event);
      }
      return leads.map((row) => {
        const lead = leadOf(row, stages.get(String(row[0])) ?? []);
        const lines = earned.get(lead.number);
        return lines === undefined ? lead : { ...lead, earned: lines.map(earnedOf) };
      });
    },

    async yearFigures(year) {
      const rows = await database.query(YEARS_SQL, [year]);
      return rows.map(
        ([lead, measure, own, figures]): YearFigures => ({
          lead: String(lead),
          measure: String(measure),
          year: Number(own),
          figures: JSON.parse(String(figures)) as (number | null)[],
        }),
      );
    },
  };
}

const earnedOf = ([, event, at]: readonly Bind[]) => ({
  event: String(event),
  on: dayOfInstant(Number(at)),
});

const textOr = (value: Bind | undefined): string | null => (typeof value === 'string' ? value : null);

function leadOf(row: readonly Bind[], stages: StandingLead['stages']): StandingLead {
  const [
    number,
    projectNumber,
    unit,
    landingUnit,
    channel,
    industry,
    low,
    currency,
    tags,
    registeredAt,
    course,
  ] = row;
  const code = textOr(currency);
  return {
    number: String(number),
    projectNumber: textOr(projectNumber),
    unit: String(unit),
    landingUnit: textOr(landingUnit),
    channel: textOr(channel),
    industry: textOr(industry),
    lowUnits: typeof low === 'number' ? low : null,
    currency: code !== null && isCurrency(code) ? code : null,
    tags: JSON.parse(String(tags)) as LeadTags,
    registeredAt: Number(registeredAt),
    course: JSON.parse(String(course)) as Course,
    stages,
  };
}
