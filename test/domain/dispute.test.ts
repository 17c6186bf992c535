/** 争议 and 裁定 about 首招 (SM 三(四)19): who may speak, who decides, what a verdict does to the lead. */
import { describe, expect, test } from 'vitest';
import { isRefusal, type Refusal, sayRefusal } from '../../src/domain/decision.ts';
import {
  type Dispute,
  type DisputeFact,
  decideDispute,
  decideDisputeWithdrawal,
  decideStatement,
  decideVerdict,
  evolveDispute,
} from '../../src/domain/dispute.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import { partnersOf } from '../../src/domain/lead/holding.ts';
import { evolveLead, type Lead } from '../../src/domain/lead/lead.ts';
import { fresh } from './lead/kit.ts';
import { sanming } from './pack/sanming.ts';

const pack = sanming();
const TODAY = '2026-11-20';
const lead = fresh();
const challenger = { unit: 'u_other', person: 'p_other' };
const office = { person: 'p_office', units: ['city'] };

const facts = (decided: { readonly facts: readonly DisputeFact[] } | Refusal) => {
  if (isRefusal(decided)) throw new Error(decided.because);
  return decided.facts;
};
const refusal = (decided: object): string => {
  if (!isRefusal(decided)) throw new Error('it was not refused');
  return sayRefusal(decided);
};
const grown = (dispute: Dispute | null, more: readonly DisputeFact[]): Dispute => {
  const last = more.reduce<Dispute | null>((state, fact) => evolveDispute(state, fact, 5, 'p_any'), dispute);
  if (last === null) throw new Error('nothing happened');
  return last;
};
const opened = grown(null, facts(decideDispute(lead, null, 0, challenger, '意向书在先')));
const words = (result: 'respondent' | 'challenger' | 'both', reason: string | null = '证据充分') => ({
  result,
  reason,
  clause: null,
});
const move = (from: Lead, more: readonly LeadFact[]): Lead =>
  more.reduce((state, fact) => evolveLead(state, fact, 9, 'p_office'), from);

describe('a dispute', () => {
  test('opens with evidence, by another unit, on a lead somebody holds', () => {
    expect(opened).toMatchObject({ id: `${lead.number}.1`, state: 'open', respondent: { unit: lead.unit } });
    expect(refusal(decideDispute(lead, null, 0, challenger, null))).toMatch(/写明依据/);
    expect(refusal(decideDispute(lead, null, 0, { unit: lead.unit, person: 'p' }, '我们'))).toMatch(
      /本单位的/,
    );
    const pooled = move(lead, [{ type: 'lead.released', why: 'lapsed', reason: null }]);
    expect(refusal(decideDispute(pooled, null, 0, challenger, '我们'))).toMatch(/公共线索池/);
  });
  test('is one at a time: more words of both sides go into it, a third unit waits', () => {
    const said = grown(
      opened,
      facts(decideDispute(lead, opened, 1, { unit: lead.unit, person: 'p' }, '我们先')),
    );
    expect(said.statements.map(({ unit }) => unit)).toEqual(['u_other', lead.unit]);
    expect(refusal(decideDispute(lead, opened, 1, { unit: 'u_third', person: 'p' }, '还有我们'))).toMatch(
      /只有这两方/,
    );
  });
  test('takes 20 statements and no more', () => {
    const full = Array.from({ length: 19 }).reduce<Dispute>(
      (state, _, at) => grown(state, facts(decideStatement(state, challenger, `再说 ${at}`))),
      opened,
    );
    expect(refusal(decideStatement(full, challenger, '再说'))).toMatch(/已满 20 条/);
  });
  test('the same words of the same person are said once; of somebody else they are another statement', () => {
    const said = grown(opened, facts(decideStatement(opened, challenger, '再说')));
    expect(facts(decideStatement(said, challenger, '再说'))).toEqual([]);
    expect(facts(decideStatement(said, { ...challenger, person: 'p_third' }, '再说'))).toHaveLength(1);
  });
  test('is withdrawn by whoever brought it, and then closed', () => {
    expect(refusal(decideDisputeWithdrawal(opened, { unit: lead.unit, person: 'p' }))).toMatch(
      /提出争议的单位/,
    );
    const gone = grown(opened, facts(decideDisputeWithdrawal(opened, challenger)));
    expect(refusal(decideStatement(gone, challenger, '又来'))).toMatch(/已经撤回/);
    expect(refusal(decideVerdict(pack, gone, lead, words('both'), office, TODAY))).toMatch(/已经撤回/);
  });
});

describe('a verdict', () => {
  const decide = (result: 'respondent' | 'challenger' | 'both', on: Lead = lead) => {
    const decided = decideVerdict(pack, opened, on, words(result), office, TODAY);
    if (isRefusal(decided)) throw new Error(decided.because);
    return decided;
  };
  test('wants a reason, and nobody of either side', () => {
    expect(refusal(decideVerdict(pack, opened, lead, words('both', null), office, TODAY))).toMatch(
      /写明理由/,
    );
    const party = { person: 'p_x', units: ['u_other'] };
    expect(refusal(decideVerdict(pack, opened, lead, words('both'), party, TODAY))).toMatch(/争议一方/);
  });
  test('判给甲 leaves it where it is and lets the clock start again', () => {
    const { lead: moved, dispute } = decide('respondent');
    expect(moved).toEqual([{ type: 'lead.protected', untilOn: '2027-02-18', by: 'office' }]);
    expect(grown(opened, dispute)).toMatchObject({ state: 'decided', verdict: { clause: 'SM 三(四)19' } });
  });
  test('判给乙 gives it to the second unit, which becomes 首招单位 and signs for it', () => {
    const moved = move(lead, decide('challenger').lead);
    expect(moved).toMatchObject({
      ...{ unit: 'u_other', holder: 'p_other' },
      holding: { promoter: 'u_other' },
    });
    expect(moved.holding.receiptAskedAt).not.toBeNull();
  });
  test('判给乙 does not move a project; 共同 does, as a partner', () => {
    const project = move(lead, [{ type: 'lead.promoted', projectNumber: 'XM-202611-0001' }]);
    expect(refusal(decideVerdict(pack, opened, project, words('challenger'), office, TODAY))).toMatch(/流转/);
    expect(partnersOf(move(project, decide('both', project).lead)).map(({ unit }) => unit)).toEqual([
      'u_other',
    ]);
  });
  test('共同 makes the second unit a partner, once', () => {
    const moved = move(lead, decide('both').lead);
    expect(partnersOf(moved)).toHaveLength(1);
    expect(decide('both', moved).lead).toEqual([]);
    expect(moved).toMatchObject({ unit: lead.unit, holder: lead.holder });
  });
  test('is given once', () => {
    const done = grown(opened, decide('both').dispute);
    expect(refusal(decideVerdict(pack, done, lead, words('respondent'), office, TODAY))).toMatch(
      /已裁定：共同/,
    );
    expect(refusal(decideDispute(lead, done, 1, challenger, '不服'))).toMatch(/已裁定/);
  });
});
