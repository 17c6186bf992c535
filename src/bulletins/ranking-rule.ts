/** What a ranking is by: the pack's own rule by a measure, or funds in place, 系统默认·非考核. */
import type { RankingRule } from '../domain/month-figures.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { measureOf, monthlyMeasures } from '../domain/pack/view.ts';

/** Funds in place: what a ranking is by unless the pack states another measure (design §5, 排名). */
export const FUNDS = 'funds_in_place';

/** Said where the pack assesses nothing. */
export const DEFAULT_HEADING = '系统默认·非考核';

/** The rule of the pack's own ranking by a measure, or the default: by funds in place, not assessed. */
export function rankingRuleOf(pack: Pack): RankingRule {
  const byMeasure = pack.ranks.filter((rank) => 'measure' in rank.key);
  const keyOf = (rank: Pack['ranks'][number]) => ('measure' in rank.key ? rank.key.measure : null);
  const rule =
    byMeasure.find((rank) => keyOf(rank) === FUNDS) ?? (measureOf(pack, FUNDS) ? undefined : byMeasure[0]);
  const measure = measureOf(pack, (rule && keyOf(rule)) ?? FUNDS) ?? monthlyMeasures(pack)[0];
  return {
    measure:
      measure === undefined
        ? { id: FUNDS, label: '到位资金', unit: '万元' }
        : { id: measure.id, label: measure.label, unit: measure.unit },
    assessed: rule?.assessed === true && rule.origin !== 'default',
    clause: rule?.clause ?? '系统',
    note: rule?.note ?? null,
  };
}
