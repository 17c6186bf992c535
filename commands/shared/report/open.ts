/** From a project and a month to its 月报 form: how the month stands, and the draft that the form carries. */
import { publicationOfMonth } from '../../../src/bulletins/read.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { unitsReported } from '../../../src/domain/access.ts';
import type { Month } from '../../../src/domain/day.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import type { Lead } from '../../../src/domain/lead/lead.ts';
import { decideFiling, type Filing, refuseMonth } from '../../../src/domain/month.ts';
import type { Progress } from '../../../src/domain/progress.ts';
import type { Draft } from '../../../src/outcome.ts';
import { earlierOwed } from './earlier.ts';
import { formCard } from './filing.ts';
import { keptDraft, keptFields, keptId } from './kept.ts';
import { refuseLead, tallyFor } from './subject.ts';

/** What a report draft remembers of the moment its form was made, to notice when the form has been overtaken. */
export interface ReportPayload {
  readonly lead: string;
  readonly month: Month;
  readonly published: boolean;
  /** Version of the month's report that the form showed; 0 = none. */
  readonly reportVersion: number;
}

/** How a project's month stands, for whoever is about to file it. */
export interface Situation {
  readonly progress: Progress;
  readonly published: boolean;
  readonly filing: Filing;
  readonly reportVersion: number;
}

/** Reads it, or says why this person cannot file this month. */
export async function situationOf(lead: Lead, month: Month, here: KnownScene, tools: Tools) {
  const refusal = refuseLead(lead, here) ?? refuseMonth(month, here.today);
  if (refusal !== null) return refusal;
  const [progress, publication] = await Promise.all([
    tools.store.progress(lead.number),
    publicationOfMonth(tools.store, month),
  ]);
  const published = publication?.state === 'published';
  const standing = progress.reports.find((one) => one.month === month) ?? null;
  const filing = decideFiling(here.pack, { lead, month, today: here.today, standing, published });
  if (isRefusal(filing)) return filing;
  return { progress, published, filing, reportVersion: standing?.version ?? 0 } satisfies Situation;
}

/** Which content the form opens with besides what stands in the books. */
export interface Opening {
  /** Typed with the command. */
  readonly typed?: ReadonlyMap<string, string>;
  /** What of it could not be put into a field, as Chinese sentences. */
  readonly hints?: readonly string[];
  /** What was typed before and refused is shown, or is nothing to offer any more; left out: offered. */
  readonly kept?: 'shown' | 'gone';
}

/** The form, with what was typed with the command; what was typed before and refused is offered. */
export async function openForm(
  lead: Lead,
  month: Month,
  here: KnownScene,
  tools: Tools,
  opening: Opening = {},
): Result {
  const situation = await situationOf(lead, month, here, tools);
  if (isRefusal(situation)) return situation;
  const { progress, filing, published, reportVersion } = situation;
  const payload: ReportPayload = { lead: lead.number, month, published, reportVersion };
  const draft: Draft = {
    id: tools.newId(),
    version: 1,
    owner: here.actor.id,
    kind: 'report',
    payload,
    state: 'open',
    result: null,
    createdAt: here.now,
  };
  const before =
    opening.kept === 'gone'
      ? null
      : keptFields(await keptDraft(keptId(here.actor.id, lead.number, month), tools));
  const isShown = before !== null && opening.kept === 'shown';
  // Whoever files for everybody is at no sitting of their own.
  const isOwn = unitsReported(here.actor, here.roster) !== null;
  const tally = isOwn ? await tallyFor(month, here, tools) : null;
  const earlier = isOwn ? await earlierOwed(month, here, tools) : null;
  const card = formCard(
    {
      earlier,
      draft: draft.id,
      lead,
      progress,
      filing,
      typed: isShown ? before : (opening.typed ?? new Map()),
      hints: isShown ? [] : (opening.hints ?? []),
      kept: before === null ? null : isShown ? 'shown' : 'offered',
      sitting: tally !== null && tally.owed > 1 ? tally : null,
    },
    here,
  );
  return { changes: [{ subject: 'draft', draft }], answer: { card, about: lead.number }, notices: [] };
}
