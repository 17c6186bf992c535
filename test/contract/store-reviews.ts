/** Reads of yearly checks, meetings and proposals, whatever database is behind them. */
import { expect } from 'vitest';
import type { MeetingFact } from '../../src/domain/meeting/meeting.ts';
import type { ProposalFact } from '../../src/domain/proposal.ts';
import type { RollingFact } from '../../src/domain/rolling-check/rolling-check.ts';
import { open } from './books.ts';
import { leadChange, registered } from './kit.ts';
import { guarantee } from './suite.ts';

const LEAD = 'XS-202611-0001';
const opened = (year: number): Extract<RollingFact, { type: 'rolling.opened' }> => ({
  type: 'rolling.opened',
  id: `${LEAD}.SM-B11.${year}`,
  lead: LEAD,
  rule: 'SM-B11',
  label: '滚动考评',
  clause: 'SM 三(四)19',
  year,
  startedOn: '2021-10-15',
  checkOn: `${2021 + year}-10-15`,
  openedOn: `${2021 + year}-10-15`,
  cureUntilOn: `${2021 + year}-12-14`,
});
const drafted = (number: string, plannedOn: string): MeetingFact => ({
  type: 'meeting.drafted',
  number,
  kind: 'joint_meeting',
  label: '联席会议',
  clause: null,
  body: '市联席会议',
  units: ['u1'],
  plannedOn,
  sinceOn: null,
  items: [{ source: 'hand', title: '议题', lead: null, ref: null, why: '', clause: null }],
});
const proposed = (number: string): ProposalFact => ({
  type: 'proposal.proposed',
  number,
  rule: 'SM-D11b',
  label: '取消考评资格',
  actions: ['disqualify'],
  to: ['unit'],
  decider: '指挥部',
  clause: 'SM 三(四)21',
  unit: 'u1',
  lead: LEAD,
  flag: 'grave_fraud',
  reason: '伪造',
  evidence: '函告',
});

export const REVIEW_STORE = [
  guarantee(
    'a yearly check comes back as its facts say, by lead and by state; one id opens once',
    async (database) => {
      const { store, record } = open(database);
      await record({ subject: 'rolling', before: null, facts: [opened(2)] });
      await record({ subject: 'rolling', before: null, facts: [opened(1)] });
      const again = await record({ subject: 'rolling', before: null, facts: [opened(1)] });
      expect(again.result).not.toBe('done');
      const [first] = await store.rollingChecksOf(LEAD);
      expect(first).toMatchObject({ year: 1, state: 'open', filings: [], adjustment: null });
      if (first === undefined) throw new Error('no check');
      const filed: RollingFact = {
        type: 'rolling.filed',
        on: '2022-10-20',
        flags: { in_statistics: true },
        numbers: { tax: '12.5' },
        evidence: '报告',
        files: [],
        note: null,
      };
      await record({ subject: 'rolling', before: first, facts: [filed] });
      expect(await store.rollingCheck(first.id)).toMatchObject({
        state: 'filed',
        version: 2,
        filings: [{ numbers: { tax: '12.5' } }],
      });
      expect((await store.rollingChecks(['open'], 10)).map((check) => check.year)).toEqual([2]);
      expect((await store.allRollingChecks()).length).toBe(2);
      expect(await store.rollingCheck('none')).toBeNull();
    },
  ),
  guarantee(
    'the first verified start of a project between two days is found, withdrawn ones are not',
    async (database) => {
      const { store, record } = open(database);
      await record(leadChange(null, registered(LEAD)));
      const lead = await store.lead(LEAD);
      if (lead === null) throw new Error('no lead');
      const id = `${LEAD}#2`;
      await record({
        subject: 'lead',
        before: lead,
        facts: [
          {
            type: 'lead.stage_submitted',
            id,
            stage: 'started',
            happenedOn: '2021-10-15',
            evidence: '许可证',
            note: null,
          },
          { type: 'lead.stage_verified', id, reached: 'started', tags: {} },
        ],
      });
      expect(await store.startedBetween('started', '2021-10-15', '2021-10-15')).toEqual([
        { lead: LEAD, startedOn: '2021-10-15' },
      ]);
      expect(await store.startedBetween('started', '2021-10-16', '2026-10-16')).toEqual([]);
      expect(await store.startedBetween('signed', '2021-01-01', '2026-10-16')).toEqual([]);
    },
  ),
  guarantee('meetings come newest first, those held by their day', async (database) => {
    const { store, record } = open(database);
    await record({
      subject: 'meeting',
      before: null,
      facts: [
        drafted('HY-202610-0001', '2026-10-20'),
        { type: 'meeting.held', on: '2026-10-22', minutes: '5号' },
      ],
    });
    await record({ subject: 'meeting', before: null, facts: [drafted('HY-202611-0001', '2026-11-25')] });
    expect((await store.meetings(5)).map((meeting) => meeting.number)).toEqual([
      'HY-202611-0001',
      'HY-202610-0001',
    ]);
    expect(await store.meetingsHeld('2026-10-22', '2026-10-22')).toMatchObject([
      { minutes: '5号', units: ['u1'], items: [{ no: 1 }] },
    ]);
    expect(await store.meetingsHeld('2026-10-23', '2026-12-31')).toEqual([]);
    expect(await store.meeting('HY-209901-0001')).toBeNull();
  }),
  guarantee('a proposal is found by state and by lead until somebody decides', async (database) => {
    const { store, record } = open(database);
    await record({ subject: 'proposal', before: null, facts: [proposed('JY-202611-0001')] });
    const [one] = await store.proposals(['proposed'], 10);
    if (one === undefined) throw new Error('no proposal');
    expect(one).toMatchObject({
      actions: ['disqualify'],
      to: ['unit'],
      proposedBy: 'p_anna',
      decidedBy: null,
    });
    await record({
      subject: 'proposal',
      before: one,
      facts: [{ type: 'proposal.confirmed', reason: '属实' }],
    });
    expect(await store.proposals(['proposed'], 10)).toEqual([]);
    expect(await store.proposalsOf(LEAD)).toMatchObject([{ state: 'confirmed', decision: '属实' }]);
  }),
  guarantee(
    'a verified review comes with what it came to; one that waits does not come',
    async (database) => {
      const { store, record } = open(database);
      await record(leadChange(null, registered(LEAD)));
      const lead = await store.lead(LEAD);
      if (lead === null) throw new Error('no lead');
      const stage = 'review:pre_evaluation';
      const review = { result: 'fail' as const, conditions: null };
      await record({
        subject: 'lead',
        before: lead,
        facts: [
          {
            type: 'lead.stage_submitted',
            id: 'a',
            stage,
            happenedOn: '2026-11-02',
            evidence: '意见',
            note: null,
            details: { review },
          },
          { type: 'lead.stage_verified', id: 'a', reached: 'lead', tags: {} },
          {
            type: 'lead.stage_submitted',
            id: 'b',
            stage,
            happenedOn: '2026-11-05',
            evidence: '意见',
            note: null,
          },
        ],
      });
      expect(await store.reviewOutcomes()).toMatchObject([
        { lead: LEAD, kind: 'pre_evaluation', on: '2026-11-02', result: 'fail' },
      ]);
    },
  ),
];
