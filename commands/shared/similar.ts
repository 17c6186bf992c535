/** Leads whose company's name is like this one's, first promoter first, and what another unit may know of them. */
import { NONE, or, printDay } from '../../src/cards/show.ts';
import type { KnownScene, Tools } from '../../src/command.ts';
import { isLikelySame, nameKeys } from '../../src/domain/company.ts';
import { currentNumber, type Lead } from '../../src/domain/lead/lead.ts';
import { stageLabel } from '../../src/domain/pack/view.ts';
import { sightHere } from './find.ts';

const CANDIDATES_MAX = 80;
const SIMILAR_MAX = 5;

export async function similarTo(company: string, tools: Tools): Promise<readonly Lead[]> {
  const candidates = await tools.store.leadsByKeys(nameKeys(company), CANDIDATES_MAX);
  return candidates
    .filter((lead) => isLikelySame(lead.company, company))
    .sort((a, b) => a.registeredAt - b.registeredAt)
    .slice(0, SIMILAR_MAX);
}

/** Another unit learns who was first and when; of a confidential lead only that. */
export function similarRow(lead: Lead, here: KnownScene) {
  const hidden = lead.confidential && sightHere(lead, here) === 'none';
  return {
    company: hidden ? '（保密线索）' : lead.company,
    project: hidden ? NONE : or(lead.project),
    unit: here.roster.unitName(lead.unit),
    registeredOn: printDay(lead.registeredAt),
    stage: stageLabel(here.pack, lead.stage),
    number: hidden ? NONE : currentNumber(lead),
  };
}
