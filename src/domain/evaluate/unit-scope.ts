// Whose a fact is among units (P5): the ledgers of places, groups and departments, and the unit each fact counts for.
// Found once a project and kept. Invariant: in one ledger a fact's weights sum to at most one.
import { type Dec, dec } from '../decimal.ts';
import type { UnitRow } from '../facts-file/facts.ts';
import type { Filter } from '../pack/expression-schema.ts';
import { unitFits } from '../pack/view.ts';
import { equalShares } from '../rule/attribution.ts';
import type { Part, Scope } from './scope.ts';
import { WHOLE } from './tally.ts';
import type { ProjectFacts, World } from './world.ts';

const TERRITORY: ReadonlySet<string> = new Set([
  'district_county',
  'function_zone',
  'town',
  'subdistrict',
  'park',
]);
const GROUPS: ReadonlySet<string> = new Set(['industry_group', 'task_force']);
const DEPARTMENTS: ReadonlySet<string> = new Set(['city_dept', 'party_or_congress_body', 'soe']);

/** The ledger a kind of unit keeps. */
export function ledgerOfKind(kind: string): 'territory' | 'group' | 'department' | 'other' {
  if (TERRITORY.has(kind)) return 'territory';
  if (GROUPS.has(kind)) return 'group';
  return DEPARTMENTS.has(kind) ? 'department' : 'other';
}

/** The units a filter names, on a day or within a period. */
export function unitsFitting(world: World, where: Filter, startOn: string, endOn: string): UnitRow[] {
  return world.units.filter(
    (unit) =>
      (!unit.activeFrom || unit.activeFrom <= endOn) &&
      (!unit.activeTo || unit.activeTo >= startOn) &&
      unitFits(world.pack, where, { ...unit, name: unit.name ?? unit.id }),
  );
}

function departmentsOf(world: World, project: ProjectFacts): string[] {
  const named = project.row.departments.map(world.heir);
  if (named.length > 0) return named;
  const unit = project.unit;
  if (unit !== null && DEPARTMENTS.has(world.unitById.get(unit)?.kind ?? '')) return [unit];
  return (world.facts.memberships ?? [])
    .filter((row) => row.role === 'lead' && project.row.groups.includes(row.group))
    .map((row) => world.heir(row.unit))
    .sort();
}

function holdersIn(world: World, project: ProjectFacts, ledger: string): Part[] {
  const shares = (ids: readonly string[]): Part[] =>
    equalShares(ids).map(({ holder, weight }) => ({
      subject: holder,
      weight: weight.eq(1) ? WHOLE : weight,
    }));
  if (ledger === 'group') {
    const own =
      project.unit !== null && GROUPS.has(world.unitById.get(project.unit)?.kind ?? '') ? [project.unit] : [];
    return shares(project.row.groups.length > 0 ? project.row.groups.map(world.heir) : own);
  }
  if (ledger === 'department') return shares(departmentsOf(world, project));
  if (ledger === 'referrer') return project.row.referrer === undefined ? [] : shares([project.row.referrer]);
  if (ledger === 'other')
    return shares([project.unit, project.row.referrer].filter((id) => typeof id === 'string').slice(0, 1));
  const kind = world.unitById.get(project.unit ?? '')?.kind ?? '';
  const place = TERRITORY.has(kind) ? project.unit : (project.landingUnit ?? null);
  return place === null ? [] : [{ subject: place, weight: WHOLE }];
}

/** The bound unit a unit belongs to: itself, or its nearest superior that is bound. */
function nearestBound(world: World, bound: ReadonlySet<string>): (unit: string | null) => string | null {
  const known = new Map<string, string | null>();
  return (unit) => {
    if (unit === null) return null;
    const held = known.get(unit);
    if (held !== undefined) return held;
    let found: string | null = null;
    const seen = new Set<string>();
    for (
      let at: string | null | undefined = world.heir(unit);
      at && !seen.has(at);
      at = world.unitById.get(at)?.parent
    ) {
      seen.add(at);
      if (!bound.has(at)) continue;
      found = at;
      break;
    }
    known.set(unit, found);
    return found;
  };
}

function merge(parts: readonly Part[]): Part[] {
  const total = new Map<string, Dec>();
  for (const { subject, weight } of parts) total.set(subject, (total.get(subject) ?? dec(0)).plus(weight));
  return [...total].map(([subject, weight]) => ({ subject, weight: weight.gte(1) ? WHOLE : weight }));
}

/** A project's holders, found once and kept: sixty targets ask for the same. */
function kept(
  projects: number,
  find: (project: ProjectFacts, ledger: string | undefined) => readonly Part[],
): Scope['ofProject'] {
  const byLedger = new Map<string | undefined, (readonly Part[])[]>();
  // Most projects are one unit's alone; all of a unit share one list.
  const alone = new Map<string, readonly Part[]>();
  const shared = (parts: readonly Part[]): readonly Part[] => {
    const [first] = parts;
    if (first === undefined || parts.length > 1 || first.weight !== WHOLE) return parts;
    const held = alone.get(first.subject);
    if (held !== undefined) return held;
    alone.set(first.subject, parts);
    return parts;
  };
  return (project, ledger) => {
    let known = byLedger.get(ledger);
    if (known === undefined) {
      known = new Array(projects);
      byLedger.set(ledger, known);
    }
    const held = known[project.place];
    if (held !== undefined) return held;
    const parts = shared(find(project, ledger));
    known[project.place] = parts;
    return parts;
  };
}

/** Each of these units by itself; made once for the same units. */
export function unitScope(world: World, units: readonly UnitRow[]): Scope {
  const key = units.map((unit) => unit.id).join('\u0001');
  const held = world.scopes.get(key) ?? makeUnitScope(world, units);
  world.scopes.set(key, held);
  return held;
}

function makeUnitScope(world: World, units: readonly UnitRow[]): Scope {
  const bound = new Map(units.map((unit) => [unit.id, unit.kind]));
  const nearest = nearestBound(world, new Set(bound.keys()));
  const ledgers = [...new Set(units.map((unit) => ledgerOfKind(unit.kind)))];
  return {
    subjects: units.map((unit) => unit.id),
    kind: 'units',
    ofProject: kept(world.projects.length, (project, ledger) => {
      const isNamed = ledger !== undefined && ledger !== 'territory';
      const parts = (isNamed ? [ledger] : ledgers).flatMap((one) =>
        holdersIn(world, project, one).flatMap(({ subject, weight }) => {
          const holder = nearest(subject);
          if (holder === null) return [];
          const isOwn = isNamed || ledgerOfKind(bound.get(holder) ?? '') === one;
          return isOwn ? [{ subject: holder, weight }] : [];
        }),
      );
      return parts.length < 2 ? parts : merge(parts);
    }),
    ofActivity: (activity) => [...new Set(activity.row.units.flatMap((id) => nearest(id) ?? []))],
    ofUnit: nearest,
  };
}

/** All of these units as one subject; a channel named like their kind is theirs too (招商联络处). */
export function togetherScope(world: World, units: readonly UnitRow[]): Scope {
  const each = unitScope(world, units);
  const kinds = new Set(units.map((unit) => unit.kind));
  return {
    subjects: ['together'],
    kind: 'together',
    ofProject: kept(world.projects.length, (project, ledger) => {
      const channels = project.record.fields?.['source_channel'] ?? [];
      if (ledger === undefined && [channels].flat().some((channel) => kinds.has(channel))) {
        return [{ subject: 'together', weight: WHOLE }];
      }
      return merge(each.ofProject(project, ledger).map(({ weight }) => ({ subject: 'together', weight })));
    }),
    ofActivity: (activity) => (each.ofActivity(activity).length > 0 ? ['together'] : []),
    ofUnit: (unit) => (each.ofUnit(unit) === null ? null : 'together'),
  };
}
