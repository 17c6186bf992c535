/** 线索积分 (SM 三(四)19, AE-SM-9): what earns, once a lead and event; what takes back; whose ledger. */
import { describe, expect, test } from 'vitest';
import { awardId, decideAward, evolveAward } from '../../src/domain/award.ts';
import { isRefusal } from '../../src/domain/decision.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import { evolveLead, type Lead } from '../../src/domain/lead/lead.ts';
import { pointsFor, pointsForEvents } from '../../src/domain/points/award.ts';
import {
  evolvePoints,
  liveGrants,
  noPoints,
  type Points,
  type PointsFact,
  printPoints,
} from '../../src/domain/points/points.ts';
import { fresh } from './lead/kit.ts';
import { sanming } from './pack/sanming.ts';

const pack = sanming();
interface Booked {
  readonly lead: Lead;
  readonly points: Points;
}
const begin = (): Booked => ({ lead: fresh(), points: noPoints('XS-202611-0001') });
const book = (points: Points, more: readonly PointsFact[]): Points =>
  more.reduce((state, fact) => evolvePoints(state, fact, 7, 'p_office'), points);
function then({ lead, points }: Booked, ...facts: readonly LeadFact[]): Booked {
  const after = facts.reduce((state, fact) => evolveLead(state, fact, 7, 'p_office'), lead);
  return { lead: after, points: book(points, pointsFor(pack, points, after, facts)) };
}
const sum = ({ points }: Booked, kind: string) =>
  printPoints(
    points.lines.filter((line) => line.to.kind === kind).reduce((total, line) => total + line.units, 0),
  );
const stage = (id: string, place: number): readonly LeadFact[] => [
  {
    type: 'lead.stage_submitted',
    id: `s${place}`,
    stage: id,
    happenedOn: '2026-11-01',
    evidence: '证',
    note: null,
  },
  { type: 'lead.stage_verified', id: `s${place}`, reached: id, tags: {} },
];
const judged = (verdict: 'valid' | 'verified' | 'invalid'): LeadFact => ({
  type: 'lead.judged',
  verdict,
  reason: '因',
});

describe('the ledger', () => {
  test('a registration earns nothing by itself; 有效 1, 核实 2 more, each once', () => {
    const lead = begin();
    expect(sum(lead, 'unit')).toBe('0');
    expect(sum(then(lead, judged('valid')), 'unit')).toBe('1');
    expect(sum(then(then(lead, judged('valid')), judged('verified')), 'unit')).toBe('3');
  });
  test('signing 10 and starting 20 bring 有效 and 核实 with them, for unit and person alike', () => {
    const signed = then(begin(), ...stage('signed', 1));
    expect([sum(signed, 'unit'), sum(signed, 'person'), sum(signed, 'consultant')]).toEqual([
      '13',
      '13',
      '0',
    ]);
    expect(sum(then(signed, ...stage('started', 2)), 'unit')).toBe('33');
  });
  test('a visit earns 3 once a lead, however often one goes', () => {
    const one = begin();
    const visit = (points: Points) =>
      book(points, pointsForEvents(pack, points, one.lead, [{ event: 'visited', evidence: 'a' }]));
    expect(sum({ ...one, points: visit(visit(one.points)) }, 'unit')).toBe('3');
  });
  test('an event the pack does not name earns nothing, nor does a pack without points', () => {
    expect(sum(then(begin(), ...stage('talks', 1)), 'unit')).toBe('3');
    expect(pointsForEvents(pack, noPoints('x'), fresh(), [{ event: 'nothing', evidence: null }])).toEqual([]);
    expect(pointsFor({ ...pack, points: [] }, noPoints('x'), fresh(), [judged('valid')])).toEqual([]);
  });
  test('AE-SM-9: 8 valid, 3 of them verified, 2 visited, 1 signed make 30 for the consultant', () => {
    const leads = Array.from({ length: 8 }, (_, at) => {
      let lead = then(
        begin(),
        { type: 'lead.referred', referrer: 'ref-1' },
        judged(at < 3 ? 'verified' : 'valid'),
      );
      if (at < 2) {
        const visited = pointsForEvents(pack, lead.points, lead.lead, [{ event: 'visited', evidence: null }]);
        lead = { ...lead, points: book(lead.points, visited) };
      }
      return at === 0 ? then(lead, ...stage('signed', 1)) : lead;
    });
    expect(leads.reduce((total, lead) => total + Number(sum(lead, 'consultant')), 0)).toBe(30);
  });
  test('a referrer named late gets what the lead has earned; a corrected one gives it back', () => {
    const signed = then(begin(), ...stage('signed', 1));
    const first = then(signed, { type: 'lead.referred', referrer: 'ref-1' });
    expect([sum(first, 'consultant'), sum(first, 'unit')]).toEqual(['13', '13']);
    const second = then(first, { type: 'lead.referred', referrer: 'ref-2' });
    expect(liveGrants(second.points).filter((line) => line.to.id === 'ref-1')).toEqual([]);
    expect(sum(second, 'consultant')).toBe('13');
  });
});

describe('taking back', () => {
  test.each<readonly [string, LeadFact]>([
    ['撤销', { type: 'lead.withdrawn' }],
    ['认定无效', judged('invalid')],
    ['合并', { type: 'lead.merged', into: 'XS-202611-0009' }],
    [
      '弄虚作假 (SM 三(四)21)',
      {
        type: 'lead.flagged',
        flag: 'grave_fraud',
        on: '2026-11-20',
        reason: '造假',
        evidence: null,
        files: [],
      },
    ],
  ])('%s leaves a ledger of lines that sum to nothing, and earns nothing more', (_what, fact) => {
    const before = then(begin(), judged('verified'));
    const after = then(before, fact);
    expect([sum(after, 'unit'), sum(after, 'person')]).toEqual(['0', '0']);
    expect(after.points.lines).toHaveLength(before.points.lines.length * 2);
    expect(pointsForEvents(pack, after.points, after.lead, [{ event: 'visited', evidence: null }])).toEqual(
      [],
    );
  });
  test('a lead found valid after all earns again', () => {
    const again = then(then(then(begin(), judged('valid')), judged('invalid')), judged('verified'));
    expect(sum(again, 'unit')).toBe('3');
  });
  test('a line is taken back once', () => {
    const { points } = then(begin(), judged('valid'));
    const grant = points.lines[0]?.id ?? '';
    const revoked = book(points, [{ type: 'points.revoked', id: 'r', grant, reason: '误' }]);
    expect(() => book(revoked, [{ type: 'points.revoked', id: 'r2', grant, reason: '误' }])).toThrow(
      /no live grant/,
    );
  });
  test('points print as they are, fractions and all', () => {
    expect([0, 10_000, 25_000, -5_000].map(printPoints)).toEqual(['0', '1', '2.5', '-0.5']);
  });
});

test('评奖 is decided once by a named person (SM 三(四)20)', () => {
  const to = { kind: 'consultant', id: 'ref-1' } as const;
  const wanted = {
    year: '2026',
    rule: 'SM-D8a',
    title: '金线索奖',
    clause: 'SM 三(四)20',
    to,
    units: 300_000,
    reason: null,
  };
  expect(decideAward(null, { ...wanted, decision: 'dropped' }, String)).toMatchObject({ refused: true });
  const decided = decideAward(null, { ...wanted, decision: 'confirmed' }, String);
  if (isRefusal(decided)) throw new Error(decided.because);
  const [fact] = decided.facts;
  if (fact === undefined) throw new Error('no fact');
  expect(fact.id).toBe(awardId('2026', 'SM-D8a', to));
  const award = evolveAward(null, fact, 1, 'p_office');
  expect(decideAward(award, { ...wanted, decision: 'dropped', reason: '不' }, () => '叶青')).toMatchObject({
    because: '这一项已由叶青确认',
  });
});
