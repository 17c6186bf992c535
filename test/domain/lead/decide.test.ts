/** Every transition of a lead and every refusal, under Sanming's pack. */
import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../../src/domain/decision.ts';
import {
  decideReturn,
  decideSubmitStage,
  decideVerify,
  decideWithdrawLead,
  decideWithdrawStage,
  stageChoices,
} from '../../../src/domain/lead/decide.ts';
import { currentNumber, evolveLead, type Lead, pendingStage } from '../../../src/domain/lead/lead.ts';
import { sanming } from '../pack/sanming.ts';
import { follow, fresh, NUMBER, TODAY, yuan } from './kit.ts';

const pack = sanming();
const intent = (stage: string, more: object = {}) => ({
  stage,
  happenedOn: '2026-11-20',
  evidence: 'HT-1',
  note: null,
  ...more,
});
const submit = (lead: Lead, stage: string, more: object = {}) =>
  decideSubmitStage(pack, lead, intent(stage, more), TODAY);
const pendingId = (lead: Lead) => pendingStage(lead)?.id ?? 'none';
const verify = (lead: Lead, project = 'XM-202611-0001', by = 'p_vera', tags = {}) =>
  decideVerify(pack, lead, pendingId(lead), tags, by, project);
/** Submitted and verified. */
const moved = (lead: Lead, stage: string, project?: string) => {
  const waiting = follow(lead, submit(lead, stage));
  return follow(waiting, verify(waiting, project), 'p_vera');
};
const because = (decision: unknown) => (decision as Refusal).because;

describe('推进', () => {
  test('a submission waits and counts for nothing until it is verified', () => {
    const lead = follow(fresh(), submit(fresh(), 'talks'));
    expect(lead).toMatchObject({ stage: 'lead', projectNumber: null, version: 2 });
    expect(pendingStage(lead)).toMatchObject({ id: `${NUMBER}#2`, state: 'submitted', reporter: 'p_anna' });
    expect(follow(lead, verify(lead), 'p_vera')).toMatchObject({
      stage: 'talks',
      projectNumber: null,
      version: 3,
    });
  });

  test('stages may be skipped, in a lead that was never verified', () => {
    expect(moved(fresh(), 'started')).toMatchObject({ stage: 'started', projectNumber: 'XM-202611-0001' });
  });

  test('an earlier or the same stage is refused, with what may be chosen instead', () => {
    const lead = moved(fresh(), 'registered');
    for (const stage of ['lead', 'talks', 'signed', 'registered'])
      expect(because(submit(lead, stage))).toContain('现处「注册」');
    expect(stageChoices(pack, lead).map((one) => one.id)).toEqual(['started', 'operating']);
    expect(because(submit(lead, 'nowhere'))).toContain('不能推进到');
  });

  test('a second submission waits for the first', () => {
    const lead = follow(fresh(), submit(fresh(), 'talks'));
    expect(because(submit(lead, 'signed'))).toContain('还在等待审核');
  });

  test('a day that has not come is refused; today and long ago are not', () => {
    expect(because(submit(fresh(), 'talks', { happenedOn: '2026-11-23' }))).toContain('还没有到');
    for (const happenedOn of [TODAY, '2019-05-01'])
      expect(submit(fresh(), 'talks', { happenedOn })).toMatchObject({ facts: [{ happenedOn }] });
  });

  test('佐证 or 说明 is needed, and either suffices', () => {
    expect(because(submit(fresh(), 'signed', { evidence: null }))).toContain('要有佐证');
    expect(submit(fresh(), 'signed', { evidence: null, note: '已签' })).toHaveProperty('facts');
  });

  test('a withdrawn lead is not moved', () => {
    expect(because(submit(follow(fresh(), decideWithdrawLead(fresh())), 'talks'))).toContain('已撤销');
  });
});

describe('the gate of key projects before 签约 (AE-SM-16, SM 三(四)19)', () => {
  const key = fresh({ investment: yuan(12) });

  test('a key project without a passed 前期评价 is refused at 签约, with the clause', () => {
    const refused = submit(key, 'signed');
    expect(because(refused)).toContain('前期评价');
    expect(refused).toMatchObject({ refused: true, clause: expect.stringContaining('SM 三(四)19') });
  });

  test('skipping 签约 is no way around its gate', () => {
    for (const stage of ['registered', 'started', 'operating'])
      expect(submit(key, stage)).toMatchObject({
        refused: true,
        clause: expect.stringContaining('SM 三(四)19'),
      });
    expect(submit(key, 'talks')).toHaveProperty('facts');
  });

  test('the review is offered, and once it has passed 签约 is open; a returned one opens nothing', () => {
    expect(stageChoices(pack, key)[0]).toMatchObject({ id: 'review:pre_evaluation' });
    const asked = follow(key, submit(key, 'review:pre_evaluation'));
    const returned = follow(asked, decideReturn(pack, asked, pendingId(asked), '不全'), 'p_vera');
    expect(submit(returned, 'signed')).toMatchObject({ refused: true });
    const passed = follow(asked, verify(asked), 'p_vera');
    expect(passed).toMatchObject({ stage: 'lead', projectNumber: null });
    expect(stageChoices(pack, passed).map((one) => one.id)).not.toContain('review:pre_evaluation');
    expect(moved(passed, 'signed')).toMatchObject({ stage: 'signed', projectNumber: 'XM-202611-0001' });
  });

  test('a smaller project, and an excluded one of any size, signs without it', () => {
    expect(moved(fresh({ investment: yuan(9) }), 'signed').stage).toBe('signed');
    expect(moved(fresh({ investment: yuan(50), industry: '房地产' }), 'signed').stage).toBe('signed');
  });

  test('a project marked key by the city or a county is one, whatever its size', () => {
    const small = follow(fresh({ investment: yuan(1) }), submit(fresh(), 'talks'));
    const marked = follow(small, verify(small, '', 'p_vera', { keyLevels: ['county_key'] }), 'p_vera');
    expect(submit(marked, 'signed')).toMatchObject({ refused: true });
  });
});

describe('the pack’s order of stages', () => {
  const strict = { ...pack, lifecycle: { ...pack.lifecycle, order: 'strict' as const } };
  test('where the pack says strict, only the next stage is open', () => {
    expect(stageChoices(strict, fresh()).map((one) => one.id)).toEqual(['talks']);
    expect(decideSubmitStage(strict, fresh(), intent('signed'), TODAY)).toMatchObject({ refused: true });
  });
  test('where the pack lists moves, only those are open', () => {
    const edges = {
      ...pack,
      lifecycle: { ...pack.lifecycle, edges: [['lead', 'registered'] as [string, string]] },
    };
    expect(stageChoices(edges, fresh()).map((one) => one.id)).toEqual(['registered']);
  });
});

describe('通过 and 退回', () => {
  const waiting = follow(fresh(), submit(fresh(), 'signed'));

  test('who submitted cannot verify', () => {
    expect(because(verify(waiting, 'XM', 'p_anna'))).toContain('不能审核自己');
  });

  test('the project number is given once: by the first verified stage from 签约 on', () => {
    const project = follow(waiting, verify(waiting, 'XM-202611-0007'), 'p_vera');
    expect(currentNumber(project)).toBe('XM-202611-0007');
    expect(moved(project, 'started', 'XM-202612-0001').projectNumber).toBe('XM-202611-0007');
  });

  test('tags of a verification are added to what was known', () => {
    const first = follow(waiting, verify(waiting, 'XM', 'p_vera', { capitalType: 'domestic' }), 'p_vera');
    const next = follow(first, submit(first, 'started'));
    const both = follow(next, verify(next, 'XM', 'p_vera', { industries: ['steel'] }), 'p_vera');
    expect(both.tags).toEqual({ capitalType: 'domestic', industries: ['steel'] });
  });

  test('a return needs its reason, and leaves the lead where it was, open to another try', () => {
    const id = pendingId(waiting);
    expect(because(decideReturn(pack, waiting, id, null))).toContain('要写明理由');
    const back = follow(waiting, decideReturn(pack, waiting, id, '合同未盖章'), 'p_vera');
    expect(back).toMatchObject({ stage: 'lead', projectNumber: null });
    expect(back.stages[0]).toMatchObject({ state: 'returned', reason: '合同未盖章', verifier: 'p_vera' });
    expect(submit(back, 'signed')).toHaveProperty('facts');
  });

  test('what is verified, returned, withdrawn or unknown is not handled again', () => {
    const id = pendingId(waiting);
    const ends = [
      follow(waiting, verify(waiting), 'p_vera'),
      follow(waiting, decideReturn(pack, waiting, id, '否'), 'p_vera'),
      follow(waiting, decideWithdrawStage(pack, waiting, id)),
      follow(waiting, decideWithdrawLead(waiting)),
    ];
    for (const lead of ends) {
      expect(decideVerify(pack, lead, id, {}, 'p_vera', 'XM')).toMatchObject({ refused: true });
      expect(decideReturn(pack, lead, id, '否')).toMatchObject({ refused: true });
      expect(decideWithdrawStage(pack, lead, id)).toMatchObject({ refused: true });
    }
    expect(decideVerify(pack, waiting, 'none', {}, 'p_vera', 'XM')).toMatchObject({ refused: true });
  });
});

describe('撤销', () => {
  test('a registration is withdrawn once, and only while nothing was verified on it', () => {
    const gone = follow(fresh(), decideWithdrawLead(fresh()));
    expect(gone.status).toBe('withdrawn');
    expect(because(decideWithdrawLead(gone))).toContain('已经撤销');
    expect(because(decideWithdrawLead(moved(fresh(), 'talks')))).toContain('已有审核通过的阶段');
  });

  test('a move that waits is withdrawn, and the lead may be moved again', () => {
    const waiting = follow(fresh(), submit(fresh(), 'signed'));
    const back = follow(waiting, decideWithdrawStage(pack, waiting, pendingId(waiting)));
    expect(pendingStage(back)).toBeNull();
    expect(moved(back, 'signed').stage).toBe('signed');
  });
});

test('a history out of order is a bug, not a state', () => {
  expect(() => evolveLead(null, { type: 'lead.withdrawn' }, 1, 'p')).toThrow(/starts with its registration/);
  const again = { ...fresh() };
  expect(() => follow(again, { facts: [{ type: 'lead.registered' } as never] })).toThrow(
    /registered already/,
  );
});
