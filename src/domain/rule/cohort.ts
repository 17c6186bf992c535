// Frozen cohorts (domain.md trap 10, P6): members fixed on a day; one that is cancelled stays in the denominator.
// Leaves out choosing the members (filter.ts on the freezing day).
import { dec } from '../decimal.ts';
import { na, num, type Value } from '../value.ts';

/** A member with the stages it has reached (stage → verified day) and, if it left, why. */
export interface CohortMember {
  readonly id: string;
  readonly stages: Readonly<Record<string, string>>;
  readonly exit?: string;
}

/** How many members reached one of the stages by a day. */
export function reachedIn(members: readonly CohortMember[], stages: readonly string[], asOn: string): number {
  return members.filter((member) =>
    stages.some((stage) => Object.hasOwn(member.stages, stage) && (member.stages[stage] ?? '9999') <= asOn),
  ).length;
}

/** Share of a cohort that reached one of the stages; 18 of 30 → 60% (AE-QD-3). An empty cohort is NA. */
export function cohortRate(members: readonly CohortMember[], stages: readonly string[], asOn: string): Value {
  if (members.length === 0) return na('zero_denominator');
  const left = members.filter((member) => member.exit !== undefined).length;
  const flags = left === 0 ? [] : [`${left}个已退出仍计入`];
  return num(dec(reachedIn(members, stages, asOn)).div(members.length), { reported: 1, expected: 1 }, flags);
}
