// Who is bound by a target, and whose a fact is (P5, P7). A scope has subjects (units, posts, regions, the city) and says
// for every fact which of them it counts for, and with what weight. Invariant: in one ledger a fact's weights sum to at
// most one; the city counts every fact once.
import type { Dec } from '../decimal.ts';
import type { PostRow } from '../facts-file/facts.ts';
import type { Filter } from '../pack/expression-schema.ts';
import type { Bind } from '../pack/target-schema.ts';
import { unitFits } from '../pack/view.ts';
import { WHOLE } from './tally.ts';
import { togetherScope, unitScope, unitsFitting } from './unit-scope.ts';
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

export const CITY = 'city';

/** The city as one subject: every fact once. */
export function cityScope(): Scope {
  const whole = [{ subject: CITY, weight: WHOLE }];
  return {
    subjects: [CITY],
    kind: 'city',
    ofProject: () => whole,
    ofActivity: () => [CITY],
    ofUnit: () => CITY,
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
      return first !== undefined && bound.has(named(first)) ? [{ subject: named(first), weight: WHOLE }] : [];
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
    ofProject: (project) => valuesOf(project.record).map((subject) => ({ subject, weight: WHOLE })),
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
