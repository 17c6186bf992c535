/** Who keeps a registry 台账: 「由各县(市、区)建立」 is the plan's, not whoever happens to type or import. */
import { type Refusal, refuse } from '../decision.ts';
import type { Pack, Registry } from '../pack/schema.ts';
import { unitFits } from '../pack/view.ts';
import type { Roster } from '../roster.ts';

const NAMED_MAX = 3;

/**
 * Why an entry cannot stand under this unit: the pack names others; `null`: it can.
 * @param owner whose it is to be; `null`: the city's own
 */
export function refuseKeeper(
  pack: Pack,
  registry: Registry,
  owner: string | null,
  { roster, today }: { readonly roster: Roster; readonly today: string },
): Refusal | null {
  const { owner: keepers } = registry;
  const unit = owner === null ? null : roster.unit(owner);
  if (keepers === undefined || unit === null || unitFits(pack, keepers, unit)) return null;
  const named = roster
    .activeOn(today)
    .filter((one) => unitFits(pack, keepers, one))
    .slice(0, NAMED_MAX)
    .map((one) => one.name);
  return refuse(
    `「${registry.label}」不由${unit.name}建立${named.length === 0 ? '' : `，由${named.join('、')}等单位建立`}`,
    { clause: registry.clause, next: '请由这些单位的填报员登记，或由招商办代为登记到这些单位名下。' },
  );
}
