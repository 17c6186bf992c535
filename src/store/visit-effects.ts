/**
 * What an activity does elsewhere, in the same commit: a visit is progress on the leads of the firms met (首招保护, 走访积分),
 * once by the pack's rule; what no longer counts takes its points back, and the next visit that counts earns them. Protection
 * once given stays, as after a withdrawn stage. What it promises is a task: `return-visits.ts`.
 * Typed, pressed and imported activities alike take their effects from here.
 */
import { type Activity, counts, type MetEnterprise, VISIT_KINDS } from '../domain/activity/activity.ts';
import { enterpriseKey } from '../domain/activity/decide.ts';
import { compareNames, nameKeys } from '../domain/company.ts';
import type { Day } from '../domain/day.ts';
import { renewal } from '../domain/lead/claim.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { pointsForEvents } from '../domain/points/award.ts';
import { evolvePoints, liveGrants } from '../domain/points/points.ts';
import type { Change } from '../outcome.ts';
import type { Store } from '../store.ts';
import { type PromiseScene, promiseEffects, type TakeNumber } from './return-visits.ts';

const LEADS_MAX = 500;
const EARLIER_MAX = 200;

interface Here {
  readonly pack: Pack;
}
interface Reads {
  readonly store: Store;
}

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

/**
 * Everything an activity changes elsewhere by what it says itself; what it answers: `return-visits.ts`.
 * @param before as it stood; `null` for a new one
 */
export async function activityEffects(
  before: Activity | null,
  after: Activity,
  here: PromiseScene,
  tools: Reads,
  number: TakeNumber,
): Promise<readonly Change[]> {
  const [was, is] = [leadsOf(before), leadsOf(after)];
  const changes: Change[] = [];
  for (const number of was.filter((one) => !is.includes(one))) {
    changes.push(...(await pointsBack(number, before ?? after, here, tools)));
  }
  for (const number of is) {
    const lead: Lead | null = await tools.store.lead(number);
    if (lead === null || lead.status !== 'open') continue;
    // Protection runs from the day of the visit, not from its recording.
    changes.push(...(await visitOfLead(lead, after.number, after.on, here, tools)));
  }
  changes.push(...(await promiseEffects(before, after, here, tools.store, number)));
  return changes;
}

/** One lead's protection, which a visit of that day renews, and the points it earns; empty when neither. */
async function visitOfLead(
  lead: Lead,
  number: string,
  on: Day,
  { pack }: Here,
  { store }: Reads,
): Promise<readonly Change[]> {
  const renewed = renewal(pack, lead, 'visit', on);
  const changes: Change[] = renewed.length === 0 ? [] : [{ subject: 'lead', before: lead, facts: renewed }];
  if (pack.points.length === 0) return changes;
  const points = await store.points(lead.number);
  const earned = pointsForEvents(pack, points, lead, [{ event: 'visited', evidence: number }]);
  return earned.length === 0 ? changes : [...changes, { subject: 'points', before: points, facts: earned }];
}

/** What this visit earned is taken back; another visit that counts and earned nothing beside it earns now. */
async function pointsBack(
  number: string,
  visit: Activity,
  { pack }: Here,
  { store }: Reads,
): Promise<readonly Change[]> {
  const points = await store.points(number);
  const revoked = liveGrants(points)
    .filter((grant) => grant.event === 'visited' && grant.evidence === visit.number)
    .map((grant, at) => ({
      type: 'points.revoked' as const,
      id: `${points.lead}#${points.lines.length + at + 1}`,
      grant: grant.id,
      reason: `${visit.number} 不再计入`,
    }));
  if (revoked.length === 0) return [];
  const lead = await store.lead(number);
  const names = visit.enterprises.filter((met) => met.lead === number).map(({ name }) => name);
  const keys = [...names, ...(lead === null ? [] : [lead.company])].map(enterpriseKey);
  const others = (await store.activitiesWith([...new Set(keys)], EARLIER_MAX)).filter(
    (one) => one.number !== visit.number && leadsOf(one).includes(number),
  );
  const left = revoked.reduce((state, fact) => evolvePoints(state, fact, 0, null), points);
  const [first] = others.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const again =
    lead === null || first === undefined
      ? []
      : pointsForEvents(pack, left, lead, [{ event: 'visited', evidence: first.number }]);
  return [{ subject: 'points', before: points, facts: [...revoked, ...again] }];
}
