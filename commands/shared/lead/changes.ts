/**
 * A lead's new facts with what follows from them in the same commit: 首招保护 renewed by a verified stage, 线索积分 granted
 * or taken back. Every command that changes a lead takes its changes from here.
 */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { renewal } from '../../../src/domain/lead/claim.ts';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import { evolveLead, type Lead } from '../../../src/domain/lead/lead.ts';
import { pointsFor } from '../../../src/domain/points/award.ts';
import type { Change } from '../../../src/outcome.ts';
import { proposalChanges } from '../meeting/proposal.ts';

/** What the changes need to know of the scene: a job's scene has no actor. */
export type ChangeScene = Pick<KnownScene, 'pack' | 'now' | 'today'> & {
  readonly actor: { readonly id: string } | null;
};

export interface LeadChanges {
  readonly after: Lead;
  readonly changes: readonly Change[];
}

/** @param before the lead as it stands; these facts were decided on it */
export async function leadChanges(
  before: Lead,
  facts: readonly LeadFact[],
  here: ChangeScene,
  tools: Pick<Tools, 'store'>,
): Promise<LeadChanges> {
  const apply = (lead: Lead, fact: LeadFact) => evolveLead(lead, fact, here.now, here.actor?.id ?? null);
  const moved = facts.reduce(apply, before);
  const isStage = facts.some((fact) => fact.type === 'lead.stage_verified');
  const renewed = isStage ? renewal(here.pack, moved, 'stage', here.today) : [];
  const all = [...facts, ...renewed];
  const after = renewed.reduce(apply, moved);
  const proposed = await proposalChanges(after, all, here, tools);
  const changes: Change[] = [{ subject: 'lead', before, facts: all }, ...proposed];
  if (here.pack.points.length === 0) return { after, changes };
  const points = await tools.store.points(before.number);
  const earned = pointsFor(here.pack, points, after, all);
  if (earned.length > 0) changes.push({ subject: 'points', before: points, facts: earned });
  return { after, changes };
}
