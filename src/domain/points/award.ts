/**
 * What a lead's facts earn by the pack's 积分表, and what they take back: the pure hook to be called by every command
 * that changes a lead, so that points stand in the same commit as their cause.
 *
 * 系统默认 where SM 三(四)19 is silent: whoever holds the lead earns for unit and person, its referrer for consultants; a
 * verified stage shows that the registration was valid and checked, so it earns those too.
 */
import { dec } from '../decimal.ts';
import type { LeadFact } from '../lead/facts.ts';
import type { Lead } from '../lead/lead.ts';
import type { Pack } from '../pack/schema.ts';
import {
  evolvePoints,
  liveGrants,
  POINT_UNITS,
  type Points,
  type PointsFact,
  type PointsHolder,
  type PointsHolderKind,
  type PointsLine,
} from './points.ts';

type PointsRule = Pack['points'][number];

/** Something on a lead that may earn: `signed`, `visited`, with what it rests on. */
export interface EarnedEvent {
  readonly event: string;
  readonly evidence: string | null;
}

/** Events that a registration earns by being found real. */
const JUDGED_EVENTS = { valid: ['valid'], verified: ['valid', 'verified'] } as const;
/** Findings 认定 after which nothing of the lead counts (SM 三(四)21 谁提供、谁负责). */
const FRAUD = /fraud|false|造假|虚作假/i;

/**
 * The ledger's facts that follow from a lead's.
 * @param lead the lead after these facts
 */
export function pointsFor(
  pack: Pack,
  points: Points,
  lead: Lead,
  facts: readonly LeadFact[],
): readonly PointsFact[] {
  if (pack.points.length === 0) return [];
  let state = points;
  const all: PointsFact[] = [];
  const take = (more: readonly PointsFact[]) => {
    all.push(...more);
    // Only places and liveness are looked at here; the instant is the commit's.
    state = more.reduce((now, fact) => evolvePoints(now, fact, 0, null), state);
  };
  for (const fact of facts) {
    const why = revokesBecause(fact);
    if (why !== null) take(revokeAll(state, why));
    if (fact.type === 'lead.referred') {
      take(revokeWhere(state, '推荐人已更正', ({ to }) => isReferrer(to.kind) && to.id !== fact.referrer));
      take(grantsFor(pack, state, lead, earnedBefore(pack, lead), isReferrer));
    }
    take(pointsForEvents(pack, state, lead, eventsOf(pack, lead, fact)));
  }
  return all;
}

/** Grants for events that are not facts of the lead, such as a visit 走访. */
export function pointsForEvents(
  pack: Pack,
  points: Points,
  lead: Lead,
  events: readonly EarnedEvent[],
): readonly PointsFact[] {
  return grantsFor(pack, points, lead, events, () => true);
}

const isReferrer = (kind: PointsHolderKind): boolean => kind === 'consultant' || kind === 'intermediary';

function grantsFor(
  pack: Pack,
  points: Points,
  lead: Lead,
  events: readonly EarnedEvent[],
  isMeant: (kind: PointsHolderKind) => boolean,
): readonly PointsFact[] {
  const facts: PointsFact[] = [];
  let state = points;
  for (const rule of pack.points) {
    const holders = holdersOf(rule, lead).filter(({ kind }) => isMeant(kind));
    for (const earned of events) {
      const more = grants(rule, state, holders, earned);
      facts.push(...more);
      state = more.reduce((now, fact) => evolvePoints(now, fact, 0, null), state);
    }
  }
  return facts;
}

/** Takes back everything that still counts. */
export function revokeAll(points: Points, reason: string): readonly PointsFact[] {
  return revokeWhere(points, reason, () => true);
}

function revokeWhere(
  points: Points,
  reason: string,
  isMeant: (line: PointsLine) => boolean,
): readonly PointsFact[] {
  return liveGrants(points)
    .filter(isMeant)
    .map((grant, at) => ({ type: 'points.revoked', id: lineId(points, at + 1), grant: grant.id, reason }));
}

const lineId = (points: Points, place: number): string => `${points.lead}#${points.lines.length + place}`;

function grants(
  rule: PointsRule,
  points: Points,
  candidates: readonly PointsHolder[],
  { event, evidence }: EarnedEvent,
): readonly PointsFact[] {
  const award = rule.awards.find((one) => one.event === event);
  if (award === undefined) return [];
  const live = liveGrants(points).filter((line) => line.rule === rule.id && line.event === event);
  const holders = candidates.filter(({ kind, id }) => {
    const same = live.filter((line) => line.to.kind === kind);
    // Not once a lead: then once for what it rests on.
    return rule.oncePerLead
      ? same.length === 0
      : !same.some((line) => line.to.id === id && line.evidence === evidence);
  });
  const units = dec(award.points).times(POINT_UNITS).round().toNumber();
  return holders.map((to, at) => ({
    type: 'points.granted',
    id: lineId(points, at + 1),
    rule: rule.id,
    event,
    label: award.label,
    to,
    units,
    evidence,
    clause: rule.clause,
  }));
}

/** Neither what was withdrawn or found 无效 nor what was found 弄虚作假 earns anything. */
const mayEarn = (lead: Lead): boolean =>
  lead.status === 'open' &&
  lead.holding.judged !== 'invalid' &&
  !lead.course.flags.some(({ flag }) => FRAUD.test(flag));

function holdersOf(rule: PointsRule, lead: Lead): readonly PointsHolder[] {
  const { holding, unit, holder } = lead;
  if (holding.state !== 'held' || !mayEarn(lead)) return [];
  const by: Readonly<Record<PointsHolderKind, string | null>> = {
    unit,
    person: holder,
    consultant: lead.channel === 'intermediary' ? null : holding.referrer,
    intermediary: lead.channel === 'intermediary' ? holding.referrer : null,
  };
  return rule.subjects.flatMap((kind) => {
    const id = by[kind];
    return id === null ? [] : [{ kind, id }];
  });
}

function eventsOf(pack: Pack, lead: Lead, fact: LeadFact): readonly EarnedEvent[] {
  switch (fact.type) {
    case 'lead.judged':
      if (fact.verdict === 'invalid') return [];
      return JUDGED_EVENTS[fact.verdict].map((event) => ({ event, evidence: fact.reason }));
    case 'lead.stage_verified': {
      const stage = lead.stages.find((one) => one.id === fact.id)?.stage;
      if (stage === undefined || !pack.stages.some((one) => one.id === stage)) return [];
      return ['valid', 'verified', stage].map((event) => ({ event, evidence: fact.id }));
    }
    case 'lead.referred':
      return earnedBefore(pack, lead);
    default:
      return [];
  }
}

/** What the lead had earned before its referrer was named. */
function earnedBefore(pack: Pack, lead: Lead): readonly EarnedEvent[] {
  const judged = lead.holding.judged;
  const registration = judged === null || judged === 'invalid' ? [] : JUDGED_EVENTS[judged];
  const verified = lead.stages.filter(
    (event) => event.state === 'verified' && pack.stages.some((one) => one.id === event.stage),
  );
  return [
    ...registration.map((event) => ({ event, evidence: null })),
    ...verified.flatMap(({ id, stage }) =>
      ['valid', 'verified', stage].map((event) => ({ event, evidence: id })),
    ),
  ];
}

function revokesBecause(fact: LeadFact): string | null {
  if (fact.type === 'lead.withdrawn') return '登记已撤销';
  if (fact.type === 'lead.merged') return `已并入 ${fact.into}`;
  if (fact.type === 'lead.judged' && fact.verdict === 'invalid') return `认定无效：${fact.reason ?? ''}`;
  if (fact.type === 'lead.flagged' && FRAUD.test(fact.flag)) return `认定弄虚作假：${fact.reason}`;
  return null;
}
