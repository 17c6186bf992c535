/**
 * 招商活动: those held and not sent back. Firms go by one spelling each, so that 海尔集团 and 海尔集团有限公司 count once.
 * A city that has never recorded one is taken to keep them elsewhere: no data, which is not none.
 */
import { enterpriseKey } from '../../domain/activity/decide.ts';
import { countedRegion } from '../../domain/activity/region.ts';
import type { Section } from '../gathering.ts';

export const activities: Section = async ({ store, pack, asOf }) => {
  const held = await store.activitiesHeld(asOf);
  if (held.length === 0) return {};
  const spelling = new Map<string, string>();
  const oneName = (name: string): string => {
    const key = enterpriseKey(name);
    const known = spelling.get(key);
    if (known !== undefined) return known;
    spelling.set(key, name);
    return name;
  };
  return {
    activities: held.map((one) => ({
      id: one.number,
      kind: one.kind,
      date: one.on,
      units: [...one.units],
      enterprises: [...new Set(one.enterprises.map(oneName))],
      region: countedRegion(pack, one.kind, one.region),
      flags: [...one.flags],
      tags: [...one.tags],
      classes: [],
      leaders: [...one.leaders],
    })),
  };
};
