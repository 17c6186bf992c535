/** Which yearly checks somebody means and may see; and one of them gathered for viewing. */

import type { CheckView } from '../../../src/cards/rolling/rolling.ts';
import { type CheckFacts, checkLine, checkView, type TypedAnswers } from '../../../src/cards/rolling/view.ts';
import type { KnownScene, Scene, Tools } from '../../../src/command.ts';
import {
  coversUnit,
  has,
  isCityLeader,
  isOffice,
  mayReportFor,
  mayVerify,
} from '../../../src/domain/access.ts';
import type { Lead } from '../../../src/domain/lead/lead.ts';
import type { RollingCheck } from '../../../src/domain/rolling-check/rolling-check.ts';
import type { Person } from '../../../src/domain/roster.ts';
import { sightHere } from '../find.ts';

/** Results of a check are the unit's, its verifiers', its leaders' and the office's; not every unit's. */
export function seesChecks(person: Person, lead: Lead, { roster }: Pick<KnownScene, 'roster'>): boolean {
  if (isOffice(person) || isCityLeader(person, roster)) return true;
  if (mayReportFor(person, lead.unit, roster) || mayVerify(person, lead.unit, roster)) return true;
  return has(person, 'leader') && coversUnit(person, lead.unit, roster);
}

export async function checkFacts(
  check: RollingCheck,
  lead: Lead,
  here: Pick<KnownScene, 'pack' | 'roster' | 'today'>,
  tools: Pick<Tools, 'store'>,
): Promise<CheckFacts> {
  const [progress, transfers, told] = await Promise.all([
    tools.store.progress(lead.number),
    tools.store.transfersOf(lead.number),
    tools.store.toldFigures(lead.number),
  ]);
  const { pack, roster, today } = here;
  return { check, lead, progress, transfers, pack, roster, today, told };
}

export async function viewOf(
  check: RollingCheck,
  lead: Lead,
  here: KnownScene,
  tools: Tools,
  typed?: TypedAnswers,
): Promise<CheckView> {
  return checkView(await checkFacts(check, lead, here, tools), here.actor, typed);
}

/** The check a button carries, with its project; `null` when it may not be seen here. */
export async function checkByButton(
  id: string | undefined,
  here: KnownScene,
  tools: Tools,
): Promise<{ readonly check: RollingCheck; readonly lead: Lead } | null> {
  const check = id === undefined ? null : await tools.store.rollingCheck(id);
  const lead = check === null ? null : await tools.store.lead(check.lead);
  if (check === null || lead === null) return null;
  if (sightHere(lead, here) === 'none' || !seesChecks(here.actor, lead, here)) return null;
  return { check, lead };
}

/** 滚动考评 on the project's own card: for whoever may see the results, never in a group. */
export async function checkLines(
  lead: Lead,
  scene: Scene,
  tools: Pick<Tools, 'store'>,
): Promise<readonly string[]> {
  const { actor, audience, pack, roster } = scene;
  if (lead.projectNumber === null || pack.rolling.length === 0) return [];
  if (audience === 'group' || actor === null || !seesChecks(actor, lead, { roster })) return [];
  const checks = await tools.store.rollingChecksOf(lead.number);
  return checks.map((check) => checkLine(check, pack));
}
