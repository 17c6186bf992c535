/**
 * What has changed of what was printed. A correction is what a published period would read today less what has been
 * printed of it so far, so that the sum of a bulletin and all later corrections is always the present figure (domain
 * P6, AE-X-1). Within a quarter or a year, the months whose own bulletins printed something else are listed besides.
 */
import type { Correction, MonthFigures } from '../domain/month-figures.ts';
import { periodOfFigures } from '../domain/month-figures.ts';
import { monthsOfPeriod } from '../domain/period.ts';
import { Flows, standingsOf } from './flows.ts';
import type { Material } from './read.ts';

/** Of periods published before this one; a quarter's by its last month. */
export function correctionsIn(material: Material): readonly Correction[] {
  const { published } = material;
  return differences(material, published, (then, id, unit) =>
    published
      .flatMap((one) => one.corrections)
      .filter((one) => one.month === then.month && one.measure === id && one.unit === unit)
      .reduce((total, one) => total + one.units, 0),
  );
}

/** Of months within this period: printed by their own bulletins, and what stands in this one's sums instead. */
export const restatedIn = (material: Material): readonly Correction[] =>
  differences(material, material.publishedMonths, () => 0);

/** @param since what was printed of it after its own bulletin */
function differences(
  material: Material,
  printed: readonly MonthFigures[],
  since: (then: MonthFigures, measure: string, unit: string) => number,
): readonly Correction[] {
  const { pack, roster, month } = material;
  const rows = [...material.rows, ...material.moves];
  const standing = standingsOf(roster, pack);
  const flows = new Flows(rows, standing, month, new Set());
  return printed.flatMap((then) => {
    const months = monthsOfPeriod(periodOfFigures(then));
    const within = new Set(months);
    const present = rows.filter((row) => within.has(row.month)).map((row) => standing(row.unit).unit);
    const units = new Set([...then.units.map((one) => one.unit), ...present]);
    return then.measures.flatMap(({ id }) =>
      [...units].flatMap((unit): Correction[] => {
        const was = then.units.find((one) => one.unit === unit)?.flows[id]?.month ?? 0;
        const difference = (flows.over(id, unit, months) ?? 0) - was - since(then, id, unit);
        return difference === 0 ? [] : [{ month: then.month, unit, measure: id, units: difference }];
      }),
    );
  });
}
