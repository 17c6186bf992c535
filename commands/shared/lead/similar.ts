/** Leads whose company's name is like this one's, first promoter first, and what another unit may know of them. */
import { NONE, or, printDay } from '../../../src/cards/show.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { isLikelySame, nameKeys } from '../../../src/domain/company.ts';
import type { Day } from '../../../src/domain/day.ts';
import { isHeld, isInPool } from '../../../src/domain/lead/holding.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { stageLabel } from '../../../src/domain/pack/view.ts';
import { sightHere } from '../find.ts';

const CANDIDATES_MAX = 80;
const SIMILAR_MAX = 5;

export async function similarTo(company: string, tools: Tools): Promise<readonly Lead[]> {
  const candidates = await tools.store.leadsByKeys(nameKeys(company), CANDIDATES_MAX);
  const alike = await Promise.all(candidates.map((lead) => isAlike(lead, company, tools)));
  return candidates
    .filter((_, at) => alike[at])
    .sort((a, b) => a.registeredAt - b.registeredAt)
    .slice(0, SIMILAR_MAX);
}

/** By its own name, one it had before, or the name of one that was merged into it. */
async function isAlike(lead: Lead, company: string, tools: Tools): Promise<boolean> {
  if ([lead.company, ...lead.formerNames].some((name) => isLikelySame(name, company))) return true;
  const merged = await Promise.all(lead.holding.absorbed.map((number) => tools.store.leadItself(number)));
  for (const one of merged) {
    if (one !== null && (await isAlike(one, company, tools))) return true;
  }
  return false;
}

/** Another unit learns who was first and when; of a confidential lead only that. */
export function similarRow(lead: Lead, here: KnownScene) {
  const hidden = lead.confidential && sightHere(lead, here) === 'none';
  return {
    company: hidden ? '（保密线索）' : lead.company,
    project: hidden ? NONE : or(lead.project),
    unit: isInPool(lead) ? '公共线索池' : here.roster.unitName(lead.holding.promoter),
    registeredOn: printDay(lead.registeredAt),
    stage: stageLabel(here.pack, lead.stage),
    number: hidden ? NONE : currentNumber(lead),
  };
}

/** The first of them another unit holds: whom to ask for cooperation or to dispute with. */
export const firstOfOthers = (similar: readonly Lead[], units: readonly string[]): Lead | null =>
  similar.find((lead) => isHeld(lead) && !units.includes(lead.unit)) ?? null;

/** The first of them that lies in the pool and may be claimed instead of being registered again. */
export const firstPooled = (similar: readonly Lead[]): Lead | null =>
  similar.find((lead) => isInPool(lead) && !lead.confidential) ?? null;

/** Whether somebody else is 首招 of the same enterprise and project: a name left out may be the same project. */
export function isTaken(
  project: string | null,
  similar: readonly Lead[],
  units: readonly string[],
  today: Day,
): boolean {
  const name = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  return similar.some((lead) => {
    if (!isHeld(lead) || units.includes(lead.unit)) return false;
    const until = lead.holding.protectedUntilOn;
    const isProtected = lead.projectNumber !== null || (until !== null && until >= today);
    const isSame = project === null || lead.project === null || name(project) === name(lead.project);
    return isProtected && isSame;
  });
}
