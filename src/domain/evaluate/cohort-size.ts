// 固定名单 on the rows of the targets that look at them: the text says how many a list has (79个), and when the file lists
// another number the row says so; members that left are noted. The numbers are left as they are (trap 10).
import { asObject, walk } from '../pack/raw.ts';
import type { Pack, Target } from '../pack/schema.ts';
import type { World } from './world.ts';

function cohortsIn(pack: Pack, target: Target): ReadonlySet<string> {
  const named = new Map(pack.filters.map((filter) => [filter.id, filter.where]));
  const found = new Set<string>();
  const look = (value: unknown): void => {
    walk(value, (inner) => {
      const object = asObject(inner);
      for (const id of [object?.['cohort'] ?? []].flat()) found.add(String(id));
      const used = object?.['use'];
      // Named conditions do not go round in a circle (load.ts).
      if (typeof used === 'string') look(named.get(used));
    });
  };
  look([target.measure, target.allOf, target.anyOf]);
  return found;
}

interface Members {
  readonly size: number;
  /** Those that left: cancelled, lost, moved away. They are counted all the same. */
  readonly left: number;
}

function membersOf(world: World, cohort: string): Members | null {
  const listed = world.facts.cohorts?.[cohort];
  if (listed === undefined && world.facts.projects === undefined) return null;
  const members = new Map<string, boolean>();
  for (const member of listed ?? []) {
    if (typeof member === 'string') members.set(member, false);
    else members.set(member.project, member.exit !== undefined);
  }
  for (const { row, record } of world.projects) {
    if (record.cohorts?.includes(cohort) !== true) continue;
    members.set(
      row.id,
      members.get(row.id) === true || (row.exit !== undefined && row.exit.on <= world.asOf),
    );
  }
  return { size: members.size, left: [...members.values()].filter(Boolean).length };
}

/** `名单「…」应有79个，实列71个`, `名单「…」有1个已退出仍计入`. */
export function cohortFlags(world: World, target: Target): string[] {
  const used = cohortsIn(world.pack, target);
  return world.pack.cohorts.flatMap(({ id, label, size }) => {
    const members = used.has(id) ? membersOf(world, id) : null;
    if (members === null) return [];
    const isOther = size !== undefined && members.size !== size;
    return [
      ...(isOther ? [`名单「${label}」应有${size}个，实列${members.size}个`] : []),
      ...(members.left === 0 ? [] : [`名单「${label}」有${members.left}个已退出仍计入`]),
    ];
  });
}
