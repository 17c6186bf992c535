// Rows of a facts file as records a filter can look at, and the days their stages count on. Leaves out measuring.
import type { Facts, ProjectRow, UnitRow } from '../facts-file/facts.ts';
import { activityKindOf, meetingKindOf, stageIdOf } from '../facts-file/resolve.ts';
import type { Pack } from '../pack/schema.ts';
import { projectRecord } from '../pack/view.ts';
import type { FilterRecord } from '../rule/filter.ts';
import { countDay } from '../rule/lifecycle.ts';
import { type AmountStep, GROWN, quantityOf } from './amounts.ts';
import type { ActivityFacts, MeetingFacts, Reached } from './world.ts';

/** The stages of a project as known on the day. */
export function reachedOf(pack: Pack, row: ProjectRow, asOf: string): Record<string, Reached> {
  const result: Record<string, Reached> = {};
  for (const [word, event] of Object.entries(row.stages)) {
    const stage = stageIdOf(pack, word) ?? word;
    const { on, verifiedOn, reportedOn, withdrawnOn } =
      typeof event === 'string'
        ? { on: event, verifiedOn: undefined, reportedOn: undefined, withdrawnOn: undefined }
        : event;
    if (verifiedOn === null) continue;
    const knownOn = verifiedOn ?? reportedOn ?? on;
    if (knownOn > asOf || on > asOf) continue;
    const isWhenVerified = pack.lifecycle.lateEntry === 'count_when_verified' && verifiedOn !== undefined;
    const day = isWhenVerified ? countDay(on, verifiedOn) : { on, isLate: false };
    result[stage] = {
      on: day.on,
      isLate: day.isLate,
      withdrawnOn: withdrawnOn !== undefined && withdrawnOn <= asOf ? withdrawnOn : null,
    };
  }
  return result;
}

function stageDays(stages: Readonly<Record<string, Reached>>): Record<string, string> {
  const held = Object.entries(stages).filter(([, reached]) => reached.withdrawnOn === null);
  return Object.fromEntries(held.map(([stage, reached]) => [stage, reached.on]));
}

/** Project → cohorts that list it. */
export function cohortsOf(facts: Facts): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const [cohort, members] of Object.entries(facts.cohorts ?? {})) {
    for (const member of members) {
      const project = typeof member === 'string' ? member : member.project;
      map.set(project, [...(map.get(project) ?? []), cohort]);
    }
  }
  return map;
}

function channelsOf(row: ProjectRow, kind: string | undefined): string[] {
  return [...new Set([row.sourceChannel, kind].filter((one) => one !== undefined))];
}

/** A project as filters see it, without monthly numbers. */
export function baseRecord(
  pack: Pack,
  row: ProjectRow,
  holder: UnitRow | undefined,
  source: UnitRow | undefined,
  cohorts: readonly string[],
  stages: Readonly<Record<string, Reached>>,
  amounts: readonly AmountStep[],
): FilterRecord {
  const last = amounts.at(-1);
  const total =
    last?.total ?? (row.totalInvestment === undefined ? undefined : quantityOf(row.totalInvestment));
  return projectRecord(pack, {
    id: row.id,
    name: row.name ?? row.id,
    tags: row.tags,
    classes: row.classes,
    flags: last?.isGrown === true ? [...row.flags, GROWN] : row.flags,
    cohorts,
    stages: stageDays(stages),
    money: total === undefined ? {} : { total_investment: total },
    numbers: {},
    dimensions: holder?.tags ?? {},
    fields: {
      ...row.fields,
      ...(row.capitalType === undefined ? {} : { capital_type: row.capitalType }),
      ...(holder === undefined ? {} : { unit_kind: holder.kind }),
      source_channel: channelsOf(row, source?.kind),
    },
  });
}

/** Activities up to the day, with the kind the pack calls them by. */
export function activityFacts(
  pack: Pack,
  facts: Facts,
  unitById: ReadonlyMap<string, UnitRow>,
  asOf: string,
): ActivityFacts[] {
  const leaders = new Set(
    (facts.posts ?? [])
      .filter((post) => post.rank === 'city_head' || post.rank === 'city_leader')
      .flatMap((post) => [post.id, post.person ?? post.id]),
  );
  const rows = (facts.activities ?? []).filter((row) => row.date <= asOf);
  return rows.map((row) => {
    const isLed =
      row.leaders.some((leader) => leaders.has(leader)) ||
      row.units.some((id) => ['city', 'command'].includes(unitById.get(id)?.kind ?? ''));
    const flags = [...row.flags, ...row.tags, ...(isLed ? ['city_leader'] : [])];
    const record: FilterRecord = {
      id: row.id,
      kind: activityKindOf(pack, row.kind) ?? meetingKindOf(pack, row.kind) ?? row.kind,
      flags,
      tags: [...row.tags, ...row.flags],
      classes: row.classes,
      fields: row.region ? { region: row.region } : {},
    };
    return { row, record };
  });
}

/** Meetings up to the day; a meeting may also be entered as an activity. */
export function meetingFacts(pack: Pack, facts: Facts, asOf: string): MeetingFacts[] {
  const own = (facts.meetings ?? []).map((row) => ({ kind: meetingKindOf(pack, row.kind), row }));
  const asActivities = (facts.activities ?? [])
    .filter((row) => activityKindOf(pack, row.kind) === null)
    .map((row) => ({ kind: meetingKindOf(pack, row.kind), row }));
  return [...own, ...asActivities].flatMap(({ kind, row }) =>
    kind === null || row.date > asOf ? [] : [{ kind, on: row.date, units: row.units }],
  );
}
