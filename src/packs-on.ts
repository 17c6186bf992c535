/** Which version of a city's plan is in force on a day. */
import type { Day } from './domain/day.ts';
import type { Pack } from './domain/pack/schema.ts';

/** One version of a city's plan, in force from a day until the next one's. */
export interface PackVersion {
  /** `null`: from the beginning. */
  readonly fromOn: Day | null;
  readonly pack: Pack;
}

/** The version in force on a day; before all of them, the first. */
export function packOn(versions: readonly PackVersion[], day: Day): Pack {
  const inForce = versions.findLast(({ fromOn }) => fromOn === null || fromOn <= day) ?? versions[0];
  if (inForce === undefined) throw new Error('a plan has at least one version');
  return inForce.pack;
}
