// Who is bound by a target, and whose a fact is (P5, P7). A scope has subjects (units, posts, regions, the city) and says
// for every fact which of them it counts for, and with what weight. Invariant: in one ledger a fact's weights sum to at
// most one; the city counts every fact once.
import { type Dec, dec } from '../decimal.ts';
import type { PostRow, UnitRow } from '../facts-file/facts.ts';
import type { Filter } from '../pack/expression-schema.ts';
import type { Bind } from '../pack/target-schema.ts';
import { unitFits } from '../pack/view.ts';
import { equalShares } from '../rule/attribution.ts';
import type { ActivityFacts, ProjectFacts, World } from './world.ts';

/** A subject's part in a fact. */
export interface Part {
  readonly subject: string;
  readonly weight: Dec;
}

/** How facts are shared out among the subjects of a target. */
export interface Scope {
  readonly subjects: readonly string[];
  /** `city`, `units`, `posts` or `values`: what the subjects are. */
  readonly kind: 'city' | 'units' | 'together' | 'posts' | 'values';
  /** Holders of a project under a ledger; territory shares are the caller's matter (`place`). */
  readonly ofProject: (project: ProjectFacts, ledger: string | undefined) => readonly Part[];
  readonly ofActivity: (activity: ActivityFacts) => readonly string[];
  /** The subject a unit's own fact counts for; null: a fact of no unit. */
  readonly ofUnit: (unit: string | null) => string | null;
}

const ONE = dec(1);
export const CITY = 'city';

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

/** The city as one subject: every fact once. */
export function cityScope(): Scope {
  const whole = [{ subject: CITY, weight: ONE }];
  return {
    subjects: [CITY],
    kind: 'city',
    ofProject: () => whole,
    ofActivity: () => [CITY],
    ofUnit: () => CITY,
  };
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
    equalShares(ids).map(({ holder, weight }) => ({ subject: holder, weight }));
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
  return place === null ? [] : [{ subject: place, weight: ONE }];
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
  return [...total].map(([subject, weight]) => ({ subject, weight: weight.gt(1) ? ONE : weight }));
}

/** Each of these units by itself. */
export function unitScope(world: World, units: readonly UnitRow[]): Scope {
  const bound = new Map(units.map((unit) => [unit.id, unit.kind]));
  const nearest = nearestBound(world, new Set(bound.keys()));
  const ledgers = [...new Set(units.map((unit) => ledgerOfKind(unit.kind)))];
  return {
    subjects: units.map((unit) => unit.id),
    kind: 'units',
    ofProject: (project, ledger) => {
      const wanted = ledger === undefined || ledger === 'territory' ? ledgers : [ledger];
      const parts = wanted.flatMap((one) =>
        holdersIn(world, project, one).flatMap(({ subject, weight }) => {
          const holder = nearest(subject);
          if (holder === null) return [];
          const isOwn =
            ledger !== undefined && ledger !== 'territory'
              ? true
              : ledgerOfKind(bound.get(holder) ?? '') === one;
          return isOwn ? [{ subject: holder, weight }] : [];
        }),
      );
      return parts.length < 2 ? parts : merge(parts);
    },
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
    ofProject: (project, ledger) => {
      const channels = project.record.fields?.['source_channel'] ?? [];
      if (ledger === undefined && [channels].flat().some((channel) => kinds.has(channel))) {
        return [{ subject: 'together', weight: ONE }];
      }
      return merge(each.ofProject(project, ledger).map(({ weight }) => ({ subject: 'together', weight })));
    },
    ofActivity: (activity) => (each.ofActivity(activity).length > 0 ? ['together'] : []),
    ofUnit: (unit) => (each.ofUnit(unit) === null ? null : 'together'),
  };
}

function postOf(world: World, leader: string): PostRow | undefined {
  return world.posts.find((post) => post.id === leader || post.person === leader || post.title === leader);
}

/** Each of these posts: a project is its first named leader's, the others assist (QD-I5). */
export function postScope(world: World, posts: readonly PostRow[]): Scope {
  const bound = new Set(posts.map((post) => post.id));
  const named = (leader: string): string => postOf(world, leader)?.id ?? leader;
  return {
    subjects: posts.map((post) => post.id),
    kind: 'posts',
    ofProject: (project) => {
      const first = project.row.leaders[0];
      return first !== undefined && bound.has(named(first)) ? [{ subject: named(first), weight: ONE }] : [];
    },
    ofActivity: (activity) => [...new Set(activity.row.leaders.map(named).filter((id) => bound.has(id)))],
    ofUnit: (unit) => (unit !== null && bound.has(unit) ? unit : null),
  };
}

/** Posts borne together: everything counts unless it names other leaders. */
export function togetherPostsScope(world: World, posts: readonly PostRow[]): Scope {
  const each = postScope(world, posts);
  return {
    subjects: ['together'],
    kind: 'together',
    ofProject: (project) =>
      each.ofProject(project, undefined).map(({ weight }) => ({ subject: 'together', weight })),
    ofActivity: (activity) =>
      activity.row.leaders.length === 0 || each.ofActivity(activity).length > 0 ? ['together'] : [],
    ofUnit: () => null,
  };
}

/** Each value of a field: a region, a chain. */
export function valueScope(values: readonly string[], field: string): Scope {
  const known = new Set(values);
  const valuesOf = (record: ProjectFacts['record']): string[] =>
    [record.fields?.[field] ?? []].flat().filter((value) => known.has(value));
  return {
    subjects: values,
    kind: 'values',
    ofProject: (project) => valuesOf(project.record).map((subject) => ({ subject, weight: ONE })),
    ofActivity: (activity) => valuesOf(activity.record),
    ofUnit: () => null,
  };
}

function postsBound(world: World, ranks: readonly string[], where: Filter | undefined): PostRow[] {
  return world.posts.filter((post) => {
    if (!ranks.includes(post.rank)) return false;
    const unit = world.unitById.get(world.heir(post.unit));
    return (
      where === undefined ||
      (unit !== undefined && unitFits(world.pack, where, { ...unit, name: unit.name ?? unit.id }))
    );
  });
}

function rowValues(world: World, registry: string, field: string): string[] {
  const values = (world.facts.registries?.[registry] ?? []).map((row) => row[field]);
  return [
    ...new Set(values.filter((value) => typeof value === 'string' && value.trim() !== '').map(String)),
  ].sort();
}

/** The scope of a target in a period. */
export function scopeOf(world: World, bind: Bind, startOn: string, endOn: string): Scope {
  if (bind === 'city') return cityScope();
  if ('each' in bind) return unitScope(world, unitsFitting(world, bind.each, startOn, endOn));
  if ('together' in bind) return togetherScope(world, unitsFitting(world, bind.together, startOn, endOn));
  if ('eachPost' in bind) return postScope(world, postsBound(world, bind.eachPost, bind.where));
  if ('togetherPosts' in bind)
    return togetherPostsScope(world, postsBound(world, bind.togetherPosts, bind.where));
  if ('eachRow' in bind) return valueScope(rowValues(world, bind.eachRow, bind.rowField), bind.field);
  if (bind.eachValue.includes('months')) return cityScope();
  return valueScope(bind.eachValue, bind.field ?? 'region');
}
