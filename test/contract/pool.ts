/** The pool, disputes, points and awards read back what was recorded, on every database. */
import { expect } from 'vitest';
import { noPoints, type PointsFact } from '../../src/domain/points/points.ts';
import { open } from './books.ts';
import { leadChange, NOON, registered } from './kit.ts';
import { type Guarantee, guarantee } from './suite.ts';

const A = 'XS-202611-0001';
const B = 'XS-202611-0002';
const DAY_MS = 86_400_000;
const grant = (id: string, event: string, units: number): PointsFact => ({
  type: 'points.granted',
  id,
  rule: 'r',
  event,
  label: event,
  to: { kind: 'unit', id: 'yongan' },
  units,
  evidence: null,
  clause: 'SM 三(四)19',
});

export const POOL_CONTRACT: readonly Guarantee[] = [
  guarantee(
    'a released lead is in the pool and in no unit’s list; claimed, it counts as an open claim',
    async (database) => {
      const { record, store } = open(database);
      await record(leadChange(null, registered(A)));
      const held = await store.lead(A);
      await record(leadChange(held, { type: 'lead.released', why: 'lapsed', reason: null }));
      expect((await store.pooledLeads({ limit: 5, offset: 0 })).items.map(({ number }) => number)).toEqual([
        A,
      ]);
      expect((await store.leads({ units: ['yongan'], limit: 5 })).total).toBe(0);
      const pooled = await store.lead(A);
      await record(
        leadChange(pooled, {
          type: 'lead.held',
          unit: 'shaxian',
          holder: 'p_bo',
          protectedUntilOn: '2027-02-20',
          why: 'claimed',
        }),
      );
      expect(await store.openClaims('p_bo', 'shaxian')).toEqual({ person: 1, unit: 1 });
      expect(await store.openClaims('p_other', 'shaxian')).toEqual({ person: 0, unit: 1 });
      expect((await store.pooledLeads({ limit: 5, offset: 0 })).total).toBe(0);
      const unjudged = await store.leadsUnjudged({ limit: 5, offset: 0 });
      expect(unjudged.items.map(({ number }) => number)).toEqual([A]);
    },
  ),
  guarantee(
    'what lapses by a day is found by its protection, or by when it was held without one',
    async (database) => {
      const { record, store } = open(database);
      const [first, second] = [registered(A), registered(B)];
      await record(
        leadChange(null, first, { type: 'lead.protected', untilOn: '2027-02-20', by: 'registration' }),
        leadChange(null, second),
      );
      const numbers = async (day: string, before: number) =>
        (await store.leadsLapsingBy(day, before)).map(({ number }) => number).sort();
      expect(await numbers('2027-02-19', NOON)).toEqual([]);
      expect(await numbers('2027-02-20', NOON)).toEqual([A]);
      expect(await numbers('2027-02-20', NOON + DAY_MS)).toEqual([A, B]);
    },
  ),
  guarantee('who was given a lead is listed until 签收', async (database) => {
    const { record, store } = open(database);
    await record(leadChange(null, registered(A)));
    const to = { unit: 'yongan', holder: 'p_bo', protectedUntilOn: null } as const;
    await record(leadChange(await store.lead(A), { type: 'lead.held', ...to, why: 'assigned' }));
    expect((await store.leadsUnreceipted()).map(({ holder }) => holder)).toEqual(['p_bo']);
    await record(leadChange(await store.lead(A), { type: 'lead.receipted' }));
    expect(await store.leadsUnreceipted()).toEqual([]);
  }),
  guarantee('a merged number leads to the survivor, itself only when asked for', async (database) => {
    const { record, store } = open(database);
    await record(leadChange(null, registered(A)), leadChange(null, registered(B)));
    await record(
      leadChange(await store.lead(A), { type: 'lead.absorbed', number: B }),
      leadChange(await store.lead(B), { type: 'lead.merged', into: A }),
    );
    expect((await store.lead(B))?.number).toBe(A);
    expect((await store.leadItself(B))?.holding.mergedInto).toBe(A);
    expect((await store.leads({ limit: 5 })).total).toBe(1);
  }),
  guarantee(
    'points come back line by line, and balances are their sums between two instants',
    async (database) => {
      const books = open(database);
      const { record, store } = books;
      await record({ subject: 'points', before: noPoints(A), facts: [grant(`${A}#1`, 'valid', 10_000)] });
      const middle = books.at + 1;
      await record({
        subject: 'points',
        before: await store.points(A),
        facts: [
          grant(`${A}#2`, 'signed', 100_000),
          { type: 'points.revoked', id: `${A}#3`, grant: `${A}#1`, reason: '误' },
        ],
      });
      const points = await store.points(A);
      expect(points.version).toBe(3);
      expect(points.lines.map(({ units }) => units)).toEqual([10_000, 100_000, -10_000]);
      const unit = { kind: 'unit', id: 'yongan' } as const;
      expect((await store.pointsBalance(unit, 0, middle)).units).toBe(10_000);
      expect((await store.pointsBalances('unit', 0, middle + DAY_MS))[0]).toMatchObject({
        to: unit,
        units: 100_000,
      });
      const lines = await store.pointsLines(unit, { limit: 2, offset: 0 });
      expect([lines.total, ...lines.items.map(({ id }) => id)]).toEqual([3, `${A}#3`, `${A}#2`]);
    },
  ),
  guarantee('a dispute is open until decided, an award is found by its year', async (database) => {
    const { record, store } = open(database);
    const challenger = { unit: 'shaxian', person: 'p_bo' };
    const respondent = { unit: 'yongan', person: 'p_anna' };
    const id = `${A}.1`;
    await record({
      subject: 'dispute',
      before: null,
      facts: [{ type: 'dispute.opened', id, lead: A, challenger, respondent, text: '先' }],
    });
    expect((await store.openDisputes()).map((one) => one.id)).toEqual([id]);
    const before = await store.dispute(id);
    await record({
      subject: 'dispute',
      before,
      facts: [{ type: 'dispute.decided', result: 'both', reason: '因', clause: 'c' }],
    });
    expect(await store.openDisputes()).toEqual([]);
    expect((await store.disputesOf(A))[0]?.verdict).toMatchObject({ result: 'both', by: 'p_anna' });
    const to = { kind: 'consultant', id: 'ref-1' } as const;
    const award = {
      id: '2026.r.consultant.ref-1',
      year: '2026',
      rule: 'r',
      title: '奖',
      clause: 'c',
      to,
      units: 1,
    };
    await record({
      subject: 'award',
      before: null,
      facts: [{ type: 'award.decided', ...award, decision: 'confirmed', reason: null }],
    });
    expect((await store.awards('2026'))[0]).toMatchObject({ ...award, decidedBy: 'p_anna' });
    expect(await store.awards('2027')).toEqual([]);
  }),

  guarantee(
    'leads are found and counted by who introduced them, usable ones once found valid',
    async (database) => {
      const { record, store } = open(database);
      await record(leadChange(null, registered(A)), leadChange(null, registered(B)));
      const [one, other] = [await store.lead(A), await store.lead(B)];
      await record(leadChange(one, { type: 'lead.referred', referrer: 'TZ-202611-0001' }));
      await record(leadChange(other, { type: 'lead.referred', referrer: 'TZ-202611-0001' }));
      const named = await store.lead(A);
      await record(leadChange(named, { type: 'lead.judged', verdict: 'valid', reason: null }));
      const page = await store.leadsReferred(['TZ-202611-0001', 'ref-x'], { limit: 1, offset: 0 });
      expect([page.total, page.items.length]).toEqual([2, 1]);
      expect((await store.leadsReferred([], { limit: 5, offset: 0 })).total).toBe(0);
      expect(await store.referrerCounts(0, NOON + 400 * DAY_MS)).toEqual([
        { referrer: 'TZ-202611-0001', leads: 2, usable: 1, projects: 0 },
      ]);
      expect(await store.referrerCounts(0, 1)).toEqual([]);
    },
  ),
];
