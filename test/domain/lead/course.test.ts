/** 退出, 恢复, 特批, 更正, 认定, 补充: every transition and refusal of the course, with its clause. */
import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../../src/domain/decision.ts';
import {
  type Decided,
  decideSubmitStage,
  decideVerify,
  type StageIntent,
} from '../../../src/domain/lead/decide.ts';
import { type Lead, pendingStage } from '../../../src/domain/lead/lead.ts';
import { hasLeft, isPaused } from '../../../src/domain/lead/stage-course.ts';
import {
  decideCorrect,
  decideDetails,
  decideFlag,
  flagChoices,
} from '../../../src/domain/lead/stage-mend.ts';
import { exitChoices, stageChoices } from '../../../src/domain/lead/stage-steps.ts';
import { readPack } from '../../../src/packs.ts';
import { sanming } from '../pack/sanming.ts';
import { follow, fresh, TODAY, yuan } from './kit.ts';

const pack = sanming();
const qingdao = readPack('qingdao-2021');
const submit = (lead: Lead, stage: string, more: Partial<StageIntent> = {}, by = pack) =>
  decideSubmitStage(by, lead, { stage, happenedOn: TODAY, evidence: '证', note: null, ...more }, TODAY);
const verify = (lead: Lead, more: Parameters<typeof decideVerify>[6] = {}, by = pack) =>
  decideVerify(by, lead, pendingStage(lead)?.id ?? '', {}, 'p_vera', 'XM-202611-0001', more);
const moved = (lead: Lead, stage: string, more: Partial<StageIntent> = {}) => {
  const waiting = follow(lead, submit(lead, stage, more));
  return follow(waiting, verify(waiting), 'p_vera');
};
const refusal = (decided: Decided<unknown>): Refusal => {
  if (!('refused' in decided)) throw new Error('it was not refused');
  return decided;
};
const cause = { note: '资金链断裂', exit: { fault: 'objective', responsible: null } } as const;

describe('退出 (SM 三(四)21)', () => {
  test('needs its cause, whether it could be helped, and who answers for it', () => {
    const lead = fresh();
    for (const more of [
      {},
      { note: '断裂' },
      { note: '断裂', exit: { fault: 'avoidable', responsible: null } } as const,
    ]) {
      expect(refusal(submit(lead, 'exit:lost', more)).clause).toContain('SM 三(四)21');
    }
    expect(submit(lead, 'exit:lost', cause)).toHaveProperty('facts');
  });

  test('holds once verified, for good', () => {
    const gone = moved(fresh(), 'exit:lost', cause);
    expect(gone.course.exit).toMatchObject({
      kind: 'lost',
      on: TODAY,
      cause: '资金链断裂',
      fault: 'objective',
    });
    expect(hasLeft(gone)).toBe(true);
    expect([stageChoices(pack, gone), exitChoices(pack, gone)]).toEqual([[], []]);
    for (const step of ['signed', 'exit:paused', 'resume', 'fill', 'nowhere'])
      expect(refusal(submit(gone, step, cause)).because).toContain('不能再推进');
  });

  test('submitted and not verified it moves nothing', () => {
    const waiting = follow(fresh(), submit(fresh(), 'exit:lost', cause));
    expect(waiting.course.exit).toBeNull();
  });

  test('暂停 is lifted by 恢复, or ends in another exit; meanwhile nothing moves', () => {
    const paused = moved(fresh(), 'exit:paused');
    expect(isPaused(paused)).toBe(true);
    expect(refusal(submit(paused, 'signed')).because).toContain('暂停');
    expect(refusal(submit(paused, 'exit:paused')).because).toContain('暂停');
    expect(moved(paused, 'resume').course.exit).toBeNull();
    expect(moved(paused, 'exit:lost', cause).course.exit?.kind).toBe('lost');
    expect(refusal(submit(fresh(), 'resume')).because).toContain('没有暂停');
  });
});

describe('招商办特批 (QD 二(五)2)', () => {
  const talks = fresh();
  const wish = (more: object) => ({
    override: { reason: '市领导会见项目', isOffice: true, by: 'p_office', ...more },
  });

  test('the office passes a gate with a reason; nobody else, and never without one', () => {
    expect(refusal(submit(talks, 'signed', {}, qingdao)).clause).toContain('QD 二(五)2');
    expect(submit(talks, 'signed', wish({ isOffice: false }), qingdao)).toMatchObject({ refused: true });
    expect(submit(talks, 'signed', wish({ reason: null }), qingdao)).toMatchObject({ refused: true });
    const waiting = follow(talks, submit(talks, 'signed', wish({}), qingdao));
    expect(pendingStage(waiting)?.details.override).toMatchObject({
      reason: '市领导会见项目',
      by: 'p_office',
    });
    const signed = follow(waiting, verify(waiting, {}, qingdao), 'p_vera');
    expect(signed.stage).toBe('signed');
  });

  test('what was passed stays passed for the stages after it', () => {
    const waiting = follow(talks, submit(talks, 'signed', wish({}), qingdao));
    const signed = follow(waiting, verify(waiting, {}, qingdao), 'p_vera');
    expect(submit(signed, 'registered', {}, qingdao)).toHaveProperty('facts');
  });

  test('a gate the pack does not let pass stays closed to the office too (SM 三(四)19)', () => {
    const key = fresh({ investment: yuan(12) });
    expect(refusal(submit(key, 'signed', wish({}))).clause).toContain('SM 三(四)19');
  });
});

test('who becomes a key project at verification must have passed its gate (SM 三(四)19)', () => {
  const waiting = follow(fresh({ investment: yuan(1) }), submit(fresh(), 'signed'));
  const id = pendingStage(waiting)?.id ?? '';
  const refused = decideVerify(pack, waiting, id, { keyLevels: ['city_key'] }, 'p_vera', 'XM');
  expect(refusal(refused).clause).toContain('SM 三(四)19');
  const byMoney = decideVerify(pack, waiting, id, {}, 'p_vera', 'XM', { fields: { investment: yuan(20) } });
  expect(refusal(byMoney).because).toContain('重点项目');
});

describe('更正, 认定, 补充', () => {
  const signed = moved(fresh(), 'signed');
  const id = signed.stages[0]?.id ?? '';

  test('a verified stage’s day is put right with a reason; the old day stays in its history', () => {
    const intent = { id, happenedOn: '2026-11-01', reason: '合同落款日' };
    for (const wrong of [
      { reason: null },
      { happenedOn: '2027-01-01' },
      { happenedOn: TODAY },
      { id: 'none' },
    ])
      expect(decideCorrect(pack, signed, { ...intent, ...wrong }, TODAY)).toMatchObject({ refused: true });
    const right = follow(signed, decideCorrect(pack, signed, intent, TODAY), 'p_office');
    expect(right.stages[0]).toMatchObject({ happenedOn: '2026-11-01', state: 'verified' });
    expect(right.stages[0]?.details.corrections).toMatchObject([
      { was: TODAY, by: 'p_office', reason: '合同落款日' },
    ]);
  });

  test('弄虚作假 is found once, on evidence, with the clause', () => {
    const flags = flagChoices(pack).map((one) => one.id);
    expect(flags).toEqual(['fraud', 'grave_fraud']);
    const intent = { flag: 'fraud', on: TODAY, reason: '虚报到位资金', evidence: '核查报告', files: [] };
    expect(refusal(decideFlag(pack, signed, { ...intent, evidence: null }, TODAY)).clause).toContain(
      'SM 三(四)21',
    );
    const found = follow(signed, decideFlag(pack, signed, intent, TODAY), 'p_office');
    expect(found.course.flags).toMatchObject([{ flag: 'fraud', by: 'p_office' }]);
    expect(refusal(decideFlag(pack, found, intent, TODAY)).because).toContain('已经认定');
    expect(refusal(decideFlag(pack, signed, { ...intent, flag: 'outstanding' }, TODAY)).because).toContain(
      '没有这种认定',
    );
  });

  test('gaps are filled by whoever verifies, or submitted and verified like a stage', () => {
    expect(decideDetails(signed, {}, {})).toMatchObject({ refused: true });
    const direct = follow(
      signed,
      decideDetails(signed, { classListYear: 2026 }, { landingUnit: 'datian' }),
      'p_vera',
    );
    expect(direct).toMatchObject({ landingUnit: 'datian', tags: { classListYear: 2026 }, stage: 'signed' });
    const proposed = moved(signed, 'fill', { evidence: null, tags: { capitalType: 'foreign' } });
    expect(proposed).toMatchObject({
      stage: 'signed',
      tags: { capitalType: 'foreign' },
      projectNumber: 'XM-202611-0001',
    });
  });
});
