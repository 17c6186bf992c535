// 踩线: projects declared at exactly the threshold of a “过N亿元” condition (domain.md 0.4). They count or not as the pack's
// `overIsStrict` says; either way a person should look at them.
import type { MoneyAtom } from '../pack/expression-schema.ts';
import { asObject, walk } from '../pack/raw.ts';
import type { Pack } from '../pack/schema.ts';
import { toWan } from '../rule/quantity.ts';
import type { World } from './world.ts';

function thresholds(
  pack: Pack,
): { readonly target: string; readonly value: string; readonly unit: string }[] {
  return pack.targets.flatMap((target) => {
    const found: { target: string; value: string; unit: string }[] = [];
    walk([target.measure, target.allOf, target.anyOf], (value) => {
      const atom = asObject(value)?.['money'] as MoneyAtom | undefined;
      if (atom?.[0] === 'total_investment' && atom[1] === 'over')
        found.push({ target: target.id, value: atom[2], unit: atom[3] });
    });
    return found;
  });
}

/** One row a project and target it lies on the edge of. */
export function borderlineRows(world: World): object[] {
  const edges = thresholds(world.pack).map((edge) => ({
    ...edge,
    limit: toWan({ amount: edge.value, unit: edge.unit }),
  }));
  if (edges.length === 0) return [];
  return world.projects.flatMap((project) => {
    const money = project.record.money?.['total_investment'];
    const amount = money === undefined ? null : toWan(money);
    if (amount === null) return [];
    return edges.flatMap(({ target, value, unit, limit }) =>
      limit !== null && limit.currency === amount.currency && limit.wan.eq(amount.wan)
        ? [
            {
              project: project.row.id,
              target,
              threshold: `${value}${unit}`,
              counted: !world.pack.overIsStrict,
            },
          ]
        : [],
    );
  });
}
