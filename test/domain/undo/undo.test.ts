// 撤销: what can be taken back by whom until when; each refusal says what to do instead (src/domain/undo/undoing.ts).
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../src/domain/decision.ts';
import type { BookedFact } from '../../../src/domain/history/tell.ts';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import { decideReport, evolveProgress, noProgress, type ProgressFact } from '../../../src/domain/progress.ts';
import { decideUndo } from '../../../src/domain/undo/undo.ts';
import { NOT_A_STEP, NOTHING_ATTACHED, type UndoScene } from '../../../src/domain/undo/undoing.ts';
import { registered } from '../../contract/kit.ts';
import { sanming } from '../pack/sanming.ts';
import { assignedFact } from '../task/kit.ts';
import { proposed, termsOf } from '../transfer/kit.ts';

const PACK = sanming();
const NUMBER = 'XS-202611-0001';

function booked(
  stream: string,
  ...list: readonly (readonly [
    fact: { readonly type: string; readonly [field: string]: unknown },
    actor: string | null,
  ])[]
) {
  return list.map(
    ([{ type, ...data }, actor], index): BookedFact => ({
      stream,
      seq: index + 1,
      type,
      data,
      at: index + 1,
      actor,
    }),
  );
}
const onLead = (...list: Parameters<typeof booked> extends [string, ...infer R] ? R : never) =>
  booked(`lead/${NUMBER}`, [registered(NUMBER), 'p_anna'], ...list);

const scene = (actor: string, more: Partial<UndoScene> = {}): UndoScene => ({
  pack: PACK,
  actor,
  isPublished: () => false,
  attached: NOTHING_ATTACHED,
  isHere: () => true,
  unitName: String,
  personName: String,
  numberOf: String,
  ...more,
});

/** Facts of the change; or the refusal's words. */
function undo(facts: readonly BookedFact[], seq: number, who: string, more: Partial<UndoScene> = {}) {
  const undoing = decideUndo(facts, seq, scene(who, more));
  if (!isRefusal(undoing)) return undoing.change.facts;
  // Facts that are nobody's step need no way on: they are skipped.
  if (undoing.because !== NOT_A_STEP) expect(undoing.next ?? '').not.toBe('');
  return undoing.because;
}

const submitted: LeadFact = {
  type: 'lead.stage_submitted',
  id: `${NUMBER}#2`,
  stage: 'signed',
  happenedOn: '2026-11-09',
  evidence: '合同',
  note: null,
};
const verified: LeadFact = { type: 'lead.stage_verified', id: `${NUMBER}#2`, reached: 'signed', tags: {} };
const held = (holder: string, unit: string, why: 'assigned' | 'claimed'): LeadFact => ({
  ...{ type: 'lead.held', unit, holder, protectedUntilOn: '2027-02-01', why },
});
const returned: LeadFact = { type: 'lead.released', why: 'returned', reason: '外省' };
const renewed: LeadFact = { type: 'lead.protected', untilOn: '2027-03-01', by: 'registration' };

describe('登记 and 推进', () => {
  test('a registration is withdrawn by its registrar alone, while nothing stands on it', () => {
    expect(undo(onLead(), 1, 'p_anna')).toEqual([{ type: 'lead.withdrawn' }]);
    expect(undo(onLead(), 1, 'p_bo')).toContain('没有找到');
    expect(undo(onLead([submitted, 'p_anna'], [verified, 'p_vera']), 1, 'p_anna')).toContain('审核通过');
    expect(undo(onLead([held('p_bo', 'yongan', 'assigned'), 'p_lee']), 1, 'p_anna')).toContain('p_bo负责');
    expect(undo(onLead([returned, 'p_anna']), 1, 'p_anna')).toContain('公共线索池');
    expect(undo(onLead([{ type: 'lead.merged', into: 'XS-202611-0009' }, 'p_ye']), 1, 'p_anna')).toContain(
      '已并入',
    );
    expect(
      undo(onLead([{ type: 'lead.absorbed', number: 'XS-202611-0009' }, 'p_ye']), 1, 'p_anna'),
    ).toContain('已并入');
  });

  test.each([
    [{ reports: 1 }, '已有月报'],
    [{ transfer: 'LZ-202611-0001' }, 'LZ-202611-0001'],
    [{ dispute: true }, '争议'],
  ])('not while %o hangs on it', (more, said) => {
    expect(undo(onLead(), 1, 'p_anna', { attached: { ...NOTHING_ATTACHED, ...more } })).toContain(said);
  });

  test('a submission is withdrawn until it is verified or returned', () => {
    const waiting = onLead([submitted, 'p_anna']);
    expect(undo(waiting, 2, 'p_anna')).toEqual([{ type: 'lead.stage_withdrawn', id: `${NUMBER}#2` }]);
    expect(undo(onLead([submitted, 'p_anna'], [verified, 'p_vera']), 2, 'p_anna')).toContain(
      '已经审核通过，不能撤销',
    );
    const back: LeadFact = { type: 'lead.stage_returned', id: `${NUMBER}#2`, reason: '不符' };
    expect(undo(onLead([submitted, 'p_anna'], [back, 'p_vera']), 2, 'p_anna')).toBe(NOT_A_STEP);
    expect(undo(onLead([submitted, 'p_anna'], [verified, 'p_vera']), 3, 'p_vera')).toContain(
      '审核通过不能撤销',
    );
  });
});

describe('认领, 分派, 退回线索池, 保密', () => {
  test('a claim goes back to the pool until anything else is recorded', () => {
    const claimed = [
      [returned, 'p_anna'],
      [held('p_su', 'shaxian', 'claimed'), 'p_su'],
    ] as const;
    expect(undo(onLead(...claimed), 3, 'p_su')).toEqual([
      { type: 'lead.released', why: 'returned', reason: '撤销认领' },
    ]);
    // What the machine records beside it is no answer to it.
    expect(undo(onLead(...claimed, [renewed, null]), 3, 'p_su')).toHaveLength(1);
    const moved: LeadFact = { ...submitted, id: `${NUMBER}#4` };
    expect(undo(onLead(...claimed, [moved, 'p_su']), 3, 'p_su')).toContain('不能撤销');
  });

  test('an assignment gives the lead back to whom it was, with the protection it had, until 签收', () => {
    const given = [
      [renewed, null],
      [held('p_bo', 'shaxian', 'assigned'), 'p_ye'],
    ] as const;
    expect(undo(onLead(...given), 3, 'p_ye')).toEqual([
      {
        type: 'lead.held',
        unit: 'yongan',
        holder: 'p_anna',
        protectedUntilOn: '2027-03-01',
        why: 'assigned',
      },
    ]);
    expect(undo(onLead(...given, [{ type: 'lead.receipted' }, 'p_bo']), 3, 'p_ye')).toContain('已经接手');
    expect(undo(onLead(...given), 3, 'p_ye', { isHere: () => false })).toContain('不在名册');
    const pooled = [
      [returned, 'p_anna'],
      [held('p_bo', 'shaxian', 'assigned'), 'p_ye'],
    ] as const;
    expect(undo(onLead(...pooled), 3, 'p_ye')).toEqual([
      { type: 'lead.released', why: 'recalled', reason: '撤销分派' },
    ]);
  });

  test('what was given back is taken again while nobody holds it', () => {
    expect(undo(onLead([renewed, null], [returned, 'p_anna']), 3, 'p_anna')).toEqual([
      {
        type: 'lead.held',
        unit: 'yongan',
        holder: 'p_anna',
        protectedUntilOn: '2027-03-01',
        why: 'assigned',
      },
    ]);
    const taken = onLead([returned, 'p_anna'], [held('p_su', 'shaxian', 'claimed'), 'p_su']);
    expect(undo(taken, 2, 'p_anna')).toContain('有人接手');
    const lapsed: LeadFact = { type: 'lead.released', why: 'lapsed', reason: null };
    expect(undo(onLead([lapsed, 'p_anna']), 2, 'p_anna')).toBe(NOT_A_STEP);
  });

  test('the last setting of 保密 is turned round', () => {
    const set = (confidential: boolean): LeadFact => ({ type: 'lead.confidentiality_set', confidential });
    expect(undo(onLead([set(true), 'p_anna']), 2, 'p_anna')).toEqual([set(false)]);
    expect(undo(onLead([set(true), 'p_anna'], [set(false), 'p_anna']), 2, 'p_anna')).toBe(NOT_A_STEP);
  });
});

describe('月报', () => {
  function reports(...units: readonly number[]) {
    let progress = noProgress(NUMBER);
    const facts: (readonly [ProgressFact, string])[] = [];
    for (const one of units) {
      const words = { narrative: '更正', problems: null, plan: null, late: false, forecast: false };
      const figures = [{ measure: 'funds_in_place', units: one }];
      const decided = decideReport(progress, { unit: 'yongan', month: '2026-10', figures, ...words }, String);
      if (isRefusal(decided)) throw new Error(decided.because);
      for (const fact of decided.facts) {
        facts.push([fact, 'p_anna']);
        progress = evolveProgress(progress, fact, 1, 'p_anna');
      }
    }
    return booked(`progress/${NUMBER}`, ...facts);
  }

  test('of an open month goes back to what stood before it', () => {
    const [fact] = undo(reports(100, 300), 2, 'p_anna') as readonly ProgressFact[];
    expect(fact).toMatchObject({
      type: 'progress.withdrawn',
      figures: [{ measure: 'funds_in_place', units: 100 }],
      shifts: [{ measure: 'funds_in_place', month: '2026-10', units: -200 }],
    });
    expect(undo(reports(100, 300), 1, 'p_anna')).toBe(NOT_A_STEP);
  });

  test('of a published month is only restated, with its reason (domain P6)', () => {
    const undoing = decideUndo(
      reports(100),
      1,
      scene('p_anna', { isPublished: (month) => month === '2026-10' }),
    );
    expect.assert(isRefusal(undoing));
    expect(undoing.because).toContain('已经签发');
    expect(undoing.next).toMatch(/月报 XS-202611-0001 2026-10.*更正原因.*下一期/);
  });
});

describe('任务, 流转, 争议, 包联, 交接', () => {
  test('a task is withdrawn by its issuer until the responsible side reports', () => {
    const stream = 'task/RW-202611-0001';
    const given = assignedFact();
    expect(undo(booked(stream, [given, 'gao']), 1, 'gao')).toMatchObject([{ type: 'task.withdrawn' }]);
    const report = { type: 'task.reported', percent: 60, text: '在办', evidence: null };
    expect(undo(booked(stream, [given, 'gao'], [report, 'zhou']), 1, 'gao')).toContain('不能撤销交办');
    expect(undo(booked(stream, [given, 'gao'], [report, 'zhou']), 2, 'zhou')).toContain('反馈不能撤销');
    const auto = assignedFact({ origin: { kind: 'late', key: 'k', clause: null } });
    expect(undo(booked(stream, [auto, 'gao']), 1, 'gao')).toBe(NOT_A_STEP);
  });

  test('terms are withdrawn by whoever offered them until both have confirmed (SM 三(二)11)', () => {
    const { number, lead, sender, receiver } = proposed();
    const first = {
      type: 'transfer.proposed',
      number,
      lead,
      sender,
      receiver,
      by: 'sender',
      terms: termsOf(),
      reason: null,
    };
    const stream = `transfer/${number}`;
    expect(undo(booked(stream, [first, 'p_y']), 1, 'p_y')).toMatchObject([
      { type: 'transfer.withdrawn', offer: 1 },
    ]);
    const confirmed = { type: 'transfer.confirmed', offer: 1, by: 'receiver' };
    const agreed = booked(
      stream,
      [first, 'p_y'],
      [confirmed, 'p_s'],
      [{ type: 'transfer.agreed', offer: 1 }, 'p_s'],
    );
    expect(undo(agreed, 1, 'p_y')).toContain('双方已经确认，不能撤销');
    expect(undo(agreed, 2, 'p_s')).toContain('确认不能撤销');
  });

  test('a dispute is withdrawn until it is decided', () => {
    const [challenger, respondent] = [
      { unit: 'shaxian', person: 'p_su' },
      { unit: 'yongan', person: 'p_anna' },
    ];
    const opened = {
      type: 'dispute.opened',
      id: `${NUMBER}.1`,
      lead: NUMBER,
      challenger,
      respondent,
      text: '在先',
    };
    const stream = `dispute/${NUMBER}.1`;
    expect(undo(booked(stream, [opened, 'p_su']), 1, 'p_su')).toEqual([{ type: 'dispute.withdrawn' }]);
    const decided = { type: 'dispute.decided', result: 'both', reason: '同日', clause: 'SM' };
    const over = decideUndo(booked(stream, [opened, 'p_su'], [decided, 'p_ye']), 1, scene('p_su'));
    expect(isRefusal(over) && over.because).toContain('已裁定');
  });

  test('包联 goes back to the setting before, a hand-over is cancelled before its first day', () => {
    const set = (leader: string) => ({
      type: 'responsibility.set',
      lead: NUMBER,
      leader,
      group: null,
      officer: null,
      plan: null,
    });
    const stream = `responsibility/${NUMBER}`;
    expect(undo(booked(stream, [set('p_a'), 'p_ye'], [set('p_b'), 'p_ye']), 2, 'p_ye')).toEqual([set('p_a')]);
    const order = {
      type: 'handover.ordered',
      id: 'JJ-202611-0001',
      unit: 'yongan',
      from: 'p_a',
      to: 'p_b',
      leads: [NUMBER],
    };
    const ordered = { ...order, fromOn: '2026-12-01', untilOn: null, reason: null };
    const handover = booked('handover/JJ-202611-0001', [ordered, 'p_ye']);
    expect(undo(handover, 1, 'p_ye')).toEqual([{ type: 'handover.cancelled' }]);
    const moved = booked(
      'handover/JJ-202611-0001',
      [ordered, 'p_ye'],
      [{ type: 'handover.moved', leads: [NUMBER] }, null],
    );
    expect(undo(moved, 1, 'p_ye')).toContain('已经生效');
  });
});
