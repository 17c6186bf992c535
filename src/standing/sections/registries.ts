/**
 * 台账: entries that stood on the day, for targets that count a registry. A registry nothing was ever put into is taken to be
 * kept elsewhere: no data, which is not none. Values are those of today; only being there is of the day.
 */
import { addDays, instantOfDay } from '../../domain/day.ts';
import { evaluatedRow } from '../../domain/registry/evaluated.ts';
import type { Section } from '../gathering.ts';

export const registries: Section = async ({ store, pack, roster, asOf }) => {
  if (pack.registries.length === 0) return {};
  const byId = new Map(pack.registries.map((registry) => [registry.id, registry]));
  const standing = await store.entriesStanding([...byId.keys()], instantOfDay(addDays(asOf, 1)) - 1);
  const groups = Map.groupBy(standing, (entry) => entry.registry);
  if (groups.size === 0) return {};
  const units = new Set(roster.units.map((unit) => unit.id));
  return {
    registries: Object.fromEntries(
      [...groups].flatMap(([id, entries]) => {
        const registry = byId.get(id);
        return registry === undefined ? [] : [[id, entries.map((one) => evaluatedRow(registry, one, units))]];
      }),
    ),
  };
};
