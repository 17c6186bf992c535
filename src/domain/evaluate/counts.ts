// The counting measures besides projects: activities, meetings, leads, reviews, bulletins, registries, tasks, points.
import { type Dec, dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import { evaluateFilter, type FilterRecord } from '../rule/filter.ts';
import type { Period } from '../rule/period.ts';
import { checkRegistry, type RegistryRow, registrySum } from '../rule/registry.ts';
import { leadPoints } from '../rule/scorecard.ts';
import { type NaReason, na, num, type Value } from '../value.ts';
import { distinctThings } from './distinct.ts';
import { type Engine, emptyCount, type Values } from './measure.ts';
import type { Scope } from './scope.ts';
import { Tally } from './tally.ts';
import type { World } from './world.ts';

const ONE = dec(1);
const YEAR = /^\d{4}$/u;

function isIn(period: Period, day: string | undefined): boolean {
  return day !== undefined && day >= period.startOn && day <= period.endOn;
}

function passes(world: World, where: Measure['where'], record: FilterRecord): boolean {
  return where === undefined || evaluateFilter(where, record, world.contextOn(world.asOf)).truth === 'yes';
}

function finish(scope: Scope, tally: Tally, empty: Dec | NaReason): Values {
  return new Map(scope.subjects.map((subject) => [subject, tally.value(subject, empty)]));
}

function countActivities(engine: Engine, measure: Measure, period: Period, scope: Scope, tally: Tally): void {
  for (const activity of engine.world.activities) {
    if (!isIn(period, activity.row.date) || !passes(engine.world, measure.where, activity.record)) continue;
    for (const subject of scope.ofActivity(activity)) tally.count(subject, ONE);
  }
}

function countMeetings(engine: Engine, measure: Measure, period: Period, scope: Scope, tally: Tally): void {
  for (const meeting of engine.world.meetings) {
    if (!isIn(period, meeting.on) || !passes(engine.world, measure.where, { kind: meeting.kind })) continue;
    const subjects =
      scope.kind === 'city' ? ['city'] : meeting.units.flatMap((unit) => scope.ofUnit(unit) ?? []);
    const own = new Set(subjects);
    if (meeting.units.length === 0 && scope.kind === 'units') {
      for (const unit of scope.subjects) if (engine.world.unitById.get(unit)?.kind === 'city') own.add(unit);
    }
    for (const subject of own) tally.count(subject, ONE);
  }
}

function countLeads(engine: Engine, measure: Measure, period: Period, scope: Scope, tally: Tally): void {
  const { world } = engine;
  for (const lead of world.facts.leads ?? []) {
    if (
      lead.registeredOn !== undefined &&
      (!isIn(period, lead.registeredOn) || lead.registeredOn > world.asOf)
    )
      continue;
    const kind = world.unitById.get(lead.unit ?? '')?.kind;
    const channels = [lead.sourceChannel, kind].filter((one) => one !== undefined);
    const record = { id: lead.id, fields: { source_channel: channels }, flags: [], tags: [], classes: [] };
    if (!passes(world, measure.where, record)) continue;
    const subject = scope.ofUnit(lead.unit ?? null) ?? (scope.kind === 'together' ? 'together' : null);
    if (subject !== null) tally.count(subject, ONE);
  }
}

function countReviews(engine: Engine, measure: Measure, period: Period, scope: Scope, tally: Tally): void {
  const { world } = engine;
  const days =
    measure.count === 'review_due'
      ? engine.rolling.map((one) => ({ project: one.project, on: one.checkOn, kind: 'rolling' }))
      : (world.facts.reviews ?? []).map((one) => ({ project: one.project, on: one.date, kind: one.kind }));
  for (const { project, on, kind } of days) {
    if (!isIn(period, on) || on > world.asOf || !passes(world, measure.where, { kind })) continue;
    const facts = world.projectById.get(project);
    for (const { subject, weight } of facts === undefined ? [] : scope.ofProject(facts, measure.ledger)) {
      tally.count(subject, weight);
    }
  }
}

function countBulletins(engine: Engine, measure: Measure, period: Period, scope: Scope, tally: Tally): void {
  for (const row of engine.world.facts.bulletins ?? []) {
    if (
      !isIn(period, row.date) ||
      row.date > engine.world.asOf ||
      !passes(engine.world, measure.where, { kind: row.kind })
    )
      continue;
    const subjects =
      row.units.length === 0 ? scope.subjects : row.units.flatMap((unit) => scope.ofUnit(unit) ?? []);
    for (const subject of new Set(subjects)) tally.count(subject, ONE);
  }
}

function pointValues(engine: Engine, table: string, period: Period, scope: Scope): Values {
  const { world } = engine;
  const rule = world.pack.points.find((one) => one.id === table);
  const leads = world.facts.leads;
  const events = new Map<string, { leadId: string; event: string }[]>();
  for (const lead of leads ?? []) {
    const mine = Object.entries(lead.events)
      .filter(([, on]) => isIn(period, on) && on <= world.asOf)
      .map(([event]) => ({ leadId: lead.id, event }));
    for (const holder of new Set([lead.unit, lead.referrer])) {
      const subject =
        typeof holder === 'string'
          ? scope.ofUnit(holder)
          : scope.kind === 'city' && holder === lead.unit
            ? 'city'
            : null;
      if (subject === null || (scope.kind === 'city' && holder !== lead.unit)) continue;
      events.set(subject, [...(events.get(subject) ?? []), ...mine]);
    }
  }
  return new Map(
    scope.subjects.map((subject): [string, Value] => {
      if (rule === undefined) return [subject, na('not_configured')];
      if (leads === undefined) return [subject, na('no_data')];
      return [subject, num(leadPoints(rule.awards, events.get(subject) ?? [], rule.oncePerLead))];
    }),
  );
}

/** count of anything but projects; distinct; points. */
export function countWork(engine: Engine, measure: Measure, period: Period, scope: Scope): Values {
  if (measure.distinct !== undefined) return distinctThings(engine, measure, measure.distinct, period, scope);
  if (measure.count === 'enterprise') return distinctThings(engine, measure, 'enterprise', period, scope);
  if (measure.points !== undefined) return pointValues(engine, measure.points, period, scope);
  const { facts } = engine.world;
  const tally = new Tally();
  const known: Readonly<Record<string, [rows: unknown, count: typeof countActivities]>> = {
    activity: [facts.activities, countActivities],
    meeting: [facts.meetings ?? facts.activities, countMeetings],
    lead: [facts.leads, countLeads],
    review: [facts.reviews, countReviews],
    review_due: [facts.projects, countReviews],
    bulletin: [facts.bulletins, countBulletins],
  };
  const rule = known[measure.count ?? ''];
  if (rule === undefined) return finish(scope, tally, 'not_configured');
  rule[1](engine, measure, period, scope, tally);
  return finish(scope, tally, emptyCount(engine.world, rule[0] !== undefined, period));
}

function rowsOf(
  world: World,
  registry: string,
): { row: RegistryRow; owner: string | null; days: readonly string[] }[] {
  const rule = world.pack.registries.find((one) => one.id === registry);
  const unitFields = (rule?.fields ?? []).filter((field) => field.type === 'unit').map((field) => field.id);
  const dayFields = (rule?.fields ?? [])
    .filter((field) => field.type === 'date' && field.required)
    .map((field) => field.id);
  const keyed = (world.facts.registries?.[registry] ?? []).map((row) => {
    const text = JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    return { row, text };
  });
  // Which of two equal rows counts must not hang on their order in the file.
  keyed.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return keyed.map(({ row }, index) => {
    const named = [row['owner'], row['unit'], ...unitFields.map((field) => row[field])].find(
      (one) => typeof one === 'string',
    );
    const values: Record<string, string | boolean | undefined> = {};
    for (const [key, value] of Object.entries(row)) {
      if (value !== null) values[key] = typeof value === 'boolean' ? value : String(value);
    }
    for (const field of unitFields) if (typeof named === 'string') values[field] ??= named;
    const days = dayFields.flatMap((field) => (typeof values[field] === 'string' ? [values[field]] : []));
    return {
      row: { id: String(row['id'] ?? index), values },
      owner: typeof named === 'string' ? named : null,
      days,
    };
  });
}

function recordOf(row: RegistryRow): FilterRecord {
  const texts = Object.entries(row.values).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const flags = Object.entries(row.values).flatMap(([key, value]) => (value === true ? [key] : []));
  const fields = Object.fromEntries(texts);
  return { id: row.id, flags, tags: [...flags], fields, numbers: fields };
}

/** size: complete, non-duplicate rows of a registry, or the sum of a number field of them (`sumOf`). */
export function registryValues(
  engine: Engine,
  measure: Measure,
  registry: string,
  period: Period,
  scope: Scope,
): Values {
  const { world } = engine;
  const rule = world.pack.registries.find((one) => one.id === registry);
  if (rule === undefined || world.facts.registries?.[registry] === undefined) {
    return new Map(scope.subjects.map((subject) => [subject, na('no_data')]));
  }
  const isFlow = /^\d{4}(-\d{2}|Q\d|H\d)?$/u.test(period.key);
  const end = period.endOn < world.asOf ? period.endOn : world.asOf;
  const bySubject = new Map<string, RegistryRow[]>();
  for (const { row, owner, days } of rowsOf(world, registry)) {
    if (days.some((day) => day > end || (isFlow && day < period.startOn))) continue;
    const own = owner === null && scope.kind !== 'values' ? scope.subjects : [scope.ofUnit(owner)];
    for (const subject of own) {
      if (subject === null) continue;
      const held = bySubject.get(subject);
      if (held === undefined) bySubject.set(subject, [row]);
      else held.push(row);
    }
  }
  return new Map(
    scope.subjects.map((subject): [string, Value] => {
      const { counted, faults } = checkRegistry(rule, bySubject.get(subject) ?? []);
      const chosen = counted.filter((row) => passes(world, measure.where, recordOf(row)));
      const flags = faults.length === 0 ? [] : [`${faults.length}条不完整或重复，未计`];
      const size = measure.sumOf === undefined ? dec(chosen.length) : registrySum(chosen, measure.sumOf);
      return [subject, num(size, undefined, flags)];
    }),
  );
}

/**
 * done: 1 when finished by the end of the period, or parts finished ÷ parts asked. What is asked for every year (SM 28 每年)
 * was done in that year; what has a deadline, at any time before. A row without unit is everybody's.
 */
export function countTask(
  engine: Engine,
  task: string,
  parts: number | undefined,
  period: Period,
  scope: Scope,
): Values {
  const { world } = engine;
  const end = period.endOn < world.asOf ? period.endOn : world.asOf;
  const isYearly = YEAR.test(period.key);
  const rows = (world.facts.tasks ?? []).filter(
    (row) => row.id === task && !(isYearly && typeof row.doneOn === 'string' && row.doneOn < period.startOn),
  );
  return new Map(
    scope.subjects.map((subject): [string, Value] => {
      if (world.facts.tasks === undefined) return [subject, na('no_data')];
      const mine = rows.filter((row) => !row.unit || scope.ofUnit(row.unit) === subject);
      const isDone = mine.some((row) => row.doneOn !== null && row.doneOn !== undefined && row.doneOn <= end);
      if (isDone && !mine.some((row) => row.parts !== undefined)) return [subject, num(1)];
      if (parts === undefined) return [subject, num(isDone ? 1 : 0)];
      const most = Math.max(0, ...mine.map((row) => row.parts ?? 0));
      return [subject, num(dec(Math.min(most, parts)).div(parts))];
    }),
  );
}
