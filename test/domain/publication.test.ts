// 战报 as a frozen publication: every transition, and every one that is refused.
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/domain/decision.ts';
import {
  decidePublication,
  evolvePublication,
  type Publication,
  type PublicationFact,
  type PublicationIntent,
} from '../../src/domain/publication.ts';

const HASH = 'a'.repeat(64);
const drafted: PublicationFact = {
  type: 'publication.drafted',
  id: 'month:2021-10',
  kind: 'month',
  period: '2021-10',
  body: '{}',
  hash: HASH,
};
const draft = evolvePublication(null, drafted, 1, 'office1');

function done(publication: Publication, intent: PublicationIntent, by: string, at = 2): Publication {
  const decision = decidePublication(publication, intent);
  if (isRefusal(decision)) throw new Error(decision.because);
  return decision.facts.reduce<Publication>(
    (state, fact) => evolvePublication(state, fact, at, by),
    publication,
  );
}
const because = (publication: Publication, intent: PublicationIntent): string => {
  const decision = decidePublication(publication, intent);
  return isRefusal(decision) ? decision.because : 'accepted';
};

const check = (by: string, hash = HASH): PublicationIntent => ({ do: 'check', hash, by });
const approve = (by: string, hash = HASH): PublicationIntent => ({ do: 'approve', hash, by });
const back = (reason: string): PublicationIntent => ({ do: 'return', reason });
const checked = done(draft, check('office1'), 'office1');
const published = done(checked, approve('leader'), 'leader', 3);

describe('the road to a published bulletin', () => {
  test('a draft is checked by one person and signed by another', () => {
    expect(draft).toMatchObject({ state: 'draft', version: 1, draftedBy: 'office1', draftedAt: 1 });
    expect(checked).toMatchObject({ state: 'checked', version: 2, checkedBy: 'office1', checkedAt: 2 });
    expect(published).toMatchObject({ state: 'published', version: 3, approvedBy: 'leader', approvedAt: 3 });
    expect(published.body).toBe(draft.body);
  });

  test('a checked one goes back to draft with its reason, and loses the first signature', () => {
    const returned = done(checked, back(' 数字不对 '), 'leader');
    expect(returned).toMatchObject({
      state: 'draft',
      checkedBy: null,
      returnedReason: '数字不对',
      version: 3,
    });
    expect(because(returned, approve('leader'))).toContain('还没有审核');
    expect(done(returned, check('office1'), 'office1').returnedReason).toBeNull();
  });

  test('drafting again replaces body and hash and clears the reason', () => {
    const again = evolvePublication(
      done(draft, back('重算'), 'office2'),
      { ...drafted, hash: 'b' },
      9,
      'office2',
    );
    expect(again).toMatchObject({
      state: 'draft',
      hash: 'b',
      version: 3,
      returnedReason: null,
      draftedAt: 9,
    });
  });
});

describe('what is refused', () => {
  test('who checked cannot sign', () => {
    expect(because(checked, approve('office1'))).toBe('审核和签发须是两个人');
  });

  test('a draft cannot be signed, and a checked one not checked again', () => {
    expect(because(draft, approve('leader'))).toContain('还没有审核');
    expect(because(checked, check('office2'))).toContain('已经审核过');
  });

  test('signatures on other numbers than those that stand are refused', () => {
    expect(because(draft, check('office1', 'old'))).toContain('不是最新');
    expect(because(checked, approve('leader', 'old'))).toContain('不是最新');
  });

  test('a return needs a reason', () => {
    expect(because(draft, back('  '))).toContain('理由');
    expect(because(checked, back(''))).toContain('理由');
  });

  test.each([
    ['check', check('office2')],
    ['approve', approve('office2')],
    ['return', back('改一下')],
  ] as const)('nothing follows a published one: %s', (_name, intent) => {
    expect(because(published, intent)).toContain('已经签发');
  });

  test('a stream without a draft is a bug', () => {
    expect(() => evolvePublication(null, { type: 'publication.checked', hash: HASH }, 1, 'x')).toThrow();
  });
});
