// 评价结论 and its validity (domain.md P14; SM 三(四)19, AE-SM-16).
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../src/domain/decision.ts';
import {
  closedGates,
  decideSubmitStage,
  decideVerify,
  stageChoices,
} from '../../../src/domain/lead/decide.ts';
import type { Lead } from '../../../src/domain/lead/lead.ts';
import {
  outcomeRows,
  type ReviewWords,
  reviewStanding,
  sayStanding,
} from '../../../src/domain/rolling-check/result.ts';
import { follow, fresh, yuan } from '../lead/kit.ts';
import { pack as plain } from './kit.ts';

const pack = {
  ...plain,
  reviews: plain.reviews.map((kind) => (kind.id === 'pre_evaluation' ? { ...kind, validityDays: 30 } : kind)),
};
const key = fresh({ investment: yuan(12) });

function reviewed(
  lead: Lead,
  review: ReviewWords | undefined,
  happenedOn: string,
  stage = 'review:pre_evaluation',
): Lead {
  const intent = {
    stage,
    happenedOn,
    evidence: '评价意见',
    note: null,
    ...(review === undefined ? {} : { review }),
  };
  const sent = follow(lead, decideSubmitStage(pack, lead, intent, '2026-11-22'));
  const id = sent.stages.at(-1)?.id ?? '';
  return follow(sent, decideVerify(pack, sent, id, {}, 'p_verifier', 'XM-202611-0001'), 'p_verifier');
}
const words = (result: ReviewWords['result'], conditions: string | null = null): ReviewWords => ({
  result,
  conditions,
});
const isOpen = (lead: Lead, day: string) => closedGates(pack, lead, 'signed', day).length === 0;

describe('the gate before 签约', () => {
  test.each<[string, ReviewWords | undefined, boolean]>([
    ['no result named', undefined, true],
    ['通过', words('pass'), true],
    ['有条件通过', words('conditional', '能耗指标落实'), true],
    ['不通过', words('fail'), false],
  ])('with %s opens: %s', (_name, review, opens) => {
    expect(isOpen(reviewed(key, review, '2026-11-01'), '2026-11-20')).toBe(opens);
  });

  test('is closed again once the validity is over, and asks for the review again', () => {
    const lead = reviewed(key, words('pass'), '2026-10-01');
    expect([isOpen(lead, '2026-10-31'), isOpen(lead, '2026-11-01')]).toEqual([true, false]);
    expect(stageChoices(pack, lead, '2026-11-01').map(({ id }) => id)).toContain('review:pre_evaluation');
    const late = decideSubmitStage(
      pack,
      lead,
      { stage: 'signed', happenedOn: '2026-11-20', evidence: '合同', note: null },
      '2026-11-22',
    );
    expect(isRefusal(late) && late.because).toContain('须先通过前期评价');
    const inTime = decideSubmitStage(
      pack,
      lead,
      { stage: 'signed', happenedOn: '2026-10-20', evidence: '合同', note: null },
      '2026-11-22',
    );
    expect(isRefusal(inTime)).toBe(false);
    expect(isOpen(reviewed(lead, words('pass'), '2026-11-15'), '2026-11-20')).toBe(true);
  });

  test('a later 不通过 closes it again, a later 通过 opens it', () => {
    const failed = reviewed(key, words('fail'), '2026-11-02');
    const passed = reviewed(failed, words('pass'), '2026-11-10');
    expect(reviewStanding(pack, failed, 'pre_evaluation', null).state).toBe('failed');
    expect(reviewStanding(pack, passed, 'pre_evaluation', null)).toMatchObject({
      state: 'open',
      on: '2026-11-10',
      validUntilOn: '2026-12-10',
    });
    expect(sayStanding('前期评价', reviewStanding(pack, passed, 'pre_evaluation', '2027-01-01'))).toContain(
      '须重新评价',
    );
  });

  test('conditions are named, and only results the pack knows are taken', () => {
    const bare = decideSubmitStage(
      pack,
      key,
      {
        stage: 'review:pre_evaluation',
        happenedOn: '2026-11-01',
        evidence: '意见',
        note: null,
        review: words('conditional'),
      },
      '2026-11-22',
    );
    expect(isRefusal(bare) && bare.because).toContain('写明条件');
    const two = {
      ...pack,
      reviews: pack.reviews.map((kind) => ({ ...kind, results: ['pass' as const, 'fail' as const] })),
    };
    const odd = decideSubmitStage(
      two,
      key,
      {
        stage: 'review:pre_evaluation',
        happenedOn: '2026-11-01',
        evidence: '意见',
        note: null,
        review: words('conditional', '条件'),
      },
      '2026-11-22',
    );
    expect(isRefusal(odd) && odd.because).toContain('没有「有条件通过」');
  });
});

test('后期评价 is offered once the project operates, and not before (SM-D4)', () => {
  const ids = (stage: string) => stageChoices(pack, { ...fresh(), stage }).map(({ id }) => id);
  expect(ids('started')).not.toContain('review:post_evaluation');
  expect(ids('operating')).toEqual(['review:post_evaluation']);
});

test('the facts document says 不通过 where that is what it came to, and nothing of days to come', () => {
  const failed = { lead: 'XS-1', kind: 'pre_evaluation', on: '2026-11-02', result: 'fail' as const };
  expect(outcomeRows([failed], () => 'XM-1', '2026-11-22')).toMatchObject([
    { project: 'XM-1', result: 'fail' },
  ]);
  expect(outcomeRows([failed], () => 'XM-1', '2026-11-01')).toEqual([]);
  expect(outcomeRows([failed], () => null, '2026-11-22')).toEqual([]);
});
