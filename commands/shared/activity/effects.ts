/**
 * What an activity does elsewhere, in the same commit: a visit is progress on the leads of the firms met (首招保护, 走访积分),
 * once by the pack's rule; it answers the return visits 回访 that were open with them; what no longer counts takes its points
 * back. Protection once given stays, as after a withdrawn stage.
 */
import type { KnownScene, Tools } from '../../../src/command.ts';
import {
  type Activity,
  counts,
  type MetEnterprise,
  openNext,
  VISIT_KINDS,
} from '../../../src/domain/activity/activity.ts';
import { enterpriseKey } from '../../../src/domain/activity/decide.ts';
import { compareNames, nameKeys } from '../../../src/domain/company.ts';
import type { Lead } from '../../../src/domain/lead/lead.ts';
import { liveGrants } from '../../../src/domain/points/points.ts';
import type { Change } from '../../../src/outcome.ts';
import { type ChangeScene, progressOnLead } from '../lead/changes.ts';

const LEADS_MAX = 500;
const EARLIER_MAX = 200;

type Here = Pick<KnownScene, 'pack' | 'now' | 'today'> & Pick<ChangeScene, 'actor'>;
type Reads = Pick<Tools, 'store'>;

/** The firms, each with the open lead one of these units holds of it. */
export async function withLeads(
  names: readonly string[],
  units: readonly string[],
  tools: Reads,
): Promise<readonly MetEnterprise[]> {
  if (names.length === 0) return [];
  const keys = [...new Set(names.flatMap(nameKeys))];
  const leads = (await tools.store.leadsByKeys(keys, LEADS_MAX)).filter(
    (lead) => lead.status === 'open' && lead.holding.state === 'held' && units.includes(lead.unit),
  );
  return names.map((name) => ({
    name,
    lead: leads.find((lead) => compareNames(lead.company, name) === 'same')?.number ?? null,
  }));
}

const leadsOf = (activity: Activity | null): readonly string[] =>
  activity === null || !counts(activity) || !VISIT_KINDS.includes(activity.kind)
    ? []
    : [...new Set(activity.enterprises.flatMap(({ lead }) => lead ?? []))];

/** @param before as it stood; `null` for a new one */
export async function activityEffects(
  before: Activity | null,
  after: Activity,
  here: Here,
  tools: Pick<Tools, 'store'>,
): Promise<readonly Change[]> {
  const [was, is] = [leadsOf(before), leadsOf(after)];
  const changes: Change[] = [];
  for (const number of was.filter((one) => !is.includes(one))) {
    changes.push(...(await pointsBack(number, after.number, tools)));
  }
  for (const number of is) {
    const lead: Lead | null = await tools.store.lead(number);
    if (lead === null || lead.status !== 'open') continue;
    // Protection runs from the day of the visit, not from its recording.
    changes.push(...(await progressOnLead(lead, 'visit', after.number, { ...here, today: after.on }, tools)));
  }
  return changes;
}

async function pointsBack(
  lead: string,
  number: string,
  tools: Pick<Tools, 'store'>,
): Promise<readonly Change[]> {
  const points = await tools.store.points(lead);
  const facts = liveGrants(points)
    .filter((grant) => grant.event === 'visited' && grant.evidence === number)
    .map((grant, at) => ({
      type: 'points.revoked' as const,
      id: `${points.lead}#${points.lines.length + at + 1}`,
      grant: grant.id,
      reason: `${number} 不再计入`,
    }));
  return facts.length === 0 ? [] : [{ subject: 'points', before: points, facts }];
}

/** Return visits of these units that this visit answers. */
export async function answered(
  after: Activity,
  tools: Pick<Tools, 'store'>,
): Promise<{ readonly changes: readonly Change[]; readonly numbers: readonly string[] }> {
  if (!counts(after) || !VISIT_KINDS.includes(after.kind)) return { changes: [], numbers: [] };
  const keys = after.enterprises.map(({ name }) => enterpriseKey(name));
  const earlier = (await tools.store.activitiesWith(keys, EARLIER_MAX)).filter(
    (one) =>
      one.number !== after.number &&
      one.on <= after.on &&
      one.recordedAt <= after.recordedAt &&
      openNext(one) !== null &&
      one.units.some((unit) => after.units.includes(unit)) &&
      // One recorded the same day with the same firm is no answer to itself.
      (one.on < after.on || one.next?.on === after.on),
  );
  return {
    changes: earlier.map((one) => ({
      subject: 'activity',
      before: one,
      facts: [{ type: 'activity.followed', by: after.number }],
    })),
    numbers: earlier.map(({ number }) => number),
  };
}

/** What is taken back with an activity that is no more. */
export async function cancelledEffects(
  before: Activity,
  tools: Pick<Tools, 'store'>,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const lead of leadsOf(before)) changes.push(...(await pointsBack(lead, before.number, tools)));
  return changes;
}
