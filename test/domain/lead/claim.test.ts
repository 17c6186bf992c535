/** 首招负责制 (SM 三(四)19): what each state of holding allows, and the refusal everywhere else. */
import { describe, expect, test } from 'vitest';
import { instantOfDay } from '../../../src/domain/day.ts';
import { isRefusal, sayRefusal } from '../../../src/domain/decision.ts';
import {
  coolsUntil,
  decideAssign,
  decideClaim,
  decideGiveBack,
  decideLapse,
  decideReceipt,
  isComplete,
  lapsesAfter,
  protectionAtRegistration,
  renewal,
} from '../../../src/domain/lead/claim.ts';
import { CLAIM_DEFAULTS, citeClaim, claimRule } from '../../../src/domain/lead/claim-rule.ts';
import { decideAnswerCooperation, decideAskCooperation } from '../../../src/domain/lead/cooperation.ts';
import type { Decided } from '../../../src/domain/lead/decide.ts';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import { partnersOf } from '../../../src/domain/lead/holding.ts';
import { decideJudge } from '../../../src/domain/lead/judge.ts';
import { evolveLead, type Lead } from '../../../src/domain/lead/lead.ts';
import { decideMerge, survivorOf } from '../../../src/domain/lead/merge.ts';
import { sanming } from '../pack/sanming.ts';
import { follow, fresh } from './kit.ts';

const pack = sanming();
const bare = { ...pack, claims: [] };
const REGISTERED = '2026-11-10';
const NONE = { person: 0, unit: 0 };
const NO_ACTIVITY = { progressOn: null, visitOn: null };
const name = (unit: string) => `〔${unit}〕`;

/** Does these facts on a day, by nobody in particular. */
const on = (lead: Lead, day: string, ...facts: readonly LeadFact[]): Lead =>
  facts.reduce((state, fact) => evolveLead(state, fact, instantOfDay(day) + 36_000_000, 'p_any'), lead);

const begun = (more: Parameters<typeof fresh>[0] = {}): Lead => {
  const lead = { ...fresh(more) };
  const held = { ...lead, holding: { ...lead.holding, heldAt: instantOfDay(REGISTERED) } };
  return on(held, REGISTERED, ...protectionAtRegistration(pack, { ...held, industry: 'x' }, REGISTERED));
};
const pooled = (day = '2027-02-09'): Lead =>
  on(begun(), day, { type: 'lead.released', why: 'lapsed', reason: null });
const verifiedStage = (lead: Lead, day: string): Lead =>
  on(
    lead,
    day,
    { type: 'lead.stage_submitted', id: 's1', stage: 'talks', happenedOn: day, evidence: '纪要', note: null },
    { type: 'lead.stage_verified', id: 's1', reached: 'talks', tags: {} },
  );
const project = (lead: Lead): Lead =>
  on(lead, '2026-12-01', { type: 'lead.promoted', projectNumber: 'XM-202612-0001' });

function refusal(decided: Decided<LeadFact> | ReturnType<typeof decideMerge>): string {
  if (!isRefusal(decided)) throw new Error('it was not refused');
  return sayRefusal(decided);
}
const other = { unit: 'u_other', person: 'p_other' };

describe('the rule', () => {
  test('is the pack’s, and says which part is 系统默认', () => {
    expect(claimRule(pack)).toMatchObject({ label: '首招负责制', protectDays: 90, isDefault: true });
    expect(citeClaim(claimRule(pack))).toBe('SM 三(四)19，90天为系统默认');
  });
  test('is 系统默认 where a pack has none', () => {
    expect(claimRule(bare)).toMatchObject({ protectDays: CLAIM_DEFAULTS.protectDays, clause: '系统默认' });
    expect(citeClaim(claimRule(bare))).toBe('系统默认');
  });
  test('protects the first complete registration from the server’s day on', () => {
    const complete = { project: '碳纤维', investment: null, industry: null };
    expect(isComplete(complete)).toBe(true);
    expect(protectionAtRegistration(pack, complete, REGISTERED)).toEqual([
      { type: 'lead.protected', untilOn: '2027-02-08', by: 'registration' },
    ]);
    expect(
      protectionAtRegistration(pack, { project: null, investment: null, industry: null }, REGISTERED),
    ).toEqual([]);
  });
});

describe('renewal', () => {
  test.each(['progress', 'visit', 'stage'] as const)('by %s moves the last protected day', (by) => {
    expect(renewal(pack, begun(), by, '2026-12-01')).toEqual([
      { type: 'lead.protected', untilOn: '2027-03-01', by },
    ]);
  });
  test('never shortens, and needs no project, no pool', () => {
    expect(renewal(pack, begun(), 'stage', '2026-11-01')).toEqual([]);
    expect(renewal(pack, project(begun()), 'stage', '2026-12-01')).toEqual([]);
    expect(renewal(pack, pooled(), 'stage', '2027-03-01')).toEqual([]);
  });
  test('only by what the pack names', () => {
    const [rule] = pack.claims;
    if (rule === undefined) throw new Error('the pack has a claim');
    const strict = { ...pack, claims: [{ ...rule, renewedBy: ['visit' as const] }] };
    expect(renewal(strict, begun(), 'stage', '2026-12-01')).toEqual([]);
  });
});

describe('lapse', () => {
  test('releases the day after the last protected day, not on it', () => {
    expect(lapsesAfter(pack, begun())).toBe('2027-02-08');
    expect(decideLapse(pack, begun(), NO_ACTIVITY, '2027-02-08')).toEqual([]);
    expect(decideLapse(pack, begun(), NO_ACTIVITY, '2027-02-09')).toEqual([
      { type: 'lead.released', why: 'lapsed', reason: null },
    ]);
  });
  test('takes what was never protected after the same number of days', () => {
    const lead = { ...begun(), holding: { ...begun().holding, protectedUntilOn: null } };
    expect(decideLapse(pack, lead, NO_ACTIVITY, '2027-02-08')).toEqual([]);
    expect(decideLapse(pack, lead, NO_ACTIVITY, '2027-02-09')).toHaveLength(1);
  });
  test('renews instead when there was progress nobody recorded', () => {
    expect(decideLapse(pack, verifiedStage(begun(), '2027-01-20'), NO_ACTIVITY, '2027-02-20')).toEqual([
      { type: 'lead.protected', untilOn: '2027-04-20', by: 'stage' },
    ]);
    expect(
      decideLapse(pack, begun(), { progressOn: '2027-02-01', visitOn: null }, '2027-02-20'),
    ).toMatchObject([{ by: 'progress' }]);
  });
  test('does not count progress from before its holder had it', () => {
    const again = on(pooled(), '2027-03-01', {
      type: 'lead.held',
      unit: 'u_other',
      holder: 'p_other',
      protectedUntilOn: '2027-05-30',
      why: 'claimed',
    });
    expect(decideLapse(pack, again, { progressOn: '2027-02-01', visitOn: null }, '2027-05-31')).toMatchObject(
      [{ type: 'lead.released' }],
    );
  });
  test('leaves projects, waiting stages and what has left or is withdrawn alone', () => {
    const waiting = on(begun(), REGISTERED, {
      type: 'lead.stage_submitted',
      id: 's1',
      stage: 'talks',
      happenedOn: REGISTERED,
      evidence: '纪要',
      note: null,
    });
    const withdrawn = on(begun(), REGISTERED, { type: 'lead.withdrawn' });
    for (const lead of [project(begun()), waiting, withdrawn, pooled()])
      expect(decideLapse(pack, lead, NO_ACTIVITY, '2030-01-01')).toEqual([]);
  });
});

describe('认领', () => {
  const claim = (lead: Lead, by = other, open = NONE, today = '2027-03-20') =>
    decideClaim(pack, lead, by, open, today, name);
  test('gives a pooled lead to the claimer, newly protected, and makes the unit 首招单位', () => {
    const lead = on(pooled(), '2027-03-20', ...(claim(pooled()) as { facts: LeadFact[] }).facts);
    expect(lead).toMatchObject({ unit: 'u_other', holder: 'p_other' });
    expect(lead.holding).toMatchObject({
      state: 'held',
      promoter: 'u_other',
      protectedUntilOn: '2027-06-18',
      heldWhy: 'claimed',
    });
  });
  test('is refused while somebody holds it, naming who and until when', () => {
    expect(refusal(claim(begun()))).toMatch(/由〔.*〕持有，保护至 2027-02-08.*SM 三\(四\)19/);
  });
  test('cools the former unit down, whoever of it asks', () => {
    const lead = pooled();
    const former = { unit: lead.unit, person: 'p_another' };
    expect(coolsUntil(lead, lead.unit)).toBe('2027-03-11');
    expect(refusal(claim(lead, former, NONE, '2027-03-10'))).toMatch(/2027-03-11 起才能再认领.*系统默认/);
    expect(isRefusal(claim(lead, former, NONE, '2027-03-11'))).toBe(false);
    expect(isRefusal(claim(lead, other, NONE, '2027-02-09'))).toBe(false);
  });
  test('is limited for a person and for a unit', () => {
    const { openClaimsPerPersonMax: person, openClaimsPerUnitMax: unit } = CLAIM_DEFAULTS;
    expect(refusal(claim(pooled(), other, { person, unit: person }))).toMatch(
      /您认领后还没签约的线索已有 10 条/,
    );
    expect(refusal(claim(pooled(), other, { person: 0, unit }))).toMatch(
      /本单位认领后还没签约的线索已有 50 条/,
    );
    expect(isRefusal(claim(pooled(), other, { person: person - 1, unit: unit - 1 }))).toBe(false);
  });
  test('is refused for what was withdrawn or merged', () => {
    expect(refusal(claim(on(pooled(), '2027-03-01', { type: 'lead.withdrawn' })))).toMatch(/已撤销/);
    expect(refusal(claim(on(begun(), REGISTERED, { type: 'lead.merged', into: 'XS-1' })))).toMatch(
      /已并入 XS-1/,
    );
  });
});

describe('分派 and 签收', () => {
  test('within the unit the protection goes on, and the receiver is asked to sign', () => {
    const lead = begun();
    const after = follow(
      lead,
      decideAssign(pack, lead, { unit: lead.unit, person: 'p_bo' }, '博', '2026-12-01'),
    );
    expect(after).toMatchObject({ holder: 'p_bo' });
    expect(after.holding).toMatchObject({
      protectedUntilOn: '2027-02-08',
      promoter: lead.unit,
      receiptedAt: null,
    });
    expect(after.holding.receiptAskedAt).not.toBeNull();
    const signed = follow(after, decideReceipt(after, 'p_bo', String));
    expect(signed.holding.receiptedAt).not.toBeNull();
    expect(refusal(decideReceipt(signed, 'p_bo', String))).toMatch(/已于 .* 签收/);
    expect(refusal(decideReceipt(after, 'p_x', String))).toMatch(/不是分派给您的/);
    expect(refusal(decideReceipt(lead, lead.holder, String))).toMatch(/不需要签收/);
  });
  test('to another unit it begins anew but leaves 首招单位 what it was', () => {
    const lead = begun();
    const after = follow(lead, decideAssign(pack, lead, other, '某', '2026-12-01'));
    expect(after.holding).toMatchObject({ promoter: lead.unit, protectedUntilOn: '2027-03-01' });
    expect(after.holding.former).toHaveLength(1);
  });
  test('is refused to whoever holds it, and across units for a project', () => {
    const lead = begun();
    const own = { unit: lead.unit, person: lead.holder };
    expect(refusal(decideAssign(pack, lead, own, '安', '2026-12-01'))).toMatch(/现在就由安负责/);
    expect(refusal(decideAssign(pack, project(lead), other, '某', '2026-12-02'))).toMatch(/流转/);
  });
});

describe('退回', () => {
  test('wants a reason, no project and nothing waiting', () => {
    expect(refusal(decideGiveBack(begun(), null, false))).toMatch(/写明理由/);
    expect(refusal(decideGiveBack(project(begun()), '不谈了', false))).toMatch(/已经是项目/);
    expect(refusal(decideGiveBack(pooled(), '不谈了', false))).toMatch(/公共线索池/);
    const lead = follow(begun(), decideGiveBack(begun(), '不谈了', false));
    expect(lead).toMatchObject({ holder: '', holding: { state: 'pool', releasedWhy: 'returned' } });
  });
});

describe('合作', () => {
  const asked = () => follow(begun(), decideAskCooperation(begun(), other, null, '2026-12-01'));
  test('is asked once, answered once, and then both units stand on the lead', () => {
    expect(refusal(decideAskCooperation(asked(), other, null, '2026-12-02'))).toMatch(/正在等首招单位答复/);
    const agreed = follow(asked(), decideAnswerCooperation(asked(), 'u_other', true, null));
    expect(partnersOf(agreed).map(({ unit }) => unit)).toEqual(['u_other']);
    expect(refusal(decideAnswerCooperation(agreed, 'u_other', false, null))).toMatch(/已经同意/);
    expect(refusal(decideAskCooperation(agreed, other, null, '2026-12-02'))).toMatch(/已经是/);
  });
  test('may be asked again after a refusal only when it has cooled down', () => {
    const base = on(begun(), '2026-12-01', { type: 'lead.cooperation_asked', ...other, note: null });
    const declined = follow(base, decideAnswerCooperation(base, 'u_other', false, '已谈妥'));
    expect(refusal(decideAskCooperation(declined, other, null, '2026-12-30'))).toMatch(
      /2026-12-31 起可以再申请/,
    );
    expect(isRefusal(decideAskCooperation(declined, other, null, '2026-12-31'))).toBe(false);
  });
  test('is refused with oneself, in the pool, and without a question', () => {
    const own = { unit: begun().unit, person: 'p_bo' };
    expect(refusal(decideAskCooperation(begun(), own, null, '2026-12-01'))).toMatch(/本单位的/);
    expect(refusal(decideAskCooperation(pooled(), other, null, '2027-03-01'))).toMatch(/公共线索池/);
    expect(refusal(decideAnswerCooperation(begun(), 'u_other', true, null))).toMatch(/没有这个合作申请/);
  });
});

describe('合并', () => {
  const a = { lead: begun(), hasReports: false };
  const second: Lead = { ...begun(), number: 'XS-202611-0002', registeredAt: 9 };
  const b = { lead: second, hasReports: false };
  test('keeps the first registered, or the one with progress', () => {
    expect(survivorOf(a, b)).toBe(a);
    expect(survivorOf(a, { ...b, hasReports: true })).toMatchObject({ hasReports: true });
  });
  test('joins both histories and ends the other', () => {
    const decided = decideMerge(a, b);
    if (isRefusal(decided)) throw new Error('refused');
    expect(on(a.lead, REGISTERED, ...decided.into).holding.absorbed).toEqual(['XS-202611-0002']);
    const ended = on(second, REGISTERED, ...decided.from);
    expect(ended).toMatchObject({ status: 'withdrawn', holder: '', holding: { mergedInto: a.lead.number } });
  });
  test('is refused when stages or figures would count twice or be lost, and for itself', () => {
    const progressed = { lead: { ...verifiedStage(second, '2026-11-20') }, hasReports: false };
    expect(refusal(decideMerge({ ...a, hasReports: true }, progressed))).toMatch(/会重复计算/);
    expect(refusal(decideMerge(a, progressed))).toMatch(/不能并入没有进展的/);
    expect(refusal(decideMerge(a, a))).toMatch(/同一条/);
    expect(isRefusal(decideMerge(progressed, a))).toBe(false);
  });
  test('brings a pooled survivor the other one’s holder', () => {
    const decided = decideMerge({ lead: pooled(), hasReports: false }, b);
    expect(decided).toMatchObject({
      into: [{ type: 'lead.absorbed' }, { type: 'lead.held', why: 'merged' }],
    });
  });
});

describe('核实', () => {
  test('is not for its holder, not twice, and 无效 wants a reason and no verified stage', () => {
    const lead = begun();
    expect(refusal(decideJudge(lead, 'valid', null, lead.holder))).toMatch(/不能核实自己的/);
    expect(refusal(decideJudge(lead, 'invalid', null, 'p_v'))).toMatch(/写明理由/);
    expect(refusal(decideJudge(verifiedStage(lead, '2026-11-20'), 'invalid', '假', 'p_v'))).toMatch(
      /已有审核通过的阶段/,
    );
    const verified = follow(lead, decideJudge(lead, 'verified', null, 'p_v'));
    expect(refusal(decideJudge(verified, 'verified', null, 'p_v'))).toMatch(/已经认定为核实/);
    expect(refusal(decideJudge(verified, 'valid', null, 'p_v'))).toMatch(/已经核实/);
  });
});
