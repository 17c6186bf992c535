/**
 * Any sequence of claims, assignments, lapses, cooperation, merges, judgements and stages over several leads: each is
 * held by exactly one person, in the pool, or merged; ledgers sum up, never go below zero and keep 每环节只计一次.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, instantOfDay } from '../../../src/domain/day.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import {
  decideAssign,
  decideClaim,
  decideGiveBack,
  decideLapse,
  decideReceipt,
  renewal,
} from '../../../src/domain/lead/claim.ts';
import { decideAnswerCooperation, decideAskCooperation } from '../../../src/domain/lead/cooperation.ts';
import {
  decideReturn,
  decideSubmitStage,
  decideVerify,
  decideWithdrawLead,
} from '../../../src/domain/lead/decide.ts';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import { decideJudge } from '../../../src/domain/lead/judge.ts';
import { evolveLead, type Lead, pendingStage } from '../../../src/domain/lead/lead.ts';
import { decideMerge } from '../../../src/domain/lead/merge.ts';
import { pointsFor, pointsForEvents } from '../../../src/domain/points/award.ts';
import {
  evolvePoints,
  liveGrants,
  noPoints,
  type Points,
  type PointsFact,
} from '../../../src/domain/points/points.ts';
import { registered } from '../../contract/kit.ts';
import { sanming } from '../pack/sanming.ts';

const pack = sanming();
const UNITS = ['u_1', 'u_2', 'u_3'] as const;
const person = (unit: string) => `p_${unit}`;
const ACTS = [
  'claim',
  'assign',
  'receipt',
  'give back',
  'lapse',
  'ask',
  'agree',
  'decline',
  'merge',
  'judge',
  'invalid',
  'refer',
  'fraud',
  'submit',
  'verify',
  'return',
  'withdraw',
  'visit',
] as const;
const step = fc.record({
  act: fc.constantFrom(...ACTS, 'submit', 'submit', 'verify', 'verify'),
  lead: fc.nat(2),
  unit: fc.constantFrom(...UNITS),
  days: fc.constantFrom(0, 1, 20, 95),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface World {
  leads: Lead[];
  points: Points[];
  today: string;
  turn: number;
}

function decide(world: World, { act, lead: at, unit }: Step): readonly LeadFact[] {
  const lead = world.leads[at];
  if (lead === undefined) return [];
  const by = { unit, person: person(unit) };
  const { today } = world;
  const facts = (decided: { readonly facts: readonly LeadFact[] } | object) =>
    isRefusal(decided) || !('facts' in decided) ? [] : (decided.facts as readonly LeadFact[]);
  const pending = pendingStage(lead)?.id ?? 'none';
  switch (act) {
    case 'claim':
      return facts(decideClaim(pack, lead, by, { person: 0, unit: 0 }, today, String));
    case 'assign':
      return facts(decideAssign(pack, lead, by, '某', today));
    case 'receipt':
      return facts(decideReceipt(lead, by.person, String));
    case 'give back':
      return facts(decideGiveBack(lead, '理由', false));
    case 'lapse':
      return decideLapse(pack, lead, { progressOn: null, visitOn: null }, today);
    case 'ask':
      return facts(decideAskCooperation(lead, by, null, today));
    case 'agree':
    case 'decline':
      return facts(decideAnswerCooperation(lead, unit, act === 'agree', null));
    case 'judge':
      return facts(decideJudge(lead, 'verified', null, 'p_office'));
    case 'invalid':
      return facts(decideJudge(lead, 'invalid', '查无此企业', 'p_office'));
    case 'refer':
      return lead.status === 'open' ? [{ type: 'lead.referred', referrer: `ref-${unit}` }] : [];
    case 'fraud':
      return lead.status === 'open'
        ? [
            {
              type: 'lead.flagged',
              flag: 'grave_fraud',
              on: today,
              reason: '造假',
              evidence: null,
              files: [],
            },
          ]
        : [];
    case 'submit': {
      const stage = unit === 'u_1' ? 'talks' : 'signed';
      return facts(
        decideSubmitStage(pack, lead, { stage, happenedOn: today, evidence: '证', note: null }, today),
      );
    }
    case 'verify':
      return facts(decideVerify(pack, lead, pending, {}, 'p_vera', `XM-202611-000${at}`));
    case 'return':
      return facts(decideReturn(pack, lead, pending, '不符'));
    case 'withdraw':
      return facts(decideWithdrawLead(lead));
    default:
      return [];
  }
}

function record(
  world: World,
  at: number,
  facts: readonly LeadFact[],
  earned: readonly PointsFact[] = [],
): void {
  const lead = world.leads[at];
  const points = world.points[at];
  if (lead === undefined || points === undefined) throw new Error('no such lead');
  const now = instantOfDay(world.today) + world.turn;
  const after = facts.reduce((state, fact) => evolveLead(state, fact, now, 'p_office'), lead);
  const stage = facts.some((fact) => fact.type === 'lead.stage_verified');
  const renewed = stage ? renewal(pack, after, 'stage', world.today) : [];
  world.leads[at] = renewed.reduce((state, fact) => evolveLead(state, fact, now, 'p_office'), after);
  const all = [...pointsFor(pack, points, world.leads[at] ?? after, [...facts, ...renewed]), ...earned];
  world.points[at] = all.reduce((state, fact) => evolvePoints(state, fact, now, 'p_office'), points);
}

function perform(world: World, one: Step): void {
  world.turn += 1;
  world.today = addDays(world.today, one.days);
  const lead = world.leads[one.lead];
  const points = world.points[one.lead];
  if (lead === undefined || points === undefined) return;
  if (one.act === 'merge') {
    const into = (one.lead + 1) % world.leads.length;
    const survivor = world.leads[into];
    if (survivor === undefined) return;
    const decided = decideMerge({ lead: survivor, hasReports: false }, { lead, hasReports: false });
    if (isRefusal(decided)) return;
    record(world, into, decided.into);
    record(world, one.lead, decided.from);
    return;
  }
  if (one.act === 'visit') {
    record(
      world,
      one.lead,
      [],
      pointsForEvents(pack, points, lead, [{ event: 'visited', evidence: `v${world.turn}` }]),
    );
    return;
  }
  record(world, one.lead, decide(world, one));
}

function check(world: World): void {
  for (const [at, lead] of world.leads.entries()) {
    const { state, mergedInto, former } = lead.holding;
    expect(lead.holder !== '').toBe(state === 'held');
    expect(mergedInto !== null).toBe(state === 'merged');
    if (state === 'merged') expect(lead.status).toBe('withdrawn');
    expect(lead.unit).not.toBe('');
    expect(former.every((one) => one.holder !== '')).toBe(true);
    const partners = lead.holding.partners.map(({ unit }) => unit);
    expect(new Set(partners).size).toBe(partners.length);
    if (state === 'held') expect(partners).not.toContain(lead.unit);
    const points = world.points[at];
    if (points === undefined) throw new Error('no ledger');
    const live = liveGrants(points);
    const sum = (lines: Points['lines']) => lines.reduce((total, line) => total + line.units, 0);
    expect(sum(points.lines)).toBe(sum(live));
    const keys = live.map((line) => `${line.rule}|${line.event}|${line.to.kind}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const holder of new Set(points.lines.map((line) => line.to.id)))
      expect(sum(points.lines.filter((line) => line.to.id === holder))).toBeGreaterThanOrEqual(0);
    expect(new Set(points.lines.map((line) => line.id)).size).toBe(points.lines.length);
    // Caps: one award of each event at most (1 + 2 + 3 + 10 + 20 分).
    for (const kind of ['unit', 'person', 'consultant'])
      expect(sum(live.filter((line) => line.to.kind === kind))).toBeLessThanOrEqual(360_000);
    if (lead.status === 'withdrawn') expect(sum(points.lines)).toBe(0);
  }
}

test('no lead is without exactly one holder or the pool, and points ledgers add up (SM 三(四)19)', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const world: World = {
        leads: UNITS.map((unit, at) =>
          evolveLead(
            null,
            registered(`XS-202611-000${at + 1}`, { unit, holder: person(unit) }),
            at,
            person(unit),
          ),
        ),
        points: UNITS.map((_, at) => noPoints(`XS-202611-000${at + 1}`)),
        today: '2026-11-10',
        turn: 0,
      };
      for (const one of steps) {
        perform(world, one);
        check(world);
      }
      for (const lead of world.leads) seen.add(lead.holding.state);
      if (world.points.some((points) => points.lines.some((line) => line.revokes !== null)))
        seen.add('revoked');
      if (world.points.some((points) => liveGrants(points).some((line) => line.event === 'signed')))
        seen.add('signed');
    }),
    { seed: 20_261_122, numRuns: 400 },
  );
  // The sequences do reach what they are about.
  expect([...seen].sort()).toEqual(['held', 'merged', 'pool', 'revoked', 'signed']);
});
