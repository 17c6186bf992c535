/** What standings are worked out from: one row a project, measure and year, and a version that moves with every fact. */
import { expect } from 'vitest';
import { decideReport, decideWithdrawReport, evolveProgress, noProgress } from '../../src/domain/progress.ts';
import { open } from './books.ts';
import { leadChange, registered } from './kit.ts';
import { guarantee } from './suite.ts';

const NUMBER = 'XS-202611-0001';

function reported(before: ReturnType<typeof noProgress>, month: string, units: number) {
  const decided = decideReport(
    before,
    {
      unit: 'yongan',
      month,
      figures: [{ measure: 'funds_in_place', units }],
      narrative: '说明',
      problems: null,
      plan: null,
      late: false,
      forecast: false,
    },
    (id) => id,
  );
  if ('refused' in decided) throw new Error(decided.because);
  const { facts } = decided;
  return { facts, after: facts.reduce((state, fact) => evolveProgress(state, fact, 0, null), before) };
}

export const STORE_STANDING = [
  guarantee(
    'a year of figures is one row: restated, added to and taken back with its months',
    async (database) => {
      const { store, record } = open(database);
      let progress = noProgress(NUMBER);
      const file = async (month: string, units: number) => {
        const { facts, after } = reported(progress, month, units);
        await record({ subject: 'progress', before: progress, facts });
        progress = after;
      };
      await file('2026-03', 500);
      await file('2026-01', 100);
      await file('2026-03', 450);
      await file('2027-02', 900);
      const row = { lead: NUMBER, measure: 'funds_in_place' };
      expect(await store.yearFigures(2026)).toEqual([{ ...row, year: 2026, figures: [100, null, 450] }]);
      expect(await store.yearFigures(2027)).toHaveLength(2);
      const fact = decideWithdrawReport(progress, noProgress(NUMBER), 'yongan', '2027-02');
      await record({ subject: 'progress', before: progress, facts: [fact] });
      expect(await store.yearFigures(9999)).toEqual([{ ...row, year: 2026, figures: [100, null, 450] }]);
    },
  ),

  guarantee(
    'leads that are not withdrawn, with their verified stages only, by the day they happened',
    async (database) => {
      const { store, record } = open(database);
      await record(leadChange(null, registered(NUMBER)), leadChange(null, registered('XS-202611-0002')));
      const before = await store.lead('XS-202611-0002');
      await record(leadChange(before, { type: 'lead.withdrawn' }));
      const move = async (id: string, stage: string, happenedOn: string, verified: boolean) => {
        const lead = await store.lead(NUMBER);
        const submitted = {
          type: 'lead.stage_submitted',
          id,
          stage,
          happenedOn,
          evidence: '合同',
          note: null,
        } as const;
        const facts = verified
          ? [submitted, { type: 'lead.stage_verified', id, reached: stage, tags: {} } as const]
          : [submitted];
        await record({ subject: 'lead', before: lead, facts });
      };
      await move('b', 'started', '2026-11-05', true);
      await move('a', 'signed', '2026-11-01', true);
      await move('c', 'operating', '2026-11-08', false);
      const leads = await store.standingLeads();
      expect(leads.map((lead) => lead.number)).toEqual([NUMBER]);
      expect(leads[0]?.stages.map((one) => [one.stage, one.happenedOn])).toEqual([
        ['signed', '2026-11-01'],
        ['started', '2026-11-05'],
      ]);
    },
  ),

  guarantee('the version moves with every fact and stands still without one', async (database) => {
    const { store, record } = open(database);
    const first = await store.standingVersion();
    expect(await store.standingVersion()).toBe(first);
    expect(await store.standingSize()).toBe(0);
    await record(leadChange(null, registered(NUMBER)));
    expect(await store.standingVersion()).not.toBe(first);
    expect(await store.standingSize()).toBe(1);
  }),
];
