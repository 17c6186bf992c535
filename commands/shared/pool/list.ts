/** 线索 池: what nobody holds, to every unit, without contacts. */
import { emptyPoolCard, POOL_PAGE, poolListCard } from '../../../src/cards/pool/pool.ts';
import { or, printDay, printInvestment } from '../../../src/cards/show.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { has } from '../../../src/domain/access.ts';
import { CLAIM_DEFAULTS, citeClaim, claimRule } from '../../../src/domain/lead/claim-rule.ts';
import { currentNumber } from '../../../src/domain/lead/lead.ts';
import { industryLabel } from '../../../src/domain/pack/view.ts';
import { answerOnly } from '../../../src/outcome.ts';

export const poolList = (here: KnownScene, tools: Tools): Result => poolPage(0, here, tools);

export function turnPool(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
  return poolPage(Number.isSafeInteger(offset) && offset > 0 ? offset : 0, here, tools);
}

async function poolPage(wanted: number, here: KnownScene, tools: Tools): Result {
  const { roster, pack, actor } = here;
  const first = await tools.store.pooledLeads({ limit: POOL_PAGE, offset: wanted });
  // The pool may have shrunk since the page was drawn.
  const offset = first.items.length === 0 ? 0 : wanted;
  const { items, total } =
    offset === wanted ? first : await tools.store.pooledLeads({ limit: POOL_PAGE, offset });
  const rule = claimRule(pack);
  const words = `持有满 ${rule.protectDays} 天没有进展的线索进入公共线索池（${citeClaim(rule)}）；原单位 ${CLAIM_DEFAULTS.coolDownDays} 天内不能再认领，每人最多同时认领 ${CLAIM_DEFAULTS.openClaimsPerPersonMax} 条、每单位 ${CLAIM_DEFAULTS.openClaimsPerUnitMax} 条（系统默认）。`;
  if (items.length === 0) return answerOnly({ card: emptyPoolCard(words) });
  const rows = items.map((lead) => ({
    lead: lead.number,
    number: currentNumber(lead),
    company: lead.company,
    project: or(lead.project),
    amount: printInvestment(lead.investment),
    industry: lead.industry === null ? or(null) : industryLabel(pack, lead.industry),
    releasedOn: printDay(lead.holding.releasedAt),
    former: roster.unitName(lead.unit),
  }));
  const mayClaim = has(actor, 'reporter');
  return answerOnly({ card: poolListCard({ rows, total, offset, mayClaim, rule: words }) });
}
